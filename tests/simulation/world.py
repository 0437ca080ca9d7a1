"""The simulated town: a calendar of what will happen, people and machine, and the model beside
them."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tests.simulation.books import Books, Page, way_of
from tests.simulation.days import ONE, day_of, instant
from tests.simulation.facts import DIGITAL, OWN_LETTERS, Case, Letter, Way
from tests.simulation.machine import Machine
from tests.simulation.model import weigh, withdraw
from tests.simulation.staff import Staff
from tests.simulation.town import OPEN_DAYS

Happening = Callable[[datetime], None]

#: When the machine looks; the last two only on days when somebody was at work late.
LOOKS = ((6, 30), (12, 5), (16, 0))
LATE_LOOKS = ((20, 10), (23, 20))
LEASE = timedelta(minutes=10)


@dataclass
class World:
    """A town, its people, its machine and its model, from day to day."""

    staff: Staff
    machine: Machine
    books: Books
    rng: Random
    post_seed: int = 0
    kill_share: float = 0.0
    child_share: float = 0.0
    post_is_perfect: bool = False
    downtime: list[tuple[date, date]] = field(default_factory=list)
    looks: int = 0
    queue: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    order: "itertools.count[int]" = field(default_factory=itertools.count)
    seen: set[tuple[str, int, int]] = field(default_factory=set)

    @property
    def cases(self) -> list[Case]:
        """Every case so far."""
        return list(self.staff.cases.values())

    def plan(self, when: datetime, what: Happening) -> None:
        """Something will happen."""
        heapq.heappush(self.queue, (when, next(self.order), what))

    def live(self, first: date, last: date, each_day: Callable[[date], None]) -> None:
        """Live through the days, and check the books every night."""
        day = first
        while day <= last:
            self._plan_looks(day)
            midnight = instant(day + ONE, 0)
            late_work = False
            while self.queue and self.queue[0][0] < midnight:
                when, _, what = heapq.heappop(self.queue)
                late_work = late_work or (what != self.look and when > instant(day, 16, 1))
                if what == self.look and when > instant(day, 20) and not late_work:
                    continue
                what(when)
            each_day(day)
            day += ONE

    def _plan_looks(self, day: date) -> None:
        if any(first <= day <= last for first, last in self.downtime):
            return
        for hour, minute in (*LOOKS, *LATE_LOOKS):
            self.plan(instant(day, hour, minute), self.look)

    # A look of the machine

    def look(self, now: datetime) -> None:
        """The machine looks: whole, or it is killed and looks again now, soon, or next time."""
        self.looks += 1
        if not self.rng.random() < self.kill_share or not self._killed(now):
            self._whole(now)
            return
        self._catch_up_after_kill(now)
        again = self.rng.choice(("now", "soon", "next time"))
        if again == "now":
            self._whole(now)
        elif again == "soon":
            self.plan(now + timedelta(minutes=self.rng.choice((5, 11, 17))), self._whole)

    def _killed(self, now: datetime) -> bool:
        """Kill one look somehow; False when it was done before the end came."""
        self._versions = self.books.versions()
        fuse = self.rng.choice(("case", "letter", "before", "after", "statement"))
        count = self.rng.choice((1, 1, 1, 2, 3)) if fuse != "statement" else self.rng.randint(1, 60)
        if self.rng.random() > self.child_share:
            return self.machine.killed_here(now, fuse, count)
        if self.rng.random() < 0.5:
            return self.machine.killed_in_child(now, seconds=self.rng.uniform(0.02, 0.4))
        return self.machine.killed_in_child(now, fuse=fuse, count=count)

    def _whole(self, now: datetime) -> None:
        if self.rng.random() < self.child_share * self.kill_share:
            self.machine.look_in_child(now, twice=self.rng.random() < 0.5)
        else:
            self.machine.look(now)
        for case in self.cases:
            weigh(case, now)
        for case in self.cases:
            self._dispatch(case, now)
        self._note_messages(now)

    def _dispatch(self, case: Case, now: datetime) -> None:
        """Every letter that waits is claimed, weighed once more, and leaves."""
        while free := [(x, w) for x in case.letters for w in x.ways if _free(w, now)]:
            for letter, way in free:
                way.state = "claimed" if way.rendered else "queued"
                if not way.rendered:
                    weigh(case, now)
                    if letter.state != "approved" or way.state != "queued":
                        way.state = "cancelled"
                        continue
                    if len(letter.ways) == 1:
                        if _promise_is_over(letter, day_of(now)):
                            withdraw(letter, "superseded")
                            weigh(case, now)
                            continue
                        way.channel = case.channel(letter.person, day_of(now))
                way.state, way.rendered, way.sent_at = "sent", True, now
                weigh(case, now)

    def _catch_up_after_kill(self, now: datetime) -> None:
        """Which cases the dead process looked at, and how far its letters came, only the books
        know; that what it did was right, the model says."""
        pages = self.books.read(all_of_it=True)
        for case in self.cases:
            page = pages[case.reference]
            if page.version == self._versions[case.reference]:
                continue
            weigh(case, now)
            self._follow_letters(case, page)
        for case in self.cases:  # a claim alone leaves the case as it was
            self._follow_letters(case, pages[case.reference])
        self._note_messages(now)

    @staticmethod
    def _follow_letters(case: Case, page: Page) -> None:
        for letter in case.letters:
            for way in letter.ways:
                row = way_of(page, letter, way)
                if row is None or way.state not in ("queued", "claimed"):
                    continue
                assert row.state in ("queued", "claimed", "sent"), row.state
                way.state, way.rendered = row.state, row.pdf_sha256 is not None
                way.lease, way.sent_at = row.lease_until, row.dispatched_at

    # The post

    def _note_messages(self, now: datetime) -> None:
        """What left now will arrive, come back, or never be heard of."""
        new = [
            (case, letter, way)
            for case in self.cases
            for letter in case.letters
            for way in letter.ways
            if way.state == "sent" and way.message is None
        ]
        if not new:
            return
        pages = self.books.read()
        for case, letter, way in new:
            row = way_of(pages[case.reference], letter, way)
            if row is not None:  # else the night's comparison will say what is wrong
                way.message = row.message_uuid
                self._post(case, letter, way, now)

    def _post(self, case: Case, letter: Letter, way: Way, now: datetime) -> None:
        about = f"{case.reference}{letter.for_date}{letter.person}{way.channel}"
        rng = Random(f"{self.post_seed} {about}")
        chance = 0.0 if self.post_is_perfect else rng.random()
        may_return = letter.kind not in OWN_LETTERS

        def confirm(when: datetime) -> None:
            self.staff.confirm(case, way, when)

        def come_back(when: datetime) -> None:
            self.staff.come_back(case, way, when)

        if way.channel == DIGITAL:
            soon, later = now + timedelta(minutes=1), instant(day_of(now) + ONE, 10, 10)
        else:
            soon = instant(OPEN_DAYS.last_open(day_of(now) + ONE) + ONE, 15, 20)
            soon = instant(OPEN_DAYS.after(day_of(now)), 15, 20)
            later = instant(OPEN_DAYS.after(day_of(now), 5), 15, 20)
        if chance < 0.75:
            self.plan(soon, confirm)
        elif chance < 0.83:
            self.plan(later, confirm)
        elif chance < 0.93 and may_return:
            self.plan(later, come_back)
        elif chance < 0.95 and may_return:  # taken for arrived, and comes back all the same
            self.plan(soon, confirm)
            self.plan(later + timedelta(days=4), come_back)


def _promise_is_over(letter: Letter, today: date) -> bool:
    """A letter that lay so long would promise a day that has come or gone: it is written anew."""
    approved = letter.approved_at
    old = approved is not None and day_of(approved) < today
    return old and letter.until is not None and letter.until <= today


def _free(way: Way, now: datetime) -> bool:
    if way.state == "queued":
        return True
    return way.state == "claimed" and way.lease is not None and way.lease < now
