"""What a use case refuses, in the language of the page.

Use cases speak to whoever is at the command line. A page says the same in its own words: the
sentence is found by its pattern, with dates and other values put into it as pages write them.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from notifications.formats import short_date
from rules.errors import RulesError
from tracker.errors import TrackerError
from tracker.web.refused import dates, decisions, help_granted, installing, letters, other, people
from tracker.web.words import Words

_MODULES: Final = (dates, decisions, help_granted, installing, letters, people, other)
#: The sentence of a use case, with its values named in braces, and what a page says instead.
REFUSALS: Final[Mapping[str, str]] = {
    said: instead for module in _MODULES for said, instead in module.REFUSALS.items()
}
_VALUES: Final[Mapping[str, str]] = {**dates.VALUES, **decisions.VALUES, **help_granted.VALUES}
_NAMED: Final = re.compile(r"\\\{(\w+)\\\}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def in_danish(error: TrackerError | RulesError, words: Words) -> str:
    """The refusal as a sentence for the person at the page."""
    text = str(error)
    for pattern, instead in _patterns():
        if found := pattern.fullmatch(text):
            values = {name: _value(value, words) for name, value in found.groupdict().items()}
            return words.say(instead, **values)
    return words.text(text)


def pattern_of(said: str) -> re.Pattern[str]:
    """A sentence with named values as a pattern."""
    return re.compile(_NAMED.sub(r"(?P<\1>.+?)", re.escape(said)), re.DOTALL)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    # The longest first: a sentence can be the beginning of another with a value at its end.
    ordered = sorted(REFUSALS.items(), key=lambda pair: -len(pair[0]))
    return [(pattern_of(said), instead) for said, instead in ordered]


def _value(value: str, words: Words) -> str:
    if _DAY.fullmatch(value):
        return short_date(date.fromisoformat(value))
    return words.text(_VALUES.get(value, value))
