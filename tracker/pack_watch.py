"""Whether the files of a pack have changed since it was loaded: a closing day is added while
`serve` and the worker run."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rules.errors import RulesError
from rules.pack_files import folder_of

log = logging.getLogger("rettidig.rules")

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A pack's folder as it was when the pack was loaded, and the folders that may replace it."""

    folder: Path
    stamp: Stamp


def look(slug: str, folders: Sequence[Path]) -> Seen:
    """The files of a pack as they are now."""
    folder = folder_of(slug, folders)
    return Seen(folder, _stamp(folder, folders))


def changed(seen: Seen, folders: Sequence[Path]) -> bool:
    """Whether anything was written since; a few look-ups, so that every act can ask."""
    return _stamp(seen.folder, folders) != seen.stamp


def _stamp(folder: Path, folders: Sequence[Path]) -> Stamp:
    try:
        files = [path for path in folder.iterdir() if path.suffix.lower() == ".toml"]
        marks = [(path, path.stat()) for path in (*sorted(files), *folders)]
    except OSError:
        return ()
    return tuple((str(path), mark.st_mtime_ns, mark.st_size) for path, mark in marks)


def say_broken(slug: str, error: RulesError) -> None:
    """A pack that was broken while the program runs: what was loaded before goes on counting."""
    log.error(
        "the pack %s was changed and cannot be used, the last good one counts: %s", slug, error
    )
