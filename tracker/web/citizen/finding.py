"""The area that somebody means: by its title, an everyday word, a paragraph or its id."""

from dataclasses import dataclass
from datetime import date

from rules.pack import Pack
from rules.rule import Rule
from rules.slugs import as_slug

#: More than this many are no help to choose between.
MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The one area that was meant, or those that it may have been."""

    area: str | None
    near: tuple[Rule, ...] = ()


def current_rules(pack: Pack, on: date) -> list[Rule]:
    """The council's rules in force on a day, by title."""
    found = [rule for rule in pack.rules if not rule.statutory and rule.in_force_on(on)]
    return sorted(found, key=lambda rule: rule.title.lower())


def find_area(pack: Pack, text: str, on: date) -> Found:
    """What a typed text means: an id or a whole title is one area, everything else is looked up."""
    if pack.has_area(text):
        return Found(text)
    rules = current_rules(pack, on)
    asked = as_slug(text)
    whole = [rule for rule in rules if as_slug(rule.title) == asked]
    if len(whole) == 1:
        return Found(whole[0].area)
    parts = [part for part in asked.split("-") if part]
    near = [rule for rule in rules if parts and all(part in _haystack(rule) for part in parts)]
    if len(near) == 1:
        return Found(near[0].area)
    return Found(None, tuple(near[:MOST]))


def _haystack(rule: Rule) -> str:
    return as_slug(" ".join((rule.title, rule.phrase, *rule.words, *rule.law, rule.kle or "")))
