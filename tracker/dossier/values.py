"""Days, instants and journal values as a citizen reads them in a dossier, in Danish."""

import re
from datetime import date, datetime
from typing import Any, Final

from notifications.formats import prose_date, short_date
from rules.local_time import COPENHAGEN
from tracker.dossier import words
from tracker.dossier.words import word

_FOR_MACHINES: Final = frozenset({"notice", "message", "sha256", "complaint", "decision"})
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+)?([+-][0-9:]+)?")


def day(text: str | None) -> str:
    """The day of an ISO text, "7.4.2026"; empty for none."""
    return short_date(date.fromisoformat(text[:10])) if text else ""


def prose(text: str) -> str:
    """The same inside a sentence: "tirsdag den 7. april 2026"."""
    return prose_date(date.fromisoformat(text[:10]), "da")


def moment(text: str | None) -> str:
    """Day and time of day of an ISO text in Danish time; empty for none."""
    return f"{day(text)} kl. {text[11:16].replace(':', '.')}" if text else ""


def value(given: Any) -> str:
    """An old or new value as a person reads it."""
    if given is None or given == "None":
        return "ingen"
    if str(given) in {"True", "False"}:
        return "ja" if str(given) == "True" else "nej"
    text = str(given).replace("\n", ", ")
    if _ISO.fullmatch(text):
        return day(text) if len(text) == 10 else moment(_local(text))
    return word(words.VALUES, text)


def _local(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(COPENHAGEN).isoformat()


def values(said: dict[str, Any] | None) -> str:
    """What an entry says, without what only machines read."""
    if said is None:
        return "slettet"
    shown = {k: v for k, v in said.items() if k not in _FOR_MACHINES and v not in (None, "", {})}
    return "; ".join(f"{word(words.KEYS, key)}: {_flat(item)}" for key, item in shown.items())


def _flat(given: Any) -> str:
    if isinstance(given, dict):
        if set(given) == {"old", "new"}:
            return f"{value(given['old'])} → {value(given['new'])}"
        return ", ".join(f"{word(words.FIELDS, k)} {_flat(v)}" for k, v in given.items())
    return value(given)
