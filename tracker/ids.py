"""Identifiers made by us before the insert: UUIDv7, so that rows lie in the order they were made."""

import os
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> UUID:
    """A UUIDv7 (RFC 9562) of the given instant, to the millisecond, with 74 random bits."""
    milliseconds = int(now.timestamp() * 1000) & (2**48 - 1)
    random = int.from_bytes(os.urandom(10))
    high = random >> 68 & 0xFFF
    low = random & (2**62 - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
