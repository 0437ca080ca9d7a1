"""The proof that each letter of a case went in time: frozen, sent, proven and journaled."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from rules.local_time import end_of_day
from rules.terms import passed
from tracker import journal
from tracker.errors import NotFound
from tracker.models import Dispatch, Event, EventPayload, Notice
from tracker.services.desk import Desk
from tracker.views import local_text

Entries = list[tuple[Event, dict[str, Any] | None]]


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether the journal of a case is whole: its chain, and what its entries say."""

    entries: int
    broken_at: int | None
    altered: tuple[int, ...]

    @property
    def intact(self) -> bool:
        """Whether no entry was changed, moved or lost, and no payload was altered."""
        return self.broken_at is None and not self.altered

    def as_json(self) -> dict[str, Any]:
        """The finding with its keys; `erased` payloads break nothing."""
        return {
            "intact": self.intact,
            "entries": self.entries,
            "broken_at": self.broken_at,
            "altered": list(self.altered),
        }


def chain_of(desk: Desk, entries: Entries) -> Chain:
    """Recount the whole chain of a case, and the salted hash of every payload that stands."""
    events = [event for event, _values in entries]
    payloads = desk.store.session.exec(
        select(EventPayload).where(
            EventPayload.municipality_code == desk.file.case.municipality_code,
            col(EventPayload.id).in_([event.id for event in events]),
        )
    )
    said = {row.id: row for row in payloads}
    altered = tuple(
        event.seq
        for event in events
        if event.id in said and not _says_what_it_said(desk, event, said[event.id])
    )
    return Chain(len(events), journal.broken_at(events), altered)


def _says_what_it_said(desk: Desk, event: Event, payload: EventPayload) -> bool:
    data = desk.store.open_bytes(payload, "data_sealed") or b""
    return journal.payload_hash(payload.salt, data) == event.payload_hash


def proof_view(desk: Desk, message: str | None = None) -> dict[str, Any]:
    """The proof of every notice of a case, or of the one that went as a message.

    Raises `NotFound` when no letter of the case has that message UUID.
    """
    entries = desk.store.journal_of(desk.file)
    notices = [
        notice
        for notice in desk.file.notices
        if message is None or message in {str(w.message_uuid) for w in _ways(desk, notice)}
    ]
    if message is not None and not notices:
        raise NotFound(
            f"case {desk.file.case.reference} has no letter with message {message}: "
            "rettidig show names them"
        )
    return {
        "reference": desk.file.case.reference,
        "as_of": local_text(desk.now),
        "journal": chain_of(desk, entries).as_json(),
        "notices": [_notice(desk, notice, entries) for notice in notices],
    }


def _ways(desk: Desk, notice: Notice) -> list[Dispatch]:
    return desk.file.dispatches_of(notice)


def _notice(desk: Desk, notice: Notice, entries: Entries) -> dict[str, Any]:
    ways, file = _ways(desk, notice), desk.file
    party = next(p for p in file.parties if p.id == notice.party_id)
    arrived = [w.available_at for w in ways if w.state == "available" and w.available_at]
    proven_at = min(arrived, default=None)
    return {
        "kind": notice.kind,
        "party": party.role,
        "state": notice.state,
        "for_date": notice.for_date.isoformat(),
        "promised_until": notice.promised_until.isoformat() if notice.promised_until else None,
        "automatic": notice.automatic,
        "approved_by": notice.approved_by,
        "frozen_at": local_text(notice.approved_at),
        "template_version": notice.template_version,
        "available_at": local_text(proven_at),
        "in_time": _in_time(desk, notice, proven_at),
        "ways": [_way(desk, way) for way in ways],
        "entries": [
            {
                "seq": event.seq,
                "kind": event.kind,
                "at": local_text(event.recorded_at),
                "by": event.actor,
                "hash": event.hash,
            }
            for event, values in entries
            if values is not None and _speaks_of(notice, ways, values)
        ],
    }


def _in_time(desk: Desk, notice: Notice, proven_at: datetime | None) -> bool | None:
    """Whether it was proven available on or before its date; None while nothing is proven."""
    if proven_at is None or notice.approved_at is None:
        return None
    deadline = next((d for d in desk.file.deadlines if d.id == notice.deadline_id), None)
    if deadline is None:
        return proven_at <= end_of_day(notice.for_date)
    return not passed(notice.for_date, desk.clock(deadline), proven_at)


def _way(desk: Desk, way: Dispatch) -> dict[str, Any]:
    pdf = desk.store.open_bytes(way, "pdf_sealed")
    counted = hashlib.sha256(pdf).hexdigest() if pdf is not None else None
    return {
        "channel": way.channel,
        "message": str(way.message_uuid),
        "state": way.state,
        "sha256": way.pdf_sha256,
        "sha256_recomputed": counted,
        "sha256_equal": counted == way.pdf_sha256 if way.pdf_sha256 or counted else None,
        "dispatched_at": local_text(way.dispatched_at),
        "available_at": local_text(way.available_at),
        "confirmed_at": local_text(way.confirmed_at),
    }


def _speaks_of(notice: Notice, ways: list[Dispatch], values: dict[str, Any]) -> bool:
    """Whether a journal entry is about this notice or a letter of it."""
    messages = {str(way.message_uuid) for way in ways}
    return values.get("notice") == str(notice.id) or values.get("message") in messages
