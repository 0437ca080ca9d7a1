"""Fjordby for random lives: the simulated town, with areas that have every key a pack knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.helpers import Installation
from tests.simulation import town
from tests.simulation.days import is_hverdag
from tests.simulation.town import Area, Length


@dataclass(frozen=True)
class Rolled(Length):
    """A length whose end on a weekend or public holiday moves to the next hverdag (EU 1182/71)."""

    def end(self, start: date) -> date:
        """The last day of the length, moved forward."""
        day = super().end(start)
        while not is_hverdag(day):
            day += timedelta(days=1)
        return day


@dataclass(frozen=True)
class Place(Area):
    """An area with the limits beside the two clocks, and with who is told."""

    supplier_change: Length | None = None
    reassessment: Length | None = None
    child_from_age: int | None = None
    extended: Length | None = None  # what a reasoned notice makes of the limit (GDPR art. 12(3))
    to_reporter: bool = False


_FURTHER = (
    Place(
        "aflastning",
        Length(6, "weeks"),
        Length(4, "weeks"),
        supplier_change=Length(14, "hverdage"),
        reassessment=Length(4, "weeks"),
        child_from_age=10,
    ),
    Place(
        "ledsagelse",
        Length(10, "hverdage"),
        Length(14, "days"),
        ends="sent",
        supplier_change=Length(2, "hverdage"),
        reassessment=Length(10, "hverdage"),
        child_from_age=12,
    ),
    Place(
        "lov.gdpr-indsigt",
        Rolled(1, "months"),
        extended=Rolled(3, "months"),
        reason_mandatory=True,
        council=False,
    ),
    Place(
        "lov.underretning-kvittering",
        Length(6, "hverdage"),
        to_reporter=True,
        council=False,
    ),
)
AREAS = {name: Place(**vars(area)) for name, area in town.AREAS.items()}
AREAS |= {place.name: place for place in _FURTHER}

#: The same as a rule pack.
_PACK = """
[[area]]
id              = "aflastning"
title           = "aflastning"
phrase          = "aflastning"
law             = ["barnets lov § 90"]
decision        = { within = "6 uger" }
delivery        = { within = "4 uger" }
supplier_change = { within = "14 hverdage" }
reassessment    = { within = "4 uger" }
child_from_age  = 10

[[area]]
id              = "ledsagelse"
title           = "ledsagelse"
phrase          = "ledsagelse"
law             = ["barnets lov § 89"]
ends            = "sent"
decision        = { within = "10 hverdage" }
delivery        = { within = "14 dage" }
supplier_change = { within = "2 hverdage" }
reassessment    = { within = "10 hverdage" }
child_from_age  = 12
"""


@contextmanager
def opened(folder: Path, url: str) -> Iterator[Installation]:
    """An installation of the town, with the further areas."""
    with town.opened(folder, url, _PACK) as installation:
        yield installation
