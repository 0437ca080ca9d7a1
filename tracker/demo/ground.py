"""The folder that the demonstration plays in: its own, marked, and never anybody else's."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tracker.errors import Refused

MARK: Final = ".made-by-rettidig-demo"

#: Everything a demonstration makes in its folder; the next one removes these and nothing else.
_FILES: Final = (
    *("rettidig.db", "rettidig.db-wal", "rettidig.db-shm", "rettidig.key"),
    *("settings.sh", "cases.csv", "report.txt"),
)
_FOLDERS: Final = ("packs", "outbox", "letters")

_MARK_TEXT: Final = f"""\
Made by `rettidig demo`. The next run removes and makes anew, in this folder:
{", ".join((*_FILES, *(f"{name}/" for name in _FOLDERS)))}
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """The folder, and where things lie in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "rettidig.db"

    @property
    def key(self) -> Path:
        """The key file."""
        return self.folder / "rettidig.key"

    @property
    def packs(self) -> Path:
        """The rule packs, with an invented contact."""
        return self.folder / "packs"

    @property
    def outbox(self) -> Path:
        """Where the dispatcher writes letters, a folder for each day."""
        return self.folder / "outbox"

    @property
    def letters(self) -> Path:
        """The same letters, named for a reader."""
        return self.folder / "letters"


def take(folder: Path) -> Ground:
    """Make the folder ready; what an earlier demonstration made in it is removed.

    Raises `Refused` for a folder that holds anything and was not made by a demonstration.
    """
    marked = (folder / MARK).is_file()
    try:
        if folder.exists() and not marked and any(folder.iterdir()):
            raise Refused(
                f"{folder} is not empty and was not made by the demo: "
                "name another folder with --folder"
            )
        folder.mkdir(parents=True, exist_ok=True)
        if marked:
            _remove(folder)
        (folder / MARK).write_text(_MARK_TEXT, encoding="utf-8")
    except OSError as error:
        raise Refused(
            f"{folder} cannot be used ({error.strerror}): name another folder with --folder"
        ) from error
    return Ground(folder)


def _remove(folder: Path) -> None:
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
    for name in _FOLDERS:
        path = folder / name
        if path.is_symlink():
            raise Refused(f"{path} is a link, which the demo did not make: remove it first")
        if path.exists():
            shutil.rmtree(path)
