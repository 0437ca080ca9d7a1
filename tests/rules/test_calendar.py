"""Days that count: the table of holidays, closing days, and look-ups against a plain loop."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    FIRST_DAY,
    LAST_DAY,
    PUBLIC_HOLIDAYS,
    Calendar,
    CalendarRangeError,
    DayTable,
    hverdage,
    read_table,
)
from rules.errors import RulesError
from tests.strategies import calendars

ONE: Final = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param("2026-04-02", "Skærtorsdag", id="easter moves"),
        pytest.param("2023-05-05", "Store bededag", id="the last store bededag"),
        pytest.param("2024-04-26", None, id="store bededag abolished from 2024"),
        pytest.param("2025-06-05", None, id="grundlovsdag is no public holiday"),
        pytest.param("2028-06-05", "Anden pinsedag", id="grundlovsdag on 2. pinsedag"),
        pytest.param("2026-12-24", None, id="juleaftensdag is no public holiday"),
        pytest.param("2026-12-26", "Anden juledag", id="a holiday on a Saturday has its name"),
        pytest.param("2026-12-31", None, id="nytårsaftensdag is no public holiday"),
        pytest.param("2026-05-01", None, id="1 May is no public holiday"),
    ],
)
def test_names_of_public_holidays(day: str, name: str | None) -> None:
    assert Calendar().holiday_name(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    ("day", "is_open", "closing"),
    [
        pytest.param("2026-05-15", True, [], id="a Friday squeezed in is a working day"),
        pytest.param("2026-05-15", False, ["2026-05-15"], id="unless the town hall is closed"),
        pytest.param("2026-05-14", False, [], id="Kristi himmelfartsdag"),
        pytest.param("2026-05-16", False, [], id="Saturday"),
        pytest.param("2026-05-17", False, [], id="Sunday"),
        pytest.param("2026-06-05", True, [], id="grundlovsdag is open unless closed"),
    ],
)
def test_open_days(day: str, is_open: bool, closing: list[str]) -> None:
    assert calendar_with(closing).is_open(date.fromisoformat(day)) is is_open


def calendar_with(closing: list[str]) -> Calendar:
    return Calendar({date.fromisoformat(day): "lukkedag" for day in closing})


def test_saturdays_count_where_the_council_says_so() -> None:
    friday = date(2026, 1, 9)
    assert hverdage(saturday=True).after(friday, 1) == date(2026, 1, 10)
    assert hverdage(saturday=False).after(friday, 1) == date(2026, 1, 12)


def test_a_holiday_on_a_saturday_is_no_hverdag() -> None:
    assert not hverdage(saturday=True).counts(date(2026, 12, 26))


def test_closing_days_are_copied() -> None:
    closing = {date(2026, 5, 15): "lukkedag"}
    calendar = Calendar(closing)
    closing.clear()
    assert not calendar.is_open(date(2026, 5, 15))


def walk(start: date, step: timedelta, counted: Callable[[date], bool]) -> Iterator[date]:
    day = start + step
    while FIRST_DAY <= day <= LAST_DAY:
        if counted(day):
            yield day
        day += step


TABLES: Final[dict[str, tuple[DayTable, Callable[[date], bool]]]] = {
    "mon-fri": (
        hverdage(saturday=False),
        lambda day: day.weekday() < 5 and day not in PUBLIC_HOLIDAYS,
    ),
    "mon-sat": (
        hverdage(saturday=True),
        lambda day: day.weekday() < 6 and day not in PUBLIC_HOLIDAYS,
    ),
}


@pytest.mark.parametrize("name", TABLES)
@given(start=st.dates(date(2016, 1, 1), date(2030, 1, 1)), count=st.integers(1, 40))
def test_the_table_answers_as_a_plain_loop(name: str, start: date, count: int) -> None:
    table, counted = TABLES[name]
    forward = walk(start, ONE, counted)
    end = [next(forward) for _ in range(count)][-1]
    assert table.counts(start) == counted(start)
    assert table.after(start, count) == end
    assert table.between(start, end) == count
    assert table.between(end, start) == -count
    back = walk(end, -ONE, counted)
    assert table.before(end, 1) == next(back)
    assert table.on_or_before(start) == (
        start if counted(start) else next(walk(start, -ONE, counted))
    )


@given(st.data())
def test_open_days_answer_as_a_plain_loop(data: st.DataObject) -> None:
    start = data.draw(st.dates(date(2016, 1, 1), date(2030, 1, 1)))
    calendar, count = data.draw(calendars(start)), data.draw(st.integers(1, 40))

    def is_open(day: date) -> bool:
        off = day in PUBLIC_HOLIDAYS or day in calendar.closing_days
        return day.weekday() < 5 and not off

    forward, back = walk(start, ONE, is_open), walk(start, -ONE, is_open)
    end = [next(forward) for _ in range(count)][-1]
    assert calendar.open_after(start, count) == end
    assert calendar.open_days_between(start, end) == count
    assert calendar.open_before(start, count) == [next(back) for _ in range(count)][-1]
    assert calendar.open_on_or_before(start) <= start
    passed_over = calendar.skipped(start, end, saturday=False, closed=True)
    between = (start + ONE * n for n in range(1, (end - start).days))
    assert list(passed_over) == [d for d in between if d.weekday() < 5 and not is_open(d)]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda c: c.is_open(date(2014, 12, 31)), id="a day before the table"),
        pytest.param(lambda c: c.is_open(date(2041, 1, 1)), id="a day after the table"),
        pytest.param(lambda c: c.open_after(date(2040, 12, 31)), id="counting past its end"),
        pytest.param(lambda c: c.open_before(date(2015, 1, 2)), id="counting back past its start"),
        pytest.param(lambda c: c.open_before(date(2015, 1, 1)), id="back from its first day"),
        pytest.param(lambda c: c.open_on_or_before(date(2015, 1, 1)), id="none before the first"),
        pytest.param(lambda c: c.open_after(date(2030, 1, 1), 9999), id="many days past its end"),
        pytest.param(lambda c: c.is_open(date.max), id="the last day there is"),
    ],
)
def test_days_outside_the_table_are_refused_in_one_line(ask: Callable[[Calendar], Any]) -> None:
    with pytest.raises(CalendarRangeError, match="2015–2040") as caught:
        ask(Calendar())
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, RulesError)


def test_the_table_is_read_from_a_heading_and_rows() -> None:
    assert read_table("date,name\n2026-12-25,Juledag\n") == {date(2026, 12, 25): "Juledag"}


@pytest.mark.parametrize("module", ["rules.calendar", "rules.deadline", "rules.standing"])
def test_counting_never_loads_the_holidays_package(module: str) -> None:
    """Only the guard does: an upgrade of the package must not move a date."""
    asked = f"import sys, {module}; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
