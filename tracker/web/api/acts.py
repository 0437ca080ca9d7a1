"""The acts on a case: one address each, one body each, the same use cases as everywhere."""

from typing import Final

from tracker.policy import Act
from tracker.services import appealing, complaining, contacting, expecting, following
from tracker.services.approving import approve_notices, finish_task
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close
from tracker.services.deciding import record_sent
from tracker.services.grant_dates import GrantDates, set_grant_dates
from tracker.services.people import add_party
from tracker.services.reassessing import reassess
from tracker.services.registering import AcuteNeed
from tracker.services.remanding import NewRemand, remand
from tracker.services.suppliers import ask_supplier, keep_supplier
from tracker.web.api import act_bodies as given_in
from tracker.web.api import bodies
from tracker.web.api.corrections import CORRECTIONS
from tracker.web.api.deeds import (
    ApiAct,
    do_await,
    do_board,
    do_change_party,
    do_change_supplier,
    do_decide,
    do_deliver,
    do_plan,
    do_reconsider,
    made_of,
    new_party,
    on_the_day,
    on_the_day_for,
)

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

ACTS: Final = (*_HAPPENS, *_APPEALS, *_TOLD, *CORRECTIONS)
