"""The simulated town: what will happen and when, people and machine, and the model beside them."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tests.simulation.books import Books, Page, way_of
from tests.simulation.days import ONE, instant
from tests.simulation.facts import Case, Letter
from tests.simulation.machine import Machine
from tests.simulation.model import dispatch, weigh
from tests.simulation.post import fate_of
from tests.simulation.staff import Staff

Happening = Callable[[datetime], None]

#: When the machine looks; the last two only on days when somebody was at work late.
LOOKS = ((6, 30), (12, 5), (16, 0))
LATE_LOOKS = ((20, 10), (23, 20))


@dataclass
class Chaos:
    """How the machine is troubled: how often a look with work to do is killed, and how often that
    (or a whole look) happens in another process; on which days nobody runs it at all."""

    kills: float = 0.0
    children: float = 0.0
    downtime: tuple[tuple[date, date], ...] = ()

    def down_on(self, day: date) -> bool:
        """Whether nothing runs that day."""
        return any(first <= day <= last for first, last in self.downtime)


@dataclass
class World:
    """A town, its people, its machine and its model, from day to day.

    Without machine and books the model lives alone, and shows what would have been.
    """

    staff: Staff
    seed: int
    machine: Machine | None = None
    books: Books | None = None
    chaos: Chaos = field(default_factory=Chaos)
    looks: int = 0
    _queue: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _order: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)

    @property
    def cases(self) -> list[Case]:
        """Every case so far."""
        return list(self.staff.cases.values())

    def plan(self, when: datetime, what: Happening) -> None:
        """Something will happen."""
        heapq.heappush(self._queue, (when, next(self._order), what))

    def live(self, first: date, last: date, each_night: Callable[[date], None]) -> None:
        """Live through the days."""
        day = first
        while day <= last:
            self._plan_looks(day)
            midnight, late_work = instant(day + ONE, 0), False
            while self._queue and self._queue[0][0] < midnight:
                when, _, what = heapq.heappop(self._queue)
                late_work = late_work or (what != self.look and when > instant(day, 16, 1))
                if what != self.look or when < instant(day, 20) or late_work:
                    what(when)
            each_night(day)
            day += ONE

    def _plan_looks(self, day: date) -> None:
        if not self.chaos.down_on(day):
            for hour, minute in (*LOOKS, *LATE_LOOKS):
                self.plan(instant(day, hour, minute), self.look)

    # A look of the machine

    def look(self, now: datetime) -> None:
        """The machine looks: whole, or it is killed and looks again now, soon, or next time."""
        self.looks += 1
        doomed = self.rng.random() < self.chaos.kills
        if not (doomed and self.machine and self._work_waits(now) and self._killed(now)):
            self.whole_look(now)
            return
        self._follow_the_dead(now)
        match self.rng.choice(("now", "soon", "soon", "next time")):
            case "now":
                self.whole_look(now)
            case "soon":
                later = now + timedelta(minutes=self.rng.choice((5, 11, 17)))
                self.plan(later, self.whole_look)

    def _work_waits(self, now: datetime) -> bool:
        ways = (way.state for case in self.cases for x in case.letters for way in x.ways)
        waits = any(state in ("queued", "claimed") for state in ways)
        return waits or (self.machine is not None and self.machine.cases_wait(now))

    def _killed(self, now: datetime) -> bool:
        """Kill one look somehow; False when it was done before the end came."""
        assert self.machine is not None
        assert self.books is not None
        self._versions = self.books.versions()
        fuse = self.rng.choice(("case", "letter", "before", "after", "statement", "statement"))
        count = self.rng.randint(1, 90) if fuse == "statement" else self.rng.choice((1, 1, 2, 3))
        if self.rng.random() >= self.chaos.children:
            return self.machine.killed_here(now, fuse, count)
        if self.rng.random() < 0.6:
            seconds = self.rng.uniform(0.05, 0.4)
            return self.machine.killed_in_child(now, seconds=seconds)
        return self.machine.killed_in_child(now, fuse=fuse, count=count)

    def whole_look(self, now: datetime) -> None:
        """Sweep and dispatch to their end; the model does the same."""
        if self.machine is not None:
            if self.rng.random() < self.chaos.children * self.chaos.kills / 4:
                self.machine.look_in_child(now, twice=self.rng.random() < 0.5)
            else:
                self.machine.look(now)
        for case in self.cases:
            weigh(case, now)
        for case in self.cases:
            dispatch(case, now)
        self._hand_to_the_post(now)

    def _follow_the_dead(self, now: datetime) -> None:
        """Which cases the dead process looked at, and how far its letters came, only the books
        know; that what it did was right, the model says."""
        assert self.books is not None
        pages = self.books.read(all_of_it=True)
        for case in self.cases:
            page = pages[case.reference]
            if page.version != self._versions[case.reference]:
                weigh(case, now)
            _follow_letters(case, page)
        self._hand_to_the_post(now)

    def _hand_to_the_post(self, now: datetime) -> None:
        """What left now will arrive, come back, or never be heard of."""
        new = [
            (case, letter, way)
            for case in self.cases
            for letter in case.letters
            for way in letter.ways
            if way.state == "sent" and not way.posted
        ]
        pages = self.books.read() if self.books is not None and new else {}
        for case, letter, way in new:
            way.posted = True
            if self.books is not None:
                row = way_of(pages[case.reference], letter, way)
                way.message = row.message_uuid if row else None
            for when, act in fate_of(self.staff, case, letter, way, self.seed, now):
                self.plan(when, act)


def _follow_letters(case: Case, page: Page) -> None:
    for letter in case.letters:
        _follow_letter(letter, page)


def _follow_letter(letter: Letter, page: Page) -> None:
    for way in letter.ways:
        row = way_of(page, letter, way)
        if row is None or way.state not in ("queued", "claimed"):
            continue
        assert row.state in ("queued", "claimed", "sent"), row.state
        way.state, way.rendered = row.state, row.pdf_sha256 is not None
        way.lease, way.sent_at = row.lease_until or way.lease, row.dispatched_at
