"""A length of time with its unit, as the law and the councils write it: 15 hverdage, 2½ måned."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rules.errors import RulesError


class PeriodError(RulesError):
    """A length of time that cannot be read or counted."""


class Unit(StrEnum):
    """What a period is counted in; units are never converted into each other."""

    HOURS = "hours"  # elapsed time, also døgn (24 hours each)
    DAYS = "days"  # calendar days
    WEEKS = "weeks"  # the same weekday
    MONTHS = "months"  # the same date, or the month's last day
    YEARS = "years"
    HVERDAGE = "hverdage"  # Mon–Fri (or Mon–Sat) less public holidays
    ARBEJDSDAGE = "arbejdsdage"  # working days, or the municipality's open days


#: A half that has a meaning: a month's is 15 days, a year's 6 months, an hour's 30 minutes.
HALVES: Final = frozenset({Unit.HOURS, Unit.MONTHS, Unit.YEARS})

#: Longer than any case lives; a period past it is a typing error, not a rule.
LONGEST: Final = {
    Unit.HOURS: 24 * 366,
    Unit.DAYS: 3660,
    Unit.WEEKS: 522,
    Unit.MONTHS: 120,
    Unit.YEARS: 10,
    Unit.HVERDAGE: 2600,
    Unit.ARBEJDSDAGE: 2600,
}


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of one unit; `half` adds a half of it (see `HALVES` for what a half means).

    Raises `PeriodError` for an amount under one (or under a half), for a half of a unit that has
    none, and for a length past `LONGEST`.
    """

    amount: int
    unit: Unit
    half: bool = False

    def __post_init__(self) -> None:
        if self.half and self.unit not in HALVES:
            raise PeriodError(
                f"a half has no meaning in {self.unit}: write it in whole {self.unit}"
            )
        if self.amount < 0 or (self.amount == 0 and not self.half):
            raise PeriodError(f"a period must be longer than zero, not {self.amount} {self.unit}")
        if self.amount > LONGEST[self.unit]:
            raise PeriodError(
                f"{self.amount} {self.unit} is longer than any case lives "
                f"(at most {LONGEST[self.unit]} {self.unit})"
            )

    @property
    def number(self) -> int | float:
        """The amount as one number: 2½ is 2.5."""
        return self.amount + 0.5 if self.half else self.amount

    def __str__(self) -> str:
        return f"{self.amount or ''}{'½' if self.half else ''} {self.unit}"


#: Every accepted spelling of a unit, with how many of `Unit` one of it is (a døgn is 24 hours).
UNIT_WORDS: Final[dict[str, tuple[Unit, int]]] = {
    **dict.fromkeys(("time", "timer", "hour", "hours"), (Unit.HOURS, 1)),
    "døgn": (Unit.HOURS, 24),
    **dict.fromkeys(("dag", "dage", "kalenderdag", "kalenderdage", "day", "days"), (Unit.DAYS, 1)),
    **dict.fromkeys(("uge", "uger", "week", "weeks"), (Unit.WEEKS, 1)),
    **dict.fromkeys(
        ("måned", "måneder", "mdr", "mdr.", "md", "md.", "month", "months"), (Unit.MONTHS, 1)
    ),
    **dict.fromkeys(("år", "year", "years"), (Unit.YEARS, 1)),
    **dict.fromkeys(("hverdag", "hverdage"), (Unit.HVERDAGE, 1)),
    **dict.fromkeys(("arbejdsdag", "arbejdsdage"), (Unit.ARBEJDSDAGE, 1)),
}

#: One and several of each unit, as Danish writes them.
UNIT_NAMES: Final[dict[Unit, tuple[str, str]]] = {
    Unit.HOURS: ("time", "timer"),
    Unit.DAYS: ("dag", "dage"),
    Unit.WEEKS: ("uge", "uger"),
    Unit.MONTHS: ("måned", "måneder"),
    Unit.YEARS: ("år", "år"),
    Unit.HVERDAGE: ("hverdag", "hverdage"),
    Unit.ARBEJDSDAGE: ("arbejdsdag", "arbejdsdage"),
}

#: What was found is cut to this many characters in a message.
_SHOWN: Final = 80


def quoted(text: str) -> str:
    """What was found, fit to stand in a message of one line."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f'"{shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"}"'


_PERIOD: Final = re.compile(
    r"(?P<amount>[0-9]{1,5})?\s*(?P<half>½|[.,]5)?\s*(?P<word>[a-zæøå]+\.?)"
)


def parse_period(text: str) -> Period:
    """Read one canonical length, "15 hverdage", "2½ måned", "1 døgn"; digits, no words around it.

    Raises `PeriodError` saying what was found and what to write instead.
    """
    match = _PERIOD.fullmatch(text.strip().lower())
    word = match["word"] if match else ""
    if match is None or word not in UNIT_WORDS or not (match["amount"] or match["half"]):
        raise PeriodError(
            f"{quoted(text)} is not a length of time: write a number and a unit, such as "
            '"4 uger", "15 hverdage", "2½ måned" or "24 timer"'
        )
    unit, factor = UNIT_WORDS[word]
    if match["half"] and factor != 1:
        raise PeriodError(f'{quoted(text)}: a half døgn is written in hours, "12 timer"')
    return Period(int(match["amount"] or 0) * factor, unit, half=bool(match["half"]))
