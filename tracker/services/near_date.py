"""Acts that moved or ended a deadline near or after its date: that is where figures are polished.

Every one may be right; the list lets a team leader and an auditor ask (law.md 8 and 9).
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlmodel import select

from rules.local_time import local_day
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile, promise_of
from tracker.codes import EventKind
from tracker.models import Deadline, Event
from tracker.office import Office
from tracker.services.desk import Desk
from tracker.services.figures import case_files
from tracker.services.nameless import names_in
from tracker.services.near_look import Look, NearAct
from tracker.services.rounds import LEFT_UNDONE
from tracker.store import Store

#: What a look through one case finds; None where the act was not near the date.
Found: TypeAlias = Iterator[NearAct | None]

#: How many open days before its date a deadline is near.
NEAR: Final = 5

#: The act behind a moved or ended date, by the reason that its row keeps; a decision is none.
_ACTS: Final = {
    "receipt-corrected": "receipt-corrected",
    "remand-corrected": "remand-corrected",
    "acute": "acute-corrected",
    "reclassified": "reclassified",
    "acute-cleared": "acute-cleared",
    "decision-corrected": "decision-corrected",
    "decision-undone": "decision-undone",
    "complaint-corrected": "complaint-corrected",
    "grant-ended": "grant-ended",
    "supplier-kept": "supplier-kept",
    "extended": "extended",
    "closing-day": "closing-day",
}


def near_acts(
    office: Office,
    municipality: str,
    *,
    now: datetime,
    first: date | None = None,
    last: date | None = None,
    days: int = NEAR,
) -> list[NearAct]:
    """Every such act recorded in a period, by case number and time."""
    code = office.book.pack(municipality).municipality.code
    with office.reading(now) as store:
        undone = _corrected_cases(store, code)
        found = [
            act
            for file in case_files(store, code)
            if file.case.id in undone or _may_have_any(file)
            for act in _acts_of(Desk(store, office, file), days)
        ]
    return [
        act
        for act in found
        if not ((first and act.recorded_on < first) or (last and act.recorded_on > last))
    ]


def _acts_of(desk: Desk, days: int) -> list[NearAct]:
    entries = [(e, v or {}) for e, v in desk.store.journal_of(desk.file)]
    look = Look(desk, days, entries, names_in(desk, entries))
    found = [act for find in _FINDERS for act in find(look)]
    return sorted((a for a in found if a), key=lambda a: (a.recorded_on, a.act, a.due_on))


def _corrected_cases(store: Store, code: str) -> set[UUID]:
    """The cases with a correction, which may have left no other trace: an ending undone."""
    query = select(Event.case_id).where(
        Event.municipality_code == code, Event.kind == EventKind.CORRECTED
    )
    return set(store.session.exec(query))


def _may_have_any(file: CaseFile) -> bool:
    """Whether the journal is worth opening: most cases run straight."""
    gone = any(d.superseded_at or d.lapsed_at for d in file.deadlines)
    undone = any(d.superseded_at for d in file.decisions)
    late = any(local_day(d.recorded_at) > d.starts_on for d in file.deadlines)
    backdated = any(local_day(d.recorded_at) > d.decided_on for d in file.decisions)
    several = len(file.rounds) > 1 or file.case.ending is not None
    return gone or undone or late or backdated or several or _done_late(file)


def _done_late(file: CaseFile) -> bool:
    """Whether something else that stops a clock was written down later than it was done."""
    came = any(local_day(d.recorded_at) > d.delivered_on for d in file.deliveries)
    return came or bool(file.complaints)


def _moved(look: Look) -> Found:
    """Dates that were moved or taken away: corrected, reclassified, no longer acute …"""
    rows = {row.id: row for row in look.desk.file.deadlines}
    for row in rows.values():
        moment, act = row.superseded_at or row.lapsed_at, _ACTS.get(row.reason or "")
        entry = look.cause(moment) if moment else None
        if act and entry:
            new = rows.get(row.superseded_by) if row.superseded_by else None
            yield look.line(act, row, entry, new)


def _registered_late(look: Look) -> Found:
    """Clocks that were written down, on another day than they began, when little was left."""
    seen = set()
    for row in look.desk.file.deadlines:
        promise = (*promise_of(row), row.track)
        first = promise not in seen
        seen.add(promise)
        late = local_day(row.recorded_at) > row.starts_on and row.track != Track.ACUTE
        own = row.kind != DeadlineKind.DELIVERY or row.grant_id is None
        if first and late and own and (entry := look.cause(row.recorded_at)):
            yield look.line("registered-late", row, entry)


def _reopened(look: Look) -> Found:
    """Cases reopened near the date of the round before, with the date of the new one."""
    for entry in look.of(EventKind.REOPENED):
        new = next(iter(look.decision_dates(look.round_at(entry[0]), entry[0])), None)
        for row in look.decision_dates(look.round_before(entry[0]), entry[0]):
            yield look.line("reopened", row, entry, new)


def _ended(look: Look) -> Found:
    """Cases closed otherwise than by a decision while a clock ran."""
    for event, values in look.of(EventKind.ENDED):
        for row in look.desk.file.deadlines:
            if _ran(look, row, event):
                yield look.line(f"closed-{values.get('ending')}", row, (event, values))


def _ran(look: Look, row: Deadline, event: Event) -> bool:
    """Whether a date ran, and nothing had been done, when an ending was written."""
    stopped_on = look.desk.clock(row).stopped_on
    undone = row.reason == LEFT_UNDONE or stopped_on is None or stopped_on > event.happened_on
    return undone and look.held(row, event.recorded_at)


def _corrected(look: Look) -> Found:
    """What stopped a clock was corrected or undone: decisions, answers, deliveries, endings."""
    for event, values in look.of(EventKind.CORRECTED):
        fact = str(values.get("fact"))
        for act, rows in _stopped_by(look, event, values, fact):
            for row in rows:
                yield look.line(act, row, (event, values))


def _stopped_by(
    look: Look, event: Event, values: dict[str, Any], fact: str
) -> Iterator[tuple[str, list[Deadline]]]:
    """The clocks that a corrected fact stops, each with the name of the act."""
    if fact == "decision" and "complaint" not in values:
        act = "decision-undone" if _undone(values) else "decision-corrected"
        yield act, look.decision_dates(look.round_at(event), event)
    if fact == "ending-undone":
        yield fact, [row for row in look.desk.file.deadlines if _ran(look, row, event)]
    if fact == "delivery":
        yield "delivery-corrected", look.delivery_dates(values.get("grant"), event)
    if "complaint" in values and fact != "complaint-corrected":
        act = "reconsideration-corrected" if fact == "decision" else fact
        yield act, look.complaint_dates(values["complaint"], event)


#: What stops a clock, and how the list names it where it was written down after the date.
_RECORDED: Final = {
    EventKind.DECIDED: "decision-recorded-late",
    EventKind.DELIVERED: "delivery-recorded-late",
    EventKind.RECONSIDERED: "reconsideration-recorded-late",
    EventKind.FORWARDED: "forwarding-recorded-late",
}


def _recorded_late(look: Look) -> Found:
    """What stopped a clock, written down after the date as done before it."""
    for event, values in look.of(*_RECORDED):
        for row in _clocks_of(look, event, values):
            if event.happened_on <= row.due_on < local_day(event.recorded_at):
                yield look.line(_RECORDED[EventKind(event.kind)], row, (event, values))


def _clocks_of(look: Look, event: Event, values: dict[str, Any]) -> list[Deadline]:
    if event.kind == EventKind.DECIDED:
        return look.decision_dates(look.round_at(event), event)
    if event.kind == EventKind.DELIVERED:
        return [] if values.get("partial") else look.delivery_dates(values.get("grant"), event)
    kind = {
        EventKind.RECONSIDERED: DeadlineKind.RECONSIDERATION,
        EventKind.FORWARDED: DeadlineKind.FORWARDING,
    }[EventKind(event.kind)]
    found = look.complaint_dates(values.get("complaint"), event)
    return [row for row in found if row.kind == kind]


def _undone(values: dict[str, Any]) -> bool:
    changed: dict[str, Any] = values.get("changed", {}).get("decided_on", {})
    return "new" in changed and changed["new"] is None


_FINDERS: Final = (_moved, _registered_late, _reopened, _ended, _corrected, _recorded_late)
