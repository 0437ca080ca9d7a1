"""Which deadlines the facts of a case call for, each by the rule in force on the day its clock
starts."""

from collections.abc import Iterator
from datetime import date, datetime

from notifications.kinds import LetterKind
from rules.counting import PLAIN
from rules.deadline import DueDate, due_date
from rules.limit import Limit
from rules.local_time import local_day
from rules.period import Period
from rules.rule import Acute, ClockRule, Rule
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from rules.track_limits import acute_limit, remanded_limit
from tracker.casefile import CaseFile, decided_before
from tracker.codes import Outcome
from tracker.models import Grant
from tracker.rulebook import RuleBook
from tracker.services.milestones import complaints, reassessment, supplier_changes
from tracker.services.wanted import Counter, Wanted, start_day
from tracker.store import Store

#: What the end of a round leaves in the figures, and follows its start when that is corrected.
OF_THE_ROUND = frozenset({DeadlineKind.DECISION, DeadlineKind.REASSESSMENT})


def refused(file: CaseFile) -> bool:
    """Whether what now holds in the running round is a refusal: it ends the delivery clock."""
    made = [d for d in file.holding() if d.round_id == file.round.id]
    if not made and file.decision is not None:
        made = [file.decision]
    return bool(made) and all(d.outcome == Outcome.REFUSED for d in made)


def _help_over(file: CaseFile) -> bool:
    """Whether the running round owes no help at once any more: it was refused, nothing changed, or
    what granted it is gone."""
    decision = file.decision
    if decision is None:
        return False
    held = any(d.round_id == file.round.id for d in file.holding())
    return refused(file) or not held or decision.outcome == Outcome.UNCHANGED


def wanted_deadlines(store: Store, book: RuleBook, file: CaseFile) -> Iterator[Wanted]:
    """Every deadline of the running round, and of the rounds before it what still counts there.

    That is their decision dates, and the help that a decision of theirs still owes. Each by the
    rule in force on the day its clock starts; a clock that runs keeps the version that governed
    its start, whatever has become of the pack since.
    """
    calendar = book.of(file.case.municipality_code).municipality.calendar
    for earlier in file.rounds[:-1]:
        counter = Counter(store, book, file, calendar, earlier)
        yield from (date for date in _ordinary(counter) if date.kind in OF_THE_ROUND)
        yield from _grants(counter)
    counter = Counter(store, book, file, calendar, file.round)
    yield from _ordinary(counter)
    yield from _acute(counter)
    yield from _grants(counter)
    yield from complaints(counter)
    yield from supplier_changes(counter)


def _ordinary(of: Counter) -> Iterator[Wanted]:
    if of.file.reassesses(of.round):
        yield from reassessment(of)
        return
    rule = of.rule(of.start, DeadlineKind.DECISION, Track(of.round.track))
    if rule is None:
        return
    if of.round.track == Track.REMANDED:
        yield from _remanded(of, rule)
        return
    if rule.decision and rule.decision.limit.computable:
        yield _by(of, rule, DeadlineKind.DECISION, rule.decision)
    if _own_delivery(rule) and rule.delivery and not _help_over(of.file):
        yield _by(of, rule, DeadlineKind.DELIVERY, rule.delivery)


def _own_delivery(rule: Rule) -> bool:
    delivery = rule.delivery
    return bool(
        delivery and delivery.limit.computable and delivery.start is not StartEvent.DECISION
    )


def _by(of: Counter, rule: Rule, kind: DeadlineKind, clock: ClockRule) -> Wanted:
    due = of.count(of.start, clock.limit, rule.counting, clock.start)
    if rule.extension is not None and _extended(of, rule, due):
        longer = _longer(clock.limit, rule.extension)
        due = of.count(of.start, longer, rule.counting, clock.start)
    event, words = clock.start, clock.published
    return Wanted(kind, Track.ORDINARY, None, event, of.start, due, rule, words, of.round.id)


def _extended(of: Counter, rule: Rule, due: DueDate) -> bool:
    """GDPR art. 12(3): a reasoned notice that arrived before the date has moved it, also where the
    receipt, and with it the date that the notice is about, has been corrected since."""
    file, kind = of.file, DeadlineKind.DECISION
    dates = [d for d in file.deadlines if (d.round_id, d.kind) == (of.round.id, kind)]
    about = {d.id for d in dates if d.rule_area == rule.area}
    return any(
        way.available_at is not None and local_day(way.available_at) <= due.due_on
        for notice in file.notices
        if notice.kind == LetterKind.DELAY_NOTICE and notice.deadline_id in about
        for way in file.dispatches_of(notice)
    )


def _remanded(of: Counter, rule: Rule) -> Iterator[Wanted]:
    governs = remanded_limit(rule)
    if governs is None:
        return
    due = due_date(
        of.start,
        governs.limit,
        calendar=of.calendar,
        counting=rule.counting,
        event=governs.start,
        cap=governs.cap,
    )
    kind, event = DeadlineKind.DECISION, StartEvent.REMAND
    words = rule.decision.published if rule.decision else None
    yield Wanted(kind, Track.REMANDED, None, event, of.start, due, rule, words, of.round.id)


def _acute(of: Counter) -> Iterator[Wanted]:
    """A need that became known before the decision: decision and help are due that day."""
    known, decision = of.file.case.acute_from, of.file.decision
    if known is None or (decision is not None and decided_before(decision, known)):
        return
    start = of.start if start_day(of.start) > local_day(known) else known
    # An acute need is due even where the council has no rule for the area that day.
    yield _urgent(of, DeadlineKind.DECISION, start)
    if not _help_over(of.file):
        yield _urgent(of, DeadlineKind.DELIVERY, start)


def _urgent(
    of: Counter, kind: DeadlineKind, start: date | datetime, grant: Grant | None = None
) -> Wanted:
    rule = of.rule(start, kind, Track.ACUTE, str(grant.id) if grant else "")
    acute = rule.acute if rule else Acute()
    governs = acute_limit(acute, delivery=kind is DeadlineKind.DELIVERY)
    counting = rule.counting if rule else PLAIN
    due = of.count(start, governs.limit, counting, governs.start)
    about, event = grant.id if grant else None, StartEvent.ACUTE
    return Wanted(kind, Track.ACUTE, about, event, start, due, rule, None, of.round.id)


def _grants(of: Counter) -> Iterator[Wanted]:
    """The help that the decisions of the round grant, as far as they hold."""
    made = {d.id: d for d in of.file.holding() if d.round_id == of.round.id}
    for grant in of.file.granted():
        decision = made.get(grant.decision_id)
        if decision is None or (grant.ended_on and of.file.delivered(grant.id) is None):
            continue  # given up before it came: nothing is owed
        start = decision.decided_at or decision.decided_on
        rule = of.rule(start, DeadlineKind.DELIVERY, Track.ORDINARY, str(grant.id))
        delivery = rule.delivery if rule else None
        counts = delivery is not None and delivery.limit.computable
        if rule and delivery and counts and delivery.start is StartEvent.DECISION:
            yield _grant(of, grant, rule, delivery, start)
        known = of.file.case.acute_from
        if known and decided_before(decision, known) and _waited(of.file, grant, known):
            yield _urgent(of, DeadlineKind.DELIVERY, known, grant)


def _waited(file: CaseFile, grant: Grant, known: datetime) -> bool:
    """Whether granted help had not come when the need for it became acute."""
    delivery = file.delivered(grant.id)
    return delivery is None or delivery.delivered_on >= local_day(known)


def _grant(
    of: Counter, grant: Grant, rule: Rule, clock: ClockRule, start: date | datetime
) -> Wanted:
    kind, event = DeadlineKind.DELIVERY, StartEvent.DECISION
    due = of.count(start, clock.limit, rule.counting, event)
    words = clock.published
    return Wanted(kind, Track.ORDINARY, grant.id, event, start, due, rule, words, of.round.id)


def _longer(limit: Limit, extension: Period) -> Limit:
    """A limit and its lawful extension, counted as one period from the start (EU Reg. 1182/71)."""
    assert limit.max is not None  # noqa: S101 - the loader wants a length of the same unit
    return Limit(limit.kind, max=Period(limit.max.amount + extension.amount, extension.unit))
