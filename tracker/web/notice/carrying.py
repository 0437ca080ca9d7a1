"""What the buttons of a notice page do: the use cases of the command line, in its order."""

from dataclasses import replace
from typing import Any

from notifications.causes import Cause
from rules.local_time import local_day
from rules.terms import DeadlineKind
from tracker.services.approving import approve_notices
from tracker.services.expecting import await_information, expect
from tracker.web.acts.page import Doing
from tracker.web.notice.form import Typed


def save(act: Doing, typed: Typed, waiting: Cause | None) -> None:
    """Store what can be expected; the words wait for somebody to approve them.

    `waiting` is what the case waits for already: another cause is recorded too, so that it counts
    in the figures.
    """
    if typed.note or typed.cause is not waiting:
        today = local_day(act.now)
        act.do(await_information, typed.cause, since=today, note=typed.note)
        act = _next(act)
    act.do(expect, typed.expected)


def approve(act: Doing, typed: Typed, waiting: Cause | None) -> None:
    """Store it with its words approved, and let the letters of this date leave."""
    approved = replace(typed.expected, reason_approved=typed.expected.reason is not None)
    save(act, replace(typed, expected=approved), waiting)
    _next(act).do(approve_notices, DeadlineKind(typed.expected.kind))


def _next(act: Doing) -> Doing:
    """The same person, who has just changed the case."""
    fresh: dict[str, Any] = {"office": replace(act.office, seen_version=None)}
    return replace(act, **fresh)
