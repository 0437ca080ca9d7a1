"""Corrections of a complaint: the day it came, the second look at it, the day it went on."""

from datetime import date, datetime
from typing import Final

from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Complaint, Decision
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.amending import amendable, changed_decision, nothing_came, replace_decision
from tracker.services.answered_by import ask_to_forward, decision_upon, of_one_round
from tracker.services.checks import as_text, not_before, not_future, reason_of
from tracker.services.complaining import complainant
from tracker.services.next_acts import next_acts
from tracker.services.party_values import Changed

#: Why the clocks stopped that a decision upon a complaint took over (`complaining.reconsider`).
RECONSIDERED: Final = "reconsidered"


def correct_complaint_receipt(
    office: Office,
    municipality: str,
    reference: str,
    received_on: date,
    reason: str,
    *,
    party: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Correct the day a complaint came: its clock starts there, by the rule in force that day.

    `party` is the number of who complained; None means the last complaint that fits.
    """
    not_future(received_on, now, "the receipt of the complaint")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        complaint = _complaints(hand, party)[-1]
        if received_on == complaint.received_on:
            raise Refused(f"{received_on} is the recorded day of receipt already")
        about = next(d for d in hand.file.decisions if d.id == complaint.decision_id)
        not_before(received_on, about.decided_on, "the complaint", "when it was decided")
        if (looked_on := complaint.reconsidered_on) is not None:
            what = "the corrected receipt"
            not_before(looked_on, received_on, "the recorded reconsideration", what)
        old, complaint.received_on = complaint.received_on, received_on
        changed = {"complaint_received_on": _both(old, received_on)}
        _correct(hand, complaint, "complaint-corrected", reason, changed)


def correct_forwarding(
    office: Office,
    municipality: str,
    reference: str,
    forwarded_on: date,
    reason: str,
    *,
    party: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Correct the day a complaint went on to the appeals board."""
    not_future(forwarded_on, now, "the forwarding")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        complaint = _forwarded(hand, party)
        old, looked_on = complaint.forwarded_on, complaint.reconsidered_on
        if forwarded_on == old:
            raise Refused(f"{forwarded_on} is the recorded day it was sent on already")
        if looked_on is not None:
            what = "when the case was looked at again"
            not_before(forwarded_on, looked_on, "the forwarding", what)
        for answer in hand.file.board_decisions:
            if answer.complaint_id == complaint.id:
                came, what = answer.received_on, "when the complaint was sent on"
                not_before(came, forwarded_on, "the board's recorded answer", what)
        complaint.forwarded_on = forwarded_on
        changed = {"forwarded_on": _both(old, forwarded_on)}
        _correct(hand, complaint, "forwarding-corrected", reason, changed)


def correct_reconsideration(
    office: Office,
    municipality: str,
    reference: str,
    on: date,
    reason: str,
    *,
    party: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Correct the day of the second look; a decision that was made upon it gets the same day."""
    not_future(on, now, "the reconsideration")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        complaint = _answered(hand, party)
        decision, old = decision_upon(hand.file, complaint), complaint.reconsidered_on
        if on == old:
            raise Refused(f"{on} is the recorded day of the reconsideration already")
        came = complaint.received_on
        not_before(on, came, "the reconsideration", "when the complaint came")
        if (sent_on := complaint.forwarded_on) is not None:
            not_before(sent_on, on, "the recorded forwarding", "the corrected reconsideration")
        if decision is None:
            complaint.reconsidered_on = on
            changed = {"reconsidered_on": _both(old, on)}
            _correct(hand, complaint, "reconsideration-corrected", reason, changed)
        else:
            _amendable_upon(hand, decision)
            new = changed_decision(hand, decision, on, None, None)
            replace_decision(hand, decision, new, reason_of(reason, "a correction"))


def undo_reconsideration(
    office: Office,
    municipality: str,
    reference: str,
    reason: str,
    *,
    party: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """There was no second look: the complaint waits, and what was decided upon it never held.

    The decision that was complained of holds again, and the help it granted is owed again.
    """
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        complaint = _answered(hand, party)
        decision = decision_upon(hand.file, complaint)
        _nothing_built(hand.file, complaint, decision)
        if decision is not None:
            _amendable_upon(hand, decision)
            nothing_came(hand, decision)
            _give_back(hand, complaint, decision)
        changed = {
            "complaint_outcome": _both(complaint.outcome, None),
            "reconsidered_on": _both(complaint.reconsidered_on, None),
        }
        complaint.outcome, complaint.reconsidered_on = None, None
        _correct(hand, complaint, "reconsideration-undone", reason, changed)


def _both(old: object, new: object) -> dict[str, str | None]:
    return {"old": as_text(old), "new": as_text(new)}


def _nothing_built(file: CaseFile, complaint: Complaint, decision: Decision | None) -> None:
    """Refuse to take away what something later rests on."""
    reference = file.case.reference
    if complaint.forwarded_on is not None:
        raise Refused(
            f"the complaint in case {reference} went on to the board on {complaint.forwarded_on}, "
            f"so its answer stands: what can happen now is {next_acts(file)}"
        )
    old = next(d for d in file.decisions if d.id == complaint.decision_id)
    overtaken = decision is None and old.annulled_on is not None
    if overtaken or file.round.id != old.round_id:
        raise Refused(
            f"more has happened in case {reference} since the complaint was answered, so the "
            f"answer stands: what can happen now is {next_acts(file)}"
        )


def _amendable_upon(hand: Hand, decision: Decision) -> None:
    """Refuse a decision that no longer holds, or on which more has been built."""
    of_one_round(hand.file, decision)
    if amendable(hand).id != decision.id:
        raise Refused(
            f"the decision of case {hand.file.case.reference} no longer holds, a later one took "
            f"its place: what can happen now is {next_acts(hand.file)}"
        )


def _give_back(hand: Hand, complaint: Complaint, decision: Decision) -> None:
    """The decision upon a complaint goes, and what it took over goes back to the old one: its
    clocks start again as new rows, and those that had stopped stay in the figures of the past."""
    now, made = hand.store.now, hand.file.decisions
    old = next(d for d in made if d.id == complaint.decision_id)
    then = {d.recorded_at for d in made if d.complaint_id == complaint.id}
    decision.superseded_at, old.annulled_on = now, None
    for grant in hand.file.grants_of(decision):
        grant.superseded_at = now
    for row in hand.file.current_deadlines():
        if row.reason == RECONSIDERED and row.lapsed_at in then:
            row.superseded_at = now
    hand.store.session.flush()


def _complaints(hand: Hand, party: int | None) -> list[Complaint]:
    """The complaints of a case, or of a party, as they were recorded; at least one."""
    found = [c for c in hand.file.complaints if c.superseded_at is None]
    if party is not None:
        found = [c for c in found if c.party_id == complainant(hand, party).id]
    if not found:
        raise Refused(f"case {hand.file.case.reference} has no such complaint to correct")
    return found


def _answered(hand: Hand, party: int | None) -> Complaint:
    """The last one that was looked at."""
    found = _complaints(hand, party)
    answered = [c for c in found if c.outcome is not None]
    if not answered:
        raise Refused(
            f"the complaint of {found[-1].received_on} is not answered yet: "
            "rettidig complain --reconsidered"
        )
    return answered[-1]


def _forwarded(hand: Hand, party: int | None) -> Complaint:
    """The last one that went on to the appeals board."""
    sent = [c for c in _complaints(hand, party) if c.forwarded_on is not None]
    if not sent:
        reference = hand.file.case.reference
        raise Refused(f"the complaint in case {reference} is not recorded as sent on")
    return sent[-1]


def _correct(
    hand: Hand,
    complaint: Complaint,
    fact: str,
    reason: str,
    changed: Changed,
) -> None:
    """Write what was corrected, and let dates and the task to send it on follow."""
    why = reason_of(reason, "a correction")
    hand.store.session.flush()
    said = {"fact": fact, "why": why, "complaint": complaint.id, "changed": changed}
    hand.store.record(hand.file, EventKind.CORRECTED, **said)
    hand.recount(fact)
    ask_to_forward(hand, complaint)
