"""Acute, set later and cleared again: the need's own day counts, and nothing is forgotten."""

import pytest

from tests.helpers import FJORDBY, Installation, at, deadline_of
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.figures import figures
from tracker.services.registering import AcuteNeed


def acute_dates(installation: Installation, reference: str, now: str) -> list[tuple[str, str]]:
    """Due day and standing of the acute deadlines, decision before delivery."""
    case = installation.show(reference, at(now))
    found = [d for d in case["deadlines"] if d["track"] == "acute"]
    return [(d["due_on"], d["standing"]) for d in sorted(found, key=lambda d: d["kind"])]


def test_acute_later_is_due_the_day_the_need_became_known(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    assert acute_dates(installation, reference, "2026-03-10") == [
        ("2026-03-10", "at-risk"),
        ("2026-03-10", "at-risk"),
    ]


def test_acute_later_leaves_the_ordinary_date_on_record(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    case = sqlite_installation.show(reference, at("2026-03-10", 10))
    assert deadline_of(case, track="ordinary")["due_on"] == "2026-04-02"
    assert case["moved"] == []


def test_who_set_it_when_and_why_stays_on_file(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(
        reference, "er faldet", since=at("2026-03-09", 8), now=at("2026-03-10", 10)
    )
    events = sqlite_installation.show(reference, at("2026-03-10", 10))["events"]
    (event,) = [e for e in events if e["kind"] == "acute-set"]
    assert event["by"] == "mk"
    assert event["on"] == "2026-03-09"
    assert event["values"]["why"] == "er faldet"


def test_acute_later_is_confirmed_by_letter(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    assert "acute-confirmation" in sqlite_installation.kinds(reference, at("2026-03-10", 10))


def test_an_agreed_call_stands_in_the_confirmation(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", call_agreed=True, now=at("2026-03-10", 10))
    (letter,) = sqlite_installation.texts(reference, "acute-confirmation")
    assert "Hvis du ikke hører fra os" in letter


def test_an_undecided_acute_case_is_a_task_to_telephone_and_a_letter_at_noon(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    assert "telephone" in sqlite_installation.tasks(reference, at("2026-03-10", 10))
    letters = sqlite_installation.live(reference, at("2026-03-10", 11, 59))["letters"]
    assert [le["state"] for le in letters if le["kind"] == "delay-notice"] == ["draft"]
    letters = sqlite_installation.live(reference, at("2026-03-10", 12))["letters"]
    assert [le["state"] for le in letters if le["kind"] == "delay-notice"] == ["available"]


def test_a_case_flagged_in_the_afternoon_is_told_within_the_hour(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 15))
    letters = sqlite_installation.live(reference, at("2026-03-10", 16))["letters"]
    assert [le["state"] for le in letters if le["kind"] == "delay-notice"] == ["available"]


def test_cleared_before_its_day_has_passed_the_acute_date_is_gone(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    installation.no_longer_acute(reference, "en nabo hjælper", now=at("2026-03-10", 14))
    assert acute_dates(installation, reference, "2026-03-10") == []
    case = installation.show(reference, at("2026-03-11"))
    assert {(m["track"], m["reason"]) for m in case["moved"]} == {("acute", "acute-cleared")}


def test_cleared_before_its_day_has_passed_the_drafted_notice_goes_with_it(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    sqlite_installation.no_longer_acute(reference, "en nabo hjælper", now=at("2026-03-10", 11))
    case = sqlite_installation.live(reference, at("2026-03-10", 13))
    assert [le["state"] for le in case["letters"] if le["kind"] == "delay-notice"] in (
        ["superseded"],
        ["cancelled"],
    )


def test_cleared_after_its_day_it_stays_breached_in_the_figures(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    installation.no_longer_acute(reference, "en nabo hjælper", now=at("2026-03-11", 10))
    assert acute_dates(installation, reference, "2026-03-12") == [
        ("2026-03-10", "breached"),
        ("2026-03-10", "breached"),
    ]
    found = figures(installation.office, FJORDBY, now=at("2026-03-12"))
    acute = [f for f in found if f.track == "acute" and f.kind == "decision"]
    assert [f.standing for f in acute] == ["breached"]


def test_a_cleared_case_is_watched_by_its_ordinary_date(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    sqlite_installation.no_longer_acute(reference, "en nabo hjælper", now=at("2026-03-11", 10))
    assert sqlite_installation.show(reference, at("2026-03-12"))["standing"] == "on-track"
    assert sqlite_installation.show(reference, at("2026-04-03"))["standing"] == "overdue"


def test_a_case_can_become_acute_again(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    sqlite_installation.no_longer_acute(reference, "en nabo hjælper", now=at("2026-03-11", 10))
    sqlite_installation.acute(reference, "naboen rejser", now=at("2026-03-16", 10))
    days = {due for due, _standing in acute_dates(sqlite_installation, reference, "2026-03-16")}
    assert days == {"2026-03-10", "2026-03-16"}


@pytest.mark.parametrize(
    ("since", "said"),
    [
        pytest.param(at("2026-03-11"), "in the future", id="tomorrow"),
        pytest.param(at("2026-03-04"), "before", id="before the application came"),
    ],
)
def test_an_impossible_moment_of_need_is_refused(
    sqlite_installation: Installation, since: object, said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    with pytest.raises(Refused, match=said):
        sqlite_installation.acute(reference, "er faldet", since=since, now=at("2026-03-10"))


@pytest.mark.parametrize("why", ["", "  ", "\u200b"])
def test_a_case_is_not_acute_without_a_reason(sqlite_installation: Installation, why: str) -> None:
    reference = sqlite_installation.register("2026-03-05")
    with pytest.raises(Refused, match="needs a reason"):
        sqlite_installation.acute(reference, why, now=at("2026-03-10"))


def test_acute_twice_is_refused(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", acute=AcuteNeed("er faldet"))
    with pytest.raises(Refused, match="is acute already"):
        sqlite_installation.acute(reference, "er faldet igen", now=at("2026-03-05", 10))


def test_clearing_what_is_not_acute_is_refused(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    with pytest.raises(Refused, match="is not acute"):
        sqlite_installation.no_longer_acute(reference, "nej", now=at("2026-03-10"))


def test_a_decided_case_does_not_become_acute(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-09", Outcome.REFUSED)
    with pytest.raises(Refused, match="was decided on 2026-03-09"):
        sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10"))
