"""Folders that appear whole or not at all, and take each other's place in one step."""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tracker.errors import Refused

#: Where new folders are put together, on the same disk as those they replace.
WORKPLACE: Final = ".publishing"
_LOCK: Final = ".lock"
_ASIDE: Final = ".aside"

#: Linux's renameat2: relative to the working folder, both names change places.
_HERE: Final = -100
_EXCHANGE: Final = 2


@contextmanager
def workplace(site: Path) -> Iterator[Path]:
    """An empty folder to work in, for one publication at a time; raises `Refused` for a second.

    What a killed publication left is put right first: an old folder that was set aside returns.
    """
    place = site / WORKPLACE
    place.mkdir(parents=True, exist_ok=True)
    with (place / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(f"another publication is writing to {site}: try again later") from error
        _tidy(site, place)
        yield place
        _tidy(site, place)


def _tidy(site: Path, place: Path) -> None:
    for left in place.iterdir():
        name = left.name.removesuffix(_ASIDE)
        if left.name.endswith(_ASIDE) and not (site / name).exists():
            left.rename(site / name)
        elif left.name != _LOCK:
            _remove(left)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def build(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A new folder with these files, each safely on the disk."""
    folder.mkdir()
    for name, content in files.items():
        _write(folder / name, content)
    return folder


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, content: bytes, place: Path) -> None:
    """Replace one file as a whole."""
    new = place / f"{path.name}.new"
    _write(new, content)
    new.replace(path)


def put_in_place(new: Path, target: Path, place: Path) -> None:
    """Let a new folder take the place of an old one, so that a reader finds one or the other."""
    if not target.exists():
        new.rename(target)
    elif _exchanged(new, target):
        shutil.rmtree(new)
    else:
        aside = place / f"{target.name}{_ASIDE}"
        target.rename(aside)
        new.rename(target)
        shutil.rmtree(aside)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have changed places; not every system and disk can do that at once."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0
