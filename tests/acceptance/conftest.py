"""What the tests of the command line get: a folder with a database in it, fresh for each test."""

import shutil
from pathlib import Path

import pytest

from tests.acceptance.shell import Shell


@pytest.fixture
def empty(tmp_path: Path) -> Shell:
    """A folder in which nothing has been done yet."""
    return Shell(tmp_path)


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A folder with key, database and one case received on 5 March 2024, to be copied."""
    folder = tmp_path_factory.mktemp("lived-in")
    shutil.copyfile(migrated_sqlite, folder / "rettidig.db")
    shell = Shell(folder)
    person = ("--name", "Åse Prøve-Testesen", "--address", "Opdigtet Vej 1")
    done = shell("register", "--area", "rengoering", "--received", "2024-03-05", *person)
    assert done.code == 0, done.err
    shutil.rmtree(folder / "said")
    return folder


@pytest.fixture
def shell(tmp_path: Path, lived_in: Path) -> Shell:
    """A folder with one case, the last in this year: received on 5 March 2024, undecided."""
    shutil.copytree(lived_in, tmp_path, dirs_exist_ok=True)
    return Shell(tmp_path)


@pytest.fixture
def case(shell: Shell) -> str:
    """The number of that case."""
    return str(shell.query('SELECT reference FROM "case"')[0][0])
