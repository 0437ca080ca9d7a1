"""The hand that acts: in the real case file and in the model, or refused by both."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from rules.errors import RulesError
from tests.helpers import FJORDBY, Installation
from tests.simulation.days import day_of
from tests.simulation.model import weigh
from tests.turns.counting import recount
from tests.turns.file import File
from tests.turns.writes import Writes
from tracker.errors import TrackerError

WHO = {"actor": "mk"}


@dataclass
class Tally:
    """How much was lived."""

    lives: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.lives} lives, {self.acts.total()} acts of {len(self.acts)} kinds,"
            f" {self.refused.total()} refused"
        )


@dataclass
class Clerk:
    """Whoever acts in one life; `now` is the instant of the next act."""

    town: Installation
    tally: Tally
    writes: Writes
    now: datetime
    files: list[File] = field(default_factory=list)
    unlawful: int = 0
    unchecked: set[File] = field(default_factory=set)

    def happened(self, name: str, *touched: File) -> None:
        """An act is done; what stands now in the cases it touched must be looked at, and in what
        came with the same application."""
        self.tally.acts[name] += 1
        with_them = [f for f in self.files for t in touched if f.application is t.application]
        self.unchecked |= set(with_them if touched else self.files)

    @property
    def today(self) -> date:
        """The Danish day."""
        return day_of(self.now)

    def back(self, days: int) -> date:
        """So many days ago; a negative number lies ahead."""
        return self.today - timedelta(days=days)

    def act(
        self,
        case: File,
        service: Callable[..., Any],
        *given: Any,
        may: bool,
        follow: Callable[[], object] = lambda: None,
        count: bool = False,
        **more: Any,
    ) -> Any:
        """An act on one case; `follow` does it in the model, which then counts and weighs."""

        def call() -> Any:
            return service(
                self.town.office, FJORDBY, case.reference, *given, now=self.now, **WHO, **more
            )

        name = getattr(service, "__name__", "?")
        if not may:
            self.refused(name, call)
            return None
        answer = call()
        self.happened(name, case)
        follow()
        if count:
            recount(case, self.now)
        weigh(case, self.now)
        return answer

    def refused(self, name: str, call: Callable[[], object]) -> None:
        """An act that cannot be: one line says so, and nothing has changed.

        Not every one is tried, so that lives get on. A write that was not rolled back shows.
        """
        self.unlawful += 1
        if self.unlawful % 3:
            return
        before, clean = self.writes.committed, set(self.unchecked)
        self.unchecked |= set(self.files)
        try:
            call()
        except (TrackerError, RulesError) as error:
            said = str(error)
            assert said
            assert "\n" not in said, said
        else:
            raise AssertionError(f"{name} should have been refused at {self.now}")
        assert self.writes.committed == before, f"{name} was refused, and wrote something"
        self.unchecked = clean
        self.tally.refused[name] += 1


def numbers(case: File, count: int) -> list[int]:
    """The next grants of a case, numbered through its whole life."""
    made = list(range(case.grants, case.grants + count))
    case.grants += count
    return made


def done(clerk: Clerk, case: File, about: object) -> None:
    """The task about a thing is done, because its act has been recorded."""
    for task in case.tasks:
        if task.about is about and task.done_at is None:
            task.done_at = clerk.now


def first(items: Sequence[Any], index: int) -> Any:
    """One of several, whatever the number; None where there is none."""
    return items[index % len(items)] if items else None
