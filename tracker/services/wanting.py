"""Which deadlines the facts of a case call for, each by the rule in force on the day its clock
starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from notifications.kinds import LetterKind
from rules.calendar import Calendar
from rules.counting import PLAIN, Counting
from rules.deadline import DueDate, due_date
from rules.limit import Limit, LimitKind
from rules.local_time import local_day
from rules.period import Period
from rules.rule import Acute, ClockRule, Rule
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile
from tracker.codes import Outcome
from tracker.models import Complaint, Deadline, Grant, Round
from tracker.rulebook import RuleBook, kept_rule
from tracker.store import Store

#: The rule set by law for the municipality's own second look (law.md 1.4).
RECONSIDERATION_AREA = "lov.genvurdering"

#: Where a municipality has published no acute limit: due the day the need became known (design
#: §2.6).
AT_ONCE = Limit(LimitKind.IMMEDIATE)


Key = tuple[UUID, str, str, str]


def key_of(row: Deadline) -> Key:
    """The same of a stored deadline."""
    return row.round_id, row.kind, row.track, row.subject_key


@dataclass(frozen=True, slots=True)
class Wanted:
    """One deadline that the facts call for."""

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

    @property
    def subject_key(self) -> str:
        """The grant or complaint that the date is about, as text; "" for the case itself."""
        complaint_id = self.complaint.id if self.complaint else None
        return str(self.grant_id or complaint_id or "")

    @property
    def key(self) -> Key:
        """What makes it the same date as a stored one."""
        return self.round_id, self.kind, self.track, self.subject_key


def refused(file: CaseFile) -> bool:
    """Whether what now holds in the running round is a refusal: it ends the delivery clock."""
    decision = file.standing_decision or file.decision
    return decision is not None and decision.outcome == Outcome.REFUSED


def start_day(start: date | datetime) -> date:
    """The day zero of a start."""
    return local_day(start) if isinstance(start, datetime) else start


def wanted_deadlines(store: Store, book: RuleBook, file: CaseFile) -> Iterator[Wanted]:
    """Every deadline of the running round, and the decision dates of the rounds before it.

    Each by the rule in force on the day its clock starts; a clock that runs keeps the version that
    governed its start, whatever has become of the pack since.
    """
    calendar = book.of(file.case.municipality_code).municipality.calendar
    for earlier in file.rounds[:-1]:
        dates = _Counter(store, book, file, calendar, earlier).ordinary()
        yield from (date for date in dates if date.kind is DeadlineKind.DECISION)
    counter = _Counter(store, book, file, calendar, file.round)
    yield from counter.ordinary()
    yield from counter.acute()
    yield from counter.grants()
    yield from counter.complaints()


@dataclass(frozen=True, slots=True)
class _Counter:
    store: Store
    book: RuleBook
    file: CaseFile
    calendar: Calendar
    round: Round

    @property
    def start(self) -> date | datetime:
        return self.round.started_at or self.round.started_on

    def rule(
        self, start: date | datetime, kind: DeadlineKind, track: Track, subject_key: str = ""
    ) -> Rule | None:
        """The version that the clock keeps, or for a new clock the rule in force that day."""
        case, key = self.file.case, (self.round.id, kind, track, subject_key)
        for row in self.file.current_deadlines():
            # A round that is over keeps its rule, also when the case has moved to another area.
            over = self.round.id != self.file.round.id
            same = key_of(row) == key and (over or row.rule_area == case.area)
            if same and row.starts_on == start_day(start):
                return self._kept(row.rule_version)
        return self.book.in_force(case.municipality_code, case.area, start_day(start))

    def _kept(self, version: str | None) -> Rule | None:
        return kept_rule(self.store, self.book, self.file.case, version)

    def ordinary(self) -> Iterator[Wanted]:
        rule = self.rule(self.start, DeadlineKind.DECISION, Track(self.round.track))
        if rule is None:
            return
        if self.round.track == Track.REMANDED:
            yield from self._remanded(rule)
            return
        if rule.decision and rule.decision.limit.computable:
            yield self._by(rule, DeadlineKind.DECISION, rule.decision)
        if self._own_delivery(rule) and rule.delivery and not refused(self.file):
            yield self._by(rule, DeadlineKind.DELIVERY, rule.delivery)

    @staticmethod
    def _own_delivery(rule: Rule) -> bool:
        delivery = rule.delivery
        return bool(
            delivery and delivery.limit.computable and delivery.start is not StartEvent.DECISION
        )

    def _by(self, rule: Rule, kind: DeadlineKind, clock: ClockRule) -> Wanted:
        due = self._count(self.start, clock.limit, rule.counting, clock.start)
        if rule.extension is not None and self._extended(due):
            longer = _longer(clock.limit, rule.extension)
            due = self._count(self.start, longer, rule.counting, clock.start)
        return Wanted(
            kind,
            Track.ORDINARY,
            None,
            clock.start,
            self.start,
            due,
            rule,
            clock.published,
            self.round.id,
        )

    def _extended(self, due: DueDate) -> bool:
        """GDPR art. 12(3): a reasoned notice that arrived before the date has moved it."""
        return any(
            way.available_at is not None and local_day(way.available_at) <= due.due_on
            for notice in self.file.notices
            if notice.kind == LetterKind.DELAY_NOTICE and notice.for_date == due.due_on
            for way in self.file.dispatches_of(notice)
        )

    def _remanded(self, rule: Rule) -> Iterator[Wanted]:
        own = rule.decision.limit if rule.decision and rule.remanded.same else None
        limit = rule.remanded.within or own
        cap = rule.remanded.at_most
        if limit is None or not limit.computable:
            limit, cap = cap, None
        if limit is None:
            return
        due = due_date(
            self.start,
            limit,
            calendar=self.calendar,
            counting=rule.counting,
            event=StartEvent.REMAND,
            cap=cap,
        )
        published = rule.decision.published if rule.decision else None
        yield Wanted(
            DeadlineKind.DECISION,
            Track.REMANDED,
            None,
            StartEvent.REMAND,
            self.start,
            due,
            rule,
            published,
            self.round.id,
        )

    def acute(self) -> Iterator[Wanted]:
        known = self.file.case.acute_from
        if known is None:
            return
        began = self.round.started_at or self.round.started_on
        start = began if start_day(began) > local_day(known) else known
        # An acute need is due even where the council has no rule for the area that day.
        yield self._acute(DeadlineKind.DECISION, start)
        decision = self.file.decision
        if decision is None or decision.outcome != Outcome.REFUSED:
            yield self._acute(DeadlineKind.DELIVERY, start)

    def _acute(self, kind: DeadlineKind, start: date | datetime) -> Wanted:
        rule = self.rule(start, kind, Track.ACUTE)
        acute = rule.acute if rule else Acute()
        limit = acute.decision if kind is DeadlineKind.DECISION else acute.delivery
        usable = limit if limit and limit.computable else AT_ONCE
        counting = rule.counting if rule else PLAIN
        due = self._count(start, usable, counting, StartEvent.ACUTE)
        event, round_id = StartEvent.ACUTE, self.round.id
        return Wanted(kind, Track.ACUTE, None, event, start, due, rule, None, round_id)

    def complaints(self) -> Iterator[Wanted]:
        """The second look after a complaint: four weeks by law, from the complaint's receipt."""
        code = self.file.case.municipality_code
        for complaint in self.file.complaints:
            rule = self.book.in_force(code, RECONSIDERATION_AREA, complaint.received_on)
            if complaint.superseded_at is not None or rule is None or rule.decision is None:
                continue
            start, limit = complaint.received_on, rule.decision.limit
            due = self._count(start, limit, rule.counting, StartEvent.COMPLAINT)
            yield Wanted(
                DeadlineKind.RECONSIDERATION,
                Track.ORDINARY,
                None,
                StartEvent.COMPLAINT,
                start,
                due,
                rule,
                rule.decision.published,
                next(d.round_id for d in self.file.decisions if d.id == complaint.decision_id),
                complaint,
            )

    def grants(self) -> Iterator[Wanted]:
        decision = self.file.standing_decision
        if decision is None:
            return
        start = decision.decided_at or decision.decided_on
        for grant in self.file.grants_of(decision):
            if grant.ended_on is not None and self.file.delivered(grant.id) is None:
                continue  # given up before it came: nothing is owed
            rule = self.rule(start, DeadlineKind.DELIVERY, Track.ORDINARY, str(grant.id))
            delivery = rule.delivery if rule else None
            if rule is None or delivery is None or not delivery.limit.computable:
                continue
            if delivery.start is StartEvent.DECISION:
                yield self._grant(grant, rule, delivery, start)

    def _grant(self, grant: Grant, rule: Rule, clock: ClockRule, start: date | datetime) -> Wanted:
        return Wanted(
            DeadlineKind.DELIVERY,
            Track.ORDINARY,
            grant.id,
            StartEvent.DECISION,
            start,
            self._count(start, clock.limit, rule.counting, StartEvent.DECISION),
            rule,
            clock.published,
            self.round.id,
        )

    def _count(
        self, start: date | datetime, limit: Limit, counting: Counting, event: StartEvent
    ) -> DueDate:
        return due_date(start, limit, calendar=self.calendar, counting=counting, event=event)


def _longer(limit: Limit, extension: Period) -> Limit:
    """A limit and its lawful extension, counted as one period from the start (EU Reg. 1182/71)."""
    assert limit.max is not None  # noqa: S101 - the loader wants a length of the same unit
    return Limit(limit.kind, max=Period(limit.max.amount + extension.amount, extension.unit))
