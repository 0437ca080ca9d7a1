"""Hypothesis strategies for questions about time: days, lengths, ways of counting, calendars."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from hypothesis import strategies as st

from rules.calendar import Calendar
from rules.counting import PLAIN, Counting, MonthEnd, Roll
from rules.deadline import DueDate, due_date
from rules.limit import Limit, LimitKind
from rules.local_time import as_instant
from rules.period import HALVES, Period, Unit

#: No start outside these and no length past `LENGTHS`: every answer lies inside the table, and an
#: open day before every start.
EARLIEST_START: Final = date(2015, 3, 1)
LATEST_START: Final = date(2030, 12, 31)
LENGTHS: Final = {
    Unit.HOURS: 1000,
    Unit.DAYS: 1500,
    Unit.WEEKS: 200,
    Unit.MONTHS: 60,
    Unit.YEARS: 5,
    Unit.HVERDAGE: 1000,
    Unit.ARBEJDSDAGE: 1000,
}

CALENDAR_UNITS: Final = (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
WORKING_UNITS: Final = (Unit.HVERDAGE, Unit.ARBEJDSDAGE)
DAY_UNITS: Final = (*CALENDAR_UNITS, *WORKING_UNITS)


def days() -> st.SearchStrategy[date]:
    """Any day that a clock can start on."""
    return st.dates(EARLIEST_START, LATEST_START)


def instants() -> st.SearchStrategy[datetime]:
    """Any instant that a clock can start at, to the minute, aware."""
    first, last = (datetime.combine(d, time(), UTC) for d in (EARLIEST_START, LATEST_START))
    minutes = int((last - first) / timedelta(minutes=1))
    return st.integers(0, minutes).map(lambda n: first + timedelta(minutes=n))


@st.composite
def periods(draw: st.DrawFn, units: tuple[Unit, ...] = tuple(Unit)) -> Period:
    """A length in one of the units; a half where a half has a meaning."""
    unit = draw(st.sampled_from(units))
    half = unit in HALVES and draw(st.booleans())
    return Period(draw(st.integers(0 if half else 1, LENGTHS[unit])), unit, half=half)


def durations(units: tuple[Unit, ...] = tuple(Unit)) -> st.SearchStrategy[Limit]:
    """A limit with a length."""
    return periods(units).map(lambda period: Limit(LimitKind.DURATION, max=period))


def limits() -> st.SearchStrategy[Limit]:
    """Any limit from which a due date follows."""
    words = (LimitKind.IMMEDIATE, LimitKind.SAME_DAY, LimitKind.DAY_TO_DAY)
    return st.one_of(durations(), st.sampled_from(words).map(Limit))


def countings(roll: Roll | None = None) -> st.SearchStrategy[Counting]:
    """A way of counting."""
    return st.builds(
        Counting,
        saturday=st.booleans(),
        open_days=st.booleans(),
        month_end=st.sampled_from(MonthEnd),
        roll=st.sampled_from(Roll) if roll is None else st.just(roll),
    )


@st.composite
def calendars(draw: st.DrawFn, near: date) -> Calendar:
    """A municipality's calendar with closing days in the half year after a day."""
    if draw(st.booleans()):
        return Calendar()
    offsets = draw(st.sets(st.integers(-5, 180), max_size=12))
    return Calendar({near + timedelta(days=n): "rådhuset holder lukket" for n in offsets})


@dataclass(frozen=True)
class Question:
    """Everything that a due date follows from."""

    start: date | datetime
    limit: Limit
    calendar: Calendar
    counting: Counting = PLAIN
    cap: Limit | None = None

    def answer(self) -> DueDate:
        """The due date."""
        return due_date(
            self.start,
            self.limit,
            calendar=self.calendar,
            counting=self.counting,
            cap=self.cap,
        )

    def but(self, **changed: object) -> "Question":
        """The same question with something else in it."""
        return replace(self, **changed)  # type: ignore[arg-type]


@st.composite
def questions(
    draw: st.DrawFn,
    *,
    limit: st.SearchStrategy[Limit] | None = None,
    roll: Roll | None = None,
    cap: bool = False,
) -> Question:
    """A question that has an answer; one about hours starts at an instant."""
    asked = draw(limit if limit is not None else limits())
    capped = draw(limits()) if cap else None
    in_hours = any(x.max.unit is Unit.HOURS for x in (asked, capped) if x and x.max)
    start: date | datetime = draw(instants() if in_hours or draw(st.booleans()) else days())
    near = start.date() if isinstance(start, datetime) else start
    return Question(start, asked, draw(calendars(near)), draw(countings(roll)), capped)


def copenhagen(text: str) -> datetime:
    """The instant of a Danish wall-clock time, "2026-01-05 12:00"."""
    return as_instant(datetime.fromisoformat(text))
