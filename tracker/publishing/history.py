"""What was published on which day: an index that only grows, and the hashes that prove it."""

import json
import re
from collections import defaultdict
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
LIST: Final = "frister.json"
#: A snapshot's folder: its municipality, its day, and a number where a day has several.
_SNAPSHOT: Final = re.compile(r"(?P<slug>.+)-\d{4}-\d\d-\d\d(-\d+)?")


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
    """The snapshots that were public at some time of a Danish day, each checked by its hash and
    held against its entry.

    Raises `Refused` for an index that lacks all entries of a municipality, and where nothing is
    found only because an entry was changed.
    """
    history, entries = site / FOLDER, read_index(site)
    asked = [one for one in _with_next(entries) if municipality in (None, one[0].municipality)]
    unnamed = _unnamed(history, entries)
    _refuse_lost(history, unnamed, {entry.municipality for entry in entries}, municipality)
    held = [
        Held(
            entry,
            later.at if later else None,
            (
                *problems(history / entry.folder, entry.sha256),
                *_in_the_index(history, entry, later, unnamed),
            ),
        )
        for entry, later in asked
        if entry.at <= end_of_day(day) and (later is None or later.published_on >= day)
    ]
    changed = [text for entry, _later in asked for text in _not_so(history, entry)]
    if changed and not held:
        raise Refused(f"{'; '.join(changed)}: put back a copy of {history / INDEX}")
    return held


def _with_next(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    for number, entry in enumerate(entries):
        later = (e for e in entries[number + 1 :] if e.municipality == entry.municipality)
        yield entry, next(later, None)


def _unnamed(history: Path, entries: Sequence[Entry]) -> dict[str, list[str]]:
    """The snapshots that no entry of their municipality names, by municipality."""
    named = {(entry.municipality, entry.folder) for entry in entries}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(history.iterdir()) if history.is_dir() else ():
        match = _SNAPSHOT.fullmatch(path.name)
        if match and path.is_dir() and (match["slug"], path.name) not in named:
            found[match["slug"]].append(path.name)
    return found


def _refuse_lost(
    history: Path, unnamed: Mapping[str, Sequence[str]], known: set[str], asked: str | None
) -> None:
    for slug, folders in unnamed.items():
        if slug not in known and asked in (None, slug):
            raise Refused(
                f"{history / INDEX} has no entry for {', '.join(folders)}: put back a copy of the "
                "file, or move a folder that is no publication"
            )


def _in_the_index(
    history: Path, entry: Entry, later: Entry | None, unnamed: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """What the index says of a snapshot and of the end of its time, and the snapshots do not."""
    if (history / entry.folder / LIST).is_file():
        yield from _not_so(history, entry)
    if later is not None:
        yield from _not_so(history, later)
        return
    for folder in unnamed.get(entry.municipality, ()):
        yield (
            f"{folder} is named by no entry of {INDEX}: an entry was taken out, or a publication "
            "was cut off before its end"
        )


def _not_so(history: Path, entry: Entry) -> Iterator[str]:
    """What an entry says otherwise than the hashed list in its snapshot."""
    try:
        said = json.loads((history / entry.folder / LIST).read_bytes())
        slug, day = said["municipality"]["slug"], said["published_on"]
    except (OSError, ValueError, KeyError, TypeError):
        yield f"{entry.folder}/{LIST} does not show the day that {INDEX} gives it"
        return
    if (slug, day) != (entry.municipality, entry.published_on.isoformat()):
        yield (
            f"{INDEX} gives {entry.folder} to {entry.municipality}, {entry.published_on}; "
            f"its {LIST} says {slug}, {day}"
        )


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
