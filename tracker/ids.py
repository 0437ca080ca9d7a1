"""Identifiers made by us before the insert: UUIDv7, so that rows lie in the order they were
made."""

import os
import threading
from datetime import datetime
from typing import Final
from uuid import UUID

_COUNTER_BITS: Final = 12
_lock = threading.Lock()
_last: list[int] = [0, 0]  # the millisecond of the last id, and how many it has had


def new_id(now: datetime) -> UUID:
    """A UUIDv7 (RFC 9562) of the given instant, with 62 random bits.

    Ids of one process and one millisecond keep the order they were made in (a counter in the
    twelve bits after the version), so that rows of one act sort as they were written.
    """
    millisecond = int(now.timestamp() * 1000) & (2**48 - 1)
    with _lock:
        _last[:] = [millisecond, _last[1] + 1 if _last[0] == millisecond else 0]
        counter = _last[1] & (2**_COUNTER_BITS - 1)
    low = int.from_bytes(os.urandom(8)) & (2**62 - 1)
    return UUID(int=millisecond << 80 | 7 << 76 | counter << 64 | 2 << 62 | low)
