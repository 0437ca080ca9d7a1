"""How dates stand at an instant, as conditions of a query; agrees with `work_standing.clock_at`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from rules.local_time import local_day
from rules.told import Told
from tracker.models import CaseSummary, DeadlineSummary
from tracker.services.reporting import AGE_BANDS, Period

Condition = ColumnElement[bool]

#: As columns of a query, which the class's own types do not say.
_D: Any = DeadlineSummary
_MET_ON, _WATCHED = _D.met_on, _D.watched_until


@dataclass(frozen=True, slots=True)
class DateStates:
    """The conditions at one instant."""

    now: datetime

    @property
    def today(self) -> date:
        """The Danish day."""
        return local_day(self.now)

    @property
    def open(self) -> Condition:
        """What was promised is still to come."""
        return and_(_MET_ON.is_(None), _WATCHED.is_(None))

    @property
    def overdue(self) -> Condition:
        """Still to come, and its date has passed."""
        return and_(self.open, _D.passes_at <= self.now)

    @property
    def at_risk(self) -> Condition:
        """Still to come, and inside the margin before its date."""
        near = _D.at_risk_on <= self.today
        return and_(self.open, _D.passes_at > self.now, near)

    @property
    def met(self) -> Condition:
        """Come in time."""
        return and_(_MET_ON.is_not(None), not_(_D.met_late))

    @property
    def breached(self) -> Condition:
        """Come late, or left behind after its date."""
        passed = and_(_D.passes_at <= self.now, _D.passes_at <= _WATCHED)
        left = and_(_MET_ON.is_(None), _WATCHED.is_not(None), passed)
        return or_(and_(_MET_ON.is_not(None), _D.met_late), left)

    @property
    def ended(self) -> Condition:
        """Ended with the case, before what was promised had come."""
        # Under a name of its own: some queries have the rows of cases beside those of dates.
        own = aliased(CaseSummary)
        with_case = (
            select(own.id)
            .where(
                col(own.municipality_code) == _D.municipality_code,
                col(own.id) == _D.case_id,
                col(own.ending).is_not(None),
            )
            .correlate(DeadlineSummary)
            .exists()
        )
        left = and_(_MET_ON.is_(None), _WATCHED.is_not(None))
        return and_(left, or_(not_(_D.lapsed), with_case))

    @property
    def late(self) -> Condition:
        """Breached; an ending is never counted as decided."""
        return and_(self.breached, not_(self.ended))

    @property
    def slipped(self) -> Condition:
        """Passed its date, and somebody had to be told."""
        return and_(or_(self.overdue, self.breached), _D.told.is_not(None))

    def told(self, told: Told) -> Condition:
        """Slipped, and those who had to be told knew so."""
        return and_(or_(self.overdue, self.breached), _D.told == told)

    @property
    def untold(self) -> Condition:
        """Overdue now, and not told."""
        return and_(self.overdue, _D.told == Told.NOT_TOLD)

    def this_week(self) -> Condition:
        """To be acted on before the week is over."""
        sunday = self.today + timedelta(days=6 - self.today.weekday())
        return and_(self.at_risk, _D.act_by <= sunday)

    def of_age(self, band: int) -> Condition:
        """Overdue for as long as a band of `AGE_BANDS` says."""
        first, last = self.age_days(band)
        due = _D.due_on
        return (
            and_(self.overdue, due >= first, due <= last)
            if band
            else and_(self.overdue, due >= first)
        )

    def age_days(self, band: int) -> tuple[date, date]:
        """The first and the last due date of a band."""
        longest = AGE_BANDS[band][0]
        shortest = AGE_BANDS[band - 1][0] + 1 if band else 0
        first = date.min if longest >= 100_000 else self.today - timedelta(days=longest)
        return first, self.today - timedelta(days=shortest)


def within(period: Period) -> list[Condition]:
    """The promises that a period holds; agrees with `Period.holds`."""
    day = _D.starts_on if period.by_receipt else _MET_ON
    return _between(day, period)


def begun_within(period: Period) -> list[Condition]:
    """The same for cases without a deadline, which have no day but their beginning."""
    return _between(col(CaseSummary.round_started_on), period) if period.by_receipt else []


def _between(day: Any, period: Period) -> list[Condition]:
    if period.first is None and period.last is None:
        return []
    bounds = [day >= period.first] if period.first else []
    bounds += [day <= period.last] if period.last else []
    return [or_(day.is_(None), and_(*bounds))]


def how_many(condition: Condition) -> ColumnElement[int]:
    """How many rows of a group fulfil a condition."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def earliest(day: Any, condition: Condition) -> ColumnElement[date]:
    """The first day among the rows that fulfil a condition."""
    return func.min(case((condition, day)))
