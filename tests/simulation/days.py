"""Danish days, counted by walking from day to day: the simulation's own calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from tests.vectors import rows

DENMARK = ZoneInfo("Europe/Copenhagen")
ONE = timedelta(days=1)

PUBLIC_HOLIDAYS = frozenset(
    date.fromisoformat(row["date"])
    for row in rows("dk_holidays_2015_2040.csv")
    if "public" in row["category"]
)


def instant(day: date, hour: int, minute: int = 0) -> datetime:
    """A Danish clock time, in UTC."""
    return datetime.combine(day, time(hour, minute), DENMARK).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The Danish day of an instant."""
    return moment.astimezone(DENMARK).date()


def midnight_after(day: date) -> datetime:
    """The first instant of the next Danish day."""
    return instant(day + ONE, 0)


def last_second(day: date) -> datetime:
    """23:59:59 of a Danish day."""
    return datetime.combine(day, time(23, 59, 59), DENMARK).astimezone(UTC)


def is_hverdag(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in PUBLIC_HOLIDAYS


def _walk(day: date, step: timedelta, count: int, counts: Callable[[date], bool]) -> date:
    while count:
        day += step
        count -= counts(day)
    return day


@cache
def hverdage_after(day: date, count: int) -> date:
    """The last of so many hverdage; the day itself is day zero."""
    return _walk(day, ONE, count, is_hverdag)


@cache
def hverdage_before(day: date, count: int) -> date:
    """So many hverdage back."""
    return _walk(day, -ONE, count, is_hverdag)


@cache
def hverdage_between(start: date, end: date) -> int:
    """How many hverdage come after the start, up to and including the end."""
    days = (end - start).days
    return sum(is_hverdag(start + n * ONE) for n in range(1, days + 1))


@dataclass(frozen=True)
class Office:
    """When the town hall is open: hverdage, less its own closing days."""

    closed: frozenset[date] = frozenset()

    def open_on(self, day: date) -> bool:
        """Whether somebody is there."""
        return is_hverdag(day) and day not in self.closed

    def last_open(self, day: date) -> date:
        """The last open day up to and including a day."""
        return day if self.open_on(day) else self.before(day)

    @cache  # noqa: B019 - there is one town hall, for as long as the tests run
    def before(self, day: date, count: int = 1) -> date:
        """So many open days back."""
        return _walk(day, -ONE, count, self.open_on)

    @cache  # noqa: B019
    def after(self, day: date, count: int = 1) -> date:
        """So many open days ahead."""
        return _walk(day, ONE, count, self.open_on)

    @cache  # noqa: B019
    def last_for_paper(self, promised: date, lead: int) -> date:
        """The last open day from which the lead time in hverdage ends on or before a date."""
        day = self.last_open(promised)
        while hverdage_after(day, lead) > promised:
            day = self.before(day)
        return day
