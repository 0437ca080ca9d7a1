"""Complaints: the municipality looks again within four weeks, and forwards what it does not change.

Design §2.15: a new decision, partly, or upheld; what is not fully met goes on to the appeals board.
A complaint about access to documents has another clock (`milestones`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.notice_facts import TaskKind
from rules.terms import DeadlineKind
from tracker.casefile import CaseFile
from tracker.codes import ComplaintOutcome, EventKind, Outcome, Role
from tracker.errors import Refused
from tracker.models import Complaint, Decision, Party
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.answered_by import ask_to_forward
from tracker.services.checks import not_before, not_future, running
from tracker.services.counting import lapse
from tracker.services.deciding import NewGrant, add_decision, add_grants, default_grant
from tracker.services.desk import Desk
from tracker.services.next_acts import next_acts, to_forward, unanswered
from tracker.services.party_values import party_at
from tracker.services.tasks import finish_about


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComplaint:
    """A complaint about the decision that holds; `party` is its number, the first by default."""

    received_on: date
    party: int = 1


def complain(
    office: Office,
    municipality: str,
    reference: str,
    new: NewComplaint,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Register a complaint: its receipt starts the clock of the reconsideration.

    A decision that holds until a new round is decided can be complained of like any other.
    """
    not_future(new.received_on, now, "the receipt of the complaint")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        decision = hand.file.held_decision
        if decision is None:
            raise Refused(
                f"case {reference} has no decision that could be complained of: "
                f"what can happen now is {next_acts(hand.file)}"
            )
        who = complainant(hand, new.party)
        _answered_before(hand.file, who)
        not_before(new.received_on, decision.decided_on, "the complaint", "when it was decided")
        hand.store.add(
            Complaint(
                municipality_code=hand.file.case.municipality_code,
                id=hand.store.new_id(),
                case_id=hand.file.case.id,
                decision_id=decision.id,
                party_id=who.id,
                received_on=new.received_on,
                recorded_at=now,
                recorded_by=actor,
            ),
            hand.file,
        )
        hand.store.record(hand.file, EventKind.COMPLAINT_RECEIVED, new.received_on)
        hand.recount("complaint-received")


def nothing_unanswered(file: CaseFile) -> None:
    """Refuse to go on before the last complaint has been looked at."""
    if left := unanswered(file):
        raise Refused(
            f"the complaint of {left[0].received_on} is not answered yet: do that first, "
            "rettidig complain --reconsidered"
        )


def _answered_before(file: CaseFile, who: Party) -> None:
    """Refuse a second complaint of somebody whose first one waits; each party has its own."""
    for complaint in unanswered(file):
        if complaint.party_id == who.id:
            raise Refused(
                f"the complaint of {complaint.received_on} is not answered yet: do that first, "
                "rettidig complain --reconsidered"
            )


def complainant(hand: Hand, number: int) -> Party:
    """The party with a number, as `rettidig show` counts them; a representative complains for whom
    it represents."""
    party = party_at(hand, number)
    if party.role != Role.REPRESENTATIVE:
        return party
    return next(p for p in hand.file.parties if p.id == party.represents_id)


def reconsider(
    office: Office,
    municipality: str,
    reference: str,
    outcome: ComplaintOutcome,
    on: date,
    *,
    grants: Sequence[NewGrant] = (),
    party: int | None = None,
    now: datetime,
    actor: str,
) -> list[str]:
    """Record what the second look came to: a new decision takes the old one's place.

    `party` is the number of whose complaint was looked at; None means the one that came first.
    Others about a decision that was replaced need no second look any more (decision 046): what to
    say about them is the answer.

    Upheld, or met only in part: the complaint must go on to the appeal body. A complaint to
    Ankestyrelsen goes on promptly after the second look (retssikkerhedsloven § 66; no number of
    days was verified, law.md 1.4), so the task is for the next open day. One about access to
    documents has gone on within seven arbejdsdage of its receipt (offentlighedsloven § 37,
    stk. 2), so that is the task's last date. Withdrawn ends the clock and forwards nothing.
    """
    not_future(on, now, "the reconsideration")
    decided = outcome in {ComplaintOutcome.NEW_DECISION, ComplaintOutcome.PARTLY}
    if grants and not decided:
        raise Refused(f"{outcome} grants nothing: leave the grants out")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        complaint = _looked_at(hand, party)
        if complaint is None:
            raise Refused(
                f"case {reference} has no complaint that waits for an answer: "
                f"what can happen now is {next_acts(hand.file)}"
            )
        not_before(on, complaint.received_on, "the reconsideration", "when the complaint came")
        complaint.outcome, complaint.reconsidered_on = outcome, on
        hand.store.session.flush()
        said = {"outcome": outcome, "complaint": complaint.id}
        hand.store.record(hand.file, EventKind.RECONSIDERED, on, **said)
        notes = _others(hand.file, complaint) if decided else []
        if decided:
            _replace(hand, complaint, outcome, on, grants)
        ask_to_forward(hand, complaint)
        hand.recount("reconsidered")
        return notes


def _others(file: CaseFile, answered: Complaint) -> list[str]:
    """A line for each other complaint about the decision that is replaced."""
    return [
        f"the complaint of {other.received_on} was about the decision that is replaced, and needs "
        "no second look: tell who complained of the new decision, it can be complained of"
        for other in unanswered(file)
        if other.decision_id == answered.decision_id
    ]


def _looked_at(hand: Hand, party: int | None) -> Complaint | None:
    """The complaint that was looked at: that of a party, or of those that wait the first."""
    found = unanswered(hand.file)
    if party is not None:
        found = [c for c in found if c.party_id == complainant(hand, party).id]
    return found[0] if found else None


def _replace(
    hand: Hand,
    complaint: Complaint,
    outcome: ComplaintOutcome,
    on: date,
    grants: Sequence[NewGrant],
) -> None:
    """The new decision holds from now on; undelivered help of the old one is owed by the new.

    It belongs to the round of what it takes the place of, which if that round was decided anew
    since is what holds now.
    """
    old = next(d for d in hand.file.decisions if d.id == complaint.decision_id)
    round_id, held = old.round_id, hand.file.holding()
    if hand.file.replaced(old) and held:
        round_id = held[-1].round_id
        retire(hand, held[-1], on, "reconsidered")
    retire(hand, old, on, "reconsidered")
    full = outcome is ComplaintOutcome.NEW_DECISION
    made = Outcome.GRANTED if full else Outcome.PARTLY
    decision = add_decision(hand, made, on, round_id=round_id, complaint_id=complaint.id)
    add_grants(hand, decision, grants or default_grant(hand, made))


def retire(hand: Hand, old: Decision, on: date, reason: str) -> None:
    """A decision no longer holds: its undelivered help is no longer watched by its own clock."""
    old.annulled_on = on
    granted = {grant.id for grant in hand.file.grants_of(old)}
    waiting = [
        d
        for d in hand.file.running()
        if d.kind == DeadlineKind.DELIVERY
        and d.grant_id in granted
        and hand.file.help_of(d) is None
    ]
    lapse(hand.store, hand.file, waiting, reason)
    overtake(hand, old, reason)


def overtake(hand: Hand, old: Decision, reason: str) -> None:
    """Nobody looks again at a decision that is gone: the clock of a complaint about it stops."""
    complaints = {
        c.id for c in hand.file.complaints if c.decision_id == old.id and c.outcome is None
    }
    moot = [d for d in hand.file.running() if d.complaint_id in complaints]
    lapse(hand.store, hand.file, moot, reason)


def forward(
    office: Office,
    municipality: str,
    reference: str,
    on: date,
    *,
    party: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Record that a complaint went on to the appeals board: that of a party, or the first one."""
    not_future(on, now, "the forwarding")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        left = [c for c in hand.file.complaints if to_forward(c)]
        if party is not None:
            left = [c for c in left if c.party_id == complainant(hand, party).id]
        if not left:
            raise Refused(
                f"case {reference} has no complaint to forward: the second look comes first, "
                "rettidig complain --reconsidered"
            )
        complaint = left[0]
        looked_on = complaint.reconsidered_on or complaint.received_on
        not_before(on, looked_on, "the forwarding", "when the case was looked at again")
        complaint.forwarded_on = on
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.FORWARDED, on, complaint=complaint.id)
        desk = Desk(hand.store, office, hand.file)
        finish_about(desk, TaskKind.FORWARD_COMPLAINT, complaint.id)
