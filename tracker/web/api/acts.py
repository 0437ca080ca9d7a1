"""The acts on a case: one address each, one body each, the same use cases as everywhere."""

from dataclasses import dataclass
from typing import Final

from tracker.policy import Act
from tracker.services import amending, appealing, complaining, contacting, expecting, following
from tracker.services.amending_rounds import correct_acute, correct_remand_receipt, undo_ending
from tracker.services.approving import approve_notices, finish_task
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close
from tracker.services.correcting import correct_receipt
from tracker.services.deciding import record_sent
from tracker.services.grant_dates import GrantDates, set_grant_dates
from tracker.services.people import add_party
from tracker.services.reassessing import reassess
from tracker.services.reclassifying import hand_over, reclassify
from tracker.services.registering import AcuteNeed
from tracker.services.remanding import NewRemand, remand
from tracker.services.reopening import reopen
from tracker.services.suppliers import ask_supplier, keep_supplier
from tracker.web.api import act_bodies as given_in
from tracker.web.api import bodies
from tracker.web.api import correction_bodies as corrected_in
from tracker.web.api.deeds import (
    Deed,
    do_await,
    do_board,
    do_change_party,
    do_change_supplier,
    do_correct_complaint,
    do_correct_decision,
    do_decide,
    do_deliver,
    do_plan,
    do_reconsider,
    made_of,
    new_party,
    on_the_day,
    on_the_day_for,
)


@dataclass(frozen=True, slots=True)
class ApiAct:
    """One act: POST /cases/{reference}/{path}."""

    path: str
    summary: str
    body: type[bodies.Body] | None
    carry_out: Deed
    needs: Act = Act.DECIDE


#: What happens in a case.
_HAPPENS: Final = (
    ApiAct("decisions", "Record what was decided", given_in.DecisionIn, do_decide),
    ApiAct(
        "decisions/sent",
        "Record the day the decision was sent",
        given_in.DayIn,
        on_the_day(record_sent),
    ),
    ApiAct(
        "deliveries", "Record that the help reached the citizen", given_in.DeliveryIn, do_deliver
    ),
    ApiAct(
        "acute",
        "Set the case acute",
        bodies.AcuteIn,
        made_of(set_acute, AcuteNeed),
    ),
    ApiAct(
        "acute/clear",
        "The need is no longer acute",
        given_in.ReasonIn,
        lambda act, given: act.do(clear_acute, given.why),
    ),
    ApiAct(
        "endings",
        "Close the case without a decision",
        given_in.ClosingIn,
        lambda act, given: act.do(close, given.ending, given.on, why=given.why),
    ),
    ApiAct(
        "reassessments",
        "The need has changed: look at the help again",
        given_in.ReopeningIn,
        on_the_day_for(reassess),
    ),
    ApiAct("follow-ups", "Plan a follow-up or a reassessment", given_in.FollowUpIn, do_plan),
    ApiAct(
        "follow-ups/done",
        "The next follow-up was held",
        given_in.DayIn,
        on_the_day(following.finish_follow_up),
    ),
    ApiAct("suppliers", "A grant has a new supplier", given_in.SupplierIn, do_change_supplier),
    ApiAct(
        "suppliers/asked",
        "The citizen asked for another supplier",
        given_in.SupplierAskedIn,
        lambda act, given: act.do(ask_supplier, given.on, grant=given.grant),
    ),
    ApiAct(
        "suppliers/kept",
        "The citizen stays with the supplier",
        given_in.GrantEndIn,
        lambda act, given: act.do(keep_supplier, given.why, given.on, grant=given.grant),
    ),
    ApiAct(
        "grants/ended",
        "The citizen gives a granted service up",
        given_in.GrantEndIn,
        lambda act, given: act.do(following.end_grant, given.on, given.why, grant=given.grant),
    ),
    ApiAct(
        "grants/dates",
        "Change the days of a granted service, or record a wish for a later start",
        given_in.GrantDatesIn,
        lambda act, given: act.do(
            set_grant_dates,
            GrantDates(**given.model_dump(exclude={"grant"})),
            grant=given.grant,
        ),
    ),
    ApiAct(
        "tasks/done",
        "The open tasks of a kind are done",
        given_in.TaskIn,
        lambda act, given: act.do(finish_task, given.kind),
    ),
)

#: Complaints, and what the appeals board answers.
_APPEALS: Final = (
    ApiAct(
        "complaints",
        "Register a complaint",
        given_in.ComplaintIn,
        made_of(complaining.complain, complaining.NewComplaint),
    ),
    ApiAct(
        "complaints/reconsidered",
        "Record what the second look came to",
        given_in.ReconsiderationIn,
        do_reconsider,
    ),
    ApiAct(
        "complaints/forwarded",
        "The complaint went on to the appeals board",
        given_in.ForwardedIn,
        lambda act, given: act.do(complaining.forward, given.on, party=given.party),
    ),
    ApiAct("board-answers", "The appeals board answered", given_in.BoardAnswerIn, do_board),
    ApiAct(
        "board-answers/effectuated",
        "What the board changed has been carried out",
        given_in.DayIn,
        on_the_day(appealing.effectuate),
    ),
    ApiAct(
        "remands",
        "The appeals board sent the case back",
        given_in.RemandIn,
        made_of(remand, NewRemand),
    ),
)

#: What those concerned are told, and who they are.
_TOLD: Final = (
    ApiAct("waiting", "The case waits for something", given_in.WaitingIn, do_await),
    ApiAct(
        "waiting/ended",
        "What the case waited for has come",
        given_in.DayIn,
        on_the_day(expecting.stop_awaiting),
    ),
    ApiAct(
        "expectations",
        "Record what can be expected",
        given_in.ExpectationIn,
        made_of(expecting.expect, expecting.NewExpectation),
    ),
    ApiAct(
        "notices/approved",
        "Approve the notices that wait",
        None,
        lambda act, _given: act.do(approve_notices),
        Act.APPROVE_NOTICE,
    ),
    ApiAct(
        "parties",
        "Add a party",
        bodies.PartyIn,
        lambda act, given: act.do(add_party, new_party(given)),
    ),
    ApiAct("parties/changed", "Change a party", given_in.PartyChangeIn, do_change_party),
    ApiAct(
        "reminders",
        "The applicant asked where the case is",
        given_in.ReminderIn,
        lambda act, given: act.do(contacting.log_reminder, given.on, note=given.note),
    ),
    ApiAct(
        "reminders/answered",
        "The applicant was answered",
        given_in.DayIn,
        on_the_day(contacting.answer_reminders),
    ),
    ApiAct(
        "hearings",
        "The parties are heard",
        given_in.HearingIn,
        lambda act, given: act.do(contacting.hear, given.sent_on, given.answer_by),
    ),
    ApiAct(
        "hearings/answered",
        "The parties answered",
        given_in.DayIn,
        on_the_day(contacting.hearing_answered),
    ),
)

#: What was recorded wrongly, and who has the case.
_CORRECTIONS: Final = (
    ApiAct(
        "corrections/receipt",
        "Correct the receipt",
        given_in.ReceiptIn,
        lambda act, given: act.do(correct_receipt, given.received, given.why),
        Act.CORRECT,
    ),
    ApiAct(
        "corrections/decision",
        "Correct the decision, or undo it",
        corrected_in.DecisionCorrectionIn,
        do_correct_decision,
        Act.CORRECT,
    ),
    ApiAct(
        "corrections/delivery",
        "Correct the last delivery, or undo it",
        corrected_in.DeliveryCorrectionIn,
        lambda act, given: act.do(
            amending.correct_delivery, given.why, delivered_on=given.delivered_on
        ),
        Act.CORRECT,
    ),
    ApiAct(
        "corrections/acute",
        "Correct when the acute need became known",
        corrected_in.AcuteCorrectionIn,
        lambda act, given: act.do(correct_acute, given.since, given.why),
        Act.CORRECT,
    ),
    ApiAct(
        "corrections/remand",
        "Correct the day we received the remand",
        corrected_in.RemandCorrectionIn,
        lambda act, given: act.do(correct_remand_receipt, given.received_on, given.why),
        Act.CORRECT,
    ),
    ApiAct(
        "corrections/complaint",
        "Correct a day of a complaint, or undo the second look",
        corrected_in.ComplaintCorrectionIn,
        do_correct_complaint,
        Act.CORRECT,
    ),
    ApiAct(
        "corrections/ending",
        "The case did not end",
        given_in.ReasonIn,
        lambda act, given: act.do(undo_ending, given.why),
        Act.CORRECT,
    ),
    ApiAct(
        "area",
        "Move the case to another area",
        given_in.AreaIn,
        lambda act, given: act.do(reclassify, given.area, given.why),
        Act.CORRECT,
    ),
    ApiAct(
        "reopenings",
        "Reopen the case on new facts",
        given_in.ReopeningIn,
        on_the_day_for(reopen),
        Act.CORRECT,
    ),
    ApiAct(
        "handovers",
        "Another team or caseworker takes the case over",
        given_in.HandOverIn,
        lambda act, given: act.do(hand_over, team=given.team, caseworker=given.caseworker),
        Act.HAND_OVER,
    ),
)

ACTS: Final = (*_HAPPENS, *_APPEALS, *_TOLD, *_CORRECTIONS)
