"""Help that reached the citizen; letters are dispatched, never delivered."""

from datetime import date, datetime

from rules.local_time import local_day
from rules.terms import DeadlineKind
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Delivery, Grant
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, running


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
        decision = hand.file.decision
        if chosen and decision and hand.file.case.acute_from is None:
            granted_on = decision.decided_on
            not_before(delivered_on, granted_on, "the delivery", "when the help was granted")
        _add(hand, chosen, on, delivered_on, partial=partial)
        number = hand.file.grants.index(chosen) + 1 if chosen else None
        hand.store.record(
            hand.file, EventKind.DELIVERED, delivered_on, grant=number, partial=partial
        )


def _grant(hand: Hand, number: int | None) -> Grant | None:
    granted = hand.file.grants_of(hand.file.standing_decision)
    if not granted:
        _check_without_grant(hand)
        return None
    waiting = [g for g in granted if hand.file.delivered(g.id) is None]
    if number is not None:
        if not 1 <= number <= len(granted):
            raise Refused(f"there is no grant {number}: the decision holds 1 to {len(granted)}")
        if granted[number - 1] not in waiting:
            raise Refused(f"grant {number} was delivered already")
        return granted[number - 1]
    if len(waiting) > 1:
        raise Refused(f"{len(waiting)} grants wait for delivery: name one with --grant 1, 2 …")
    if not waiting:
        raise Refused("everything granted has been delivered already")
    return waiting[0]


def _check_without_grant(hand: Hand) -> None:
    """Help before a decision is lawful where a delivery clock runs by itself."""
    reference = hand.file.case.reference
    if hand.file.decision is not None:
        raise Refused(f"the decision in case {reference} grants nothing that could be delivered")
    runs = [d for d in hand.file.running() if d.kind == DeadlineKind.DELIVERY]
    if not runs:
        raise Refused(
            f"nothing has been granted in case {reference}: record the decision first, "
            "or set the case acute if the help could not wait"
        )
    if hand.file.delivered(None):
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
