"""Another supplier of granted help: asked for, found, or not wished after all.

Where the council has published how soon a new supplier starts, the day the citizen asked starts
that clock. It is a promise of its own: never part of the figure of retssikkerhedsloven § 3.
"""

from datetime import date, datetime

from tracker.codes import EventKind, FollowUpKind
from tracker.errors import Refused
from tracker.models import FollowUp, Grant
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, plain_line, reason_of, running
from tracker.services.granted import decision_of, going_at, number_of


def ask_supplier(
    office: Office,
    municipality: str,
    reference: str,
    on: date,
    *,
    grant: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """The citizen asks for another supplier: a task, and the clock of the published limit."""
    not_future(on, now, "the day another supplier was asked for")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        chosen = going_at(hand.file, grant, "that could get another supplier")
        _ask(hand, chosen, on)
        hand.recount("supplier-asked")


def _ask(hand: Hand, chosen: Grant, on: date) -> FollowUp:
    if waiting := _waiting(hand, chosen):
        raise Refused(
            f"another supplier was asked for on {waiting.due_on} already: "
            "record it with --supplier, or --keep if the citizen stays"
        )
    granted_on = decision_of(hand.file, chosen).decided_on
    what = "the day another supplier was asked for"
    not_before(on, granted_on, what, "when the help was granted")
    row = FollowUp(
        municipality_code=hand.file.case.municipality_code,
        id=hand.store.new_id(),
        case_id=hand.file.case.id,
        grant_id=chosen.id,
        kind=FollowUpKind.SUPPLIER_CHANGE,
        due_on=on,
        recorded_at=hand.store.now,
        recorded_by=hand.store.actor,
    )
    hand.store.add(row, hand.file)
    number = number_of(hand.file, chosen)
    hand.store.record(hand.file, EventKind.SUPPLIER_ASKED, on, grant=number)
    return row


def _waiting(hand: Hand, chosen: Grant) -> FollowUp | None:
    """What was asked for about a grant and has not been found."""
    found = [
        f
        for f in hand.file.follow_ups
        if f.kind == FollowUpKind.SUPPLIER_CHANGE
        and f.grant_id == chosen.id
        and f.done_on is None
        and f.superseded_at is None
    ]
    return found[-1] if found else None


def change_supplier(
    office: Office,
    municipality: str,
    reference: str,
    supplier: str,
    on: date,
    *,
    grant: int | None = None,
    asked_on: date | None = None,
    now: datetime,
    actor: str,
) -> None:
    """The grant goes on with a new supplier from that day; what was asked for is done.

    With `asked_on` the request is recorded in the same act.
    """
    not_future(on, now, "the change of supplier")
    name = plain_line(supplier, "the supplier")
    if not name:
        raise Refused("name the new supplier")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        chosen = going_at(hand.file, grant, "that could get another supplier")
        granted_on = decision_of(hand.file, chosen).decided_on
        not_before(on, granted_on, "the change of supplier", "when it was granted")
        asked = _ask(hand, chosen, asked_on) if asked_on else _waiting(hand, chosen)
        if asked is not None:
            not_before(on, asked.due_on, "the change of supplier", "when it was asked for")
            asked.done_on = on
        old = hand.store.open(chosen, "supplier_sealed")
        hand.store.seal(chosen, "supplier_sealed", name)
        hand.store.session.flush()
        number = number_of(hand.file, chosen)
        request = {"request": asked.id} if asked else {}
        hand.store.record(
            hand.file, EventKind.SUPPLIER_CHANGED, on, grant=number, old=old, new=name, **request
        )
        hand.recount("supplier-changed")


def keep_supplier(
    office: Office,
    municipality: str,
    reference: str,
    why: str,
    on: date,
    *,
    grant: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """The citizen stays with the supplier: nothing is owed, but a date that passed stays late."""
    words = reason_of(why, "keeping the supplier")
    not_future(on, now, "the day the citizen chose to stay")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        chosen = going_at(hand.file, grant, "whose supplier could stay")
        asked = _waiting(hand, chosen)
        if asked is None:
            raise Refused("nobody has asked for another supplier of that grant")
        not_before(on, asked.due_on, "the day the citizen chose to stay", "when it was asked for")
        asked.superseded_at = now
        hand.store.session.flush()
        number = number_of(hand.file, chosen)
        hand.store.record(hand.file, EventKind.SUPPLIER_KEPT, on, grant=number, why=words)
        hand.recount("supplier-kept")
