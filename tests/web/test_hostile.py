"""Huge, odd and hostile input: every form and every address answers, and never with a crash.

What a browser's test client raises is a defect of ours, so that an answer of any kind is asserted
only to be none of the 5xx; what was refused has written nothing, and no text comes back as markup.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest
from httpx2 import Response
from sqlmodel import Session, func, select

from tests.helpers import Installation
from tests.web.act_cases import LAWFUL
from tests.web.casework import Desk, version_in, working
from tests.web.people import HTTPS, ROLES, Browser, Town, staffed
from tests.web.test_access import UNSAFE, table
from tracker.models import Event

MARKUP: Final = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"

#: What nobody types by mistake, and what somebody does.
ODD: Final = {
    "nothing": "",
    "blanks": " \t\n\u00a0\u2003",
    "a null": "a\x00b",
    "control characters": "\x01\x1b[31m\x7f\x85",
    "markup": MARKUP,
    "SQL": '\'; DROP TABLE "case"; --',
    "a template": "{{ 7*7 }} %s %(x)s {0} ${x}",
    "huge": "9" * 20_000,
    "long words": "ordet " * 5_000,
    "a huge number": "9" * 40,
    "negative": "-1",
    "nought": "0",
    "not a number": "NaN",
    "figures of another script": "\u0661\u0662\u00b2\u2460",
    "right to left": "\u202eevas\u202c \u0627\u0644\u0639\u0631\u0628",
    "combining": "Z\u0336\u0351a\u0321\u0353l\u0322g\u0338o" * 20,
    "astral": "\U0001f9d3\U0010ffff\ue000",
    "no such day": "31/2",
    "the year nought": "1.1.0000",
    "far ahead": "31.12.9999",
    "long ago": "1.1.0001",
    "a path": "../../../../etc/passwd",
    "another address": "//evil.invalid/%0d%0aSet-Cookie:x=1",
    "a line break": "a\r\nSet-Cookie: x=1",
}


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Mette at work."""
    with working(migrated_sqlite, tmp_path_factory.mktemp("hostile")) as desk:
        yield desk


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Fjordby with somebody of each role and one case."""
    folder = tmp_path_factory.mktemp("hostile-addresses")
    (folder / "x.db").write_bytes(migrated_sqlite.read_bytes())
    with (
        Installation.at(folder, f"sqlite:///{folder}/x.db") as installation,
        staffed(installation) as town,
    ):
        installation.register("2026-03-04", "rengoering", now=town.clock.now)
        yield town


def fields_in(page: str) -> list[str]:
    """The names of the fields on a page that somebody could fill in."""
    names = re.findall(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"', page)
    return sorted(set(names) - {"csrf", "version", "q"})


def entries(installation: Installation) -> int:
    """How many entries all journals hold."""
    with Session(installation.office.engine) as session:
        return session.exec(select(func.count()).select_from(Event)).one()


def fine(answer: Response) -> None:
    """Answered, and with nothing of what was sent as markup."""
    assert answer.status_code < 500, (answer.request.url, answer.text[:500])
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
    assert "x=1" not in answer.headers.get("set-cookie", "")
    onward = answer.headers.get("location", "/").removeprefix(HTTPS)
    assert re.match(r"/(?!/)", onward), onward


def send(desk: Desk, act: str, reference: str, odd: Mapping[str, str]) -> None:
    """Send an act's form with odd values; what is refused writes nothing."""
    _made, typed, _event = LAWFUL[act]
    path = f"/sag/{reference}/{act}"
    given = {**typed, "version": version_in(desk.browser.get(path).text), **odd}
    before = entries(desk.installation)
    answer = desk.browser.post(path, **given)
    fine(answer)
    if answer.status_code != 303:
        assert entries(desk.installation) == before
    fine(desk.browser.get(f"/sag/{reference}"))


#: So many values are tried in each place in the ordinary run, others in each; all in a soak.
HOW_MANY: Final[dict[str, Any]] = {
    "argvalues": [2, pytest.param(len(ODD), marks=pytest.mark.soak)],
    "ids": ["some", "all"],
}


def odd_values(place: int, how_many: int) -> Iterator[str]:
    """The values for the n-th place of its kind."""
    values = deque(ODD.values())
    values.rotate(-how_many * place)
    return islice(values, how_many)


@pytest.mark.parametrize("how_many", **HOW_MANY)
@pytest.mark.parametrize("act", LAWFUL)
def test_odd_values_in_all_fields_of_an_act(desk: Desk, act: str, how_many: int) -> None:
    reference = LAWFUL[act][0](desk)
    fields = fields_in(desk.browser.get(f"/sag/{reference}/{act}").text)
    assert fields
    for value in odd_values(list(LAWFUL).index(act), how_many):
        send(desk, act, reference, dict.fromkeys(fields, value))


@pytest.mark.soak
@pytest.mark.parametrize("act", LAWFUL)
def test_odd_values_in_each_field_of_an_act(desk: Desk, act: str) -> None:
    made = LAWFUL[act][0]
    fields = fields_in(desk.browser.get(f"/sag/{made(desk)}/{act}").text)
    for field in (*fields, "version"):
        for value in ODD.values():
            send(desk, act, made(desk), {field: value})


PAGES: Final = [row for row in table() if row["method"] not in UNSAFE]
FORMS: Final = [row for row in table() if row["method"] in UNSAFE]
OPENED: Final = {row["address"] for row in PAGES}
ROUTES: Final[dict[str, Any]] = {"ids": lambda row: row["route"]}
#: What pages ask for in their addresses and forms, beside what stands on them as they open.
ASKED: Final = (
    *("q", "sprog", "sorter", "omraade", "status", "forloeb", "vis", "sagsbehandler", "resten"),
    *("next", "hvad", "maaned", "enhed", "team", "side", "runder", "frist", "fra", "modtaget"),
    *("find", "dag", "hvorfor", "besluttet-af", "besluttet-den", "aar", "trin", "login"),
    *("ansoeger", "cpr", "adresse", "formaal", "navn", "rolle", "teams", "omraader", "kommune"),
)
#: An address is no longer than servers let through.
LONGEST: Final = 500


def who_opens(town: Town, row: Mapping[str, str]) -> Browser:
    """The browser of who gets furthest: is neither sent away nor to the login."""
    works = {"200", "303", "302", "422", "404", "401"}
    who = next((who for who in ("anonymous", *ROLES) if row[who] in works), "caseworker")
    browser = town.browser() if who == "anonymous" else town.enter(who)
    browser.get("/login" if who == "anonymous" else "/profil")  # for the token of its forms
    return browser


@pytest.mark.parametrize("how_many", **HOW_MANY)
@pytest.mark.parametrize("row", PAGES, **ROUTES)
def test_odd_addresses(town: Town, row: dict[str, str], how_many: int) -> None:
    browser = who_opens(town, row)
    path = row["address"].partition("?")[0]
    asked = {*ASKED, *fields_in(browser.get(row["address"]).text)}
    for value in odd_values(PAGES.index(row), how_many):
        odd = quote(value[:LONGEST], safe="")
        fine(browser.get(f"{path}?{'&'.join(f'{name}={odd}' for name in sorted(asked))}"))
        for given in re.findall(r"\{[a-z_:]+\}", row["route"]):
            fine(browser.get(row["route"].replace(given, odd)))


@pytest.mark.parametrize("how_many", **HOW_MANY)
@pytest.mark.parametrize("row", FORMS, **ROUTES)
def test_odd_values_in_other_forms(town: Town, row: dict[str, str], how_many: int) -> None:
    opened = who_opens(town, row).get(row["address"]) if row["address"] in OPENED else None
    fields = {*ASKED, *(fields_in(opened.text) if opened else ())}
    for value in odd_values(FORMS.index(row), how_many):
        browser = who_opens(town, row)
        fine(browser.post(row["address"], **dict.fromkeys(fields, value)))


BODIES: Final[dict[str, dict[str, Any]]] = {
    "JSON": {"json": {"csrf": "x"}},
    "a file": {"files": {"dag": ("x.txt", b"x" * 10_000)}},
    "a broken multipart": {
        "content": b"--x\r\nbroken",
        "headers": {"content-type": "multipart/form-data; boundary=x"},
    },
    "a multipart without a boundary": {
        "content": b"x",
        "headers": {"content-type": "multipart/form-data"},
    },
    "bytes that are no text": {
        "content": b"csrf=%ff%fe&dag=\xff\xfe",
        "headers": {"content-type": "application/x-www-form-urlencoded"},
    },
    "a thousand fields": {"data": {f"f{number}": "x" for number in range(1000)}},
    "megabytes": {"data": {"dag": "x" * 5_000_000}},
    "nothing": {},
}


@pytest.mark.parametrize("body", BODIES)
def test_bodies_that_are_no_form(town: Town, body: str) -> None:
    for row in FORMS:
        browser = who_opens(town, row)
        answer = browser.client.post(row["address"], **BODIES[body])
        assert 300 <= answer.status_code < 500, (row["route"], answer.status_code)
