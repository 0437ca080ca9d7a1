"""A browser for pages, where the machine has one: Debian's chromium, driven by playwright."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless browser; the tests that need one are skipped where there is none."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no browser here: install Debian's chromium")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="no playwright here: pip install '.[dev]'"
    )
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()
