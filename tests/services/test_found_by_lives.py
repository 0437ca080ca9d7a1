"""What random lives brought to light (tests/turns): acts out of turn, and dates left behind."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from notifications.causes import Cause
from tests.helpers import Installation, at, deadline_of
from tracker.codes import BoardOutcome, ComplaintOutcome, Ending, FollowUpKind, Outcome
from tracker.errors import Refused
from tracker.services.amending import correct_decision, undo_decision
from tracker.services.appealing import BoardAnswer, record_board
from tracker.services.complaining import NewComplaint, complain, reconsider
from tracker.services.correcting import correct_receipt
from tracker.services.following import end_grant, plan_follow_up
from tracker.services.people import PartyChange, change_party
from tracker.services.reclassifying import reclassify
from tracker.services.reopening import reopen

WHY = "stemplet forkert"


def granted(town: Installation, area: str = "rengoering", *, sent: bool = True) -> str:
    """Received on 5 March 2026, granted on 20 March."""
    reference = town.register("2026-03-05", area)
    day = "2026-03-20"
    town.decide(reference, day, Outcome.GRANTED, sent=day if sent else None)
    return reference


def _reopened_unsent(town: Installation) -> None:
    reference = granted(town, sent=False)
    town.act(reopen, reference, date(2026, 4, 1), WHY, now=at("2026-04-01"))


def _complained(town: Installation) -> str:
    reference = granted(town)
    new = NewComplaint(received_on=date(2026, 3, 25))
    town.act(complain, reference, new, now=at("2026-03-25"))
    return reference


def _reopened_with_a_complaint(town: Installation) -> None:
    town.act(reopen, _complained(town), date(2026, 4, 1), WHY, now=at("2026-04-01"))


def _undone_under_help(town: Installation) -> None:
    reference = granted(town)
    town.deliver(reference, "2026-03-24")
    town.act(undo_decision, reference, WHY, now=at("2026-04-01"))


def _undone_under_the_board(town: Installation) -> None:
    reference = granted(town)
    answer = BoardAnswer(outcome=BoardOutcome.UPHELD, received_on=date(2026, 4, 1))
    town.act(record_board, reference, answer, now=at("2026-04-01"))
    town.act(undo_decision, reference, WHY, now=at("2026-04-02"))


def _decided_after_the_end(town: Installation) -> None:
    reference = granted(town)
    town.close(reference, "2026-03-25", Ending.MOVED)
    new = {"decided_on": date(2026, 3, 30), "sent_on": date(2026, 3, 30)}
    town.act(correct_decision, reference, WHY, now=at("2026-04-01"), **new)


def _received_after_the_help(town: Installation) -> None:
    reference = town.register("2026-03-05")
    town.acute(reference, "er faldet", now=at("2026-03-06"))
    town.deliver(reference, "2026-03-06")
    town.correct(reference, "2026-03-09", WHY, now=at("2026-03-10"))


def _received_later_today(town: Installation) -> None:
    reference = town.register("2026-03-05")
    hour: datetime = at("2026-03-05", 15)
    town.act(correct_receipt, reference, hour, WHY, now=at("2026-03-05", 10))


def _closed_before_the_remand(town: Installation) -> None:
    reference = granted(town)
    town.remand(reference, "2026-04-27")
    town.close(reference, "2026-04-01", now=at("2026-05-04"))


def _given_up_and_delivered(town: Installation) -> None:
    reference = granted(town)
    town.act(end_grant, reference, date(2026, 3, 24), "nej tak", now=at("2026-03-24"))
    town.deliver(reference, "2026-03-25", grant=1)


def _approved_after_the_end(town: Installation) -> None:
    reference = town.register("2026-03-05")
    town.await_(reference, Cause.DOCTOR, "2026-03-06")
    town.expect(reference, expected_on="2026-05-01", now=at("2026-03-10"))
    town.close(reference, "2026-03-11")
    town.approve(reference, now=at("2026-03-12"))


@pytest.mark.parametrize(
    ("live", "said"),
    [
        pytest.param(_reopened_unsent, "has not been sent: send it first", id="left unsent"),
        pytest.param(_reopened_with_a_complaint, "is not answered yet", id="left unanswered"),
        pytest.param(_undone_under_help, "help was delivered", id="undone under the help"),
        pytest.param(
            _undone_under_the_board, "the board has answered", id="undone under the board"
        ),
        pytest.param(_decided_after_the_end, "before", id="decided after the end"),
        pytest.param(_received_after_the_help, "the recorded delivery", id="help before receipt"),
        pytest.param(_received_later_today, "has not come yet", id="an hour that has not come"),
        pytest.param(_closed_before_the_remand, "remand came", id="ended before its round"),
        pytest.param(_given_up_and_delivered, "was ended on", id="delivered though given up"),
        pytest.param(_approved_after_the_end, "was closed on", id="approved after the end"),
    ],
)
def test_an_act_out_of_turn_is_refused(
    sqlite_installation: Installation, live: Callable[[Installation], None], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        live(sqlite_installation)


def test_help_of_an_earlier_round_keeps_no_promise_of_the_next(installation: Installation) -> None:
    reference = granted(installation)
    installation.deliver(reference, "2026-03-24")
    installation.remand(reference, "2026-04-27")
    installation.acute(reference, "er faldet", now=at("2026-04-28"))
    case = installation.show(reference, at("2026-04-28", 10))
    assert deadline_of(case, "delivery", round=2, track="acute")["met_on"] is None
    installation.deliver(reference, "2026-04-28", now=at("2026-04-28", 11))
    case = installation.show(reference, at("2026-04-28", 12))
    assert deadline_of(case, "delivery", round=2, track="acute")["met_on"] == "2026-04-28"
    assert deadline_of(case, "delivery", round=1)["met_on"] == "2026-03-24"


def test_a_new_decision_that_names_no_grant_still_owes_the_help(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    new = NewComplaint(received_on=date(2026, 3, 25))
    installation.act(complain, reference, new, now=at("2026-03-25"))
    outcome, day = ComplaintOutcome.NEW_DECISION, date(2026, 4, 1)
    installation.act(reconsider, reference, outcome, day, now=at("2026-04-01"))
    case = installation.show(reference, at("2026-04-01"))
    assert deadline_of(case, "delivery")["starts_on"] == "2026-04-01"
    assert case["standing"] == "on-track"


def test_nobody_looks_again_at_a_decision_that_the_board_sent_back(
    installation: Installation,
) -> None:
    reference = _complained(installation)
    installation.remand(reference, "2026-04-07")
    installation.sweep(at("2026-04-29"))
    case = installation.show(reference, at("2026-04-29"))
    assert deadline_of(case, "reconsideration")["standing"] == "ended"
    with pytest.raises(Refused, match="no complaint that waits"):
        installation.act(
            reconsider,
            reference,
            ComplaintOutcome.UPHELD,
            date(2026, 4, 8),
            now=at("2026-04-08"),
        )


def test_a_decision_that_was_sent_back_need_not_be_sent(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation, "hjaelpemidler", sent=False)  # counts until sent
    sqlite_installation.remand(reference, "2026-03-27")
    case = sqlite_installation.show(reference, at("2026-04-08"))
    assert deadline_of(case, round=1)["standing"] == "breached"  # it was due on 19 March
    assert deadline_of(case, round=1)["days_late"] == 8


def test_a_round_is_counted_as_its_own_area_counts(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-04-07")
    sqlite_installation.remand(reference, "2026-04-27")
    sqlite_installation.act(
        reclassify, reference, "hjaelpemidler", WHY, now=at("2026-04-28")
    )  # which counts until sent
    case = sqlite_installation.show(reference, at("2026-04-28"))
    assert (deadline_of(case, round=1)["met_on"], deadline_of(case, round=1)["standing"]) == (
        "2026-03-20",
        "met",
    )


def test_who_has_applied_is_told_of_an_acute_date_that_was_set_where_nobody_had(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "lov.boernefaglig-undersoegelse")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-09", 9))
    sqlite_installation.act(reclassify, reference, "pleje", WHY, now=at("2026-03-09", 10))
    sqlite_installation.sweep(at("2026-03-10"))
    assert "delay-notice" in sqlite_installation.kinds(reference, at("2026-03-10"))


def test_a_death_is_a_task_also_where_no_date_runs(installation: Installation) -> None:
    reference = installation.register("2026-03-05", "loebende")
    change = PartyChange(died_on=date(2026, 3, 9))
    installation.act(change_party, reference, 1, change, now=at("2026-03-10"))
    assert installation.tasks(reference, at("2026-03-10")) == ["death"]


def test_nobody_is_asked_to_follow_up_help_that_was_given_up(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation)
    due, kind = date(2026, 4, 1), FollowUpKind.FOLLOW_UP
    sqlite_installation.act(plan_follow_up, reference, kind, due, grant=1, now=at("2026-03-23"))
    assert sqlite_installation.tasks(reference, at("2026-03-23")) == ["follow-up"]
    sqlite_installation.act(
        end_grant, reference, date(2026, 3, 24), "nej tak", now=at("2026-03-24")
    )
    assert sqlite_installation.tasks(reference, at("2026-03-24")) == []


def test_a_new_decision_that_was_not_sent_is_not_sent(sqlite_installation: Installation) -> None:
    reference = _complained(sqlite_installation)
    outcome, day = ComplaintOutcome.NEW_DECISION, date(2026, 4, 1)
    sqlite_installation.act(reconsider, reference, outcome, day, now=at("2026-04-01"))
    sqlite_installation.deliver(reference, "2026-04-01")
    assert sqlite_installation.show(reference, at("2026-04-01", 10))["standing"] == "not-sent"


def test_an_ended_case_that_comes_back_is_judged_by_the_day_it_ended(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation)  # the help is due on 10 April
    sqlite_installation.close(reference, "2026-03-25", Ending.MOVED)
    sqlite_installation.remand(reference, "2026-04-27")
    case = sqlite_installation.show(reference, at("2026-04-27"))
    assert deadline_of(case, "delivery", round=1)["standing"] == "ended"


def test_a_round_that_is_over_stays_in_its_area(installation: Installation) -> None:
    reference = installation.register("2026-03-05", "pleje")  # due on 12 March
    installation.act(reclassify, reference, "rengoering", WHY, now=at("2026-03-16"))
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    installation.act(reopen, reference, date(2026, 5, 4), WHY, now=at("2026-05-04"))
    installation.act(reclassify, reference, "bil", WHY, now=at("2026-05-05"))
    before = installation.show(reference, at("2026-05-05"))
    due = [d["due_on"] for d in before["deadlines"] if d["round"] == 1]
    assert due == ["2026-03-12", "2026-04-02"]  # the broken date, and four weeks
    installation.correct(reference, "2026-03-06", WHY, now=at("2026-05-06"))
    after = installation.show(reference, at("2026-05-06"))
    assert [d["due_on"] for d in after["deadlines"] if d["round"] == 1] == [
        "2026-03-12",
        "2026-04-03",
    ]
