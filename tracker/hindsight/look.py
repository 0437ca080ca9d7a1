"""A look back at a case: what the journal said then, and what it has said since."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.models import Event
from tracker.store import Store

Journal = list[tuple[Event, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Look:
    """One look back: `now` is the file of today, `then` the copy that is put right."""

    store: Store
    now: CaseFile
    then: CaseFile
    journal: Journal
    instant: datetime

    def before(self, *kinds: EventKind) -> Journal:
        """The entries of some kinds that stood in the journal then."""
        return [(e, v) for e, v in self.journal if e.kind in kinds and not self.later(e)]

    def since(self, *kinds: EventKind) -> Journal:
        """The entries of some kinds since, the newest first."""
        return [(e, v) for e, v in reversed(self.journal) if e.kind in kinds and self.later(e)]

    def later(self, event: Event) -> bool:
        """Whether an entry came after the instant."""
        return event.recorded_at > self.instant


def changed(values: dict[str, Any]) -> dict[str, Any]:
    """What an entry says it changed: the old and the new value of each column."""
    found: dict[str, Any] = values.get("changed", {})
    return found


def day(text: str | None) -> date | None:
    """A day as the journal writes it, nothing included."""
    return date.fromisoformat(text) if text and text != "None" else None
