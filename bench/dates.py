"""Due dates and their wording, in µs a date, beside `holidays` and workalendar."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Final

from holidays import HolidayBase, country_holidays
from workalendar.europe import Denmark

from bench.table import Measured, fastest
from notifications.explain import explain
from notifications.formats import Language
from rules.calendar import PUBLIC_HOLIDAYS, Calendar
from rules.counting import Counting
from rules.deadline import DueDate, due_date
from rules.limit import parse_limit

#: Days of receipt, the same in every run.
_drawn: Final = Random(2026)
STARTS: Final = [date(2024, 1, 1) + timedelta(days=_drawn.randrange(2200)) for _ in range(200)]
YEARS: Final = range(2024, 2033)

WORKING_DAYS: Final = (5, 15, 60, 250)
OTHERS: Final = ("4 uger", "3 måneder", "1 år", "24 timer", "samme dag")


def counting() -> list[Measured]:
    """Our dates beside those of two libraries, which give no reasons; all agree on the answers."""
    package = country_holidays("DK", years=YEARS, language="da")
    other = Denmark()
    closing = _extra_days(other)
    found: list[Measured] = []
    for amount in WORKING_DAYS:
        found += _working_days(amount, package, other, closing)
    for within in OTHERS:
        found.append(_over(f"due_date, {within}", within, partial(_ours, within)))
    return found


def _working_days(
    amount: int, package: HolidayBase, other: Denmark, closing: Calendar
) -> list[Measured]:
    group = f"{amount} arbejdsdage"
    theirs = partial(package.get_nth_working_day, n=amount)
    elsewhere = partial(_workalendar, other, amount)
    for start in STARTS:
        assert _ours(group, start).due_on == theirs(start)
        assert _ours(group, start, closing).due_on == elsewhere(start)
    return [
        _over(f"due_date, {group}", group, partial(_ours, group)),
        _over(f"  holidays.get_nth_working_day, {amount}", group, theirs),
        _over(f"  workalendar add_working_days, {amount}", group, elsewhere),
    ]


def _over(what: str, group: str, count: Callable[[date], object]) -> Measured:
    def work() -> None:
        for start in STARTS:
            count(start)

    return Measured(what, fastest(work, len(STARTS)), group)


_PLAIN: Final = Calendar()
_OPEN_DAYS: Final = Counting(open_days=True)
_LIMITS: Final = {
    within: parse_limit(within)
    for within in (*(f"{n} arbejdsdage" for n in WORKING_DAYS), *OTHERS, "15 hverdage")
}


def _ours(within: str, start: date, calendar: Calendar = _PLAIN) -> DueDate:
    moment = datetime.combine(start, time(8), UTC) if within == "24 timer" else start
    return due_date(moment, _LIMITS[within], calendar=calendar, counting=_OPEN_DAYS)


def _workalendar(other: Denmark, amount: int, start: date) -> date:
    found: date = other.add_working_days(start, amount)
    return found


def _extra_days(other: Denmark) -> Calendar:
    """Days off that only workalendar knows, as closing days, so that answers can be compared."""
    days = {day: name for year in YEARS for day, name in other.holidays(year)}
    return Calendar({day: name for day, name in days.items() if day not in PUBLIC_HOLIDAYS})


def wording() -> list[Measured]:
    """All sentences of one date."""
    languages: tuple[Language, ...] = ("da", "en")
    found = []
    for within in ("4 uger", "15 hverdage"):
        answers = [_ours(within, start) for start in STARTS]
        for language in languages:
            work = partial(_explain_all, answers, language)
            spent = fastest(work, len(answers))
            found.append(Measured(f"explain, {within}, {language}", spent, within))
    return found


def _explain_all(answers: Sequence[DueDate], language: Language) -> None:
    for answer in answers:
        explain(answer.steps, language, letter=True)
