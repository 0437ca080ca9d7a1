"""When a notice must leave, why that day, and what happens if nobody does anything."""

from datetime import date
from typing import NamedTuple

from notifications.formats import clock, local_date, long_date, period_phrase
from rules.calendar import hverdage
from rules.terms import Reach
from tracker.services.promises import default_period, reason_given, usable
from tracker.web.badges import Badge
from tracker.web.notice.subject import Subject
from tracker.web.words import Words


class NoticeStrip(NamedTuple):
    """The top of the page; `look` is the class of the strip and of its badge."""

    badge: Badge
    text: str


def notice_strip(about: Subject, words: Words) -> NoticeStrip:
    """The strip of a notice that is not approved yet."""
    now, leave = about.desk.now, about.leave_by
    if now >= leave:
        return NoticeStrip(Badge("overdue", "error", words.say("Går nu")), _too_late(about, words))
    badge = _badge(about, local_date(leave), words)
    sentences = [_why(about, words), _otherwise(about, words)]
    if now < about.first.times.draft_from:
        sentences = [words.say("Du behøver kun skrive, hvis I ikke når det."), *sentences]
    return NoticeStrip(badge, " ".join(sentences))


def _badge(about: Subject, day: date, words: Words) -> Badge:
    today = about.desk.today
    if day == today:
        return Badge("due-today", "time", words.say("Send i dag"))
    left = about.desk.calendar.open_days_between(today, day)
    look, icon = ("at-risk", "warning") if left <= 5 else ("plain", "time")
    return Badge(look, icon, words.say("Send senest %(day)s", day=long_date(day, words.language)))


def _why(about: Subject, words: Words) -> str:
    one = about.first
    stake = long_date(one.times.at_stake, words.language)
    day = long_date(local_date(about.leave_by), words.language)
    if about.clock.same_day and one.times.at_stake == about.clock.due_on:
        return words.say("Fristen er %(date)s, så ansøger skal vide det samme dag.", date=stake)
    if one.reach is Reach.PAPER:
        days = hverdage(saturday=False)
        lead = about.desk.settings.postal_hverdage
        there = long_date(days.after(local_date(about.leave_by), lead), words.language)
        return words.say(
            "Brev på papir er %(num)s hverdage undervejs. Sendes det %(day)s, er det fremme "
            "%(there)s.",
            num=lead,
            day=day,
            there=there,
        )
    if about.stake == about.deadline.due_on:
        return words.say("Det er den sidste hverdag før fristen %(date)s.", date=stake)
    return words.say("Vi har lovet svar senest %(date)s.", date=stake)


def _otherwise(about: Subject, words: Words) -> str:
    desk, stake = about.desk, about.first.times.at_stake
    rule = desk.rule_of(about.deadline)
    if rule and rule.reason_mandatory and not reason_given(desk, about.deadline, stake):
        return words.say("Loven kræver en begrundelse. Uden den bliver brevet ikke sendt.")
    return words.say(
        "Gør du ikke noget, sender Rettidig brevet %(day)s %(hour)s med %(what)s.",
        day=_day(about, words),
        hour=clock(about.leave_by, words.language),
        what=_what(about, words),
    )


def _day(about: Subject, words: Words) -> str:
    day = local_date(about.leave_by)
    return words.say("i dag") if day == about.desk.today else long_date(day, words.language)


def _what(about: Subject, words: Words) -> str:
    desk = about.desk
    expected = desk.file.expectation(about.deadline)
    if expected is not None and usable(expected, about.stake, desk.today):
        if expected.expected_on is None:
            return words.say("den tidsramme, der er gemt her")
        day = long_date(expected.expected_on, words.language)
        return words.say("den dato, der er gemt her, %(day)s", day=day)
    length = period_phrase(default_period(desk), words.language)
    if desk.municipality.default_promise is None:
        return words.say("%(length)s, som ingen har vedtaget", length=length)
    return words.say("kommunens standard, %(length)s", length=length)


def _too_late(about: Subject, words: Words) -> str:
    hour = clock(about.leave_by, words.language)
    day = long_date(local_date(about.leave_by), words.language)
    sentences = [words.say("Brevet skulle være sendt senest %(day)s %(hour)s.", day=day, hour=hour)]
    stake = about.first.times.at_stake
    rule = about.desk.rule_of(about.deadline)
    missing = not reason_given(about.desk, about.deadline, stake)
    if rule and rule.reason_mandatory and missing:
        sentences.append(_otherwise(about, words))
    else:
        sentences.append(
            words.say("Det går ved næste kørsel med %(what)s.", what=_what(about, words))
        )
    sentences.append(words.say("Ring også til ansøger, for brevet når ikke frem i tide."))
    return " ".join(sentences)
