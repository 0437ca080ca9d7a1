"""What random lives brought to light (tests/turns): acts out of turn, and dates left behind."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from notifications.causes import Cause
from tests.helpers import Installation, aase, at, deadline_of
from tracker.codes import BoardOutcome, ComplaintOutcome, Ending, FollowUpKind, Outcome, Role
from tracker.errors import Refused
from tracker.services.amending import correct_decision, undo_decision
from tracker.services.appealing import BoardAnswer, record_board
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.complaining import NewComplaint, complain, reconsider
from tracker.services.correcting import correct_receipt
from tracker.services.following import end_grant, plan_follow_up
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party
from tracker.services.reassessing import reassess
from tracker.services.reclassifying import reclassify
from tracker.services.registering import AcuteNeed
from tracker.services.reopening import reopen
from tracker.services.suppliers import ask_supplier, change_supplier

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


def _told_again(town: Installation) -> str:
    """Received on 5 March 2026, due on 2 April, and nobody looked: left out and back after it."""
    reference = town.register("2026-03-05")
    for day, told in (("2026-04-13", False), ("2026-04-20", True)):
        change = PartyChange(must_be_told=told)
        town.act(change_party, reference, 1, change, now=at(day))
    return reference


def test_a_duty_that_is_taken_up_again_takes_no_date_out_of_the_figures(
    installation: Installation,
) -> None:
    reference = _told_again(installation)
    case = installation.show(reference, at("2026-04-20", 10))
    assert deadline_of(case)["told"] == "not-told"
    assert case["told"] == "not-told"


def test_a_decision_that_holds_while_a_reopened_case_runs_is_complained_of(
    installation: Installation,
) -> None:
    reference = granted(installation)
    installation.act(reopen, reference, date(2026, 4, 1), WHY, now=at("2026-04-01"))
    new = NewComplaint(received_on=date(2026, 4, 2))
    installation.act(complain, reference, new, now=at("2026-04-02"))
    case = installation.show(reference, at("2026-04-02"))
    assert deadline_of(case, "reconsideration")["due_on"] == "2026-04-30"
    outcome, day = ComplaintOutcome.NEW_DECISION, date(2026, 4, 7)
    installation.act(reconsider, reference, outcome, day, now=at("2026-04-07"))
    case = installation.show(reference, at("2026-04-07"))
    assert deadline_of(case, round=2)["met_on"] is None  # the new facts wait for their decision
    owed = deadline_of(case, "delivery", starts_on="2026-04-07")
    assert (owed["round"], owed["standing"]) == (1, "on-track")
    installation.sweep(at("2026-04-09"))  # the next open day has come
    assert "send-decision" in installation.tasks(reference, at("2026-04-09"))
    installation.sent(reference, "2026-04-09")
    assert "send-decision" not in installation.tasks(reference, at("2026-04-09", 10))


def test_a_complaint_of_a_decision_that_was_replaced_is_met_in_what_holds_now(
    installation: Installation,
) -> None:
    reference = granted(installation)
    installation.act(reopen, reference, date(2026, 4, 1), WHY, now=at("2026-04-01"))
    new = NewComplaint(received_on=date(2026, 4, 2))
    installation.act(complain, reference, new, now=at("2026-04-02"))
    installation.decide(reference, "2026-04-07", sent="2026-04-07")  # refused on the new facts
    outcome, day = ComplaintOutcome.NEW_DECISION, date(2026, 4, 8)
    installation.act(reconsider, reference, outcome, day, now=at("2026-04-08"))
    case = installation.show(reference, at("2026-04-08"))
    owed = deadline_of(case, "delivery", starts_on="2026-04-08")
    assert (owed["round"], owed["standing"]) == (2, "on-track")


def test_the_board_answers_about_what_holds_while_a_reopened_case_runs(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.act(reopen, reference, date(2026, 4, 1), WHY, now=at("2026-04-01"))
    answer = BoardAnswer(outcome=BoardOutcome.ANNULLED, received_on=date(2026, 4, 7))
    sqlite_installation.act(record_board, reference, answer, now=at("2026-04-07"))
    case = sqlite_installation.show(reference, at("2026-04-07"))
    assert deadline_of(case, "delivery", round=1)["standing"] == "ended"
    assert deadline_of(case, round=2)["standing"] == "on-track"


def _acute_help_in_a_reopened_case(town: Installation) -> str:
    reference = granted(town)
    town.acute(reference, "er faldet", now=at("2026-03-24"))
    town.act(reopen, reference, date(2026, 4, 1), WHY, now=at("2026-04-01"))
    return reference


def test_the_acute_date_of_an_earlier_rounds_help_can_be_cleared(
    installation: Installation,
) -> None:
    reference = _acute_help_in_a_reopened_case(installation)
    now = at("2026-04-02")
    installation.no_longer_acute(reference, "en pårørende hjælper", now=now)
    case = installation.show(reference, now)
    acute = deadline_of(case, "delivery", track="acute")
    assert (acute["due_on"], acute["standing"]) == ("2026-03-24", "breached")
    assert deadline_of(case, "delivery", track="ordinary")["standing"] == "at-risk"
    with pytest.raises(Refused, match="nothing to clear"):
        installation.no_longer_acute(reference, "en pårørende hjælper", now=now)


def test_a_need_that_is_acute_again_does_not_put_off_the_acute_date_of_earlier_help(
    sqlite_installation: Installation,
) -> None:
    reference = _acute_help_in_a_reopened_case(sqlite_installation)
    sqlite_installation.acute(reference, "er faldet igen", now=at("2026-04-02"))
    case = sqlite_installation.show(reference, at("2026-04-02"))
    acute = deadline_of(case, "delivery", track="acute", round=1)
    assert (acute["due_on"], acute["standing"]) == ("2026-03-24", "overdue")


def test_nobody_is_written_to_about_an_acute_need_in_help_that_is_looked_at_again(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation, "aflastning")
    why = "har brug for mere"
    sqlite_installation.act(reassess, reference, date(2026, 4, 1), why, now=at("2026-04-01"))
    sqlite_installation.acute(reference, "er faldet", now=at("2026-04-02"))
    sqlite_installation.sweep(at("2026-04-02", 13))
    found = sqlite_installation.tasks(reference, at("2026-04-02", 13))
    assert "telephone" in found
    assert "delay-notice" not in sqlite_installation.kinds(reference, at("2026-04-02", 13))


def test_another_supplier_who_came_in_time_did_so_whatever_becomes_of_the_decision(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation, "aflastning")
    sqlite_installation.act(
        ask_supplier, reference, date(2026, 3, 24), now=at("2026-03-24")
    )  # 14 hverdage: due on 16 April
    sqlite_installation.act(
        change_supplier, reference, "Hjælp ApS", date(2026, 3, 30), now=at("2026-03-30")
    )
    sqlite_installation.remand(reference, "2026-04-07")
    case = sqlite_installation.show(reference, at("2026-04-07"))
    assert deadline_of(case, "supplier-change")["standing"] == "met"


def test_another_supplier_is_judged_by_the_day_that_the_case_ended(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation, "aflastning")
    sqlite_installation.act(ask_supplier, reference, date(2026, 3, 24), now=at("2026-03-24"))
    sqlite_installation.close(reference, "2026-03-30", Ending.MOVED)
    sqlite_installation.act(reopen, reference, date(2026, 6, 1), WHY, now=at("2026-06-01"))
    case = sqlite_installation.show(reference, at("2026-06-01"))
    assert deadline_of(case, "supplier-change")["standing"] == "ended"


def test_a_date_left_in_an_area_is_counted_as_that_area_counts(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "hjaelpemidler")  # due on 19 March
    sqlite_installation.act(reclassify, reference, "rengoering", WHY, now=at("2026-03-23"))
    sqlite_installation.decide(reference, "2026-03-18", sent="2026-03-23")
    case = sqlite_installation.show(reference, at("2026-03-23", 12))
    left = deadline_of(case, due_on="2026-03-19")  # where the council counts until sent
    assert (left["met_on"], left["standing"]) == ("2026-03-23", "breached")


def test_a_draft_to_the_applicant_goes_to_nobody_in_an_area_where_a_reporter_is_told(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.sweep(at("2026-03-26"))
    assert "delay-notice" in sqlite_installation.kinds(reference, at("2026-03-26"))
    area, now = "lov.underretning-kvittering", at("2026-03-27")
    sqlite_installation.act(reclassify, reference, area, WHY, now=now)
    letters = sqlite_installation.show(reference, now)["letters"]
    assert [x["state"] for x in letters if x["kind"] == "delay-notice"] == ["cancelled"]


def test_who_complained_is_told_of_the_second_look_whoever_the_rule_names(
    sqlite_installation: Installation,
) -> None:
    reporter = aase(name="Bo Prøve-Testesen", role=Role.REPORTER)
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), reporter))
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    new = NewComplaint(received_on=date(2026, 3, 25), party=2)
    sqlite_installation.act(complain, reference, new, now=at("2026-03-25"))
    sqlite_installation.sweep(at("2026-04-21", 13))  # due on 22 April
    letters = sqlite_installation.show(reference, at("2026-04-21", 13))["letters"]
    assert [x["party"] for x in letters if x["kind"] == "delay-notice"] == ["reporter"]


def test_an_extension_stands_when_the_receipt_is_corrected(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "lov.gdpr-indsigt")
    sqlite_installation.await_(reference, Cause.DOCTOR, "2026-03-06")
    sqlite_installation.expect(reference, expected_on="2026-05-01", now=at("2026-03-20"))
    sqlite_installation.approve(reference, now=at("2026-03-20"))
    sqlite_installation.dispatch(at("2026-03-20", 10))
    sqlite_installation.arrive(reference, at("2026-03-20", 11))
    case = sqlite_installation.show(reference, at("2026-03-20", 12))
    assert deadline_of(case)["due_on"] == "2026-06-05"
    sqlite_installation.correct(reference, "2026-03-03", WHY, now=at("2026-03-23"))
    case = sqlite_installation.show(reference, at("2026-03-23"))
    assert deadline_of(case)["due_on"] == "2026-06-03"


def test_no_copy_goes_of_a_letter_that_was_written_anew(
    sqlite_installation: Installation,
) -> None:
    power = aase(name="Bo Prøve-Testesen", role=Role.REPRESENTATIVE, copy_to_party=True)
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), power))
    sqlite_installation.sweep(at("2026-04-01", 13))  # promises three weeks, and nobody sends
    sqlite_installation.dispatch(at("2026-05-04"))
    letters = sqlite_installation.show(reference, at("2026-05-04", 10))["letters"]
    old = [x["state"] for x in letters if x["promised_until"] == "2026-04-22"]
    assert old == ["superseded"]
    copies = sorted(x["state"] for x in letters if x["kind"] == "copy")
    assert copies == ["sent", "sent", "superseded"]  # of the acknowledgement, and of the new letter


def test_nobody_looks_again_at_a_decision_that_the_board_changed(
    installation: Installation,
) -> None:
    reference = _complained(installation)
    answer = BoardAnswer(outcome=BoardOutcome.CHANGED, received_on=date(2026, 4, 7))
    installation.act(record_board, reference, answer, now=at("2026-04-07"))
    case = installation.show(reference, at("2026-04-07"))
    assert deadline_of(case, "reconsideration")["standing"] == "ended"


def test_who_left_at_midnight_is_written_to_no_more_from_midnight(
    sqlite_installation: Installation,
) -> None:
    """The case was looked at again from six only; the dispatcher held the letter until then."""
    made, now = sqlite_installation, at("2026-02-06", 9)
    reference = made.register("2026-02-06", "aflastning", now=now)
    leaving = NewParty(
        name="Bo Opdigtet",
        role=Role.CUSTODY_HOLDER,
        address=("Opdigtet Vej 2", "0000 Fjordby"),
        until=date(2026, 2, 7),
    )
    made.act(add_party, reference, leaving, now=now)
    made.act(set_acute, reference, AcuteNeed("faldet"), now=now + timedelta(minutes=1))
    made.act(clear_acute, reference, "hjælp fra familien", now=now + timedelta(minutes=2))
    made.sweep(at("2026-02-08", 0, 1))
    letters = made.show(reference, at("2026-02-08", 0, 2))["letters"]
    about_it = [le for le in letters if le["kind"] == "acute-confirmation"]
    states = [le["state"] for le in about_it if le["party"] == "custody-holder"]
    assert states == ["cancelled"]


def test_a_date_left_behind_is_judged_by_the_area_it_was_counted_in(
    sqlite_installation: Installation,
) -> None:
    """Nobody had to be told of a report's acknowledgement; the area that the case came to later
    decides who is told only while the date runs on."""
    made, now = sqlite_installation, at("2026-01-05", 9)
    area, need = "lov.underretning-kvittering", AcuteNeed("fare for barnet")
    reference = made.register("2026-01-04", area, now=now, acute=need)

    def told(later: int) -> str | None:
        case = made.show(reference, now + timedelta(minutes=later))
        found: str | None = deadline_of(case, track="acute")["told"]
        return found

    made.act(reclassify, reference, "aflastning", WHY, now=now + timedelta(minutes=1))
    assert told(2) == "not-told"
    made.act(clear_acute, reference, "ingen fare", now=now + timedelta(minutes=3))
    assert told(4) is None
