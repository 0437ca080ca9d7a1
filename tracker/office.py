"""What every use case works with: the database, the key, the rules and the settings of one
installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Engine, inspect

from tracker.database import open_engine, reading, writing
from tracker.errors import SealError, TrackerError
from tracker.rulebook import RuleBook
from tracker.schema import ensure_ready
from tracker.sealing import Sealer, make_key, read_key
from tracker.settings import Settings
from tracker.store import Store

#: Who acts when no person does.
SYSTEM: Final = "rettidig"


@dataclass(frozen=True, slots=True)
class Office:
    """One installation, opened."""

    engine: Engine
    sealer: Sealer
    book: RuleBook
    settings: Settings

    @contextmanager
    def writing(self, now: datetime, actor: str = SYSTEM) -> Iterator[Store]:
        """One transaction that may change things, at one instant, by one actor."""
        with writing(self.engine) as session:
            yield Store(session, self.sealer, now, actor)

    @contextmanager
    def reading(self, now: datetime, actor: str = SYSTEM) -> Iterator[Store]:
        """One consistent look."""
        with reading(self.engine) as session:
            yield Store(session, self.sealer, now, actor)


def open_office(settings: Settings) -> tuple[Office, list[str]]:
    """Open database, key and rules; also answers with warnings for the operator.

    The key file is made with the first database. Raises `DatabaseError` or `SealError`.
    """
    engine = open_engine(settings.database_url)
    try:
        warnings: list[str] = []
        key = _key(engine, settings, warnings)
        ensure_ready(engine)
        return Office(engine, Sealer(key), RuleBook(settings.pack_folders), settings), warnings
    except TrackerError:
        engine.dispose()
        raise


def _key(engine: Engine, settings: Settings, warnings: list[str]) -> bytes:
    if settings.key_file.exists():
        return read_key(settings.key_file)
    return _first_key(engine, settings, warnings)


def _first_key(engine: Engine, settings: Settings, warnings: list[str]) -> bytes:
    """A new key for a new database; a database that holds cases needs the key it was made with."""
    if _holds_cases(engine):
        raise SealError(
            f"the key file {settings.key_file} is missing: put back the one this database was "
            "made with, or set RETTIDIG_KEY_FILE"
        )
    key = make_key(settings.key_file)
    warnings.append(
        f"a key was made in {settings.key_file}: keep a copy apart from the database, "
        "without it names, letters and notes can never be read again"
    )
    return key


def _holds_cases(engine: Engine) -> bool:
    with reading(engine) as session:
        connection = session.connection()
        if not inspect(connection).has_table("case"):
            return False
        return connection.exec_driver_sql('SELECT 1 FROM "case" LIMIT 1').first() is not None
