"""Danish time: which day an instant belongs to, and which instant a Danish day or hour is."""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from rules.calendar import FIRST_DAY, LAST_DAY, CalendarRangeError
from rules.errors import RulesError

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")


def local_day(instant: datetime) -> date:
    """The Danish day that an aware instant belongs to."""
    return instant.astimezone(COPENHAGEN).date()


def as_instant(moment: datetime) -> datetime:
    """The instant in UTC; a naive time is Copenhagen's, the earlier one when clocks go back.

    Raises `RulesError` for a time that the clocks skipped: it does not exist; and
    `CalendarRangeError` for a year that no case can be from.
    """
    if not FIRST_DAY.year - 1 <= moment.year <= LAST_DAY.year + 1:  # no zone reaches further
        raise CalendarRangeError(f"{moment.date()}")
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    instant = moment.replace(tzinfo=COPENHAGEN).astimezone(UTC)
    if instant.astimezone(COPENHAGEN).replace(tzinfo=None) != moment:
        raise RulesError(
            f"{moment:%Y-%m-%d %H:%M} does not exist in Denmark: the clocks go forward then"
        )
    return instant


def end_of_day(day: date) -> datetime:
    """The last instant of a Danish day, 23:59:59, in UTC."""
    return datetime.combine(day, time(23, 59, 59), COPENHAGEN).astimezone(UTC)
