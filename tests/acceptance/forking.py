"""Our code in processes of its own, forked from one that has imported and warmed it already.

Importing, and compiling SQL, take longer than most commands do. Working folder, settings and
streams are each process's own; nothing else is shared with the process that was forked.
"""

import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

#: What a forked process runs: it takes its arguments from sys.argv and ends by sys.exit.
Entry = Callable[[], object]

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "tests.acceptance.forking",
        "tests.acceptance.at_time",
        *(f"tracker.cli.{name}" for name in ("acts", "register", "reports", "machine", "database")),
        *(f"tracker.cli.{name}" for name in ("show", "turns", "contacts", "appeals", "notices")),
        "tests.acceptance.warm",
    ]
)
_SECONDS: Final = 60
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Ended(NamedTuple):
    """How a process ended, and what it said."""

    code: int
    out: str
    err: str


def fork(entry: Entry, folder: Path, environ: Mapping[str, str], words: Sequence[str]) -> Ended:
    """Run the entry to its end in an emptied folder of the given name, with that environment."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    process = _FORKS.Process(target=_child, args=(entry, str(folder), dict(environ), list(words)))
    process.start()
    process.join(_SECONDS)
    assert process.exitcode is not None, "the command did not end"
    out, err = ((folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
    return Ended(process.exitcode, out, err)


def _child(entry: Entry, folder: str, environ: dict[str, str], words: Sequence[str]) -> None:
    """What the forked process does: become our command in that folder."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    for number, (name, flags) in enumerate(
        (("/dev/null", os.O_RDONLY), ("stdout", _NEW), ("stderr", _NEW))
    ):
        handle = os.open(name, flags, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout, sys.stderr = (
        open(0, encoding="utf-8"),  # noqa: SIM115 - they live as long as the process
        open(1, "w", encoding="utf-8"),  # noqa: SIM115
        open(2, "w", encoding="utf-8"),  # noqa: SIM115
    )
    sys.argv = ["rettidig", *words]
    entry()
