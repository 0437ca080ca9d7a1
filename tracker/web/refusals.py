"""What a use case refuses, in the language of the page.

Use cases speak to whoever is at the command line. A page says the same in its own words: the
sentence is found by its pattern, with dates and other values put into it as pages write them.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from notifications.errors import NotificationError
from notifications.formats import short_date
from rules.errors import RulesError
from tracker.errors import DatabaseError, TrackerError
from tracker.web.refused import (
    complaints,
    dates,
    decisions,
    help_granted,
    installing,
    letters,
    other,
    people,
    unwritten,
)
from tracker.web.refused.next_acts import ACTS
from tracker.web.refused.notes import NOTES
from tracker.web.words import Words

_MODULES: Final = (
    *(complaints, dates, decisions, help_granted, installing, letters, people, other, unwritten),
)
#: The sentence of a use case, with its values named in braces, and what a page says instead.
REFUSALS: Final[Mapping[str, str]] = {
    said: instead for module in _MODULES for said, instead in module.REFUSALS.items()
}
_VALUES: Final[Mapping[str, str]] = {
    said: instead
    for module in (dates, decisions, help_granted, unwritten)
    for said, instead in module.VALUES.items()
}
Patterns = Sequence[tuple[re.Pattern[str], str]]

_NAMED: Final = re.compile(r"\\\{(\w+)\\\}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def in_danish(error: TrackerError | RulesError | NotificationError, words: Words) -> str:
    """The refusal as a sentence for the person at the form."""
    if isinstance(error, DatabaseError):
        return words.say("Vi kunne ikke gemme. Det, du skrev, står her stadig. Prøv igen om lidt.")
    return refusal_in_danish(str(error), words) or words.text(str(error))


def refusal_in_danish(text: str, words: Words) -> str | None:
    """What a use case said, as a page says it; None where it is no refusal that is known."""
    return _instead(text, _patterns(), words)


def notes_in_danish(notes: Sequence[str], words: Words) -> str:
    """What a use case said beside what it did, as a page says it."""
    return " ".join(_instead(note, _noted(), words) or words.text(note) for note in notes)


def _instead(text: str, patterns: Patterns, words: Words) -> str | None:
    for pattern, instead in patterns:
        if found := pattern.fullmatch(text):
            values = {n: _value(n, value, words) for n, value in found.groupdict().items()}
            return words.say(instead, **values)
    return None


def status_of(error: TrackerError | RulesError | NotificationError) -> int:
    """The status of a form that was refused; where the database was busy, nobody refused it."""
    return 503 if isinstance(error, DatabaseError) else 409


def pattern_of(said: str) -> re.Pattern[str]:
    """A sentence with named values as a pattern."""
    return re.compile(_NAMED.sub(r"(?P<\1>.+?)", re.escape(said)), re.DOTALL)


@cache
def _patterns() -> Patterns:
    return _ordered(REFUSALS)


@cache
def _noted() -> Patterns:
    return _ordered(NOTES)


def _ordered(sentences: Mapping[str, str]) -> Patterns:
    # The longest first: a sentence can be the beginning of another with a value at its end.
    ordered = sorted(sentences.items(), key=lambda pair: -len(pair[0]))
    return [(pattern_of(said), instead) for said, instead in ordered]


def _value(name: str, value: str, words: Words) -> str:
    if name == "acts":
        return _titles(value, words)
    if _DAY.fullmatch(value):
        return short_date(date.fromisoformat(value))
    return words.text(_VALUES.get(value, value))


def _titles(named: str, words: Words) -> str:
    """Acts by the titles of their pages, as a list; those without a page are left out."""
    titles = [ACTS.get(act, act) for act in re.split(r", | or ", named)]
    return ", ".join(words.text(title) for title in titles if title)
