"""A closing day added to the municipality's own pack: tried first, then written and followed.

The file keeps its comments and its order. It is loaded as strictly as any pack before it takes the
place of the one that counts.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from rules.errors import RulesError
from rules.municipality import ClosingDay, Municipality
from rules.pack import load_folder
from rules.pack_files import MUNICIPALITY, WHEEL_PACKS, folder_of
from tracker.errors import Refused
from tracker.office import Office
from tracker.rulebook import RuleBook
from tracker.services.recalculating import Foreseen, Recalculated, foresee, recalculate


class Obstacle(StrEnum):
    """Why nobody can add a day through the pages."""

    NO_FOLDER = "no-folder"  # RETTIDIG_PACKS is not set
    CAME_ALONG = "came-along"  # the pack came with the program
    READ_ONLY = "read-only"


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added: a day, or a year without any."""

    day: ClosingDay | None = None
    open_year: int | None = None

    def on(self, place: Municipality) -> bool:
        """Whether the municipality has said so already."""
        if self.day is not None:
            return self.day.on in place.closing_days
        return self.open_year in place.open_all_year


def obstacle(office: Office, slug: str) -> Obstacle | None:
    """Why a pack cannot be changed from here; None where it can."""
    if not office.settings.pack_folders:
        return Obstacle.NO_FOLDER
    folder = folder_of(slug, office.settings.pack_folders)
    if folder.parent == WHEEL_PACKS:
        return Obstacle.CAME_ALONG
    file = folder / MUNICIPALITY
    writable = os.access(folder, os.W_OK) and os.access(file, os.W_OK)
    return None if writable else Obstacle.READ_ONLY


def would_move(office: Office, slug: str, new: Addition, *, now: datetime) -> Foreseen:
    """How many dates of open cases an addition would move; nothing is written."""
    with _tried(office, slug, _changed(office, slug, new)) as folders:
        if new.day is None:
            return Foreseen()
        book = RuleBook((folders, *office.settings.pack_folders))
        return foresee(replace(office, book=book), slug, new.day.on, now=now)


def add(office: Office, slug: str, new: Addition, *, now: datetime, actor: str) -> Recalculated:
    """Write an addition into the pack, and move the dates that depend on it.

    The file first, in one step; then a transaction for each case. What is not moved because the
    program ended is moved by the next `rettidig recalculate`. Raises `Refused` where the pack
    cannot be changed, or would not load.
    """
    if obstacle(office, slug) is not None:
        raise Refused(f'the pack "{slug}" cannot be changed from here')
    with _one_at_a_time(folder_of(slug, office.settings.pack_folders)):
        office.book.refresh()
        if new.on(office.book.pack(slug).municipality):
            raise Refused("the pack says so already")
        text = _changed(office, slug, new)
        with _tried(office, slug, text):
            _put(folder_of(slug, office.settings.pack_folders) / MUNICIPALITY, text)
    office.book.refresh()
    if new.day is None:
        return Recalculated()
    return recalculate(office, slug, now=now, actor=actor)


def _changed(office: Office, slug: str, new: Addition) -> str:
    file = folder_of(slug, office.settings.pack_folders) / MUNICIPALITY
    try:
        return with_addition(file.read_bytes().decode("utf-8-sig"), new)
    except (OSError, ValueError, TOMLKitError) as error:
        raise Refused(f"{MUNICIPALITY} of the pack cannot be changed: {error}") from error


def with_addition(text: str, new: Addition) -> str:
    """The text of municipality.toml with an addition; everything else stays as it is."""
    document = tomlkit.parse(text)
    if new.day is not None:
        _add_day(document, new.day)
    if new.open_year is not None:
        years = document.get("open_all_year")
        if years is None:
            document.append("open_all_year", tomlkit.array(f"[{new.open_year}]"))
        else:
            years.append(new.open_year)
    return tomlkit.dumps(document)


def _add_day(document: tomlkit.TOMLDocument, day: ClosingDay) -> None:
    known: Any = document.get("closing_day")
    if known is not None and not isinstance(known, AoT):
        known.append(_filled(tomlkit.inline_table(), day))
        return
    table = _filled(tomlkit.table(), day)
    if known is None:
        known = tomlkit.aot()
        known.append(table)
        document.append("closing_day", known)
    else:
        if not known[-1].as_string().endswith("\n\n"):
            known[-1].add(tomlkit.nl())
        known.append(table)


def _filled(table: Any, day: ClosingDay) -> Any:
    values: dict[str, str | date | None] = {
        "on": day.on,
        "why": day.why,
        "decided_by": day.decided_by,
        "decided_on": day.decided_on,
    }
    for name, value in values.items():
        if value is not None:
            table.append(name, value)
    return table


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Two people who add a day at the same moment do so one after the other, in whatever process:
    the lock is on the pack's folder, and gone with who holds it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _tried(office: Office, slug: str, text: str) -> Iterator[Path]:
    """A folder of packs with the changed one in it, once it has loaded strictly."""
    folder = folder_of(slug, office.settings.pack_folders)
    with tempfile.TemporaryDirectory(prefix="rettidig-pack-") as name:
        copy = Path(name) / slug
        copy.mkdir()
        try:
            for file in folder.glob("*.toml"):
                shutil.copyfile(file, copy / file.name)
            (copy / MUNICIPALITY).write_bytes(text.encode())
            load_folder(copy)
        except (OSError, RulesError) as error:
            raise Refused(f"the pack would not load: {error}") from error
        yield Path(name)


def _put(file: Path, text: str) -> None:
    """The new text in the place of the old, in one step: whoever reads finds one of the two."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".new")
        new = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(text.encode())
                target.flush()
                os.fsync(target.fileno())
            shutil.copymode(file, new)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(f"{file.name} cannot be written: {error.strerror}") from error
