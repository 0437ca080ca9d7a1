"""Acts that moved or ended a deadline near or after its date: that is where figures are polished.

Every one may be right; the list lets a team leader and an auditor ask (law.md 8 and 9).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlmodel import select

from rules.local_time import local_day
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile, promise_of
from tracker.codes import EventKind
from tracker.models import Deadline, Event, Round
from tracker.office import Office
from tracker.services.desk import Desk
from tracker.services.figures import case_files
from tracker.services.nameless import Entry, Names, nameless, names_in
from tracker.services.rounds import LEFT_UNDONE
from tracker.store import Store

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

#: What a person did, and gave a reason for; the moved date follows from it.
_CAUSES: Final = {
    EventKind.CORRECTED,
    EventKind.RECLASSIFIED,
    EventKind.ACUTE_CLEARED,
    EventKind.GRANT_ENDED,
    EventKind.SUPPLIER_KEPT,
    EventKind.ENDED,
    EventKind.REOPENED,
    EventKind.DECIDED,
    EventKind.REGISTERED,
    EventKind.SPLIT,
    EventKind.REMAND_RECEIVED,
    EventKind.COMPLAINT_RECEIVED,
    EventKind.LETTER_AVAILABLE,
}


@dataclass(frozen=True, slots=True)
class NearAct:
    """One act about one date. `days` are calendar days from the date to the act, minus before it.

    Holds no name: what was typed as a reason is shown without the names of the parties.
    """

    reference: str
    team: str
    area: str
    act: str
    kind: str
    track: str
    recorded_on: date
    by: str
    due_on: date
    new_due_on: date | None
    days: int
    reason: str


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
    look = _Look(desk, days, entries, names_in(desk, entries))
    found = [*look.moved(), *look.registered_late(), *look.decisions(), *look.ended()]
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
    return gone or undone or late or backdated or several


@dataclass(frozen=True, slots=True)
class _Look:
    desk: Desk
    days: int
    entries: list[Entry]
    names: Names

    def _cause(self, moment: datetime) -> Entry | None:
        """The act of that instant that a person answers for, else whatever was written then."""
        then = [entry for entry in self.entries if entry[0].recorded_at == moment]
        causes = [entry for entry in then if entry[0].kind in _CAUSES]
        return next(iter(causes or then), None)

    def _line(self, act: str, row: Deadline, entry: Entry, new: Deadline | None) -> NearAct | None:
        """A line, where the act came near the date or after it."""
        event, values = entry
        on, due_on = local_day(event.recorded_at), row.due_on
        near = self.desk.calendar.open_before(due_on, self.days) if self.days else due_on
        if on < near:
            return None
        case = self.desk.file.case
        return NearAct(
            reference=case.reference,
            team=case.team or "",
            area=case.area,
            act=act,
            kind=row.kind,
            track=row.track,
            recorded_on=on,
            by=event.actor,
            due_on=due_on,
            new_due_on=new.due_on if new else None,
            days=(on - due_on).days,
            reason=nameless(values.get("why") or "", self.names),
        )

    def moved(self) -> Iterator[NearAct | None]:
        """Dates that were moved or taken away: corrected, reclassified, no longer acute …"""
        rows = {row.id: row for row in self.desk.file.deadlines}
        for row in rows.values():
            moment, act = row.superseded_at or row.lapsed_at, _ACTS.get(row.reason or "")
            entry = self._cause(moment) if moment else None
            if act and entry:
                new = rows.get(row.superseded_by) if row.superseded_by else None
                yield self._line(act, row, entry, new)

    def registered_late(self) -> Iterator[NearAct | None]:
        """Clocks that were written down, on another day than they began, when little was left."""
        seen = set()
        for row in self.desk.file.deadlines:
            promise = (*promise_of(row), row.track)
            first = promise not in seen
            seen.add(promise)
            late = local_day(row.recorded_at) > row.starts_on and row.track != Track.ACUTE
            own = row.kind != DeadlineKind.DELIVERY or row.grant_id is None
            if first and late and own and (entry := self._cause(row.recorded_at)):
                yield self._line("registered-late", row, entry, None)

    def decisions(self) -> Iterator[NearAct | None]:
        """Decisions undone, corrected, or written down after the date as made before it."""
        for event, values in self.entries:
            if event.kind == EventKind.CORRECTED and values.get("fact") == "decision":
                act = "decision-undone" if _undone(values) else "decision-corrected"
                yield from self._about(act, self._round_at(event), (event, values))
            elif event.kind == EventKind.REOPENED:
                before = self._round_before(event)
                yield from self._about("reopened", before, (event, values), reopened=True)
            elif event.kind == EventKind.DECIDED:
                for row in self._decision_dates(self._round_at(event), event):
                    if event.happened_on <= row.due_on < local_day(event.recorded_at):
                        yield self._line("decision-recorded-late", row, (event, values), None)

    def ended(self) -> Iterator[NearAct | None]:
        """Cases closed otherwise than by a decision while a clock ran, and endings undone."""
        for event, values in self.entries:
            if event.kind == EventKind.CORRECTED and "ending" in values.get("changed", {}):
                yield from self._about("ending-undone", self._round_at(event), (event, values))
            if event.kind != EventKind.ENDED:
                continue
            for row in self.desk.file.deadlines:
                if self._ran(row, event):
                    yield self._line(f"closed-{values.get('ending')}", row, (event, values), None)

    def _ran(self, row: Deadline, event: Event) -> bool:
        """Whether a date ran, and nothing had been done, when an ending was written."""
        stopped_on = self.desk.clock(row).stopped_on
        undone = row.reason == LEFT_UNDONE or stopped_on is None or stopped_on > event.happened_on
        return undone and self._held(row, event.recorded_at)

    def _held(self, row: Deadline, moment: datetime) -> bool:
        """Whether a date ran at an instant, or was just then moved or ended."""
        gone = row.superseded_at or self._left_at(row)
        return row.recorded_at <= moment and (gone is None or gone >= moment)

    def _left_at(self, row: Deadline) -> datetime | None:
        """When a date was left behind; that of an ended case when the next round began.

        Its row is judged by the day the case ended, which can lie before the act that ended it.
        """
        if row.reason != LEFT_UNDONE:
            return row.lapsed_at
        said = {"reason": row.reason, "kind": row.kind, "track": row.track}
        said["due_on"] = row.due_on.isoformat()
        left = (
            event.recorded_at
            for event, values in self.entries
            if event.kind == EventKind.DEADLINE_ENDED
            and event.recorded_at > row.recorded_at
            and said.items() <= values.items()
        )
        return next(left, row.lapsed_at)

    def _round_at(self, event: Event) -> Round:
        """The round that ran when an entry was written."""
        return [r for r in self.desk.file.rounds if r.registered_at <= event.recorded_at][-1]

    def _round_before(self, event: Event) -> Round:
        """The round that an entry put an end to."""
        return [r for r in self.desk.file.rounds if r.registered_at < event.recorded_at][-1]

    def _decision_dates(self, of: Round, event: Event) -> list[Deadline]:
        """The date of a round's decision as it stood when an entry was written."""
        return [
            row
            for row in self.desk.file.deadlines
            if row.round_id == of.id
            and row.kind == DeadlineKind.DECISION
            and self._held(row, event.recorded_at)
        ]

    def _about(
        self, act: str, of: Round, entry: Entry, *, reopened: bool = False
    ) -> Iterator[NearAct | None]:
        """A line about each date of a round's decision."""
        new = None
        if reopened:
            made = self._decision_dates(self._round_at(entry[0]), entry[0])
            new = made[0] if made else None
        for row in self._decision_dates(of, entry[0]):
            yield self._line(act, row, entry, new)


def _undone(values: dict[str, Any]) -> bool:
    changed: dict[str, Any] = values.get("changed", {}).get("decided_on", {})
    return "new" in changed and changed["new"] is None
