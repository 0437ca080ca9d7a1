"""One deadline that the facts of a case call for, and what is needed to work one out."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rules.calendar import Calendar
from rules.counting import Counting
from rules.deadline import DueDate, due_date
from rules.limit import Limit
from rules.local_time import local_day
from rules.rule import Rule
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile
from tracker.models import Complaint, Deadline, Round
from tracker.rulebook import RuleBook, kept_rule
from tracker.store import Store

Key = tuple[UUID, str, str, str]


def key_of(row: Deadline) -> Key:
    """The same of a stored deadline."""
    return row.round_id, row.kind, row.track, row.subject_key


def start_day(start: date | datetime) -> date:
    """The day zero of a start."""
    return local_day(start) if isinstance(start, datetime) else start


@dataclass(frozen=True, slots=True)
class Wanted:
    """One deadline that the facts call for; `subject` is a request about a grant."""

    kind: DeadlineKind
    track: Track
    grant_id: UUID | None
    event: StartEvent
    start: date | datetime
    due: DueDate
    rule: Rule | None
    published: str | None
    round_id: UUID
    complaint: Complaint | None = None
    subject: UUID | None = None

    @property
    def subject_key(self) -> str:
        """The request, grant or complaint that the date is about, as text; "" for the case."""
        complaint_id = self.complaint.id if self.complaint else None
        return str(self.subject or self.grant_id or complaint_id or "")

    @property
    def key(self) -> Key:
        """What makes it the same date as a stored one."""
        return self.round_id, self.kind, self.track, self.subject_key


def area_of(store: Store, book: RuleBook, file: CaseFile, round_: Round) -> str:
    """The area that a round belongs to: a round that is over stays where it was decided."""
    kept = kept_rule(store, book, file.case, round_.rule_version)
    return kept.area if kept and round_.id != file.round.id else file.case.area


@dataclass(frozen=True, slots=True)
class Counter:
    """One round of a case, with the rules and the calendar that its dates are counted by."""

    store: Store
    book: RuleBook
    file: CaseFile
    calendar: Calendar
    round: Round

    @property
    def start(self) -> date | datetime:
        """What the round's own clock starts with."""
        return self.round.started_at or self.round.started_on

    def rule(
        self, start: date | datetime, kind: DeadlineKind, track: Track, subject_key: str = ""
    ) -> Rule | None:
        """The version that the clock keeps, or for a new clock the rule in force that day."""
        case, key = self.file.case, (self.round.id, kind, track, subject_key)
        # Of a date that was left behind and the one that runs instead, the one that runs decides.
        rows = sorted(self.file.current_deadlines(), key=lambda row: row.lapsed_at is not None)
        for row in rows:
            # A round that is over keeps its rule, also when the case has moved to another area.
            over = self.round.id != self.file.round.id
            same = key_of(row) == key and (over or row.rule_area == case.area)
            if same and row.starts_on == start_day(start):
                return kept_rule(self.store, self.book, case, row.rule_version)
        area = area_of(self.store, self.book, self.file, self.round)
        return self.book.in_force(case.municipality_code, area, start_day(start))

    def count(
        self, start: date | datetime, limit: Limit, counting: Counting, event: StartEvent
    ) -> DueDate:
        """The due date of a limit that starts with an event."""
        return due_date(start, limit, calendar=self.calendar, counting=counting, event=event)
