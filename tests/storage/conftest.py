"""What the tests of storage get besides: databases that nobody has made tables in yet."""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tracker.database import open_engine

NewUrl = Callable[[], str]

_numbers = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewUrl]:
    """Gives the address of one empty database after the other, on each kind."""
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path}/empty_{next(_numbers)}.db"
        return
    server = request.getfixturevalue("postgres")
    engine = open_engine(server)
    made: list[str] = []

    def create() -> str:
        made.append(f"empty_{os.getpid()}_{next(_numbers)}")
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {made[-1]}")
        url = make_url(server).set(database=made[-1])
        return url.render_as_string(hide_password=False)

    yield create
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    engine.dispose()
