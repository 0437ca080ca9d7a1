"""Letters and tasks about a case as a whole: rows 2 and 15–17 of the table of notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.calendar import Calendar
from rules.local_time import local_day
from rules.notice_facts import TaskKind
from rules.terms import DEFAULTS, NoticeSettings, local


class CaseLetter(StrEnum):
    """A letter that tells where a case stands; not about a date that slips."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ACUTE_CONFIRMATION = "acute-confirmation"
    REMAND_RECEIPT = "remand-receipt"
    CORRECTED_DEADLINE = "corrected-deadline"


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A letter that one party has, and the date it told; None where it told of no deadline."""

    letter: CaseLetter
    date: date | None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What decides which letters of its own a case needs, for one party.

    `due_on` is the ordinary or remanded decision date; `acute_on` the day of a running acute
    clock. `delay_told` says that a delay notice about this round exists or goes today.
    """

    registered_at: datetime
    open: bool
    acknowledge: bool = True
    first_of_application: bool = True
    remanded: bool = False
    due_on: date | None = None
    acute_on: date | None = None
    acute_passed: bool = False
    delay_told: bool = False
    letters: tuple[ToldDate, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterDue:
    """One letter that must go now; `for_date` is the date it tells."""

    letter: CaseLetter
    row: int
    for_date: date


def case_letters(
    facts: CaseFacts, *, now: datetime, calendar: Calendar, settings: NoticeSettings = DEFAULTS
) -> tuple[tuple[LetterDue, ...], datetime | None]:
    """The letters that must go now, and when to look again.

    The acknowledgement lapses when the case is decided first and merges with a delay notice of the
    same day; the remand letter goes on the next open day; an acute confirmation goes at once; a
    date that the party was told and that moved gets a letter (row 2), unless a delay notice has
    told a later one.
    """
    if not facts.open:
        return (), None
    due = tuple(_due(facts, now=now, calendar=calendar, settings=settings))
    remand_at = _remand_from(facts, calendar, settings)
    look = remand_at if facts.remanded and not _has(facts, CaseLetter.REMAND_RECEIPT) else None
    return due, look if look is not None and look > now else None


def _due(
    facts: CaseFacts, *, now: datetime, calendar: Calendar, settings: NoticeSettings
) -> Iterator[LetterDue]:
    acute_letter = facts.acute_on is not None and not facts.acute_passed
    if (
        acute_letter
        and facts.acute_on
        and not _told(facts, CaseLetter.ACUTE_CONFIRMATION, facts.acute_on)
    ):
        yield LetterDue(CaseLetter.ACUTE_CONFIRMATION, 5, facts.acute_on)
    if facts.delay_told:
        return
    if facts.remanded:
        first = CaseLetter.REMAND_RECEIPT
        if (
            facts.due_on
            and not _has(facts, first)
            and now >= _remand_from(facts, calendar, settings)
        ):
            yield LetterDue(first, 17, facts.due_on)
    elif (
        facts.acknowledge and facts.first_of_application and not acute_letter and not facts.letters
    ):
        yield LetterDue(
            CaseLetter.ACKNOWLEDGEMENT, 16, facts.due_on or local_day(facts.registered_at)
        )
    if moved := _moved(facts):
        yield LetterDue(CaseLetter.CORRECTED_DEADLINE, 2, moved)


def _moved(facts: CaseFacts) -> date | None:
    """The date that now holds, where the party was last told another."""
    told = [t.date for t in facts.letters if t.letter is not CaseLetter.ACUTE_CONFIRMATION]
    if not told or told[-1] is None or facts.due_on is None or told[-1] == facts.due_on:
        return None
    return facts.due_on


def _has(facts: CaseFacts, letter: CaseLetter) -> bool:
    return any(t.letter is letter for t in facts.letters)


def _told(facts: CaseFacts, letter: CaseLetter, day: date) -> bool:
    return any(t.letter is letter and t.date == day for t in facts.letters)


def _remand_from(facts: CaseFacts, calendar: Calendar, settings: NoticeSettings) -> datetime:
    registered_on = local_day(facts.registered_at)
    return local(calendar.open_after(registered_on), settings.day_begins)


def without_deadline_task(
    registered_at: datetime,
    last_done_at: datetime | None,
    *,
    now: datetime,
    settings: NoticeSettings = DEFAULTS,
) -> tuple[TaskKind | None, datetime]:
    """Row 15: a case without a deadline is a task after four weeks, then weekly; and when next."""
    if last_done_at is None:
        start = registered_at + timedelta(weeks=settings.unsettled_weeks)
    else:
        start = last_done_at + timedelta(weeks=1)
    if now >= start:
        return TaskKind.WITHOUT_DEADLINE, now + timedelta(weeks=1)
    return None, start


def unsent_decision_task(
    decided_on: date,
    *,
    now: datetime,
    calendar: Calendar,
    settings: NoticeSettings = DEFAULTS,
) -> tuple[TaskKind | None, datetime]:
    """Row 4: decided, and not sent by the next open day, is a task every day; and when next."""
    start = local(calendar.open_after(decided_on), settings.day_begins)
    if now < start:
        return None, start
    tomorrow = local_day(now) + timedelta(days=1)
    return TaskKind.SEND_DECISION, local(tomorrow, settings.day_begins)
