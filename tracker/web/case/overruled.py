"""Values that were corrected: they stay beside the new one, with the day and the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from notifications.formats import local_date, short_date
from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.models import Event
from tracker.web.case import words as codes
from tracker.web.words import Words

Entries = list[tuple[Event, dict[str, Any] | None]]

#: What was corrected, as `corrected` entries name it, by the value that a page shows.
_COLUMNS: Final = {
    "decided_on": "decided",
    "outcome": "decided",
    "delivered_on": "delivered",
    "remand_received_on": "started",
}


@dataclass(frozen=True, slots=True)
class Overruled:
    """One old value: `why` says when it was put right, and what was wrong."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Past:
    """Every overruled value of a case, by what it is of and the round it belonged to."""

    found: dict[tuple[str, UUID], list[Overruled]]

    def of(self, what: str, round_id: UUID) -> tuple[Overruled, ...]:
        """The old values of one fact, oldest first."""
        return tuple(self.found.get((what, round_id), ()))


def past_of(file: CaseFile, entries: Entries, words: Words) -> Past:
    """What the journal has about corrections."""
    found: dict[tuple[str, UUID], list[Overruled]] = {}
    for event, values in entries:
        if event.kind != EventKind.CORRECTED or values is None:
            continue
        round_id = _round_at(file, event)
        why = words.say(
            "rettet %(day)s: %(why)s",
            day=short_date(local_date(event.recorded_at)),
            why=values.get("why") or "",
        )
        for what, old in _olds(values, words):
            found.setdefault((what, round_id), []).append(Overruled(old, why))
    return Past(found)


def _olds(values: dict[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    if values.get("fact") == "received":
        yield "received", _said(values.get("old"), words)
    for column, changed in (values.get("changed") or {}).items():
        if column in _COLUMNS and changed.get("old"):
            yield _COLUMNS[column], _said(changed["old"], words)


def _said(value: Any, words: Words) -> str:
    text = str(value)
    try:
        return short_date(date.fromisoformat(text[:10]))
    except ValueError:
        return codes.said(codes.OUTCOMES, text, words)


def _round_at(file: CaseFile, event: Event) -> UUID:
    """The round that ran when an entry was written."""
    begun = [r for r in file.rounds if r.registered_at <= event.recorded_at]
    return (begun or file.rounds)[-1].id
