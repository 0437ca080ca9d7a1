"""What was published on which day: an index that only grows, and the hashes that prove it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from rules.local_time import end_of_day, local_day
from tracker.errors import Refused

FOLDER: Final = "history"
INDEX: Final = "index.json"
SUMS: Final = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication of one municipality; `previous` is the hash of the entry before it.

    `sha256` is the hash of the snapshot's file SHA256SUMS, which holds one of every other file.
    """

    municipality: str
    name: str
    published_at: str
    folder: str
    sha256: str
    previous: str

    @property
    def at(self) -> datetime:
        """The instant of the publication."""
        return datetime.fromisoformat(self.published_at)

    @property
    def published_on(self) -> date:
        """The Danish day of the publication."""
        return local_day(self.at)

    @property
    def digest(self) -> str:
        """The hash that the next entry holds."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Held:
    """A snapshot that was public on the day asked for, until the next one took its place."""

    entry: Entry
    until: datetime | None
    problems: tuple[str, ...]


def read_index(site: Path) -> list[Entry]:
    """Every publication, oldest first; none where nothing was published yet.

    Raises `Refused` for an index that cannot be read or whose chain is broken.
    """
    path = site / FOLDER / INDEX
    if not path.exists():
        return []
    try:
        entries = [_entry(item) for item in json.loads(path.read_bytes())["snapshots"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            f"{path} cannot be read as an index of publications: put back a copy of it"
        ) from error
    before = ""
    for number, entry in enumerate(entries, start=1):
        if entry.previous != before:
            raise Refused(
                f"{path}: entry {number} does not follow the one before it, so an entry was "
                "changed or taken out: put back a copy of the file"
            )
        before = entry.digest
    return entries


def _entry(item: Mapping[str, Any]) -> Entry:
    entry = Entry(**{field.name: str(item[field.name]) for field in fields(Entry)})
    if entry.at.tzinfo is None or Path(entry.folder).name != entry.folder:
        raise ValueError("not an entry that we wrote")
    return entry


def index_bytes(entries: Sequence[Entry]) -> bytes:
    """The index as a file."""
    data = {"format": 1, "snapshots": [asdict(entry) for entry in entries]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def last_of(entries: Sequence[Entry], municipality: str) -> Entry | None:
    """The newest publication of a municipality."""
    return next((e for e in reversed(entries) if e.municipality == municipality), None)


def sums(files: Mapping[str, bytes]) -> bytes:
    """A line per file, as `sha256sum` writes and checks it."""
    lines = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def held_on(site: Path, day: date, municipality: str | None = None) -> list[Held]:
    """The snapshots that were public at some time of a Danish day, each checked by its hash."""
    entries = read_index(site)
    return [
        Held(entry, until, tuple(problems(site / FOLDER / entry.folder, entry.sha256)))
        for entry, until in _with_ends(entries)
        if municipality in (None, entry.municipality)
        and entry.at <= end_of_day(day)
        and (until is None or local_day(until) >= day)
    ]


def _with_ends(entries: Sequence[Entry]) -> Iterator[tuple[Entry, datetime | None]]:
    for number, entry in enumerate(entries):
        later = (e.at for e in entries[number + 1 :] if e.municipality == entry.municipality)
        yield entry, next(later, None)


def problems(folder: Path, digest: str) -> Iterator[str]:
    """What is not as it was published; nothing when every file is."""
    try:
        listed = (folder / SUMS).read_bytes()
        files = {p.name: p.read_bytes() for p in folder.iterdir() if p.name != SUMS}
    except OSError as error:
        yield f"the snapshot cannot be read ({error.strerror})"
        return
    if sha256(listed).hexdigest() != digest:
        yield f"{SUMS} is not the one that was published"
    now = set(sums(files).decode().splitlines())
    then = set(listed.decode(errors="replace").splitlines())
    for name in sorted({line[66:] for line in now ^ then}):
        yield f"{name} is not as it was published"
