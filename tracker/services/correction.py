"""The frame of a correction: one recorded fact, its old and new value, a reason, all dates anew."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tracker.codes import EventKind
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import reason_of


def correct_fact(
    office: Office,
    municipality: str,
    reference: str,
    fact: str,
    reason: str,
    change: Callable[[Hand], dict[str, Any]],
    *,
    now: datetime,
    actor: str,
) -> None:
    """Let `change` put a fact right; it answers with old and new value, by what they are of.

    Every date is recounted, with `fact` as the reason that moved ones keep.
    """
    why = reason_of(reason, "a correction")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        changed = change(hand)
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.CORRECTED, fact=fact, why=why, changed=changed)
        hand.recount(fact)
