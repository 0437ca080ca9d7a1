"""The folder that the demonstration plays in: its own, marked, and never anybody else's."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import select

from tracker.database import open_engine, reading
from tracker.errors import DatabaseError, Refused
from tracker.models import Case

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

    @property
    def settings(self) -> Path:
        """The variables that lead other commands here, as a file to source."""
        return self.folder / "settings.sh"

    @property
    def cases(self) -> Path:
        """What each case shows."""
        return self.folder / "cases.csv"

    @property
    def report(self) -> Path:
        """What was printed."""
        return self.folder / "report.txt"


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


def is_own(url: str, ground: Ground) -> bool:
    """Whether an address is that of the database in the folder, as its settings file says it."""
    return absolute(url) == absolute(f"sqlite:///{ground.database}")


def absolute(url: str) -> str:
    """The address of the same database, wherever it is used from; raises `DatabaseError`."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseError(f"the database address cannot be read: {error}") from error
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return url
    return f"sqlite:///{Path(str(parsed.database)).resolve()}"


def refuse_used(url: str) -> None:
    """Refuse a database that holds anything: the demonstration has not made it.

    Raises `Refused`, and `DatabaseError` for one that cannot be opened.
    """
    engine = open_engine(url)
    with reading(engine) as session:
        connection = session.connection()
        table = inspect(connection).has_table(Case.__tablename__)
        used = table and session.exec(select(Case.id).limit(1)).first() is not None
    engine.dispose()
    if used:
        raise Refused(
            "the database that RETTIDIG_DATABASE_URL names holds cases, and the demo did not make "
            "it: unset the variable, or name an empty database"
        )
