"""Lists page by page: every case once, also while new ones come."""

import base64

import pytest

from tests.helpers import at
from tests.web.api.programs import NOW, Program, Systems


def test_every_case_comes_once_while_new_ones_come(both: Systems) -> None:
    program = both.program()
    begun = {both.installation.register("2026-03-05", now=NOW) for _ in range(7)}
    seen: list[str] = []
    path, pages = "/cases?limit=2", 0
    while True:
        page = program.get(path).json()
        seen += [row["reference"] for row in page["items"]]
        pages += 1
        if page["next"] is None:
            break
        if pages == 2:  # numbers are text: this one sorts before those that were seen
            code = both.installation.office.book.pack("fjordby").municipality.code
            with both.installation.office.writing(NOW) as store:
                for _ in range(3):
                    store.next_reference(code, 2026)
        if pages <= 3:
            both.installation.register("2026-03-05", now=at("2026-03-26", 9, 31))
        path = f"/cases?limit=2&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 10
    assert begun <= set(seen)


def test_a_filter_goes_with_every_page(systems: Systems) -> None:
    areas = ["rengoering", "bil", "rengoering", "bil", "rengoering"]
    cases = [systems.installation.register("2026-03-05", area, now=NOW) for area in areas]
    program = systems.program()
    first = program.get("/cases?area=rengoering&limit=2").json()
    rest = program.get(f"/cases?area=rengoering&limit=2&cursor={first['next']}").json()
    assert [r["reference"] for r in (*first["items"], *rest["items"])] == cases[::2]
    assert rest["next"] is None
    assert program.get("/cases?team=hjaelp&limit=200").json()["next"] is None


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "!", "æ", "djE6", "a" * 300, base64.urlsafe_b64encode(b"v1:2026-0001").decode(),
     base64.urlsafe_b64encode(b"v2:" + b"x" * 16).decode(), "%00"],
)  # fmt: skip
def test_strange_cursors_are_refused(program: Program, cursor: str) -> None:
    said = program.get(f"/cases?cursor={cursor}")
    assert said.status_code == 422
    assert "cursor" in said.json()["detail"]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "team=a%00", "area=%0a"])
def test_strange_questions_are_refused(program: Program, query: str) -> None:
    assert program.get(f"/cases?{query}").status_code == 422
