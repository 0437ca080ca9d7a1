"""The clocks beside decision and delivery: the second look, forwarding, another supplier, a
changed need.

Each has a figure of its own; none of them enters the one of retssikkerhedsloven § 3.
"""

from collections.abc import Iterator
from typing import Final

from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.codes import FollowUpKind
from tracker.models import Complaint, FollowUp
from tracker.services.wanted import Counter, Wanted

#: The rule set by law for the municipality's own second look (law.md 1.4).
RECONSIDERATION_AREA: Final = "lov.genvurdering"

#: Where a statute sets the days in which a complaint must have gone on, by the area of the case:
#: offentlighedsloven § 37, stk. 2. For complaints to Ankestyrelsen no such limit was verified.
FORWARDING_AREAS: Final = {"lov.aktindsigt-offentlighedsloven": "lov.aktindsigt-klage"}


def complaints(of: Counter) -> Iterator[Wanted]:
    """What a complaint starts, from its receipt: a second look, or its way to the appeal body.

    Retssikkerhedsloven § 66: the municipality looks again within four weeks. Offentlighedsloven
    § 37, stk. 2: a complaint about access to documents that is not met has gone on within seven
    arbejdsdage, and no other clock runs.
    """
    by_law = FORWARDING_AREAS.get(of.file.case.area)
    kind = DeadlineKind.FORWARDING if by_law else DeadlineKind.RECONSIDERATION
    for complaint in of.file.complaints:
        if complaint.superseded_at is None:
            yield from _complaint(of, complaint, kind, by_law or RECONSIDERATION_AREA)


def _complaint(
    of: Counter, complaint: Complaint, kind: DeadlineKind, area: str
) -> Iterator[Wanted]:
    code, start = of.file.case.municipality_code, complaint.received_on
    rule = of.book.in_force(code, area, start)
    if rule is None or rule.decision is None:
        return
    event = StartEvent.COMPLAINT
    due = of.count(start, rule.decision.limit, rule.counting, event)
    words = rule.decision.published
    about = next(d.round_id for d in of.file.decisions if d.id == complaint.decision_id)
    yield Wanted(kind, Track.ORDINARY, None, event, start, due, rule, words, about, complaint)


def supplier_changes(of: Counter) -> Iterator[Wanted]:
    """The published limit for another supplier, from the day the citizen asked for one."""
    for asked in of.file.follow_ups:
        if asked.kind == FollowUpKind.SUPPLIER_CHANGE and asked.superseded_at is None:
            yield from _supplier(of, asked)


def _supplier(of: Counter, asked: FollowUp) -> Iterator[Wanted]:
    grant = next(g for g in of.file.grants if g.id == asked.grant_id)
    going = grant in of.file.granted() and grant.ended_on is None
    if not going and asked.done_on is None:
        return  # the help itself is no longer owed; who came in time came in time
    kind, start = DeadlineKind.SUPPLIER_CHANGE, asked.due_on
    made = next(d for d in of.file.decisions if d.id == grant.decision_id)
    own = Counter(of.store, of.book, of.file, of.calendar, of.file.round_of(made.round_id))
    rule = own.rule(start, kind, Track.ORDINARY, str(asked.id))
    clock = rule.supplier_change if rule else None
    if rule is None or clock is None or not clock.limit.computable:
        return
    due = of.count(start, clock.limit, rule.counting, clock.start)
    event, words, about = clock.start, clock.published, made.round_id
    yield Wanted(
        kind, Track.ORDINARY, grant.id, event, start, due, rule, words, about, subject=asked.id
    )


def reassessment(of: Counter) -> Iterator[Wanted]:
    """The adopted limit for looking at help again, from the day we knew that the need had changed.

    A round of its own, and no application: without an adopted limit it has no date.
    """
    kind = DeadlineKind.REASSESSMENT
    rule = of.rule(of.start, kind, Track.ORDINARY)
    clock = rule.reassessment if rule else None
    if rule is None or clock is None or not clock.limit.computable:
        return
    due = of.count(of.start, clock.limit, rule.counting, clock.start)
    event, words = clock.start, clock.published
    yield Wanted(kind, Track.ORDINARY, None, event, of.start, due, rule, words, of.round.id)
