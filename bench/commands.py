"""How long the command line takes from a cold start, beside a bare interpreter."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

from bench.table import Measured

RUNS: Final = 7
ROOT: Final = Path(__file__).parent.parent

BARE: Final = (sys.executable, "-c", "pass")
QUESTION: Final = ("--received", "2026-03-05", "--within", "4 uger")
DUE: Final = (sys.executable, "-m", "tracker.cli.main", "due", *QUESTION)
BY_AREA: Final = (
    *(sys.executable, "-m", "tracker.cli.main", "due", "--received", "2026-03-05"),
    *("--municipality", "aarhus", "--area", "praktisk-hjaelp.rengoering"),
)


def cold_starts() -> list[Measured]:
    """The median of some runs, taken in turn so that a busy moment falls on all of them."""
    assert json.loads(_run((*DUE, "--json")))["due_on"] == "2026-04-02"
    commands = {
        "python -c pass": BARE,
        "rettidig due --within": DUE,
        "rettidig due --municipality": BY_AREA,
    }
    spent: dict[str, list[float]] = {what: [] for what in commands}
    for _ in range(RUNS):
        for what, command in commands.items():
            began = time.perf_counter()
            _run(command)
            spent[what].append(time.perf_counter() - began)
    return [Measured(what, median(seconds), "start") for what, seconds in spent.items()]


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 - our own commands
    return done.stdout
