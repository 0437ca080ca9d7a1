"""What programs read: letters as sent, areas, and dates worked out without keeping anything."""

from uuid import UUID

import pytest

from tests.helpers import at
from tests.web.api.programs import NOW, Program, Systems


def test_a_letter_is_the_one_that_was_sent(systems: Systems) -> None:
    at_work = systems.installation
    reference = at_work.register("2026-03-05")
    program = systems.program()
    (letter,) = program.get(f"/cases/{reference}").json()["letters"]
    path = f"/cases/{reference}/letters/{letter['message']}"
    assert program.get(path).status_code == 404  # it waits: nothing has been said yet
    at_work.live(reference, at("2026-03-06"))
    said = program.get(path)
    assert (said.status_code, said.headers["content-type"]) == (200, "application/pdf")
    assert said.content.startswith(b"%PDF")
    other = at_work.register("2026-03-05", now=NOW)
    assert program.get(f"/cases/{other}/letters/{letter['message']}").status_code == 404
    assert program.get(f"/cases/{reference}/letters/{UUID(int=1)}").status_code == 404


def test_areas_are_those_in_force_on_a_day(program: Program) -> None:
    limits = [
        {row["area"]: row["decision"] for row in program.get(f"/areas?on={day}").json()}
        for day in ("2026-02-28", "2026-03-01")
    ]
    assert [found["boligindretning"] for found in limits] == ["8\xa0uger", "4\xa0uger"]
    assert program.get("/areas").json() == program.get("/areas?on=2026-03-26").json()


def test_a_date_is_worked_out_as_a_case_would(systems: Systems) -> None:
    program = systems.program()
    due = program.get("/areas/rengoering/due?received=2026-03-05").json()
    reference = systems.installation.register("2026-03-05", now=NOW)
    (kept,) = program.get(f"/cases/{reference}").json()["deadlines"]
    assert (due["due_on"], due["act_by"]) == (kept["due_on"], kept["act_by"])
    assert due["sentences"]
    assert "skipped" in str(due["steps"])


def test_a_date_in_hours_has_an_instant(program: Program) -> None:
    said = program.get("/areas/krisehjaelp/due?received=2026-03-28T20:00:00%2B01:00").json()
    assert said["due_at"] == "2026-03-29T21:00:00+02:00"  # summer time began in between


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("loebende/due?received=2026-03-05", "no due date follows"),
        ("boligindretning/due?received=2031-03-05", "no rule"),
        ("krisehjaelp/due?received=2026-03-05", "time"),
        ("rengoering/due?received=0001-01-01", ""),
        ("rengoering/due?received=9999-12-31", ""),
        ("rengoering/due?received=2026-03-05T10:00:00", "received"),
        ("rengoering/due?received=2026-03-05&track=fast", "track"),
    ],
)
def test_what_cannot_be_worked_out_says_why(program: Program, query: str, said: str) -> None:
    answer = program.get(f"/areas/{query}")
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
