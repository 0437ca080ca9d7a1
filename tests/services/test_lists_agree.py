"""What lists read agrees with the case files: over many lives, at any instant from then on."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from notifications.causes import Cause
from rules.errors import RulesError
from rules.local_time import local_day
from tests.helpers import FJORDBY, Installation, aase, at
from tracker.codes import BoardOutcome, DigitalPost, Ending, Outcome, Role
from tracker.errors import TrackerError
from tracker.services.appealing import BoardAnswer, record_board
from tracker.services.classifying import clear_acute
from tracker.services.complaining import NewComplaint, complain, forward
from tracker.services.contacting import log_reminder
from tracker.services.figures import case_files, figures
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party
from tracker.services.reclassifying import hand_over, reclassify, split
from tracker.services.reopening import reopen
from tracker.services.summary_checking import differences
from tracker.services.summary_reading import listed_cases, summarised_figures
from tracker.services.work_standing import CaseStand
from tracker.services.working import WorkItem, worklist

#: Looked at so long after an act: the same night, before the sweep, some days, a season.
AHEAD = (
    timedelta(minutes=1),
    timedelta(hours=14),
    timedelta(days=2, hours=3),
    timedelta(days=11, hours=5),
    timedelta(days=60),
)
AREAS = (
    *("rengoering", "rengoering", "pleje", "hjaelpemidler", "bil", "krisehjaelp", "loebende"),
    *("boligindretning", "lov.stofmisbrugsbehandling", "lov.boernefaglig-undersoegelse"),
)
Act = Callable[[Installation, Random, str, datetime], Any]


def _register(town: Installation, random: Random, _case: str, now: datetime) -> None:
    day = local_day(now) - timedelta(days=random.choice((0, 0, 1, 9, 30)))
    reach = random.choice(list(DigitalPost))
    people = [aase(digital_post=reach)]
    if random.random() < 0.4:
        until = day + timedelta(days=random.choice((20, 45)))
        people.append(aase(role=Role.CUSTODY_HOLDER, until=random.choice((None, until))))
    areas = (
        random.sample(sorted(set(AREAS)), 2) if random.random() < 0.2 else [random.choice(AREAS)]
    )
    town.register(day.isoformat(), *areas, now=now, parties=people, caseworker="mk")


def _machine(town: Installation, random: Random, case: str, now: datetime) -> None:
    town.sweep(now)
    if random.random() < 0.4:
        town.dispatch(now)  # letters are slow to draw
        town.arrive(case, now)


def _decide(town: Installation, random: Random, case: str, now: datetime) -> None:
    outcome = random.choice((Outcome.GRANTED, Outcome.REFUSED))
    grants = ("rengøring",) if outcome is Outcome.GRANTED else ()
    day = local_day(now).isoformat()
    town.decide(case, day, outcome, *grants, sent=random.choice((None, day)), now=now)


def _expect(town: Installation, random: Random, case: str, now: datetime) -> None:
    on = local_day(now) + timedelta(days=random.randint(10, 60))
    town.expect(case, now=now, expected_on=on.isoformat())
    town.approve(case, now=now)


def _return(town: Installation, _random: Random, case: str, now: datetime) -> None:
    last = {letter["kind"]: letter["message"] for letter in town.show(case, now)["letters"]}
    sent = [kind for kind, message in last.items() if message]
    if sent:
        town.returned(case, sent[-1], local_day(now).isoformat(), now=now)


def _finish(town: Installation, _random: Random, case: str, now: datetime) -> None:
    for kind in town.tasks(case, now)[:1]:
        town.done(case, kind, now=now)


def _party(town: Installation, random: Random, case: str, now: datetime) -> None:
    until = local_day(now) + timedelta(days=random.randint(0, 20))
    change = random.choice(
        (PartyChange(until=until), PartyChange(must_be_told=False), PartyChange(name="Ny Navnesen"))
    )
    town.act(change_party, case, 2, change, now=now)


#: What may happen, and how often; what a case does not allow then is refused, and that is fine.
ACTS: tuple[tuple[int, Act], ...] = (
    (4, _register),
    (12, _machine),
    (4, _decide),
    (3, _expect),
    (1, _return),
    (2, _finish),
    (1, _party),
    (2, lambda t, r, c, now: t.acute(c, "kan ikke vente", now=now)),
    (1, lambda t, r, c, now: t.act(clear_acute, c, "det kan vente", now=now)),
    (1, lambda t, r, c, now: t.await_(c, Cause.DOCTOR, _day(now), now=now)),
    (1, lambda t, r, c, now: t.sent(c, _day(now), now=now)),
    (2, lambda t, r, c, now: t.deliver(c, _day(now), now=now)),
    (1, lambda t, r, c, now: t.remand(c, _day(now), now=now)),
    (1, lambda t, r, c, now: t.close(c, _day(now), r.choice(list(Ending)[:4]), now=now, why="x")),
    (1, lambda t, r, c, now: t.correct(c, _day(now, r.randint(1, 9)), "fejl", now=now)),
    (1, lambda t, r, c, now: t.act(reclassify, c, r.choice(AREAS), "forkert", now=now)),
    (1, lambda t, r, c, now: t.act(split, c, [r.choice(AREAS)], "flere", now=now)),
    (1, lambda t, r, c, now: t.act(hand_over, c, now=now, team="andre", caseworker="sl")),
    (1, lambda t, r, c, now: t.act(reopen, c, local_day(now), "nye oplysninger", now=now)),
    (1, lambda t, r, c, now: t.act(complain, c, _complaint(now), now=now)),
    (1, lambda t, r, c, now: t.act(forward, c, local_day(now), now=now)),
    (1, lambda t, r, c, now: t.act(record_board, c, _answer(now, r), now=now)),
    (1, lambda t, r, c, now: t.act(log_reminder, c, local_day(now), now=now)),
    (1, lambda t, r, c, now: t.act(add_party, c, aase(role=Role.GUARDIAN), now=now)),
)


def _day(now: datetime, before: int = 0) -> str:
    return (local_day(now) - timedelta(days=before)).isoformat()


def _complaint(now: datetime) -> NewComplaint:
    return NewComplaint(received_on=local_day(now))


def _answer(now: datetime, random: Random) -> BoardAnswer:
    outcome = random.choice((BoardOutcome.UPHELD, BoardOutcome.CHANGED))
    return BoardAnswer(outcome=outcome, received_on=local_day(now))


def live(town: Installation, random: Random, acts: int) -> Iterator[datetime]:
    """Acts at random, half a day apart or so; answers the instant of each."""
    now = at("2026-01-05", 8)
    weights = [weight for weight, _ in ACTS]
    for number in range(acts):
        now += timedelta(minutes=random.choice((7, 200, 700, 1900)))
        act = _register if number < 3 else random.choices([a for _, a in ACTS], weights)[0]
        try:
            act(town, random, random.choice(references(town, now) or [""]), now)
        except (TrackerError, RulesError):
            continue
        yield now


def references(town: Installation, now: datetime) -> list[str]:
    with town.office.reading(now) as store:
        return [file.case.reference for file in case_files(store, "0999")]


def disagreements(town: Installation, now: datetime) -> Iterator[str]:
    """Every way in which the rows say something else than the files at an instant."""
    with town.office.reading(now) as store:
        rows = [_row(stand) for stand in listed_cases(store, "0999")]
        counted = list(summarised_figures(store, "0999"))
    read = [_line(item) for item in worklist(town.office, FJORDBY, now=now)]
    yield from _unlike("list", sorted(read), sorted(rows))
    yield from _unlike("figure", figures(town.office, FJORDBY, now=now), counted)


def _unlike(what: str, files: Sequence[object], rows: Sequence[object]) -> Iterator[str]:
    yield from (
        f"{what}: the file {f}, the row {r}" for f, r in zip(files, rows, strict=False) if f != r
    )
    if len(files) != len(rows):
        yield f"{what}: {len(files)} in the files, {len(rows)} in the rows"


def _line(item: WorkItem) -> tuple[object, ...]:
    return (
        *(item.reference, item.group, item.area, item.team, item.caseworker, item.standing),
        *(str(item.act_by), str(item.due_on), item.tasks),
    )


def _row(stand: CaseStand) -> tuple[object, ...]:
    row, first = stand.row, stand.first.row if stand.first else None
    return (
        *(row.reference, stand.group, row.area, row.team or "", row.caseworker or ""),
        *(stand.standing, str(first and first.act_by), str(first and first.due_on)),
        tuple(task.kind for task in stand.tasks),
    )


def as_written(town: Installation, now: datetime) -> list[str]:
    """How the rows of all cases, the finished ones too, differ from what their files give."""
    with town.office.reading(now) as store:
        return [
            line
            for file in case_files(store, "0999")
            for line in differences(store, town.office, file)
        ]


def test_lists_say_what_the_files_say(installation: Installation) -> None:
    random, now = Random(installation.office.engine.dialect.name), at("2026-01-05")
    for now in live(installation, random, 45):
        looked = random.random() < 0.3
        wrong = list(disagreements(installation, now + random.choice(AHEAD))) if looked else []
        assert not wrong, "\n".join(wrong)
    for ahead in AHEAD:
        assert not list(disagreements(installation, now + ahead))
    assert not as_written(installation, now + AHEAD[-1])
