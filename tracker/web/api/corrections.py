"""What was recorded wrongly, and who has the case: the acts of the API about it."""

from typing import Final

from tracker.policy import Act
from tracker.services import amending
from tracker.services.amending_rounds import correct_acute, correct_remand_receipt, undo_ending
from tracker.services.correcting import correct_receipt
from tracker.services.reclassifying import hand_over, reclassify
from tracker.services.reopening import reopen
from tracker.web.api import act_bodies as given_in
from tracker.web.api import correction_bodies as corrected_in
from tracker.web.api.deeds import (
    ApiAct,
    do_correct_complaint,
    do_correct_decision,
    on_the_day_for,
)

CORRECTIONS: Final = (
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
