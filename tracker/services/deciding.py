"""Decisions: what was decided, when it was decided, and when it was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from rules.local_time import local_day
from tracker.casefile import CaseFile
from tracker.codes import EventKind, Outcome
from tracker.errors import Refused
from tracker.models import Decision, Grant
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, plain_line, running, undecided
from tracker.services.letter_facts import phrase

#: Outcomes that start no delivery clock.
GRANTS_NOTHING: Final = frozenset({Outcome.REFUSED, Outcome.UNCHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGrant:
    """One granted service; `wished_on` is the citizen's own wish for a later start."""

    service: str
    supplier: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    wished_on: date | None = None


def decide(
    office: Office,
    municipality: str,
    reference: str,
    outcome: Outcome,
    on: date | datetime,
    *,
    grants: Sequence[NewGrant] = (),
    sent_on: date | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Record the decision of the running round; a grant starts the clock of its delivery."""
    decided_on = local_day(on) if isinstance(on, datetime) else on
    not_future(decided_on, now, "the decision")
    if outcome in GRANTS_NOTHING and grants:
        raise Refused(f"{outcome} grants nothing: leave the grants out, or decide 'partly'")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        undecided(hand.file)
        check_outcome(hand.file, outcome)
        began = hand.file.round.started_on
        not_before(decided_on, began, "the decision", "when the application or remand came")
        decision = add_decision(hand, outcome, on)
        add_grants(hand, decision, grants or default_grant(hand, outcome))
        hand.store.record(
            hand.file,
            EventKind.DECIDED,
            decided_on,
            outcome=outcome,
            grants=len(hand.file.grants_of(decision)),
        )
        if sent_on is not None:
            _send(hand, decision, sent_on)
        hand.recount("decided")


def check_outcome(file: CaseFile, outcome: Outcome) -> None:
    """Refuse to answer an application with "unchanged": only help that runs can stay as it is."""
    if outcome is Outcome.UNCHANGED and not file.reassesses(file.round):
        raise Refused(
            "only a reassessment can leave the help unchanged: decide granted, partly or refused"
        )


def add_decision(
    hand: Hand,
    outcome: Outcome,
    on: date | datetime,
    *,
    round_id: UUID | None = None,
    complaint_id: UUID | None = None,
    board_decision_id: UUID | None = None,
) -> Decision:
    """Write a decision of the running round, or of another: its own, or one that took its
    place."""
    return hand.store.add(
        Decision(
            municipality_code=hand.file.case.municipality_code,
            id=hand.store.new_id(),
            case_id=hand.file.case.id,
            round_id=round_id or hand.file.round.id,
            outcome=outcome,
            decided_on=local_day(on) if isinstance(on, datetime) else on,
            decided_at=on if isinstance(on, datetime) else None,
            complaint_id=complaint_id,
            board_decision_id=board_decision_id,
            recorded_at=hand.store.now,
            recorded_by=hand.store.actor,
        ),
        hand.file,
    )


def add_grants(hand: Hand, decision: Decision, grants: Sequence[NewGrant]) -> None:
    """Write the services that a decision grants."""
    for grant in grants:
        _grant(hand, decision, grant)


def default_grant(hand: Hand, outcome: Outcome) -> Sequence[NewGrant]:
    """What was applied for, where the caseworker names no single service."""
    if outcome in GRANTS_NOTHING:
        return ()
    case = hand.file.case
    rule = hand.office.book.in_force(case.municipality_code, case.area, hand.file.round.started_on)
    return (NewGrant(service=phrase(rule, "da") or case.area),)


def _grant(hand: Hand, decision: Decision, new: NewGrant) -> None:
    row = Grant(
        municipality_code=hand.file.case.municipality_code,
        id=hand.store.new_id(),
        case_id=hand.file.case.id,
        decision_id=decision.id,
        service_sealed=b"",
        from_on=new.from_on,
        until_on=new.until_on,
        wished_on=new.wished_on,
    )
    hand.store.seal(row, "service_sealed", plain_line(new.service, "the granted service"))
    hand.store.seal(
        row, "supplier_sealed", plain_line(new.supplier, "the supplier") if new.supplier else None
    )
    hand.store.add(row, hand.file)


def record_sent(
    office: Office, municipality: str, reference: str, on: date, *, now: datetime, actor: str
) -> None:
    """Record that the decision was sent; where the council counts to sending, this stops the
    clock."""
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        decision = hand.file.held_decision or hand.file.decision
        if decision is None:
            raise Refused(f"case {reference} has not been decided: record the decision first")
        _send(hand, decision, on)
        hand.recount("decision-sent")


def _send(hand: Hand, decision: Decision, on: date) -> None:
    not_future(on, hand.store.now, "the day the decision was sent")
    not_before(on, decision.decided_on, "the day the decision was sent", "when it was made")
    if decision.sent_on is not None:
        raise Refused(f"the decision was recorded as sent on {decision.sent_on} already")
    decision.sent_on = on
    hand.store.session.flush()
    hand.store.record(hand.file, EventKind.DECISION_SENT, on, decision=decision.id)
