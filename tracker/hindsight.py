"""A case file as it stood at an earlier instant: what had been recorded then, and nothing since."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final, TypeVar

from sqlmodel import SQLModel

from tracker.casefile import CaseFile
from tracker.codes import DispatchState, EventKind
from tracker.models import Event

Row = TypeVar("Row", bound=SQLModel)
Journal = Sequence[tuple[Event, dict[str, Any] | None]]

#: The column that says when a row of each list came to be known.
_KNOWN_AT: Final = {
    "rounds": "registered_at",
    "decisions": "recorded_at",
    "deliveries": "recorded_at",
    "deadlines": "recorded_at",
    "complaints": "recorded_at",
    "board_decisions": "recorded_at",
    "reminders": "recorded_at",
    "hearings": "recorded_at",
    "follow_ups": "recorded_at",
    "links": "recorded_at",
    "expectations": "recorded_at",
    "waits": "recorded_at",
    "notices": "created_at",
    "tasks": "opened_at",
}

#: Instants that undo or complete something; what lies after the look had not happened yet.
_LATER: Final = (
    "superseded_at",
    "lapsed_at",
    "done_at",
    "withdrawn_at",
    "approved_at",
    "dispatched_at",
    "confirmed_at",
)


def as_known(file: CaseFile, journal: Journal, instant: datetime) -> CaseFile:
    """A copy of the file as it stood; the file itself is left alone.

    Rows recorded later are gone, later corrections undone by the old values that the journal keeps.
    """
    then = CaseFile(_copy(file.case), _copy(file.application))
    for part in fields(CaseFile):
        if part.name in {"case", "application"}:
            continue
        rows = [_copy(row) for row in getattr(file, part.name)]
        known = [row for row in rows if _known(part.name, row, instant)]
        for row in known:
            _forget(row, instant)
        setattr(then, part.name, known)
    kept_ids = {d.id for d in then.decisions}
    then.grants = [g for g in then.grants if g.decision_id in kept_ids]
    then.dispatches = [d for d in then.dispatches if _approved(then, d.notice_id)]
    for event, values in reversed(journal):
        if event.recorded_at > instant and values is not None:
            _undo(then, EventKind(event.kind), values)
    return then


def _copy(row: Row) -> Row:
    """A row outside every session, so that nothing said about the past is ever written."""
    return type(row)(**row.model_dump())


def _known(part: str, row: SQLModel, instant: datetime) -> bool:
    column = _KNOWN_AT.get(part)
    return column is None or getattr(row, column) <= instant


def _forget(row: SQLModel, instant: datetime) -> None:
    """Take back what happened to a row after the instant."""
    for column in _LATER:
        moment = getattr(row, column, None)
        if moment is not None and moment > instant:
            setattr(row, column, None)
            _FORGET.get(column, lambda _row: None)(row)


def _unsend(row: Any) -> None:
    row.state, row.available_at = DispatchState.QUEUED, None


def _unconfirm(row: Any) -> None:
    if row.dispatched_at is not None:
        row.state = DispatchState.SENT
    row.available_at = None


def _unwithdraw(row: Any) -> None:
    row.state = "approved" if row.approved_at else "draft"


def _unapprove(row: Any) -> None:
    row.state, row.promised_until = "draft", None


_FORGET: Final[dict[str, Callable[[Any], None]]] = {
    "dispatched_at": _unsend,
    "confirmed_at": _unconfirm,
    "withdrawn_at": _unwithdraw,
    "approved_at": _unapprove,
}


def _approved(then: CaseFile, notice_id: object) -> bool:
    return any(n.id == notice_id and n.approved_at is not None for n in then.notices)


def _undo(then: CaseFile, kind: EventKind, values: dict[str, Any]) -> None:
    """Put back what an act changed in place."""
    match kind:
        case EventKind.CORRECTED if values.get("fact") == "received":
            _receive(then, date.fromisoformat(values["old"]))
        case EventKind.RECLASSIFIED:
            then.case.area = values["old"]
        case EventKind.ENDED:
            then.case.ending, then.case.ended_on = None, None
        case EventKind.ACUTE_SET:
            then.case.acute_from = None
        case EventKind.ACUTE_CLEARED:
            then.case.acute_from = datetime.fromisoformat(values["since"])
        case EventKind.HANDED_OVER:
            then.case.team = values["old"]["team"]
            then.case.caseworker = values["old"]["caseworker"]
        case EventKind.DECISION_SENT if then.decisions:
            then.decisions[-1].sent_on = None
        case EventKind.REMAND_RECEIVED | EventKind.BOARD_ANSWERED | EventKind.RECONSIDERED:
            _restore_decision(then, kind)
        case EventKind.AWAITING_ENDED if then.waits:
            then.waits[-1].until_on = None
        case EventKind.FORWARDED if then.complaints:
            then.complaints[-1].forwarded_on = None
        case _:
            pass


def _receive(then: CaseFile, day: date) -> None:
    then.application.received_on, then.application.received_at = day, None
    then.rounds[0].started_on, then.rounds[0].started_at = day, None


def _restore_decision(then: CaseFile, kind: EventKind) -> None:
    if then.decisions:
        then.decisions[-1].annulled_on = None
    if kind is EventKind.RECONSIDERED and then.complaints:
        then.complaints[-1].outcome, then.complaints[-1].reconsidered_on = None, None
