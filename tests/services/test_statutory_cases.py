"""Cases under rules set by law: mandatory reasons, the one lawful move of a date, free choice."""

import pytest

from tests.helpers import Installation, at, deadline_of

GDPR = "lov.gdpr-indsigt"
AKTINDSIGT = "lov.aktindsigt-forvaltningsloven"


@pytest.fixture
def request_for_data(installation: Installation) -> tuple[Installation, str]:
    """Received Wednesday 4 March 2026: due a month later, Saturday 4 April, moved to 7 April."""
    return installation, installation.register("2026-03-04", GDPR)


def reasoned(installation: Installation, reference: str, until: str, now: str) -> None:
    """A notice with the caseworker's own reason, approved, sent and arrived the same day."""
    installation.expect(
        reference,
        expected_on=until,
        reason="Du har bedt om meget, og vi skal læse det hele.",
        reason_approved=True,
        now=at(now),
    )
    installation.approve(reference, now=at(now, 10))
    installation.dispatch(at(now, 11))
    installation.arrive(reference, at(now, 11))


def test_an_end_on_a_saturday_moves_over_easter(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    assert deadline_of(installation.show(reference, at("2026-03-04")))["due_on"] == "2026-04-07"


def test_without_the_mandatory_reason_nothing_is_sent_and_the_team_leader_is_asked(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    case = installation.live(reference, at("2026-04-01", 12))
    assert [le["kind"] for le in case["letters"] if le["state"] == "available"] == [
        "acknowledgement"
    ]
    (task,) = [t for t in case["tasks"] if t["kind"] == "reason-missing"]
    assert task["role"] == "team-leader"


def test_untold_for_want_of_a_reason_is_not_told_in_the_end(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    installation.live(reference, at("2026-04-01", 12))
    case = installation.live(reference, at("2026-04-08"))
    assert (case["standing"], case["told"]) == ("overdue", "not-told")


def test_one_reasoned_notice_in_the_first_month_moves_the_date_by_two(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    reasoned(installation, reference, "2026-05-15", "2026-03-25")
    case = installation.show(reference, at("2026-03-25", 12))
    assert deadline_of(case)["due_on"] == "2026-06-04"  # three months from 4 March
    assert [(m["due_on"], m["reason"]) for m in case["moved"]] == [("2026-04-07", "extended")]


def test_a_notice_that_is_not_proven_moves_nothing(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    installation.expect(
        reference,
        expected_on="2026-05-15",
        reason="Du har bedt om meget.",
        reason_approved=True,
        now=at("2026-03-25"),
    )
    installation.approve(reference, now=at("2026-03-25", 10))
    installation.dispatch(at("2026-03-25", 11))
    case = installation.show(reference, at("2026-03-26"))
    assert deadline_of(case)["due_on"] == "2026-04-07"


def test_a_notice_proven_after_the_first_month_moves_nothing(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    installation.live(reference, at("2026-04-08"))
    installation.expect(
        reference,
        expected_on="2026-05-15",
        reason="Du har bedt om meget.",
        reason_approved=True,
        now=at("2026-04-08", 10),  # too late to wait for an approval: it leaves at once
    )
    case = installation.live(reference, at("2026-04-08", 11))
    assert case["told"] == "told-late"
    assert (deadline_of(case)["due_on"], case["standing"]) == ("2026-04-07", "overdue")


def test_a_second_reasoned_notice_does_not_move_the_date_again(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    reasoned(installation, reference, "2026-05-15", "2026-03-25")
    reasoned(installation, reference, "2026-07-01", "2026-05-08")
    case = installation.show(reference, at("2026-06-05"))
    assert deadline_of(case)["due_on"] == "2026-06-04"
    assert case["standing"] == "overdue"


def test_the_moved_date_gets_no_letter_of_correction(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    reasoned(installation, reference, "2026-05-15", "2026-03-25")
    installation.live(reference, at("2026-03-26"))
    assert installation.texts(reference, "corrected-deadline") == []


def test_a_notice_that_came_back_takes_the_extension_with_it(
    request_for_data: tuple[Installation, str],
) -> None:
    installation, reference = request_for_data
    reasoned(installation, reference, "2026-05-15", "2026-03-25")
    installation.returned(reference, "delay-notice", "2026-03-27")
    case = installation.show(reference, at("2026-03-27"))
    assert deadline_of(case)["due_on"] == "2026-04-07"


def test_access_to_documents_is_not_moved_by_a_reasoned_notice(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-04", AKTINDSIGT)
    reasoned(sqlite_installation, reference, "2026-03-25", "2026-03-10")
    case = sqlite_installation.show(reference, at("2026-03-14"))
    assert (deadline_of(case)["due_on"], case["standing"]) == ("2026-03-13", "overdue")
    assert case["told"] == "told-in-time"


def test_a_clock_that_nobody_applied_for_is_told_to_nobody(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-01-05", "lov.boernefaglig-undersoegelse")
    case = sqlite_installation.live(reference, at("2026-05-06"))
    assert (case["standing"], case["letters"]) == ("overdue", [])


def test_late_retraining_is_told_with_the_free_choice_of_supplier(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "lov.genoptraening-efter-udskrivning")
    sqlite_installation.live(reference, at("2026-03-11", 12))  # due on Thursday the 12th
    (letter,) = sqlite_installation.texts(reference, "delivery-delay-notice")
    assert "privat" in letter
