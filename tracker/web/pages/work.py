"""My work: the cases that need an act today come first, each with why, by when, and the act."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from rules.standing import Standing
from tracker.office import Office
from tracker.policy import Act
from tracker.services.accounts import names_of
from tracker.services.signed_in import SignedIn
from tracker.services.worklists import SORTS, TABS, Ask, work_page
from tracker.web import work_words
from tracker.web.frame import render, words_of
from tracker.web.login.guard import NoAccess, needs
from tracker.web.site import site_of
from tracker.web.work_rows import Drawer
from tracker.web.work_view import view_of

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_CASE))]

#: What the address of a list may say.
PARAMETERS = (
    *("vis", "sagsbehandler", "sorter", "omraade", "status", "frist", "forloeb", "resten"),
    "efter",
)


@router.get("/arbejde")
def work(request: Request, here: Reader) -> Response:
    """Somebody's cases in the order of the day; a team leader may look at a colleague's."""
    site, words = site_of(request), words_of(request)
    given = {name: request.query_params.get(name, "")[:120] for name in PARAMETERS}
    whose = given["sagsbehandler"]
    if whose and whose != here.login and not here.may(Act.SEE_TEAM):
        raise NoAccess
    ask = read_ask(given, here.login)
    home = site.office.book.of(here.municipality).municipality
    with site.office.reading(site.now(), here.login) as store:
        page = work_page(store, here.person, here.municipality, ask, home.calendar)
    titles = area_titles(site.office, here.municipality)
    drawer = Drawer(words, site.today(), home, titles, given)
    view = view_of(page, ask, drawer)
    colleague = _name(site.office, here, whose, request) if whose not in ("", here.login) else ""
    return render(request, "work.html", view=view, ask=ask, colleague=colleague)


def _name(office: Office, here: SignedIn, whose: str, request: Request) -> str:
    names = names_of(office, here.municipality, now=site_of(request).now())
    return names.get(whose, whose)


def read_ask(given: Mapping[str, str], login: str) -> Ask:
    """What an address asks for; what it says that is no choice of ours counts as nothing."""
    sort = given["sorter"].removeprefix("-")
    return Ask(
        whose=given["sagsbehandler"] or login,
        tab=given["vis"] if given["vis"] in TABS else "alle",
        sort=sort if sort in SORTS else "",
        downwards=given["sorter"].startswith("-"),
        area=given["omraade"],
        standing=given["status"] if given["status"] in set(Standing) else "",
        due=given["frist"] if given["frist"] in work_words.DUES else "",
        track=given["forloeb"] if given["forloeb"] in work_words.TRACKS else "",
        all_groups=bool(given["resten"]),
        after=given["efter"],
    )


def area_titles(office: Office, code: str) -> dict[str, str]:
    """The titles of a municipality's areas, as the newest rules have them."""
    return {rule.area: rule.title for rule in office.book.of(code).rules}
