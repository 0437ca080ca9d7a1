"""Help that reached the citizen; letters are dispatched, never delivered."""

from datetime import date, datetime

from rules.local_time import local_day
from rules.terms import DeadlineKind
from tracker.casefile import CaseFile, decided_before
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Delivery, Grant
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, running
from tracker.services.granted import decision_of, grant_at, number_of
from tracker.services.next_acts import next_acts


def deliver(
    office: Office,
    municipality: str,
    reference: str,
    on: date | datetime,
    *,
    grant: int | None = None,
    partial: bool = False,
    now: datetime,
    actor: str,
) -> None:
    """Record a delivery of a grant (its number, where there are several), or before any decision.

    A partial delivery does not end the clock. Before a decision help can only be delivered where it
    is lawful: in an acute case, or where the law starts the delivery clock itself.
    """
    delivered_on = local_day(on) if isinstance(on, datetime) else on
    not_future(delivered_on, now, "the delivery")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        began = hand.file.application.received_on
        not_before(delivered_on, began, "the delivery", "when the application came")
        chosen = _grant(hand, grant)
        if chosen and not _could_not_wait(hand.file, chosen):
            granted_on = decision_of(hand.file, chosen).decided_on
            not_before(delivered_on, granted_on, "the delivery", "when the help was granted")
        _add(hand, chosen, on, delivered_on, partial=partial)
        number = number_of(hand.file, chosen) if chosen else None
        hand.store.record(
            hand.file, EventKind.DELIVERED, delivered_on, grant=number, partial=partial
        )


def _could_not_wait(file: CaseFile, grant: Grant) -> bool:
    """Whether the need was acute before the help was granted."""
    known = file.case.acute_from
    return known is not None and not decided_before(decision_of(file, grant), known)


def _grant(hand: Hand, number: int | None) -> Grant | None:
    granted = hand.file.granted()
    going_on = [g for g in granted if g.ended_on is None]
    waiting = [g for g in going_on if hand.file.delivered(g.id) is None]
    if number is not None:
        chosen = grant_at(hand.file, number)
        if chosen.ended_on is not None:
            raise Refused(f"grant {number} was ended on {chosen.ended_on}: nothing is owed of it")
        if chosen not in waiting:
            raise Refused(f"grant {number} was delivered already")
        return chosen
    if not granted or (not waiting and _before_a_decision(hand.file)):
        _check_without_grant(hand)
        return None
    if len(waiting) > 1:
        numbers = ", ".join(str(number_of(hand.file, g)) for g in waiting)
        raise Refused(f"{len(waiting)} grants wait for delivery: name one with --grant {numbers}")
    if not waiting:
        raise Refused("everything granted has been delivered already")
    return waiting[0]


def _before_a_decision(file: CaseFile) -> bool:
    """Whether help of a round that is not decided yet has a clock of its own."""
    own = [d for d in file.running() if d.round_id == file.round.id and d.grant_id is None]
    return file.decision is None and any(d.kind == DeadlineKind.DELIVERY for d in own)


def _check_without_grant(hand: Hand) -> None:
    """Help before a decision is lawful where a delivery clock runs by itself."""
    reference = hand.file.case.reference
    if hand.file.decision is not None:
        raise Refused(
            f"the decision in case {reference} grants nothing that could be delivered: "
            f"what can happen now is {next_acts(hand.file)}"
        )
    runs = [d for d in hand.file.running() if d.kind == DeadlineKind.DELIVERY]
    if not runs:
        raise Refused(
            f"nothing has been granted in case {reference}: record the decision first, "
            "or set the case acute if the help could not wait"
        )
    if hand.file.delivered_in(hand.file.round.id):
        raise Refused("the help was recorded as delivered already")


def _add(
    hand: Hand, grant: Grant | None, on: date | datetime, delivered_on: date, *, partial: bool
) -> None:
    hand.store.add(
        Delivery(
            municipality_code=hand.file.case.municipality_code,
            id=hand.store.new_id(),
            case_id=hand.file.case.id,
            grant_id=grant.id if grant else None,
            delivered_on=delivered_on,
            delivered_at=on if isinstance(on, datetime) else None,
            partial=partial,
            recorded_at=hand.store.now,
            recorded_by=hand.store.actor,
        ),
        hand.file,
    )
