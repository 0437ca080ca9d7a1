"""How a clock stands, what is at stake for a party, and whether it was told in time."""

from datetime import UTC, datetime
from typing import Final

import pytest

from rules.notice_facts import NoticeFact, NoticeState, Recipient
from rules.standing import Standing, standing
from rules.terms import Clock, Track
from rules.told import Told, at_stake, told
from tests.rules.factories import (
    OPEN,
    approved,
    clock,
    day,
    digital,
    draft,
    paper,
    proven,
    returned,
    sent,
    stopped,
)
from tests.strategies import copenhagen

HOURS: Final = clock("2026-04-02", "2026-04-03", due_at="2026-04-03 16:30")


@pytest.mark.parametrize(
    ("running", "now", "expected"),
    [
        pytest.param(clock(), "2026-01-22 23:59:59", Standing.ON_TRACK, id="before at risk"),
        pytest.param(clock(), "2026-01-23 00:00", Standing.AT_RISK, id="at risk from its day"),
        pytest.param(clock(), "2026-02-02 23:59:59", Standing.AT_RISK, id="the due day is in time"),
        pytest.param(clock(), "2026-02-03 00:00", Standing.OVERDUE, id="the day after is not"),
        pytest.param(
            clock("2026-01-10", "2026-02-07"),
            "2026-02-07 12:00",
            Standing.AT_RISK,
            id="due on a Saturday: in time that day, though nobody works",
        ),
        pytest.param(HOURS, "2026-04-03 16:30", Standing.AT_RISK, id="hours: the instant itself"),
        pytest.param(HOURS, "2026-04-03 16:30:01", Standing.OVERDUE, id="hours: a second after"),
        pytest.param(
            stopped(clock(), "2026-02-02"), "2026-03-01 08:00", Standing.MET, id="on the last day"
        ),
        pytest.param(
            stopped(clock(), "2026-02-03"), "2026-03-01 08:00", Standing.BREACHED, id="a day late"
        ),
        pytest.param(
            stopped(HOURS, "2026-04-03", "2026-04-03 16:30"),
            "2026-04-04 08:00",
            Standing.MET,
            id="hours: met at the instant",
        ),
        pytest.param(
            stopped(HOURS, "2026-04-03", "2026-04-03 16:30:01"),
            "2026-04-04 08:00",
            Standing.BREACHED,
            id="hours: breached a second after, the same day",
        ),
        pytest.param(
            stopped(HOURS, "2026-04-03"),
            "2026-04-04 08:00",
            Standing.MET,
            id="hours: the day decides where no instant is known",
        ),
    ],
)
def test_how_a_clock_stands(running: Clock, now: str, expected: Standing) -> None:
    assert standing(running, copenhagen(now), OPEN) is expected


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        pytest.param(digital(), "2026-02-02", id="before any promise the due date"),
        pytest.param(digital(draft()), "2026-02-02", id="a draft promises nothing"),
        pytest.param(digital(approved()), "2026-02-02", id="queued is not proven"),
        pytest.param(digital(sent()), "2026-02-02", id="sent is not proven"),
        pytest.param(digital(proven()), "2026-02-20", id="proven available"),
        pytest.param(digital(returned()), "2026-02-02", id="returned: told is withdrawn"),
        pytest.param(
            digital(proven(), sent("2026-02-20", "2026-03-13")),
            "2026-02-20",
            id="the second promise is not proven yet",
        ),
        pytest.param(
            digital(proven(), proven("2026-02-20", "2026-03-13", at="2026-02-19 12:00")),
            "2026-03-13",
            id="the second promise",
        ),
        pytest.param(
            digital(proven(), proven("2026-02-20", "2026-02-12", at="2026-02-05 12:00")),
            "2026-02-12",
            id="an earlier date that was promised later",
        ),
        pytest.param(
            digital(
                proven(at="2026-01-20 12:00"),
                proven("2026-02-20", "2026-02-12", at="2026-02-05 12:00"),
                proven("2026-02-12", "2026-03-05", at="2026-02-11 12:00"),
            ),
            "2026-03-05",
            id="and the one after it",
        ),
        pytest.param(
            digital(
                proven(at="2026-01-20 12:00", available="2026-01-28 23:59:59"),
                proven("2026-02-20", "2026-03-13", at="2026-01-23 12:00"),
            ),
            "2026-03-13",
            id="paper on its way arrives after a newer promise by Digital Post",
        ),
    ],
)
def test_what_is_at_stake(recipient: Recipient, expected: str) -> None:
    assert at_stake(clock(), recipient) == day(expected)


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        pytest.param("2026-02-02 23:59:59", Told.TOLD_IN_TIME, id="the last second"),
        pytest.param("2026-02-03 00:00", Told.TOLD_LATE, id="midnight"),
    ],
)
def test_told_in_time_until_midnight(available: str, expected: Told) -> None:
    party = digital(proven(at="2026-01-30 12:00", available=available))
    assert told(clock(), [party]) is expected


def test_told_in_time_in_summer() -> None:
    running = clock("2026-06-04", "2026-07-02")
    in_time = digital(proven("2026-07-02", "2026-07-30", available="2026-07-02 23:59:59"))
    late = digital(proven("2026-07-02", "2026-07-30", available="2026-07-03 00:00"))
    assert in_time.notices[0].available_at == datetime(2026, 7, 2, 21, 59, 59, tzinfo=UTC)
    assert told(running, [in_time]) is Told.TOLD_IN_TIME
    assert told(running, [late]) is Told.TOLD_LATE


@pytest.mark.parametrize(
    ("available", "expected"),
    [("2026-04-03 16:30", Told.TOLD_IN_TIME), ("2026-04-03 16:30:01", Told.TOLD_LATE)],
)
def test_hours_are_told_by_the_instant(available: str, expected: Told) -> None:
    party = digital(proven("2026-04-03", "2026-04-07", at="2026-04-03 14:30", available=available))
    assert told(HOURS, [party]) is expected


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [
        pytest.param([], Told.NOT_TOLD, id="nobody"),
        pytest.param([digital()], Told.NOT_TOLD, id="no letter"),
        pytest.param([digital(sent())], Told.NOT_TOLD, id="without a receipt it does not count"),
        pytest.param([digital(returned())], Told.NOT_TOLD, id="returned"),
        pytest.param(
            [digital(NoticeFact(day("2026-02-02"), NoticeState.CANCELLED))],
            Told.NOT_TOLD,
            id="cancelled",
        ),
        pytest.param([digital(proven())], Told.TOLD_IN_TIME, id="one party"),
        pytest.param([digital(proven()), paper(proven())], Told.TOLD_IN_TIME, id="both parties"),
        pytest.param(
            [digital(proven()), paper(proven(available="2026-02-05 23:59:59"))],
            Told.TOLD_LATE,
            id="told is the last of them",
        ),
        pytest.param([digital(proven()), digital()], Told.NOT_TOLD, id="one was never told"),
    ],
)
def test_told_is_the_last_of_those_who_must_know(
    recipients: list[Recipient], expected: Told
) -> None:
    assert told(clock(), recipients) is expected


def test_each_promise_has_its_own_answer() -> None:
    first = proven(until="2026-02-20")
    second = proven("2026-02-20", "2026-03-13", at="2026-02-23 09:00")
    party = digital(first, second)
    assert told(clock(), [party]) is Told.TOLD_IN_TIME
    assert told(clock(), [party], at=day("2026-02-20")) is Told.TOLD_LATE
    assert told(clock(), [party], at=day("2026-03-13")) is Told.NOT_TOLD


def test_the_first_proven_letter_counts_for_the_due_date() -> None:
    """A second letter that is late does not undo the first."""
    party = digital(proven(), proven("2026-02-20", "2026-03-13", at="2026-03-01 12:00"))
    assert told(clock(), [party]) is Told.TOLD_IN_TIME


def test_a_letter_from_before_the_need_was_acute_says_nothing_about_today() -> None:
    acute = clock("2026-01-26", "2026-01-26", track=Track.ACUTE)
    ordinary = proven(at="2026-01-23 12:00")
    assert told(acute, [digital(ordinary)]) is Told.NOT_TOLD
    assert at_stake(acute, digital(ordinary)) == acute.due_on
    today = proven("2026-01-26", "2026-01-27", at="2026-01-26 12:00")
    assert told(acute, [digital(ordinary, today)]) is Told.TOLD_IN_TIME
    assert at_stake(acute, digital(ordinary, today)) == day("2026-01-27")
