"""The published pages in a browser: readable on a telephone, by a keyboard, and by axe."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from tests.publishing.catalogue import pack
from tracker.publishing.site import publish

#: Each page in a width: as wide as a telephone, or as a screen.
PAGES: Final = (
    *((320, "index.html"), (320, "proeve/index.html")),
    *((1280, "proeve/index.html"), (390, "proeve/en.html")),
)
#: What a public site must keep (webtilgængelighedsloven), and axe's good practice.
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    publish(folder / "site", [pack(folder / "packs")], now=datetime(2026, 6, 1, 10, tzinfo=UTC))
    return folder / "site"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """An empty page, to be made as wide as the test wants."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("width", "name"), PAGES)
def test_a_page_fits_loads_only_its_own_files_and_passes_axe(
    site: Path, page: Any, width: int, name: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe here")
    page.set_viewport_size({"width": width, "height": 800})
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((site / name).as_uri())
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)") > 0
    assert all(url.startswith(site.as_uri()) for url in asked)
    assert not failed
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = axe.Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


def test_the_keyboard_reaches_the_content_first(site: Path, page: Any) -> None:
    page.goto((site / "proeve/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til sidens indhold"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"
