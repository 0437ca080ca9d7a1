"""The legal basis in a cell of a table, one text per act as a letter can print it."""

import re
from dataclasses import dataclass
from typing import Final

#: What a page calls an act by, where a letter needs its name.
_SHORT: Final = {
    "SEL": "serviceloven",
    "LAB": "lov om en aktiv beskæftigelsesindsats",
    "LAS": "aktivloven",
}
_FORMER: Final = re.compile(r"\s*\(([A-ZÆØÅ][^()]*§[^()]*)\)$")
_ASIDE: Final = re.compile(r"\s*\([^()§]*\)")
_PLACE: Final = re.compile(r"\s*(§|kap\.)")


@dataclass(frozen=True, slots=True)
class Laws:
    """The acts with their paragraphs, those they replaced, and whether all could be read."""

    law: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    clear: bool = True


def read_laws(text: str) -> Laws:
    """Split "Serviceloven § 192, Almenboligloven § 54" at the acts; a paragraph needs its act."""
    former = _FORMER.search(text)
    now = _acts(_FORMER.sub("", text))
    before = _acts(former[1]) if former else ()
    clear = not re.search(r"[\[\]?]", text) and all(act[0] != "§" for act in (*now, *before))
    return Laws(now, before, clear) if clear else Laws(clear=False)


def _acts(text: str) -> tuple[str, ...]:
    parts = re.split(r"\s*;\s*|,\s*(?=[A-ZÆØÅ])", _ASIDE.sub("", text).strip())
    return tuple(law for part in parts if part.strip(" ,") for law in _act(part.strip(" ,")))


def _act(text: str) -> list[str]:
    found = _PLACE.search(text)
    name = text[: found.start()] if found else text
    name = _SHORT.get(name, name)
    if len(name) > 1 and not name[1].isupper():
        name = name[0].lower() + name[1:]
    places = _places(text[found.start() :].strip()) if found else [""]
    return [f"{name} {place}".strip() for place in places]


def _places(text: str) -> list[str]:
    """Paragraphs as the packs write them: "§§ 82a, 82b" becomes "§§ 82 a og 82 b".

    Paragraphs with parts of their own ("§§ 84, stk. 1, 86, stk. 2") are one text each.
    """
    spaced = re.sub(r"(?<=\d)(?=[a-zæøå](?:\b|-))", " ", text)
    if not spaced.startswith("§§"):
        return [_chapters(spaced)]
    groups: list[str] = []
    for part in re.split(r",\s*|/", spaced[2:].strip()):
        if groups and not part[:1].isdigit():
            groups[-1] += f", {part}"
        else:
            groups.append(part)
    if any("," in group for group in groups):
        return [f"§ {group}" for group in groups]
    return [f"§§ {_listed(groups)}"]


def _chapters(text: str) -> str:
    parts = text.split(", ")
    if parts[0].startswith("kap.") and all(part[:1].isdigit() for part in parts[1:]):
        return _listed(parts)
    return text


def _listed(parts: list[str]) -> str:
    return " og ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
