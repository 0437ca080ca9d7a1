"""The chain of a case's journal: how entries are hashed, and whether a chain is whole."""

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from tracker.models import Event

#: What the first entry points back to.
GENESIS: Final = "0" * 64

_SALT_BYTES: Final = 16


def new_salt() -> bytes:
    """A fresh salt, so that the hash of a short payload tells nothing once the payload is
    erased."""
    return os.urandom(_SALT_BYTES)


def payload_bytes(values: dict[str, Any]) -> bytes:
    """The values of an entry as canonical JSON."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def payload_values(data: bytes) -> dict[str, Any]:
    """The inverse of `payload_bytes`; dates stay ISO text."""
    values: dict[str, Any] = json.loads(data)
    return values


def payload_hash(salt: bytes, data: bytes) -> str:
    """The salted hash that stands in the chain in place of the payload."""
    return hashlib.sha256(salt + data).hexdigest()


def entry_hash(event: Event) -> str:
    """The hash of an entry: ids, codes, its payload's hash and the hash of the entry before."""
    covered = [
        event.municipality_code,
        str(event.id),
        str(event.case_id),
        event.seq,
        event.kind,
        event.happened_on.isoformat(),
        _instant(event.recorded_at),
        event.actor,
        event.payload_hash,
        event.prev_hash,
    ]
    return hashlib.sha256(json.dumps(covered, ensure_ascii=False).encode()).hexdigest()


def _instant(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"


def broken_at(events: Sequence[Event]) -> int | None:
    """The number of the first entry that was changed, moved or lost; None in a whole chain."""
    prev = GENESIS
    for place, event in enumerate(events, start=1):
        if event.seq != place or event.prev_hash != prev or entry_hash(event) != event.hash:
            return place
        prev = event.hash
    return None
