"""What a party has been told about a date, and whether in time."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from rules.notice_facts import NoticeFact, Recipient
from rules.terms import Clock, passed


class Told(StrEnum):
    """Whether a party knew in time that a date would slip."""

    TOLD_IN_TIME = "told-in-time"
    TOLD_LATE = "told-late"
    NOT_TOLD = "not-told"


def in_force(clock: Clock, recipient: Recipient) -> NoticeFact | None:
    """The last notice made that is proven available to the party: its promise governs."""
    promises = [n for n in recipient.notices if n.proven and n.promised_until is not None]
    return max(
        promises, key=lambda n: (n.approved_at or clock.noticed_at, n.for_date), default=None
    )


def at_stake(clock: Clock, recipient: Recipient) -> date:
    """P: the end of the last promise proven available to the party; before any, the due date."""
    promise = in_force(clock, recipient)
    return (promise and promise.promised_until) or clock.due_on


def told(clock: Clock, recipients: Sequence[Recipient], at: date | None = None) -> Told:
    """Whether all who must be told that the date would slip knew in time: the last of them counts.

    In time is proven available on or before the date, 23:59; for a limit in hours by `due_at`.
    """
    when = at or clock.due_on
    results = {_told_one(clock, recipient, when) for recipient in recipients}
    for worst in (Told.NOT_TOLD, Told.TOLD_LATE):
        if worst in results or not results:
            return worst
    return Told.TOLD_IN_TIME


def _told_one(clock: Clock, recipient: Recipient, when: date) -> Told:
    instants = [n.available_at for n in recipient.notices if n.proven and n.available_at]
    known = min(instants, default=None)
    if when != clock.due_on:
        known = min(
            (
                n.available_at
                for n in recipient.notices
                if n.proven and n.available_at and n.for_date == when
            ),
            default=None,
        )
    if known is None:
        return Told.NOT_TOLD
    return Told.TOLD_LATE if passed(when, clock, known) else Told.TOLD_IN_TIME
