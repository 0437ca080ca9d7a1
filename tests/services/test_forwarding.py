"""A complaint that is not met goes on: promptly, or within the days that a statute sets."""

from datetime import date
from typing import Any

import pytest

from tests.helpers import FJORDBY, Installation, at, deadline_of
from tracker.codes import ComplaintOutcome
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.figures import figures

ACCESS = "lov.aktindsigt-offentlighedsloven"
UPHELD, MET = ComplaintOutcome.UPHELD, ComplaintOutcome.NEW_DECISION


def complained(installation: Installation, area: str, on: str = "2026-03-25") -> str:
    """Refused on 20 March 2026, and complained of."""
    reference = installation.register("2026-03-17", area)
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    new = NewComplaint(received_on=date.fromisoformat(on))
    installation.act(complain, reference, new, now=at(on))
    return reference


def looked(
    installation: Installation, ref: str, on: str, outcome: ComplaintOutcome = UPHELD
) -> dict[str, Any]:
    installation.act(reconsider, ref, outcome, date.fromisoformat(on), now=at(on))
    return installation.show(ref, at(on))


def task_of(case: dict[str, Any]) -> dict[str, Any]:
    (task,) = [t for t in case["tasks"] if t["kind"] == "forward-complaint"]
    return dict(task)


@pytest.mark.parametrize(
    ("looked_on", "by"),
    [
        pytest.param("2026-03-26", "2026-03-27", id="the next day"),
        pytest.param("2026-04-01", "2026-04-07", id="Wednesday before Easter"),
    ],
)
def test_to_the_appeals_board_it_goes_promptly(
    installation: Installation, looked_on: str, by: str
) -> None:
    """No number of days was verified (law.md 1.4): the task is for the next open day."""
    reference = complained(installation, "rengoering")
    case = looked(installation, reference, looked_on)
    assert task_of(case)["for_date"] == by
    assert {d["kind"] for d in case["deadlines"]} == {"decision", "reconsideration"}


def test_about_access_to_documents_within_seven_arbejdsdage(installation: Installation) -> None:
    """Offentlighedsloven § 37, stk. 2, from the complaint's receipt, over Easter."""
    reference = complained(installation, ACCESS)
    case = installation.show(reference, at("2026-03-25"))
    clock = deadline_of(case, "forwarding")
    assert (clock["starts_on"], clock["due_on"]) == ("2026-03-25", "2026-04-08")
    assert clock["rule"]["area"] == "lov.aktindsigt-klage"
    assert not [d for d in case["deadlines"] if d["kind"] == "reconsideration"]
    case = looked(installation, reference, "2026-03-30")
    assert task_of(case)["for_date"] == "2026-03-31"
    installation.act(forward, reference, date(2026, 4, 9), now=at("2026-04-09"))
    case = installation.show(reference, at("2026-04-09"))
    clock = deadline_of(case, "forwarding")
    assert (clock["met_on"], clock["standing"], clock["told"]) == ("2026-04-09", "breached", None)
    found = figures(installation.office, FJORDBY, now=at("2026-04-09"))
    assert [(f.kind, f.standing) for f in found] == [
        ("decision", "met"),
        ("forwarding", "breached"),
    ]


def test_the_statutes_date_goes_before_the_next_open_day(
    sqlite_installation: Installation,
) -> None:
    reference = complained(sqlite_installation, ACCESS)
    case = looked(sqlite_installation, reference, "2026-04-08")
    assert task_of(case)["for_date"] == "2026-04-08"


def test_a_complaint_that_is_met_need_not_go_on(sqlite_installation: Installation) -> None:
    reference = complained(sqlite_installation, ACCESS)
    case = looked(sqlite_installation, reference, "2026-04-07", MET)
    assert deadline_of(case, "forwarding")["met_on"] == "2026-04-07"
    assert "forward-complaint" not in sqlite_installation.tasks(reference, at("2026-04-07"))
