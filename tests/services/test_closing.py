"""Endings other than a decision: nothing more is written, and nothing late becomes timely."""

import pytest

from tests.helpers import FJORDBY, Installation, at, deadline_of
from tracker.codes import Ending, Outcome
from tracker.errors import Refused
from tracker.services.figures import figures
from tracker.services.reporting import compliance


def test_letters_that_have_not_left_are_cancelled_with_the_case(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.sweep(at("2026-03-24"))
    installation.close(reference, "2026-03-25")
    letters = installation.show(reference, at("2026-03-25"))["letters"]
    assert {(le["kind"], le["state"], le["withdrawn"]) for le in letters} == {
        ("acknowledgement", "cancelled", "the case has ended (withdrawn)"),
        ("delay-notice", "cancelled", "the case has ended (withdrawn)"),
    }


def test_ending_and_cancelling_are_one_transaction(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.close(reference, "2026-03-05", now=at("2026-03-05", 10))
    with installation.office.reading(at("2026-03-05", 10)) as store:
        file = store.find("0999", reference, lock=False)
        states = [row.state for row in file.notices], [row.state for row in file.dispatches]
    assert states == (["cancelled"], ["cancelled"])


def test_a_closed_case_gets_no_more_letters(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.close(reference, "2026-03-25")
    sqlite_installation.live(reference, at("2026-06-01"))
    assert sqlite_installation.files() == []


@pytest.mark.parametrize(
    ("on", "standing", "overdue"),
    [
        pytest.param("2026-03-25", "ended", False, id="before its date"),
        pytest.param("2026-04-02", "ended", False, id="on its date"),
        pytest.param("2026-04-10", "breached", True, id="when it was overdue already"),
    ],
)
def test_a_closed_case_shows_whether_it_was_overdue(
    sqlite_installation: Installation, on: str, standing: str, overdue: bool
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.close(reference, on, now=at("2026-05-01"))
    case = sqlite_installation.show(reference, at("2026-05-01"))
    assert case["standing"] == "ended"
    assert deadline_of(case)["standing"] == standing
    (event,) = [e for e in case["events"] if e["kind"] == "ended"]
    assert event["values"]["overdue"] is overdue


@pytest.mark.parametrize("ending", list(Ending))
@pytest.mark.parametrize("on", ["2026-03-25", "2026-04-10"], ids=["in time", "overdue"])
def test_no_ending_counts_as_decided(
    sqlite_installation: Installation, on: str, ending: Ending
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.close(reference, on, ending)
    (line,) = compliance(figures(sqlite_installation.office, FJORDBY, now=at("2026-05-01")))
    assert (line.in_time.denominator, line.late, line.open, line.ended) == (0, 0, 0, 1)


def test_a_death_asks_the_caseworker_and_writes_to_nobody(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.close(reference, "2026-03-25", Ending.DIED)
    case = sqlite_installation.live(reference, at("2026-05-01"))
    assert sqlite_installation.tasks(reference, at("2026-05-01")) == ["death"]
    assert {le["state"] for le in case["letters"]} == {"cancelled"}


def test_a_death_before_the_help_has_come_ends_the_wait_for_it(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-25", Outcome.GRANTED, sent="2026-03-25")
    installation.close(reference, "2026-04-01", Ending.DIED)
    case = installation.live(reference, at("2026-05-01"))
    assert "delivery-delay-notice" not in [le["kind"] for le in case["letters"]]
    assert deadline_of(case, "decision")["standing"] == "met"
    assert deadline_of(case, "delivery")["standing"] == "ended"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        pytest.param("2026-03-04", "before", id="before the application came"),
        pytest.param("2026-05-02", "future", id="tomorrow"),
    ],
)
def test_an_impossible_ending_is_refused(
    sqlite_installation: Installation, on: str, said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    with pytest.raises(Refused, match=said):
        sqlite_installation.close(reference, on, now=at("2026-05-01"))


def test_a_decided_case_that_owes_nothing_is_not_closed_otherwise(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    with pytest.raises(Refused, match="was decided on 2026-03-20"):
        sqlite_installation.close(reference, "2026-03-25")


def test_a_closed_case_takes_no_further_acts(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.close(reference, "2026-03-25")
    with pytest.raises(Refused, match="was closed on 2026-03-25"):
        installation.decide(reference, "2026-03-26")
    with pytest.raises(Refused, match="was closed on 2026-03-25"):
        installation.close(reference, "2026-03-26")


def test_why_a_case_was_closed_stays_on_file(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.close(reference, "2026-03-25", why="flyttet til Sverige")
    (event,) = [
        e
        for e in sqlite_installation.show(reference, at("2026-03-25"))["events"]
        if e["kind"] == "ended"
    ]
    assert event["values"]["why"] == "flyttet til Sverige"
