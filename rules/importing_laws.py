"""The legal basis in a cell of a table, one text per act as a letter can print it."""

import re
from dataclasses import dataclass
from typing import Final

#: What a page calls an act by, where a letter needs its name.
_SHORT: Final = {
    "SEL": "serviceloven",
    "BL": "barnets lov",
    "SUL": "sundhedsloven",
    "ABL": "almenboligloven",
    "LAB": "lov om en aktiv beskæftigelsesindsats",
    "LAS": "aktivloven",
}
#: Where the name of an act begins; and where the one before it ends.
_ACT: Final = r"(?=[A-ZÆØÅ]|lov om\b|\w+loven\b|\w+s lov\b)"
_END: Final = r"(?:(?<=\d)|(?<=\d[a-zæøå])|(?<=\d [a-zæøå])|(?<=loven))"
_BETWEEN: Final = re.compile(rf"\s*;\s*|,\s*{_ACT}|{_END}(?:\s*/\s*|\s+(?:og|samt)\s+){_ACT}")
_EARLIER: Final = r"(?i:tidl\b\.?|tidligere\b|før\b):?\s*"
#: "(Serviceloven § 44)", "(tidl. SEL § 44)" or ", tidligere serviceloven § 44" at the end.
_FORMER: Final = re.compile(
    rf"\s*\((?:{_EARLIER}|(?=[A-ZÆØÅ]))(?P<aside>[^()]*§[^()]*)\)$"
    rf"|\s*,\s*{_EARLIER}(?P<last>(?:(?!,\s*[A-ZÆØÅ])[^();])*§(?:(?!,\s*[A-ZÆØÅ])[^();])*)$"
)
_ASIDE: Final = re.compile(r"\s*\([^()§]*\)")
_PLACE: Final = re.compile(r"\s*(§|kap\.)")
_GENITIVE: Final = re.compile(r"(?<=lov|ven|sen)s$")
#: Signs of doubt, and words about an earlier paragraph that stand elsewhere than at the end.
_DOUBTFUL: Final = re.compile(rf"[\[\]?]|\b{_EARLIER}")
_NUMBER: Final = re.compile(r"(?<!\d)(?<!nr\. )\d")
_OTHER_ACT: Final = re.compile(r"(?:(?i:lov|bekendtgørelse|forordning)|[A-ZÆØÅ]{2}).*§")


@dataclass(frozen=True, slots=True)
class Laws:
    """The acts with their paragraphs, those they replaced, and whether all could be read."""

    law: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    clear: bool = True


def read_laws(text: str) -> Laws:
    """Split "Serviceloven § 192, Almenboligloven § 54" at the acts; a paragraph needs its act.

    What an act replaced stands at the end, in brackets or after "tidligere". Nothing is read where
    one part leaves a doubt.
    """
    found = _FORMER.search(text)
    now = text[: found.start()] if found else text
    before = (found["aside"] or found["last"]) if found else ""
    if _DOUBTFUL.search(f"{now}; {before}"):
        return Laws(clear=False)
    parts = [_parts(now), _parts(before)]
    if not all(_is_clear(part) for part in (*parts[0], *parts[1])):
        return Laws(clear=False)
    law, former = (tuple(law for part in some for law in _act(part)) for some in parts)
    return Laws(law, former)


def _parts(text: str) -> list[str]:
    """The text of each act with its paragraphs."""
    parts = _BETWEEN.split(_ASIDE.sub("", text).strip())
    return [part.strip(" ,") for part in parts if part.strip(" ,")]


def _is_clear(part: str) -> bool:
    """Whether one act is named, and numbers are told to be paragraphs."""
    found = _PLACE.search(part)
    if found is None:
        return not _NUMBER.search(part)
    return found.start() > 0 and not _OTHER_ACT.search(part[found.end() :])


def _act(text: str) -> list[str]:
    found = _PLACE.search(text)
    name = text[: found.start()] if found else text
    name = _GENITIVE.sub("", _SHORT.get(name, name))
    if len(name) > 1 and not name[1].isupper():
        name = name[0].lower() + name[1:]
    places = _places(text[found.start() :].strip()) if found else [""]
    return [f"{name} {place}".strip() for place in places]


def _places(text: str) -> list[str]:
    """Paragraphs as the packs write them: "§§ 82a, 82b" becomes "§§ 82 a og 82 b".

    Paragraphs with parts of their own ("§§ 84, stk. 1, 86, stk. 2") are one text each.
    """
    spaced = re.sub(r"(?<=\d)(?=[a-zæøå](?:\b|-))|(?<=§)(?=\d)", " ", text)
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
