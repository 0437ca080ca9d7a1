"""One case looked through for acts near its dates: who did what, and which dates ran then."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.local_time import local_day
from rules.terms import DeadlineKind
from tracker.codes import EventKind
from tracker.models import Deadline, Event, Round
from tracker.services.desk import Desk
from tracker.services.nameless import Entry, Names, nameless
from tracker.services.rounds import LEFT_UNDONE

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


@dataclass(frozen=True, slots=True)
class Look:
    """A case with its journal; what lies more than `days` open days before a date is not near."""

    desk: Desk
    days: int
    entries: list[Entry]
    names: Names

    def of(self, *kinds: EventKind) -> list[Entry]:
        """The entries of some kinds, oldest first."""
        return [entry for entry in self.entries if entry[0].kind in kinds]

    def cause(self, moment: datetime) -> Entry | None:
        """The act of that instant that a person answers for, else whatever was written then."""
        then = [entry for entry in self.entries if entry[0].recorded_at == moment]
        causes = [entry for entry in then if entry[0].kind in _CAUSES]
        return next(iter(causes or then), None)

    def line(
        self, act: str, row: Deadline, entry: Entry, new: Deadline | None = None
    ) -> NearAct | None:
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

    def held(self, row: Deadline, moment: datetime) -> bool:
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

    def round_at(self, event: Event) -> Round:
        """The round that ran when an entry was written."""
        return [r for r in self.desk.file.rounds if r.registered_at <= event.recorded_at][-1]

    def round_before(self, event: Event) -> Round:
        """The round that an entry put an end to."""
        return [r for r in self.desk.file.rounds if r.registered_at < event.recorded_at][-1]

    def decision_dates(self, of: Round, event: Event) -> list[Deadline]:
        """The date of a round's decision as it stood when an entry was written."""
        return [
            row
            for row in self.desk.file.deadlines
            if row.round_id == of.id
            and row.kind == DeadlineKind.DECISION
            and self.held(row, event.recorded_at)
        ]

    def delivery_dates(self, grant: int | None, event: Event) -> list[Deadline]:
        """The dates of help as they stood when an entry was written: of a grant, by its number, and
        of the help that its round owed before anything was granted."""
        grants, ran = self.desk.file.grants, self.round_at(event)
        chosen = grants[grant - 1].id if grant is not None and grant <= len(grants) else None
        return [
            row
            for row in self.desk.file.deadlines
            if row.kind == DeadlineKind.DELIVERY
            and (row.grant_id == chosen if row.grant_id else row.round_id == ran.id)
            and self.held(row, event.recorded_at)
        ]

    def complaint_dates(self, complaint: str | None, event: Event) -> list[Deadline]:
        """The dates of a complaint as they stood when an entry was written."""
        return [
            row
            for row in self.desk.file.deadlines
            if str(row.complaint_id) == complaint and self.held(row, event.recorded_at)
        ]
