"""What a delay notice promises, and why the date slipped: the caseworker's word, else the adopted
default."""

from dataclasses import dataclass
from datetime import date, timedelta

from notifications.causes import Cause, awaiting, reason
from notifications.formats import Language
from rules.deadline import due_date
from rules.limit import Limit, LimitKind
from rules.period import Period, Unit
from rules.terms import Clock, Track
from tracker.models import Deadline, Expectation
from tracker.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Promise:
    """A date, or a time frame with what is awaited and the day of the next letter."""

    promised_on: date | None = None
    time_frame: str | None = None
    next_letter_on: date | None = None
    awaiting: Cause | None = None

    @property
    def until(self) -> date:
        """The day on which the promise ends; watched like a deadline."""
        until = self.promised_on or self.next_letter_on
        assert until is not None  # noqa: S101 - one of the two is always given
        return until


def usable(expectation: Expectation | None, at_stake: date, today: date) -> bool:
    """Whether what the caseworker recorded still says something later than what is at stake."""
    until = _until(expectation)
    return until is not None and until > max(at_stake, today)


def _until(expectation: Expectation | None) -> date | None:
    """The day that the caseworker's word ends with: help or decision, or the next letter."""
    if expectation is None:
        return None
    return expectation.expected_on or expectation.next_letter_on


def promise_for(desk: Desk, deadline: Deadline, clock: Clock, at_stake: date) -> Promise:
    """What a notice sent now promises (row 10 of the table)."""
    expectation = desk.file.expectation(deadline)
    if expectation is not None and usable(expectation, at_stake, desk.today):
        cause = Cause(expectation.cause) if expectation.cause else None
        return Promise(
            expectation.expected_on, expectation.time_frame, expectation.next_letter_on, cause
        )
    if wished := wished_on(desk, deadline, at_stake):
        return Promise(begins_by(desk, wished))
    return Promise(default_date(desk, clock, at_stake))


def default_date(desk: Desk, clock: Clock, at_stake: date) -> date:
    """The adopted default counted from the sending day; an urgent need is never put off for
    weeks."""
    if clock.same_day and at_stake == clock.due_on:
        return desk.calendar.open_after(max(desk.today, at_stake))
    limit = Limit(LimitKind.DURATION, max=default_period(desk))
    # A promise ends on a day when somebody is there to keep it: the last open day, `act_by`.
    counted = due_date(desk.today, limit, calendar=desk.calendar).act_by
    if counted <= at_stake:  # paper leaves long before the date it is about
        counted = due_date(at_stake, limit, calendar=desk.calendar).act_by
    return counted


def default_period(desk: Desk) -> Period:
    """What the council has adopted for a notice that nobody has dated, else the installation's."""
    fallback = Period(desk.office.settings.fallback_promise_weeks, Unit.WEEKS)
    return desk.municipality.default_promise or fallback


def reason_for(desk: Desk, deadline: Deadline, at_stake: date, language: Language) -> str:
    """The reason a letter gives: words approved for it, else the fixed sentence of the cause.

    Words that were approved for an earlier date do not go out again unasked.
    """
    expectation = desk.file.expectation(deadline)
    words = _approved_words(desk, expectation, at_stake)
    if words is not None:
        return words
    if (cause := cause_of(desk, expectation)) is not None:
        return reason(cause, _asked_on(desk), language)
    wished = wished_on(desk, deadline, at_stake)
    return reason(Cause.OWN_WISH if wished else Cause.NOT_REACHED, wished, language)


def wished_on(desk: Desk, deadline: Deadline, at_stake: date) -> date | None:
    """The later day from which the citizen wished the help, where nothing else is told as the
    reason; law.md 7: a cause, and no pause.

    A wish is no reason once its day has come, nor where we ourselves say later still, nor for help
    that is needed at once: nobody is blamed for our delay (law.md 4).
    """
    expectation = desk.file.expectation(deadline)
    said = _approved_words(desk, expectation, at_stake) or cause_of(desk, expectation)
    grant = next((g for g in desk.file.grants if g.id == deadline.grant_id), None)
    wished = grant.wished_on if grant and not said else None
    if wished is None or wished <= max(at_stake, desk.today) or deadline.track == Track.ACUTE:
        return None
    ours = _until(expectation) if usable(expectation, at_stake, desk.today) else None
    return None if ours is not None and ours > begins_by(desk, wished) else wished


def begins_by(desk: Desk, wished: date) -> date:
    """The wished day, or the first open day after it."""
    return desk.calendar.open_after(wished - timedelta(days=1))


def _approved_words(desk: Desk, expectation: Expectation | None, at_stake: date) -> str | None:
    if expectation is None or not expectation.reason_approved:
        return None
    if not usable(expectation, at_stake, desk.today):
        return None
    return desk.store.open(expectation, "reason_sealed")


def cause_of(desk: Desk, expectation: Expectation | None) -> Cause | None:
    """The recorded cause: the caseworker's, else what the case waits for."""
    if expectation is not None and expectation.cause:
        return Cause(expectation.cause)
    waiting = desk.file.waiting(desk.today)
    return Cause(waiting.cause) if waiting else None


def reason_given(desk: Desk, deadline: Deadline, at_stake: date) -> bool:
    """Whether anybody has said why, as a statute may demand."""
    expectation = desk.file.expectation(deadline)
    written = _approved_words(desk, expectation, at_stake) is not None
    wished = wished_on(desk, deadline, at_stake) is not None
    return written or wished or cause_of(desk, expectation) is not None


def _asked_on(desk: Desk) -> date | None:
    waiting = desk.file.waiting(desk.today)
    return waiting.asked_on if waiting else None


def awaited(desk: Desk, promise: Promise, language: Language) -> tuple[str, bool]:
    """What a letter without a date says it waits for, and whether that is the reader."""
    cause = promise.awaiting or cause_of(desk, None) or Cause.NOT_REACHED
    return awaiting(cause, language), cause is Cause.APPLICANT
