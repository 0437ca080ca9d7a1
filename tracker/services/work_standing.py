"""How a case stands in a list: one pure function of its row, its dates' rows and the instant.

It must agree with what the case file says (`standings`, `working`, `figures`): a law tests it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rules.local_time import local_day
from rules.standing import Standing
from rules.told import Told
from tracker.models import CaseSummary, DeadlineSummary
from tracker.services.working import NOTICE_TASKS

#: Which of several open clocks a case shows: the worst.
_WORST = (Standing.OVERDUE, Standing.AT_RISK, Standing.ON_TRACK)


@dataclass(frozen=True, slots=True)
class ClockStand:
    """One date at an instant. `told` is None unless it slipped and somebody had to be told."""

    row: DeadlineSummary
    standing: Standing
    told: Told | None
    days_late: int

    @property
    def running(self) -> bool:
        """Whether what was promised is still awaited; an ended case's dates are, in the file."""
        return self.row.met_on is None and not self.row.lapsed

    @property
    def untold(self) -> bool:
        """Whether the date has passed and those who must be told do not know."""
        return self.standing is Standing.OVERDUE and self.told is Told.NOT_TOLD


@dataclass(frozen=True, slots=True)
class Task:
    """One open task as the row keeps it."""

    kind: str
    for_date: date | None
    since: date


@dataclass(frozen=True, slots=True)
class CaseStand:
    """One case at an instant: its group in the list, how it stands, and its first date."""

    row: CaseSummary
    group: str
    standing: Standing
    running: tuple[ClockStand, ...]
    tasks: tuple[Task, ...]

    @property
    def first(self) -> ClockStand | None:
        """The date that must be acted on first."""
        return min(self.running, key=lambda c: c.row.act_by, default=None)


def clock_at(row: DeadlineSummary, now: datetime) -> ClockStand:
    """How one date stands at an instant."""
    at = now if row.watched_until is None else min(now, row.watched_until)
    standing = _standing(row, at)
    late = standing in {Standing.OVERDUE, Standing.BREACHED}
    days = ((row.met_on or local_day(at)) - row.due_on).days if late else 0
    told = Told(row.told) if late and row.told else None
    return ClockStand(row, standing, told, max(0, days))


def _standing(row: DeadlineSummary, at: datetime) -> Standing:
    if row.met_on is not None:
        return Standing.BREACHED if row.met_late else Standing.MET
    passed = at >= row.passes_at
    if row.watched_until is not None:
        return Standing.BREACHED if passed else Standing.ENDED
    if passed:
        return Standing.OVERDUE
    return Standing.AT_RISK if local_day(at) >= row.at_risk_on else Standing.ON_TRACK


def case_at(case: CaseSummary, clocks: Iterable[DeadlineSummary], now: datetime) -> CaseStand:
    """How a case stands at an instant; `clocks` are its dates, in the order they were recorded.

    Those that are met or left behind may be missing.
    """
    stands = (clock_at(row, now) for row in clocks)
    running = tuple(clock for clock in stands if clock.running)
    tasks = tuple(_task(task) for task in case.tasks)
    standing = _case_standing(case, running)
    group = _group(case, standing, running, tasks, local_day(now))
    return CaseStand(case, group, standing, running, tasks)


def _task(values: dict[str, Any]) -> Task:
    on = values["for_date"]
    return Task(
        values["kind"], date.fromisoformat(on) if on else None, date.fromisoformat(values["since"])
    )


def _case_standing(case: CaseSummary, running: Sequence[ClockStand]) -> Standing:
    if case.settled is not None:
        return Standing(case.settled)
    found = {clock.standing for clock in running}
    return next(worst for worst in _WORST if worst in found)


def _group(
    case: CaseSummary,
    standing: Standing,
    running: Sequence[ClockStand],
    tasks: Sequence[Task],
    today: date,
) -> str:
    if case.acute_from is not None and running:
        return "acute"
    if any(clock.row.act_by == today for clock in running):
        return "due-today"
    if any(clock.untold for clock in running) or any(task.kind in NOTICE_TASKS for task in tasks):
        return "notice-due"
    if tasks:
        return "other-tasks"
    if standing is Standing.AT_RISK:
        return "at-risk"
    return "overdue-and-told" if standing is Standing.OVERDUE else "rest"
