"""Where the words that a pack publishes promise another limit than the one that counts."""

from collections.abc import Iterator
from typing import Final

from rules.limit import Limit, LimitKind
from rules.limit_text import limit_text
from rules.period import Period, Unit
from rules.reading import Reading
from rules.rule import Rule, RuleWarning
from rules.wording import read_wording

#: Somebody else sets these: the words beside them are not the municipality's own promise.
_NOT_OURS: Final = frozenset({LimitKind.DELEGATED, LimitKind.EXEMPT, LimitKind.REFERENCE})
#: Both are due the day they start.
_TODAY: Final = frozenset({LimitKind.IMMEDIATE, LimitKind.SAME_DAY})
#: What one of a unit is in another one that gives the same date from every day.
_SAME: Final = {
    Unit.WEEKS: (Unit.DAYS, 7),
    Unit.YEARS: (Unit.MONTHS, 12),
}


def words_differ(rule: Rule) -> Iterator[RuleWarning]:
    """Each limit of a rule whose published words can be read, and say another limit."""
    for what, published, counts, read in _promises(rule):
        if not any(_same_limit(limit, one) for limit in counts for one in read):
            text = f'the {what} limit is published as "{published}", but {_counted(counts)}'
            yield RuleWarning("words-differ", text)


def _counted(counts: tuple[Limit, ...]) -> str:
    return f"{' or '.join(map(limit_text, counts))} counts"


def _promises(rule: Rule) -> Iterator[tuple[str, str, tuple[Limit, ...], list[Limit]]]:
    """What each limit is called, its words, the limits that count, and those that are read."""
    for what, published, counts, parts in _published(rule):
        ours = tuple(limit for limit in counts if limit and limit.kind not in _NOT_OURS)
        reading = read_wording(published) if published and ours else None
        if published and reading and not reading.refused:
            yield what, published, ours, _read(reading, parts)


def _published(
    rule: Rule,
) -> Iterator[tuple[str, str | None, tuple[Limit | None, ...], tuple[str, ...]]]:
    """Every limit with published words, and the parts of a wording that may be it."""
    for what, clock, parts in (
        ("decision", rule.decision, ()),
        ("delivery", rule.delivery, ("delivery",)),
        ("supplier change", rule.supplier_change, ()),
        ("reassessment", rule.reassessment, ()),
    ):
        if clock:
            yield what, clock.published, (clock.limit,), parts
    acute, remanded = rule.acute, rule.remanded
    yield "acute decision", acute.published, (acute.decision,), ("acute",)
    yield "acute delivery", acute.published, (acute.delivery,), ("delivery", "acute")
    again: tuple[Limit | None, ...] = (remanded.within, remanded.at_most)
    if not any(again) and remanded.same and rule.decision:
        again = (rule.decision.limit,)
    yield "remanded", remanded.published, again, ()


def _read(reading: Reading, parts: tuple[str, ...]) -> list[Limit]:
    """The first of the parts that the words have, else their one limit, in one unit or in two."""
    for part in parts:
        limit: Limit | None = getattr(reading, part)
        if limit is not None:
            return [limit]
    second = reading.equivalent
    return [reading.limit, *([Limit(LimitKind.DURATION, max=second)] if second else [])]


def _same_limit(one: Limit, other: Limit) -> bool:
    """Whether two limits give the same date; a range is its upper bound."""
    if one.max and other.max:
        return _smallest(one.max) == _smallest(other.max)
    return one.kind is other.kind or {one.kind, other.kind} <= _TODAY


def _smallest(period: Period) -> tuple[float, Unit]:
    unit, times = _SAME.get(period.unit, (period.unit, 1))
    return period.number * times, unit
