"""Our command in processes of its own, as a person at a terminal or another system calls it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.acceptance.forking import fork
from tests.helpers import FJORDBY, PACKS
from tracker.cli.main import run

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on stdout."""
        (line,) = self.out.splitlines()
        return json.loads(line)


def refused(ran: Ran) -> str:
    """The one plain line of a command that was refused; nothing else was said."""
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("rettidig: ")
    assert "Traceback" not in line
    assert "should not" not in line  # the words for a defect
    return line


@dataclass(frozen=True, slots=True)
class Shell:
    """A folder in which the command is called, with its settings."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, str]:
        """The whole environment of a command."""
        return {
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ.get("PATH", ""),
            # Packs that were read are kept beside the tests' folders, not in each of them.
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(self.folder.parent / "cache")),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "200",
            "RETTIDIG_PACKS": str(PACKS),
            "RETTIDIG_MUNICIPALITY": FJORDBY,
            "RETTIDIG_USER": "mk",
            **self.environ,
        }

    def __call__(self, *arguments: str, **settings: str) -> Ran:
        """Run a command to its end; a setting given as "" is left out."""
        environ = {
            "RETTIDIG_DATABASE_URL": f"sqlite:///{self.folder}/rettidig.db",
            "RETTIDIG_KEY_FILE": str(self.folder / "rettidig.key"),
            "RETTIDIG_OUTBOX": str(self.folder / "outbox"),
            **self.settings,
            **settings,
        }
        given = {name: value for name, value in environ.items() if value}
        ended = fork(run, self.folder / "said", given, arguments)
        return Ran(ended.code, ended.out, ended.err)

    def start(self, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
        """Start a command as a shell does, and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "tracker.cli.main", *arguments],
            cwd=self.folder,
            env={**self.settings, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database answers when it is asked past our own code."""
        with closing(sqlite3.connect(self.folder / "rettidig.db")) as connection:
            return connection.execute(statement).fetchall()

    def counts(self) -> dict[str, int]:
        """How many rows every table holds."""
        tables = [
            name for (name,) in self.query("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        counts = (f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables)  # noqa: S608
        return dict(self.query(" UNION ALL ".join(counts)))


@contextmanager
def worker(shell: Shell, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    """A worker process, ended when the test is."""
    process = shell.start("worker", **settings)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()


def said_until(process: "subprocess.Popen[str]", words: str) -> str:
    """What a process says on stderr up to the line with the words, or up to its end."""
    assert process.stderr is not None
    heard = []
    for line in process.stderr:
        heard.append(line)
        if words in line:
            break
    return "".join(heard)
