"""Notices and their letters as far as they had come at an earlier instant."""

from datetime import datetime
from typing import Final

from tracker.casefile import CaseFile
from tracker.codes import DispatchState, EventKind
from tracker.hindsight.look import Journal
from tracker.models import Dispatch, Notice

_STATES: Final = {
    EventKind.LETTER_SENT: DispatchState.SENT,
    EventKind.LETTER_AVAILABLE: DispatchState.AVAILABLE,
    EventKind.LETTER_RETURNED: DispatchState.RETURNED,
    EventKind.LETTER_FAILED: DispatchState.FAILED,
}

#: What the journal says about a letter.
LETTER_ENTRIES: Final = (*_STATES, EventKind.NOTICE_APPROVED)


def put_back_letters(then: CaseFile, entries: Journal) -> None:
    """Let notices and letters stand as the entries of that time say; later ends are gone
    already."""
    for notice in then.notices:
        if notice.approved_at is None:
            notice.promised_until, notice.automatic, notice.approved_by = None, False, None
        if notice.withdrawn_at is None:
            notice.withdrawn_reason = None
            notice.state = "approved" if notice.approved_at else "draft"
    approved = {n.id: n for n in then.notices if n.approved_at is not None}
    then.dispatches = [d for d in then.dispatches if d.notice_id in approved]
    for way in then.dispatches:
        own = [(e, v) for e, v in entries if v.get("message") == str(way.message_uuid)]
        _put_back(way, approved[way.notice_id], own)


def _put_back(way: Dispatch, notice: Notice, own: Journal) -> None:
    came = [(event, values) for event, values in own if event.kind in _STATES]
    stopped = way.state == DispatchState.CANCELLED and notice.withdrawn_at is not None
    if came:
        way.state = _STATES[EventKind(came[-1][0].kind)]
    elif not stopped:
        way.state = DispatchState.QUEUED
    arrived = [v for e, v in came if e.kind == EventKind.LETTER_AVAILABLE]
    if way.state != DispatchState.AVAILABLE:
        way.available_at = None
    elif arrived:
        way.available_at = datetime.fromisoformat(arrived[-1]["available_at"])
    left = [e.recorded_at for e, _v in came if e.kind == EventKind.LETTER_SENT]
    way.dispatched_at = min(left, default=None)
    if not left:
        # The channel is settled at sending; before, it was what reached the party at approval.
        for _event, values in own:
            way.channel = values.get("channel", way.channel)
