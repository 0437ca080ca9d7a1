"""Who tells the stories: a process for each command on SQLite, and the same code at once on
PostgreSQL."""

import contextlib
import io
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from tests.acceptance.at_time import launch, run_at
from tests.acceptance.forking import fork
from tests.acceptance.stories.telling import Answer, Driver, Story
from tests.helpers import FJORDBY, PACKS
from tracker.cli import common
from tracker.office import Office, open_office
from tracker.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture
def story(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    """A blank page: an empty installation of the invented municipality Fjordby."""
    outbox = tmp_path / "outbox"
    settings = {
        "DATABASE_URL": database_url,
        "KEY_FILE": str(tmp_path / "rettidig.key"),
        "PACKS": str(PACKS),
        "OUTBOX": str(outbox),
        "MUNICIPALITY": FJORDBY,
        "USER": "mk",
    }
    given = {f"RETTIDIG_{name}": value for name, value in settings.items()}
    if database_url.startswith("sqlite"):
        return Story(_processes(given, tmp_path), outbox)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return Story(_here(monkeypatch), outbox)


def _processes(settings: dict[str, str], folder: Path) -> Driver:
    """A process of its own for every command line, as an operator calls it."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **settings}

    def drive(now: datetime, words: Sequence[str]) -> Answer:
        ended = fork(launch, folder / "said", environ, [now.isoformat(), *words])
        return Answer(ended.code, ended.out, _without_notes(ended.err))

    return drive


def _here(monkeypatch: pytest.MonkeyPatch) -> Driver:
    """The same words in this process, which must let go of the database a process leaves behind."""
    opened: list[Office] = []

    def open_and_remember(settings: Settings) -> tuple[Office, list[str]]:
        office, warnings = open_office(settings)
        opened.append(office)
        return office, list(warnings)

    monkeypatch.setattr(common, "open_office", open_and_remember)

    def drive(now: datetime, words: Sequence[str]) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_at(now, words)
        while opened:
            opened.pop().engine.dispose()
        return Answer(code, out.getvalue(), _without_notes(err.getvalue()))

    return drive


def _without_notes(text: str) -> str:
    """What was said, less that a key was made: that is said once, wherever the story begins."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("rettidig: a key was made"))
