"""Reopening on new facts: treated as an application, a new round from the day the facts came
(law.md 5)."""

from datetime import date, datetime

from rules.local_time import local_day
from rules.steps import StartEvent
from rules.terms import Track
from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.office import Office
from tracker.services.acting import act_on
from tracker.services.checks import not_before, not_future, reason_of
from tracker.services.complaining import nothing_unanswered
from tracker.services.rounds import open_round


def reopen(
    office: Office,
    municipality: str,
    reference: str,
    received: date | datetime,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Open a new round of a decided or closed case; the old decision holds until there is a new
    one."""
    why = reason_of(reason, "reopening a case")
    received_on = local_day(received) if isinstance(received, datetime) else received
    not_future(received_on, now, "the day the new facts came")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        decision, ended_on = hand.file.standing_decision, hand.file.case.ended_on
        if ended_on is None and hand.file.decision is None:
            raise Refused(
                f"case {reference} is running: decide it, or add what came to the same round"
            )
        nothing_waits(hand.file, reference)
        made = decision or hand.file.decision
        since = ended_on or (made.decided_on if made else None)
        if since is not None:
            not_before(received_on, since, "the new facts", "when the case was decided or closed")
        open_round(hand, received, Track.ORDINARY, StartEvent.RECEIPT)
        hand.store.record(hand.file, EventKind.REOPENED, received_on, why=why)
        hand.recount("reopened")


def nothing_waits(file: CaseFile, reference: str) -> None:
    """Refuse to leave a decision unsent, or a complaint unanswered, behind in the old round."""
    decision = file.standing_decision or file.decision
    if file.case.ending is None and decision is not None and decision.sent_on is None:
        raise Refused(
            f"the decision in case {reference} has not been sent: send it first, or take it back "
            "with rettidig correct --undo decision"
        )
    nothing_unanswered(file)
