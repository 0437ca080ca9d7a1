"""The terms of the table of notices: P, S, draft day, at risk, and when a date has passed."""

from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import Calendar, hverdage
from rules.counting import Counting
from rules.deadline import due_date
from rules.limit import parse_limit
from rules.local_time import local_day
from rules.terms import (
    DEFAULTS,
    Clock,
    NoticeSettings,
    Reach,
    at_risk_from,
    draft_day,
    last_safe_day,
    local,
    passed,
    passes_at,
    safe_until,
)
from tests.rules.factories import OPEN, clock, day
from tests.strategies import copenhagen

CHRISTMAS: Final = Calendar(
    {day(text): "jul" for text in ("2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30")}
)


@pytest.mark.parametrize(
    ("due", "reach", "calendar", "expected"),
    [
        pytest.param("2026-02-02", Reach.DIGITAL, OPEN, "2026-01-30", id="the Friday before"),
        pytest.param("2026-02-03", Reach.DIGITAL, OPEN, "2026-02-02", id="the day before"),
        pytest.param(
            "2026-02-07", Reach.DIGITAL, OPEN, "2026-02-05", id="a Saturday: before the Friday"
        ),
        pytest.param(
            "2026-04-05", Reach.DIGITAL, OPEN, "2026-03-31", id="Easter: before the Wednesday"
        ),
        pytest.param(
            "2026-12-31", Reach.DIGITAL, CHRISTMAS, "2026-12-23", id="closed over Christmas"
        ),
        pytest.param("2026-02-02", Reach.PAPER, OPEN, "2026-01-23", id="paper: W-71"),
        pytest.param("2026-02-01", Reach.PAPER, OPEN, "2026-01-22", id="paper to a Sunday"),
        pytest.param("2026-04-07", Reach.PAPER, OPEN, "2026-03-25", id="paper over Easter"),
        pytest.param(
            "2027-01-08",
            Reach.PAPER,
            CHRISTMAS,
            "2026-12-23",
            id="paper: the post runs while the town hall is closed",
        ),
    ],
)
def test_the_last_safe_day(due: str, reach: Reach, calendar: Calendar, expected: str) -> None:
    running = clock("2025-11-03", due, calendar=calendar)
    assert last_safe_day(day(due), running, reach, calendar, DEFAULTS) == day(expected)


@pytest.mark.parametrize("lead", [1, 3, 6, 10])
def test_paper_has_its_lead_time(lead: int) -> None:
    settings = NoticeSettings(postal_hverdage=lead)
    for number in range(60):
        at_stake = day("2026-03-20") + timedelta(days=number)
        last = last_safe_day(at_stake, clock(), Reach.PAPER, OPEN, settings)
        assert OPEN.is_open(last)
        assert hverdage(saturday=False).after(last, lead) <= at_stake
        following = OPEN.open_after(last)
        assert hverdage(saturday=False).after(following, lead) > at_stake, "not a day earlier"


@pytest.mark.parametrize(
    ("due", "instant"),
    [
        pytest.param("2026-02-03", "2026-02-02T11:00:00+00:00", id="winter time"),
        pytest.param("2026-07-03", "2026-07-02T10:00:00+00:00", id="summer time"),
        pytest.param(
            "2026-03-30", "2026-03-27T11:00:00+00:00", id="the clocks change in the weekend between"
        ),
    ],
)
def test_safe_until_danish_noon(due: str, instant: str) -> None:
    found = safe_until(day(due), clock("2025-11-03", due), Reach.DIGITAL, OPEN, DEFAULTS)
    assert found == datetime.fromisoformat(instant)


def test_the_hour_is_a_setting() -> None:
    settings = NoticeSettings(send_hour=9)
    found = safe_until(day("2026-02-02"), clock(), Reach.DIGITAL, OPEN, settings)
    assert found == copenhagen("2026-01-30 09:00")


@pytest.mark.parametrize("reach", Reach)
@pytest.mark.parametrize(
    ("noticed", "expected"),
    [
        pytest.param("2026-01-10 08:00", "2026-01-10 12:00", id="in the morning: noon"),
        pytest.param("2026-01-10 11:59:59", "2026-01-10 12:00", id="a second before noon"),
        pytest.param("2026-01-10 12:00", "2026-01-10 12:00", id="at noon: now"),
        pytest.param("2026-01-10 12:00:01", "2026-01-10 12:30:01", id="after noon: half an hour"),
        pytest.param("2026-01-10 22:15", "2026-01-10 22:45", id="late in the evening"),
        pytest.param("2026-01-10 22:45", "2026-01-10 23:00", id="never past eleven"),
        pytest.param("2026-01-10 23:40", "2026-01-10 23:40", id="past eleven: at once"),
        pytest.param("2026-01-10 23:59:59", "2026-01-10 23:59:59", id="the last second"),
        pytest.param("2026-01-12 09:00", "2026-01-12 09:00", id="registered days later: at once"),
    ],
)
def test_a_same_day_clock_is_safe_until_noon_or_within_the_hour(
    noticed: str, expected: str, reach: Reach
) -> None:
    running = clock("2026-01-10", "2026-01-10", noticed=noticed)
    found = safe_until(running.due_on, running, reach, OPEN, DEFAULTS)
    assert found == copenhagen(expected)
    assert found <= running.noticed_at + timedelta(hours=1) or found == local(running.due_on, 12)
    assert draft_day(running.due_on, running, reach, OPEN, DEFAULTS) == running.starts_on


@pytest.mark.parametrize(
    ("due_at", "expected"),
    [
        ("2026-04-03 16:30", "2026-04-03 14:30"),
        pytest.param(
            "2026-03-29 04:00", "2026-03-29 01:00", id="two elapsed hours over the change"
        ),
    ],
)
def test_a_limit_in_hours_is_safe_until_two_hours_before(due_at: str, expected: str) -> None:
    running = clock("2026-03-28", due_at[:10], due_at=due_at)
    found = safe_until(running.due_on, running, Reach.DIGITAL, OPEN, DEFAULTS)
    assert found == copenhagen(expected)


@pytest.mark.parametrize(
    ("starts", "due", "reach", "expected"),
    [
        pytest.param("2026-01-05", "2026-02-02", Reach.DIGITAL, "2026-01-23", id="five open days"),
        pytest.param("2026-01-05", "2026-02-02", Reach.PAPER, "2026-01-16", id="paper"),
        pytest.param("2026-03-05", "2026-04-14", Reach.DIGITAL, "2026-04-01", id="over Easter"),
        pytest.param("2026-01-26", "2026-02-02", Reach.DIGITAL, "2026-01-26", id="a week's limit"),
        pytest.param("2026-01-29", "2026-02-02", Reach.PAPER, "2026-01-29", id="paper too late"),
    ],
)
def test_the_draft_day_is_never_before_the_round(
    starts: str, due: str, reach: Reach, expected: str
) -> None:
    running = clock(starts, due)
    assert draft_day(day(due), running, reach, OPEN, DEFAULTS) == day(expected)


@pytest.mark.parametrize(
    ("starts", "due", "expected"),
    [
        pytest.param("2026-01-05", "2026-02-02", "2026-01-23", id="20 hverdage: 6, a third"),
        pytest.param("2026-01-05", "2026-06-29", "2026-06-15", id="half a year: ten hverdage"),
        pytest.param("2026-01-05", "2026-01-08", "2026-01-07", id="3 hverdage: one"),
        pytest.param("2026-01-05", "2026-01-07", "2026-01-06", id="2 hverdage: at least one"),
        pytest.param("2026-01-05", "2026-01-06", "2026-01-05", id="1 hverdag: the first day"),
        pytest.param("2026-01-10", "2026-01-10", "2026-01-10", id="the same day"),
        pytest.param("2026-01-10", "2026-01-11", "2026-01-10", id="never before the start"),
    ],
)
def test_at_risk_from(starts: str, due: str, expected: str) -> None:
    assert at_risk_from(day(due), clock(starts, due), OPEN) == day(expected)


def test_at_risk_where_the_table_begins() -> None:
    assert at_risk_from(day("2015-01-02"), clock("2015-01-01", "2015-01-02"), OPEN) == day(
        "2015-01-01"
    )


@pytest.mark.parametrize(
    ("due", "last", "after"),
    [
        pytest.param("2026-02-02", "2026-02-02 23:59:59", "2026-02-03 00:00", id="winter"),
        pytest.param("2026-07-02", "2026-07-02 23:59:59", "2026-07-03 00:00", id="summer"),
        pytest.param("2026-03-29", "2026-03-29 23:59:59", "2026-03-30 00:00", id="a 23 hour day"),
        pytest.param("2026-10-25", "2026-10-25 23:59:59", "2026-10-26 00:00", id="a 25 hour day"),
    ],
)
def test_a_day_has_passed_at_danish_midnight(due: str, last: str, after: str) -> None:
    running = clock("2025-11-03", due)
    assert not passed(day(due), running, copenhagen(last))
    assert passed(day(due), running, copenhagen(after))
    assert passes_at(day(due), running) == copenhagen(after)


def test_hours_have_passed_after_the_instant() -> None:
    running = clock("2026-04-02", "2026-04-03", due_at="2026-04-03 16:30")
    assert not passed(running.due_on, running, copenhagen("2026-04-03 16:30"))
    assert passed(running.due_on, running, copenhagen("2026-04-03 16:30:01"))
    assert passes_at(running.due_on, running) > copenhagen("2026-04-03 16:30")
    # A later promise is a day again.
    assert not passed(day("2026-04-10"), running, copenhagen("2026-04-10 23:59:59"))


@st.composite
def clocks(draw: st.DrawFn) -> tuple[Clock, Calendar]:
    starts = draw(st.dates(day("2026-01-01"), day("2027-12-31")))
    closed = draw(st.sets(st.integers(0, 60), max_size=10))
    calendar = Calendar({starts + timedelta(days=n): "lukket" for n in closed})
    within = draw(st.sampled_from(["1 dag", "5 hverdage", "2 uger", "15 arbejdsdage", "3 måneder"]))
    found = due_date(
        starts, parse_limit(within), calendar=calendar, counting=Counting(open_days=True)
    )
    running = clock(str(starts), str(found.due_on), calendar=calendar)
    return running, calendar


@given(clocks(), st.sampled_from(Reach))
def test_the_terms_come_in_their_order(question: tuple[Clock, Calendar], reach: Reach) -> None:
    running, calendar = question
    stake = running.due_on
    safe = safe_until(stake, running, reach, calendar, DEFAULTS)
    drafted = draft_day(stake, running, reach, calendar, DEFAULTS)
    assert running.starts_on <= drafted
    assert drafted <= max(running.starts_on, local_day(safe))
    assert local_day(safe) < running.act_by or running.act_by == running.starts_on
    assert safe < passes_at(stake, running)
    risky = at_risk_from(stake, running, calendar)
    assert running.starts_on <= risky <= running.act_by
