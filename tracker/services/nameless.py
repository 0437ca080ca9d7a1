"""What somebody typed as a reason, without the names of the parties and without numbers."""

import re
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from tracker.codes import EventKind
from tracker.models import Event
from tracker.services.desk import Desk

#: An entry of the journal with its values.
Entry: TypeAlias = tuple[Event, dict[str, Any]]

#: What finds every name of a case; None where nobody has one.
Names: TypeAlias = re.Pattern[str] | None

_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{6}[- ]?[0-9]{4}(?![0-9])")


def nameless(text: str, names: Names) -> str:
    """The text with every CPR number and name struck out."""
    plain = _NUMBER.sub("[number]", text)
    return names.sub("[name]", plain) if names else plain


def names_in(desk: Desk, entries: Sequence[Entry]) -> Names:
    """Every word of every name that a party has or had."""
    texts = [desk.store.open(party, "name_sealed") or "" for party in desk.file.parties]
    for event, values in entries:
        if event.kind == EventKind.PARTY_CHANGED:
            changed = values.get("changed", {}).get("name", {})
            texts += [values.get("name") or "", changed.get("old") or ""]
    words = {word for text in texts for word in re.findall(r"\w{2,}", text)}
    if not words:
        return None
    choice = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"\b(?:{choice})\b(?:[ -]*\b(?:{choice})\b)*", re.IGNORECASE)
