"""What a table's page says about all its rows, as far as it can be read without guessing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.importing_answers import Doubt
from rules.importing_table import TableRow
from rules.limit import LimitKind
from rules.limit_text import limit_text
from rules.wording import read_wording

_MONTHS: Final = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_DATE: Final = re.compile(rf"(\d{{1,2}})\. ({'|'.join(_MONTHS)}) (\d{{4}})", re.IGNORECASE)
_SAME: Final = re.compile(r"\bgælder også\b|\bsamme (?:tid|frist)\w*", re.IGNORECASE)
_CAP: Final = re.compile(r"\bdog (?:højst|maksimalt|max\.?|senest) (.+)$", re.IGNORECASE)
_OWN: Final = re.compile(r"\begen frist: (.+)$", re.IGNORECASE)
_UNLESS: Final = re.compile(r"\bmedmindre\b|\bundtag", re.IGNORECASE)
_AT_ONCE: Final = re.compile(r"\b(?:straks|omgående|med det samme)\b", re.IGNORECASE)
_DECIDED: Final = re.compile(r"\b(?:behandles|afgøres|visiteres)\b", re.IGNORECASE)
_HELPED: Final = re.compile(r"\b(?:leveres|ydes|gives)\b", re.IGNORECASE)
_RECEIPT: Final = re.compile(
    r"^(?:svar eller )?(?:kvittering|bekræftelse)(?: hvis ikke færdig)? ((?:senest|inden) [^()]+?)"
    r"(?: efter modtagelse)?(?:\s*[(;].*)?$",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(r"\((?!bortfalder|ældre side)[^)]*\)", re.IGNORECASE)
_OPEN_DAYS: Final = re.compile(r"arbejdsdage\s*=\s*åbningsdage", re.IGNORECASE)
_SENT: Final = re.compile(r"\btil afgørelsen (?:er send|send)", re.IGNORECASE)


#: What a question about a rule for all rows has as its title.
ALL_SERVICES: Final = "All services"
_BY_HAND: Final = "write the key into municipality.toml by hand, then say so under leave out"
#: About the page's layout and its copies, not about any deadline.
_NOT_TOLD: Final = ("layout", "columns", "versions", "holdings")


@dataclass(frozen=True, slots=True)
class General:
    """The keys of municipality.toml that the page settles, in the order they are written."""

    keys: Mapping[str, str | Mapping[str, str | bool]]
    doubts: tuple[Doubt, ...]
    told: tuple[tuple[str, str], ...]  # what became no key, for a comment
    adopted_on: date | None = None


def read_general(texts: Mapping[str, str], remanded: Sequence[TableRow] = ()) -> General:
    """Read the rules for all rows; `remanded` are rows of their own about remanded cases.

    What decides no key of a pack is told in a comment; what should decide one and cannot be read
    is a doubt.
    """
    keys: dict[str, str | Mapping[str, str | bool]] = {}
    doubts: list[Doubt] = []
    if _OPEN_DAYS.search(texts.get("unit", "")):
        keys["arbejdsdag"] = "open-days"
    elif re.search(r"\btillæg\b", texts.get("unit", "")):
        doubts.append(_doubt("unit", texts["unit"], "the counting has a rule that no key holds"))
    readers = {"remand": _remanded, "acute": _acute, "receipt": _acknowledgement}
    names = {"remand": "remanded", "acute": "acute", "receipt": "acknowledgement"}
    for name, reader in readers.items():
        text = texts.get(name, "")
        found = reader(text) if text else None
        if found:
            keys[names[name]] = found
        elif text:
            doubts.append(_doubt(name, text, f"{names[name]} cannot be read from it"))
    if remanded:
        words = {row.words for row in remanded}
        own = _own_limit(remanded[0].words, remanded[0].words) if len(words) == 1 else None
        if own:
            keys["remanded"] = own
        else:
            doubts += [_remanded_doubt(row) for row in remanded]
    if "default" in texts:
        why = "whether this is the adopted limit for every service that no list names"
        doubts.append(_doubt("default", texts["default"], why))
    if _SENT.search(texts.get("start", "")):
        keys["ends"] = "sent"
    told = tuple((name, text) for name, text in texts.items() if name not in _NOT_TOLD)
    return General(keys, tuple(doubts), told, _adopted(texts.get("adopted", "")))


def _doubt(name: str, text: str, why: str) -> Doubt:
    return Doubt(f"general: {name}", ALL_SERVICES, text, why, _BY_HAND)


def _remanded_doubt(row: TableRow) -> Doubt:
    why = "the limit for all remanded cases cannot be read from it"
    return Doubt(row.key, row.title, row.words, why, _BY_HAND)


def _remanded(text: str) -> Mapping[str, str | bool] | None:
    if own := _OWN.search(text):
        return _own_limit(own[1], text)
    if cap := _CAP.search(text):
        limit = read_wording(cap[1])
        if limit.limit.kind is LimitKind.DURATION and not limit.warnings:
            return {"same": True, "at_most": limit_text(limit.limit), "published": text}
        return None
    if _SAME.search(text) and not _UNLESS.search(text):
        return {"same": True, "published": text}
    return None


def _own_limit(words: str, published: str) -> Mapping[str, str | bool] | None:
    reading = read_wording(words)
    if reading.limit.kind is not LimitKind.DURATION or reading.warnings:
        return None
    return {"within": limit_text(reading.limit), "published": published}


def _acute(text: str) -> Mapping[str, str | bool] | None:
    if not _AT_ONCE.search(text):
        return None
    found: dict[str, str | bool] = {}
    if _DECIDED.search(text):
        found["decision"] = "straks"
    if _HELPED.search(text):
        found["delivery"] = "straks"
    return {**found, "published": text} if found else None


def _acknowledgement(text: str) -> Mapping[str, str | bool] | None:
    found = _RECEIPT.search(text)
    return _own_limit(found[1], text) if found and not _ONLY.search(text) else None


def _adopted(text: str) -> date | None:
    found = _DATE.search(text)
    if not found:
        return None
    return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
