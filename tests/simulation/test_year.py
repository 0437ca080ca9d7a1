"""A year of days, with the machine killed and restarted at random points, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.helpers import Installation
from tests.simulation import books, checks
from tests.simulation.days import instant
from tests.simulation.lives import Fate
from tests.simulation.machine import Machine, Nursery, nursery
from tests.simulation.staff import Staff
from tests.simulation.town import opened
from tests.simulation.world import World

FIRST, LAST = date(2026, 1, 5), date(2027, 1, 10)


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    """One process that forks the machine, for every test here."""
    with nursery() as made:
        yield made


def a_world(town: Installation, children: Nursery, seed: int, applications: int) -> World:
    """A town with a year of lives before it, and a machine that is killed at times."""
    world = World(
        Staff(town), Machine(town, children), books.Books(town.office), Random(seed), seed
    )
    fate = Fate(world, Random(seed * 7 + 1))
    days = (LAST - FIRST).days
    for _ in range(applications):
        fate.begin(FIRST + timedelta(days=fate.rng.randint(0, int(days * 0.9))))
    return world


def check_night(world: World, day: date) -> None:
    """The books are those of the model, and the letters are in order."""
    now = instant(day, 23, 59)
    wrong = books.differences(world.books.read(), world.cases)
    wrong += checks.letters_in_order(world.cases, now)
    assert not wrong, f"{day}\n" + "\n".join(wrong)


def check_month(world: World, day: date) -> None:
    """Reports add up, the outbox is as recorded, and looking again changes nothing."""
    town, now = world.staff.town, instant(day, 23, 59)
    wrong = books.differences(world.books.read(all_of_it=True), world.cases)
    wrong += checks.reports_add_up(town, world.cases, now)
    wrong += checks.outbox_as_recorded(town, world.books.read())
    wrong += checks.journals_whole(town, now)
    assert not wrong, f"{day}\n" + "\n".join(wrong)


def live_a_year(world: World) -> None:
    """Every night the books, every month the reports; at the end the whole machine once more."""

    def night(day: date) -> None:
        check_night(world, day)
        if (day + timedelta(days=1)).day == 1:
            check_month(world, day)

    world.live(FIRST, LAST, night)
    world.kill_share = 0.0
    last = instant(LAST, 23, 58)
    world.look(last)
    check_month(world, LAST)
    wrong = list(checks.looking_again_changes_nothing(world.staff.town, last))
    assert not wrong, "\n".join(wrong)


def live_and_check(
    folder: Path, url: str, children: Nursery, *, seed: int, applications: int, kills: float
) -> World:
    """One town's year on one database, with a stretch of days on which no machine runs."""
    with opened(folder, url) as town:
        world = a_world(town, children, seed, applications)
        world.kill_share, world.child_share = kills, 0.2
        away = FIRST + timedelta(days=100 + seed)
        world.downtime.append((away, away + timedelta(days=3)))
        live_a_year(world)
        return world


def test_a_year_of_days_on_both_databases(
    database_url: str, tmp_path: Path, children: Nursery
) -> None:
    world = live_and_check(
        tmp_path / "town", database_url, children, seed=2, applications=6, kills=0.1
    )
    assert sum(world.machine.kills.values()) > 0
    assert any(case.letters for case in world.cases)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 9))
def test_more_years(database_url: str, tmp_path: Path, children: Nursery, seed: int) -> None:
    live_and_check(tmp_path / "town", database_url, children, seed=seed, applications=40, kills=0.2)
