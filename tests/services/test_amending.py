"""Corrections of decisions, deliveries, acute needs and remands: old value, new value, reason."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.helpers import Installation, at, deadline_of
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.amending import correct_decision, correct_delivery, undo_decision
from tracker.services.amending_rounds import correct_acute, correct_remand_receipt
from tracker.services.complaining import NewComplaint, complain
from tracker.services.figures import figures

WHY = "forkert ark"


def correction(installation: Installation, ref: str, now: datetime) -> dict[str, Any]:
    """What the journal says of the last correction."""
    events = installation.show(ref, now)["events"]
    values: dict[str, Any] = [e for e in events if e["kind"] == "corrected"][-1]["values"]
    return values


def granted(installation: Installation, on: str = "2026-03-20") -> str:
    """Received on 5 March 2026, due on 2 April, granted."""
    reference = installation.register("2026-03-05")
    installation.decide(reference, on, Outcome.GRANTED, sent=on)
    return reference


def test_a_corrected_decision_keeps_the_old_day_and_the_reason(installation: Installation) -> None:
    reference = granted(installation)
    new = {"decided_on": date(2026, 3, 18), "sent_on": date(2026, 3, 19)}
    installation.act(correct_decision, reference, WHY, now=at("2026-03-25"), **new)
    assert correction(installation, reference, at("2026-03-25")) == {
        "fact": "decision",
        "why": WHY,
        "changed": {
            "decided_on": {"old": "2026-03-20", "new": "2026-03-18"},
            "sent_on": {"old": "2026-03-20", "new": "2026-03-19"},
        },
    }
    case = installation.show(reference, at("2026-03-25"))
    assert deadline_of(case)["met_on"] == "2026-03-18"
    # twelve hverdage from the corrected day; the old date stays on file
    assert deadline_of(case, "delivery")["due_on"] == "2026-04-08"
    assert [m["reason"] for m in case["moved"]] == ["decision-corrected"]


@pytest.mark.parametrize(
    ("recorded", "corrected", "before", "after"),
    [
        pytest.param("2026-04-01", "2026-04-07", "met", "breached", id="a breach appears"),
        pytest.param("2026-04-07", "2026-04-01", "breached", "met", id="a breach disappears"),
    ],
)
def test_a_corrected_day_is_judged_anew(
    installation: Installation, recorded: str, corrected: str, before: str, after: str
) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, recorded, sent="2026-04-07", now=at("2026-04-07"))
    assert installation.show(reference, at("2026-04-08"))["standing"] == before
    day = date.fromisoformat(corrected)
    installation.act(correct_decision, reference, WHY, decided_on=day, now=at("2026-04-08"))
    assert installation.show(reference, at("2026-04-08"))["standing"] == after
    (figure,) = figures(installation.office, "fjordby", now=at("2026-04-08"))
    assert figure.standing == after


def test_granted_that_was_refused_owes_no_help(installation: Installation) -> None:
    reference = granted(installation)
    installation.act(
        correct_decision, reference, WHY, outcome=Outcome.REFUSED, now=at("2026-03-21")
    )
    case = installation.show(reference, at("2026-03-21"))
    assert [d["kind"] for d in case["deadlines"]] == ["decision"]
    assert correction(installation, reference, at("2026-03-21"))["changed"] == {
        "outcome": {"old": "granted", "new": "refused"}
    }


def test_refused_that_was_granted_owes_the_help_from_the_decision(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    installation.act(
        correct_decision, reference, WHY, outcome=Outcome.GRANTED, now=at("2026-03-25")
    )
    case = installation.show(reference, at("2026-03-25"))
    delivery = deadline_of(case, "delivery")
    assert (delivery["starts_on"], delivery["due_on"]) == ("2026-03-20", "2026-04-10")
    assert [g["service"] for g in case["grants"]] == ["rengøring"]


def test_a_decision_undone_reopens_the_clock_and_the_duty_to_tell_at_once(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.live(reference, at("2026-03-05"))
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    installation.act(undo_decision, reference, WHY, now=at("2026-04-08"))
    case = installation.show(reference, at("2026-04-08"))
    assert (case["standing"], case["told"]) == ("overdue", "not-told")
    assert case["letters"][-1]["kind"] == "delay-notice"
    assert case["letters"][-1]["state"] == "queued"
    assert installation.tasks(reference, at("2026-04-08")) == ["late-and-untold"]
    assert correction(installation, reference, at("2026-04-08"))["changed"] == {
        "decided_on": {"old": "2026-03-20", "new": None}
    }


def test_a_decision_undone_in_time_is_as_if_it_had_not_been(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.act(undo_decision, reference, WHY, now=at("2026-03-23"))
    case = sqlite_installation.show(reference, at("2026-03-23"))
    assert case["standing"] == "on-track"
    assert [d["kind"] for d in case["deadlines"]] == ["decision"]
    sqlite_installation.decide(reference, "2026-03-24", sent="2026-03-24")
    assert sqlite_installation.show(reference, at("2026-03-24"))["standing"] == "met"


def test_a_delivery_letter_lapses_with_the_decision_that_owed_the_help(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.sweep(at("2026-04-07", 9))  # the help is due on the 10th
    drafted = sqlite_installation.kinds(reference, at("2026-04-07", 9))
    assert "delivery-delay-notice" in drafted
    sqlite_installation.act(undo_decision, reference, WHY, now=at("2026-04-07", 10))
    assert "delivery-delay-notice" not in sqlite_installation.kinds(reference, at("2026-04-07", 10))


def test_a_corrected_delivery_is_judged_anew(installation: Installation) -> None:
    reference = granted(installation)
    installation.deliver(reference, "2026-04-13")
    assert (
        deadline_of(installation.show(reference, at("2026-04-14")), "delivery")["standing"]
        == "breached"
    )
    day = date(2026, 4, 8)
    installation.act(correct_delivery, reference, WHY, delivered_on=day, now=at("2026-04-14"))
    case = installation.show(reference, at("2026-04-14"))
    assert deadline_of(case, "delivery")["standing"] == "met"
    assert correction(installation, reference, at("2026-04-14"))["changed"] == {
        "delivered_on": {"old": "2026-04-13", "new": "2026-04-08"}
    }


def test_a_delivery_that_did_not_happen_is_owed_again(installation: Installation) -> None:
    reference = granted(installation)
    installation.deliver(reference, "2026-04-08")
    installation.act(correct_delivery, reference, WHY, delivered_on=None, now=at("2026-04-14"))
    case = installation.show(reference, at("2026-04-14"))
    assert deadline_of(case, "delivery")["standing"] == "overdue"
    assert correction(installation, reference, at("2026-04-14"))["changed"] == {
        "delivered_on": {"old": "2026-04-08", "new": None}
    }


def test_a_corrected_acute_need_moves_its_day(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.acute(reference, "faldet", since=at("2026-03-09", 8), now=at("2026-03-09"))
    installation.act(correct_acute, reference, at("2026-03-07", 22), WHY, now=at("2026-03-09", 10))
    case = installation.show(reference, at("2026-03-09", 10))
    assert deadline_of(case, track="acute")["due_on"] == "2026-03-07"
    assert deadline_of(case, track="acute")["standing"] == "overdue"
    assert deadline_of(case, track="ordinary")["due_on"] == "2026-04-02"
    assert correction(installation, reference, at("2026-03-09", 10))["changed"] == {
        "acute_from": {"old": "2026-03-09T07:00:00+00:00", "new": "2026-03-07T21:00:00+00:00"}
    }


def test_a_corrected_receipt_of_a_remand_moves_its_date_and_is_told(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    installation.remand(reference, "2026-04-27", help_resumed=False)
    installation.live(reference, at("2026-04-28"))
    day = date(2026, 4, 24)
    installation.act(correct_remand_receipt, reference, day, WHY, now=at("2026-04-29"))
    case = installation.show(reference, at("2026-04-29"))
    assert deadline_of(case, track="remanded")["due_on"] == "2026-05-22"
    assert case["rounds"][0]["annulled_on"] == "2026-04-24"
    assert correction(installation, reference, at("2026-04-29"))["changed"] == {
        "remand_received_on": {"old": "2026-04-27", "new": "2026-04-24"}
    }
    (letter,) = installation.texts(reference, "corrected-deadline")
    assert "hvornår Ankestyrelsens afgørelse kom" in letter


def _undecided(installation: Installation) -> str:
    return installation.register("2026-03-05")


def _refused(installation: Installation) -> str:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    return reference


def _delivered(installation: Installation) -> str:
    reference = granted(installation)
    installation.deliver(reference, "2026-03-24")
    return reference


def _complained(installation: Installation) -> str:
    reference = _refused(installation)
    new = NewComplaint(received_on=date(2026, 3, 25))
    installation.act(complain, reference, new, now=at("2026-03-25"))
    return reference


def _remanded(installation: Installation) -> str:
    reference = _refused(installation)
    board = date(2026, 3, 24)
    installation.remand(reference, "2026-03-26", remanded_on=board, help_resumed=False)
    return reference


def _acute(installation: Installation) -> str:
    reference = installation.register("2026-03-05")
    installation.acute(reference, "faldet", since=at("2026-03-06"), now=at("2026-03-06"))
    return reference


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("life", "service", "facts", "more", "said"),
    [
        pytest.param(
            _refused, correct_decision, (WHY,), {}, "--decided, --sent or --outcome", id="no fact"
        ),
        pytest.param(
            _refused,
            correct_decision,
            (" ",),
            {"decided_on": day("2026-03-19")},
            "needs a reason",
            id="no reason",
        ),
        pytest.param(_refused, undo_decision, ("",), {}, "needs a reason", id="undone in silence"),
        pytest.param(
            _refused,
            correct_decision,
            (WHY,),
            {"decided_on": day("2026-03-31")},
            "future",
            id="decided tomorrow",
        ),
        pytest.param(
            _refused,
            correct_decision,
            (WHY,),
            {"decided_on": day("2026-03-04")},
            "when the application or remand came",
            id="decided before it was asked",
        ),
        pytest.param(
            _refused,
            correct_decision,
            (WHY,),
            {"decided_on": day("2026-03-23")},
            "when it was made",
            id="decided after it was sent",
        ),
        pytest.param(
            _refused,
            correct_decision,
            (WHY,),
            {"sent_on": day("2026-03-20")},
            "recorded already",
            id="the same day again",
        ),
        pytest.param(
            _undecided,
            correct_decision,
            (WHY,),
            {"decided_on": day("2026-03-19")},
            "no decision in its running round",
            id="nothing decided",
        ),
        pytest.param(
            _complained,
            correct_decision,
            (WHY,),
            {"decided_on": day("2026-03-19")},
            "somebody has complained",
            id="complained of",
        ),
        pytest.param(
            _remanded,
            undo_decision,
            (WHY,),
            {},
            "no decision in its running round",
            id="the decision of an earlier round",
        ),
        pytest.param(
            _delivered,
            correct_decision,
            (WHY,),
            {"outcome": Outcome.REFUSED},
            "--undo delivery",
            id="refused what was delivered",
        ),
        pytest.param(
            _delivered,
            correct_decision,
            (WHY,),
            {"decided_on": day("2026-03-25"), "sent_on": day("2026-03-25")},
            "recorded delivery",
            id="granted after it was delivered",
        ),
        pytest.param(
            granted,
            correct_delivery,
            (WHY,),
            {"delivered_on": day("2026-03-24")},
            "no recorded delivery",
            id="nothing delivered",
        ),
        pytest.param(
            _delivered,
            correct_delivery,
            (WHY,),
            {"delivered_on": day("2026-03-19")},
            "when the help was granted",
            id="delivered before it was granted",
        ),
        pytest.param(
            _delivered,
            correct_delivery,
            (WHY,),
            {"delivered_on": day("2026-03-31")},
            "future",
            id="delivered tomorrow",
        ),
        pytest.param(
            _undecided,
            correct_acute,
            (at("2026-03-06"), WHY),
            {},
            "is not acute",
            id="not acute",
        ),
        pytest.param(
            _acute,
            correct_acute,
            (at("2026-03-04"), WHY),
            {},
            "when the application came",
            id="acute before it was asked",
        ),
        pytest.param(
            _acute, correct_acute, (at("2026-04-06"), WHY), {}, "future", id="acute tomorrow"
        ),
        pytest.param(
            _acute, correct_acute, (at("2026-03-06"), WHY), {}, "already", id="acute as recorded"
        ),
        pytest.param(
            _refused,
            correct_remand_receipt,
            (day("2026-03-24"), WHY),
            {},
            "did not begin with a remand",
            id="not remanded",
        ),
        pytest.param(
            _remanded,
            correct_remand_receipt,
            (day("2026-03-19"), WHY),
            {},
            "when the decision was made",
            id="remanded before it was decided",
        ),
        pytest.param(
            _remanded,
            correct_remand_receipt,
            (day("2026-03-23"), WHY),
            {},
            "the board's own date",
            id="received before the board decided",
        ),
        pytest.param(
            _remanded,
            correct_remand_receipt,
            (day("2026-03-31"), WHY),
            {},
            "future",
            id="remanded tomorrow",
        ),
    ],
)
def test_an_impossible_correction_is_refused_and_writes_nothing(
    sqlite_installation: Installation,
    life: Callable[[Installation], str],
    service: Callable[..., None],
    facts: tuple[Any, ...],
    more: dict[str, Any],
    said: str,
) -> None:
    reference = life(sqlite_installation)
    before = sqlite_installation.rows(), sqlite_installation.show(reference, at("2026-03-30"))
    with pytest.raises(Refused, match=said):
        sqlite_installation.act(service, reference, *facts, now=at("2026-03-30"), **more)
    after = sqlite_installation.rows(), sqlite_installation.show(reference, at("2026-03-30"))
    assert after == before
