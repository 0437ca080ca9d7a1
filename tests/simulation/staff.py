"""The people of Fjordby: every act is done in the real case file and in the model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from notifications.causes import Cause
from rules.terms import DeadlineKind
from tests.helpers import FJORDBY, Installation
from tests.simulation.counting import recount
from tests.simulation.days import day_of, instant
from tests.simulation.facts import (
    Application,
    Case,
    Decision,
    Delivery,
    Expected,
    Person,
    Round,
    Task,
    Waiting,
    Way,
)
from tests.simulation.model import Look, arrival, open_task, weigh
from tests.simulation.town import AREAS
from tracker.codes import DigitalPost, Ending, Outcome, Role
from tracker.errors import TrackerError
from tracker.services.approving import approve_notices, finish_task
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close
from tracker.services.confirming import confirm, report_returned
from tracker.services.correcting import correct_receipt
from tracker.services.deciding import NewGrant, decide, record_sent
from tracker.services.delivering import deliver
from tracker.services.expecting import NewExpectation, await_information, expect, stop_awaiting
from tracker.services.parties import NewParty
from tracker.services.registering import AcuteNeed, EarlierRound, NewApplication, register
from tracker.services.remanding import NewRemand, remand

WHO = {"actor": "mk"}


@dataclass
class Staff:
    """Caseworkers, post room and register, all in one; without a town, in the model alone."""

    town: Installation | None
    cases: dict[str, Case] = field(default_factory=dict)
    done: int = 0
    refused: int = 0

    def register(
        self,
        areas: Sequence[str],
        received: date | datetime,
        people: Sequence[Person],
        now: datetime,
        *,
        acute: bool = False,
        remanded: bool = False,
    ) -> Application:
        """An application is registered."""
        new = NewApplication(
            municipality=FJORDBY,
            areas=areas,
            received=received,
            parties=[_party(number, person) for number, person in enumerate(people)],
            acute=AcuteNeed("kan ikke vente") if acute else None,
            remanded=EarlierRound() if remanded else None,
        )
        application = Application(received, now)
        for reference, area in zip(self._references(new, now), areas, strict=True):
            first = Round(1, "remanded" if remanded else "ordinary", received, now)
            case = Case(reference, AREAS[area], application, list(people), [first])
            case.acute_from = _acute_from(received, now) if acute else None
            application.cases.append(case)
            self.cases[reference] = case
        for case in application.cases:
            recount(case, now)
        for case in application.cases:
            weigh(case, now)
        return application

    def _references(self, new: NewApplication, now: datetime) -> list[str]:
        if self.town is not None:
            return register(self.town.office, new, now=now, **WHO).references
        first = len(self.cases) + 1
        return [f"{day_of(now).year}-{first + n:04d}" for n in range(len(new.areas))]

    def _act(
        self,
        case: Case,
        now: datetime,
        service: Callable[..., object],
        *given: Any,
        may: bool,
        **more: Any,
    ) -> bool:
        """Call a service; an act that the model finds impossible must be refused."""
        if self.town is None:
            return may
        call = (self.town.office, FJORDBY, case.reference, *given)
        if may:
            service(*call, now=now, **WHO, **more)
            self.done += 1
            return True
        try:
            service(*call, now=now, **WHO, **more)
        except TrackerError:
            self.refused += 1
            return False
        pytest.fail(f"{now}: {service} should have been refused in case {case.reference}")

    def decide(
        self, case: Case, now: datetime, outcome: str, *, grants: int = 1, send: bool = True
    ) -> None:
        """The running round is decided today, and perhaps sent at once."""
        today = day_of(now)
        by_hour = case.area.decision is not None and case.area.decision.unit == "hours"
        on = now if by_hour else today
        services = [NewGrant(service=f"hjælp {n + 1}") for n in range(grants)]
        granted = outcome != "refused"
        more = {"grants": services if granted else (), "sent_on": today if send else None}
        may = case.open and today >= case.round.started_on
        if self._act(case, now, decide, Outcome(outcome), on, may=may, **more):
            numbers = list(range(case.grants, case.grants + grants)) if granted else []
            case.grants += len(numbers)
            at = now if by_hour else None
            made = Decision(outcome, today, at, now, numbers, today if send else None)
            case.round.decision = made
            self._after(case, now)

    def send_decision(self, case: Case, now: datetime) -> None:
        """The decision goes out today."""
        decision = case.decision
        may = case.ending is None and decision is not None and decision.sent_on is None
        if self._act(case, now, record_sent, day_of(now), may=may):
            assert decision is not None
            decision.sent_on = day_of(now)
            self._after(case, now)

    def deliver(self, case: Case, now: datetime, grant: int, *, partial: bool = False) -> None:
        """Help reaches the citizen: the n-th grant of the decision, or help before any."""
        numbers = case.decision.grants if case.decision else []
        chosen, may = None, False
        if numbers:
            chosen = numbers[min(grant, len(numbers) - 1)]
            may = case.delivered_on(case.round, chosen) is None
        elif case.decision is None:
            running = any(c.kind == "delivery" for c in case.running())
            may = running and all(d.partial for d in case.deliveries)
        number = chosen + 1 if chosen is not None else None
        more = {"grant": number, "partial": partial}
        may = may and case.ending is None
        if self._act(case, now, deliver, day_of(now), may=may, **more):
            case.deliveries.append(Delivery(chosen, day_of(now), partial, now))
            weigh(case, now)

    def set_acute(self, case: Case, now: datetime) -> None:
        """The need becomes acute."""
        may = case.open and case.acute_from is None
        if not may and case.ending is None and case.decision is not None:
            return  # granted help can still become acute: tests/services/test_late_acute.py
        if self._act(case, now, set_acute, AcuteNeed("er faldet"), may=may):
            case.acute_from = now
            self._after(case, now)

    def clear_acute(self, case: Case, now: datetime) -> None:
        """It was not acute after all."""
        may = case.open and case.acute_from is not None
        if self._act(case, now, clear_acute, "en pårørende hjælper", may=may):
            case.acute_from = None
            self._after(case, now)

    def remand(self, case: Case, now: datetime) -> None:
        """The appeals board's decision came today."""
        hours = case.area.decision is not None and case.area.decision.unit == "hours"
        received = now if hours else day_of(now)
        may = case.decision is not None
        if self._act(case, now, remand, NewRemand(received=received), may=may):
            for clock in case.running():
                if clock.kind == "delivery" and case.stopped(clock) is None:
                    clock.lapsed_at = now
            case.rounds.append(Round(len(case.rounds) + 1, "remanded", received, now))
            case.ending = case.ended_on = case.acute_from = None
            recount(case, now)
            open_task(case, Task("resume-help", case.round, day_of(now)), now)
            weigh(case, now)

    def wait(self, case: Case, now: datetime, cause: str) -> None:
        """The case waits for something."""
        today = day_of(now)
        may = case.ending is None
        if self._act(case, now, await_information, Cause(cause), may=may, since=today):
            self._stop_waits(case, today)
            case.waits.append(Waiting(cause, today))
            weigh(case, now)

    def stop_waiting(self, case: Case, now: datetime) -> None:
        """What it waited for has come."""
        today = day_of(now)
        if self._act(case, now, stop_awaiting, today, may=case.waiting(today) is not None):
            self._stop_waits(case, today)
            weigh(case, now)

    @staticmethod
    def _stop_waits(case: Case, today: date) -> None:
        for waiting in case.waits:
            waiting.until = waiting.until or today

    def expect(
        self,
        case: Case,
        now: datetime,
        *,
        ahead: int,
        weeks: bool = False,
        kind: str = "decision",
        cause: str | None = None,
    ) -> None:
        """The caseworker says when: so many days ahead, or within so many weeks."""
        today = day_of(now)
        until = today + timedelta(days=7 * ahead if weeks else ahead)
        new = NewExpectation(
            kind=DeadlineKind(kind),
            expected_on=None if weeks else until,
            time_frame=f"{ahead} uger" if weeks else None,
            cause=Cause(cause) if cause else None,
        )
        running = [c for c in case.governing() if c.kind == kind and case.stopped(c) is None]
        may = bool(running) and case.ending is None and until > today
        may = may and until > min(c.due for c in running)
        may = may and not (weeks and not cause and case.waiting(today) is None)
        if self._act(case, now, expect, new, may=may):
            case.expected.append(Expected(kind, until, now, cause is not None))
            weigh(case, now)

    def approve(self, case: Case, now: datetime) -> None:
        """A person approves the letters that wait."""
        looks = [look for look in self._approvable(case, now) if not look.reason_missing]
        if self._act(case, now, approve_notices, may=bool(looks)):
            for look in looks:
                look.send(by_hand=True)
            weigh(case, now)

    @staticmethod
    def _approvable(case: Case, now: datetime) -> list[Look]:
        found = []
        for clock in case.governing():
            if case.ending is not None or case.stopped(clock) is not None:
                continue
            for person in case.told_people:
                look = Look(case, clock, person, now)
                letter = look.current
                if letter.state == "draft" if letter else look.expected:
                    found.append(look)
        return found

    def correct(self, case: Case, now: datetime, received: date | datetime) -> None:
        """The day of receipt was written down wrongly."""
        application = case.application
        day = day_of(received) if isinstance(received, datetime) else received
        firsts = [(c.rounds[0].decision, c.ended_on) for c in application.cases]
        may = all(d is None or d.on >= day for d, _ in firsts)
        may = may and all(e is None or e >= day for _, e in firsts)
        may = may and (day != application.received_on or isinstance(received, datetime))
        may = may and day <= day_of(now)
        if self._act(case, now, correct_receipt, received, "stemplet forkert", may=may):
            application.received = received
            for each in application.cases:
                each.rounds[0].start = received
                recount(each, now)
            for each in application.cases:
                weigh(each, now)

    def close(self, case: Case, now: datetime, ending: str) -> None:
        """The case ends otherwise than by a decision."""
        owed = [c for c in case.running() if c.kind == "delivery" and not case.stopped(c)]
        may = case.ending is None and (case.decision is None or bool(owed))
        if self._act(case, now, close, Ending(ending), day_of(now), may=may):
            case.ending, case.ended_on = ending, day_of(now)
            weigh(case, now)

    def finish(self, case: Case, now: datetime, kind: str) -> None:
        """Somebody has done a task."""
        waiting = [t for t in case.tasks if t.kind == kind and t.done_at is None]
        if self._act(case, now, finish_task, kind, may=bool(waiting)):
            for task in waiting:
                task.done_at = now
            weigh(case, now)

    def confirm(self, case: Case, way: Way, now: datetime) -> None:
        """A letter is confirmed: made available, or handed over to the post."""
        if self.town is not None:
            assert way.message is not None
            done = confirm(self.town.office, [way.message], now, now=now, **WHO)
            known = (1, 0) if way.state == "sent" else (0, 1)
            assert (done.now, done.before) == known, (case.reference, way)
        if way.state == "sent":
            way.state, way.arrived_at = "available", arrival(way, now)
            weigh(case, now)

    def come_back(self, case: Case, way: Way, now: datetime) -> None:
        """A letter is rejected, or comes back."""
        if self.town is not None:
            assert way.message is not None
            report_returned(self.town.office, way.message, day_of(now), now=now, **WHO)
        way.state, way.arrived_at = "returned", None
        weigh(case, now)

    @staticmethod
    def _after(case: Case, now: datetime) -> None:
        recount(case, now)
        weigh(case, now)


def _acute_from(received: date | datetime, now: datetime) -> datetime:
    if isinstance(received, datetime):
        return received
    return now if received == day_of(now) else instant(received, 0)


def _party(number: int, person: Person) -> NewParty:
    return NewParty(
        name="" if person.anonymous else f"Prøve Testesen {number + 1}",
        role=Role(person.role),
        address=("Opdigtet Vej 1", "0000 Fjordby"),
        digital_post=DigitalPost.REGISTERED if person.digital else DigitalPost.EXEMPT,
        anonymous=person.anonymous,
        until=person.until,
    )
