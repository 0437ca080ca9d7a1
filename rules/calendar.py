"""Which days count: public holidays from a pinned table, and a municipality's closing days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from pathlib import Path
from typing import Final

from rules.errors import RulesError

TABLE_FILE: Final = Path(__file__).parent / "data" / "public_holidays.csv"
FIRST_DAY: Final = date(2015, 1, 1)
LAST_DAY: Final = date(2040, 12, 31)

_FIRST: Final = FIRST_DAY.toordinal()
_DAYS: Final = LAST_DAY.toordinal() - _FIRST + 1
_FRIDAY, _SATURDAY = 4, 5


class CalendarRangeError(RulesError):
    """A day outside the years whose public holidays are known."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} lies outside {FIRST_DAY.year}–{LAST_DAY.year}, "
            "the years whose public holidays are known: check the year"
        )


def read_table(text: str) -> dict[date, str]:
    """Read the pinned table, a CSV of date and Danish name with one heading line."""
    rows = (line.split(",", 1) for line in text.splitlines()[1:])
    return {date.fromisoformat(day): name for day, name in rows}


PUBLIC_HOLIDAYS: Final[Mapping[date, str]] = read_table(TABLE_FILE.read_text(encoding="utf-8"))


class DayTable:
    """Positions of the days that count, so that any number of them is one look-up away."""

    def __init__(self, last_weekday: int, days_off: Iterable[date]) -> None:
        shift = FIRST_DAY.weekday()
        week = bytes((index + shift) % 7 <= last_weekday for index in range(7))
        counts = bytearray((week * (_DAYS // 7 + 1))[:_DAYS])
        for day in days_off:
            if FIRST_DAY <= day <= LAST_DAY:
                counts[day.toordinal() - _FIRST] = False
        self._nth: Sequence[int] = list(compress(range(_DAYS), counts))
        self._upto: Sequence[int] = list(accumulate(counts))

    def counts(self, day: date) -> bool:
        """Whether the day is one of them."""
        index = _index(day)
        return self._upto[index] > (self._upto[index - 1] if index else 0)

    def after(self, day: date, count: int) -> date:
        """The `count`-th counted day after `day`; `day` itself is day zero."""
        return self._at(self._upto[_index(day)] + count - 1, day)

    def on_or_before(self, day: date) -> date:
        """The last counted day up to and including `day`."""
        return self._at(self._upto[_index(day)] - 1, day)

    def before(self, day: date, count: int) -> date:
        """The `count`-th counted day before `day`, `day` itself not included."""
        index = _index(day)
        return self._at((self._upto[index - 1] if index else 0) - count, day)

    def between(self, start: date, end: date) -> int:
        """How many counted days lie after `start`, up to and with `end`; negative backwards."""
        return self._upto[_index(end)] - self._upto[_index(start)]

    def _at(self, position: int, day: date) -> date:
        if not 0 <= position < len(self._nth):
            raise CalendarRangeError(f"the day counted from {day}")
        return date.fromordinal(_FIRST + self._nth[position])


def _index(day: date) -> int:
    index = day.toordinal() - _FIRST
    if not 0 <= index < _DAYS:
        raise CalendarRangeError(f"{day}")
    return index


@lru_cache(maxsize=2)
def hverdage(*, saturday: bool) -> DayTable:
    """Mon–Fri, or Mon–Sat where the council says so, less public holidays (law.md 2.3)."""
    return DayTable(_SATURDAY if saturday else _FRIDAY, PUBLIC_HOLIDAYS)


class Calendar:
    """Open days of one municipality: Mon–Fri less public holidays and its own closing days.

    Immutable. `closing_days` maps each day to the reason it is closed. A closing day never moves a
    limit in days, weeks, months or hours (law.md 3); it moves `act_by`, and working-day limits
    only where the council counts open days. Days outside 2015–2040 raise `CalendarRangeError`.
    """

    def __init__(self, closing_days: Mapping[date, str] | None = None) -> None:
        self.closing_days: Mapping[date, str] = dict(closing_days or {})

    @cached_property
    def open_days(self) -> DayTable:
        """The table of open days."""
        if not self.closing_days:
            return hverdage(saturday=False)
        return DayTable(_FRIDAY, [*PUBLIC_HOLIDAYS, *self.closing_days])

    @cached_property
    def _days_off(self) -> Sequence[date]:
        return sorted({*PUBLIC_HOLIDAYS, *self.closing_days})

    def holiday_name(self, day: date) -> str | None:
        """The Danish name of a public holiday, "Skærtorsdag"; None on any other day."""
        return PUBLIC_HOLIDAYS.get(day)

    def is_open(self, day: date) -> bool:
        """Whether the town hall is open."""
        return self.open_days.counts(day)

    def open_on_or_before(self, day: date) -> date:
        """The last open day up to and including `day`."""
        return self.open_days.on_or_before(day)

    def open_before(self, day: date, count: int = 1) -> date:
        """The `count`-th open day before `day`."""
        return self.open_days.before(day, count)

    def open_after(self, day: date, count: int = 1) -> date:
        """The `count`-th open day after `day`."""
        return self.open_days.after(day, count)

    def open_days_between(self, start: date, end: date) -> int:
        """How many open days lie after `start`, up to and including `end`."""
        return self.open_days.between(start, end)

    def skipped(self, start: date, end: date, *, saturday: bool, closed: bool) -> tuple[date, ...]:
        """Public holidays (and closing days if `closed`) on weekdays in (start, end]."""
        days = self._days_off if closed else _HOLIDAYS_SORTED
        last = _SATURDAY if saturday else _FRIDAY
        found = days[bisect_right(days, start) : bisect_left(days, end)]
        return tuple(day for day in found if day.weekday() <= last)


_HOLIDAYS_SORTED: Final[Sequence[date]] = sorted(PUBLIC_HOLIDAYS)
