"""Reopening on new facts: a new round from the day they came; the old decision holds meanwhile."""

from datetime import date
from typing import Any

import pytest

from tests.helpers import Installation, at, deadline_of
from tracker.codes import Ending, Outcome
from tracker.errors import Refused
from tracker.services.figures import figures
from tracker.services.reopening import reopen

WHY = "ny lægeerklæring"


def reopened(installation: Installation, ref: str, on: str, now: str = "") -> dict[str, Any]:
    """The case after new facts came on a day."""
    installation.act(reopen, ref, date.fromisoformat(on), WHY, now=at(now or on))
    return installation.show(ref, at(now or on))


def test_new_facts_start_the_clock_of_an_application(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    case = reopened(installation, reference, "2026-05-04")
    assert deadline_of(case, round=2)["due_on"] == "2026-06-01"
    assert deadline_of(case, round=1)["standing"] == "met"
    first, second = case["rounds"]
    assert (first["decided_on"], first["annulled_on"]) == ("2026-03-20", None)
    assert (second["track"], second["started_on"]) == ("ordinary", "2026-05-04")
    (event,) = [e for e in case["events"] if e["kind"] == "reopened"]
    assert (event["on"], event["values"]["why"]) == ("2026-05-04", WHY)


def test_the_rule_in_force_when_the_facts_came_governs(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-01-05", "boligindretning")  # then 8 weeks
    sqlite_installation.decide(reference, "2026-02-02", sent="2026-02-02")
    case = reopened(sqlite_installation, reference, "2026-03-02")  # now 4
    assert deadline_of(case, round=2)["due_on"] == "2026-03-30"


def test_a_reopened_case_is_acknowledged_and_warned_like_an_application(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    reopened(sqlite_installation, reference, "2026-05-04")
    sqlite_installation.live(reference, at("2026-05-04", 10))
    sqlite_installation.live(reference, at("2026-05-29", 12))
    (first,) = sqlite_installation.texts(reference, "acknowledgement")[1:]
    assert "mandag den 4. maj 2026" in first
    case = sqlite_installation.show(reference, at("2026-06-02"))
    assert (case["standing"], case["told"]) == ("overdue", "told-in-time")


def test_a_withdrawn_case_can_be_reopened(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.close(reference, "2026-03-20", Ending.WITHDRAWN)
    case = reopened(installation, reference, "2026-04-13")
    assert (case["standing"], case["ended"]) == ("on-track", None)
    assert deadline_of(case, round=2)["due_on"] == "2026-05-11"
    assert deadline_of(case, round=1)["standing"] == "ended"  # it was withdrawn before its day
    installation.decide(reference, "2026-05-04", sent="2026-05-04")
    assert installation.show(reference, at("2026-06-01"))["standing"] == "met"
    installation.live(reference, at("2026-06-01"))
    assert "delay-notice" not in installation.kinds(reference, at("2026-06-01"))


def test_a_case_withdrawn_too_late_stays_late_when_it_is_reopened(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.close(reference, "2026-04-10", Ending.WITHDRAWN)
    case = reopened(sqlite_installation, reference, "2026-05-04")
    assert deadline_of(case, round=1)["standing"] == "breached"
    assert case["standing"] == "on-track"


def test_each_round_counts_by_itself(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    reopened(sqlite_installation, reference, "2026-05-04")
    sqlite_installation.decide(reference, "2026-06-03", sent="2026-06-03")
    found = figures(sqlite_installation.office, "fjordby", now=at("2026-06-04"))
    assert [figure.standing for figure in found] == ["met", "breached"]


def test_help_that_was_granted_before_is_still_on_file(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", Outcome.GRANTED, sent="2026-03-20")
    sqlite_installation.deliver(reference, "2026-03-24")
    case = reopened(sqlite_installation, reference, "2026-05-04")
    assert deadline_of(case, "delivery", round=1)["standing"] == "met"
    assert [grant["delivered_on"] for grant in case["grants"]] == ["2026-03-24"]


@pytest.mark.parametrize(
    ("decided", "on", "why", "said"),
    [
        pytest.param(False, "2026-03-25", WHY, "is running: decide it", id="still running"),
        pytest.param(True, "2026-03-19", WHY, "when the case was decided", id="before it ended"),
        pytest.param(True, "2026-05-05", WHY, "future", id="tomorrow"),
        pytest.param(True, "2026-03-25", " ", "needs a reason", id="no reason"),
    ],
)
def test_an_impossible_reopening_is_refused_and_writes_nothing(
    sqlite_installation: Installation, decided: bool, on: str, why: str, said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    if decided:
        sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match=said):
        sqlite_installation.act(
            reopen, reference, date.fromisoformat(on), why, now=at("2026-05-04")
        )
    assert sqlite_installation.rows() == before
