"""Small factories for the facts of the table of notices: say what differs, the rest is ordinary.

The ordinary case is W-01 of the law note: received Monday 5 January 2026, four weeks, due Monday
2 February. Digital Post must leave by Friday 30 January at 12:00, a draft exists from Friday
23 January; paper leaves a week before that, on Friday 23 January, with a draft from the 16th.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from rules.calendar import Calendar
from rules.notice_facts import Act, NoticeFact, NoticeState, Recipient
from rules.terms import Clock, DeadlineKind, Reach, Track
from tests.strategies import copenhagen

OPEN: Final = Calendar()


def day(text: str) -> date:
    """A day, "2026-01-05"."""
    return date.fromisoformat(text)


def clock(
    starts: str = "2026-01-05",
    due: str = "2026-02-02",
    *,
    due_at: str | None = None,
    noticed: str | None = None,
    calendar: Calendar = OPEN,
    **changed: Any,
) -> Clock:
    """A running decision clock; `noticed` is when it was registered, else the start at 9."""
    starts_on, due_on = day(starts), day(due)
    same_day = due_at is not None or due_on == starts_on
    values: dict[str, Any] = {
        "kind": DeadlineKind.DECISION,
        "track": Track.ORDINARY,
        "act_by": due_on if same_day else max(starts_on, calendar.open_on_or_before(due_on)),
        **changed,
    }
    return Clock(
        starts_on=starts_on,
        due_on=due_on,
        due_at=copenhagen(due_at) if due_at else None,
        noticed_at=copenhagen(noticed or f"{starts} 09:00"),
        **values,
    )


def stopped(running: Clock, on: str, at: str | None = None) -> Clock:
    """The clock after what was promised has happened."""
    return replace(running, stopped_on=day(on), stopped_at=copenhagen(at) if at else None)


def draft(for_date: str = "2026-02-02") -> NoticeFact:
    """A letter that nobody has approved."""
    return NoticeFact(day(for_date), NoticeState.DRAFT)


def approved(
    for_date: str = "2026-02-02",
    until: str = "2026-02-20",
    at: str = "2026-01-30 12:00",
    **changed: Any,
) -> NoticeFact:
    """A letter that is queued: it promises a date, and has not left."""
    return NoticeFact(
        day(for_date),
        NoticeState.APPROVED,
        promised_until=day(until),
        approved_at=copenhagen(at),
        **changed,
    )


def sent(
    for_date: str = "2026-02-02",
    until: str = "2026-02-20",
    at: str = "2026-01-30 12:00",
    **changed: Any,
) -> NoticeFact:
    """A letter that has left; no receipt yet."""
    return approved(for_date, until, at, dispatched_at=copenhagen(at), **changed)


def proven(
    for_date: str = "2026-02-02",
    until: str = "2026-02-20",
    at: str = "2026-01-30 12:00",
    *,
    available: str | None = None,
    **changed: Any,
) -> NoticeFact:
    """A letter that is known to have reached the party, five minutes later unless said."""
    left = copenhagen(at)
    reached: datetime = copenhagen(available) if available else left + timedelta(minutes=5)
    return sent(for_date, until, at, available_at=reached, **changed)


def returned(for_date: str = "2026-02-02", at: str = "2026-01-30 12:00") -> NoticeFact:
    """A letter that was rejected, or came back."""
    return sent(for_date, at=at, returned=True)


def digital(*notices: NoticeFact, anonymous: bool = False) -> Recipient:
    """A party registered for Digital Post."""
    return Recipient(Reach.DIGITAL, notices, anonymous)


def paper(*notices: NoticeFact) -> Recipient:
    """A party exempt from Digital Post, or whose registration is unknown."""
    return Recipient(Reach.PAPER, notices)


def told(act: Act) -> str:
    """An act as one line: row, what, which task, and the date it is about."""
    words = [str(act.row), act.kind.value, *([act.task.value] if act.task else [])]
    return " ".join([*words, *([str(act.for_date)] if act.for_date else [])])
