"""Dates and times as people type them: `5/3`, `5.3.26`, `050326`, `i går`, `5.3.2026 kl. 8.14`.

Also as our own pages write them, with the day of the week, so that what is copied is understood.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from notifications.formats import MONTHS, WEEKDAYS
from rules.local_time import COPENHAGEN

#: The first and the last year that somebody can mean.
YEARS: Final = range(1990, 2101)
#: Longer texts are not looked at.
LONGEST: Final = 40

_NEAR: Final = {
    **dict.fromkeys(("i dag", "idag", "today"), 0),
    **dict.fromkeys(("i går", "igår", "yesterday"), -1),
    **dict.fromkeys(("i forgårs", "iforgårs"), -2),
    **dict.fromkeys(("i morgen", "imorgen", "tomorrow"), 1),
}
_NUMBERS: Final = re.compile(r"(\d{1,2})[./\- ]+(\d{1,2})(?:[./\- ]+(\d{4}|\d{2}))?\.?")
_RUN: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAMED: Final = re.compile(r"(\d{1,2})\.? ?([a-z]{3,9})\.?(?: (\d{4}))?")
_CLOCK: Final = r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?"
_TIME: Final = re.compile(rf"(?:kl\.? ?)?{_CLOCK}")
_MOMENT: Final = re.compile(
    r"(?P<day>.+?)[ ,]+(?:(?P<said>kl\.? ?)(?:\d{1,2}|\d{1,2}[.:]\d{2})|\d{1,2}[.:]\d{2})"
)

_WEEKDAYS: Final = {
    name.lower(): number for names in WEEKDAYS.values() for number, name in enumerate(names)
}
_MONTHS: Final = {
    name[:length].lower(): number
    for names in MONTHS.values()
    for number, name in enumerate(names, 1)
    for length in (3, len(name))
}


def read_date(text: str, today: date, *, earliest: date | None = None) -> date | None:
    """The day somebody typed; None where it is no day.

    A day without a year is the last such day that is not ahead of `today`: what people register
    has happened. With `earliest` it is the first one from that day on, for what lies
    ahead. A day of the week may stand
    before the date, and must be its own.
    """
    words = " ".join(text.lower().split())
    if not words or len(words) > LONGEST:
        return None
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    first, _, rest = words.replace(",", "").partition(" ")
    if first not in _WEEKDAYS:
        return _plain_day(words, today, earliest)
    day = _plain_day(rest.removeprefix("den "), today, earliest)
    return day if day and day.weekday() == _WEEKDAYS[first] else None


def read_time(text: str) -> time | None:
    """A time of day: "8.14", "8:14", "kl. 8"; None where it is none."""
    found = _TIME.fullmatch(" ".join(text.lower().split())[: LONGEST + 1])
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def read_moment(text: str, today: date) -> date | datetime | None:
    """A day, or a day and a time of day in Denmark; None where it is neither."""
    words = " ".join(text.lower().split())
    found = _MOMENT.fullmatch(words[: LONGEST + 1])
    day = read_date(found["day"], today) if found else None
    if found is None or day is None:
        return read_date(text, today)
    at = read_time(words[len(found["day"]) :].lstrip(" ,"))
    return datetime.combine(day, at, COPENHAGEN) if at else None


def _plain_day(words: str, today: date, earliest: date | None) -> date | None:
    if found := _ISO.fullmatch(words):
        return _day(found[3], found[2], found[1], today, earliest)
    if found := _NUMBERS.fullmatch(words) or _RUN.fullmatch(words):
        return _day(found[1], found[2], found[3], today, earliest)
    if found := _NAMED.fullmatch(words):
        month = _MONTHS.get(found[2])
        return _day(found[1], str(month), found[3], today, earliest) if month else None
    return None


def _day(day: str, month: str, year: str | None, today: date, earliest: date | None) -> date | None:
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    first = earliest.year if earliest else today.year
    years = (first, first + 1) if earliest else (first, first - 1)
    found = (_date(each, int(month), int(day)) for each in years)
    fits = (one for one in found if one and (one >= earliest if earliest else one <= today))
    return next(fits, None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
