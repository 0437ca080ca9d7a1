"""Dates that move because the municipality's closing days changed, and those that stay all the
same."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from rules.calendar import PUBLIC_HOLIDAYS
from rules.local_time import end_of_day, local_day
from rules.municipality import ClosingDay
from rules.steps import Step, steps_from_json
from tracker.casefile import CaseFile
from tracker.models import Deadline
from tracker.services.wanted import Wanted, start_day
from tracker.store import Store

#: What the old row keeps as the reason.
CLOSING_DAY = "closing-day"


def by_calendar(old: Deadline, want: Wanted) -> bool:
    """Whether nothing but the closing days can have moved a date.

    The same start under the same rule; and the date itself only where the council counts open days
    (law.md 3): elsewhere a closing day moves no more than the last open day to act on.
    """
    version = want.rule.version if want.rule else None
    same = (old.starts_on, old.rule_version) == (start_day(want.start), version)
    same_date = (old.due_on, old.due_at) == (want.due.due_on, want.due.due_at)
    open_days = want.rule is not None and want.rule.counting.open_days
    return same and (same_date or (open_days and old.due_at is None))


def stays(store: Store, file: CaseFile, old: Deadline, want: Wanted) -> bool:
    """Whether a date stays although the calendar changed: it is history, or would become it.

    A clock that has stopped was met or broken under the calendar of its days; a date that has
    passed is never healed; and no date is put back into the past.
    """
    if file.case.ending is not None or old.lapsed_at is not None:
        return True
    ends = want.rule.ends if want.rule else "decided"
    over = file.clock(old, ends=ends).stopped or store.now > (old.due_at or end_of_day(old.due_on))
    return over or want.due.due_on < local_day(store.now)


def days_behind(
    closings: Sequence[ClosingDay], old: Deadline, want: Wanted
) -> list[dict[str, Any]]:
    """The closing days that moved a date, each with its decision; and those that are none now."""
    before, after = _skipped(steps_from_json(old.steps)), _skipped(want.due.steps)
    closed = (after - before) | _weekdays(want.due.act_by, min(old.act_by, want.due.due_on))
    opened = (before - after) | _weekdays(old.act_by, min(want.due.act_by, old.due_on))
    known = [day for day in closings if day.on in closed]
    gone = sorted(opened - {day.on for day in closings})
    return [_said(day) for day in known] + [{"on": str(day), "open_again": True} for day in gone]


def _skipped(steps: Sequence[Step]) -> set[date]:
    return {day for step in steps for day in step.values.get("skipped") or ()}


def _weekdays(after: date, until: date) -> set[date]:
    """The days after one day, up to and with another, that could have been open."""
    days = {after + timedelta(days=n + 1) for n in range((until - after).days)}
    return {day for day in days if day.weekday() <= 4 and day not in PUBLIC_HOLIDAYS}


def _said(day: ClosingDay) -> dict[str, Any]:
    said = {"on": str(day.on), "why": day.why}
    if day.decided_by:
        said["decided_by"] = day.decided_by
    if day.decided_on:
        said["decided_on"] = str(day.decided_on)
    return said
