"""An area with a mistake of its own, read as far as it goes, so that the mistake hides no other."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from rules.pack_schema import CouncilArea

#: What stands in for a key that is missing or cannot be read; no check compares it.
_STAND_INS: Final = {"id": "x", "title": "-", "phrase": "-"}
_LIMIT: Final = {"within": "4 uger"}
DATES: Final = ("in_force_from", "in_force_until")


@dataclass(frozen=True, slots=True)
class MendedArea:
    """An area without what could not be read, and the mistakes that were found only then."""

    area: CouncilArea
    lost: frozenset[str] = frozenset()
    found: tuple[Mapping[str, Any], ...] = ()


def mended(entry: Any) -> MendedArea | None:
    """What can be read of an area; None where it is no table, or nests too deep."""
    if not isinstance(entry, Mapping):
        return None
    try:
        return MendedArea(CouncilArea.model_validate(entry))
    except ValidationError as error:
        return _without(entry, error.errors(include_url=False))
    except RecursionError:
        return None


def _without(entry: Mapping[str, Any], errors: list[Any]) -> MendedArea:
    """The area again with stand-ins for what is wrong; a second look finds what that had hidden."""
    lost = {str(error["loc"][0]) for error in errors if error["loc"]}
    unknown = [str(e["loc"][0]) for e in errors if e["type"] == "extra_forbidden"]
    for key in unknown:  # a misspelt date is no open end
        lost.update(get_close_matches(key, DATES, n=2, cutoff=0.6))
    kept = _STAND_INS | {key: value for key, value in entry.items() if key not in lost}
    whole = kept | {"decision": kept.get("decision") or _LIMIT}
    if unknown or {"decision", "delivery"} & lost or not all(error["loc"] for error in errors):
        return MendedArea(CouncilArea.model_validate(whole), frozenset(lost))
    try:
        return MendedArea(CouncilArea.model_validate(kept), frozenset(lost))
    except ValidationError as error:
        found = tuple(error.errors(include_url=False))
        return MendedArea(CouncilArea.model_validate(whole), frozenset(lost), found)
