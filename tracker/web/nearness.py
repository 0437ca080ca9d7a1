"""How near a day is: time left in open days, lateness in calendar days (interface.md §3)."""

from datetime import date
from typing import Final

from notifications.formats import long_date
from rules.calendar import Calendar
from tracker.web.words import Words

#: Past this many open days only the date says something.
FARTHEST: Final = 20


def nearness(day: date, today: date, calendar: Calendar, words: Words) -> str:
    """ "i dag", "i morgen", "om 3 hverdage", "16 dage for sent"; empty when it is far ahead."""
    if day < today:
        return words.count("%(num)s dag for sent", "%(num)s dage for sent", (today - day).days)
    if day == today:
        return words.say("i dag")
    if (day - today).days == 1:
        return words.say("i morgen")
    left = calendar.open_days_between(today, day)
    if left > FARTHEST:
        return ""
    if left == 0:
        return words.say("før næste hverdag")
    return words.count("om %(num)s hverdag", "om %(num)s hverdage", left)


def with_holiday(day: date, calendar: Calendar, words: Words) -> str:
    """A date with the name of the holiday it falls on: "torsdag 2. april 2026, skærtorsdag"."""
    name = calendar.holiday_name(day)
    said = long_date(day, words.language)
    return f"{said}, {name.lower()}" if name else said
