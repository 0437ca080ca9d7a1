"""How a clock stands, and the table of notices: which letter or task must exist now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.calendar import Calendar
from rules.case_letters import unsent_decision_task
from rules.local_time import COPENHAGEN, local_day
from rules.notice_facts import (
    Act,
    ActKind,
    Circumstances,
    NoticeFact,
    NoticeState,
    Recipient,
    TaskKind,
    Weighing,
)
from rules.terms import (
    DEFAULTS,
    Clock,
    NoticeDuty,
    NoticeSettings,
    act_by_of,
    at_risk_from,
    draft_day,
    last_safe_day,
    local,
    passed,
    passes_at,
    safe_until,
)
from rules.told import at_stake, in_force, speaks_of


class Standing(StrEnum):
    """How one clock, or a whole case, stands."""

    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    OVERDUE = "overdue"  # open, and the date has passed
    MET = "met"
    BREACHED = "breached"  # done, but late
    WITHOUT_DEADLINE = "without-deadline"
    NOT_SENT = "not-sent"
    ENDED = "ended"


def standing(clock: Clock, now: datetime, calendar: Calendar) -> Standing:
    """How the clock stands at an instant; the due day itself is still in time."""
    if clock.stopped_on is not None:
        return Standing.BREACHED if _stopped_late(clock) else Standing.MET
    if passed(clock.due_on, clock, now):
        return Standing.OVERDUE
    today = now.astimezone(COPENHAGEN).date()
    risky = today >= at_risk_from(clock.due_on, clock, calendar)
    return Standing.AT_RISK if risky else Standing.ON_TRACK


def _stopped_late(clock: Clock) -> bool:
    if clock.due_at is not None and clock.stopped_at is not None:
        return clock.stopped_at > clock.due_at
    return clock.stopped_on is not None and clock.stopped_on > clock.due_on


def what_must_exist(
    clock: Clock,
    recipient: Recipient,
    about: Circumstances,
    *,
    now: datetime,
    calendar: Calendar,
    settings: NoticeSettings = DEFAULTS,
) -> Weighing:
    """Rows 1–14 of the table of notices for one clock and one party.

    The first row that fits decides; rows 2 and 3 apply alongside. Acts already done are not asked
    for again, so a second look at the same facts finds nothing.
    """
    stake = at_stake(clock, recipient)
    silent = about.notice is NoticeDuty.NONE
    if about.ended or about.died or recipient.anonymous or silent:
        return Weighing((*_cancelled(recipient, 1), *_death(about)), stake, None)
    unsent = _Unsent(about.unsent_since, now, calendar, settings)
    if clock.stopped:
        acts = (*_cancelled(recipient, 4), *unsent.acts())
        return Weighing(acts, stake, unsent.look_again())
    table = _Table(clock, recipient, about, stake, now, calendar, settings)
    acts = (*table.moved(), *table.rows(), *unsent.acts())
    moments = [m for m in (table.look_again(), unsent.look_again()) if m is not None]
    return Weighing(acts, stake, min(moments, default=None))


@dataclass(frozen=True, slots=True)
class NoticeTimes:
    """When the notice about the date at stake is drafted, and S, by when it must leave."""

    at_stake: date
    draft_from: datetime
    leave_by: datetime


def notice_times(
    clock: Clock,
    recipient: Recipient,
    *,
    now: datetime,
    calendar: Calendar,
    settings: NoticeSettings = DEFAULTS,
) -> NoticeTimes:
    """The times that rows 5 and 8 to 12 go by, for a clock that runs."""
    stake = at_stake(clock, recipient)
    table = _Table(clock, recipient, Circumstances(), stake, now, calendar, settings)
    return NoticeTimes(stake, table.draft_from, table.safe)


def _cancelled(recipient: Recipient, row: int) -> Iterator[Act]:
    for notice in recipient.notices:
        if notice.unsent:
            yield Act(ActKind.CANCEL, row, notice.for_date)


def _death(about: Circumstances) -> Iterator[Act]:
    if about.died:
        yield Act(ActKind.TASK, 1, task=TaskKind.DEATH)


@dataclass(frozen=True, slots=True)
class _Unsent:
    """Row 4: decided, and not sent by the next open day."""

    since: date | None
    now: datetime
    calendar: Calendar
    settings: NoticeSettings

    def _task(self) -> tuple[TaskKind | None, datetime | None]:
        if self.since is None:
            return None, None
        return unsent_decision_task(
            self.since, now=self.now, calendar=self.calendar, settings=self.settings
        )

    def acts(self) -> Iterator[Act]:
        task, _ = self._task()
        if task is not None:
            yield Act(ActKind.TASK, 4, task=task)

    def look_again(self) -> datetime | None:
        return self._task()[1]


@dataclass(frozen=True, slots=True)
class _Table:
    """One look at one running clock and one party."""

    clock: Clock
    recipient: Recipient
    about: Circumstances
    stake: date
    now: datetime
    calendar: Calendar
    settings: NoticeSettings

    @property
    def today(self) -> date:
        return self.now.astimezone(COPENHAGEN).date()

    @property
    def safe(self) -> datetime:
        """S; a promise made for so soon that its S is no later day waits for noon of its own day.

        Otherwise the letter that promised tomorrow would be followed today by another.
        """
        reach = self.recipient.reach
        safe = safe_until(self.stake, self.clock, reach, self.calendar, self.settings)
        promise = in_force(self.clock, self.recipient)
        made_at = (promise.approved_at or promise.available_at) if promise else None
        if made_at is None or local_day(safe) > local_day(made_at):
            return safe
        act_by = act_by_of(self.stake, self.clock, self.calendar)
        noons = (local(day, self.settings.send_hour) for day in (act_by, self.stake))
        return next((noon for noon in noons if noon > made_at), safe)

    @property
    def draft_from(self) -> datetime:
        day = draft_day(self.stake, self.clock, self.recipient.reach, self.calendar, self.settings)
        if self.clock.same_day and self.stake == self.clock.due_on:
            return self.clock.noticed_at
        return local(day, self.settings.day_begins)

    @property
    def current(self) -> NoticeFact | None:
        """The notice about the date at stake that nobody has withdrawn."""
        active = {NoticeState.DRAFT, NoticeState.APPROVED}
        found = [
            n
            for n in self.recipient.notices
            if n.state in active and n.for_date == self.stake and speaks_of(self.clock, n)
        ]
        return found[-1] if found else None

    def moved(self) -> Iterator[Act]:
        """Row 2: an unsent letter about a date that no longer governs is weighed anew."""
        for notice in self.recipient.notices:
            if notice.unsent and notice.for_date != self.stake:
                yield Act(ActKind.SUPERSEDE, 2, notice.for_date)

    def rows(self) -> Iterator[Act]:
        late = passed(self.stake, self.clock, self.now)
        notice = self.current
        if notice is not None and notice.state is NoticeState.APPROVED:
            yield from self._on_its_way(notice, late=late)
            return
        if self.about.reason_mandatory and not self.about.reason_given and self.now >= self.safe:
            yield Act(ActKind.TASK, 6, self.stake, TaskKind.REASON_MISSING)
        elif late:
            yield from self._send(11)
            yield Act(ActKind.TASK, 11, self.stake, TaskKind.LATE_AND_UNTOLD)
        elif self.now >= self.safe:
            yield from self._send(5 if self._same_day else 10)
            yield from self._telephone()
        elif self.now >= self.draft_from or self._later_date:
            yield from self._draft(notice)

    @property
    def _same_day(self) -> bool:
        return self.clock.same_day and self.stake == self.clock.due_on

    @property
    def _later_date(self) -> bool:
        """Row 7: a later date was recorded after the promise that is in force."""
        return self.about.later_date_set_at is not None and self.stake != self.clock.due_on

    @property
    def _too_late_to_arrive(self) -> bool:
        if self._same_day:
            return True
        reach = self.recipient.reach
        safe = last_safe_day(self.stake, self.clock, reach, self.calendar, self.settings)
        return self.today > safe or self.clock.noticed_at > self.safe

    def _telephone(self) -> Iterator[Act]:
        if self._too_late_to_arrive:
            yield Act(ActKind.TASK, 5 if self._same_day else 10, self.stake, TaskKind.TELEPHONE)

    def _draft(self, notice: NoticeFact | None) -> Iterator[Act]:
        row = 5 if self._same_day else 9 if self.now >= self.draft_from else 7
        if notice is None:
            yield Act(ActKind.DRAFT, row, self.stake)
        task = TaskKind.TELEPHONE if self._same_day else TaskKind.SET_DATE_AND_REASON
        yield Act(ActKind.TASK, row, self.stake, task)

    def _send(self, row: int) -> Iterator[Act]:
        yield Act(ActKind.SEND, row, self.stake)
        promise = in_force(self.clock, self.recipient)
        dated = self.about.later_date_set_at is not None
        if promise is not None and promise.automatic and not dated:
            yield Act(ActKind.TASK, row, self.stake, TaskKind.SECOND_AUTOMATIC)

    def _on_its_way(self, notice: NoticeFact, *, late: bool) -> Iterator[Act]:
        if notice.returned:
            yield Act(ActKind.NEXT_CHANNEL, 3, self.stake)
            if not late:
                yield from self._telephone()
        elif notice.dispatched_at is not None and self.now >= self._receipt_by(
            notice.dispatched_at
        ):
            yield Act(ActKind.TASK, 11 if late else 10, self.stake, TaskKind.NO_RECEIPT)
        if late:
            yield Act(ActKind.TASK, 11, self.stake, TaskKind.LATE_AND_UNTOLD)

    def _receipt_by(self, dispatched_at: datetime) -> datetime:
        return dispatched_at + timedelta(days=self.settings.receipt_days)

    def look_again(self) -> datetime | None:
        """The next instant at which the answer can change without anybody acting."""
        moments = [self.draft_from, self.safe, passes_at(self.stake, self.clock)]
        if self.current is not None and self.current.dispatched_at is not None:
            moments.append(self._receipt_by(self.current.dispatched_at))
        if self.now >= self.draft_from:  # from then on the channel is looked up daily
            moments.append(local(self.today + timedelta(days=1), self.settings.day_begins))
        return min(m for m in moments if m > self.now)
