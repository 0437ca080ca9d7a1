"""Corrections of a complaint: the day it came, the second look at it, the day it went on."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

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

    `party` is the number of who complained; None means the last complaint.
    """
    not_future(received_on, now, "the receipt of the complaint")

    def change(hand: Hand, complaint: Complaint) -> dict[str, Any]:
        if received_on == complaint.received_on:
            raise Refused(f"{received_on} is the recorded day of receipt already")
        about = next(d for d in hand.file.decisions if d.id == complaint.decision_id)
        not_before(received_on, about.decided_on, "the complaint", "when it was decided")
        if (looked_on := complaint.reconsidered_on) is not None:
            what = "the corrected receipt"
            not_before(looked_on, received_on, "the recorded reconsideration", what)
        old, complaint.received_on = complaint.received_on, received_on
        return {"complaint_received_on": {"old": str(old), "new": str(received_on)}}

    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        _correct(hand, party, "complaint-corrected", reason, change)


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

    def change(hand: Hand, complaint: Complaint) -> dict[str, Any]:
        old, looked_on = complaint.forwarded_on, complaint.reconsidered_on
        if old is None or looked_on is None:
            raise Refused(f"the complaint in case {reference} is not recorded as sent on")
        if forwarded_on == old:
            raise Refused(f"{forwarded_on} is the recorded day it was sent on already")
        not_before(forwarded_on, looked_on, "the forwarding", "when the case was looked at again")
        for answer in hand.file.board_decisions:
            if answer.complaint_id == complaint.id:
                came, what = answer.received_on, "when the complaint was sent on"
                not_before(came, forwarded_on, "the board's recorded answer", what)
        complaint.forwarded_on = forwarded_on
        return {"forwarded_on": {"old": str(old), "new": str(forwarded_on)}}

    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        _correct(hand, party, "forwarding-corrected", reason, change)


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

    def change(hand: Hand, complaint: Complaint) -> dict[str, Any]:
        old = complaint.reconsidered_on
        if on == old:
            raise Refused(f"{on} is the recorded day of the reconsideration already")
        came = complaint.received_on
        not_before(on, came, "the reconsideration", "when the complaint came")
        if (sent_on := complaint.forwarded_on) is not None:
            not_before(sent_on, on, "the recorded forwarding", "the corrected reconsideration")
        complaint.reconsidered_on = on
        hand.store.session.flush()
        ask_to_forward(hand, complaint)
        return {"reconsidered_on": {"old": as_text(old), "new": str(on)}}

    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        complaint = _answered(hand, party)
        decision = decision_upon(hand.file, complaint)
        if decision is None:
            _correct(hand, party, "reconsideration-corrected", reason, change)
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

        def change(_hand: Hand, one: Complaint) -> dict[str, Any]:
            changed = {
                "complaint_outcome": {"old": one.outcome, "new": None},
                "reconsidered_on": {"old": as_text(one.reconsidered_on), "new": None},
            }
            one.outcome, one.reconsidered_on = None, None
            hand.store.session.flush()
            ask_to_forward(hand, one)
            return changed

        _correct(hand, party, "reconsideration-undone", reason, change)


def _nothing_built(file: CaseFile, complaint: Complaint, decision: Decision | None) -> None:
    """Refuse to take away what something later rests on."""
    reference = file.case.reference
    if complaint.forwarded_on is not None:
        raise Refused(
            f"the complaint in case {reference} went on to the board on {complaint.forwarded_on}: "
            "what it was answered with stands"
        )
    old = next(d for d in file.decisions if d.id == complaint.decision_id)
    overtaken = decision is None and old.annulled_on is not None
    if overtaken or file.round.id != old.round_id:
        raise Refused(
            f"more has happened in case {reference} since the complaint was answered: it stands"
        )


def _amendable_upon(hand: Hand, decision: Decision) -> None:
    """Refuse a decision that no longer holds, or on which more has been built."""
    of_one_round(hand.file, decision)
    if amendable(hand).id != decision.id:
        raise Refused(
            f"the decision of case {hand.file.case.reference} no longer holds: "
            "a later one took its place"
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


def _complaint(hand: Hand, party: int | None) -> Complaint:
    """The complaint that is meant: the last one, or the last of a party."""
    found = [c for c in hand.file.complaints if c.superseded_at is None]
    if party is not None:
        found = [c for c in found if c.party_id == complainant(hand, party).id]
    if not found:
        raise Refused(f"case {hand.file.case.reference} has no such complaint to correct")
    return found[-1]


def _answered(hand: Hand, party: int | None) -> Complaint:
    complaint = _complaint(hand, party)
    if complaint.outcome is None:
        raise Refused(
            f"the complaint of {complaint.received_on} is not answered yet: "
            "rettidig complain --reconsidered"
        )
    return complaint


def _correct(
    hand: Hand,
    party: int | None,
    fact: str,
    reason: str,
    change: Callable[[Hand, Complaint], dict[str, Any]],
) -> None:
    why, complaint = reason_of(reason, "a correction"), _complaint(hand, party)
    changed = change(hand, complaint)
    hand.store.session.flush()
    said = {"fact": fact, "why": why, "complaint": complaint.id, "changed": changed}
    hand.store.record(hand.file, EventKind.CORRECTED, **said)
    hand.recount(fact)
    ask_to_forward(hand, complaint)
