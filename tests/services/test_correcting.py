"""A corrected day of receipt: the old value stays, every date is recounted, who was told is
told."""

from datetime import date

import pytest

from tests.helpers import FJORDBY, Installation, aase, at, deadline_of
from tracker.errors import Refused
from tracker.services.registering import EarlierRound, NewApplication, register


def test_a_correction_keeps_the_old_value_the_new_one_and_the_reason(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.correct(reference, "2026-03-02", "poststemplet", now=at("2026-03-10"))
    case = installation.show(reference, at("2026-03-10"))
    (event,) = [e for e in case["events"] if e["kind"] == "corrected"]
    assert event["by"] == "mk"
    assert event["values"] == {
        "fact": "received",
        "old": "2026-03-05",
        "new": "2026-03-02",
        "why": "poststemplet",
    }
    assert case["received_on"] == "2026-03-02"


def test_a_correction_supersedes_the_date_and_keeps_the_old_row(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.correct(reference, "2026-03-02", "poststemplet", now=at("2026-03-10"))
    case = installation.show(reference, at("2026-03-10"))
    assert deadline_of(case)["due_on"] == "2026-03-30"
    assert [(m["due_on"], m["reason"]) for m in case["moved"]] == [
        ("2026-04-02", "receipt-corrected")
    ]


def test_every_case_of_the_application_is_recounted(installation: Installation) -> None:
    new = NewApplication(
        municipality=FJORDBY,
        areas=("rengoering", "bil"),
        received=date(2026, 3, 9),
        parties=(aase(),),
    )
    made = register(installation.office, new, now=at("2026-03-09"), actor="mk")
    second = made.references[1]
    installation.correct(second, "2026-03-02", "poststemplet", now=at("2026-03-10"))
    dates = [
        deadline_of(installation.show(ref, at("2026-03-10")))["due_on"] for ref in made.references
    ]
    assert dates == ["2026-03-30", "2026-05-25"]


def test_who_was_told_a_date_that_moved_gets_a_letter(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    sqlite_installation.correct(reference, "2026-03-02", "poststemplet", now=at("2026-03-10"))
    (letter,) = sqlite_installation.texts(reference, "corrected-deadline")
    assert "Vi skrev til dig torsdag den 5. marts 2026" in letter
    assert "senest torsdag den 2. april 2026. Den dato gælder ikke længere" in letter
    assert "Vi skal nu afgøre din sag senest mandag den 30. marts 2026." in letter


def test_the_reason_of_a_correction_stands_in_no_letter(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    sqlite_installation.correct(reference, "2026-03-02", "Lone sov", now=at("2026-03-10"))
    (letter,) = sqlite_installation.texts(reference, "corrected-deadline")
    assert "Lone" not in letter
    assert "vi havde skrevet en forkert dag for, hvornår din ansøgning kom" in letter


def test_a_second_correction_gets_a_letter_about_the_date_last_told(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    sqlite_installation.correct(reference, "2026-03-02", "poststemplet", now=at("2026-03-10"))
    sqlite_installation.live(reference, at("2026-03-10"))
    sqlite_installation.correct(reference, "2026-03-03", "talt om", now=at("2026-03-11"))
    letters = sqlite_installation.texts(reference, "corrected-deadline")
    assert "senest mandag den 30. marts 2026. Den dato gælder ikke længere" in letters[1]


def test_corrected_back_to_what_was_told_nobody_is_told_twice(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    sqlite_installation.correct(reference, "2026-03-02", "poststemplet", now=at("2026-03-10"))
    sqlite_installation.correct(reference, "2026-03-05", "nej", now=at("2026-03-10", 10))
    sqlite_installation.live(reference, at("2026-03-10", 11))
    letters = sqlite_installation.show(reference, at("2026-03-10", 11))["letters"]
    told = [(le["kind"], le["state"]) for le in letters if le["state"] == "available"]
    assert told == [("acknowledgement", "available")]


def test_a_breach_that_a_correction_reveals_is_shown_and_told_late(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.correct(reference, "2026-02-02", "fundet i skuffe", now=at("2026-03-10"))
    case = sqlite_installation.live(reference, at("2026-03-10", 10))
    assert (case["standing"], case["told"]) == ("overdue", "told-late")
    (letter,) = sqlite_installation.texts(reference, "delay-notice")
    assert "Den frist har vi ikke holdt" in letter


def test_a_breach_that_a_correction_takes_away_is_gone(installation: Installation) -> None:
    reference = installation.register("2026-02-02")
    installation.decide(reference, "2026-03-05", sent="2026-03-05")
    assert installation.show(reference, at("2026-03-06"))["standing"] == "breached"
    installation.correct(reference, "2026-02-09", "forkert ark", now=at("2026-03-06"))
    assert installation.show(reference, at("2026-03-06"))["standing"] == "met"


def test_a_decided_case_gets_no_letter_about_its_corrected_date(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-02-02")
    sqlite_installation.live(reference, at("2026-02-02"))
    sqlite_installation.decide(reference, "2026-02-20", sent="2026-02-20")
    sqlite_installation.correct(reference, "2026-01-30", "talt om", now=at("2026-03-06"))
    assert sqlite_installation.texts(reference, "corrected-deadline") == []


def test_a_draft_about_the_old_date_is_superseded(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-25"))
    sqlite_installation.correct(reference, "2026-03-10", "talt om", now=at("2026-03-25", 10))
    letters = sqlite_installation.show(reference, at("2026-03-25", 10))["letters"]
    drafts = [(le["for_date"], le["state"]) for le in letters if le["kind"] == "delay-notice"]
    assert drafts[0] == ("2026-04-02", "superseded")


def test_the_first_round_of_a_remanded_case_is_recounted_too(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-04-01", sent="2026-04-01")
    installation.remand(reference, "2026-05-04", help_resumed=False)
    installation.correct(reference, "2026-03-02", "poststemplet", now=at("2026-05-05"))
    case = installation.show(reference, at("2026-05-05"))
    first = deadline_of(case, track="ordinary")
    assert (first["due_on"], first["standing"]) == ("2026-03-30", "breached")
    assert deadline_of(case, track="remanded")["due_on"] == "2026-06-01"


def test_a_remand_from_elsewhere_is_corrected_as_a_remand(
    sqlite_installation: Installation,
) -> None:
    earlier = EarlierRound(earlier_decided_on=date(2025, 5, 1), help_resumed=False)
    reference = sqlite_installation.register("2026-03-09", remanded=earlier)
    sqlite_installation.live(reference, at("2026-03-10"))
    sqlite_installation.correct(reference, "2026-03-06", "talt om", now=at("2026-03-11"))
    (letter,) = sqlite_installation.texts(reference, "corrected-deadline")
    assert "hvornår Ankestyrelsens afgørelse kom" in letter


def test_a_correction_to_a_day_without_a_rule_leaves_no_date(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2024-06-03", "ledsagelse")
    sqlite_installation.correct(reference, "2024-05-31", "poststemplet", now=at("2024-06-10"))
    case = sqlite_installation.show(reference, at("2024-06-10"))
    assert (case["deadlines"], case["standing"]) == ([], "without-deadline")


@pytest.mark.parametrize(
    ("received", "reason", "said"),
    [
        pytest.param("2026-03-02", " ", "needs a reason", id="no reason"),
        pytest.param("2026-03-12", "x", "future", id="tomorrow"),
        pytest.param("2026-03-05", "x", "already", id="nothing to correct"),
        pytest.param("2026-03-11", "x", "recorded decision", id="after it was decided"),
    ],
)
def test_an_impossible_correction_is_refused_and_changes_nothing(
    sqlite_installation: Installation, received: str, reason: str, said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-10", sent="2026-03-10")
    before = sqlite_installation.show(reference, at("2026-03-11"))
    with pytest.raises(Refused, match=said):
        sqlite_installation.correct(reference, received, reason, now=at("2026-03-11"))
    assert sqlite_installation.show(reference, at("2026-03-11")) == before
