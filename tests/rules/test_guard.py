"""The calendar guard: the pinned table and the `holidays` package, day by day."""

import os
import subprocess
import sys
from datetime import date

import pytest

from rules.calendar import FIRST_DAY, LAST_DAY, PUBLIC_HOLIDAYS
from rules.guard import CalendarDisagreement, check_calendar, differences, package_holidays


def test_the_table_is_what_the_package_says() -> None:
    assert differences(PUBLIC_HOLIDAYS, package_holidays()) == []
    check_calendar()


def test_the_package_answers_for_the_years_of_the_table() -> None:
    found = package_holidays()
    assert min(found).year == FIRST_DAY.year
    assert max(found).year == LAST_DAY.year
    assert len(found) == 269


@pytest.mark.parametrize(
    ("day", "name", "said"),
    [
        pytest.param(
            date(2024, 4, 26),
            "Store bededag",
            "2024-04-26 is Store bededag in the pinned table and an ordinary day in the holidays",
            id="a day too many",
        ),
        pytest.param(
            date(2026, 12, 25),
            None,
            "2026-12-25 is an ordinary day in the pinned table and Juledag in the holidays",
            id="a day too few",
        ),
        pytest.param(
            date(2026, 12, 25),
            "Yule",
            "2026-12-25 is Yule in the pinned table and Juledag in the holidays",
            id="another name",
        ),
    ],
)
def test_the_day_that_differs_is_named(day: date, name: str | None, said: str) -> None:
    table = {**PUBLIC_HOLIDAYS, day: name} if name else {**PUBLIC_HOLIDAYS}
    if name is None:
        del table[day]
    with pytest.raises(CalendarDisagreement, match=said) as caught:
        check_calendar({day: text for day, text in table.items() if text})
    assert "\n" not in str(caught.value)
    assert "no new dates" in str(caught.value)


def test_several_days_are_counted_and_the_first_is_named() -> None:
    table = {day: name for day, name in PUBLIC_HOLIDAYS.items() if day.year != 2027}
    with pytest.raises(CalendarDisagreement, match=r"2027-01-01 .* \(10 days differ\)"):
        check_calendar(table)


def test_the_language_of_the_process_changes_nothing() -> None:
    asked = "from rules.guard import check_calendar; check_calendar()"
    environ = {**os.environ, "LANG": "en_US.UTF-8", "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    assert subprocess.run([sys.executable, "-c", asked], env=environ, check=False).returncode == 0
