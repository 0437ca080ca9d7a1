"""Why a case stands on a worklist, what is to be done and by when: pure, from how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from rules.calendar import Calendar
from rules.notice_facts import TaskKind
from rules.standing import Standing
from rules.terms import DeadlineKind, Track
from tracker.services.work_standing import CaseStand, ClockStand, Task


class Why(StrEnum):
    """What a row says in its sentence; `on` of the reason is the day in it."""

    ACUTE_TODAY = "acute-today"
    ACUTE_BY = "acute-by"
    ACUTE_LATE = "acute-late"
    ACUTE_HELP = "acute-help"
    DUE_TODAY = "due-today"
    HELP_TODAY = "help-today"
    LAST_OPEN_DAY = "last-open-day"
    UNTOLD = "untold"
    PROMISE_PASSED = "promise-passed"
    PROMISE_SLIPS = "promise-slips"
    HELP_PROMISE_SLIPS = "help-promise-slips"
    BY_PAPER = "by-paper"
    TELL_BY = "tell-by"
    TASK = "task"
    HELP_NOT_BEGUN = "help-not-begun"
    AWAITING = "awaiting"
    PROMISED = "promised"
    HELP_PROMISED = "help-promised"
    PASSED = "passed"
    CLOSED_THEN = "closed-then"
    DUE = "due"
    UNDATED = "undated"


class NextAct(StrEnum):
    """The one act that is due: the last part of its address, or `TASK` on the case itself."""

    DECIDE = "afgoerelse"
    SEND = "afgoerelse-sendt"
    DELIVER = "levering"
    RECONSIDER = "genvurdering"
    FORWARD = "videresend"
    NOTICE = "besked"
    NEW_NOTICE = "ny-besked"
    TELL_NOW = "besked-nu"
    TASK = "opgave"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence as code and values. `at` is an hour, `task` the kind of a task."""

    why: Why
    on: date | None = None
    at: datetime | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done in a case, why, and by when."""

    reason: Reason
    do_by: date | None
    act: NextAct | None
    clock: ClockStand | None


_ACTS: Final = {
    DeadlineKind.DECISION: NextAct.DECIDE,
    DeadlineKind.DELIVERY: NextAct.DELIVER,
    DeadlineKind.RECONSIDERATION: NextAct.RECONSIDER,
    DeadlineKind.FORWARDING: NextAct.FORWARD,
}

#: Which notice task a row speaks of first.
_NOTICE_ORDER: Final = (
    TaskKind.TELEPHONE,
    TaskKind.REASON_MISSING,
    TaskKind.LATE_AND_UNTOLD,
    TaskKind.LETTER_FAILED,
    TaskKind.SET_DATE_AND_REASON,
    TaskKind.NO_RECEIPT,
)


#: Tasks whose date is the last day for them; of others it is what they are about.
_DATED_TASKS: Final = frozenset(
    {
        TaskKind.ANSWER_REMINDER,
        TaskKind.FOLLOW_UP,
        TaskKind.FORWARD_COMPLAINT,
        TaskKind.CHANGE_SUPPLIER,
        TaskKind.REASSESS,
    }
)


def due_of(stand: CaseStand, today: date, calendar: Calendar) -> Due:
    """What is to be done in a case on a day."""
    match stand.group:
        case "acute":
            return _acute(stand, today)
        case "due-today":
            return _today(stand, today)
        case "notice-due":
            return _notice(stand, today)
        case "other-tasks":
            return _task(stand, today, calendar)
        case "at-risk":
            return _at_risk(stand)
        case "overdue-and-told":
            return _slipped(stand)
        case _:
            return _calm(stand)


def _act_of(clock: ClockStand) -> NextAct | None:
    return _ACTS.get(DeadlineKind(clock.row.kind))


def _acute(stand: CaseStand, today: date) -> Due:
    urgent = [c for c in stand.running if c.row.track == Track.ACUTE] or stand.running
    clock = min(urgent, key=lambda c: (c.row.act_by, c.row.kind != DeadlineKind.DECISION))
    since, due = stand.row.acute_from, clock.row.due_on
    if due < today:
        why = Why.ACUTE_LATE
    elif stand.row.decided_on is not None:
        why = Why.ACUTE_HELP
    else:
        why = Why.ACUTE_TODAY if due == today else Why.ACUTE_BY
    return Due(Reason(why, due, since), clock.row.act_by, _act_of(clock), clock)


def _today(stand: CaseStand, today: date) -> Due:
    clock = next(c for c in stand.running if c.row.act_by == today)
    if clock.row.due_on != today:
        why = Why.LAST_OPEN_DAY
    else:
        why = Why.HELP_TODAY if clock.row.kind == DeadlineKind.DELIVERY else Why.DUE_TODAY
    reason = Reason(why, clock.row.due_on, clock.row.due_at)
    return Due(reason, today, _act_of(clock), clock)


def _notice(stand: CaseStand, today: date) -> Due:
    untold = [clock for clock in stand.running if clock.untold]
    if untold:
        first = min(untold, key=lambda c: c.row.due_on)
        return Due(Reason(Why.UNTOLD), first.row.due_on, NextAct.TELL_NOW, first)
    task = next(t for kind in _NOTICE_ORDER for t in stand.tasks if t.kind == kind)
    clock = _about(stand, task)
    if task.kind == TaskKind.LATE_AND_UNTOLD:
        reason = Reason(Why.PROMISE_PASSED, task.for_date)
        return Due(reason, task.for_date or today, NextAct.TELL_NOW, clock)
    if task.kind == TaskKind.SET_DATE_AND_REASON and clock is not None:
        return _tell(clock, today)
    told = task.kind == TaskKind.REASON_MISSING
    reason = Reason(Why.TASK, task.since, task=task.kind)
    return Due(reason, today, NextAct.NOTICE if told else NextAct.TASK, clock)


def _about(stand: CaseStand, task: Task) -> ClockStand | None:
    """The date that a task about a letter speaks of."""
    same = [c for c in stand.running if task.for_date and c.row.stake_on == task.for_date]
    return next(iter(same), stand.first)


def _tell(clock: ClockStand, today: date) -> Due:
    """A letter must be dated: by the last day on which it still arrives in time."""
    row = clock.row
    do_by = max(row.safe_on or today, today)
    if row.promised_until is not None:
        help_ = row.kind == DeadlineKind.DELIVERY
        why = Why.HELP_PROMISE_SLIPS if help_ else Why.PROMISE_SLIPS
        return Due(Reason(why, row.promised_until), do_by, NextAct.NEW_NOTICE, clock)
    why = Why.BY_PAPER if row.by_paper else Why.TELL_BY
    return Due(Reason(why, do_by), do_by, NextAct.NOTICE, clock)


def _task(stand: CaseStand, today: date, calendar: Calendar) -> Due:
    task = min(stand.tasks, key=lambda t: _day_of(t) or today)
    decided = stand.row.decided_on
    if task.kind == TaskKind.SEND_DECISION and decided is not None:
        reason = Reason(Why.TASK, decided, task=task.kind)
        return Due(reason, calendar.open_after(decided), NextAct.SEND, stand.first)
    reason = Reason(Why.TASK, task.since, task=task.kind)
    return Due(reason, _day_of(task) or today, NextAct.TASK, stand.first)


def _day_of(task: Task) -> date | None:
    """The last day for a task that has one; others are for today."""
    return task.for_date if task.kind in _DATED_TASKS else None


def _first(clocks: Sequence[ClockStand]) -> ClockStand:
    return min(clocks, key=lambda c: (c.row.act_by, c.row.due_on))


def _at_risk(stand: CaseStand) -> Due:
    clock = _first([c for c in stand.running if c.standing is Standing.AT_RISK])
    act = NextAct.DELIVER if clock.row.kind == DeadlineKind.DELIVERY else None
    return Due(_coming(stand, clock), clock.row.act_by, act, clock)


def _coming(stand: CaseStand, clock: ClockStand) -> Reason:
    row = clock.row
    if row.kind == DeadlineKind.DELIVERY and row.granted_on is not None:
        return Reason(Why.HELP_NOT_BEGUN, row.granted_on)
    if stand.row.awaiting_cause is not None:
        return Reason(Why.AWAITING, stand.row.awaiting_since_on)
    return Reason(Why.CLOSED_THEN if row.act_by != row.due_on else Why.DUE, row.due_on)


def _slipped(stand: CaseStand) -> Due:
    late = [c for c in stand.running if c.standing is Standing.OVERDUE]
    clock = min(late, key=lambda c: (c.row.promised_until or c.row.due_on, c.row.due_on))
    until = clock.row.promised_until
    if until is None:
        return Due(Reason(Why.PASSED, clock.row.due_on), clock.row.due_on, None, clock)
    help_ = clock.row.kind == DeadlineKind.DELIVERY
    return Due(Reason(Why.HELP_PROMISED if help_ else Why.PROMISED, until), until, None, clock)


def _calm(stand: CaseStand) -> Due:
    clock = stand.first
    if clock is None:
        return Due(Reason(Why.UNDATED), None, None, None)
    return Due(_coming(stand, clock), clock.row.act_by, None, clock)
