"""Faults of ours on pages: what is answered, what stays on the form, and what a log may hold."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from httpx2 import Response
from sqlalchemy import event

from tests.web.casework import Desk, errors_in, plain, version_in, working
from tracker.errors import DatabaseError, Refused
from tracker.web.drawing import Templates
from tracker.web.pages import profile
from tracker.web.refusals import in_danish, status_of
from tracker.web.words import words

NOT_SAVED: Final = "Vi kunne ikke gemme. Det, du skrev, står her stadig. Prøv igen om lidt."
GO_BACK: Final = "Gå tilbage i browseren; det, du skrev, står der stadig. Prøv igen om lidt."
PERSON: Final = "Åse Prøve-Testesen 010190-0000"
NOTE: Final = "Åses læge er på ferie"


@pytest.fixture
def desk(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Desk]:
    """Mette at work, on a database that has no patience."""
    with working(migrated_sqlite, tmp_path) as desk:
        engine = desk.installation.office.engine
        event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA busy_timeout=20"))
        engine.dispose()  # the connections that are open have the patience they began with
        yield desk


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Another program that writes into the same database."""
    with closing(sqlite3.connect(folder / "x.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def not_saved(answer: Response, *typed: str) -> None:
    """The form stands there once more, with what was typed."""
    assert answer.status_code == 503
    assert errors_in(plain(answer.text)) == [NOT_SAVED]
    assert "in use by another process" not in answer.text
    for text in typed:
        assert text in plain(answer.text)


def test_a_busy_database_leaves_an_act_on_its_form(desk: Desk, tmp_path: Path) -> None:
    path = f"/sag/{desk.installation.register('2026-03-05')}/rykker"
    typed = {"dag": "i dag", "note": NOTE, "version": version_in(desk.browser.get(path).text)}
    with in_use(tmp_path):
        not_saved(desk.browser.post(path, **typed), NOTE)
    assert desk.browser.post(path, **typed).status_code == 303


def test_a_busy_database_leaves_a_notice_on_its_form(desk: Desk, tmp_path: Path) -> None:
    path = f"/sag/{desk.installation.register('2026-03-05')}/besked"
    typed = {"hvornaar": "dato", "dato": "29/4", "aarsag": "home-visit", "ord": "", "note": NOTE}
    typed |= {"handling": "gem", "version": version_in(desk.browser.get(path).text)}
    with in_use(tmp_path):
        not_saved(desk.browser.post(path, **typed), "29/4", NOTE)
    assert desk.browser.post(path, **typed).status_code == 303


def test_a_busy_database_leaves_an_application_on_its_form(desk: Desk, tmp_path: Path) -> None:
    typed = {"omraade": "Praktisk hjælp: rengøring", "modtaget": "5/3", "ansoeger": "Bo Prøve",
             "kom": "digital", "post": "registered"}  # fmt: skip
    desk.browser.get("/ansoegning")
    seen = desk.browser.post("/ansoegning", **typed).text.split('name="vist" value="')[1]
    typed["vist"] = seen.split('"')[0]
    with in_use(tmp_path):
        not_saved(desk.browser.post("/ansoegning", **typed), "Bo Prøve")
    assert desk.browser.post("/ansoegning", **typed).status_code == 303


def test_a_busy_database_where_no_form_is_shown_says_to_go_back(desk: Desk, tmp_path: Path) -> None:
    desk.browser.get("/profil")
    with in_use(tmp_path):
        answer = desk.browser.post("/profil", language="en")
    assert answer.status_code == 503
    assert GO_BACK in plain(answer.text)
    assert "står her stadig" not in plain(answer.text)


def test_a_busy_database_stops_nobody_from_reading(desk: Desk, tmp_path: Path) -> None:
    """When somebody was last seen is written beside, and can wait."""
    case = desk.installation.register("2026-03-05")
    path = f"/sag/{case}/rykker"
    typed = {"dag": "i dag", "note": NOTE, "version": version_in(desk.browser.get(path).text)}
    desk.town.clock.pass_(minutes=5)
    with in_use(tmp_path):
        assert desk.browser.get(f"/sag/{case}").status_code == 200
        not_saved(desk.browser.post(path, **typed), NOTE)
    assert desk.browser.post(path, **typed).status_code == 303


def test_not_saved_is_said_in_english_too() -> None:
    said = in_danish(DatabaseError("locked"), words("en"))
    assert said == "We could not save. What you wrote is still here. Try again shortly."
    assert (status_of(DatabaseError("locked")), status_of(Refused("no"))) == (503, 409)


def broken(*_: Any, **__: Any) -> Any:
    """What nobody foresaw."""
    raise ZeroDivisionError(PERSON)


def defended(answer: Response) -> None:
    """The headers that go with every page."""
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["strict-transport-security"]


def nobody_is_told(answer: Response, log: str) -> None:
    """Neither the page nor the log has the words of the error."""
    for secret in (PERSON, "Åse", "010190"):
        assert secret not in answer.text
        assert secret not in log


def test_what_nobody_foresaw_is_a_page_with_every_header(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(profile, "open_sessions", broken)
    with caplog.at_level(logging.DEBUG):
        answer = desk.browser.get("/profil")  # goes no further: the client would raise it
    assert answer.status_code == 500
    defended(answer)
    page = plain(answer.text)
    assert "<h1>Det gik galt hos os</h1>" in page
    assert GO_BACK in page
    assert "står her stadig" not in page
    nobody_is_told(answer, caplog.text)
    assert "Traceback" not in caplog.text
    (line,) = [r.getMessage() for r in caplog.records if r.name == "rettidig.web"]
    place = f"test_faults.py:{broken.__code__.co_firstlineno + 2}"
    assert line == f"ZeroDivisionError at {place} on /profil"


def test_a_fault_in_what_every_page_is_drawn_with_is_answered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Templates, "draw", broken)
    with caplog.at_level(logging.DEBUG):
        answer = desk.browser.get("/profil")
    assert (answer.status_code, answer.text) == (500, "Det gik galt hos os. Prøv igen om lidt.")
    defended(answer)
    nobody_is_told(answer, caplog.text)
