"""A quality standard: the service level a council has adopted, who was heard, when to look again.

Quality standards are no part of a rule's version: a rule is what the clock reads, and no clock
reads these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StandardState(StrEnum):
    """How far one revision of a standard has come; only an adopted one counts."""

    DRAFT = "draft"
    IN_HEARING = "in-hearing"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Hearing:
    """A body that was heard, such as the Handicapråd, and when where that is known."""

    body: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityStandard:
    """One revision of one standard; the same id carries every revision of it.

    `supplier_requirements` hold for private and municipal suppliers alike.
    """

    id: str
    title: str
    state: StandardState
    adopted_by: str | None = None
    adopted_on: date | None = None
    in_force_from: date | None = None
    heard: tuple[Hearing, ...] = ()
    supplier_requirements: tuple[str, ...] = ()
    next_review: date | None = None
    source: str | None = None

    @property
    def first_day(self) -> date | None:
        """The first day an adopted standard holds; None while it is not adopted."""
        return (self.in_force_from or self.adopted_on) if self.adopted_on else None

    @property
    def review_by(self) -> date | None:
        """The last day for the next look: a year after the adoption, or sooner where planned."""
        if self.adopted_on is None:
            return None
        year = one_year_after(self.adopted_on)
        return min(year, self.next_review) if self.next_review else year

    def overdue_on(self, day: date) -> bool:
        """Whether it should have been looked at again before the day."""
        return self.review_by is not None and self.review_by < day


def one_year_after(day: date) -> date:
    """The same date a year later; 28 February after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def standard_in_force(
    standards: Iterable[QualityStandard], standard_id: str | None, on: date
) -> QualityStandard | None:
    """The adopted revision that holds on the day; a draft never does."""
    found = [s for s in standards if s.id == standard_id and s.first_day and s.first_day <= on]
    return max(
        found, key=lambda s: (s.first_day or date.min, s.adopted_on or date.min), default=None
    )


def newest(standards: Iterable[QualityStandard], standard_id: str) -> QualityStandard:
    """The revision that work is at: one under way, else the one adopted last."""
    own = [s for s in standards if s.id == standard_id]
    under_way = [s for s in own if s.state is not StandardState.ADOPTED]
    return under_way[-1] if under_way else max(own, key=lambda s: s.adopted_on or date.min)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the revision of a municipality's standards has come, in numbers of standards."""

    adopted: int
    in_hearing: int
    draft: int
    overdue: int

    @property
    def total(self) -> int:
        """All standards."""
        return self.adopted + self.in_hearing + self.draft + self.overdue


def progress(standards: Sequence[QualityStandard], on: date) -> Progress:
    """How many standards are adopted and up to date on a day, and where the others are.

    A standard with a revision under way is counted there, also while the last one still holds.
    """
    heads = [newest(standards, standard_id) for standard_id in ids(standards)]
    adopted = [s for s in heads if s.state is StandardState.ADOPTED]
    overdue = sum(s.overdue_on(on) for s in adopted)
    return Progress(
        adopted=len(adopted) - overdue,
        in_hearing=sum(s.state is StandardState.IN_HEARING for s in heads),
        draft=sum(s.state is StandardState.DRAFT for s in heads),
        overdue=overdue,
    )


def ids(standards: Iterable[QualityStandard]) -> list[str]:
    """Each standard's id once, in the order of the files."""
    return list(dict.fromkeys(s.id for s in standards))
