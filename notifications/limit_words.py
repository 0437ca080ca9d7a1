"""Limits and what starts them, as the public reads them in Danish and English."""

from typing import Final

from notifications.formats import NBSP, Language, period_phrase
from rules.limit import Limit, LimitKind
from rules.period import Unit
from rules.steps import StartEvent
from rules.track_limits import TrackLimit

_KINDS: Final[dict[Language, dict[LimitKind, str]]] = {
    "da": {
        LimitKind.IMMEDIATE: "straks, samme dag",
        LimitKind.SAME_DAY: "samme dag",
        LimitKind.DAY_TO_DAY: "næste arbejdsdag",
        LimitKind.DELEGATED: "en anden myndighed afgør sagen",
        LimitKind.REFERENCE: "følger fristen for et andet område",
        LimitKind.UNSET: "der er ikke fastsat en frist",
    },
    "en": {
        LimitKind.IMMEDIATE: "at once, the same day",
        LimitKind.SAME_DAY: "the same day",
        LimitKind.DAY_TO_DAY: "the next working day",
        LimitKind.DELEGATED: "another authority decides the case",
        LimitKind.REFERENCE: "follows the deadline of another area",
        LimitKind.UNSET: "no deadline has been set",
    },
}
_NO_LIMIT: Final[dict[Language, str]] = {"da": "ingen fast frist", "en": "no fixed deadline"}

#: After a length: when the counting begins. A receipt is what everybody expects, and is left out.
_STARTS: Final[dict[Language, dict[StartEvent, str]]] = {
    "da": {
        StartEvent.DECISION: "efter svaret",
        StartEvent.CONTACT: "efter din henvendelse",
        StartEvent.DISCHARGE: "efter udskrivning",
        StartEvent.AWARENESS: "efter at kommunen blev opmærksom på behovet",
        StartEvent.FORMALLY_STARTED: "efter at sagen formelt gik i gang",
        StartEvent.WAITING_LIST: "efter at du kom på venteliste",
        StartEvent.COMPLAINT: "efter at vi fik din klage",
        StartEvent.REMAND: "efter at vi fik Ankestyrelsens afgørelse",
        StartEvent.SUPPLIER_CHANGE: "efter at du bad om det",
        StartEvent.NEED_CHANGED: "efter at behovet ændrede sig",
    },
    "en": {
        StartEvent.DECISION: "after the answer",
        StartEvent.CONTACT: "after you contacted us",
        StartEvent.DISCHARGE: "after discharge from hospital",
        StartEvent.AWARENESS: "after the municipality became aware of the need",
        StartEvent.FORMALLY_STARTED: "after the case was formally started",
        StartEvent.WAITING_LIST: "after you joined the waiting list",
        StartEvent.COMPLAINT: "after we received your complaint",
        StartEvent.REMAND: "after we received the decision of the Appeals Board",
        StartEvent.SUPPLIER_CHANGE: "after you asked for it",
        StartEvent.NEED_CHANGED: "after the need changed",
    },
}
_AT_MOST: Final[dict[Language, str]] = {"da": "dog højst", "en": "but at most"}


def limit_words(limit: Limit, language: Language) -> str:
    """The limit that counts: "15 hverdage", "straks, samme dag", "ingen fast frist".

    A range is worded by its upper bound, which is what binds. In English, hverdage and arbejdsdage
    keep their Danish name in brackets, because the law gives them different meanings.
    """
    if limit.max is None:
        return _KINDS[language].get(limit.kind, _NO_LIMIT[language])
    words = period_phrase(limit.max, language).replace(" ", NBSP, 1)
    if language == "en" and limit.max.unit in (Unit.HVERDAGE, Unit.ARBEJDSDAGE):
        words += f" ({limit.max.unit})"
    return words


def counted_words(counts: TrackLimit, language: Language) -> str:
    """A limit with its start and its cap: "5 hverdage efter svaret", "4 uger, dog højst …"."""
    words = limit_words(counts.limit, language)
    if counts.limit.max is not None and counts.start in _STARTS[language]:
        words += f" {_STARTS[language][counts.start]}"
    if counts.cap is not None:
        words += f", {_AT_MOST[language]} {limit_words(counts.cap, language)}"
    return words
