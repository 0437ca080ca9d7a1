"""The days of granted help: from when, until when, and from when the citizen wished it."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from rules.calendar import LAST_DAY
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Grant
from tracker.office import Office
from tracker.services.acting import act_on
from tracker.services.checks import as_text, not_before, running
from tracker.services.granted import going_at, number_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantDates:
    """First and last day of a grant, and the citizen's own wish for a later start; None leaves a
    day as it is."""

    from_on: date | None = None
    until_on: date | None = None
    wished_on: date | None = None


def set_grant_dates(
    office: Office,
    municipality: str,
    reference: str,
    new: GrantDates,
    *,
    grant: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Change the days of a grant that goes on; the old ones stay in the journal.

    A wish for a later start moves no date (law.md 7): it is the reason that is told, should the
    help come after its date.
    """
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        chosen = going_at(hand.file, grant, "whose days could be changed")
        changed = _change(chosen, new)
        if not changed:
            raise Refused("nothing was to be changed: give the first day, the last day or the wish")
        if chosen.from_on is not None and chosen.until_on is not None:
            not_before(chosen.until_on, chosen.from_on, "the last day", "the first day")
        hand.store.session.flush()
        number = number_of(hand.file, chosen)
        hand.store.record(hand.file, EventKind.GRANT_DATED, grant=number, changed=changed)


def _change(grant: Grant, new: GrantDates) -> dict[str, dict[str, str | None]]:
    changed = {}
    for field in fields(new):
        old, day = getattr(grant, field.name), getattr(new, field.name)
        if day is None or day == old:
            continue
        if day > LAST_DAY:
            raise Refused(f"{day} is too far ahead: give a day before {LAST_DAY}")
        changed[field.name] = {"old": as_text(old), "new": as_text(day)}
        setattr(grant, field.name, day)
    return changed
