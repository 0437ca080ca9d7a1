"""When the municipality must decide, for an area and a day of receipt, in words for the citizen."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from notifications.explain import explain
from notifications.formats import phone_number
from rules.deadline import NoDueDate
from rules.limit import LimitKind
from rules.municipality import Municipality
from rules.pack import NoRuleInForce, Pack
from rules.rule import Rule
from rules.rule_dates import first_date, governing_limit
from rules.terms import Track
from tracker.web.words import Words

State = Literal["due", "passed", "hours", "no-limit", "no-rule"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says about one question; `due_on` is the plain date, which binds."""

    state: State
    title: str
    due_on: date | None
    steps: list[str]
    sentence: str


def answer(pack: Pack, area: str, received: date, today: date, words: Words) -> Answer:
    """The answer for an area that the pack knows; a rule that sets no date says so."""
    place = pack.municipality
    try:
        rule = pack.rule_in_force(area, received)
    except NoRuleInForce:
        title = pack.versions(area)[-1].title
        text = words.say(
            "Vi har ingen frist for området den dag. %(call)s", call=_call(place, words)
        )
        return Answer("no-rule", title, None, [], text)
    limit = governing_limit(rule, Track.ORDINARY)
    if limit is not None and limit.limit.kind is LimitKind.DURATION and _counts_hours(rule):
        return _hours(rule, words)
    try:
        due = first_date(rule, place, received)
    except NoDueDate:
        due = None
    if due is None:
        text = words.say(
            "Der er ingen fast frist på området. %(call)s Så fortæller vi, hvor lang tid det "
            "plejer at tage.",
            call=_call(place, words),
        )
        return Answer("no-limit", rule.title, None, [], text)
    steps = explain(due.steps, words.language, letter=True)
    if due.due_on < today:
        text = words.say(
            "Fristen er gået. Har du ikke hørt fra os? %(call)s", call=_call(place, words)
        )
        return Answer("passed", rule.title, due.due_on, steps, text)
    text = words.say("Når vi det ikke, skriver vi til dig før den dag og giver dig en ny dato.")
    return Answer("due", rule.title, due.due_on, steps, text)


def _counts_hours(rule: Rule) -> bool:
    limit = governing_limit(rule, Track.ORDINARY)
    return limit is not None and limit.limit.max is not None and limit.limit.max.unit == "hours"


def _hours(rule: Rule, words: Words) -> Answer:
    limit = governing_limit(rule, Track.ORDINARY)
    amount = limit.limit.max.amount if limit and limit.limit.max else 0
    text = words.count(
        "Kommunen skal svare inden %(num)s time, fra den fik din ansøgning.",
        "Kommunen skal svare inden %(num)s timer, fra den fik din ansøgning.",
        amount,
    )
    return Answer("hours", rule.title, None, [], text)


def urgent(place: Municipality, words: Words) -> str:
    """What always stands there for those who cannot wait."""
    call = _call(place, words)
    return words.say("Haster det? Så skal du ikke vente på fristen. %(call)s", call=call)


def _call(place: Municipality, words: Words) -> str:
    phone = place.contact.phone
    if phone:
        return words.say("Ring på %(phone)s.", phone=phone_number(phone))
    return words.say("Ring til kommunen.")
