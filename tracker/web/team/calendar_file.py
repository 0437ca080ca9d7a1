"""A feed as an iCalendar file: a day for each date, the case number, and nothing about anybody."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from notifications.formats import short_date
from tracker.services.calendar_feeds import FeedDate
from tracker.web.addresses import case_address
from tracker.web.case import words as codes
from tracker.web.words import Words

_MAKER = "-//Rettidig//frister//DA"
_REFRESHED = timedelta(hours=4)


def calendar_file(name: str, dates: Iterable[FeedDate], words: Words, *, home: str | None) -> bytes:
    """The feed; `home` is the address that browsers use, where it is known."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESHED, parameters={"VALUE": "DURATION"})
    for found in dates:
        calendar.add_component(_event(found, words, home))
    return bytes(calendar.to_ical())


def _event(found: FeedDate, words: Words, home: str | None) -> Event:
    kind = codes.said(codes.KINDS, found.kind, words)
    event = Event()
    # The same date keeps its id at every fetch; a date that moved is another row, and another id.
    event.add("uid", f"{found.id}@rettidig")
    event.add("dtstamp", found.recorded_at)
    event.add("dtstart", found.due_on)
    event.add("dtend", found.due_on + timedelta(days=1))
    event.add("summary", f"{found.reference} {kind}")
    # A deadline takes nobody's time.
    event.add("transp", "TRANSPARENT")
    if found.act_by != found.due_on:
        day = short_date(found.act_by)
        event.add("description", words.say("Seneste arbejdsdag: %(day)s", day=day))
    if home:
        event.add("url", f"{home}{case_address(found.reference)}")
    return event
