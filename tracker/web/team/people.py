"""The workload of caseworkers, and what cases wait for, in words and with their lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tracker.services.team_lists import NOBODY, Listed
from tracker.services.team_workload import Load
from tracker.web.team.view import Teller


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One line; a number that is zero has no list."""

    name: str
    cases: int
    cases_address: str
    at_risk: int
    at_risk_address: str
    overdue: int
    overdue_address: str
    untold: int
    untold_address: str
    oldest: str


def load_rows(found: Sequence[Load], names: Mapping[str, str], teller: Teller) -> list[LoadRow]:
    """A line for each, by name; cases that nobody has stand last."""
    rows = [(load.who == "", _row(load, names, teller)) for load in found]
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1].name.casefold()))]


def _row(load: Load, names: Mapping[str, str], teller: Teller) -> LoadRow:
    words, people = teller.words, teller.ask.tab == "sagsbehandlere"
    who = {"sagsbehandler" if people else "aarsag": load.who or NOBODY}

    def listed(what: Listed, **narrowed: str) -> str:
        return teller.ask.list_address(what, nu="1", **who, **narrowed)

    nobody = words.say("Ikke fordelt")
    return LoadRow(
        name=names.get(load.who, load.who) or nobody,
        cases=load.cases,
        cases_address=_all_of(load, teller, people=people),
        at_risk=load.at_risk,
        at_risk_address=listed(Listed.AT_RISK),
        overdue=load.overdue,
        overdue_address=listed(Listed.OVERDUE),
        untold=load.untold,
        untold_address=listed(Listed.OVERDUE, **{"uden-besked": "1"}),
        oldest=words.count("%(num)s dag", "%(num)s dage", load.oldest_days) if load.overdue else "",
    )


def _all_of(load: Load, teller: Teller, *, people: bool) -> str:
    """Everything that somebody has is their worklist."""
    ask = teller.ask
    if not people:
        return ask.list_address(Listed.AWAITING, nu="1", aarsag=load.who)
    if not load.who:
        return ask.list_address(Listed.UNASSIGNED, nu="1")
    return f"/arbejde?{urlencode({'sagsbehandler': load.who, 'resten': '1'})}"
