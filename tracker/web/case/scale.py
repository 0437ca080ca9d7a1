"""Days on a line: where a day lies, which days get a mark along the edge, and room for labels."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from notifications.formats import MONTHS, WEEKDAYS, Language

#: The drawing is 880 units wide; names of lanes stand in the first of them.
WIDTH: Final = 880
LEFT: Final = 108
RIGHT: Final = 866
#: From a line to its label, and at least from a label to the next.
TICK_GAP: Final = 4
#: What one letter of 13 px takes, on average and with some air.
LETTER: Final = 6.9


@dataclass(frozen=True, slots=True)
class Scale:
    """Linear in days, from a little before the first date to a little after the last."""

    first: date
    last: date

    @classmethod
    def over(cls, first: date, last: date) -> "Scale":
        """A scale with 5 % before and 10 % after the dates."""
        days = (last - first).days
        return cls(
            first - timedelta(days=max(1, round(days * 0.05))),
            last + timedelta(days=max(1, round(days * 0.1))),
        )

    @property
    def days(self) -> int:
        """How many days the line is long."""
        return (self.last - self.first).days

    def x(self, day: date) -> float:
        """Where a day lies, inside the drawing."""
        share = (day - self.first).days / self.days
        return round(LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT), 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line down the drawing, with its label at the top; empty where there is no room for it."""

    x: float
    label: str


def ticks(scale: Scale, language: Language) -> list[Tick]:
    """Mondays up to 45 days, months up to 240, quarters up to 800, then years."""
    found, free = [], 0.0
    for day, label in _tick_days(scale, language):
        x = scale.x(day)
        ends = x + TICK_GAP + len(label) * LETTER
        if x + TICK_GAP < free or ends > WIDTH:
            label = ""
        else:
            free = ends + TICK_GAP
        found.append(Tick(x, label))
    return found


def _tick_days(scale: Scale, language: Language) -> Iterator[tuple[date, str]]:
    if scale.days <= 45:
        day = scale.first + timedelta(days=-scale.first.weekday() % 7)
        while day <= scale.last:
            month = MONTHS[language][day.month - 1]
            dot = "." if language == "da" else ""
            yield day, f"{WEEKDAYS[language][0][:2]}{dot} {day.day}{dot} {month}"
            day += timedelta(days=7)
        return
    step = 1 if scale.days <= 240 else 3 if scale.days <= 800 else 12
    yield from _months(scale, step, language)


def _months(scale: Scale, step: int, language: Language) -> Iterator[tuple[date, str]]:
    number = scale.first.year * 12 + scale.first.month
    number += -number % step
    first = True
    while (day := date(number // 12, number % 12 + 1, 1)) <= scale.last:
        name = MONTHS[language][day.month - 1]
        if step == 12:
            yield day, str(day.year)
        elif step == 3:
            yield day, f"{name[:3]}{'.' if language == 'da' else ''} {day.year}"
        else:
            yield day, f"{name} {day.year}" if first or day.month == 1 else name
        first = False
        number += step


@dataclass(slots=True)
class Room:
    """Which parts of each row of text are taken."""

    taken: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def place(self, text: str, x: float, row: int, *, prefer: str = "middle") -> str | None:
        """The anchor with which a text fits at x on a row: "middle", "end", "start"; or None."""
        width = len(text) * LETTER
        others = [anchor for anchor in ("middle", "end", "start") if anchor != prefer]
        for anchor in (prefer, *others):
            left = {"middle": x - width / 2, "end": x - width, "start": x}[anchor]
            if left >= 0 and left + width <= WIDTH and self._free(row, left, left + width):
                self.taken.setdefault(row, []).append((left, left + width))
                return anchor
        return None

    def reserve(self, row: int, left: float, right: float) -> None:
        """Keep texts off a part of a row, where something is drawn."""
        self.taken.setdefault(row, []).append((left, right))

    def _free(self, row: int, left: float, right: float) -> bool:
        return all(right < a - 4 or left > b + 4 for a, b in self.taken.get(row, []))
