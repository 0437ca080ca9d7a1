"""What an imported service is called: its id, and how it reads inside a sentence."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rules.rule import STATUTORY_PREFIX
from rules.slugs import as_slug

PHRASES: Final = Path(__file__).parent / "data" / "phrases.csv"

#: A longer id is cut at a word; nobody types more.
LONGEST_ID: Final = 60
#: Signs that a list may hold and a sentence may not.
_LIST_SIGNS: Final = re.compile(r"[/§:;(),–\[\]\"]|\.\w?\.|\d")
#: A paragraph after the title stands in the law already.
_PLACE_IN_TITLE: Final = re.compile(r"\s*\((?:[\wæøå.]+ )?§[^()]*\)", re.IGNORECASE)
_CASES: Final = re.compile(r"(?:sag|sager)$", re.IGNORECASE)
#: "din ansøgning om afgørelse om …" is what nobody would say.
_ACTS: Final = re.compile(
    r"^(?:afgørelse|ansøgning|anmodning|sagsbehandling|behandling af|bevilling af)\b",
    re.IGNORECASE,
)
_LONGEST_PHRASE: Final = 60
_CHILDREN: Final = re.compile(r"\b(?:børn|boern|børne\w*|familie\w*)\b", re.IGNORECASE)
_CHILDREN_PREFIX: Final = "boern"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A service inside a sentence: "din ansøgning om …", "your application for …"."""

    danish: str
    english: str = ""


@cache
def phrasebook() -> Mapping[str, Phrase]:
    """The phrases kept by hand, by the title that municipalities use."""
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return {
            row["title"].casefold(): Phrase(row["phrase"], row["phrase_en"])
            for row in csv.DictReader(file)
        }


def phrase_of(title: str) -> Phrase | None:
    """The phrase kept for a title, else the title itself where it reads in a sentence, else none.

    A title with a comma, a slash, a parenthesis or a number is made for a list, and nobody applies
    for a "sag" or an "afgørelse": what the letter should say is for a person to write.
    """
    bare = _PLACE_IN_TITLE.sub("", title)
    kept = phrasebook().get(bare.casefold())
    if kept:
        return kept
    listed = any(pattern.search(bare) for pattern in (_LIST_SIGNS, _CASES, _ACTS))
    if listed or len(bare) > _LONGEST_PHRASE or not bare[-1:].isalnum():
        return None
    first = bare.split()[0]
    if len(first) > 1 and first.isupper():
        return Phrase(bare)
    small = bare[0].lower() + bare[1:]
    # "STU-forløb" is no abbreviation alone and no word that can begin small.
    return None if first[1:2].isupper() or small[0].isupper() else Phrase(small)


def base_id(title: str, field: str) -> str:
    """The id that the title alone gives: "Personlig pleje, dagligt" is personlig-pleje.dagligt.

    What follows the first comma, colon or parenthesis becomes a part of its own. Services for
    children begin with "boern.", because the same services exist for adults.
    """
    bare = _PLACE_IN_TITLE.sub("", title)
    head, *rest = re.split(r"\s*[,:(]\s*|\s+[–-]\s+", bare, maxsplit=1)
    parts = [cut(as_slug(part)) for part in (head, *rest)]
    if _CHILDREN.search(field):
        parts = [_CHILDREN_PREFIX, *(part for part in parts if part != _CHILDREN_PREFIX)]
    slug = ".".join(part for part in parts if part)
    return (
        f"lov-{slug.removeprefix(STATUTORY_PREFIX)}" if slug.startswith(STATUTORY_PREFIX) else slug
    )


def cut(slug: str) -> str:
    """A slug that is not too long, cut at a word."""
    if len(slug) <= LONGEST_ID:
        return slug
    return slug[: LONGEST_ID + 1].rsplit("-", 1)[0]


def tell_apart(laws: Sequence[Sequence[str]], fields: Sequence[str]) -> list[str] | None:
    """A part to add to each of several equal ids: by act, else by paragraph, else by field.

    None where nothing in the table tells the services apart. The order of the rows has no say, so
    that a sorted table gives the same ids.
    """
    acts = [as_slug(" ".join(re.split(r"§|kap\.", law)[0] for law in each)) for each in laws]
    places = [_place(each) for each in laws]
    for parts in (acts, places, [as_slug(field) for field in fields]):
        if len(set(parts)) == len(parts) and all(parts):
            return parts
    return None


def _place(laws: Sequence[str]) -> str:
    numbers = as_slug(" ".join(law[law.find("§") :] for law in laws if "§" in law))
    return f"paragraf-{numbers}" if numbers else ""
