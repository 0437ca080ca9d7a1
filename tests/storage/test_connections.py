"""How the database is opened: pragmas, locks, and one plain line for whatever stands in the way."""

from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.helpers import PACKS, Installation, at
from tracker.database import open_engine, reading, writing
from tracker.errors import DatabaseError
from tracker.office import open_office
from tracker.schema import ensure_ready, upgrade
from tracker.settings import Settings


def hurried(engine: Engine) -> Engine:
    """The engine with no patience, so that a test need not wait for its busy time."""

    def set_timeout(connection: Connection, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    event.listen(engine, "connect", set_timeout)
    return engine


def write_something(engine: Engine) -> None:
    with writing(engine) as session:
        session.connection()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        pytest.param("journal_mode", "wal", id="readers and a writer side by side"),
        pytest.param("synchronous", 2, id="FULL: a commit survives a power cut"),
        pytest.param("foreign_keys", 1, id="references are enforced"),
        pytest.param("busy_timeout", 15_000, id="a second writer waits"),
    ],
)
def test_the_pragma_is_in_force(tmp_path: Path, pragma: str, value: object) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/x.db")
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    engine.dispose()


def test_references_are_enforced_again_after_an_upgrade(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/x.db")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_a_writer_locks_when_it_begins_and_the_next_is_told_in_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    first, second = open_engine(url), hurried(open_engine(url))
    upgrade(first)
    with writing(first) as session:
        session.connection()
        with pytest.raises(DatabaseError, match="in use by another process: try again") as refusal:
            write_something(second)
    assert "\n" not in str(refusal.value)
    for engine in (first, second):
        engine.dispose()


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    first, second = open_engine(url), hurried(open_engine(url))
    upgrade(first)
    with writing(first) as session:
        session.connection()
        with reading(second) as other:
            assert other.connection().exec_driver_sql('SELECT count(*) FROM "case"').one() == (0,)
    for engine in (first, second):
        engine.dispose()


def test_opening_a_ready_database_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    first, second = open_engine(url), hurried(open_engine(url))
    upgrade(first)
    with writing(first) as session:
        session.connection()
        ensure_ready(second)
    for engine in (first, second):
        engine.dispose()


def test_upgrading_a_database_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    first, second = open_engine(url), hurried(open_engine(url))
    upgrade(first)
    with writing(first) as session:
        session.connection()
        with pytest.raises(DatabaseError, match="in use by another process"):
            upgrade(second)
    for engine in (first, second):
        engine.dispose()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param("sqlite:////nowhere/at/all/x.db", "cannot be opened", id="a missing folder"),
        pytest.param("nonsense", "cannot be read", id="no address"),
        pytest.param("mysql://host/name", "not a database Rettidig knows", id="another kind"),
        pytest.param("postgresql://127.0.0.1:1/x", "does not answer", id="nobody answers there"),
    ],
)
def test_a_database_that_cannot_be_opened_is_refused_in_one_line(
    tmp_path: Path, url: str, said: str
) -> None:
    settings = Settings(database_url=url, key_file=tmp_path / "k", packs=PACKS)
    with pytest.raises(DatabaseError, match=said) as refusal:
        open_office(settings)
    assert "\n" not in str(refusal.value)


def test_a_refused_database_leaves_no_key_behind(tmp_path: Path) -> None:
    settings = Settings(database_url="sqlite:////nowhere/x.db", key_file=tmp_path / "k")
    with pytest.raises(DatabaseError):
        open_office(settings)
    assert not (tmp_path / "k").exists()


def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Kære Åse, dette er et brev og ingen database." * 40)
    settings = Settings(database_url=f"sqlite:///{tmp_path}/x.db", key_file=tmp_path / "k")
    with pytest.raises(DatabaseError, match="damaged or is none") as refusal:
        open_office(settings)
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "k").exists()


def test_a_database_of_another_version_names_the_way_out(
    sqlite_installation: Installation,
) -> None:
    engine = sqlite_installation.office.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(DatabaseError, match="run 'rettidig db upgrade'"):
        ensure_ready(engine)


def test_nothing_of_a_failed_act_stays(installation: Installation) -> None:
    def interrupted() -> None:
        with installation.office.writing(at("2026-03-05")) as store:
            store.next_reference("0999", 2026)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert installation.register("2026-03-05") == "2026-0001"
