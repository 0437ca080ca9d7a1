"""Where a pack contradicts itself: limits that cannot both be meant."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

from rules.calendar import Calendar
from rules.deadline import due_date
from rules.limit import Limit
from rules.limit_text import limit_text
from rules.pack_rules import Pack
from rules.rule import Rule, RuleWarning
from rules.steps import StartEvent
from rules.track_limits import remanded_limit

#: Two lengths in different units are compared by the dates they give from each of these days: a
#: week of ordinary days, one before Easter, a month's end and a leap year's, and Christmas.
_STARTS: Final = tuple(
    datetime(year, month, day, 9, tzinfo=UTC)
    for year, month, day in (
        *((2026, 9, day) for day in range(7, 14)),
        *((2026, 3, 30), (2026, 1, 31), (2028, 2, 29), (2026, 12, 21)),
    )
)


def longer(one: Limit, other: Limit, rule: Rule, calendar: Calendar) -> bool:
    """Whether a limit gives a later date than another from every day it is tried from."""

    def due(start: datetime, limit: Limit) -> datetime:
        found = due_date(start, limit, calendar=calendar, counting=rule.counting)
        return found.due_at or datetime.combine(found.due_on, datetime.max.time(), UTC)

    if not (one.computable and other.computable):
        return False
    return all(due(start, one) > due(start, other) for start in _STARTS)


def contradictions(rule: Rule, calendar: Calendar) -> Iterator[RuleWarning]:
    """What one rule says against itself."""
    for check in _CHECKS:
        text = check(rule, calendar)
        if text:
            yield RuleWarning(check.__name__.removeprefix("_").replace("_", "-"), text)


def _acute_longer(rule: Rule, calendar: Calendar) -> str | None:
    pairs = (
        ("decision", rule.acute.decision, rule.decision),
        ("delivery", rule.acute.delivery, rule.delivery),
    )
    for what, acute, clock in pairs:
        if acute and clock and longer(acute, clock.limit, rule, calendar):
            ordinary = limit_text(clock.limit)
            return f"the acute {what} limit, {limit_text(acute)}, is longer than {ordinary}"
    return None


def _remanded_longer(rule: Rule, calendar: Calendar) -> str | None:
    own, again = rule.decision, rule.remanded.within
    if own and again and longer(again, own.limit, rule, calendar):
        first = limit_text(own.limit)
        return f"a remanded case has {limit_text(again)}, longer than {first} for a new one"
    return None


def _delivery_without_start(rule: Rule, _calendar: Calendar) -> str | None:
    decision, delivery = rule.decision, rule.delivery
    if not (decision and delivery and delivery.start is StartEvent.DECISION):
        return None
    if decision.limit.computable or not delivery.limit.computable:
        return None
    return f"the help has {limit_text(delivery.limit)} from a decision that has no limit"


def _total_too_short(rule: Rule, calendar: Calendar) -> str | None:
    total, decision = rule.total_expected, rule.decision
    if total and decision and longer(decision.limit, total, rule, calendar):
        alone = limit_text(decision.limit)
        return f"in all {limit_text(total)}, shorter than {alone} for the decision alone"
    return None


def _adopted_late(rule: Rule, _calendar: Calendar) -> str | None:
    adopted, first = rule.adopted_on, rule.in_force_from
    if adopted and first and first < adopted:
        return f"in force from {first}, before it was adopted on {adopted}"
    return None


_CHECKS: Final[tuple[Callable[[Rule, Calendar], str | None], ...]] = (
    _acute_longer,
    _remanded_longer,
    _delivery_without_start,
    _total_too_short,
    _adopted_late,
)


def useless_caps(pack: Pack) -> Iterator[tuple[str | None, RuleWarning]]:
    """Caps on remanded cases that are above every limit they could cap, with their one area.

    A cap that a municipality has adopted for all its areas is no contradiction while it counts
    for one of them.
    """
    capped: defaultdict[Limit, list[Rule]] = defaultdict(list)
    for rule in pack.rules:
        governs = remanded_limit(rule)
        if governs and governs.cap:
            capped[governs.cap].append(rule)
    calendar = pack.municipality.calendar
    for cap, rules in capped.items():
        if all(_above(cap, rule, calendar) for rule in rules):
            areas = {rule.area for rule in rules}
            text = f"the cap of {limit_text(cap)} on remanded cases is above every limit it caps"
            area = areas.pop() if len(areas) == 1 else None
            yield area, RuleWarning("cap-above-limit", text)


def _above(cap: Limit, rule: Rule, calendar: Calendar) -> bool:
    governs = remanded_limit(rule)
    return governs is not None and longer(cap, governs.limit, rule, calendar)
