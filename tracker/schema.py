"""The version of the database: which it has, which it needs, and the way from one to the other."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from tracker.database import connected
from tracker.errors import DatabaseError

_MIGRATIONS: Final = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision that this program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # noqa: S101 - the wheel always carries one
    return head


def current(engine: Engine) -> str | None:
    """The revision the database has; None for an empty one."""
    with connected(engine, write=False) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest revision, in one transaction, all of it or nothing.

    On SQLite foreign keys are off meanwhile, as tables are rebuilt, and checked before the commit.
    """
    with connected(engine, write=True) as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _foreign_keys(connection, on=False)
        with connection.begin():
            command.upgrade(_config(connection), "head")
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise DatabaseError(
                    f"the upgrade would break {len(broken)} references: nothing was changed"
                )
        if sqlite:
            _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    # The pragma is ignored inside a transaction, so it goes straight to the driver.
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - a checked-out connection has one
    driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def ensure_ready(engine: Engine) -> None:
    """Make a new SQLite file; refuse a database of another version, naming the way out."""
    has, needs = current(engine), newest()
    if has == needs:
        return
    if has is None and engine.dialect.name == "sqlite" and not _tables(engine):
        upgrade(engine)
        return
    raise DatabaseError(
        f"the database is at version {has or 'none'} and the program needs {needs}: "
        "run 'rettidig db upgrade'"
    )


def _tables(engine: Engine) -> list[str]:
    with connected(engine, write=False) as connection:
        return inspect(connection).get_table_names()
