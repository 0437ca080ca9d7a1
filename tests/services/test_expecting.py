"""What a case waits for and what is promised: causes, words and days; no date ever moves."""

from typing import Any

import pytest

from notifications.causes import Cause
from rules.errors import RulesError
from rules.terms import DeadlineKind
from tests.helpers import Installation, at, deadline_of
from tracker.errors import Refused


@pytest.fixture
def case(sqlite_installation: Installation) -> tuple[Installation, str]:
    """A case due on Thursday 2 April 2026."""
    return sqlite_installation, sqlite_installation.register("2026-03-05")


# Awaiting


def test_awaiting_information_never_moves_a_date(installation: Installation) -> None:
    reference = installation.register("2026-01-05")  # W-67
    installation.await_(reference, Cause.DOCTOR, "2026-01-12")
    installation.stop_awaiting(reference, "2026-01-26")
    case = installation.show(reference, at("2026-01-27"))
    assert deadline_of(case)["due_on"] == "2026-02-02"
    assert case["moved"] == []


def test_what_a_case_waits_for_is_shown_while_it_lasts(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.await_(reference, Cause.DOCTOR, "2026-03-10")
    shown = installation.show(reference, at("2026-03-10"))["awaiting"]
    assert shown == {"cause": "doctor", "since": "2026-03-10"}
    installation.stop_awaiting(reference, "2026-03-12")
    assert installation.show(reference, at("2026-03-12"))["awaiting"] is None


def test_a_new_cause_takes_the_place_of_the_old(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.await_(reference, Cause.DOCTOR, "2026-03-10")
    installation.await_(reference, Cause.HOME_VISIT, "2026-03-12")
    installation.stop_awaiting(reference, "2026-03-16")
    assert installation.show(reference, at("2026-03-16"))["awaiting"] is None


def test_the_cause_stands_in_the_letter_and_its_note_does_not(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.await_(
        reference, Cause.DOCTOR, "2026-03-10", asked_on=None, note="lægen er på ferie"
    )
    installation.sweep(at("2026-03-31", 12))
    (letter,) = installation.texts(reference, "delay-notice")
    assert "Vi venter på oplysninger fra din læge." in letter
    assert "ferie" not in letter


def test_the_note_of_a_cause_stands_nowhere_that_is_shown(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.await_(reference, Cause.DOCTOR, "2026-03-10", note="lægen er på ferie")
    assert "ferie" not in str(installation.show(reference, at("2026-03-10")))


@pytest.mark.parametrize(
    ("since", "said"),
    [
        pytest.param("2026-03-04", "before", id="before the application came"),
        pytest.param("2026-03-12", "future", id="tomorrow"),
    ],
)
def test_an_impossible_waiting_is_refused(
    case: tuple[Installation, str], since: str, said: str
) -> None:
    installation, reference = case
    with pytest.raises(Refused, match=said):
        installation.await_(reference, Cause.DOCTOR, since, now=at("2026-03-11"))


def test_a_case_that_waits_for_nothing_cannot_stop_waiting(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    with pytest.raises(Refused, match="not waiting"):
        installation.stop_awaiting(reference, "2026-03-10")


# Expecting


def test_an_expected_date_moves_no_deadline(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.expect(reference, expected_on="2026-05-01", now=at("2026-03-25"))
    case = installation.show(reference, at("2026-04-03"))
    assert deadline_of(case)["due_on"] == "2026-04-02"
    assert case["standing"] == "overdue"


def test_the_expected_date_is_what_the_notice_promises(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.expect(reference, expected_on="2026-05-01", now=at("2026-03-25"))
    shown = installation.live(reference, at("2026-03-31", 12))
    assert [p["promised_until"] for p in shown["promises"]] == ["2026-05-01"]
    (letter,) = installation.texts(reference, "delay-notice")
    assert "Du kan forvente en afgørelse senest fredag den 1. maj 2026" in letter


def test_approving_sends_the_notice_before_its_last_safe_day(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.expect(reference, expected_on="2026-05-01", now=at("2026-03-25"))
    installation.approve(reference, now=at("2026-03-25", 10))
    shown = installation.live(reference, at("2026-03-25", 11))
    (notice,) = [le for le in shown["letters"] if le["kind"] == "delay-notice"]
    assert notice["state"] == "available"
    assert notice["automatic"] is False


def test_an_approved_notice_is_signed_by_who_approved_it(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.expect(reference, expected_on="2026-05-01", now=at("2026-03-25"))
    installation.approve(reference, now=at("2026-03-25", 10))
    (letter,) = installation.texts(reference, "delay-notice")
    assert "Venlig hilsen\nmk" in letter


def test_there_is_nothing_to_approve_before_anything_is_recorded(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    with pytest.raises(Refused, match="no notice to approve"):
        installation.approve(reference, now=at("2026-03-10"))


def test_an_approved_reason_stands_in_the_letter(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.expect(
        reference,
        expected_on="2026-05-01",
        reason="Vi mangler en ledig bolig.",
        reason_approved=True,
        now=at("2026-03-25"),
    )
    installation.sweep(at("2026-03-31", 12))
    (letter,) = installation.texts(reference, "delay-notice")
    assert "Vi mangler en ledig bolig." in letter


def test_a_reason_nobody_approved_never_leaves(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.expect(
        reference, expected_on="2026-05-01", reason="Kollegaen er syg.", now=at("2026-03-25")
    )
    installation.live(reference, at("2026-03-31", 12))
    (letter,) = installation.texts(reference, "delay-notice")
    assert "syg" not in letter
    assert "Vi er ikke nået til din sag endnu." in letter


def test_a_reason_stands_in_no_event(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.expect(
        reference, expected_on="2026-05-01", reason="Kollegaen er syg.", now=at("2026-03-25")
    )
    assert "syg" not in str(installation.show(reference, at("2026-03-25")))


def test_a_time_frame_says_what_is_awaited_and_when_we_write_next(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.await_(reference, Cause.DOCTOR, "2026-03-10")
    installation.expect(reference, time_frame="4 til 6 uger", now=at("2026-03-25"))
    installation.sweep(at("2026-03-31", 12))
    (letter,) = installation.texts(reference, "delay-notice")
    assert "4 til 6 uger" in letter
    assert "Vi venter på oplysninger fra din læge." in letter
    assert "onsdag den 6. maj 2026" in letter  # six weeks from the day it was said


def test_the_day_of_the_next_letter_is_what_is_watched(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.expect(
        reference,
        time_frame="8 uger",
        cause=Cause.AUTHORITY,
        next_letter_on="2026-04-20",
        now=at("2026-03-25"),
    )
    shown = installation.live(reference, at("2026-03-31", 12))
    assert [p["promised_until"] for p in shown["promises"]] == ["2026-04-20"]


def test_without_a_caseworkers_word_the_adopted_default_is_promised(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    shown = installation.live(reference, at("2026-03-31", 12))
    assert [p["promised_until"] for p in shown["promises"]] == ["2026-04-21"]  # three weeks


@pytest.mark.parametrize(
    ("said", "why"),
    [
        pytest.param({"expected_on": "2026-03-25"}, "not after today", id="today"),
        pytest.param({"expected_on": "2026-03-20"}, "not after today", id="a day gone by"),
        pytest.param({"expected_on": "2026-04-02"}, "not after the deadline", id="the deadline"),
        pytest.param({"expected_on": "2026-03-30"}, "not after the deadline", id="before it"),
        pytest.param({}, "either a date", id="neither a date nor a time frame"),
        pytest.param(
            {"expected_on": "2026-05-01", "time_frame": "4 uger", "cause": Cause.DOCTOR},
            "not both",
            id="both",
        ),
        pytest.param({"time_frame": "4 uger"}, "what the case waits for", id="awaiting nothing"),
        pytest.param(
            {"time_frame": "hurtigst muligt", "cause": Cause.DOCTOR},
            "not a time frame",
            id="hurtigst muligt",
        ),
        pytest.param(
            {"time_frame": "snarest", "cause": Cause.DOCTOR}, "not a time frame", id="snarest"
        ),
        pytest.param(
            {"time_frame": "straks", "cause": Cause.DOCTOR}, "not a time frame", id="straks"
        ),
        pytest.param(
            {"time_frame": "1 uge", "cause": Cause.DOCTOR},
            "not after the deadline",
            id="a time frame that ends before the deadline",
        ),
        pytest.param(
            {
                "time_frame": "hurtigst muligt",
                "cause": Cause.DOCTOR,
                "next_letter_on": "2026-05-01",
            },
            "not a time frame",
            id="hurtigst muligt with a day for the next letter",
        ),
        pytest.param(
            {"expected_on": "2026-05-01", "reason": "Vi skriver hurtigst muligt."},
            "promises nothing",
            id="a reason that promises nothing",
        ),
        pytest.param(
            {"expected_on": "2026-05-01", "reason": "Se 010170-0000."}, "CPR", id="a CPR number"
        ),
        pytest.param(
            {"expected_on": "2026-05-01", "reason": "ord " * 200}, "600", id="a reason too long"
        ),
        pytest.param(
            {"expected_on": "2026-05-01", "kind": DeadlineKind.DELIVERY},
            "no running deadline",
            id="about help that nobody owes yet",
        ),
    ],
)
def test_a_promise_that_is_none_is_refused(
    case: tuple[Installation, str], said: dict[str, Any], why: str
) -> None:
    installation, reference = case
    before = installation.show(reference, at("2026-03-25"))
    with pytest.raises((Refused, RulesError), match=why):
        installation.expect(reference, now=at("2026-03-25"), **said)
    assert installation.show(reference, at("2026-03-25")) == before


def test_nothing_can_be_expected_of_a_decided_case(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    with pytest.raises(Refused, match="no running deadline"):
        installation.expect(reference, expected_on="2026-05-01", now=at("2026-03-25"))
