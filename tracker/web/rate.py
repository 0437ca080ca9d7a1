"""How often one visitor may ask: a bucket that fills by itself, kept in memory."""

import threading
from collections import OrderedDict
from typing import Final

#: So many questions at once, and so many more each second.
DEPTH: Final = 60.0
PER_SECOND: Final = 2.0
#: Visitors remembered; who has been away longest is forgotten, and begins with a full bucket.
MOST_VISITORS: Final = 10_000


class Rate:
    """Counts the questions of each visitor. Safe between threads; each process counts its own."""

    def __init__(self, depth: float = DEPTH, per_second: float = PER_SECOND) -> None:
        self._depth, self._per_second = depth, per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, visitor: str, moment: float) -> bool:
        """Whether the visitor may ask at a moment (seconds of any clock that only goes on)."""
        with self._lock:
            left, since = self._left.pop(visitor, (self._depth, moment))
            left = min(self._depth, left + max(0.0, moment - since) * self._per_second)
            allowed = left >= 1.0
            self._left[visitor] = (left - 1.0 if allowed else left, moment)
            if len(self._left) > MOST_VISITORS:
                self._left.popitem(last=False)
            return allowed

    def wait(self) -> int:
        """Seconds after which an empty bucket holds one question again, rounded up."""
        return max(1, round(1 / self._per_second))
