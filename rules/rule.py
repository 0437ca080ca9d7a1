"""One rule: what a council or a statute has set for one area, as it is in force for some days."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.counting import Counting
from rules.limit import Limit
from rules.period import Period
from rules.steps import StartEvent
from rules.terms import NoticeDuty

#: Areas set by law begin with this; no council may use it.
STATUTORY_PREFIX = "lov."


class RuleWarning(NamedTuple):
    """Something a reader of the rule must know; `code` is for machines, `text` for people.

    `clock` names the clock that it is about, None where it is about the whole rule.
    """

    code: str
    text: str
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One limit, the event that starts it, and the words that were published."""

    limit: Limit
    published: str | None
    start: StartEvent


@dataclass(frozen=True, slots=True)
class Acute:
    """The limits when help is needed at once; None where the municipality has published none."""

    decision: Limit | None = None
    delivery: Limit | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Remanded:
    """The limit when a case comes back: the area's own (`same`), at most a cap, or `within`."""

    same: bool = True
    within: Limit | None = None
    at_most: Limit | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of an area's limits, with what it inherits from its municipality.

    `version` is the SHA-256 of `content`, the canonical JSON of the area with what it inherits;
    comments, the order of keys and the file's name do not change it.
    `in_force_until` is the last day in force; None leaves that end open. `standard` is the id of
    the quality standard it belongs to, which is no part of the version.
    """

    area: str
    title: str
    phrase: str
    phrase_en: str | None
    law: tuple[str, ...]
    former_law: tuple[str, ...]
    words: tuple[str, ...]
    kle: str | None
    team: str | None
    municipality_code: str
    decision: ClockRule | None
    delivery: ClockRule | None
    acute: Acute
    remanded: Remanded
    ends: str
    counting: Counting
    notice: NoticeDuty
    reason_mandatory: bool
    extension: Period | None
    right: str | None
    anonymous_allowed: bool
    statutory: bool
    status: str
    adopted_on: date | None
    in_force_from: date | None
    in_force_until: date | None
    source: str
    total_expected: Limit | None
    warnings: tuple[RuleWarning, ...]
    version: str
    content: str
    file: str
    standard: str | None = None
    supplier_change: ClockRule | None = None
    reassessment: ClockRule | None = None
    child_from_age: int | None = None

    @property
    def law_text(self) -> str:
        """The legal basis as it reads inside a letter; empty where the source gives none."""
        *first, last = self.law or ("",)
        return f"{', '.join(first)} og {last}" if first else last

    def in_force_on(self, day: date) -> bool:
        """Whether this version governs a clock that starts on the day."""
        return not (
            (self.in_force_from and day < self.in_force_from)
            or (self.in_force_until and day > self.in_force_until)
        )

    def force_text(self) -> str:
        """The days this version is in force, in words."""
        first, last = self.in_force_from, self.in_force_until
        if first and last:
            return f"from {first} to {last}"
        return f"from {first} on" if first else f"until {last}" if last else "on every day"
