"""What an address of the team's pages says, and the addresses that say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from rules.terms import DeadlineKind, Track
from tracker.services.reporting import AGE_BANDS, Period
from tracker.services.team_lists import Behind, Listed
from tracker.web.team.words import COUNTED, PERIODS, TABS

PATH: Final = "/team"
LIST_PATH: Final = "/team/sager"

_YEAR_BACK: Final = 12


@dataclass(frozen=True, slots=True)
class Ask:
    """Team, period and what it is counted by; `team` is as the address has it."""

    team: str = ""
    period: str = ""
    counted: str = ""
    tab: str = "omraader"

    def params(self) -> dict[str, str]:
        """The values as an address says them."""
        return {"team": self.team, "periode": self.period, "talt": self.counted}

    def address(self, **changes: str) -> str:
        """The page of figures, with some values changed."""
        tab = "" if self.tab == "omraader" else self.tab
        return address(PATH, {**self.params(), "vis": tab, **changes})

    def list_address(self, what: Listed, /, path: str = LIST_PATH, **narrowed: str) -> str:
        """The list behind a figure of this page."""
        return address(path, {"vis": what, **self.params(), **narrowed})


def address(path: str, params: Mapping[str, str]) -> str:
    """A path with the values that say something."""
    kept = {name: value for name, value in params.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


def read_ask(given: Mapping[str, str]) -> Ask:
    """What an address asks for; what is no choice of ours counts as nothing."""
    tab = given.get("vis", "")
    return Ask(
        team=given.get("team", "")[:60],
        period=given.get("periode", "") if given.get("periode") in PERIODS else "",
        counted=given.get("talt", "") if given.get("talt") in COUNTED else "",
        tab=tab if tab in TABS else "omraader",
    )


def period_of(ask: Ask, today: date) -> Period:
    """The days that are counted."""
    first, last = _days(ask.period, today)
    return Period(first, last, by_receipt=ask.counted == "modtagelse")


def _days(code: str, today: date) -> tuple[date | None, date | None]:
    match code:
        case "alt":
            return None, None
        case "i-aar":
            return date(today.year, 1, 1), today
        case "sidste-aar":
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        case "3-maaneder":
            return _months_before(today, 3), today
        case _:
            return _months_before(today, _YEAR_BACK), today


def _months_before(today: date, months: int) -> date:
    """The same day of an earlier month; the first of the next where that month is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    try:
        return date(year, month + 1, today.day)
    except ValueError:
        later = year * 12 + month + 1
        return date(later // 12, later % 12 + 1, 1)


def read_behind(given: Mapping[str, str], today: date) -> Behind:
    """Which list an address asks for; the list of what is overdue when it names none of ours."""
    what = given.get("vis", "")
    age = given.get("alder", "")
    return Behind(
        what=Listed(what) if what in set(Listed) else Listed.OVERDUE,
        period=_list_period(given, what, today),
        area=given.get("omraade", "")[:120],
        kind=_one_of(DeadlineKind, given.get("frist", "")),
        track=_one_of(Track, given.get("forloeb", "")),
        caseworker=given.get("sagsbehandler", "")[:120],
        cause=given.get("aarsag", "")[:60],
        untold=bool(given.get("uden-besked")),
        this_week=bool(given.get("uge")),
        age=int(age) if age in map(str, range(len(AGE_BANDS))) else None,
        month=_month(given.get("maaned", "")),
    )


def _list_period(given: Mapping[str, str], what: str, today: date) -> Period:
    """The period of the figure that was opened; what stands on top counts all that waits."""
    ask = read_ask(given)
    if given.get("nu"):
        return Period()
    if given.get("maaned"):
        return Period(by_receipt=ask.counted == "modtagelse")
    return period_of(ask, today)


def _one_of(codes: type[DeadlineKind] | type[Track], value: str) -> str:
    return value if value in {code.value for code in codes} else ""


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
