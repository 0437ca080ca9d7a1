"""One lived-in, served town for all tests that look at pages in a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import Installation
from tests.web.browser.served import Served, served


@pytest.fixture(scope="session")
def fjordby(
    browser: Any, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Fjordby on a morning in March, at an address of this machine."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "x.db").write_bytes(migrated_sqlite.read_bytes())
    with (
        Installation.at(folder, f"sqlite:///{folder}/x.db") as installation,
        served(installation, browser) as town,
    ):
        yield town
