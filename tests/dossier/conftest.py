"""A case that has lived a year with everything, once for all tests that only read it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.dossier.lives import LIVES
from tests.dossier.turns import TURNS
from tests.helpers import Installation, aase, at
from tracker.errors import TrackerError

CPR = "010190-1234"


@dataclass(frozen=True, slots=True)
class Lived:
    """An installation with one case, and the instant its life has come to."""

    installation: Installation
    reference: str
    now: datetime


@pytest.fixture(scope="session")
def lived_once(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds it, to be copied."""
    folder = tmp_path_factory.mktemp("lived")
    shutil.copyfile(migrated_sqlite, folder / "rettidig.db")
    with Installation.at(folder, f"sqlite:///{folder}/rettidig.db") as opened:
        now = at("2026-01-05")
        reference = opened.register("2026-01-05", now=now, parties=[aase(cpr=CPR)])
        for name, later in LIVES["a year with everything"]:
            now += timedelta(days=later, minutes=7)
            try:
                TURNS[name](opened, reference, now)
            except TrackerError:
                continue
    return folder


@contextmanager
def opened_copy(lived_once: Path, folder: Path) -> Iterator[Lived]:
    """That case in a folder of its own."""
    shutil.copytree(lived_once, folder, dirs_exist_ok=True)
    with Installation.at(folder, f"sqlite:///{folder}/rettidig.db") as opened:
        yield Lived(opened, "2026-0001", at("2026-06-30"))


@pytest.fixture
def lived(lived_once: Path, tmp_path: Path) -> Iterator[Lived]:
    """A copy of that case, for one test."""
    with opened_copy(lived_once, tmp_path) as lived:
        yield lived
