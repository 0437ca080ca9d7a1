"""Bars as geometry: a share with its mark, and the ages of what is overdue; no words in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.services.reporting import REALISTIC, Share

#: The width of a drawn share in its own units; the page stretches it.
SHARE_WIDTH: Final = 300
AGE_WIDTH: Final = 300
#: What is there can be seen, however little it is.
LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One share: how far the bar reaches, and where the mark of a realistic deadline stands."""

    length: float
    mark: float
    width: int = SHARE_WIDTH


def share_bar(share: Share) -> ShareBar | None:
    """The bar of a share; None where there are too few to divide by."""
    if share.share is None:
        return None
    return ShareBar(round(share.share * SHARE_WIDTH, 1), SHARE_WIDTH * REALISTIC)


@dataclass(frozen=True, slots=True)
class AgeBar:
    """One age: those that were told first, those that were not behind them."""

    told: float
    untold: float

    @property
    def length(self) -> float:
        """The whole bar."""
        return self.told + self.untold


def age_bars(counts: Sequence[int], untold: Sequence[int]) -> list[AgeBar]:
    """A bar for each age, the longest as long as the picture is wide."""
    most = max(counts, default=0)
    return [_age_bar(count, of_them, most) for count, of_them in zip(counts, untold, strict=True)]


def _age_bar(count: int, untold: int, most: int) -> AgeBar:
    return AgeBar(_length(count - untold, most), _length(untold, most))


def _length(count: int, most: int) -> float:
    return max(LEAST, round(count / most * AGE_WIDTH, 1)) if count > 0 else 0
