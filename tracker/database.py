"""The connection to the database: SQLite by default, PostgreSQL by address."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection
from sqlite3 import DatabaseError as SqliteDatabaseError
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from tracker.errors import DatabaseError

_BUSY_MILLISECONDS: Final = 15_000
_WRITE: Final = "rettidig_write"


def open_engine(url: str, *, connections: int = 5) -> Engine:
    """An engine for the address; nothing is connected yet. Raises `DatabaseError` in one line.

    `connections` may be open at once, and as many again while all of them are in use.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(url, connections)
        if parsed.get_backend_name() == "postgresql":
            return create_engine(
                parsed.set(drivername="postgresql+psycopg"),
                pool_pre_ping=True,
                pool_size=connections,
                max_overflow=connections,
            )
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseError(f"the database address cannot be read: {error}") from error
    except ModuleNotFoundError as error:
        raise DatabaseError(
            "PostgreSQL needs the extra: pip install 'rettidig[postgres]'"
        ) from error
    raise DatabaseError(
        f"{parsed.get_backend_name()} is not a database Rettidig knows: "
        "use sqlite:///FILE or postgresql://HOST/NAME"
    )


def _sqlite(url: str, connections: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=connections,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: SqliteConnection, _record: Any) -> None:
    # We begin transactions ourselves: the driver would otherwise defer the lock to the first write.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={_BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL can lose the last commits at a power cut
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(_WRITE, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction that may change things: all of it, or nothing."""
    with _plain_errors(), Session(engine) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One consistent look; on SQLite it never waits for a writer."""
    with connected(engine, write=False) as connection, Session(connection) as session:
        yield session


@contextmanager
def connected(engine: Engine, *, write: bool) -> Iterator[Connection]:
    """A bare connection, for looking after the tables themselves; nothing is begun yet."""
    with _plain_errors(), engine.connect().execution_options(**{_WRITE: write}) as connection:
        yield connection


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise DatabaseError(_operational(str(error.orig))) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseError("the connection to the database was lost: try again") from error
        if type(error.orig) is SqliteDatabaseError:  # its children are errors of one statement
            raise DatabaseError(
                f"the database file is damaged or is none ({error.orig}): "
                "check RETTIDIG_DATABASE_URL, or put back a copy"
            ) from error
        raise


def _operational(message: str) -> str:
    if "locked" in message or "busy" in message:
        return "the database is in use by another process: try again in a moment"
    if "unable to open" in message:
        return (
            "the database file cannot be opened: check RETTIDIG_DATABASE_URL, "
            "the folder and its rights"
        )
    if "no such table" in message or "no such column" in message:
        return "the database is of another version: run 'rettidig db upgrade'"
    if "disk" in message or "full" in message:
        return f"the database cannot be written ({message}): make room on the disk and try again"
    first = message.strip().splitlines()[0] if message.strip() else "no reason given"
    return f"the database does not answer: {first}"
