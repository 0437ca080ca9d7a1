"""One look, ended before each statement and each commit that it sends to the database."""

from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session, col, func, select, update

from tests.helpers import Installation
from tests.simulation import books, checks
from tests.simulation.days import instant
from tests.simulation.facts import Person
from tests.simulation.machine import Machine, Nursery
from tests.simulation.model import dispatch, weigh
from tests.simulation.staff import Staff
from tests.simulation.town import opened
from tests.simulation.world import World
from tracker.models import Case as CaseRow
from tracker.models import Dispatch

TODAY = date(2026, 3, 16)
NOON = instant(TODAY, 12, 5)


def a_busy_noon(world: World) -> None:
    """Two parties to be told of a delay, and a new application to be acknowledged."""
    staff = world.staff
    both = [Person(), Person("custody-holder", digital=False)]
    staff.register(["pleje"], date(2026, 3, 10), both, instant(date(2026, 3, 10), 9))
    world.whole_look(instant(TODAY, 6, 30))
    staff.register(["bil"], TODAY, [Person()], instant(TODAY, 11))


def how_far(town: Installation) -> tuple[int, ...]:
    """What a killed run has brought about for good; a claim alone is nothing."""
    with Session(town.office.engine) as session:
        return session.exec(
            select(
                select(func.sum(CaseRow.version)).scalar_subquery(),
                func.count(col(Dispatch.pdf_sha256)),
                func.count(col(Dispatch.dispatched_at)),
            )
        ).one()


def let_leases_run_out(town: Installation) -> None:
    """What the dead process held is free again."""
    with town.office.engine.begin() as connection:
        free = update(Dispatch).values(lease_until=NOON - timedelta(seconds=1))
        connection.execute(free.where(col(Dispatch.state) == "claimed"))


def test_a_look_that_ends_anywhere_is_taken_up_again(
    database_url: str, tmp_path: Path, children: Nursery
) -> None:
    with opened(tmp_path, database_url) as town:
        machine = Machine(town, children)
        world = World(Staff(town), 0, machine, books.Books(town.office))
        a_busy_noon(world)
        point = 1
        while True:
            before = how_far(town)
            if not machine.killed_here(NOON, "statement", point):
                break
            let_leases_run_out(town)
            point = 1 if how_far(town) != before else point + 1
        assert machine.kills["here, statement"] > 100, machine.kills
        for case in world.cases:
            weigh(case, NOON)
            dispatch(case, NOON)
        pages = books.Books(town.office).read()
        assert not books.differences(pages, world.cases)
        assert not list(checks.outbox_as_recorded(town, pages))
        assert not checks.journals_whole(town, NOON)
