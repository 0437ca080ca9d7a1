"""A time frame that a caseworker writes, "4 til 6 uger": read, dated and worded."""

from datetime import date

from notifications.formats import Language, period_phrase
from rules.calendar import Calendar
from rules.deadline import due_date
from rules.errors import RulesError
from rules.limit import Limit, LimitKind, parse_limit
from tracker.errors import Refused


def read_time_frame(text: str) -> Limit:
    """The time frame as a limit; raises `Refused` for words that promise nothing."""
    try:
        limit = parse_limit(text.lower().replace(" til ", "-"))
    except RulesError as error:
        raise Refused(_refusal(text)) from error
    if limit.kind is not LimitKind.DURATION:
        raise Refused(_refusal(text))
    return limit


def _refusal(text: str) -> str:
    return f'"{text}" is not a time frame: write how long it takes, such as "4 til 6 uger"'


def last_day(text: str, today: date, calendar: Calendar) -> date:
    """The day on which a time frame that begins today ends: the day of the next letter."""
    return due_date(today, read_time_frame(text), calendar=calendar).due_on


def worded(text: str, language: Language) -> str:
    """The time frame as it reads in a letter: "4 til 6 uger", "4 to 6 weeks"."""
    limit = read_time_frame(text)
    assert limit.max is not None  # noqa: S101 - read_time_frame answers with a length
    longest = period_phrase(limit.max, language)
    if limit.min is None:
        return longest
    return f"{limit.min.amount} {'til' if language == 'da' else 'to'} {longest}"
