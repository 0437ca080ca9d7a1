"""Every route × every role against the table in access.csv; a route that is not in it fails."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from tests.helpers import Installation
from tests.web.people import OTHER_CODE, ROLES, Browser, Town, staffed
from tracker.web.api.app import PREFIX

TABLE = Path(__file__).with_name("access.csv")
#: The columns of the table after method, route and address.
WHO = ("anonymous", *ROLES, "other-municipality")
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def routes(app: FastAPI) -> set[tuple[str, str]]:
    return {
        (method, route.path)
        for route in _flat(app.routes)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
    }


def _flat(found: Any) -> Iterator[APIRoute]:
    """Every route, also of what is included as a whole.

    No role opens the API: it asks for tokens, and tests/web/api/test_token.py tries each route.
    """
    for route in found:
        if getattr(route, "path", None) == PREFIX:
            continue
        if isinstance(route, APIRoute):
            yield route
        else:
            yield from _flat(getattr(route, "routes", None) or _included(route))


def _included(route: Any) -> Any:
    router = getattr(route, "original_router", None) or getattr(route, "app", None)
    return getattr(router, "routes", ())


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Fjordby with somebody of each role and one case of team hjaelp."""
    folder = tmp_path_factory.mktemp("access")
    (folder / "x.db").write_bytes(migrated_sqlite.read_bytes())
    with (
        Installation.at(folder, f"sqlite:///{folder}/x.db") as installation,
        staffed(installation) as town,
    ):
        town.hire("target")  # whom the administrator's acts are about
        installation.register("2026-03-04", "rengoering", now=town.clock.now)
        yield town


def browser_of(town: Town, who: str) -> Browser:
    if who == "anonymous":
        return town.browser()
    return town.enter(who, code=OTHER_CODE if who == "other-municipality" else "0999")


def answered(town: Town, row: dict[str, str], who: str) -> str:
    """The status that somebody is answered with; `login` where they are sent to log in."""
    browser = browser_of(town, who)
    address = row["address"].replace("{version}", town.app.state.site.assets.version)
    if row["method"] in UNSAFE:
        browser.get("/profil" if who != "anonymous" else "/login")
        answer = browser.client.request(
            row["method"], address, data={"csrf": browser.token, "from-the-table": "1"}
        )
    else:
        answer = browser.get(address)
    if answer.status_code == 303 and answer.headers["location"].startswith("/login?next="):
        return "login"
    return str(answer.status_code)


def test_the_table_has_every_route_and_no_other(town: Town) -> None:
    named = {(row["method"], row["route"]) for row in table()}
    assert named == routes(town.app)
    assert len(named) > 15


def test_the_table_has_a_column_for_everybody() -> None:
    for row in table():
        assert set(row) == {"method", "route", "address", *WHO}
        pattern = re.sub(r"\\\{[a-z_]+:path\\\}|\\\{[a-z_]+\\\}", ".+", re.escape(row["route"]))
        assert re.fullmatch(pattern, row["address"].partition("?")[0]), row["route"]


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['method']} {row['route']}")
def test_everybody_is_answered_as_the_table_says(town: Town, row: dict[str, str]) -> None:
    assert {who: answered(town, row, who) for who in WHO} == {who: row[who] for who in WHO}


@pytest.mark.parametrize(
    "row",
    [row for row in table() if row["method"] in UNSAFE and not row["route"].startswith("/api/")],
    ids=lambda row: f"{row['method']} {row['route']}",
)
def test_nothing_is_changed_without_the_forms_token(town: Town, row: dict[str, str]) -> None:
    for who in ROLES:
        browser = browser_of(town, who)
        answer = browser.client.request(row["method"], row["address"], data={"csrf": "made up"})
        assert answer.status_code == 403
