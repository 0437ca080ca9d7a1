"""Areas found by typing: by title, everyday words, paragraph, KLE number or id."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.pack_rules import Pack
from rules.rule import Rule
from tracker.names import words_of
from tracker.web.register.limits import limits_line
from tracker.web.words import Words

#: So many choices are shown where a text fits several areas.
MOST_CHOICES: Final = 8
#: From so many letters on a text may stand inside a word: "køb" in "indkøb".
INSIDE_FROM: Final = 3

_KLE: Final = re.compile(r"[0-9]{2}(?:\.[0-9]{2}){1,2}")


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """One area as it can be picked; `find` is what typing looks through, the title's words first.

    `value` stands in the field once it is picked, and is the area's alone.
    """

    id: str
    value: str
    line: str
    find: str
    title_words: int
    team: str | None
    kle: str | None


def area_choices(pack: Pack, today: date, words: Words) -> list[AreaChoice]:
    """Every area of a municipality by title, as the rule of today has it, or else its last one."""
    rules = [_shown(pack.versions(area), today) for area in pack.areas()]
    titles = Counter(rule.title for rule in rules)
    found = [_choice(rule, words, own=titles[rule.title] == 1) for rule in rules]
    return sorted(found, key=lambda choice: words_of(choice.value))


def _shown(versions: Sequence[Rule], today: date) -> Rule:
    return next((rule for rule in versions if rule.in_force_on(today)), versions[-1])


def _choice(rule: Rule, words: Words, *, own: bool) -> AreaChoice:
    title = words_of(rule.title)
    more = (*rule.words, *rule.law, *rule.former_law, rule.phrase, rule.area.replace(".", " "))
    find = [*title, *dict.fromkeys(w for text in more for w in words_of(text))]
    if rule.kle:
        find.append(rule.kle.lower())
    return AreaChoice(
        id=rule.area,
        value=rule.title if own else f"{rule.title} ({rule.area})",
        line=limits_line(rule, words),
        find=" ".join(find),
        title_words=len(title),
        team=rule.team,
        kle=rule.kle,
    )


def find_areas(text: str, choices: Iterable[AreaChoice]) -> list[AreaChoice]:
    """The areas that a text means: one where it is exact, else all that it fits, nearest first."""
    typed = text.strip().casefold()
    if not typed:
        return []
    choices = list(choices)
    exact = [c for c in choices if typed in (c.value.casefold(), c.id)]
    if exact:
        return exact
    asked = _asked(typed)
    ranked = [(rank, choice) for choice in choices if (rank := _rank(asked, choice)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda pair: pair[0])]


def _asked(typed: str) -> list[str]:
    """The words that are looked for; a KLE number stays whole."""
    numbers = _KLE.findall(typed)
    return [*numbers, *words_of(_KLE.sub(" ", typed))]


def _rank(asked: Sequence[str], choice: AreaChoice) -> int | None:
    """How near a choice is, 0 nearest; None where a word is not in it."""
    found = choice.find.split()
    ranks = [_rank_of(word, found, choice.title_words) for word in asked]
    known = [rank for rank in ranks if rank is not None]
    return max(known) if known and len(known) == len(ranks) else None


def _rank_of(word: str, found: Sequence[str], title_words: int) -> int | None:
    begins = next((n for n, one in enumerate(found) if one.startswith(word)), None)
    if begins is not None:
        return 0 if begins == 0 else 1 if begins < title_words else 2
    inside = len(word) >= INSIDE_FROM and not word[0].isdigit() and any(word in w for w in found)
    return 3 if inside else None
