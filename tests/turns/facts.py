"""What can happen in a case beyond the simulated year: people, complaints, the board."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.simulation.days import day_of
from tests.simulation.facts import (
    Clock,
    Decision,
    Person,
    Round,
)
from tests.turns.town import Place

FOLLOW_UP_AHEAD = 14
REMINDER_OPEN_DAYS = 5
RECONSIDERATION_WEEKS = 4

#: The dates whose slipping a letter tells; the others are tasks and figures.
TOLD_BY_LETTER = ("decision", "delivery", "reconsideration")

#: What a round ends with: a decision, of an application or of help that is looked at again.
OF_THE_ROUND = ("decision", "reassessment")

#: Outcomes that owe no help of their own.
GRANTS_NOTHING = ("refused", "unchanged")


@dataclass(eq=False)
class Party(Person):
    """Somebody in the case, who can leave it, die, or need not be told."""

    must_be_told: bool = True
    since: date | None = None
    died_on: date | None = None
    born: date | None = None
    said: bool | None = None  # whether it must be told, as a person said
    gets_copy: bool = False

    @property
    def died(self) -> bool:
        """Whether this person is dead."""
        return self.died_on is not None

    def had_to_be_told(self, day: date) -> bool:
        """On that day, whatever has become of it since; a duty taken back lies between two days."""
        in_time = (self.since or day) <= day <= (self.until or day)
        alive = self.died_on is None or self.died_on > day
        once = self.since is not None and self.until is not None
        return in_time and alive and (self.must_be_told or once)

    @property
    def principal(self) -> bool:
        """Whether letters are about this person, not merely addressed to."""
        return self.role != "representative"

    def begin(self, area: Place, today: date) -> None:
        """A duty to tell begins: a child's from the age that the area names, unless it was said."""
        self.must_be_told = self.said is not False
        if self.role != "child" or self.said is not None:
            return
        self.must_be_told = area.child_from_age is not None and self.born is not None
        if self.must_be_told and self.born is not None and area.child_from_age is not None:
            comes = _birthday(self.born, area.child_from_age)
            self.since = comes if comes > today else None

    @property
    def was_told(self) -> bool:
        """Whether a duty to tell once lasted, and was taken back."""
        return self.until is not None and self.since is not None and self.since <= self.until


def _birthday(born: date, age: int) -> date:
    leap = (born.month, born.day) == (2, 29) and (born.year + age) % 4
    return date(born.year + age, 3, 1) if leap else born.replace(year=born.year + age)


@dataclass(eq=False)
class Verdict(Decision):
    """A decision; after a complaint or the board's answer one takes another's place."""

    own: bool = True
    annulled_on: date | None = None
    upon: "Complaint | None" = None  # the complaint that it answers
    took: list[Clock] = field(default_factory=list)  # the dates that ran when it was made
    took_at: datetime | None = None

    @property
    def by_board(self) -> bool:
        """Whether the board made it."""
        return not self.own and self.upon is None


@dataclass(eq=False)
class Complaint:
    """Somebody does not accept a decision; numbered from -1 down, as grants are from 0 up."""

    number: int
    person: int
    verdict: Verdict
    received: date
    outcome: str | None = None
    looked_on: date | None = None
    forwarded_on: date | None = None

    @property
    def open(self) -> bool:
        """Not looked at again; a decision that is gone needs no second look."""
        return self.outcome is None and self.verdict.annulled_on is None

    @property
    def to_forward(self) -> bool:
        """Not fully met: it goes on to the board."""
        return self.outcome in ("upheld", "partly") and self.forwarded_on is None


@dataclass(eq=False)
class Changed:
    """What the board changed, to be carried out."""

    received: date
    done: bool = False


@dataclass(eq=False)
class FollowUp:
    """Granted help is looked at again."""

    due: date
    months: int | None
    grant: int | None
    done: bool = False


@dataclass(eq=False)
class Request:
    """Another supplier was asked for; numbered from 1001 up."""

    number: int
    grant: int
    on: date
    stage: "Stage"
    done_on: date | None = None
    kept: bool = False

    @property
    def waits(self) -> bool:
        """Not found yet, and still wished."""
        return self.done_on is None and not self.kept


def decided_before(verdict: Decision, known: datetime) -> bool:
    """Whether a need became known only after a decision: by the day, then by the hour."""
    made, day = verdict.at or verdict.recorded_at, day_of(known)
    return verdict.on < day or (verdict.on == day and made <= known)


@dataclass(eq=False)
class Asked:
    """A reminder or a hearing that waits for an answer."""

    on: date
    answered: bool = False


@dataclass(eq=False)
class Stage(Round):
    """A round with its own area and every decision made in it."""

    area: Place = field(default_factory=lambda: Place("nowhere"))
    verdicts: list[Verdict] = field(default_factory=list)
    annuls: Verdict | None = None
    part_only: bool = False
    remanded_on: date | None = None
    looks_again: bool = False  # at help that runs: nobody has applied

    @property
    def holding(self) -> list[Verdict]:
        """What now holds of it: usually one, two where the board changed a part."""
        return [v for v in self.verdicts if v.annulled_on is None]

    @property
    def last(self) -> Verdict | None:
        """The last that holds; where none does, the last there was."""
        found = self.holding or self.verdicts
        return found[-1] if found else None
