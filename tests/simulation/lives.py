"""Lives of invented cases, drawn at random: when they come, what happens to them, who decides
when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from tests.simulation.days import ONE, day_of, instant
from tests.simulation.facts import Case, Person
from tests.simulation.staff import Staff
from tests.simulation.town import OPEN_DAYS
from tests.simulation.world import World

#: Minutes of the day at which people act, apart from the machine's.
HOURS = ((8, 40), (9, 50), (11, 20), (13, 10), (14, 45))
ODD_HOURS = ((0, 40), (5, 50), (17, 40), (22, 15), (22, 50), (23, 35))

AREAS = (
    *("rengoering",) * 4,
    *("pleje",) * 4,
    *("hjaelpemidler",) * 3,
    *("boligindretning",) * 2,
    *("bil", "botilbud", "krisehjaelp", "loebende", "lov.stofmisbrugsbehandling"),
    *("lov.aktindsigt-forvaltningsloven", "lov.boernefaglig-undersoegelse"),
)
CAUSES = ("doctor", "home-visit", "authority", "applicant", "new-caseworker", "supplier")

Act = Callable[[Staff, Case, datetime], None]


@dataclass
class Fate:
    """Plans the life of one application."""

    world: World
    rng: Random
    approvals: bool = True  # whether people send letters before the machine would

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.rng.random() < share

    def hour(self, day: date, *, odd: bool = False) -> datetime:
        """Some clock time of a day; people work on open days, needs know no hours."""
        if not odd:
            day = OPEN_DAYS.last_open(day)
        return instant(day, *self.rng.choice(ODD_HOURS if odd else HOURS))

    def plan(self, case: Case, when: datetime, act: Act) -> None:
        """An act in the case's life."""
        self.world.plan(when, lambda now: act(self.world.staff, case, now))

    def begin(self, day: date) -> None:
        """An application comes in, and its life is planned once it is registered."""
        late = self.rng.choice((0, 0, 0, 1, 3, 12, 40))
        self.world.plan(self.hour(day), lambda now: self._register(now, late))

    def _register(self, now: datetime, late: int) -> None:
        areas = self._areas()
        on = day_of(now) - timedelta(days=late)
        hours = "krisehjaelp" in areas
        received: date | datetime = min(now, instant(on, *self.rng.choice(HOURS))) if hours else on
        acute = self.chance(0.12) and not areas[0].startswith("lov.")
        remanded = self.chance(0.05) and areas[0] in ("rengoering", "bil")
        application = self.world.staff.register(
            areas, received, self._people(on), now, acute=acute, remanded=remanded
        )
        for case in application.cases:
            self._live(case, now)
        if self.chance(0.12):
            days = self.rng.choice((-20, -9, -3, 2, 5))
            moved = on + timedelta(days=days)
            new = instant(moved, 7, 7) if hours else moved
            when = self.hour(day_of(now) + timedelta(days=self.rng.randint(3, 30)))
            case = application.cases[0]
            self.plan(case, when, lambda staff, c, at: staff.correct(c, at, new))

    def _areas(self) -> Sequence[str]:
        first = self.rng.choice(AREAS)
        if first.startswith("lov.") or not self.chance(0.2):
            return (first,)
        council = [a for a in AREAS if not a.startswith("lov.") and a != first]
        return (first, self.rng.choice(council))

    def _people(self, on: date) -> list[Person]:
        first = Person(digital=not self.chance(0.25), anonymous=self.chance(0.04))
        people = [first]
        if self.chance(0.12):
            people.append(Person("custody-holder", digital=not self.chance(0.3)))
        if self.chance(0.15):
            until = on + timedelta(days=self.rng.randint(10, 60)) if self.chance(0.7) else None
            digital = not self.chance(0.3)
            people.append(Person("representative", digital, stands_for=0, until=until))
        return people

    # What happens to one case

    def _live(self, case: Case, now: datetime) -> None:
        due = [c.due for c in case.running() if c.kind == "decision"]
        goal = min(due) if due else day_of(now) + timedelta(days=30)
        self._trouble(case, now, goal)
        if self.chance(0.07):
            ending = self.rng.choice(("withdrawn", "died", "moved", "transferred", "dismissed"))
            when = self.hour(day_of(now) + timedelta(days=self.rng.randint(1, 60)))
            self.plan(case, when, lambda staff, c, at: staff.close(c, at, ending))
        self._decide(case, now, goal)

    def _decide(self, case: Case, now: datetime, goal: date) -> None:
        """Decided in time, late, very late or never; and what follows."""
        shift = self.rng.choice((-6, -3, -1, 0, 1, 2, 4, 8, 15, 25, 40, 70, 120, 999))
        day = max(day_of(now), goal + timedelta(days=shift))
        when = max(self.hour(day), now + timedelta(minutes=7))
        outcome = self.rng.choice(("granted", "granted", "partly", "refused"))
        grants, send = self.rng.choice((1, 1, 2)), self.chance(0.7)

        def decide(staff: Staff, c: Case, at: datetime) -> None:
            staff.decide(c, at, outcome, grants=grants, send=send)

        self.plan(case, when, decide)
        if not send and self.chance(0.9):
            later = self.hour(day + timedelta(days=self.rng.randint(1, 14)))
            self.plan(case, max(later, when + timedelta(minutes=9)), Staff.send_decision)
        if outcome != "refused":
            self._deliver(case, when, grants)
        if case.area.council and self.chance(0.15):
            self._remand(case, day)

    def _deliver(self, case: Case, decided: datetime, grants: int) -> None:
        for number in range(grants):
            days = self.rng.choice((1, 4, 9, 13, 20, 35, 60, 999))
            when = self.hour(day_of(decided) + timedelta(days=days))
            if self.chance(0.2):
                self._deliver_at(case, when - timedelta(days=1), number, partial=True)
            self._deliver_at(case, max(when, decided + timedelta(minutes=11)), number)

    def _deliver_at(
        self, case: Case, when: datetime, number: int, *, partial: bool = False
    ) -> None:
        self.plan(case, when, lambda staff, c, at: staff.deliver(c, at, number, partial=partial))

    def _remand(self, case: Case, decided: date) -> None:
        day = decided + timedelta(days=self.rng.randint(15, 60))
        when = self.hour(day)

        def remand(staff: Staff, c: Case, at: datetime) -> None:
            if c.decision is None or c.ending is not None:
                return
            staff.remand(c, at)
            clock = c.own_clock("remanded")
            self._trouble(c, at, clock.due if clock else day_of(at) + timedelta(days=20))
            self._decide(c, at, clock.due if clock else day_of(at))

        self.plan(case, when, remand)

    def _trouble(self, case: Case, now: datetime, goal: date) -> None:
        """Acute, waiting, dates promised and approved, tasks done: on the way to the decision."""
        span = max(3, (goal - day_of(now)).days + 30)
        somewhere = [day_of(now) + timedelta(days=self.rng.randint(1, span)) for _ in range(8)]
        council = case.area.council
        if council and self.chance(0.15):
            when = self.hour(somewhere[0], odd=True)
            self.plan(case, max(when, now), Staff.set_acute)
            if self.chance(0.5):
                cleared = self.hour(day_of(when) + timedelta(days=self.rng.randint(0, 6)), odd=True)
                self.plan(case, max(cleared, when + timedelta(minutes=1)), Staff.clear_acute)
            if self.chance(0.3):
                self._deliver_at(case, self.hour(day_of(when) + ONE), 0)
        if self.chance(0.3):
            cause = self.rng.choice(CAUSES)
            self.plan(case, self.hour(somewhere[1]), lambda s, c, at: s.wait(c, at, cause))
            self.plan(case, self.hour(max(somewhere[1], somewhere[2])), Staff.stop_waiting)
        for day in somewhere[3:5]:
            if self.chance(0.35):
                self._expect(case, day)
        if self.chance(0.3):
            self.plan(case, self.hour(somewhere[5]), Staff.approve)
        for day in somewhere[6:]:
            if self.chance(0.4):
                kind = self.rng.choice(
                    ("telephone", "late-and-untold", "set-date-and-reason", "no-receipt")
                )
                self._finish(case, self.hour(day), kind)

    def _finish(self, case: Case, when: datetime, kind: str) -> None:
        def finish(staff: Staff, c: Case, at: datetime) -> None:
            open_kinds = [t.kind for t in c.tasks if t.done_at is None]
            staff.finish(c, at, kind if kind in open_kinds or not open_kinds else open_kinds[0])

        self.plan(case, when, finish)

    def _expect(self, case: Case, day: date) -> None:
        weeks = self.chance(0.4)
        ahead = self.rng.choice((2, 4, 6)) if weeks else self.rng.choice((1, 5, 12, 20, 45))
        cause = self.rng.choice((*CAUSES, None))
        kind = "delivery" if self.chance(0.2) else "decision"
        when = self.hour(day)

        def expect(staff: Staff, c: Case, at: datetime) -> None:
            staff.expect(c, at, ahead=ahead, weeks=weeks, kind=kind, cause=cause)

        self.plan(case, when, expect)
        if self.chance(0.5):
            self.plan(case, when + timedelta(minutes=6), Staff.approve)
