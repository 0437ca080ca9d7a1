"""Grants by their numbers, as `rettidig show` counts them: a number never comes to mean another."""

from collections.abc import Sequence
from datetime import date

from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Decision, Grant
from tracker.services.acting import Hand


def number_of(file: CaseFile, grant: Grant) -> int:
    """The number of a grant: its place among all that the case ever had."""
    return file.grants.index(grant) + 1


def grant_at(file: CaseFile, number: int) -> Grant:
    """The grant with a number; refuses one that there is not, or that no longer holds."""
    if not 1 <= number <= len(file.grants):
        raise Refused(f"there is no grant {number}: the case holds 1 to {len(file.grants)}")
    grant = file.grants[number - 1]
    if grant not in file.granted():
        held = ", ".join(str(number_of(file, g)) for g in file.granted()) or "none"
        raise Refused(f"grant {number} no longer holds: those that do are {held}")
    return grant


def going(file: CaseFile) -> list[Grant]:
    """The grants that hold and that nobody has given up."""
    return [g for g in file.granted() if g.ended_on is None]


def going_at(file: CaseFile, number: int | None, what: str) -> Grant:
    """The grant that is meant, among those that nobody has given up."""
    still = going(file)
    if not still:
        raise Refused(
            f"case {file.case.reference} has no grant {what}: "
            "only a decision that grants help holds one"
        )
    if number is None and len(still) > 1:
        numbers = ", ".join(str(number_of(file, g)) for g in still)
        raise Refused(f"{len(still)} grants go on: name one by its number, {numbers}")
    chosen = still[0] if number is None else grant_at(file, number)
    if chosen.ended_on is not None:
        raise Refused(f"grant {number} was ended on {chosen.ended_on} already")
    return chosen


def decision_of(file: CaseFile, grant: Grant) -> Decision:
    """The decision that grants it."""
    return next(d for d in file.decisions if d.id == grant.decision_id)


def fall(hand: Hand, numbers: Sequence[int], decision: Decision, on: date, why: str) -> None:
    """End the grants that fall with a part of a decision; the others go on."""
    chosen = [grant_at(hand.file, number) for number in dict.fromkeys(numbers)]
    for grant in chosen:
        number = number_of(hand.file, grant)
        if grant.decision_id != decision.id:
            raise Refused(
                f"grant {number} does not belong to the decision of {decision.decided_on}"
            )
        if grant.ended_on is not None:
            raise Refused(f"grant {number} was ended on {grant.ended_on} already")
        grant.ended_on = on
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.GRANT_ENDED, on, grant=number, why=why)
