"""What a party has been told about a date, and whether in time."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from rules.notice_facts import NoticeFact, Recipient
from rules.terms import Clock, Track, passed


class Told(StrEnum):
    """Whether a party knew in time that a date would slip."""

    TOLD_IN_TIME = "told-in-time"
    TOLD_LATE = "told-late"
    NOT_TOLD = "not-told"


def in_force(clock: Clock, recipient: Recipient) -> NoticeFact | None:
    """The last notice made that is proven available to the party: its promise governs."""
    promises = [n for n in _known(clock, recipient) if n.promised_until is not None]
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


def speaks_of(clock: Clock, notice: NoticeFact) -> bool:
    """Whether a letter can speak of a date: what left before the need became acute cannot.

    Row 5 comes before row 12: a promise made earlier does not speak for the acute date.
    """
    earlier = notice.approved_at is not None and notice.approved_at < clock.noticed_at
    return notice.unsent or not (clock.track is Track.ACUTE and earlier)


def _known(clock: Clock, recipient: Recipient) -> list[NoticeFact]:
    """What the party is proven to have been told."""
    return [n for n in recipient.notices if n.proven and speaks_of(clock, n)]


def _told_one(clock: Clock, recipient: Recipient, when: date) -> Told:
    known = min(
        (
            n.available_at
            for n in _known(clock, recipient)
            if n.available_at and (when == clock.due_on or n.for_date == when)
        ),
        default=None,
    )
    if known is None:
        return Told.NOT_TOLD
    return Told.TOLD_LATE if passed(when, clock, known) else Told.TOLD_IN_TIME
