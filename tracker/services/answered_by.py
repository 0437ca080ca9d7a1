"""A complaint and the decision that it led to say the same: the day, and how far it was met."""

from datetime import date
from typing import Any, Final

from rules.notice_facts import TaskKind
from rules.terms import DeadlineKind
from tracker.casefile import CaseFile
from tracker.codes import ComplaintOutcome, Outcome
from tracker.errors import Refused
from tracker.models import Complaint, Decision
from tracker.services.acting import Hand
from tracker.services.checks import not_before
from tracker.services.desk import Desk
from tracker.services.next_acts import next_acts, of_two, to_forward
from tracker.services.tasks import finish_about, open_task

#: How far a complaint was met, by what was decided upon it.
MET: Final = {
    Outcome.GRANTED: ComplaintOutcome.NEW_DECISION,
    Outcome.PARTLY: ComplaintOutcome.PARTLY,
}


def decision_upon(file: CaseFile, complaint: Complaint) -> Decision | None:
    """The decision that a second look led to, if it led to one."""
    found = [
        d for d in file.decisions if d.complaint_id == complaint.id and d.superseded_at is None
    ]
    return found[-1] if found else None


def of_one_round(file: CaseFile, decision: Decision) -> None:
    """Refuse a decision that took the place of two: neither of them alone can come back."""
    if of_two(file, decision):
        raise Refused(
            f"the decision that holds in case {file.case.reference} took the place of two, so it "
            f"stands: what can happen now is {next_acts(file)}"
        )


def follow_decision(hand: Hand, new: Decision) -> dict[str, Any]:
    """Let the complaint that a decision answered follow its correction; what the journal says."""
    complaint = next((c for c in hand.file.complaints if c.id == new.complaint_id), None)
    if complaint is None:
        return {}
    of_one_round(hand.file, new)
    not_before(
        new.decided_on, complaint.received_on, "the reconsideration", "when the complaint came"
    )
    met = MET.get(Outcome(new.outcome))
    if met is None:
        raise Refused(
            "a second look that grants nothing makes no decision: take it back with "
            "rettidig correct --undo reconsideration, and record it as upheld"
        )
    if complaint.forwarded_on is not None and met != complaint.outcome:
        raise Refused(
            f"the complaint went on to the board on {complaint.forwarded_on}, so what it was met "
            f"with stands: what can happen now is {next_acts(hand.file)}"
        )
    if (sent_on := complaint.forwarded_on) is not None:
        what = "the corrected reconsideration"
        not_before(sent_on, new.decided_on, "the recorded forwarding", what)
    complaint.outcome, complaint.reconsidered_on = met, new.decided_on
    next(
        d for d in hand.file.decisions if d.id == complaint.decision_id
    ).annulled_on = new.decided_on
    hand.store.session.flush()
    ask_to_forward(hand, complaint)
    return {"complaint": complaint.id}


def ask_to_forward(hand: Hand, complaint: Complaint) -> None:
    """The task to send a complaint on: for the day that its answer now gives, or none."""
    desk, kind = Desk(hand.store, hand.office, hand.file), TaskKind.FORWARD_COMPLAINT
    looked_on = complaint.reconsidered_on
    wanted = forward_by(desk, complaint, looked_on) if looked_on and to_forward(complaint) else None
    stands = [
        t for t in hand.file.tasks if (t.kind, t.about_id, t.done_at) == (kind, complaint.id, None)
    ]
    if [t.for_date for t in stands] == [wanted]:
        return
    finish_about(desk, kind, complaint.id)
    if wanted is not None:
        open_task(desk, kind, complaint.id, wanted)


def forward_by(desk: Desk, complaint: Complaint, looked_on: date) -> date:
    """The next open day after the second look, or an earlier date that a statute sets."""
    promptly = desk.calendar.open_after(looked_on)
    by_law = [
        d.act_by
        for d in desk.file.running()
        if d.kind == DeadlineKind.FORWARDING and d.complaint_id == complaint.id
    ]
    return min([promptly, *by_law])
