"""Parties, and what was asked of them or by them, as it stood at an earlier instant."""

from typing import Any, Final
from uuid import UUID

from tracker.codes import EventKind, FollowUpKind
from tracker.hindsight.look import Look, day
from tracker.models import Party

_SEALED: Final = frozenset({"name", "address", "phone", "scope", "cpr"})


def put_back_contacts(look: Look) -> None:
    """Waits, reminders and hearings that had not been answered, and looks not yet held."""
    stops = look.before(EventKind.AWAITING, EventKind.AWAITING_ENDED)
    begun = [event for event, _values in stops if event.kind == EventKind.AWAITING]
    for wait, own in zip(look.then.waits, begun, strict=False):
        if not any(event.seq > own.seq for event, _values in stops):
            wait.until_on = None
    for rows, kind in (
        (look.then.reminders, EventKind.REMINDER_ANSWERED),
        (look.then.hearings, EventKind.HEARING_ANSWERED),
    ):
        last = max((e.recorded_at for e, _v in look.before(kind)), default=None)
        for row in rows:
            if last is None or row.recorded_at > last:
                row.answered_on = None
    looked = [f for f in look.then.follow_ups if f.kind != FollowUpKind.SUPPLIER_CHANGE]
    done = [f for f in looked if f.done_on is not None]
    held = len(look.before(EventKind.FOLLOW_UP_DONE))
    for follow_up in sorted(done, key=lambda f: f.due_on)[held:]:
        follow_up.done_on = None


def put_back_parties(look: Look) -> None:
    """What was written about the parties before it changed."""
    for _event, values in look.since(EventKind.PARTY_CHANGED):
        number = values.get("party", 0)
        if not 1 <= number <= len(look.then.parties):
            continue
        party = look.then.parties[number - 1]
        for column, change in values["changed"].items():
            if column in _SEALED:
                look.store.seal(party, f"{column}_sealed", change["old"])
            elif column == "represents":
                party.represents_id = _represented(look, change["old"])
            else:
                setattr(party, column, _plain(party, column, change["old"]))


def _represented(look: Look, number: str | None) -> UUID | None:
    """The party with the number that a representative was written down for."""
    return look.now.parties[int(number) - 1].id if number else None


def _plain(party: Party, column: str, old: str | None) -> Any:
    """An old value as the journal writes it, in the type of its column."""
    if old is None or old == "None":
        return None
    if isinstance(getattr(party, column), bool):
        return old == "True"
    return day(old) if column.endswith("_on") or column == "represents_until" else old
