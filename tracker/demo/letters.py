"""The sent letters, laid out for a reader: a folder for each municipality, and plain names."""

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from notifications.spreadsheets import as_csv

LIST: Final = "letters.csv"
_COLUMNS: Final = ("file", "letter_on", "channel", "reference", "kind", "recipient", "subject")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the letters stand, and how many there are of each kind."""

    folder: Path
    kinds: Counter[str]

    @property
    def count(self) -> int:
        """All of them."""
        return self.kinds.total()


def lay_out(outbox: Path, folder: Path, slugs: Mapping[str, str]) -> Shelf:
    """Name each letter of the outbox after its case and kind; `slugs` names the municipalities.

    A second letter of the same kind in a case has a number after its name. Nothing is copied
    where the file system knows a second name for the same file.
    """
    shelf, rows = Shelf(folder, Counter()), []
    taken: Counter[str] = Counter()
    for metadata in sorted(outbox.glob("*/*/*.json"), key=_order):
        letter: dict[str, Any] = json.loads(metadata.read_bytes())
        name = f"{slugs[letter['municipality_code']]}/{letter['reference']}-{letter['kind']}"
        taken[name] += 1
        numbered = f"{name}-{taken[name]}" if taken[name] > 1 else name
        target = folder / f"{numbered}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        _same_file(metadata.parent / letter["file"], target)
        shelf.kinds[letter["kind"]] += 1
        rows.append({**letter, "file": f"{numbered}.pdf"})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LIST).write_bytes(as_csv(_COLUMNS, rows))
    return shelf


def _order(metadata: Path) -> tuple[str, str, str]:
    """By day, then by message: its number tells the order in which letters were queued."""
    message = str(json.loads(metadata.read_bytes())["message_uuid"])
    return metadata.parent.parent.name, message, metadata.name


def _same_file(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
