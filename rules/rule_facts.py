"""What a rule or a municipality says, as flat pairs of label and words: made to be compared.

Every field is taken, so that one added later is compared too; those named here have words of their
own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from rules.counting import Counting
from rules.limit import Limit
from rules.municipality import ClosingDay, Municipality
from rules.period import Period
from rules.rule import ClockRule, Remanded, Rule
from rules.steps import StartEvent

#: Follow from the rest, or say when the rule holds, which is told beside each change.
_RULE_ASIDE: Final = frozenset(
    {
        *("area", "municipality_code", "version", "content", "file", "warnings", "status"),
        *("in_force_from", "adopted_on", "statutory"),
    }
)
#: Closing days are compared one by one; the calendar is made of them.
_PLACE_ASIDE: Final = frozenset({"slug", "closing_days", "closings", "standards", "field_titles"})

LAST_DAY: Final = "the last day in force"

_LABELS: Final = {
    "ends": "what stops the clock",
    "in_force_until": LAST_DAY,
    "former_law": "former law",
}

#: What an area has from its municipality unless it says otherwise begins with one of these.
INHERITED: Final = (
    *("hverdage", "arbejdsdage", "the month end", "an end on", "what stops", "source"),
    *("the remanded", "the published wording for remanded", "acute", "the acute"),
)

Facts = Mapping[str, str]


def limit_words(limit: Limit) -> str:
    """A limit as one reads it: "10-12 weeks", "immediate"."""
    if limit.max is None:
        return str(limit.kind)
    low = f"{limit.min.amount}-" if limit.min else ""
    return f"{low}{limit.max}"


def facts_of_rule(rule: Rule) -> Facts:
    """What one version of a rule says, without when it holds."""
    return dict(_facts(rule, "", _RULE_ASIDE))


def facts_of_place(place: Municipality) -> Facts:
    """What a pack says about the municipality itself, without its closing days."""
    return dict(_facts(place, "", _PLACE_ASIDE))


def closing_facts(place: Municipality) -> dict[str, str]:
    """Each closing day with its reason and the decision behind it."""
    return {str(day.on): closing_words(day) for day in place.closings}


def closing_words(day: ClosingDay) -> str:
    """Why a day is closed, and who decided it when."""
    by = f" by {day.decided_by}" if day.decided_by else ""
    on = f" on {day.decided_on}" if day.decided_on else ""
    return f"{day.why} (decided{by}{on})" if by or on else day.why


def _facts(
    value: Any, prefix: str, aside: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    for field in fields(value):
        if field.name not in aside:
            yield from _fact(f"{prefix} {field.name}".strip(), getattr(value, field.name))


def _fact(label: str, value: Any) -> Iterator[tuple[str, str]]:
    if value is None or value == () or value == {}:
        return
    if isinstance(value, ClockRule):
        yield from _clock(label, value)
    elif isinstance(value, Counting):
        yield "hverdage", "Mon–Sat" if value.saturday else "Mon–Fri"
        yield "arbejdsdage", "the days the town hall is open" if value.open_days else "working days"
        yield "the month end", str(value.month_end)
        yield "an end on a day off", str(value.roll)
    elif isinstance(value, Remanded):
        yield from _remanded(label, value)
    elif isinstance(value, Limit | Period):
        words = limit_words(value) if isinstance(value, Limit) else str(value)
        yield label.replace("_", " "), words
    elif is_dataclass(value):
        yield from _facts(value, label)
    elif value is not False:
        yield _LABELS.get(label, label.replace("_", " ")), _words(value)


def _clock(label: str, clock: ClockRule) -> Iterator[tuple[str, str]]:
    usual = StartEvent.DECISION if label == "delivery" else StartEvent.RECEIPT
    start = "" if clock.start is usual else f", from {clock.start}"
    yield f"the {label.replace('_', ' ')} limit", limit_words(clock.limit) + start
    if clock.published:
        yield f"the published wording for the {label.replace('_', ' ')}", f'"{clock.published}"'


def _remanded(label: str, rule: Remanded) -> Iterator[tuple[str, str]]:
    if rule.within:
        words = limit_words(rule.within)
    else:
        cap = f", at most {limit_words(rule.at_most)}" if rule.at_most else ""
        words = f"the same{cap}"
    yield f"the {label} limit", words
    if rule.published:
        yield f"the published wording for {label} cases", f'"{rule.published}"'


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_words(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(words for _label, words in _facts(value, ""))
    return str(value)
