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
from rules.rule import ClockRule, Rule
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile
from tracker.codes import Outcome
from tracker.models import Complaint, Round
from tracker.rulebook import RuleBook

#: The rule set by law for the municipality's own second look (law.md 1.4).
RECONSIDERATION_AREA = "lov.genvurdering"

#: Where a municipality has published no acute limit: due the day the need became known (design
#: §2.6).
AT_ONCE = Limit(LimitKind.IMMEDIATE)


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
    complaint: Complaint | None = None

    @property
    def subject_key(self) -> str:
        """The grant or complaint that the date is about, as text; "" for the case itself."""
        complaint_id = self.complaint.id if self.complaint else None
        return str(self.grant_id or complaint_id or "")

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same date as a stored one."""
        return self.kind, self.track, self.subject_key


def start_day(start: date | datetime) -> date:
    """The day zero of a start."""
    return local_day(start) if isinstance(start, datetime) else start


def wanted_deadlines(book: RuleBook, file: CaseFile) -> Iterator[Wanted]:
    """Every deadline of the running round, each by the rule in force on the day its clock
    starts."""
    calendar = book.of(file.case.municipality_code).municipality.calendar
    counter = _Counter(book, file, calendar)
    yield from counter.ordinary()
    yield from counter.acute()
    yield from counter.grants()
    yield from counter.complaints()


@dataclass(frozen=True, slots=True)
class _Counter:
    book: RuleBook
    file: CaseFile
    calendar: Calendar

    @property
    def round(self) -> Round:
        return self.file.round

    @property
    def start(self) -> date | datetime:
        return self.round.started_at or self.round.started_on

    def rule(self, start: date | datetime) -> Rule | None:
        case = self.file.case
        return self.book.in_force(case.municipality_code, case.area, start_day(start))

    def ordinary(self) -> Iterator[Wanted]:
        rule = self.rule(self.start)
        if rule is None:
            return
        if self.round.track == Track.REMANDED:
            yield from self._remanded(rule)
            return
        if rule.decision and rule.decision.limit.computable:
            yield self._by(rule, DeadlineKind.DECISION, rule.decision)
        if self._own_delivery(rule) and rule.delivery:
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
            kind, Track.ORDINARY, None, clock.start, self.start, due, rule, clock.published
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
        )

    def acute(self) -> Iterator[Wanted]:
        known = self.file.case.acute_from
        if known is None:
            return
        began = self.round.started_at or self.round.started_on
        start = began if start_day(began) > local_day(known) else known
        # An acute need is due even where the council has no rule for the area that day.
        rule = self.rule(start)
        yield self._acute(rule, DeadlineKind.DECISION, start, rule.acute.decision if rule else None)
        decision = self.file.decision
        if decision is None or decision.outcome != Outcome.REFUSED:
            yield self._acute(
                rule, DeadlineKind.DELIVERY, start, rule.acute.delivery if rule else None
            )

    def _acute(
        self, rule: Rule | None, kind: DeadlineKind, start: date | datetime, limit: Limit | None
    ) -> Wanted:
        usable = limit if limit and limit.computable else AT_ONCE
        counting = rule.counting if rule else PLAIN
        due = self._count(start, usable, counting, StartEvent.ACUTE)
        return Wanted(kind, Track.ACUTE, None, StartEvent.ACUTE, start, due, rule, None)

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
                complaint,
            )

    def grants(self) -> Iterator[Wanted]:
        decision = self.file.standing_decision
        if decision is None:
            return
        start = decision.decided_at or decision.decided_on
        rule = self.rule(start)
        if rule is None or rule.delivery is None or not rule.delivery.limit.computable:
            return
        if rule.delivery.start is not StartEvent.DECISION:
            return
        due = self._count(start, rule.delivery.limit, rule.counting, StartEvent.DECISION)
        for grant in self.file.grants_of(decision):
            yield Wanted(
                DeadlineKind.DELIVERY,
                Track.ORDINARY,
                grant.id,
                StartEvent.DECISION,
                start,
                due,
                rule,
                rule.delivery.published,
            )

    def _count(
        self, start: date | datetime, limit: Limit, counting: Counting, event: StartEvent
    ) -> DueDate:
        return due_date(start, limit, calendar=self.calendar, counting=counting, event=event)


def _longer(limit: Limit, extension: Period) -> Limit:
    """A limit and its lawful extension, counted as one period from the start (EU Reg. 1182/71)."""
    assert limit.max is not None  # noqa: S101 - the loader wants a length of the same unit
    return Limit(limit.kind, max=Period(limit.max.amount + extension.amount, extension.unit))
