"""A limit in words: "4 uger", "10 til 12 uger", "samme dag", "ingen fast frist"."""

from typing import Final

from notifications.formats import period_phrase
from rules.limit import Limit, LimitKind
from rules.period import Period
from rules.rule import Rule
from rules.steps import StartEvent
from tracker.web.words import Words, mark

_KINDS: Final[dict[LimitKind, str]] = {
    LimitKind.IMMEDIATE: mark("straks"),
    LimitKind.SAME_DAY: mark("samme dag"),
    LimitKind.DAY_TO_DAY: mark("dag til dag"),
    LimitKind.ON_CONTACT: mark("ved henvendelse"),
    LimitKind.AS_SOON_AS_POSSIBLE: mark("hurtigst muligt"),
    LimitKind.ONGOING: mark("løbende"),
    LimitKind.CALENDAR: mark("mødekalender"),
    LimitKind.EXEMPT: mark("undtaget"),
    LimitKind.DELEGATED: mark("anden myndighed"),
}
#: What a limit counts from, where it is not the receipt of an application.
EVENTS: Final[dict[StartEvent, str]] = {
    StartEvent.DECISION: mark("afgørelsen"),
    StartEvent.CONTACT: mark("den første henvendelse"),
    StartEvent.DISCHARGE: mark("udskrivelsen"),
    StartEvent.AWARENESS: mark("den dag, vi blev opmærksomme på det"),
    StartEvent.FORMALLY_STARTED: mark("den dag, sagen blev rejst"),
    StartEvent.WAITING_LIST: mark("den dag, borgeren kom på ventelisten"),
    StartEvent.COMPLAINT: mark("den dag, klagen kom"),
    StartEvent.NEED_CHANGED: mark("den dag, behovet ændrede sig"),
}


def limit_words(limit: Limit, words: Words) -> str:
    """A limit as it reads inside a line."""
    if limit.max is None:
        return words.text(_KINDS.get(limit.kind, mark("ingen fast frist")))
    if limit.min is None:
        return period_phrase(limit.max, words.language)
    longest = period_phrase(limit.max, words.language)
    return words.say("%(least)s til %(most)s", least=_number(limit.min), most=longest)


def _number(period: Period) -> str:
    return f"{period.amount or ''}{'½' if period.half else ''}"


def limits_line(rule: Rule, words: Words) -> str:
    """Law and limits, shown with each choice: a wrong pick is seen before it is made."""
    parts = [rule.law_text] if rule.law else []
    if rule.decision:
        limit = limit_words(rule.decision.limit, words)
        parts.append(words.say("afgørelse %(limit)s", limit=limit))
    if rule.delivery:
        limit = limit_words(rule.delivery.limit, words)
        parts.append(words.say("levering %(limit)s", limit=limit))
    return " · ".join(parts)
