"""Which cases a changed calendar can move at all, told by their stored dates alone.

Reading a whole case file costs far more than looking at a few columns, and most dates stay where
they are: those are set aside here, and only what is left is worked out.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_, tuple_
from sqlmodel import col, select

from rules.calendar import Calendar
from rules.errors import RulesError
from rules.local_time import local_day
from rules.rule_reading import rule_from_content
from tracker.models import Deadline, RuleVersion
from tracker.office import Office
from tracker.store import Store


def current_dates(code: str, now: datetime) -> tuple[Any, ...]:
    """What the dates that run have in common: no later row, not left behind, not yet passed."""
    return (
        col(Deadline.municipality_code) == code,
        col(Deadline.superseded_at).is_(None),
        col(Deadline.lapsed_at).is_(None),
        col(Deadline.due_on) >= local_day(now),
    )


def in_doubt(store: Store, office: Office, code: str) -> ColumnElement[bool] | None:
    """Which stored dates the calendar of today can move; None where that cannot be told.

    A date counted in the council's open days can always move. Any other stays, and its last open
    day follows from it alone: where that stands as the calendar has it, nothing moves. Dates are
    taken as a few pairs, however many cases have them.
    """
    counting = _counting_open_days(store, office, code)
    if counting is None:
        return None
    pairs = _misplaced(store, office.book.of(code).municipality.calendar, code)
    return or_(
        col(Deadline.rule_version).in_(counting) if counting else false(),
        tuple_(col(Deadline.due_on), col(Deadline.act_by)).in_(pairs) if pairs else false(),
    )


def _misplaced(store: Store, calendar: Calendar, code: str) -> list[tuple[date, date]]:
    """Each day and last open day on file that do not stand to each other as the calendar has it."""
    asked = (
        select(col(Deadline.due_on), col(Deadline.act_by))
        .where(*current_dates(code, store.now))
        .distinct()
    )
    pairs = store.session.exec(asked).all()
    return [(due, act_by) for due, act_by in pairs if act_by != calendar.open_on_or_before(due)]


def _counting_open_days(store: Store, office: Office, code: str) -> list[str] | None:
    """The versions of rules that count the council's open days; None where one cannot be read, so
    that nobody knows what it counts."""
    try:
        return list(_versions(store, office, code))
    except (KeyError, TypeError, ValueError, RulesError):
        return None


def _versions(store: Store, office: Office, code: str) -> Iterator[str]:
    known = {rule.version: rule for rule in office.book.of(code).rules}
    kept = select(RuleVersion).where(RuleVersion.municipality_code == code)
    for row in store.session.exec(kept).all():
        rule = known.get(row.version) or rule_from_content(
            row.content, version=row.version, municipality_code=code
        )
        if rule.counting.open_days:
            yield row.version
