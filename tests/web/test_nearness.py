"""How near a day is, in the words of the pages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import Calendar
from tracker.web.nearness import nearness, with_holiday
from tracker.web.words import words

CALENDAR = Calendar({date(2026, 4, 10): "personaledag"})
DA, EN = words("da"), words("en")


@pytest.mark.parametrize(
    ("today", "day", "danish", "english"),
    [
        ("2026-03-26", "2026-03-26", "i dag", "today"),
        ("2026-03-26", "2026-03-27", "i morgen", "tomorrow"),
        ("2026-03-27", "2026-03-30", "om 1 hverdag", "in 1 working day"),
        ("2026-03-26", "2026-03-31", "om 3 hverdage", "in 3 working days"),
        ("2026-04-01", "2026-04-07", "om 1 hverdag", "in 1 working day"),
        ("2026-04-09", "2026-04-13", "om 1 hverdag", "in 1 working day"),
        ("2026-03-27", "2026-03-29", "før næste hverdag", "before the next working day"),
        ("2026-03-26", "2026-06-26", "", ""),
        ("2026-03-26", "2026-03-25", "1 dag for sent", "1 day late"),
        ("2026-03-26", "2026-03-10", "16 dage for sent", "16 days late"),
    ],
    ids=[
        "the day itself",
        "the day after",
        "over a weekend",
        "some working days",
        "Easter does not count",
        "a closing day does not count",
        "a Sunday before any working day",
        "far ahead only the date says something",
        "one calendar day late",
        "lateness counts every day",
    ],
)
def test_nearness(today: str, day: str, danish: str, english: str) -> None:
    on, now = date.fromisoformat(day), date.fromisoformat(today)
    assert nearness(on, now, CALENDAR, DA) == danish
    assert nearness(on, now, CALENDAR, EN) == english


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-200, 200))
def test_late_is_said_exactly_of_what_has_passed(today: date, days: int) -> None:
    said = nearness(today + timedelta(days=days), today, CALENDAR, DA)
    assert said.endswith("for sent") == (days < 0)


def test_holidays_are_named() -> None:
    said = with_holiday(date(2026, 4, 2), CALENDAR, DA).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "torsdag 2. april 2026, skærtorsdag"
