"""The cases behind a figure of the team, as a page and as files; every file taken is logged."""

from collections.abc import Mapping
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Depends, Request, Response

from notifications.formats import Language
from tracker.policy import Act
from tracker.services.accounts import names_of
from tracker.services.lookups import log_lookup
from tracker.services.signed_in import SignedIn
from tracker.services.team_lists import (
    MOST_EXPORTED,
    Behind,
    behind_page,
    every_row,
)
from tracker.store import Store
from tracker.web.frame import render, words_of
from tracker.web.login.guard import needs
from tracker.web.pages.team import Looked, look, rules_by_area
from tracker.web.site import site_of
from tracker.web.team import words as said
from tracker.web.team.ask import PATH, address, read_ask, read_behind
from tracker.web.team.export import About, Cell, cells, csv_file, most_said, xlsx_file
from tracker.web.team.listing import PARAMETERS, Lister, definition, heading, is_of_cases
from tracker.web.team.view import Teller
from tracker.web.words import Words

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_TEAM))]
Exporter = Annotated[SignedIn, Depends(needs(Act.EXPORT))]

_CSV: Final = "text/csv; charset=utf-8"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Opened(NamedTuple):
    """What a request asks for, within the reach of who asks."""

    looked: Looked
    asked: Behind
    lister: Lister


@router.get("/team/sager")
def cases(request: Request, here: Reader) -> Response:
    """One page of the list behind a figure."""
    site = site_of(request)
    names = names_of(site.office, here.municipality, now=site.now())
    with site.office.reading(site.now(), here.login) as store:
        found = _open(store, request, here, names, Act.SEE_TEAM)
        page = behind_page(store, found.looked.scope, found.asked, found.lister.params["efter"])
        rows = [found.lister.row(row) for row in page.rows]
    words, lister = words_of(request), found.lister
    return render(
        request,
        "team_list.html",
        title=heading(found.asked, words),
        team=lister.teller.team_name(found.looked.choice),
        definition=definition(found.asked, words),
        period=lister.period(found.asked),
        of_cases=is_of_cases(found.asked),
        rows=rows,
        total=page.total,
        tags=list(lister.tags(found.asked)),
        choices=lister.choices(),
        what=found.asked.what,
        kept=[(k, v) for k, v in lister.params.items() if v and k not in ("vis", "efter")],
        back=address(PATH, {k: lister.params[k] for k in ("team", "periode", "talt")}),
        csv=lister.address("/team/sager.csv"),
        xlsx=lister.address("/team/sager.xlsx"),
        beginning=lister.address() if lister.params["efter"] else "",
        following=lister.address(efter=page.next_after) if page.next_after else "",
    )


@router.get("/team/sager.csv")
def as_csv(request: Request, here: Exporter) -> Response:
    """The whole list as CSV."""
    rows, about, words = _taken(request, here)
    return _file(csv_file(rows, about, words), _CSV, "csv", words.language)


@router.get("/team/sager.xlsx")
def as_xlsx(request: Request, here: Exporter) -> Response:
    """The whole list as a spreadsheet."""
    rows, about, words = _taken(request, here)
    return _file(xlsx_file(rows, about, words), _XLSX, "xlsx", words.language)


def _taken(request: Request, here: SignedIn) -> tuple[list[list[Cell]], About, Words]:
    """The rows of a file; that it was taken is logged before it leaves."""
    site, words = site_of(request), words_of(request)
    names = names_of(site.office, here.municipality, now=site.now())
    with site.office.reading(site.now(), here.login) as store:
        found = _open(store, request, here, names, Act.EXPORT)
        rows = [
            cells(row, found.lister) for row in every_row(store, found.looked.scope, found.asked)
        ]
    about = _about(found, here, len(rows), words)
    with site.office.writing(site.now(), here.login) as store:
        log_lookup(
            store,
            here.municipality,
            Act.EXPORT,
            purpose="figures",
            words="; ".join(value for _, value in about.lines[:4]),
        )
    return rows, about, words


def _open(
    store: Store, request: Request, here: SignedIn, names: Mapping[str, str], act: Act
) -> Opened:
    site = site_of(request)
    given = {name: request.query_params.get(name, "")[:120] for name in PARAMETERS}
    ask = read_ask(given)
    looked = look(store, site.office, here, ask, act)
    rules = rules_by_area(site.office, here.municipality)
    teller = Teller(words_of(request), store.now, ask, rules, looked.teams)
    asked = read_behind(given, teller.today)
    return Opened(looked, asked, Lister(teller, names, given))


def _about(found: Opened, here: SignedIn, count: int, words: Words) -> About:
    lister, asked = found.lister, found.asked
    title = f"{lister.teller.team_name(found.looked.choice)}: {heading(asked, words)}"
    narrowed = ", ".join(tag.words for tag in lister.tags(asked))
    lines = [
        (words.say("Liste"), title),
        (words.say("Udtrukket"), lister.teller.stamp),
        (words.say("Periode"), lister.period(asked) or words.say("Som det står nu")),
        (words.say("Filtre"), narrowed or words.say("ingen")),
        (words.say("Kommune"), here.municipality_name),
        (words.say("Udtrukket af"), here.name),
        (words.say("Rækker"), str(count)),
        (words.say("Listen viser"), definition(asked, words)),
        *((words.say("Forklaring"), words.text(text)) for text in said.FIGURES_SAID),
    ]
    if count >= MOST_EXPORTED:
        lines.insert(1, (words.say("Husk"), most_said(words)))
    return About(title, tuple(lines))


def _file(content: bytes, kind: str, ending: str, language: Language) -> Response:
    name = f"{'cases' if language == 'en' else 'sager'}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
