"""The straight road: registered, acute, awaited, promised, decided, sent, delivered, ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from notifications.causes import Cause
from rules.terms import DeadlineKind
from tests.helpers import FJORDBY
from tests.simulation.days import day_of, instant
from tests.simulation.facts import Application, Delivery, Expected, Person, Task, Waiting
from tests.simulation.model import Look, open_task, weigh
from tests.turns.clerk import WHO, Clerk, numbers
from tests.turns.counting import clear_left, recount
from tests.turns.facts import GRANTS_NOTHING, Party, Stage, Verdict, decided_before
from tests.turns.file import File
from tests.turns.town import AREAS, Place
from tracker.codes import DigitalPost, Ending, Outcome, Role
from tracker.services.approving import approve_notices, finish_task
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close
from tracker.services.deciding import NewGrant, decide, record_sent
from tracker.services.delivering import deliver
from tracker.services.expecting import NewExpectation, await_information, expect, stop_awaiting
from tracker.services.parties import NewParty
from tracker.services.registering import AcuteNeed, EarlierRound, NewApplication, register


def new_party(party: Party) -> NewParty:
    """A person as typed."""
    return NewParty(
        name="" if party.anonymous else "Prøve Testesen",
        role=Role(party.role),
        address=("Opdigtet Vej 1", "0000 Fjordby"),
        digital_post=DigitalPost.REGISTERED if party.digital else DigitalPost.EXEMPT,
        anonymous=party.anonymous,
        until=party.until,
        born=party.born,
        told=party.said,
        copy_to_party=party.gets_copy,
    )


def grants_named(count: int, wished: date | None = None) -> list[NewGrant]:
    """So many services; a wish for a later start moves no date, but it is what is promised."""
    return [NewGrant(service=f"hjælp {n + 1}", wished_on=wished) for n in range(count)]


def people_of(crowd: Sequence[Party], area: Place, today: date) -> list[Party]:
    """Who applies, in the case about one area: the wish for a copy is the represented party's."""
    people = list(map(replace, crowd))
    for party in people:
        party.begin(area, today)
        if not party.principal:
            people[0].gets_copy, party.gets_copy = people[0].gets_copy or party.gets_copy, False
    return people


def apply(
    clerk: Clerk,
    areas: Sequence[str],
    received: date | datetime,
    people: Sequence[Party],
    *,
    acute: bool = False,
    remanded: bool = False,
) -> None:
    """An application is registered: a case for each area."""
    now = clerk.now
    new = NewApplication(
        municipality=FJORDBY,
        areas=areas,
        received=received,
        parties=[new_party(person) for person in people],
        acute=AcuteNeed("kan ikke vente") if acute else None,
        remanded=EarlierRound() if remanded else None,
    )
    came = received <= now if isinstance(received, datetime) else received <= clerk.today
    may = came and bool(areas) and len(set(areas)) == len(areas)
    may = may and bool(people) and people[0].principal
    if not may:
        clerk.refused("register", lambda: register(clerk.town.office, new, now=now, **WHO))
        return
    made = register(clerk.town.office, new, now=now, **WHO)
    clerk.happened("register")
    application = Application(received, now)
    files: list[File] = []
    for reference, name in zip(made.references, areas, strict=True):
        area, track = AREAS[name], "remanded" if remanded else "ordinary"
        stage = Stage(1, track, received, now, area=area)
        crowd = list[Person](people_of(people, area, clerk.today))
        case = File(reference, area, application, crowd, [stage])
        case.acute_from = _since(received, now) if acute else None
        files.append(case)
    application.cases += files
    clerk.files += files
    clerk.unchecked |= set(files)
    for case in files:
        recount(case, now)
    for case in files:
        weigh(case, now)


def _since(received: date | datetime, now: datetime) -> datetime:
    if isinstance(received, datetime):
        return received
    return now if received == day_of(now) else instant(received, 0)


def flag(clerk: Clerk, case: File, since: datetime | None) -> None:
    """The need becomes acute."""
    known = since or clerk.now
    waits = any(case.came(grant) is None for grant in case.going)
    may = case.ending is None and (case.decision is None or waits)
    may = may and case.acute_from is None and known <= clerk.now
    may = may and day_of(known) >= case.application.received_on

    def follow() -> None:
        case.acute_from = known

    need = AcuteNeed("er faldet", since)
    clerk.act(case, set_acute, need, may=may, follow=follow, count=True)


def unflag(clerk: Clerk, case: File) -> None:
    """It is acute no more."""

    def follow() -> None:
        clear_left(case, clerk.now)
        case.acute_from = None

    own, known = case.decision, case.acute_from
    may = case.ending is None and (known is not None or bool(case.acute_left))
    may = may and (own is None or known is None or decided_before(own, known))
    clerk.act(case, clear_acute, "en pårørende hjælper", may=may, follow=follow, count=True)


def rule_on(
    clerk: Clerk,
    case: File,
    outcome: str,
    back: int,
    grants: int,
    sent_back: int | None,
    lasting: int | None = None,
) -> None:
    """The running round is decided, and perhaps sent; the help may be `lasting` so many days."""
    hours = case.area.decision is not None and case.area.decision.unit == "hours"
    day = clerk.back(back)
    on: date | datetime = clerk.now if hours and back == 0 else day
    sent = clerk.back(sent_back) if sent_back is not None else None
    may = case.open and case.stage.started_on <= day <= clerk.today
    may = may and (sent is None or day <= sent <= clerk.today)
    may = may and not (outcome in GRANTS_NOTHING and grants)
    may = may and (outcome != "unchanged" or case.stage.looks_again)
    count = 0 if outcome in GRANTS_NOTHING else grants or 1
    last_day = day + timedelta(days=lasting) if lasting and grants else None

    def follow() -> None:
        at = on if isinstance(on, datetime) else None
        made = Verdict(outcome, day, at, clerk.now, numbers(case, count), sent)
        case.stage.decision = made
        case.stage.verdicts.append(made)
        if last_day:
            case.last_days |= dict.fromkeys(made.grants, last_day)
        if wished:
            case.wishes |= dict.fromkeys(made.grants, wished)

    wished = clerk.today + timedelta(days=40) if grants == 2 else None
    services = [replace(new, until_on=last_day) for new in grants_named(grants, wished)]
    more = {"grants": services, "sent_on": sent}
    clerk.act(case, decide, Outcome(outcome), on, may=may, follow=follow, count=True, **more)


def send_decision(clerk: Clerk, case: File, back: int) -> None:
    """The decision goes out."""
    verdict, day = case.to_send, clerk.back(back)
    may = verdict is not None and verdict.on <= day <= clerk.today

    def follow() -> None:
        assert verdict is not None
        verdict.sent_on = day

    clerk.act(case, record_sent, day, may=may, follow=follow, count=True)


def help_comes(clerk: Clerk, case: File, back: int, number: int | None, *, partial: bool) -> None:
    """Help reaches the citizen: a grant's, or where none could wait for a decision."""
    day = clerk.back(back)
    may, grant = _deliverable(case, number)
    may = may and case.ending is None and case.application.received_on <= day <= clerk.today
    if grant is not None and may:
        made = case.verdict_of(grant)
        urgent = case.acute_from is not None and not decided_before(made, case.acute_from)
        may = urgent or made.on <= day

    def follow() -> None:
        case.deliveries.append(Delivery(grant, day, partial, clerk.now))

    clerk.act(case, deliver, day, grant=number, partial=partial, may=may, follow=follow)


def _deliverable(case: File, number: int | None) -> tuple[bool, int | None]:
    waiting = [g for g in case.going if case.came(g) is None]
    if number is not None:
        return number - 1 in waiting, number - 1
    if not waiting:
        own = [c for c in case.running() if c.kind == "delivery" and c.grant is None]
        runs = any(c.round is case.stage for c in own)
        return case.decision is None and runs and not case.delivered_on(case.stage, None), None
    return len(waiting) == 1, waiting[0]


def end(clerk: Clerk, case: File, how: str, back: int) -> None:
    """The case ends otherwise than by a decision; also decided, while help is owed."""
    day = clerk.back(back)
    owed = [c for c in case.running() if c.kind == "delivery" and not case.stopped(c)]
    may = case.ending is None and (case.decision is None or bool(owed))
    may = may and case.stage.started_on <= day <= clerk.today
    may = may and (case.decision is None or case.decision.on <= day)

    def follow() -> None:
        ended(case, how, day, clerk.now)

    clerk.act(case, close, Ending(how), day, may=may, follow=follow)


def ended(case: File, how: str, day: date, now: datetime) -> None:
    """What an ending leaves to people."""
    case.ending, case.ended_on = how, day
    case.today = day_of(now)
    named = case.applicants
    if how in ("moved", "transferred") and named:
        open_task(case, Task("tell-applicant", case, day), now, anew=True)
    if how == "died":
        news = not any(p.died for p in case.parties if p.principal)
        open_task(case, Task("death", case, None), now, anew=news)


def wait(clerk: Clerk, case: File, cause: str, back: int) -> None:
    """The case waits for something."""
    since = clerk.back(back)
    may = case.ending is None and case.application.received_on <= since <= clerk.today

    def follow() -> None:
        _stop_waits(case, since)
        case.waits.append(Waiting(cause, since))

    clerk.act(case, await_information, Cause(cause), since=since, may=may, follow=follow)


def stop_wait(clerk: Clerk, case: File, back: int) -> None:
    """What it waited for has come."""
    day = clerk.back(back)
    may = day <= clerk.today and case.waiting(day) is not None
    clerk.act(case, stop_awaiting, day, may=may, follow=lambda: _stop_waits(case, day))


def _stop_waits(case: File, day: date) -> None:
    for waiting in case.waits:
        waiting.until = waiting.until or max(day, waiting.since)


def promise(
    clerk: Clerk, case: File, kind: str, ahead: int, cause: str | None, *, weeks: bool
) -> None:
    """The caseworker says when: so many days ahead, or within so many weeks."""
    until = clerk.today + timedelta(days=7 * ahead if weeks else ahead)
    new = NewExpectation(
        kind=DeadlineKind(kind),
        expected_on=None if weeks else until,
        time_frame=f"{ahead} uger" if weeks else None,
        cause=Cause(cause) if cause else None,
    )
    running = [c for c in case.governing() if c.kind == kind and case.stopped(c) is None]
    may = bool(running) and case.ending is None and until > clerk.today
    may = may and until > min(c.due for c in running)
    may = may and not (weeks and not cause and case.waiting(clerk.today) is None)

    def follow() -> None:
        case.expected.append(Expected(kind, until, clerk.now, cause is not None))

    clerk.act(case, expect, new, may=may, follow=follow)


def approve(clerk: Clerk, case: File) -> None:
    """A person approves the letters that wait; where one lacks its reason, none."""
    case.look_on(clerk.today)
    looks = [
        look
        for clock in case.governing()
        if case.ending is None and case.stopped(clock) is None and not case.by_hand(clock)
        for look in (Look(case, clock, person, clerk.now) for person in case.told_about(clock))
        if (look.current.state == "draft" if look.current else look.expected)
    ]
    may = bool(looks) and not any(look.reason_missing for look in looks)

    def follow() -> None:
        for look in looks:
            look.send(by_hand=True)

    clerk.act(case, approve_notices, may=may, follow=follow)


def finish(clerk: Clerk, case: File, kind: str) -> None:
    """Somebody has done what a task asked."""
    waiting = [t for t in case.tasks if t.kind == kind and t.done_at is None]

    def follow() -> None:
        for task in waiting:
            task.done_at = clerk.now

    clerk.act(case, finish_task, kind, may=bool(waiting), follow=follow)
