"""A year of days, with the machine killed and restarted at random points, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.simulation import books
from tests.simulation.lives import Fate
from tests.simulation.machine import Machine, Nursery, nursery
from tests.simulation.staff import Staff
from tests.simulation.town import opened
from tests.simulation.world import World

FIRST, LAST = date(2026, 1, 5), date(2027, 1, 10)


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    with nursery() as made:
        yield made


@pytest.mark.parametrize("seed", [1])
def test_year(database_url: str, tmp_path: Path, children: Nursery, seed: int) -> None:
    import os
    seed = int(os.environ.get("SEED", seed)); n = int(os.environ.get("N", 40))
    with opened(tmp_path, database_url) as town:
        staff = Staff(town)
        machine = Machine(town, children)
        world = World(staff, machine, books.Books(town.office), Random(seed), kill_share=float(os.environ.get("KILL", 0)), child_share=float(os.environ.get("CHILD", 0)))
        fate = Fate(world, Random(seed * 7 + 1))
        days = (LAST - FIRST).days
        for _ in range(n):
            fate.begin(FIRST + timedelta(days=fate.rng.randint(0, int(days * 0.9))))

        def night(day: date) -> None:
            wrong = books.differences(world.books.read(), world.cases)
            assert not wrong, f"{day}\n" + "\n".join(wrong)

        world.live(FIRST, LAST, night)
        print(len(world.cases), world.looks, staff.done, staff.refused, machine.kills)
