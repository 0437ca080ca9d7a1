"""Programs at the API: on a database of the test's own, or on one that a module's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import Installation
from tests.web.api.programs import Program, Systems, standing, systems_of


@pytest.fixture
def systems(sqlite_installation: Installation) -> Systems:
    """Fjordby and its programs, on SQLite."""
    return systems_of(sqlite_installation)


@pytest.fixture
def both(installation: Installation) -> Systems:
    """The same, on SQLite and on PostgreSQL."""
    return systems_of(installation)


@pytest.fixture(scope="module")
def shared(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systems]:
    """The same for all tests of a module: each looks only at what it made."""
    with standing(migrated_sqlite, tmp_path_factory.mktemp("shared")) as systems:
        yield systems


@pytest.fixture(scope="module")
def program(shared: Systems) -> Program:
    """A program there that may do everything."""
    return shared.program()
