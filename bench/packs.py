"""Every rule pack from the start of a process: read strictly, and as it was kept, in one run."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.table import Measured

RUNS: Final = 7
ROOT: Final = Path(__file__).parent.parent

BARE: Final = (sys.executable, "-c", "pass")
LOAD: Final = (
    *(sys.executable, "-c"),
    "from tracker.cli.pack_loading import load_every; print(len(load_every()))",
)
LIST: Final = (sys.executable, "-m", "tracker.cli.main", "rules", "list")


def cold_starts() -> list[Measured]:
    """The quickest of some runs, taken in turn; strict reading is what the others are held to."""
    with tempfile.TemporaryDirectory() as kept:
        commands = {
            "every pack, read strictly": (LOAD, "/dev/null"),
            "every pack, as it was kept": (LOAD, kept),
            "rettidig rules list, as kept": (LIST, kept),
            "python -c pass": (BARE, kept),
        }
        packs = _run(LOAD, kept)  # keeps them
        assert packs == _run(LOAD, kept)
        spent: dict[str, list[float]] = {what: [] for what in commands}
        for _ in range(RUNS):
            for what, (command, cache) in commands.items():
                began = time.perf_counter()
                _run(command, cache)
                spent[what].append(time.perf_counter() - began)
    return [Measured(what, min(seconds), "packs") for what, seconds in spent.items()]


def _run(command: tuple[str, ...], cache: str) -> str:
    environ = {**os.environ, "XDG_CACHE_HOME": cache}
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout
