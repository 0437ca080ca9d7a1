"""Complaints and the board's answers: which clock starts, and which task or letter follows."""

from datetime import date
from typing import Any

import pytest

from tests.helpers import FJORDBY, Installation, at
from tracker.codes import BoardOutcome, ComplaintOutcome, Outcome
from tracker.errors import Refused
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.deciding import NewGrant, decide

DAY = date(2026, 6, 1)


@pytest.fixture
def refused(installation: Installation) -> tuple[Installation, str]:
    """A case received on 5 March 2026 and refused on the 20th."""
    reference = installation.register("2026-03-05")
    decide(
        installation.office,
        FJORDBY,
        reference,
        Outcome.REFUSED,
        date(2026, 3, 20),
        sent_on=date(2026, 3, 20),
        now=at("2026-03-20"),
        actor="mk",
    )
    return installation, reference


def _complain(installation: Installation, reference: str, day: str) -> None:
    new = NewComplaint(received_on=date.fromisoformat(day))
    complain(installation.office, FJORDBY, reference, new, now=at(day), actor="mk")


def _reconsider(
    installation: Installation, reference: str, outcome: ComplaintOutcome, day: str, *services: str
) -> None:
    grants = [NewGrant(service=service) for service in services]
    reconsider(
        installation.office,
        FJORDBY,
        reference,
        outcome,
        date.fromisoformat(day),
        grants=grants,
        now=at(day),
        actor="mk",
    )


def _deadline(case: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = [d for d in case["deadlines"] if d["kind"] == kind]
    return dict(found)


def _open_tasks(case: dict[str, Any]) -> list[str]:
    return [task["kind"] for task in case["tasks"] if task["done_at"] is None]


def test_a_complaint_starts_four_weeks_by_law(refused: tuple[Installation, str]) -> None:
    installation, reference = refused
    _complain(installation, reference, "2026-04-07")
    clock = _deadline(installation.show(reference, at("2026-04-07")), "reconsideration")
    assert (clock["starts_on"], clock["due_on"]) == ("2026-04-07", "2026-05-05")
    assert clock["rule"]["area"] == "lov.genvurdering"


def test_a_slipping_second_look_is_told_in_words_about_the_complaint(
    refused: tuple[Installation, str],
) -> None:
    installation, reference = refused
    _complain(installation, reference, "2026-04-07")
    installation.live(reference, at("2026-04-28", 8))
    case = installation.live(reference, at("2026-05-04", 12))
    assert [p["letter"] for p in case["promises"]] == ["delay-notice"]
    (text,) = installation.texts(reference, "delay-notice")
    assert "klage" in text
    assert "tirsdag den 7. april 2026" in text
    assert "tirsdag den 5. maj 2026" in text
    late = _deadline(installation.show(reference, at("2026-05-06")), "reconsideration")
    assert (late["standing"], late["told"]) == ("overdue", "told-in-time")


def test_upheld_stops_the_clock_and_asks_to_forward(refused: tuple[Installation, str]) -> None:
    installation, reference = refused
    _complain(installation, reference, "2026-04-07")
    _reconsider(installation, reference, ComplaintOutcome.UPHELD, "2026-04-20")
    case = installation.show(reference, at("2026-04-20"))
    assert _deadline(case, "reconsideration")["standing"] == "met"
    assert _open_tasks(case) == ["forward-complaint"]
    day = date(2026, 4, 21)
    forward(installation.office, FJORDBY, reference, day, now=at("2026-04-21"), actor="mk")
    assert _open_tasks(installation.show(reference, at("2026-04-21"))) == []


def test_a_new_decision_starts_the_delivery_and_leaves_the_first_clock_alone(
    refused: tuple[Installation, str],
) -> None:
    installation, reference = refused
    _complain(installation, reference, "2026-04-07")
    _reconsider(installation, reference, ComplaintOutcome.NEW_DECISION, "2026-04-20", "rengøring")
    case = installation.show(reference, at("2026-04-20"))
    assert _deadline(case, "decision")["met_on"] == "2026-03-20"
    assert _deadline(case, "delivery")["starts_on"] == "2026-04-20"
    assert "forward-complaint" not in _open_tasks(case)


def test_partly_gives_a_grant_and_is_forwarded_all_the_same(
    refused: tuple[Installation, str],
) -> None:
    installation, reference = refused
    _complain(installation, reference, "2026-04-07")
    _reconsider(installation, reference, ComplaintOutcome.PARTLY, "2026-04-20", "rengøring")
    case = installation.show(reference, at("2026-04-20"))
    assert _deadline(case, "delivery")["due_on"] == "2026-05-06"
    assert "forward-complaint" in _open_tasks(case)


@pytest.mark.parametrize("outcome", [BoardOutcome.UPHELD, BoardOutcome.DISMISSED])
def test_upheld_and_dismissed_by_the_board_start_nothing(
    refused: tuple[Installation, str], outcome: BoardOutcome
) -> None:
    installation, reference = refused
    before = installation.show(reference, at("2026-06-01"))["deadlines"]
    answer = BoardAnswer(outcome=outcome, received_on=date(2026, 6, 1))
    record_board(installation.office, FJORDBY, reference, answer, now=at("2026-06-01"), actor="mk")
    case = installation.show(reference, at("2026-06-01"))
    assert case["deadlines"] == before
    assert case["board"][0]["outcome"] == outcome


def test_a_changed_decision_is_carried_out_and_its_help_delivered_in_time(
    refused: tuple[Installation, str],
) -> None:
    installation, reference = refused
    answer = BoardAnswer(
        outcome=BoardOutcome.CHANGED,
        received_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 28),
        grants=[NewGrant(service="rengøring")],
    )
    record_board(installation.office, FJORDBY, reference, answer, now=at("2026-06-01"), actor="mk")
    case = installation.show(reference, at("2026-06-01"))
    assert len([d for d in case["deadlines"] if d["kind"] == "decision"]) == 1
    assert _deadline(case, "delivery")["starts_on"] == "2026-06-01"
    assert _open_tasks(case) == ["effectuate"]
    day = date(2026, 6, 3)
    effectuate(installation.office, FJORDBY, reference, day, now=at("2026-06-03"), actor="mk")
    assert _open_tasks(installation.show(reference, at("2026-06-03"))) == []


def test_acts_out_of_order_are_refused(refused: tuple[Installation, str]) -> None:
    installation, reference = refused
    with pytest.raises(Refused, match="no complaint that waits"):
        _reconsider(installation, reference, ComplaintOutcome.UPHELD, "2026-04-20")
    with pytest.raises(Refused, match="no complaint to forward"):
        forward(
            installation.office,
            FJORDBY,
            reference,
            date(2026, 4, 21),
            now=at("2026-04-21"),
            actor="mk",
        )
    with pytest.raises(Refused, match="before 2026-03-20"):
        _complain(installation, reference, "2026-03-19")
    answer, now = BoardAnswer(outcome=BoardOutcome.REMANDED, received_on=DAY), at("2026-06-01")
    with pytest.raises(Refused, match="rettidig remand"):
        record_board(installation.office, FJORDBY, reference, answer, now=now, actor="mk")
