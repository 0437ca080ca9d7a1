"""Pydantic's findings in plain sentences: what was found, and what to write instead."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, get_args

from pydantic import BaseModel

from rules.pack_schema import StatutoryArea

#: What a correct line looks like, per key; shown where a value is missing or of a wrong type.
EXAMPLES: Final[dict[str, str]] = {
    "id": 'id = "praktisk-hjaelp.rengoering"',
    "title": 'title = "Praktisk hjælp: rengøring og tøjvask"',
    "phrase": 'phrase = "rengøring og tøjvask"',
    "phrase_en": 'phrase_en = "cleaning and laundry"',
    "law": 'law = ["serviceloven § 83"]',
    "former_law": 'former_law = ["serviceloven § 50"]',
    "words": 'words = ["hjemmehjælp", "støvsugning"]',
    "kle": 'kle = "27.36.04"',
    "team": 'team = "hjaelpemidler"',
    "decision": 'decision = { within = "15 hverdage", published = "Senest 15 hverdage" }',
    "delivery": 'delivery = { within = "12 hverdage", from = "decision" }',
    "within": 'within = "4 uger"',
    "published": 'published = "Senest 4 uger"',
    "settled": 'settled = { limit = "2 uger", by = "afdelingslederen", on = 2026-03-02 }',
    "limit": 'limit = "2 uger"',
    "adopted_on": "adopted_on = 2026-02-24",
    "in_force_from": "in_force_from = 2026-03-01",
    "in_force_until": "in_force_until = 2026-02-28",
    "source": 'source = "https://…", the page or the decision that the limit was taken from',
    "name": 'name = "Aarhus Kommune"',
    "code": 'code = "0751"',
    "status": 'status = "unconfirmed"',
    "remanded": 'remanded = { same = true, at_most = "4 uger" }',
    "at_most": 'at_most = "4 uger"',
    "acute": 'acute = { decision = "straks", delivery = "straks" }',
    "acknowledgement": 'acknowledgement = { within = "7 dage" }',
    "notice": 'notice = { default_promise = "3 uger" }',
    "default_promise": 'default_promise = "3 uger"',
    "postal_hverdage": "postal_hverdage = 6",
    "window": "window = { top = 40, left = 20 }",
    "contact": "a heading [contact] with its keys below it",
    "address": 'address = ["Rådhuspladsen 2", "8000 Aarhus C"]',
    "closing_day": "a heading [[closing_day]] with on and why below it",
    "on": "on = 2026-05-15",
    "why": 'why = "fredag efter Kristi himmelfartsdag"',
    "decided_on": "decided_on = 2025-11-12",
    "open_all_year": "open_all_year = [2027]",
    "fallback": 'fallback = { within = "12 uger", source = "https://…" }',
    "area": "a heading [[area]] with the keys of one service below it",
    "extension": 'extension = "2 måneder"',
    "standard": 'standard = "praktisk-hjaelp"',
    "quality_standard": "a heading [[quality_standard]] with id, title and state below it",
    "state": 'state = "adopted"',
    "adopted_by": 'adopted_by = "byrådet"',
    "heard": 'heard = [{ body = "Seniorråd", on = 2026-01-20 }]',
    "body": 'body = "Seniorråd"',
    "supplier_requirements": 'supplier_requirements = ["Leverandøren ringer ved forsinkelse"]',
    "next_review": "next_review = 2027-02-01",
}
#: Words that people try for a key that has another name.
_OTHER_NAMES: Final = {"start": "from", "frist": "within", "begrundelse": "reason"}

#: Per finding about a type: what was wanted, and how it is written.
_KINDS: Final = {
    "string_type": ("text", "put it in quotation marks"),
    "list_type": ("a list", "put it in square brackets"),
    "date_type": ("a date", "write year-month-day, without quotation marks or a time of day"),
    "bool_type": ("true or false", "write one of these two words, without quotation marks"),
    "int_type": ("a whole number", "write its digits without quotation marks"),
    "float_type": ("a number", "write its digits without quotation marks"),
    "model_type": ("a table of keys", "put its keys in braces"),
}
_BOUNDS: Final = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}


def sentence(error: Mapping[str, Any], model: type[BaseModel]) -> str:
    """One finding of pydantic about a file of this model, in our words."""
    location: Sequence[str | int] = error["loc"]
    key = next((str(part) for part in reversed(location) if isinstance(part, str)), "")
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(key, _keys(model, location[:-1]))
    if kind == "missing":
        return f'"{key}" is missing: write {EXAMPLES.get(key, f"{key} = …")}'
    if kind == "value_error":
        text = str(error["ctx"]["error"])
        return f"{key}: {text}" if key and key != "area" else text
    if kind in ("literal_error", "enum"):
        known = re.sub(r"'([^']*)'", r'"\1"', str(error["ctx"]["expected"]))
        return f"{key}: {_shown(error['input'])} is not known here: write {known}"
    if kind in _KINDS:
        return _wrong_type(key, kind, error["input"])
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return f"{key}: {error['input']} is out of range: write {words} {error['ctx'][bound]:g}"
    return f"{key}: {_shown(error['input'])} cannot be used: {error['msg'].lower()}"


def _wrong_type(key: str, kind: str, value: Any) -> str:
    if kind == "list_type" and isinstance(value, dict):
        return f"the heading [{key}] needs two brackets: write [[{key}]] before each entry"
    wanted, how = _KINDS[kind]
    example = f", such as {EXAMPLES[key]}" if key in EXAMPLES else ""
    return f"{key}: {_shown(value)} is not {wanted}: {how}{example}"


def _shown(value: Any) -> str:
    """A value as it stands in the file, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def _unknown_key(key: str, known: Sequence[str]) -> str:
    if key in StatutoryArea.model_fields and "decision" in known:
        return f'"{key}" belongs to rules that a statute sets, not to a council\'s: leave it out'
    near = _OTHER_NAMES.get(key)
    match = [near] if near in known else get_close_matches(key, known, 1, 0.6)
    if match:
        return f'unknown key "{key}": did you mean "{match[0]}"?'
    return f'unknown key "{key}": the keys here are {", ".join(known)}'


def _keys(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The keys of the table that a location leads to."""
    for part in location:
        if isinstance(part, str):
            model = _table(_fields(model)[part])
    return list(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _table(annotation: Any) -> type[BaseModel]:
    """The model inside `Model | None` or `list[Model]`."""
    while not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        annotation = get_args(annotation)[0]
    return annotation
