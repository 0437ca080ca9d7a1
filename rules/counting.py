"""How a municipality counts: the choices that the law leaves to the council."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MonthEnd(StrEnum):
    """Where a period of months ends when the start is at a month's end (law.md 2.1)."""

    CLAMP = "clamp"  # the same date, or the month's last day (forældelsesloven § 27, stk. 1)
    STICKY = "sticky"  # last day → last day (restaurationsloven § 36 a), where adopted


class Roll(StrEnum):
    """Whether an end on a day off moves forward; only where a council adopted it (law.md 2.2)."""

    NONE = "none"
    NEXT_WORKING_DAY = "next-working-day"  # EU Reg. 1182/71 art. 3(4)
    STATUTORY = "statutory"  # forældelsesloven § 27, stk. 2


@dataclass(frozen=True, slots=True)
class Counting:
    """How a municipality counts, or a rule of it."""

    saturday: bool = False  # hverdage are Mon–Sat
    open_days: bool = False  # arbejdsdage are the municipality's open days
    month_end: MonthEnd = MonthEnd.CLAMP
    roll: Roll = Roll.NONE


PLAIN: Final = Counting()
