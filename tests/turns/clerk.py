"""The hand that acts: in the real case file and in the model, or refused by both."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func as sql
from sqlalchemy import literal, select, union_all
from sqlmodel import SQLModel

from rules.errors import RulesError
from tests.helpers import FJORDBY, Installation
from tests.simulation.days import day_of
from tests.simulation.model import weigh
from tests.turns.counting import recount
from tests.turns.facts import File
from tracker.errors import TrackerError
from tracker.views import case_view

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
    now: datetime
    files: list[File] = field(default_factory=list)
    unlawful: int = 0
    unchecked: bool = True
    known: tuple[object, ...] | None = None

    def __post_init__(self) -> None:
        #: Refused acts are seen from here: after everything that can have happened.
        self.horizon = self.now + timedelta(days=2000)

    def happened(self, name: str) -> None:
        """An act is done; what stands now must be looked at."""
        self.tally.acts[name] += 1
        self.unchecked, self.known = True, None

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
        self.happened(name)
        follow()
        if count:
            recount(case, self.now)
        weigh(case, self.now)
        return answer

    def refused(self, name: str, call: Callable[[], object]) -> None:
        """An act that cannot be: one line says so, and nothing has changed.

        Not every one is tried, so that lives get on.
        """
        self.unlawful += 1
        if self.unlawful % 3:
            return
        before = self.known or self.state()
        try:
            call()
        except (TrackerError, RulesError) as error:
            said = str(error)
            assert said
            assert "\n" not in said, said
        else:
            raise AssertionError(f"{name} should have been refused at {self.now}")
        self.known = self.state()
        assert self.known == before, f"{name} was refused, and changed something"
        self.tally.refused[name] += 1

    def state(self) -> tuple[object, ...]:
        """Everything that an act could change."""
        office = self.town.office
        with office.reading(self.horizon) as store:
            tables = SQLModel.metadata.sorted_tables
            rows = union_all(*(select(literal(t.name), sql.count()).select_from(t) for t in tables))
            counts = sorted(tuple(row) for row in store.session.execute(rows))
            code = office.book.pack(FJORDBY).municipality.code
            found = [store.find(code, f.reference, lock=False) for f in self.files]
            return counts, [case_view(store, office, file) for file in found]


def numbers(case: File, count: int) -> list[int]:
    """The next grants of a case, numbered through its whole life."""
    made = list(range(case.grants, case.grants + count))
    case.grants += count
    return made


def first(items: Sequence[Any], index: int) -> Any:
    """One of several, whatever the number; None where there is none."""
    return items[index % len(items)] if items else None
