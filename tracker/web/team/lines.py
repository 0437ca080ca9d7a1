"""Two shares over twelve months as geometry: lines with gaps, an axis from 0 to 100, two labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 240
#: Room for the axis to the left, the labels to the right, above, and the months below.
LEFT, RIGHT, TOP, BOTTOM = 48, 128, 12, 32
#: Two labels nearer than this stand on each other.
APART: Final = 18
GRID: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """One share: its unbroken stretches, months that stand alone, and where its label goes."""

    stretches: tuple[tuple[Point, ...], ...]
    alone: tuple[Point, ...]
    label: Point | None

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see."""
        return self.label is not None


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn."""

    lines: tuple[Line, Line]
    grid: tuple[tuple[float, int], ...]  # height and per cent
    months: tuple[float, ...]
    width: int = WIDTH
    height: int = HEIGHT


def picture(first: Sequence[float | None], second: Sequence[float | None]) -> Picture:
    """Two rows of shares, a month each; a month with too few cases is a gap."""
    columns = tuple(_x(place, len(first)) for place in range(len(first)))
    lines = (_line(first, columns), _line(second, columns))
    return Picture(
        lines=_labelled(*lines),
        grid=tuple((_y(share), round(share * 100)) for share in GRID),
        months=columns,
    )


def _x(place: int, count: int) -> float:
    room = WIDTH - LEFT - RIGHT
    return round(LEFT + room * place / max(1, count - 1), 1)


def _y(share: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)


def _line(shares: Sequence[float | None], columns: Sequence[float]) -> Line:
    runs: list[list[Point]] = [[]]
    for x, share in zip(columns, shares, strict=True):
        if share is not None:
            runs[-1].append(Point(x, _y(share)))
        elif runs[-1]:
            runs.append([])
    found = [tuple(run) for run in runs if run]
    last = found[-1][-1] if found else None
    return Line(
        stretches=tuple(run for run in found if len(run) > 1),
        alone=tuple(run[0] for run in found if len(run) == 1),
        label=Point(WIDTH - RIGHT + 10, last.y + 5) if last else None,
    )


def _labelled(first: Line, second: Line) -> tuple[Line, Line]:
    """The two lines with labels that do not stand on each other."""
    one, other = first.label, second.label
    if one is None or other is None or abs(one.y - other.y) >= APART:
        return first, second
    # Half the distance each; the one that is lower, or the second, goes down.
    down = other.y >= one.y
    middle = min(max((one.y + other.y) / 2, TOP + APART / 2), HEIGHT - BOTTOM - APART / 2)
    half = APART / 2 if down else -APART / 2
    return (
        Line(first.stretches, first.alone, Point(one.x, middle - half)),
        Line(second.stretches, second.alone, Point(other.x, middle + half)),
    )
