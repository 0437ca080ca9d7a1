"""Which decisions no longer held at an earlier instant, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from rules.terms import Track
from tracker.casefile import CaseFile
from tracker.codes import BoardOutcome, Outcome
from tracker.hindsight.look import Look
from tracker.models import Decision
from tracker.services.answered_by import decision_upon

_TAKES_AWAY: Final = {BoardOutcome.CHANGED, BoardOutcome.ANNULLED}


@dataclass(frozen=True, slots=True)
class _Fall:
    """One act that took a decision away, and others of a round with it: all that held there, or
    the last one alone."""

    at: datetime
    on: date
    decision_id: UUID
    round_id: UUID
    last_alone: bool = False


def put_back_annulled(look: Look) -> None:
    """Let each decision be gone since the day of what had taken it away then."""
    then, gone = look.then, dict[UUID, date]()
    for fall in sorted(_falls(then), key=lambda f: f.at):
        beside = [d for d in then.decisions if d.id not in gone and _held_beside(then, fall, d)]
        taken = beside[-1:] if fall.last_alone else beside
        gone |= dict.fromkeys([fall.decision_id, *(d.id for d in taken)], fall.on)
    for decision in then.decisions:
        decision.annulled_on = gone.get(decision.id)


def _falls(then: CaseFile) -> Iterator[_Fall]:
    """Every act that took a whole decision away."""
    made = {d.id: d for d in then.decisions}
    for r in then.rounds:
        if r.annuls_id in made and r.annuls_part_sealed is None:
            annulled = made[r.annuls_id]
            yield _Fall(r.registered_at, r.started_on, annulled.id, annulled.round_id)
    for b in then.board_decisions:
        if b.decision_id in made and b.part_sealed is None and b.outcome in _TAKES_AWAY:
            yield _Fall(b.recorded_at, b.received_on, b.decision_id, made[b.decision_id].round_id)
    for c in then.complaints:
        new = decision_upon(then, c)
        if new is not None and c.decision_id in made:
            at, on = new.recorded_at, new.decided_on
            yield _Fall(at, on, c.decision_id, new.round_id, last_alone=True)


def _held_beside(then: CaseFile, fall: _Fall, decision: Decision) -> bool:
    """Whether another decision of the round held when an act came; a second look in the round of
    what was complained of takes nothing else away."""
    own = decision.round_id == fall.round_id and decision.id != fall.decision_id
    if fall.last_alone:
        about = next(d for d in then.decisions if d.id == fall.decision_id)
        own = own and about.round_id != fall.round_id
    there = decision.superseded_at is None and decision.recorded_at < fall.at
    return own and there and not _replaced(then, decision, fall.at)


def _replaced(then: CaseFile, decision: Decision, at: datetime) -> bool:
    """Whether a round that began with new facts had been decided anew."""
    number = then.round_of(decision.round_id).number
    later = [r for r in then.rounds if r.number > number and r.track == Track.ORDINARY]
    made = [d for r in later if (d := then.decision_of(r.id)) is not None]
    return any(d.outcome != Outcome.UNCHANGED and d.recorded_at < at for d in made)
