"""What every use case works with: the database, the key, the rules and the settings of one
installation."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Engine, inspect

from tracker.cache_folder import cache_folder
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
    #: The version of the case that whoever acts has seen; None where nobody says.
    seen_version: int | None = None
    #: What is stored in the same transaction as an act, by whoever calls it.
    beside: Callable[[Store], None] | None = None

    def with_beside(self, beside: Callable[[Store], None]) -> "Office":
        """The same office, in which every transaction that changes things also does this, last."""
        return replace(self, beside=beside)

    def having_seen(self, version: int) -> "Office":
        """The same office for an act by somebody who has seen a case at that version.

        An act on a case (`services.acting.act_on`) that has changed since raises `Outdated`.
        """
        return replace(self, seen_version=version)

    @contextmanager
    def writing(self, now: datetime, actor: str = SYSTEM) -> Iterator[Store]:
        """One transaction that may change things, at one instant, by one actor."""
        self.book.refresh()
        with writing(self.engine) as session:
            store = Store(session, self.sealer, now, actor)
            yield store
            if self.beside is not None:
                self.beside(store)

    @contextmanager
    def reading(self, now: datetime, actor: str = SYSTEM) -> Iterator[Store]:
        """One consistent look."""
        self.book.refresh()
        with reading(self.engine) as session:
            yield Store(session, self.sealer, now, actor)


def open_office(settings: Settings) -> tuple[Office, list[str]]:
    """Open database, key and rules; also answers with warnings for the operator.

    The key file is made with the first database. Raises `DatabaseError` or `SealError`.
    """
    engine = open_engine(settings.database_url, connections=settings.threads)
    try:
        warnings: list[str] = []
        key = _key(engine, settings, warnings)
        ensure_ready(engine)
        book = RuleBook(settings.pack_folders, cache_folder(os.environ))
        return Office(engine, Sealer(key), book, settings), warnings
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
