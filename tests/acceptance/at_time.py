"""Runs `rettidig` as if it were another time: sets the door's clock, and replaces nothing else.

    python -m tests.acceptance.at_time 2026-03-05T09:00 sweep + dispatch + show 2026-0001 --json

A plus stands between commands of the same moment; each runs through `tracker.cli.main.run`, and the
first that is refused ends them all with its exit code.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

from rules.local_time import as_instant
from tracker import clock
from tracker.cli import main


def run_at(moment: datetime, words: Sequence[str]) -> int:
    """Run commands at a moment, Copenhagen's when it is naive; answers the last exit code."""
    instant = as_instant(moment)
    real, typed = clock.now, sys.argv
    vars(clock)["now"] = lambda: instant
    try:
        return next((code for code in map(_run, _commands(words)) if code), 0)
    finally:
        vars(clock)["now"], sys.argv = real, typed


def _commands(words: Sequence[str]) -> Iterator[list[str]]:
    command: list[str] = []
    for word in (*words, "+"):
        if word == "+":
            yield command
            command = []
        else:
            command.append(word)


def _run(command: list[str]) -> int:
    sys.argv = ["rettidig", *command]
    try:
        main.run()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def launch() -> None:
    """The moment and the commands from the command line."""
    sys.exit(run_at(datetime.fromisoformat(sys.argv[1]), sys.argv[2:]))


if __name__ == "__main__":
    launch()
