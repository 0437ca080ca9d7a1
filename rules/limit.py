"""What a published deadline allows: a length of time, a same-day word, or no computable limit."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rules.errors import RulesError
from rules.period import UNIT_WORDS, Period, PeriodError, parse_period, quoted


class LimitError(RulesError):
    """A limit that cannot be read."""


class LimitKind(StrEnum):
    """The kind of limit a council has published (the words of `rettidig rules read`)."""

    DURATION = "duration"
    IMMEDIATE = "immediate"  # straks, omgående: due the day it starts, also on a closing day
    SAME_DAY = "same-day"
    DAY_TO_DAY = "day-to-day"  # the next working day
    ON_CONTACT = "on-contact"
    AS_SOON_AS_POSSIBLE = "as-soon-as-possible"
    ONGOING = "ongoing"
    CALENDAR = "calendar"
    NONE = "none"
    EXEMPT = "exempt"
    DELEGATED = "delegated"
    REFERENCE = "reference"
    UNSET = "unset"
    UNREADABLE = "unreadable"


#: Kinds that give a due date; all others leave a case without a deadline, never "in time".
COMPUTABLE: Final = frozenset(
    {LimitKind.DURATION, LimitKind.IMMEDIATE, LimitKind.SAME_DAY, LimitKind.DAY_TO_DAY}
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One published limit: its kind, the upper bound, and the lower bound of a range."""

    kind: LimitKind
    max: Period | None = None
    min: Period | None = None

    def __post_init__(self) -> None:
        if (self.kind is LimitKind.DURATION) != (self.max is not None):
            raise LimitError(
                f"a limit of kind {self.kind} {'needs' if self.max is None else 'has no'} length"
            )

    @property
    def computable(self) -> bool:
        """Whether a due date follows from it."""
        return self.kind in COMPUTABLE

    @property
    def is_range(self) -> bool:
        """Whether the council published a range; its upper bound is the limit."""
        return self.min is not None


#: The canonical words of a pack; free published wordings are read elsewhere.
LIMIT_WORDS: Final[dict[str, LimitKind]] = {
    **dict.fromkeys(("straks", "omgående", "med det samme"), LimitKind.IMMEDIATE),
    "samme dag": LimitKind.SAME_DAY,
    **dict.fromkeys(("dag til dag", "fra dag til dag"), LimitKind.DAY_TO_DAY),
    "ved henvendelse": LimitKind.ON_CONTACT,
    "hurtigst muligt": LimitKind.AS_SOON_AS_POSSIBLE,
    "løbende": LimitKind.ONGOING,
    "mødekalender": LimitKind.CALENDAR,
    **dict.fromkeys(("ingen", "ingen frist"), LimitKind.NONE),
    "undtaget": LimitKind.EXEMPT,
    "anden myndighed": LimitKind.DELEGATED,
    "se anden frist": LimitKind.REFERENCE,
    "ikke fastsat": LimitKind.UNSET,
}

_RANGE: Final = re.compile(
    r"(?P<low>[0-9]+½?|½)\s*[-–]\s*(?P<high>[0-9]+½?)\s*(?P<unit>[a-zæøå]+\.?)"
)


def parse_limit(text: str) -> Limit:
    """Read one canonical limit: a length, a range ("10-12 uger", its upper bound counts) or a word.

    Raises `LimitError` (or `PeriodError`) saying what was found and what to write instead.
    """
    words = " ".join(text.lower().split())
    if words in LIMIT_WORDS:
        return Limit(LIMIT_WORDS[words])
    if found := _RANGE.fullmatch(words):
        return _range(text, found["low"], found["high"], found["unit"])
    try:
        return Limit(LimitKind.DURATION, max=parse_period(words))
    except PeriodError as error:
        if any(word in UNIT_WORDS for word in words.split()):
            raise
        raise LimitError(
            f'{quoted(text)} is not a limit: write a length ("4 uger", "15 hverdage", '
            '"10-12 uger") or one of ' + ", ".join(f'"{word}"' for word in LIMIT_WORDS)
        ) from error


def _range(text: str, low: str, high: str, unit: str) -> Limit:
    upper = parse_period(f"{high} {unit}")
    if low == "0":
        return Limit(LimitKind.DURATION, max=upper)
    lower = parse_period(f"{low} {unit}")
    if lower.number >= upper.number:
        raise LimitError(f"{quoted(text)}: the range must run from the shorter to the longer")
    return Limit(LimitKind.DURATION, max=upper, min=lower)
