"""From a start and a limit to a due date that carries its reasons."""

import calendar as months
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple, assert_never

from rules.calendar import (
    FIRST_DAY,
    LAST_DAY,
    PUBLIC_HOLIDAYS,
    Calendar,
    CalendarRangeError,
    hverdage,
)
from rules.counting import PLAIN, Counting, MonthEnd, Roll
from rules.errors import RulesError
from rules.limit import Limit, LimitKind
from rules.local_time import as_instant, local_day
from rules.period import Period, Unit
from rules.steps import StartEvent, Step

#: Half a month, where a council has published one ("2½ måned"): whole months first, then 15 days.
HALF_MONTH: Final = timedelta(days=15)

#: Forældelsesloven § 27, stk. 2: an end on these days rolls too; they are no public holidays.
STATUTORY_ROLL_DAYS: Final = frozenset({(6, 5), (12, 24), (12, 31)})


class NoDueDate(RulesError):
    """A limit from which no due date follows."""


class TimeOfDayMissing(RulesError):
    """A limit in hours, and a start without a time of day."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day that is still in time, the last open day to act on, and why.

    `due_at` is the instant (aware UTC) of a limit in hours, else None.
    """

    due_on: date
    act_by: date
    due_at: datetime | None
    steps: tuple[Step, ...]


def due_date(
    start: date | datetime,
    limit: Limit,
    *,
    calendar: Calendar,
    counting: Counting = PLAIN,
    event: StartEvent = StartEvent.RECEIPT,
    cap: Limit | None = None,
) -> DueDate:
    """The due date of a limit that starts with an event, with its reasons.

    The day of the start is day zero, whatever its weekday or hour; counting begins the day after
    and the last day is included (law.md 2.1). `due_on` is the plain date and does not roll unless
    `counting.roll` says that the council adopted it. `act_by` is the last open day on or before
    `due_on`, never before the start; for hours and same-day words it is `due_on` itself. A naive
    time is Copenhagen's. A `cap` compares dates: the earlier of the two governs (law.md 5).

    Raises `NoDueDate` for a limit without a length, `TimeOfDayMissing` for hours counted from a
    bare date, and `CalendarRangeError` outside the years of the table.
    """
    day, moment = _start(start)
    own = _count(day, moment, limit, calendar, counting)
    if cap is not None:
        capped = _count(day, moment, cap, calendar, counting)
        if _end(capped) < _end(own):
            own = capped._replace(steps=tuple(_as_cap(step) for step in capped.steps))
    _within_table(own.due_on)
    act_by = own.due_on if own.immovable else max(day, calendar.open_on_or_before(own.due_on))
    steps = (Step("start", {"event": event, "on": day, "at": moment}), *own.steps)
    if act_by != own.due_on:
        steps = (*steps, Step("act-by", {"on": act_by, "due_on": own.due_on}))
    return DueDate(own.due_on, act_by, own.due_at, steps)


def _start(start: date | datetime) -> tuple[date, datetime | None]:
    """The Danish day, and the instant where the time of day is known."""
    if not isinstance(start, datetime):
        return _within_table(start), None
    moment = as_instant(start)
    return _within_table(local_day(moment)), moment


def _within_table(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CalendarRangeError(f"{day}")
    return day


class _Counted(NamedTuple):
    due_on: date
    steps: tuple[Step, ...]
    due_at: datetime | None = None
    immovable: bool = False  # hours and same-day words: act_by is due_on, and nothing rolls


def _count(
    day: date, moment: datetime | None, limit: Limit, calendar: Calendar, counting: Counting
) -> _Counted:
    match limit.kind:
        case LimitKind.IMMEDIATE | LimitKind.SAME_DAY:
            steps = (Step("same-day", {"word": limit.kind, "on": day}),)
            return _Counted(day, steps, immovable=True)
        case LimitKind.DAY_TO_DAY:
            on = hverdage(saturday=False).after(day, 1)
            return _Counted(on, (Step("next-working-day", {"on": on}),))
        case LimitKind.DURATION:
            assert limit.max is not None  # noqa: S101 - Limit guarantees it
            return _count_period(day, moment, limit.max, calendar, counting)
        case _:
            raise NoDueDate(
                f"no due date follows from a limit of kind {limit.kind}: "
                "the case is kept without a deadline until somebody settles one"
            )


def _count_period(
    day: date, moment: datetime | None, period: Period, calendar: Calendar, counting: Counting
) -> _Counted:
    if period.unit is Unit.HOURS:
        return _count_hours(moment, period)
    on, steps = _plain_end(day, period, calendar, counting)
    if counting.roll is not Roll.NONE:
        rolled = _rolled(on, counting.roll)
        if rolled != on:
            steps = (*steps, Step("rolled", {"from": on, "on": rolled, "why": _roll_reason(on)}))
            on = rolled
    return _Counted(on, steps)


def _count_hours(moment: datetime | None, period: Period) -> _Counted:
    if moment is None:
        raise TimeOfDayMissing(
            "the limit is in hours: give the time of day too, such as 2026-04-02T16:30"
        )
    at = moment + timedelta(hours=period.amount, minutes=30 if period.half else 0)
    steps = (Step("hours", {"amount": period.amount, "half": period.half, "at": at}),)
    return _Counted(local_day(at), steps, due_at=at, immovable=True)


def _plain_end(
    day: date, period: Period, calendar: Calendar, counting: Counting
) -> tuple[date, tuple[Step, ...]]:
    match period.unit:
        case Unit.DAYS | Unit.WEEKS:
            days = period.amount * (7 if period.unit is Unit.WEEKS else 1)
            on = date.fromordinal(day.toordinal() + days)
            return on, (_length(period, on),)
        case Unit.MONTHS | Unit.YEARS:
            return _months_end(day, period, counting.month_end)
        case Unit.HVERDAGE:
            on = hverdage(saturday=counting.saturday).after(day, period.amount)
            skipped = calendar.skipped(day, on, saturday=counting.saturday, closed=False)
            return on, (_length(period, on, saturday=counting.saturday, skipped=skipped),)
        case Unit.ARBEJDSDAGE:
            table = calendar.open_days if counting.open_days else hverdage(saturday=False)
            on = table.after(day, period.amount)
            skipped = calendar.skipped(day, on, saturday=False, closed=counting.open_days)
            return on, (_length(period, on, open_days=counting.open_days, skipped=skipped),)
        case Unit.HOURS:
            raise TimeOfDayMissing("hours are counted from an instant")
        case _:
            assert_never(period.unit)


def _length(
    period: Period,
    on: date,
    *,
    saturday: bool = False,
    open_days: bool = False,
    skipped: tuple[date, ...] = (),
) -> Step:
    return Step(
        "length",
        {
            "amount": period.amount,
            "half": period.half,
            "unit": period.unit,
            "on": on,
            "saturday": saturday,
            "open_days": open_days,
            "skipped": skipped,
        },
    )


def _months_end(day: date, period: Period, rule: MonthEnd) -> tuple[date, tuple[Step, ...]]:
    factor = 12 if period.unit is Unit.YEARS else 1
    total = period.amount * factor + (6 if period.half and factor == 12 else 0)
    year, month = divmod(day.year * 12 + day.month - 1 + total, 12)
    last = months.monthrange(year, month + 1)[1]
    sticky = rule is MonthEnd.STICKY and day.day == months.monthrange(day.year, day.month)[1]
    on = date(year, month + 1, last if sticky else min(day.day, last))
    if period.half and factor == 1:  # ends inside a month: its end decides nothing
        on += HALF_MONTH
        return on, (_length(period, on),)
    steps = (_length(period, on),)
    if sticky and on.day != day.day:
        return on, (*steps, Step("month-end-sticky", {"on": on}))
    if day.day > last:
        return on, (*steps, Step("month-end", {"day": day.day, "on": on}))
    return on, steps


def _rolled(day: date, roll: Roll) -> date:
    while _rolls(day, roll):
        day += timedelta(days=1)
    return day


def _rolls(day: date, roll: Roll) -> bool:
    if day.weekday() > 4 or day in PUBLIC_HOLIDAYS:
        return True
    return roll is Roll.STATUTORY and (day.month, day.day) in STATUTORY_ROLL_DAYS


def _roll_reason(day: date) -> str:
    if day in PUBLIC_HOLIDAYS:
        return "holiday"
    return "weekend" if day.weekday() > 4 else "statutory-day"


def _end(counted: _Counted) -> tuple[date, datetime]:
    last_moment = datetime.max.replace(tzinfo=UTC)
    return counted.due_on, counted.due_at or last_moment


def _as_cap(step: Step) -> Step:
    if step.code != "length":
        return step
    kept = {key: step.values[key] for key in ("amount", "half", "unit", "on")}
    return Step("cap", kept)
