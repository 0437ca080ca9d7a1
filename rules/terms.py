"""The terms of the table of notices: what is at stake, how near, until when it can be saved."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from rules.calendar import Calendar, CalendarRangeError, hverdage
from rules.local_time import COPENHAGEN


class DeadlineKind(StrEnum):
    """Which promise a date belongs to."""

    DECISION = "decision"
    DELIVERY = "delivery"
    RECONSIDERATION = "reconsideration"
    REASSESSMENT = "reassessment"
    SUPPLIER_CHANGE = "supplier-change"
    FORWARDING = "forwarding"


class Track(StrEnum):
    """Which limit applies."""

    ORDINARY = "ordinary"
    ACUTE = "acute"
    REMANDED = "remanded"


class NoticeDuty(StrEnum):
    """Who must be told when a rule's date slips (law.md 1.2, 1.4)."""

    APPLICANT = "applicant"
    REPORTER = "reporter"
    NONE = "none"


class Reach(StrEnum):
    """How a letter reaches a party: decides how long before a date it must leave."""

    DIGITAL = "digital-post"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """What an installation has settled about its notices; hours are Danish clock hours."""

    send_hour: int = 12
    day_begins: int = 6
    draft_open_days: int = 5
    postal_hverdage: int = 6
    late_flag_minutes: int = 30  # flagged acute after the send hour: sent within the hour
    hours_margin: int = 2
    receipt_days: int = 2  # without a receipt by then somebody looks into it
    unsettled_weeks: int = 4  # without a deadline: first task, then weekly


DEFAULTS: Final = NoticeSettings()

#: The most hverdage before `act_by` that count as "at risk".
RISK_AT_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Clock:
    """One running promise: the governing deadline of a round's decision or of a grant's delivery.

    Days are Danish days. `due_at` is the instant of a limit in hours. `noticed_at` is when the
    clock became known to the system: registration, acute flagging, a remand registered.
    """

    kind: DeadlineKind
    track: Track
    starts_on: date
    due_on: date
    act_by: date
    due_at: datetime | None
    noticed_at: datetime
    stopped_on: date | None = None
    stopped_at: datetime | None = None

    @property
    def same_day(self) -> bool:
        """Due the day it starts, or within hours: there is no time for a draft period."""
        return self.due_at is not None or self.due_on == self.starts_on

    @property
    def stopped(self) -> bool:
        """Whether what was promised has happened."""
        return self.stopped_on is not None


def local(day: date, hour: int) -> datetime:
    """The given hour of a Danish day, in UTC: adding to it adds elapsed time."""
    return datetime.combine(day, time(hour), COPENHAGEN).astimezone(UTC)


def act_by_of(promised: date, clock: Clock, calendar: Calendar) -> date:
    """The last open day on or before a promised date, never before the clock's start."""
    if promised == clock.due_on:
        return clock.act_by
    return max(clock.starts_on, calendar.open_on_or_before(promised))


def last_safe_day(
    at_stake: date, clock: Clock, reach: Reach, calendar: Calendar, settings: NoticeSettings
) -> date:
    """S, the last day on which a letter about the date at stake can leave and arrive in time.

    Digital Post: the last open day before `act_by`. Paper: the last open day from which the lead
    time in hverdage ends on or before the date (law.md W-71). May lie before the clock's start.
    """
    if reach is Reach.DIGITAL:
        return calendar.open_before(act_by_of(at_stake, clock, calendar))
    days = hverdage(saturday=False)
    latest = days.before(days.on_or_before(at_stake), settings.postal_hverdage)
    return calendar.open_on_or_before(latest)


def safe_until(
    at_stake: date, clock: Clock, reach: Reach, calendar: Calendar, settings: NoticeSettings
) -> datetime:
    """S as an instant: the send hour of the last safe day, or the margin of a same-day clock."""
    if clock.same_day and at_stake == clock.due_on:
        return _same_day_instant(clock, settings)
    return local(last_safe_day(at_stake, clock, reach, calendar, settings), settings.send_hour)


def _same_day_instant(clock: Clock, settings: NoticeSettings) -> datetime:
    if clock.due_at is not None:
        return clock.due_at - timedelta(hours=settings.hours_margin)
    noon = local(clock.due_on, settings.send_hour)
    if clock.noticed_at <= noon:
        return noon
    last = local(clock.due_on, 23)
    return max(
        clock.noticed_at,
        min(last, clock.noticed_at + timedelta(minutes=settings.late_flag_minutes)),
    )


def draft_day(
    at_stake: date, clock: Clock, reach: Reach, calendar: Calendar, settings: NoticeSettings
) -> date:
    """The day a draft must exist: S less the setting's open days, never before the clock began."""
    if clock.same_day and at_stake == clock.due_on:
        return clock.starts_on
    safe = last_safe_day(at_stake, clock, reach, calendar, settings)
    return max(clock.starts_on, calendar.open_before(safe, settings.draft_open_days))


def at_risk_from(at_stake: date, clock: Clock, calendar: Calendar) -> date:
    """The first day that counts as at risk.

    `act_by` less the smaller of ten hverdage and one third of the period, at least one hverdag,
    never before the clock began.
    """
    days = hverdage(saturday=False)
    third = days.between(clock.starts_on, at_stake) // 3
    margin = max(1, min(RISK_AT_MOST, third))
    act_by = act_by_of(at_stake, clock, calendar)
    try:
        return max(clock.starts_on, days.before(act_by, margin))
    except CalendarRangeError:
        return clock.starts_on


def passes_at(at_stake: date, clock: Clock) -> datetime:
    """The first instant at which the date lies behind: midnight, or just after the hour."""
    if clock.due_at is not None and at_stake == clock.due_on:
        return clock.due_at + timedelta.resolution
    return local(at_stake + timedelta(days=1), 0)


def passed(at_stake: date, clock: Clock, now: datetime) -> bool:
    """Whether the date at stake lies behind: the day is over, or the hour of a limit in hours."""
    return now >= passes_at(at_stake, clock)
