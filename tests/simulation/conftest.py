"""What the simulations share: one process that forks the machine."""

from collections.abc import Iterator

import pytest

from tests.simulation.machine import Nursery, nursery


@pytest.fixture(scope="session")
def children() -> Iterator[Nursery]:
    """A process that has everything loaded and forks a child for each look."""
    with nursery() as made:
        yield made
