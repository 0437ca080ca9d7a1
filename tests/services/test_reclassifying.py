"""A case in the wrong place: another area, a split, a join, another desk."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rules.errors import RulesError
from tests.helpers import Installation, aase, at, deadline_of
from tracker.codes import DigitalPost, Ending, Outcome, Role
from tracker.errors import NotFound, Refused
from tracker.hindsight.files import as_known
from tracker.services.figures import figures
from tracker.services.parties import NewParty
from tracker.services.people import add_party
from tracker.services.reclassifying import hand_over, join, reclassify, split
from tracker.services.reopening import reopen

WHY = "forkert område"


def move(installation: Installation, ref: str, area: str, on: str) -> dict[str, Any]:
    installation.act(reclassify, ref, area, WHY, now=at(on))
    return installation.show(ref, at(on))


def test_another_area_is_counted_from_the_same_receipt(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    case = move(installation, reference, "pleje", "2026-03-06")
    deadline = deadline_of(case)
    assert (deadline["starts_on"], deadline["due_on"]) == ("2026-03-05", "2026-03-12")
    assert deadline["rule"]["area"] == "pleje"
    assert [(m["due_on"], m["reason"]) for m in case["moved"]] == [("2026-04-02", "reclassified")]
    (event,) = [e for e in case["events"] if e["kind"] == "reclassified"]
    assert event["values"] == {"old": "rengoering", "new": "pleje", "why": WHY}


def test_a_passed_date_stays_breached_in_the_figures(installation: Installation) -> None:
    reference = installation.register("2026-01-05", "pleje")  # due on the 12th
    move(installation, reference, "bil", "2026-01-20")
    case = installation.show(reference, at("2026-01-20"))
    assert [(d["due_on"], d["standing"]) for d in case["deadlines"]] == [
        ("2026-01-12", "breached"),
        ("2026-03-30", "on-track"),
    ]
    installation.decide(reference, "2026-02-02", sent="2026-02-02")
    found = figures(installation.office, "fjordby", now=at("2026-02-03"))
    # The broken date stands beside the one that took its place; neither hides the other.
    assert [(figure.due_on, figure.standing) for figure in found] == [
        (date(2026, 1, 12), "breached"),
        (date(2026, 3, 30), "met"),
    ]


def test_a_date_that_was_told_and_moved_gets_a_letter(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", "bil")
    sqlite_installation.live(reference, at("2026-03-05"))
    move(sqlite_installation, reference, "rengoering", "2026-03-10")
    sqlite_installation.live(reference, at("2026-03-10", 10))
    (letter,) = sqlite_installation.texts(reference, "corrected-deadline")
    assert "senest torsdag den 28. maj 2026. Den dato gælder ikke længere" in letter
    assert "sagen hører under et andet område" in letter
    assert "senest torsdag den 2. april 2026" in letter


def test_an_area_without_a_rule_that_day_leaves_the_case_without_a_deadline(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2024-03-05")
    case = move(sqlite_installation, reference, "ledsagelse", "2024-03-06")
    assert (case["deadlines"], case["standing"]) == ([], "without-deadline")


def test_a_draft_about_a_date_that_is_gone_is_withdrawn(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2024-03-05")
    sqlite_installation.sweep(at("2024-03-26"))
    assert "delay-notice" in sqlite_installation.kinds(reference, at("2024-03-26"))
    move(sqlite_installation, reference, "ledsagelse", "2024-03-26")
    assert "delay-notice" not in sqlite_installation.kinds(reference, at("2024-03-26"))


def test_a_split_has_the_same_receipt_and_people_and_its_own_acknowledgement(
    installation: Installation,
) -> None:
    lone = NewParty(
        name="Lone Fuldmagt", role=Role.REPRESENTATIVE, digital_post=DigitalPost.REGISTERED
    )
    people = (aase(cpr="0101010000", phone="12 34 56 78"), lone)
    first = installation.register("2026-03-05", parties=people)
    installation.live(first, at("2026-03-05"))
    (second,) = installation.act(split, first, ["pleje"], WHY, now=at("2026-03-09"))
    case = installation.live(second, at("2026-03-09", 10))
    assert deadline_of(case)["due_on"] == "2026-03-12"
    assert case["received_on"] == "2026-03-05"
    assert case["parties"] == installation.show(first, at("2026-03-09"))["parties"]
    (letter,) = installation.texts(second, "acknowledgement")
    assert "personlig pleje" in letter
    assert "rengøring" not in letter
    assert installation.kinds(first, at("2026-03-09", 10)) == ["acknowledgement"]


def test_copied_parties_are_sealed_anew(installation: Installation) -> None:
    """A seal belongs to its row: copied bytes would not open."""
    first = installation.register("2026-03-05", parties=(aase(phone="12 34 56 78"),))
    (second,) = installation.act(split, first, ["pleje"], WHY, now=at("2026-03-09"))
    with installation.office.reading(at("2026-03-09")) as store:
        (old,) = store.find("0999", first, lock=False).parties
        (new,) = store.find("0999", second, lock=False).parties
        for column in ("name_sealed", "address_sealed", "phone_sealed"):
            assert getattr(old, column) != getattr(new, column)
            assert store.open(old, column) == store.open(new, column)


def test_a_correction_of_the_receipt_reaches_the_split_case(
    sqlite_installation: Installation,
) -> None:
    first = sqlite_installation.register("2026-03-05")
    (second,) = sqlite_installation.act(split, first, ["bil"], WHY, now=at("2026-03-09"))
    sqlite_installation.correct(first, "2026-03-02", "poststempel", now=at("2026-03-10"))
    case = sqlite_installation.show(second, at("2026-03-10"))
    assert deadline_of(case)["due_on"] == "2026-05-25"


def test_a_joined_case_ends_undecided_and_the_earlier_goes_on(installation: Installation) -> None:
    first = installation.register("2026-03-05")
    second = installation.register("2026-03-09")
    installation.act(join, second, first, "samme ansøgning", now=at("2026-03-10"))
    case = installation.show(second, at("2026-03-10"))
    assert case["ended"] == {"how": "joined", "on": "2026-03-10"}
    assert {le["state"] for le in case["letters"]} == {"cancelled"}
    kept = installation.show(first, at("2026-03-10"))
    assert kept["standing"] == "on-track"
    (event,) = [e for e in kept["events"] if e["kind"] == "joined"]
    assert event["values"] == {"joined": second, "why": "samme ansøgning"}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"cpr": "0101010000"}, {"cpr": "0202020000"}, "two CPR numbers, one name"),
        ({}, {"name": "Bo Opdigtet"}, "two names"),
        ({"cpr": "0101010000"}, {"name": "Bo Opdigtet"}, "a number and another name"),
    ],
)
def test_two_people_are_no_duplicate(
    sqlite_installation: Installation, one: dict[str, str], other: dict[str, str], why: str
) -> None:
    made = sqlite_installation
    first = made.register("2026-03-05", parties=(aase(**one),))
    second = made.register("2026-03-09", parties=(aase(**other),))
    with pytest.raises(Refused, match="would not be told"):
        made.act(join, second, first, why, now=at("2026-03-10"))
    assert made.show(second, at("2026-03-10"))["ended"] is None


def test_a_second_parent_of_the_duplicate_must_be_in_the_case_that_goes_on(
    sqlite_installation: Installation,
) -> None:
    made = sqlite_installation
    other = aase(name="Bo Opdigtet", role=Role.CUSTODY_HOLDER)
    first = made.register("2026-03-05")
    second = made.register("2026-03-09", parties=(aase(), other))
    with pytest.raises(Refused, match=f"party 2 of case {second}"):
        made.act(join, second, first, WHY, now=at("2026-03-10"))
    made.act(add_party, first, other, now=at("2026-03-10"))
    made.act(join, second, first, WHY, now=at("2026-03-10"))
    assert made.show(second, at("2026-03-10"))["standing"] == "ended"


def test_the_same_name_is_the_same_person_where_one_has_no_number(
    sqlite_installation: Installation,
) -> None:
    made = sqlite_installation
    first = made.register("2026-03-05", parties=(aase(cpr="0101010000"),))
    second = made.register("2026-03-09", parties=(aase(name="åse prøve-testesen"),))
    made.act(join, second, first, WHY, now=at("2026-03-10"))
    assert made.show(second, at("2026-03-10"))["standing"] == "ended"


def test_a_case_split_from_a_later_round_has_the_rule_of_its_own_receipt(
    sqlite_installation: Installation,
) -> None:
    """The limit in force on the day of receipt, not on the day the first case was reopened."""
    made = sqlite_installation
    first = made.register("2026-02-20", "bil")
    made.decide(first, "2026-02-27", Outcome.REFUSED, sent="2026-02-27")
    made.act(reopen, first, date(2026, 3, 10), "nye oplysninger", now=at("2026-03-10"))
    (second,) = made.act(split, first, ["boligindretning"], WHY, now=at("2026-03-12"))
    with made.office.reading(at("2026-03-12")) as store:
        file = store.find("0999", second, lock=False)
    (deadline,) = file.deadlines
    assert file.round.rule_version == deadline.rule_version


def test_no_notice_is_lost_when_a_case_is_handed_over(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.sweep(at("2026-03-26"))
    before = installation.show(reference, at("2026-03-26"))
    installation.act(hand_over, reference, team="Team Nord", caseworker="ib", now=at("2026-03-26"))
    case = installation.show(reference, at("2026-03-26"))
    assert (case["team"], case["caseworker"]) == ("Team Nord", "ib")
    assert (case["letters"], case["tasks"]) == (before["letters"], before["tasks"])
    assert case["events"][-1]["values"]["new"] == {"team": "Team Nord", "caseworker": "ib"}
    installation.live(reference, at("2026-04-01", 12))
    assert "delay-notice" in installation.kinds(reference, at("2026-04-01", 12))


@pytest.mark.parametrize("ending", [Ending.TRANSFERRED, Ending.MOVED])
def test_a_case_that_another_municipality_decides_asks_to_tell_the_applicant(
    installation: Installation, ending: Ending
) -> None:
    reference = installation.register("2026-03-05")
    installation.close(reference, "2026-03-06", ending, why="bor i Opdigtet Kommune")
    case = installation.show(reference, at("2026-03-06"))
    assert installation.tasks(reference, at("2026-03-06")) == ["tell-applicant"]
    assert {le["state"] for le in case["letters"]} == {"cancelled"}
    (event,) = [e for e in case["events"] if e["kind"] == "ended"]
    assert (event["values"]["ending"], event["values"]["overdue"]) == (ending, False)
    installation.live(reference, at("2026-06-01"))
    assert installation.tasks(reference, at("2026-06-01")) == ["tell-applicant"]
    installation.done(reference, "tell-applicant", now=at("2026-06-01"))
    assert installation.tasks(reference, at("2026-06-02")) == []


def test_nobody_is_told_of_an_anonymous_report_sent_on(sqlite_installation: Installation) -> None:
    nobody = NewParty(role=Role.REPORTER, anonymous=True)
    reference = sqlite_installation.register(
        "2026-03-05", "lov.underretning-kvittering", parties=(nobody,)
    )
    sqlite_installation.close(reference, "2026-03-06", Ending.TRANSFERRED)
    assert sqlite_installation.tasks(reference, at("2026-03-06")) == []


def test_a_death_is_a_task_where_no_date_runs_too(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", "loebende")
    sqlite_installation.close(reference, "2026-03-06", Ending.DIED)
    assert sqlite_installation.tasks(reference, at("2026-03-06")) == ["death"]


def _other(installation: Installation) -> str:
    """2026-0002: the same area, a later receipt."""
    return installation.register("2026-03-06")


@pytest.mark.parametrize(
    ("service", "facts", "more", "said"),
    [
        pytest.param(reclassify, ("rengoering", WHY), {}, "already", id="the same area"),
        pytest.param(reclassify, ("pleje", ""), {}, "needs a reason", id="no reason"),
        pytest.param(reclassify, ("ukendt", WHY), {}, "ukendt", id="an area nobody knows"),
        pytest.param(split, ((), WHY), {}, "each further area once", id="split into nothing"),
        pytest.param(split, (("bil", "bil"), WHY), {}, "once", id="the same area twice"),
        pytest.param(split, (("bil", "ukendt"), WHY), {}, "ukendt", id="one area is unknown"),
        pytest.param(split, (("rengoering",), WHY), {}, "a case about", id="there already"),
        pytest.param(join, ("2026-0001", WHY), {}, "with itself", id="joined with itself"),
        pytest.param(join, ("2026-0002", WHY), {}, "came later", id="joined into the later one"),
        pytest.param(join, ("2026-0009", WHY), {}, "2026-0009", id="joined into nothing"),
        pytest.param(hand_over, (), {}, "--team or --caseworker", id="to nobody"),
        pytest.param(hand_over, (), {"team": " "}, "never left to nobody", id="to a blank"),
    ],
)
def test_an_impossible_turn_is_refused_and_writes_nothing(
    sqlite_installation: Installation,
    service: Callable[..., Any],
    facts: tuple[Any, ...],
    more: dict[str, Any],
    said: str,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    _other(sqlite_installation)
    before = sqlite_installation.rows()
    with pytest.raises((Refused, RulesError, NotFound), match=said):
        sqlite_installation.act(service, reference, *facts, now=at("2026-03-09"), **more)
    assert sqlite_installation.rows() == before


def test_a_decided_case_is_not_moved(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-06", sent="2026-03-06")
    with pytest.raises(Refused, match="was decided on 2026-03-06"):
        move(sqlite_installation, reference, "pleje", "2026-03-09")


@pytest.mark.parametrize(
    ("given", "team", "kle"),
    [
        pytest.param({}, None, "27.24.00", id="nobody set them: the new area's"),
        pytest.param(
            {"team": "visitation", "kle": "27.36.04"}, "visitation", "27.36.04", id="set by hand"
        ),
    ],
)
def test_team_and_kle_follow_the_area(
    sqlite_installation: Installation, given: dict[str, Any], team: str | None, kle: str
) -> None:
    reference = sqlite_installation.register("2026-03-05", **given)
    assert sqlite_installation.show(reference, at("2026-03-05"))["team"] == (team or "hjaelp")
    case = move(sqlite_installation, reference, "aflastning", "2026-03-06")
    assert case["team"] == team
    with sqlite_installation.office.reading(at("2026-03-06")) as store:
        file = store.find("0999", reference, lock=False)
        assert file.case.kle == kle
        assert as_known(store, file, at("2026-03-05", 12)).case.team == (team or "hjaelp")
