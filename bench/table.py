"""Measurements, and how they are printed."""

import time
import timeit
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 7
#: A round is repeated until it lasts this many seconds.
ROUND: Final = 0.05


@dataclass(frozen=True, slots=True)
class Measured:
    """What one thing costs; a ratio compares it with the first of its `group`."""

    what: str
    seconds: float
    group: str


def fastest(work: Callable[[], object], pieces: int) -> float:
    """Seconds for one of the pieces that `work` does, in the quickest of some rounds.

    Seconds of this process alone, and the quickest round: what the machine does besides is no cost
    of ours.
    """
    timer = timeit.Timer(work, timer=time.process_time)
    once = max(timer.timeit(1), 1e-6)
    repeats = max(1, int(ROUND / once))
    return min(timer.repeat(ROUNDS, repeats)) / repeats / pieces


def show(title: str, found: Sequence[Measured]) -> None:
    """Print measurements as a table."""
    width = max(len(measured.what) for measured in found)
    print(f"\n{title}")
    first: dict[str, float] = {}
    for measured in found:
        base = first.setdefault(measured.group, measured.seconds)
        ratio = f"{measured.seconds / base:8.1f} ×"
        print(f"  {measured.what:{width}}  {_amount(measured.seconds)}  {ratio}")


def _amount(seconds: float) -> str:
    return f"{seconds * 1e3:8.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:8.2f} µs"
