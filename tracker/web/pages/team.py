"""The team: what is late now, who was told, and how it went; each figure opens its cases."""

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request, Response

from rules.rule import Rule
from tracker.office import Office
from tracker.policy import Act
from tracker.services.accounts import names_of
from tracker.services.signed_in import SignedIn
from tracker.services.team_figures import last_months, only, open_now, tallies
from tracker.services.team_scope import Scope, TeamChoice, known_teams, team_choice
from tracker.services.team_workload import waiting, workload
from tracker.store import Store
from tracker.web.case import words as codes
from tracker.web.frame import render, words_of
from tracker.web.login.guard import NoAccess, needs
from tracker.web.site import site_of
from tracker.web.team import words as said
from tracker.web.team.ask import Ask, period_of, read_ask
from tracker.web.team.people import load_rows
from tracker.web.team.trend import trend
from tracker.web.team.view import KINDS, TRACKS, Teller, age_rows, area_rows, counts
from tracker.web.words import Words

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_TEAM))]


class Looked(NamedTuple):
    """Whose figures somebody looks at, once it is settled that they may."""

    scope: Scope
    choice: TeamChoice
    teams: dict[str, str]


@router.get("/team")
def team(request: Request, here: Reader) -> Response:
    """The figures of one team, or of all."""
    site, words = site_of(request), words_of(request)
    ask = read_ask(request.query_params)
    names = _names(site.office, here, ask, request)
    with site.office.reading(site.now(), here.login) as store:
        looked = look(store, site.office, here, ask)
        teller = Teller(
            words, store.now, ask, rules_by_area(site.office, here.municipality), looked.teams
        )
        now = open_now(store, looked.scope)
        values = _of_tab(store, looked.scope, teller, names)
    return render(
        request,
        "team.html",
        ask=ask,
        teller=teller,
        title=teller.team_name(looked.choice),
        filters=filters(ask, looked, words),
        counts=counts(now, teller),
        ages=age_rows(now, teller),
        overdue=now.overdue,
        tabs=[
            (ask.address(vis="" if tab == "omraader" else tab), words.text(text), tab == ask.tab)
            for tab, text in said.TABS.items()
        ],
        heading=words.text(said.HEADINGS[ask.tab]),
        period=words.text(said.PERIODS_SAID[ask.period]),
        **values,
    )


def look(store: Store, office: Office, here: SignedIn, ask: Ask, act: Act = Act.SEE_TEAM) -> Looked:
    """The team that is asked for; raises `NoAccess` for another's."""
    contact = office.book.of(here.municipality).municipality.contact
    teams = known_teams(store, here.municipality, {t.id: t.name for t in contact.teams})
    choice = team_choice(here.person, here.municipality, teams)
    if not choice.holds(ask.team):
        raise NoAccess
    chosen = ask.team or choice.first
    return Looked(Scope(here.person, here.municipality, chosen, act), choice, teams)


def filters(ask: Ask, looked: Looked, words: Words) -> list[tuple[str, str, list[Any], str]]:
    """The three choices above the figures: name, label, options, value."""
    every = words.say("Alle teams") if looked.choice.all_teams else words.say("Alle dine teams")
    teams = [(team, looked.teams.get(team, team)) for team in looked.choice.teams]
    if looked.choice.all_teams or len(teams) != 1:
        teams = [("", every), *teams]
    return [
        ("team", words.say("Team"), teams, ask.team or looked.choice.first),
        ("periode", words.say("Periode"), _options(said.PERIODS, words), ask.period),
        ("talt", words.say("Talt efter"), _options(said.COUNTED, words), ask.counted),
    ]


def _options(table: dict[str, str], words: Words) -> list[tuple[str, str]]:
    return [(value, words.text(text)) for value, text in table.items()]


def _names(office: Office, here: SignedIn, ask: Ask, request: Request) -> dict[str, str]:
    """What those on the tab are called: people, or causes."""
    if ask.tab == "sagsbehandlere":
        return names_of(office, here.municipality, now=site_of(request).now())
    words = words_of(request)
    return {code: words.text(text) for code, text in codes.CAUSES.items()}


def _of_tab(store: Store, scope: Scope, teller: Teller, names: dict[str, str]) -> dict[str, Any]:
    """What stands under the tabs."""
    ask = teller.ask
    nothing: dict[str, Any] = {"rows": [], "loads": [], "trend": None}
    if ask.tab == "sagsbehandlere":
        return {**nothing, "loads": load_rows(workload(store, scope), names, teller)}
    if ask.tab == "aarsager":
        return {**nothing, "loads": load_rows(waiting(store, scope), names, teller)}
    which = only(KINDS.get(ask.tab), TRACKS.get(ask.tab))
    by_receipt = ask.counted == "modtagelse"
    months = last_months(store, scope, which, by_receipt=by_receipt)
    found = tallies(store, scope, period_of(ask, teller.today))
    return {**nothing, "rows": area_rows(found, teller), "trend": trend(months, teller)}


def rules_by_area(office: Office, code: str) -> dict[str, Rule]:
    """The newest rule of each area."""
    return {rule.area: rule for rule in office.book.of(code).rules}
