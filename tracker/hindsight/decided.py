"""Decisions, grants, complaints and the board's answers as they stood at an earlier instant."""

from datetime import date
from typing import Any
from uuid import UUID

from tracker.codes import BoardOutcome, EventKind, Outcome
from tracker.hindsight.annulled import put_back_annulled
from tracker.hindsight.look import Look, changed, day
from tracker.models import Complaint
from tracker.services.answered_by import MET


def put_back_decisions(look: Look) -> None:
    """Which decisions had been sent, and which still held."""
    for _event, values in look.since(EventKind.DECISION_SENT):
        _unsend(look, values.get("decision"))
    put_back_annulled(look)


def _unsend(look: Look, decision_id: str | None) -> None:
    for decision in look.then.decisions:
        if str(decision.id) == decision_id:
            decision.sent_on = None


def put_back_grants(look: Look) -> None:
    """The grants of decisions that had not been corrected yet, their suppliers and ends."""
    known = {d.id for d in look.then.decisions}
    for grant in look.then.grants:
        while grant.decision_id not in known:
            grant.decision_id = _corrected(look, grant.decision_id)
    kinds = (EventKind.SUPPLIER_CHANGED, EventKind.GRANT_ENDED, EventKind.GRANT_DATED)
    for event, values in look.since(*kinds):
        number = values.get("grant", 0)
        if not 1 <= number <= len(look.then.grants):
            continue
        grant = look.then.grants[number - 1]
        for asked in look.then.follow_ups:
            if str(asked.id) == values.get("request"):
                asked.done_on = None
        if event.kind == EventKind.GRANT_ENDED:
            grant.ended_on = None
        elif event.kind == EventKind.GRANT_DATED:
            for column, change in changed(values).items():
                setattr(grant, column, day(change["old"]))
        else:
            look.store.seal(grant, "supplier_sealed", values["old"])


def _corrected(look: Look, decision_id: UUID) -> UUID:
    """The decision that a correction put this one in the place of."""
    new = next(d for d in look.now.decisions if d.id == decision_id)
    return next(
        d.id
        for d in look.now.decisions
        if d.superseded_at == new.recorded_at and d.round_id == new.round_id
    )


def put_back_complaints(look: Look) -> None:
    """What complaints and the board's answers had come to, and the days then recorded."""
    by_id = {str(row.id): row for row in look.then.complaints}
    kinds = (EventKind.RECONSIDERED, EventKind.FORWARDED, EventKind.CORRECTED)
    for event, values in look.since(*kinds):
        row = by_id.get(values.get("complaint", ""))
        if row is None:
            continue
        if event.kind == EventKind.RECONSIDERED:
            row.outcome, row.reconsidered_on = None, None
        elif event.kind == EventKind.FORWARDED:
            row.forwarded_on = None
        else:
            _recorded(row, changed(values))
    carried_out = len(look.before(EventKind.EFFECTUATED))
    by_board = [b for b in look.then.board_decisions if b.outcome == BoardOutcome.CHANGED]
    for board in by_board[carried_out:]:
        board.effectuated_on = None


def _recorded(row: Complaint, values: dict[str, Any]) -> None:
    """Give a complaint the days and the answer that it had before a correction."""
    for field, change in values.items():
        old = change["old"]
        if field == "complaint_received_on":
            row.received_on = date.fromisoformat(old)
        elif field in {"reconsidered_on", "decided_on"}:
            row.reconsidered_on = day(old)
        elif field == "forwarded_on":
            row.forwarded_on = day(old)
        elif field == "complaint_outcome":
            row.outcome = old
        elif field == "outcome":
            row.outcome = MET[Outcome(old)]
