"""Endings other than a decision: nothing more is written, and nothing late becomes timely."""

from datetime import date

import pytest

from tests.helpers import FJORDBY, Installation, at, deadline_of
from tracker.codes import Ending, Outcome
from tracker.errors import Refused
from tracker.services.amending_rounds import undo_ending
from tracker.services.figures import figures
from tracker.services.near_date import near_acts
from tracker.services.party_values import PartyChange
from tracker.services.people import change_party
from tracker.services.reclassifying import join
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


# An ending that was recorded by mistake

WHY = "forkert sag"


def _undo(installation: Installation, reference: str, on: str) -> None:
    installation.act(undo_ending, reference, WHY, now=at(on))


def test_a_case_that_did_not_end_runs_on_in_the_same_round(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    before = deadline_of(installation.show(reference, at("2026-03-10")))
    installation.close(reference, "2026-03-10")
    _undo(installation, reference, "2026-03-12")
    case = installation.show(reference, at("2026-03-12"))
    assert (case["ended"], {d["round"] for d in case["deadlines"]}) == (None, {1})
    assert deadline_of(case) == before
    said = [e for e in case["events"] if e["kind"] == "corrected"][-1]["values"]
    assert (said["why"], said["changed"]["ending"]) == (WHY, {"old": "withdrawn", "new": None})


def test_what_was_due_meanwhile_is_told_at_once(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.live(reference, at("2026-03-10"))
    installation.close(reference, "2026-03-12")
    installation.live(reference, at("2026-05-04"))
    assert "delay-notice" not in installation.kinds(reference, at("2026-05-04"))
    _undo(installation, reference, "2026-05-04")
    assert "delay-notice" in installation.kinds(reference, at("2026-05-04"))
    assert installation.show(reference, at("2026-05-04"))["told"] == "not-told"


@pytest.mark.parametrize(
    ("ending", "task"), [(Ending.DIED, "death"), (Ending.TRANSFERRED, "tell-applicant")]
)
def test_what_the_ending_asked_of_a_person_is_asked_no_more(
    installation: Installation, ending: Ending, task: str
) -> None:
    reference = installation.register("2026-03-05")
    installation.close(reference, "2026-03-10", ending=ending)
    assert task in installation.tasks(reference, at("2026-03-10"))
    _undo(installation, reference, "2026-03-11")
    assert task not in installation.tasks(reference, at("2026-03-11"))


@pytest.mark.parametrize("done", [False, True], ids=["asked no more", "done meanwhile"])
@pytest.mark.parametrize(
    ("ending", "task"), [(Ending.DIED, "death"), (Ending.TRANSFERRED, "tell-applicant")]
)
def test_an_ending_that_comes_again_asks_again(
    installation: Installation, ending: Ending, task: str, *, done: bool
) -> None:
    reference = installation.register("2026-03-05")
    installation.close(reference, "2026-03-10", ending=ending)
    if done:
        installation.done(reference, task, now=at("2026-03-10", 10))
    _undo(installation, reference, "2026-03-10")
    assert task not in installation.tasks(reference, at("2026-03-10"))
    installation.close(reference, "2026-03-10", ending=ending)
    assert task in installation.tasks(reference, at("2026-03-10"))


def test_a_death_that_somebody_has_dealt_with_is_not_asked_about_by_the_ending(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    change = PartyChange(died_on=date(2026, 3, 9))
    installation.act(change_party, reference, 1, change, now=at("2026-03-10"))
    installation.done(reference, "death", now=at("2026-03-10", 10))
    installation.close(reference, "2026-03-10", ending=Ending.DIED)
    assert "death" not in installation.tasks(reference, at("2026-03-10"))


def test_what_the_machine_asked_for_is_asked_for_again(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.live(reference, at("2026-03-30"))
    asked = installation.tasks(reference, at("2026-03-30"))
    assert "set-date-and-reason" in asked
    installation.close(reference, "2026-03-30")
    assert installation.tasks(reference, at("2026-03-30")) == []
    _undo(installation, reference, "2026-03-30")
    assert installation.tasks(reference, at("2026-03-30")) == asked


def test_a_help_that_was_owed_is_owed_again(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", Outcome.GRANTED)
    installation.close(reference, "2026-03-24", ending=Ending.MOVED)
    _undo(installation, reference, "2026-03-26")
    case = installation.show(reference, at("2026-03-26"))
    assert deadline_of(case, "delivery")["standing"] == "on-track"


def test_only_an_ending_is_undone(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    before = installation.rows()
    with pytest.raises(Refused, match="has not ended"):
        _undo(installation, reference, "2026-03-11")
    assert installation.rows() == before


def test_a_joined_case_is_reopened_instead(installation: Installation) -> None:
    first, second = installation.register("2026-03-05"), installation.register("2026-03-06")
    installation.act(join, second, first, WHY, now=at("2026-03-06", 12))
    with pytest.raises(Refused, match="goes on in the case it was joined with"):
        _undo(installation, second, "2026-03-11")


def test_an_undone_ending_near_the_date_is_listed(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    due = date.fromisoformat(deadline_of(installation.show(reference, at("2026-03-05")))["due_on"])
    installation.close(reference, due.isoformat())
    _undo(installation, reference, due.isoformat())
    now = at(due.isoformat())
    acts = [act.act for act in near_acts(installation.office, FJORDBY, now=now)]
    assert acts == ["closed-withdrawn", "ending-undone"]


def test_an_undone_ending_is_about_what_ran_and_not_about_what_was_done(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", Outcome.GRANTED)
    installation.close(reference, "2026-04-07", ending=Ending.MOVED)
    _undo(installation, reference, "2026-04-07")
    acts = near_acts(installation.office, FJORDBY, now=at("2026-04-07"))
    assert [(a.act, a.kind) for a in acts if a.act == "ending-undone"] == [
        ("ending-undone", "delivery")
    ]
