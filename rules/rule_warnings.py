"""What a reader of a rule must know: ranges, unlawful starts, soft words, two lengths in one."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from rules.limit import Limit
from rules.period import Period, PeriodError, Unit, parse_period
from rules.rule import ClockRule, RuleWarning
from rules.steps import StartEvent
from rules.wording import read_wording
from rules.wording_starts import STARTS, UNLAWFUL

#: A clock that is said to wait for papers, in any order of words; law.md 1.2 (Ankestyrelsen 2019
#: and 2020).
_UNLAWFUL_START: Final = re.compile(
    r"\b(?:fuldt (?:op|be)lyst|sagen er (?:op|be)lyst|"
    r"(?:al|alle|alt|den) (?:\w+ )?(?:relevante?|nødvendige?|fornødne?) \w+|"
    r"alle oplysninger|dokumentation(?:en)? (?:er|foreligger)|foreligger .*dokumentation)",
    re.IGNORECASE,
)
#: The same as the reader of wordings knows it, for words that it refuses for another reason.
_WAITING: Final = re.compile(
    rf"\b(?:{'|'.join(entry.pattern for entry in STARTS if entry.value in UNLAWFUL)})(?!\w)",
    re.IGNORECASE,
)
_SOFT: Final = re.compile(
    r"\b(?:hurtigst muligt|snarest|som hovedregel|typisk|normalt|forventes?|"
    r"i gennemsnit|gennemsnitlig\w*|ca\.|cirka|omkring|mål(?:sætning)?)(?!\w)",
    re.IGNORECASE,
)
_TWO_UNITS: Final = re.compile(r"(\d+½? *[a-zæøå]+\.?) *\((\d+½? *[a-zæøå]+\.?)\)", re.IGNORECASE)

#: Without one of these no wording says a length again.
_SAID_TWICE: Final = re.compile(r"\(|=|\bdvs\b|\bsvarende til\b|\bdet vil sige\b", re.IGNORECASE)

#: What a unit is in common terms; hverdage and arbejdsdage are five to a week.
_DAYS: Final = {Unit.DAYS: ("days", 1), Unit.WEEKS: ("days", 7)}
_WORKING_DAYS: Final = {
    Unit.HVERDAGE: ("working days", 1),
    Unit.ARBEJDSDAGE: ("working days", 1),
    Unit.WEEKS: ("working days", 5),
}
_MONTHS: Final = {Unit.MONTHS: ("months", 1), Unit.YEARS: ("months", 12)}


def clock_warnings(
    what: str, clock: ClockRule, *, statutory: bool, settled: bool = False
) -> Iterator[RuleWarning]:
    """What is odd about one clock; `what` names it, "decision" or "delivery".

    `settled`: a person has chosen between the two lengths of its words.
    """
    published = clock.published or ""
    yield from _limit_warnings(what, clock.limit)
    if two_lengths(published) and not settled:
        yield RuleWarning(
            "two-units",
            f'the {what} limit is published as "{published}", which is not the same length: '
            f"{clock.limit.max} counts until somebody settles it",
            what,
        )
    if not statutory:
        yield from _council_warnings(what, clock, published)


def _council_warnings(what: str, clock: ClockRule, published: str) -> Iterator[RuleWarning]:
    """What a statute may say and a council may not."""
    if clock.limit.computable and (found := _SOFT.search(published)):
        yield RuleWarning(
            "soft-promise",
            f'the {what} limit is published as "{published}": "{found[0]}" binds nobody, '
            "the limit beside it counts",
            what,
        )
    if _waits_for_papers(published):
        yield RuleWarning(
            "unlawful-start",
            f'the {what} limit is published as "{published}": it runs from receipt all the same '
            "(retssikkerhedsloven § 3, stk. 2)",
            what,
        )
    if what == "decision" and clock.start is not StartEvent.RECEIPT:
        yield RuleWarning(
            "other-start",
            f"the decision limit starts with {clock.start}, not with the receipt of the "
            "application: only a statute can say so",
            what,
        )


def _waits_for_papers(published: str) -> bool:
    """Whether the words let the limit wait for papers, read as `rettidig rules read` reads them."""
    reading = read_wording(published)
    if {reading.starts, reading.delivery_starts} & UNLAWFUL:
        return True
    words = " ".join(published.split())
    return bool(_UNLAWFUL_START.search(words) or (reading.refused and _WAITING.search(words)))


def _limit_warnings(what: str, limit: Limit) -> Iterator[RuleWarning]:
    if limit.is_range:
        yield RuleWarning(
            "range",
            f"the {what} limit is a range, {limit.min} to {limit.max}: {limit.max} counts",
            what,
        )
    if not limit.computable:
        yield RuleWarning(
            "no-limit",
            f"no date follows from the {what} limit ({limit.kind}): cases stay without a deadline",
            what,
        )


def two_lengths(published: str) -> bool:
    """Whether the words name one limit in two lengths that are not the same."""
    if (found := _TWO_UNITS.search(published)) and _disagree(found[1], found[2]):
        return True
    if not _SAID_TWICE.search(published):
        return False
    return any(warning.code == "two-units" for warning in read_wording(published).warnings)


def _disagree(one: str, other: str) -> bool:
    try:
        first, second = parse_period(one), parse_period(other)
    except PeriodError:
        return False
    return first != second and not _same_length(first, second)


def _same_length(first: Period, second: Period) -> bool:
    for scale in (_DAYS, _WORKING_DAYS, _MONTHS):
        if first.unit in scale and second.unit in scale:
            return first.number * scale[first.unit][1] == second.number * scale[second.unit][1]
    return False


def rule_warnings(
    clocks: dict[str, ClockRule | None],
    *,
    status: str,
    unverified: str | None,
    settled: Collection[str] = (),
) -> tuple[RuleWarning, ...]:
    """All warnings of a rule, those of its clocks first; a person has settled the named ones."""
    found = [
        warning
        for what, clock in clocks.items()
        if clock
        for warning in clock_warnings(
            what, clock, statutory=status == "statute", settled=what in settled
        )
    ]
    if status == "unconfirmed":
        found.append(RuleWarning("unconfirmed", "the municipality has not confirmed this limit"))
    if unverified:
        found.append(RuleWarning("unverified", f"not verified: {unverified}"))
    return tuple(found)
