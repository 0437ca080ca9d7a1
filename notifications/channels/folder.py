"""A channel that writes letters and their metadata to a folder, with a manifest to confirm.

One folder for each day and way (`2026-03-26/digital-post`); a file is written whole or not at all.
Several workers, on several machines, may write to one folder: none waits for another, and none
touches what another has not finished.
"""

import csv
import io
import json
import os
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from notifications.channels import Outgoing
from notifications.errors import ChannelError
from notifications.spreadsheets import as_csv

MANIFEST: Final = "manifest.csv"

#: How many of the last days' folders are looked through for letters that no manifest lists.
_RECENT_DAYS: Final = 2

#: How long, in seconds, a half-written file may lie before it is what a killed process left:
#: shorter than the time after which a letter is sent again.
_LEFT_BEHIND: Final = 300
_PART: Final = ".part"

_COLUMNS: Final = ("message_uuid", "reference", "kind", "recipient", "file", "sha256", "bytes")


@dataclass(frozen=True, slots=True)
class FolderChannel:
    """Letters as files below `root`."""

    root: Path
    _written: set[Path] = field(default_factory=set)

    def send(self, letter: Outgoing) -> None:
        """Write PDF and metadata; writing the same message again leaves the same files."""
        folder = self.root / letter.letter_on.isoformat() / letter.channel
        name = f"{letter.reference}-{letter.kind}-{letter.message_uuid.hex[-8:]}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / f"{name}.pdf", letter.pdf)
            _write(folder / f"{name}.json", _metadata(letter, f"{name}.pdf"))
        except OSError as error:
            raise _cannot_write(f"the letter of case {letter.reference}", folder, error) from error
        self._written.add(folder)

    def finish(self) -> None:
        """List what was written in each folder's manifest, and what a killed run left unlisted."""
        try:
            recent = sorted(day for day in self.root.glob("*-*-*") if day.is_dir())[-_RECENT_DAYS:]
            ways = {way for day in recent for way in day.iterdir()}
        except OSError as error:
            raise _cannot_write("the manifests", self.root, error) from error
        for folder in sorted(self._written | ways):
            try:
                if folder in self._written or _unlisted(folder):
                    _list(folder)
            except OSError as error:
                raise _cannot_write("the manifest", folder, error) from error
        self._written.clear()


def _cannot_write(what: str, folder: Path, error: OSError) -> ChannelError:
    return ChannelError(
        f"{what} cannot be written to {folder} ({error.strerror}): "
        "make room or put the folder's rights right; it is tried again"
    )


def _list(folder: Path) -> None:
    """Write the manifest until it lists every letter there is.

    Another process may finish the same folder from an older look: whoever writes last looks after.
    """
    here = f".{socket.gethostname()}-{os.getpid()}-{threading.get_native_id()}"
    _write(folder / MANIFEST, _manifest(folder), here)
    while _unlisted(folder):
        _write(folder / MANIFEST, _manifest(folder), here)
    written = (folder / MANIFEST).stat().st_mtime
    for left in folder.glob(f".*{_PART}"):
        with suppress(FileNotFoundError):  # another process has taken it into use meanwhile
            if left.stat().st_mtime < written - _LEFT_BEHIND:
                left.unlink()


def _unlisted(folder: Path) -> bool:
    letters = {str(_read(path)["message_uuid"]) for path in folder.glob("*.json")}
    try:
        return not letters <= {str(message) for message in messages_in(folder)}
    except ChannelError:  # none yet, or one that cannot be read
        return bool(letters)


def _write(path: Path, data: bytes, whose: str = "") -> None:
    """Write a file whole: under another name first, then renamed.

    A letter is one process's to write at a time; what several may write has `whose` in that name.
    """
    temporary = path.with_name(f".{path.name}{whose}{_PART}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _metadata(letter: Outgoing, file: str) -> bytes:
    values: dict[str, Any] = {
        "message_uuid": str(letter.message_uuid),
        "channel": letter.channel,
        "municipality_code": letter.municipality_code,
        "reference": letter.reference,
        "kind": letter.kind,
        "subject": letter.subject,
        "recipient": letter.recipient,
        "cpr": letter.cpr,
        "letter_on": letter.letter_on.isoformat(),
        "file": file,
        "sha256": letter.pdf_sha256,
        "bytes": len(letter.pdf),
    }
    return json.dumps(values, ensure_ascii=False, indent=2).encode() + b"\n"


def _manifest(folder: Path) -> bytes:
    """One line for each letter in the folder, made anew from their metadata."""
    rows = sorted((_read(path) for path in folder.glob("*.json")), key=lambda row: str(row["file"]))
    return as_csv(_COLUMNS, rows)


def _read(path: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(path.read_bytes())
    return values


def messages_in(manifest: Path) -> list[UUID]:
    """The messages that a manifest (or the folder it lies in) lists; raises `ChannelError`."""
    path = manifest / MANIFEST if manifest.is_dir() else manifest
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";")
        return [UUID(row["message_uuid"]) for row in rows]
    except FileNotFoundError as error:
        raise ChannelError(
            f"there is no manifest at {path}: name the folder of a day's letters"
        ) from error
    except (OSError, KeyError, ValueError) as error:
        raise ChannelError(f"{path} is not a manifest of letters: {error}") from error
