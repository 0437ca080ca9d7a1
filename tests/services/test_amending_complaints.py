"""A complaint recorded wrongly: its day, its second look, its way to the board; several at once."""

from datetime import date
from typing import Any

import pytest

from tests.helpers import Installation, aase, at
from tracker.codes import BoardOutcome, ComplaintOutcome, DigitalPost, Outcome, Role
from tracker.errors import Refused
from tracker.services.amending import correct_decision, undo_decision
from tracker.services.amending_complaints import (
    correct_complaint_receipt,
    correct_forwarding,
    correct_reconsideration,
    undo_reconsideration,
)
from tracker.services.appealing import BoardAnswer, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.deciding import NewGrant, decide, record_sent
from tracker.services.delivering import deliver
from tracker.services.parties import NewParty
from tracker.services.reopening import reopen

WHY = "tastet forkert"
BO = NewParty(name="Bo Prøve", role=Role.CUSTODY_HOLDER, digital_post=DigitalPost.REGISTERED)
LONE = NewParty(name="Lone Fuldmagt", role=Role.REPRESENTATIVE, digital_post=DigitalPost.REGISTERED)
MET, PARTLY = ComplaintOutcome.NEW_DECISION, ComplaintOutcome.PARTLY
UPHELD, WITHDRAWN = ComplaintOutcome.UPHELD, ComplaintOutcome.WITHDRAWN


@pytest.fixture
def reference(installation: Installation) -> str:
    """Two parties; granted and sent on 20 March, Åse's complaint came on 7 April."""
    ref = installation.register("2026-03-05", parties=(aase(), LONE, BO))
    act(installation, decide, ref, Outcome.GRANTED, date(2026, 3, 20), on="2026-03-20")
    act(installation, record_sent, ref, date(2026, 3, 20), on="2026-03-20")
    _complain(installation, ref, "2026-04-07")
    return ref


def act(
    installation: Installation, service: Any, ref: str, *facts: Any, on: str, **more: Any
) -> Any:
    return installation.act(service, ref, *facts, now=at(on), **more)


def _complain(installation: Installation, ref: str, on: str, party: int = 1) -> None:
    new = NewComplaint(received_on=date.fromisoformat(on), party=party)
    act(installation, complain, ref, new, on=on)


def _look(
    installation: Installation, ref: str, outcome: ComplaintOutcome, on: str, **more: Any
) -> None:
    act(installation, reconsider, ref, outcome, date.fromisoformat(on), on=on, **more)


def shown(installation: Installation, ref: str, on: str) -> dict[str, Any]:
    return installation.show(ref, at(on))


def dates(case: dict[str, Any], kind: str) -> list[tuple[str, str, str]]:
    """The dates of a kind that stand: what they start with, when they are due, how they stand."""
    return [
        (d["starts_on"], d["due_on"], d["standing"]) for d in case["deadlines"] if d["kind"] == kind
    ]


def forward_tasks(case: dict[str, Any]) -> list[str]:
    """The days that a complaint must have gone on by, of the tasks that stand open."""
    return [
        t["for_date"]
        for t in case["tasks"]
        if t["kind"] == "forward-complaint" and t["done_at"] is None
    ]


def complaints(case: dict[str, Any]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (c["received_on"], c["outcome"], c["reconsidered_on"], c["forwarded_on"])
        for c in case["complaints"]
    ]


def correction(case: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = [e for e in case["events"] if e["kind"] == "corrected"][-1]["values"]
    return values


# The day it came


def test_the_clock_of_a_complaint_starts_on_the_corrected_day(
    installation: Installation, reference: str
) -> None:
    day = date(2026, 4, 1)
    act(installation, correct_complaint_receipt, reference, day, WHY, on="2026-04-10")
    case = shown(installation, reference, "2026-04-10")
    assert dates(case, "reconsideration") == [("2026-04-01", "2026-04-29", "on-track")]
    said = correction(case)
    assert said["changed"] == {"complaint_received_on": {"old": "2026-04-07", "new": "2026-04-01"}}
    assert said["why"] == WHY


def test_a_date_that_has_passed_by_the_correction_is_told_at_once(
    installation: Installation, reference: str
) -> None:
    installation.live(reference, at("2026-04-15", 8))
    assert "delay-notice" not in installation.kinds(reference, at("2026-04-15", 8))
    day = date(2026, 3, 21)
    act(installation, correct_complaint_receipt, reference, day, WHY, on="2026-04-20")
    assert installation.kinds(reference, at("2026-04-20"))[-1] == "delay-notice"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param("2026-04-07", "recorded day of receipt already", id="the same day"),
        pytest.param("2026-03-19", "before 2026-03-20", id="before the decision"),
        pytest.param("2026-04-11", "lies in the future", id="a day to come"),
    ],
)
def test_a_day_it_cannot_have_come_is_refused(
    installation: Installation, reference: str, day: str, words: str
) -> None:
    before = installation.rows()
    new = date.fromisoformat(day)
    with pytest.raises(Refused, match=words):
        act(installation, correct_complaint_receipt, reference, new, WHY, on="2026-04-10")
    assert installation.rows() == before


def test_without_a_reason_nothing_is_corrected(installation: Installation, reference: str) -> None:
    day = date(2026, 4, 1)
    with pytest.raises(Refused, match="needs a reason"):
        act(installation, correct_complaint_receipt, reference, day, " ", on="2026-04-10")


# The second look


def test_the_day_of_a_second_look_moves_the_day_it_must_have_gone_on(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, UPHELD, "2026-04-20")
    assert forward_tasks(shown(installation, reference, "2026-04-20")) == ["2026-04-21"]
    day = date(2026, 4, 16)
    act(installation, correct_reconsideration, reference, day, WHY, on="2026-04-20")
    case = shown(installation, reference, "2026-04-20")
    assert complaints(case) == [("2026-04-07", "upheld", "2026-04-16", None)]
    assert forward_tasks(case) == ["2026-04-17"]


def test_the_decision_upon_a_complaint_has_the_corrected_day_too(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, MET, "2026-04-20")
    day = date(2026, 4, 16)
    act(installation, correct_reconsideration, reference, day, WHY, on="2026-04-20")
    case = shown(installation, reference, "2026-04-20")
    assert complaints(case) == [("2026-04-07", "new-decision", "2026-04-16", None)]
    assert dates(case, "delivery")[-1][:2] == ("2026-04-16", "2026-05-04")
    assert correction(case)["changed"]["decided_on"] == {"old": "2026-04-20", "new": "2026-04-16"}


def test_the_corrected_decision_takes_its_complaint_along(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, MET, "2026-04-20")
    new = {"decided_on": date(2026, 4, 17), "outcome": Outcome.PARTLY}
    act(installation, correct_decision, reference, WHY, on="2026-04-20", **new)
    case = shown(installation, reference, "2026-04-20")
    assert complaints(case) == [("2026-04-07", "partly", "2026-04-17", None)]
    assert forward_tasks(case) == ["2026-04-20"]
    act(installation, correct_decision, reference, WHY, on="2026-04-20", outcome=Outcome.GRANTED)
    case = shown(installation, reference, "2026-04-20")
    assert complaints(case) == [("2026-04-07", "new-decision", "2026-04-17", None)]
    assert forward_tasks(case) == []


def test_a_sent_day_of_the_decision_upon_a_complaint_is_corrected(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, MET, "2026-04-20")
    act(installation, record_sent, reference, date(2026, 4, 20), on="2026-04-21")
    sent = {"sent_on": date(2026, 4, 21)}
    act(installation, correct_decision, reference, WHY, on="2026-04-21", **sent)
    changed = correction(shown(installation, reference, "2026-04-21"))["changed"]
    assert changed == {"sent_on": {"old": "2026-04-20", "new": "2026-04-21"}}


def test_a_second_look_that_was_not_held_gives_everything_back(
    installation: Installation, reference: str
) -> None:
    first = dates(shown(installation, reference, "2026-04-08"), "delivery")
    _look(installation, reference, PARTLY, "2026-04-20", grants=[NewGrant(service="tøjvask")])
    act(installation, undo_reconsideration, reference, WHY, on="2026-04-21")
    case = shown(installation, reference, "2026-04-21")
    assert complaints(case) == [("2026-04-07", None, None, None)]
    assert forward_tasks(case) == []
    owed = [d for d in dates(case, "delivery") if d[2] != "ended"]
    assert [d[:2] for d in owed] == [d[:2] for d in first]
    assert dates(case, "reconsideration") == [("2026-04-07", "2026-05-05", "on-track")]
    assert [g["service"] for g in case["grants"] if g["holds"]] == ["rengøring"]


def test_a_second_look_recorded_again_asks_again_for_the_complaint_to_go_on(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, UPHELD, "2026-04-20")
    act(installation, undo_reconsideration, reference, WHY, on="2026-04-20")
    assert forward_tasks(shown(installation, reference, "2026-04-20")) == []
    _look(installation, reference, UPHELD, "2026-04-20")
    assert forward_tasks(shown(installation, reference, "2026-04-20")) == ["2026-04-21"]


def test_a_complaint_that_was_not_withdrawn_waits_again(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, WITHDRAWN, "2026-04-20")
    act(installation, undo_reconsideration, reference, WHY, on="2026-04-21")
    case = shown(installation, reference, "2026-04-21")
    assert dates(case, "reconsideration") == [("2026-04-07", "2026-05-05", "on-track")]


# What something later rests on


def _forwarded(installation: Installation, ref: str) -> None:
    _look(installation, ref, UPHELD, "2026-04-20")
    act(installation, forward, ref, date(2026, 4, 21), on="2026-04-21")


def _delivered(installation: Installation, ref: str) -> None:
    _look(installation, ref, MET, "2026-04-20")
    act(installation, deliver, ref, date(2026, 4, 22), on="2026-04-22")


def _complained_again(installation: Installation, ref: str) -> None:
    _look(installation, ref, MET, "2026-04-20")
    _complain(installation, ref, "2026-04-22")
    _look(installation, ref, UPHELD, "2026-04-23", party=1)


def _board_changed(installation: Installation, ref: str) -> None:
    _look(installation, ref, UPHELD, "2026-04-20")
    answer = BoardAnswer(outcome=BoardOutcome.CHANGED, received_on=date(2026, 4, 22))
    act(installation, record_board, ref, answer, on="2026-04-22")


def _reopened(installation: Installation, ref: str) -> None:
    _look(installation, ref, UPHELD, "2026-04-20")
    act(installation, reopen, ref, date(2026, 4, 22), "ny lægeerklæring", on="2026-04-22")


def _unanswered(_installation: Installation, _ref: str) -> None:
    """The complaint waits."""


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        pytest.param(_unanswered, "not answered yet", id="not answered"),
        pytest.param(_forwarded, "went on to the board on 2026-04-21", id="sent on"),
        pytest.param(_delivered, "help was delivered on 2026-04-22", id="help has come"),
        pytest.param(_board_changed, "more has happened", id="the board has changed it"),
        pytest.param(_reopened, "more has happened", id="new facts have come"),
    ],
)
def test_a_second_look_stands_on_which_something_later_rests(
    installation: Installation, reference: str, turn: Any, words: str
) -> None:
    turn(installation, reference)
    before = installation.rows(), shown(installation, reference, "2026-04-24")["complaints"]
    with pytest.raises(Refused, match=words):
        act(installation, undo_reconsideration, reference, WHY, on="2026-04-24")
    after = installation.rows(), shown(installation, reference, "2026-04-24")["complaints"]
    assert after == before


def test_the_decision_upon_a_complaint_stands_when_somebody_has_complained_of_it(
    installation: Installation, reference: str
) -> None:
    _complained_again(installation, reference)
    new = {"decided_on": date(2026, 4, 17)}
    with pytest.raises(Refused, match="somebody has complained"):
        act(installation, correct_decision, reference, WHY, on="2026-04-24", **new)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        pytest.param({"outcome": Outcome.REFUSED}, "record it as upheld", id="a refusal"),
        pytest.param({"decided_on": date(2026, 4, 6)}, "when the complaint came", id="too early"),
    ],
)
def test_what_no_second_look_can_have_come_to_is_refused(
    installation: Installation, reference: str, new: dict[str, Any], words: str
) -> None:
    _look(installation, reference, MET, "2026-04-20")
    with pytest.raises(Refused, match=words):
        act(installation, correct_decision, reference, WHY, on="2026-04-24", **new)


def test_the_decision_upon_a_complaint_is_undone_with_its_second_look(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, MET, "2026-04-20")
    with pytest.raises(Refused, match="--undo reconsideration"):
        act(installation, undo_decision, reference, WHY, on="2026-04-24")


# Its way to the board


def test_the_day_it_went_on_is_corrected(installation: Installation, reference: str) -> None:
    _forwarded(installation, reference)
    act(installation, correct_forwarding, reference, date(2026, 4, 22), WHY, on="2026-04-24")
    case = shown(installation, reference, "2026-04-24")
    assert complaints(case) == [("2026-04-07", "upheld", "2026-04-20", "2026-04-22")]


def test_a_decision_upon_a_complaint_is_not_made_after_the_complaint_went_on(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, PARTLY, "2026-04-20")
    act(installation, forward, reference, date(2026, 4, 21), on="2026-04-21")
    for new in ({"decided_on": date(2026, 4, 22)}, {"outcome": Outcome.GRANTED}):
        with pytest.raises(Refused, match=r"forwarding|went on to the board"):
            act(installation, correct_decision, reference, WHY, on="2026-04-24", **new)
    act(installation, correct_reconsideration, reference, date(2026, 4, 17), WHY, on="2026-04-24")
    case = shown(installation, reference, "2026-04-24")
    assert complaints(case) == [("2026-04-07", "partly", "2026-04-17", "2026-04-21")]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param("2026-04-19", "when the case was looked at again", id="before the look"),
        pytest.param("2026-04-21", "already", id="the same day"),
        pytest.param("2026-04-24", "the board's recorded answer", id="after the board's answer"),
    ],
)
def test_a_day_it_cannot_have_gone_on_is_refused(
    installation: Installation, reference: str, day: str, words: str
) -> None:
    _forwarded(installation, reference)
    answer = BoardAnswer(outcome=BoardOutcome.UPHELD, received_on=date(2026, 4, 23))
    act(installation, record_board, reference, answer, on="2026-04-23")
    new = date.fromisoformat(day)
    with pytest.raises(Refused, match=words):
        act(installation, correct_forwarding, reference, new, WHY, on="2026-04-24")


# Several who complain


def test_each_party_has_a_complaint_and_a_clock_of_its_own(
    installation: Installation, reference: str
) -> None:
    _complain(installation, reference, "2026-04-09", party=3)
    case = shown(installation, reference, "2026-04-09")
    assert [d[:2] for d in dates(case, "reconsideration")] == [
        ("2026-04-07", "2026-05-05"),
        ("2026-04-09", "2026-05-07"),
    ]


def test_a_second_complaint_of_the_same_party_waits_for_the_first(
    installation: Installation, reference: str
) -> None:
    with pytest.raises(Refused, match="the complaint of 2026-04-07 is not answered yet"):
        _complain(installation, reference, "2026-04-09")


def test_a_representative_complains_for_whom_it_represents(
    installation: Installation, reference: str
) -> None:
    with pytest.raises(Refused, match="the complaint of 2026-04-07 is not answered yet"):
        _complain(installation, reference, "2026-04-09", party=2)


def test_each_complaint_is_answered_and_goes_on_by_itself(
    installation: Installation, reference: str
) -> None:
    _complain(installation, reference, "2026-04-09", party=3)
    _look(installation, reference, UPHELD, "2026-04-20", party=3)
    _look(installation, reference, WITHDRAWN, "2026-04-21")
    act(installation, forward, reference, date(2026, 4, 21), on="2026-04-21")
    assert complaints(shown(installation, reference, "2026-04-22")) == [
        ("2026-04-07", "withdrawn", "2026-04-21", None),
        ("2026-04-09", "upheld", "2026-04-20", "2026-04-21"),
    ]


def test_a_new_decision_leaves_no_other_complaint_about_the_old_one_waiting(
    installation: Installation, reference: str
) -> None:
    _complain(installation, reference, "2026-04-09", party=3)
    day = date(2026, 4, 20)
    said = act(installation, reconsider, reference, MET, day, on="2026-04-20", party=3)
    assert [line[:27] for line in said] == ["the complaint of 2026-04-07"]
    with pytest.raises(Refused, match="no complaint that waits"):
        _look(installation, reference, UPHELD, "2026-04-21", party=1)
    act(installation, undo_reconsideration, reference, WHY, party=3, on="2026-04-22")
    waits = dates(shown(installation, reference, "2026-04-22"), "reconsideration")
    assert sorted(d[:2] for d in waits if d[2] == "on-track") == [
        ("2026-04-07", "2026-05-05"),
        ("2026-04-09", "2026-05-07"),
    ]


def test_the_board_answers_the_complaint_that_went_on_to_it(
    installation: Installation, reference: str
) -> None:
    _complain(installation, reference, "2026-04-08", party=3)
    _look(installation, reference, UPHELD, "2026-04-13", party=1)
    act(installation, forward, reference, date(2026, 4, 13), on="2026-04-13")
    answer = BoardAnswer(outcome=BoardOutcome.UPHELD, received_on=date(2026, 5, 4))
    act(installation, record_board, reference, answer, on="2026-05-04")
    day = date(2026, 5, 5)
    with pytest.raises(Refused, match="before 2026-05-05, when the complaint was sent on"):
        act(installation, correct_forwarding, reference, day, WHY, on="2026-05-06", party=1)


# What can be done instead


def _refused(installation: Installation, service: Any, ref: str, *facts: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(installation, service, ref, *facts, WHY, on="2026-04-30")
    return str(refused.value)


def test_a_decision_in_the_place_of_two_stands_and_what_can_be_done_is_named(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, WITHDRAWN, "2026-04-08")
    act(installation, reopen, reference, date(2026, 4, 8), "nyt", on="2026-04-08")
    _complain(installation, reference, "2026-04-08", party=3)
    installation.decide(reference, "2026-04-09", Outcome.GRANTED, "tøjvask", sent="2026-04-09")
    _look(installation, reference, MET, "2026-04-10")
    said = _refused(installation, correct_reconsideration, reference, date(2026, 4, 9))
    assert said.startswith(f"the decision that holds in case {reference} took the place of two")
    named = said.partition("what can happen now is ")[2]
    assert "complain" in named
    assert "correct --received" in named
    assert "correct --outcome" not in named


def test_an_answer_that_stands_says_what_can_be_done(
    installation: Installation, reference: str
) -> None:
    _look(installation, reference, UPHELD, "2026-04-20")
    act(installation, forward, reference, date(2026, 4, 21), on="2026-04-21")
    said = _refused(installation, undo_reconsideration, reference)
    assert "went on to the board on 2026-04-21, so its answer stands" in said
    assert "board" in said.partition("what can happen now is ")[2]
