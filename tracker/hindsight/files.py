"""A case file as it stood at an earlier instant: what had been recorded then, and nothing since.

Rows say themselves when they came; what was changed in place is told by the journal. What cannot
be known again is the case's version counter, that a letter was in the dispatcher's hands, and the
channel that a letter was moved to when its first sending failed.
"""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlmodel import SQLModel

from tracker.casefile import CaseFile
from tracker.hindsight.decided import put_back_complaints, put_back_decisions, put_back_grants
from tracker.hindsight.letters import LETTER_ENTRIES, put_back_letters
from tracker.hindsight.look import Look
from tracker.hindsight.people import put_back_contacts, put_back_parties
from tracker.hindsight.rounds import put_back_case, put_back_rounds, put_back_rules
from tracker.models import Deadline
from tracker.services.rounds import LEFT_UNDONE
from tracker.store import Store

Row = TypeVar("Row", bound=SQLModel)

#: The column that says when a row came to be known; other rows tell it by their id (UUIDv7).
_KNOWN_AT: Final = ("recorded_at", "registered_at", "created_at", "opened_at")

#: Instants at which a row was done with; one that lies ahead had not come yet.
_LATER: Final = ("superseded_at", "lapsed_at", "done_at", "withdrawn_at", "approved_at")


def as_known(store: Store, file: CaseFile, instant: datetime) -> CaseFile:
    """A copy of the file as it stood; the file itself is left alone."""
    journal = [(event, values or {}) for event, values in store.journal_of(file)]
    then = CaseFile(_copy(file.case), _copy(file.application))
    for part in fields(CaseFile):
        if part.name not in {"case", "application"}:
            rows = [_copy(row) for row in getattr(file, part.name)]
            setattr(then, part.name, [row for row in rows if made_at(row) <= instant])
    look = Look(store, file, then, journal, instant)
    _unfinish(look)
    for put_back in (
        *(put_back_rounds, put_back_rules, put_back_case),
        *(put_back_decisions, put_back_grants, put_back_complaints),
        *(put_back_contacts, put_back_parties),
    ):
        put_back(look)
    put_back_letters(then, look.before(*LETTER_ENTRIES))
    return then


def _copy(row: Row) -> Row:
    """A row outside every session, so that nothing said about the past is ever written."""
    return type(row)(**row.model_dump())


def made_at(row: Any) -> datetime:
    """When a row was written: its own column, else the millisecond in its id."""
    for column in _KNOWN_AT:
        moment: datetime | None = getattr(row, column, None)
        if moment is not None:
            return moment
    identity: UUID = row.id
    return datetime.fromtimestamp((identity.int >> 80) / 1000, UTC)


def _unfinish(look: Look) -> None:
    """Take back every end that had not come."""
    for part in ("decisions", "grants", "deliveries", "complaints", "board_decisions"):
        _forget(look, getattr(look.then, part))
    for part in ("deadlines", "follow_ups", "notices", "tasks"):
        _forget(look, getattr(look.then, part))
    for row in look.then.deadlines:
        if row.reason == LEFT_UNDONE and look.instant < _lapsed_known(look, row):
            row.lapsed_at = None
        if row.superseded_at is None and row.lapsed_at is None:
            row.superseded_by, row.reason = None, None


def _lapsed_known(look: Look, row: Deadline) -> datetime:
    """When a date was left behind that lapsed with an ending: as the next round opened, not on the
    day of the ending that it is judged by."""
    after = [
        r.registered_at
        for r in look.now.rounds
        if row.lapsed_at is not None and r.registered_at >= row.lapsed_at
    ]
    return min(after, default=look.instant)


def _forget(look: Look, rows: list[Any]) -> None:
    for row in rows:
        for column in _LATER:
            moment = getattr(row, column, None)
            if moment is not None and moment > look.instant:
                setattr(row, column, None)
