"""When a letter that could not be sent is tried again: a value, for the dispatcher to obey."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

#: Waiting times between attempts; after the last one a person is asked.
PAUSES: Final = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)


@dataclass(frozen=True, slots=True)
class Retry:
    """When to try again; None when trying again by itself has no sense any more."""

    at: datetime | None

    @property
    def given_up(self) -> bool:
        """Whether a person must look at it."""
        return self.at is None


def after_failure(attempts: int, now: datetime, *, permanent: bool) -> Retry:
    """What follows the `attempts`-th attempt that failed (1 is the first)."""
    if permanent or attempts > len(PAUSES):
        return Retry(None)
    return Retry(now + PAUSES[attempts - 1])
