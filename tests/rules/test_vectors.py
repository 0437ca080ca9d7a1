"""Every row of every vector file, through the public functions."""

from datetime import date, datetime
from typing import Final

import pytest

from rules.calendar import FIRST_DAY, LAST_DAY, PUBLIC_HOLIDAYS, Calendar
from rules.counting import PLAIN, Counting, Roll
from rules.deadline import due_date
from rules.limit import Limit, LimitKind, parse_limit
from rules.local_time import COPENHAGEN, local_day
from rules.period import Period, Unit
from tests.vectors import rows

#: The closing days of the wider calendar, year by year.
CLOSED: Final = {
    date(year, month, day): "lukkedag"
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1)
    for month, day in ((6, 5), (12, 24), (12, 31))
}
CALENDARS: Final = {
    "DK_PUBLIC": Calendar(),
    "DK_PUBLIC_PLUS_0605_1224_1231": Calendar(CLOSED),
}
#: Which adopted roll moves an end past the days off of each calendar.
ROLLS: Final = {
    "DK_PUBLIC": Roll.NEXT_WORKING_DAY,
    "DK_PUBLIC_PLUS_0605_1224_1231": Roll.STATUTORY,
}

Row = dict[str, str]


def asked(row: Row, limit: Limit, counting: Counting = PLAIN) -> date:
    start = date.fromisoformat(row["start_date"])
    return due_date(start, limit, calendar=CALENDARS[row["calendar"]], counting=counting).due_on


def weekday(day: date) -> str:
    return f"{day:%a}"


# All rows of the large tables in one test: a failure lists every row that differs.


@pytest.mark.parametrize("unit", [Unit.ARBEJDSDAGE, Unit.HVERDAGE])
def test_working_days(unit: Unit) -> None:
    """Open days honour the closing days; hverdage are asked where there are none."""
    table = rows("dk_working_day_oracle.csv")
    if unit is Unit.HVERDAGE:
        table = [row for row in table if row["calendar"] == "DK_PUBLIC"]
    assert len(table) == {Unit.ARBEJDSDAGE: 522, Unit.HVERDAGE: 247}[unit]
    counting = Counting(open_days=True)
    found = [
        {**row, "found": str(asked(row, duration(int(row["working_days"]), unit), counting))}
        for row in table
    ]
    assert not [row for row in found if row["found"] != row["expected_next_day_is_day_1"]]


def test_working_days_do_not_heed_closing_days_unless_adopted() -> None:
    table = [r for r in rows("dk_working_day_oracle.csv") if r["calendar"] != "DK_PUBLIC"]
    public = [
        asked({**row, "calendar": "DK_PUBLIC"}, duration(int(row["working_days"]))) for row in table
    ]
    assert public == [asked(row, duration(int(row["working_days"]))) for row in table]


@pytest.mark.parametrize(
    ("column", "rolled"),
    [("expected_no_roll", False), ("expected_roll_next_working_day", True)],
    ids=["plain", "rolled"],
)
def test_calendar_units(column: str, rolled: bool) -> None:
    table = rows("dk_calendar_unit_oracle.csv")
    assert len(table) == 138
    wrong = []
    for row in table:
        counting = Counting(roll=ROLLS[row["calendar"]]) if rolled else PLAIN
        found = asked(row, duration(int(row["amount"]), Unit(row["unit"])), counting)
        if str(found) != row[column]:
            wrong.append((row, found))
    assert not wrong


def test_weekdays_in_the_tables_are_those_of_the_dates() -> None:
    for row in rows("dk_calendar_unit_oracle.csv"):
        assert weekday(date.fromisoformat(row["start_date"])) == row["start_weekday"]
        assert weekday(date.fromisoformat(row["expected_no_roll"])) == row["no_roll_weekday"]


@pytest.mark.parametrize("row", rows("month_addition.csv"), ids=lambda row: row["id"])
def test_month_addition(row: Row) -> None:
    amounts = {unit: int(row[unit]) for unit in (Unit.YEARS, Unit.MONTHS, Unit.DAYS)}
    (unit, amount) = next((unit, n) for unit, n in amounts.items() if n)
    assert sum(bool(n) for n in amounts.values()) == 1
    start, expected = (
        twelve_years_on(row[name]) for name in ("start_date", "expected_clamp_to_month_end")
    )
    found = due_date(start, duration(amount, unit), calendar=Calendar())
    assert found.due_on == expected


def twelve_years_on(day: str) -> date:
    """These rows lie before our table begins: three leap cycles later the months are as long."""
    before = date.fromisoformat(day)
    return before.replace(year=before.year + 12)


@pytest.mark.parametrize(
    "row", rows("local_day_copenhagen.csv"), ids=lambda row: row["instant_utc"]
)
def test_local_day(row: Row) -> None:
    instant = datetime.fromisoformat(row["instant_utc"])
    assert local_day(instant) == date.fromisoformat(row["local_date"])
    assert instant.astimezone(COPENHAGEN).isoformat() == row["local_time"]
    # The clock starts on that day, too.
    answer = due_date(instant, parse_limit("samme dag"), calendar=Calendar())
    assert str(answer.due_on) == row["local_date"]


def test_public_holidays() -> None:
    table = {
        date.fromisoformat(row["date"]): row["name_da"].split("; ")[0]  # optional names follow
        for row in rows("dk_holidays_2015_2040.csv")
        if "public" in row["category"].split("+")
    }
    assert table == PUBLIC_HOLIDAYS


def test_optional_days_are_ordinary_days() -> None:
    optional = {
        date.fromisoformat(row["date"])
        for row in rows("dk_holidays_2015_2040.csv")
        if row["category"] == "optional"
    }
    calendar = Calendar()
    assert len(optional) == 99
    assert all(calendar.is_open(day) == (day.weekday() < 5) for day in optional)


def duration(amount: int, unit: Unit = Unit.ARBEJDSDAGE) -> Limit:
    return Limit(LimitKind.DURATION, max=Period(amount, unit))
