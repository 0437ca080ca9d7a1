"""Every page in every state, looked at in a browser: axe, errors, strangers, narrow screens."""

import csv
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi import FastAPI

from tests.web.browser.looking import follow
from tests.web.browser.served import Served
from tests.web.test_access import routes
from tracker.web.app import ROUTERS

TABLE: Final = Path(__file__).with_name("pages.csv")

#: What is asked for with GET and is no page of its own, and why.
NO_PAGE: Final = {
    "/": "leads on",
    "/sprog/{code}": "leads back",
    "/was": "leads to the statement",
    "/static/{version}/{name:path}": "a file",
    "/frister/{slug}/{name}": "a file",
    "/team/sager.csv": "a file",
    "/team/sager.xlsx": "a file",
    "/kalender/{token}.ics": "a file",
    "/sag/{reference}/brev/{notice}.pdf": "a letter",
    "/sag/{reference}/besked/kladde.pdf": "a letter",
    "/robots.txt": "for machines",
    "/sundhed": "for machines",
    "/ansoegning/dato": "a fragment",
    "/login/oidc": "leads to the provider",
    "/login/oidc/callback": "comes from the provider",
    "/login/fortsaet": "looked at where a session runs out",
}


def table() -> list[dict[str, str]]:
    """The rows."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pages() -> set[str]:
    """The addresses that are asked for with GET."""
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    return {path for method, path in routes(app) if method == "GET"}


def do(page: Any, steps: str) -> None:
    """Carry steps out: `#field = text` types, `click what`, `send what` waits for
    another page, `see what` for a part of it; `#box` is ticked."""
    for step in filter(None, (one.strip() for one in steps.split(";"))):
        match step.split(" ", 1):
            case ["click", what]:
                page.locator(what).first.click()
            case ["send", what]:
                follow(page, what)
            case ["see", what]:
                page.locator(what).first.wait_for()
            case [field, said]:
                page.fill(field, said.removeprefix("= "))
            case [box]:
                page.check(box)


def test_the_table_has_every_page() -> None:
    assert pages() == {row["page"] for row in table()} | set(NO_PAGE)


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['page']} {row['state']}")
def test_nothing_is_wrong_with_it(fjordby: Served, row: dict[str, str]) -> None:
    visit = fjordby.visit(row["role"], row["address"])
    do(visit.page, row["then"])
    assert visit.look() == []
    assert str(visit.status) == row["status"]
    assert visit.framed == (422 if "letter that cannot" in row["state"] else 200)
