"""A year of days, with the machine killed and restarted at random points, on both databases."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.helpers import Installation
from tests.simulation import books, checks
from tests.simulation.days import instant
from tests.simulation.lives import Fate
from tests.simulation.machine import Machine, Nursery
from tests.simulation.staff import Staff
from tests.simulation.town import opened
from tests.simulation.world import Chaos, World

FIRST, LAST = date(2026, 1, 5), date(2027, 1, 10)

#: Nobody runs the machine: Easter, the night the clocks go back, and into Christmas.
DOWNTIME = (
    (date(2026, 2, 10), date(2026, 2, 12)),
    (date(2026, 4, 1), date(2026, 4, 8)),
    (date(2026, 10, 23), date(2026, 10, 26)),
    (date(2026, 12, 18), date(2026, 12, 27)),
)


def fill(world: World, applications: int) -> World:
    """Applications spread over the year, and the lives that follow from them."""
    fate = Fate(world, Random(world.seed * 7 + 1))
    days = (LAST - FIRST).days
    for _ in range(applications):
        fate.begin(FIRST + timedelta(days=fate.rng.randint(0, int(days * 0.9))))
    return world


def real_world(town: Installation, children: Nursery, seed: int, chaos: Chaos) -> World:
    """A town with a machine that is killed at times."""
    machine = Machine(town, children)
    return World(Staff(town), seed, machine, books.Books(town.office), chaos)


def check_night(world: World, day: date) -> None:
    """The books are those of the model, and the letters are in order."""
    assert world.books is not None
    wrong = books.differences(world.books.read(), world.cases)
    if not world.chaos.down_on(day):
        wrong += checks.letters_in_order(world.cases, instant(day, 23, 59))
    assert not wrong, f"{day}\n" + "\n".join(wrong)


def check_month(world: World, day: date) -> None:
    """Reports add up, the outbox is as recorded, the journals are whole."""
    assert world.books is not None
    assert world.machine is not None
    town, now = world.machine.town, instant(day, 23, 59)
    pages = world.books.read(all_of_it=True)
    wrong = books.differences(pages, world.cases)
    wrong += checks.reports_add_up(town, world.cases, now)
    wrong += checks.outbox_as_recorded(town, pages)
    wrong += checks.journals_whole(town, now)
    assert not wrong, f"{day}\n" + "\n".join(wrong)


def live_a_year(world: World) -> None:
    """Every night the books, every month the reports; at the end the whole machine once more."""
    assert world.machine is not None

    def night(day: date) -> None:
        check_night(world, day)
        if (day + timedelta(days=1)).day == 1:
            check_month(world, day)

    world.live(FIRST, LAST, night)
    end = instant(LAST, 23, 58)
    world.whole_look(end)
    check_month(world, LAST)
    wrong = list(checks.looking_again_changes_nothing(world.machine.town, end))
    assert not wrong, "\n".join(wrong)


def test_every_slipping_case_is_told_once_and_the_books_agree(
    database_url: str, tmp_path: Path, children: Nursery
) -> None:
    sqlite = database_url.startswith("sqlite")
    seed, applications = (1, 12) if sqlite else (2, 5)  # a look costs more over a connection
    with opened(tmp_path, database_url) as town:
        world = real_world(town, children, seed, Chaos(0.3, 0.3, DOWNTIME))
        live_a_year(fill(world, applications))
        assert world.machine is not None
        assert sum(world.machine.kills.values()) > 10


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 16))
def test_more_years(database_url: str, tmp_path: Path, children: Nursery, seed: int) -> None:
    with opened(tmp_path, database_url) as town:
        world = real_world(town, children, seed, Chaos(0.4, 0.5, DOWNTIME))
        live_a_year(fill(world, 70))


@pytest.mark.parametrize("seed", [1, 2])
def test_what_downtime_delays_is_caught_up(seed: int) -> None:
    """The first letter about each promise is the one that no downtime would have sent, or it
    comes at the first look after it; the model alone shows it, as the books agree with it."""
    quiet, troubled = (World(Staff(None), seed, chaos=c) for c in (Chaos(), Chaos(0, 0, DOWNTIME)))
    for world in (quiet, troubled):
        fill(world, 40).live(FIRST, LAST, lambda _day: None)
    wrong = list(checks.caught_up(quiet, troubled))
    assert not wrong, "\n".join(wrong)
