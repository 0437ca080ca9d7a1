"""Whether a child who is a party is told itself: from the age that the area's rule names.

Under barnets lov § 3 a child exercises a party's powers from age 10 in the case types listed
there, so both list and age are data of the rule (law.md 4). Where the rule names no age, a child
is a party whose letters go to those who have custody. A person can always say otherwise.
"""

from dataclasses import dataclass
from datetime import date

from tracker.errors import Refused


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether a party must be told, from which day (None: from when it became one), and what to
    say about it to whoever added it."""

    must_be_told: bool
    since_on: date | None = None
    note: str | None = None


def birthday(born: date, age: int) -> date:
    """The day a person reaches an age; who was born on 29 February reaches it on 1 March."""
    year = born.year + age
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def child_duty(told: bool | None, born: date | None, from_age: int | None, *, today: date) -> Duty:
    """What follows for a child; `told` is what a person said, and goes first."""
    if born is not None and born > today:
        raise Refused(f"the child cannot be born on {born}, which lies in the future")
    if told is not None:
        return Duty(told)
    if from_age is None:
        return Duty(
            must_be_told=False,
            note="the rule names no age from which a child is told itself: "
            "it is not told, unless you say --told",
        )
    if born is None:
        return Duty(
            must_be_told=False,
            note="the child's age is not known: it is not told itself, unless you say --told; "
            f"with --born it is told from age {from_age}",
        )
    since_on = birthday(born, from_age)
    if since_on <= today:
        return Duty(must_be_told=True)
    return Duty(True, since_on, f"the child is not told itself until {since_on}, age {from_age}")
