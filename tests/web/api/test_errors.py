"""Every failure is a problem: what is wrong, and what to do; nothing of what went wrong inside."""

import json
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.web.api.programs import BASE, NOW, Program, Systems
from tracker.codes import Outcome
from tracker.web.api import writing

APPLICATION = {
    "areas": ["rengoering"],
    "received": "2026-03-24",
    "parties": [{"name": "Åse Prøve-Testesen", "cpr": "010190-0000"}],
}


def problem(said: Any, status: int) -> str:
    """The detail of a problem that is whole."""
    assert said.status_code == status, said.text
    assert said.headers["content-type"] == "application/problem+json"
    body = said.json()
    assert set(body) == {"type", "title", "status", "detail"}
    assert (body["type"], body["status"]) == ("about:blank", status)
    assert "\n" not in body["detail"]
    return str(body["detail"])


def test_what_is_not_there(program: Program) -> None:
    problem(program.get("/nothing"), 404)
    problem(program.get("/"), 404)
    problem(program.get("/cases/"), 404)
    problem(program.get("/cases/a%0ab"), 404)
    assert "check the number" in problem(program.get("/cases/2026-9999"), 404)
    assert "no such area" in problem(program.get("/areas/x/due?received=2026-03-05"), 404)


def test_what_cannot_be_done_there(program: Program) -> None:
    said = program.delete("/cases")
    problem(said, 405)
    assert said.headers["allow"] == "GET"


def test_too_much_at_once(program: Program) -> None:
    said = program.client.post(
        f"{BASE}/applications",
        content=b"x" * 1_000_001,
        headers={"Authorization": f"Bearer {program.token}"},
    )
    problem(said, 413)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'{"areas": "\xff"}', 400),
        (b'{"areas": ["\\ud800"], "received": "2026-03-24", "parties": [{"name": "x"}]}', 422),
        (b"1" * 5000, 400),
        (b"[" * 100_000, 400),
        (b'{"areas": [NaN]}', 422),
    ],
    ids=[
        "nothing",
        "half",
        "a list",
        "null",
        "no utf-8",
        "half a letter",
        "a number",
        "deep",
        "nan",
    ],
)
def test_bodies_that_are_none(program: Program, content: bytes, status: int) -> None:
    headers = {"Authorization": f"Bearer {program.token}", "Content-Type": "application/json"}
    problem(program.client.post(f"{BASE}/applications", content=content, headers=headers), status)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"areas": []}, "body.areas: "),
        ({"areas": ["nope"]}, 'no area "nope"'),
        ({"areas": ["rengoering", "rengoering"]}, "named twice"),
        ({"received": "2026-03-27"}, "lies in the future"),
        ({"received": "2026-02-30"}, "body.received"),
        ({"received": "2026-03-05T10:00:00"}, "body.received"),  # no offset: which instant?
        ({"received": "2014-12-31"}, "first day the calendar knows"),
        ({"received": "1990-01-01T00:00:00+14:00"}, "first day the calendar knows"),
        ({"received": "1815-01-01"}, "body.received: Value error, the year must lie within 1990-"),
        ({"remanded": {"remanded_on": "2026-03-25"}}, "the board's own date"),
        ({"remanded": {"remanded_on": "2030-01-01"}}, "the board's own date"),
        ({"parties": [{"name": "Å", "born": "1857-12-31"}]}, "lie within 1858-2100"),
        ({"received": 0}, "body.received"),
        ({"received": "1772668800"}, "body.received"),
        ({"received": "2026-03-05T00:00:00Z", "parties": [{"name": "Å", "told": "yes"}]}, "told"),
        ({"parties": []}, "body.parties"),
        ({"parties": [{"name": "x\x00"}]}, "cannot be seen"),
        ({"parties": [{"name": "Å", "cpr": "1"}]}, "CPR"),
        ({"parties": [{"name": "Å", "role": "king"}]}, "body.parties.0.role"),
        ({"team": "a\x00b"}, "body.team"),
        ({"kle": "x"}, "body.kle"),
        ({"colour": "red"}, "body.colour: Extra inputs are not permitted"),
    ],
    ids=lambda value: value if isinstance(value, str) else json.dumps(value)[:40],
)
def test_bodies_that_are_refused_change_nothing(
    shared: Systems, program: Program, change: dict[str, Any], said: str
) -> None:
    before = shared.installation.rows()
    detail = problem(program.post("/applications", {**APPLICATION, **change}), 422)
    assert said in detail
    assert "010190" not in detail  # what was sent is not sent back
    assert shared.installation.rows() == before


#: An instant at either edge of time has no day in Denmark; the others are years nobody means.
INSTANTS = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "1989-12-31T23:59:59+01:00",
    "2101-01-01T00:00:00+01:00",
)
DAYS = ("0001-01-01", "9999-12-31", "1989-12-31", "2101-01-01")
#: Bodies of acts, each with a field that holds a day, an instant, or either.
DATED: tuple[tuple[str, dict[str, str], str, tuple[str, ...]], ...] = (
    ("deliveries", {}, "delivered", DAYS + INSTANTS),
    ("decisions", {"outcome": "refused"}, "decided", DAYS + INSTANTS),
    ("corrections/receipt", {"why": "x"}, "received", DAYS + INSTANTS),
    ("reassessments", {"why": "x"}, "on", DAYS + INSTANTS),
    ("reopenings", {"why": "x"}, "on", DAYS + INSTANTS),
    ("remands", {}, "received", DAYS + INSTANTS),
    ("acute", {"why": "x"}, "since", INSTANTS),
    ("follow-ups", {}, "due_on", DAYS),
    ("parties/changed", {}, "died_on", DAYS),
    ("parties/changed", {}, "until", DAYS),
)
OUTSIDE = "Value error, the year must lie within 1990-2100: check the date"


@pytest.fixture(scope="module")
def decided(shared: Systems) -> str:
    """A case in which help was granted and has not come."""
    reference = shared.installation.register("2026-03-05", now=NOW)
    shared.installation.decide(reference, "2026-03-20", Outcome.GRANTED, "rengøring")
    return reference


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        pytest.param(path, {**more, name: day}, name, id=f"{path} {name} {day}")
        for path, more, name, days in DATED
        for day in days
    ],
)
def test_a_year_that_nobody_means_is_refused_in_every_act(
    shared: Systems, program: Program, decided: str, path: str, body: dict[str, str], field: str
) -> None:
    before = shared.installation.rows()
    assert problem(program.act(decided, path, body), 422) == f"body.{field}: {OUTSIDE}"
    assert shared.installation.rows() == before


@pytest.mark.parametrize("day", DAYS + INSTANTS)
def test_a_year_that_nobody_means_is_refused_where_an_application_or_a_question_has_it(
    program: Program, day: str
) -> None:
    application = program.post("/applications", {**APPLICATION, "received": day})
    assert problem(application, 422) == f"body.received: {OUTSIDE}"
    due = program.get(f"/areas/pleje/due?received={quote(day)}")
    assert problem(due, 422) == f"query.received: {OUTSIDE}"


def test_a_correction_says_what_is_right_or_undoes(shared: Systems, program: Program) -> None:
    reference = shared.installation.register("2026-03-05", now=NOW)
    for body in ({"why": "x"}, {"why": "x", "undo": True, "decided_on": "2026-03-20"}):
        said = program.act(reference, "corrections/decision", body)
        assert "one of both" in problem(said, 422)


def test_a_refusal_of_a_use_case_is_one_line(shared: Systems, program: Program) -> None:
    reference = shared.installation.register("2026-03-05", now=NOW)
    said = program.act(reference, "decisions/sent", {"on": "2026-03-20"})
    assert "decided" in problem(said, 422)


def test_what_nobody_foresaw_is_told_to_nobody(
    program: Program, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("Åse Prøve-Testesen 010190-0000")

    monkeypatch.setattr(writing, "register", broken)
    with caplog.at_level(logging.DEBUG):
        detail = problem(program.post("/applications", APPLICATION), 500)
    assert "Åse" not in detail
    assert "ZeroDivisionError on /api/v1/applications" in caplog.text
    assert "Åse" not in caplog.text
    assert "010190" not in caplog.text


def test_a_database_that_is_away_says_try_again(
    systems: Systems, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = systems.program()
    path = tmp_path / "rettidig.db"
    systems.installation.office.engine.dispose()
    for name in ("rettidig.db", "rettidig.db-wal", "rettidig.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    path.mkdir()
    said = program.get("/cases")
    assert problem(said, 503) == "the database does not answer: try again shortly"
    assert said.headers["retry-after"] == "5"
    assert "cannot be opened" in caplog.text


def test_errors_are_kept_by_no_cache(program: Program) -> None:
    assert program.get("/cases/2026-9999").headers["cache-control"] == "no-store"
