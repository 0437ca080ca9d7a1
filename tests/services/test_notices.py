"""The table of notices lived through: which letter leaves when, what it says, and who is asked."""

import json

import pytest

from notifications.causes import Cause
from tests.helpers import Installation, aase, at
from tracker.codes import DigitalPost, Outcome
from tracker.services.dispatching import dispatch
from tracker.services.registering import AcuteNeed

PAPER = (aase(digital_post=DigitalPost.EXEMPT),)


@pytest.fixture
def case(sqlite_installation: Installation) -> tuple[Installation, str]:
    """Due on Thursday 2 April 2026, acknowledged the same day."""
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    return sqlite_installation, reference


def states(installation: Installation, reference: str, kind: str, now: str) -> list[str]:
    letters = installation.show(reference, at(now, 18))["letters"]
    return [letter["state"] for letter in letters if letter["kind"] == kind]


# Acknowledgement


def test_a_late_registration_tells_of_the_delay_and_acknowledges_nothing_beside_it(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05", now=at("2026-04-13"))
    case = installation.live(reference, at("2026-04-13"))
    assert [letter["kind"] for letter in case["letters"]] == ["delay-notice"]


def test_a_late_registration_is_written_to_as_late(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", now=at("2026-04-13"))
    (letter,) = sqlite_installation.texts(reference, "delay-notice")
    assert "Din afgørelse er forsinket" in letter
    assert "vi skulle have skrevet til dig før nu" in letter


def test_a_late_registration_is_told_late_and_never_dressed_up(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", now=at("2026-04-13"))
    case = sqlite_installation.live(reference, at("2026-04-13"))
    assert (case["standing"], case["told"]) == ("overdue", "told-late")


def test_registered_after_its_last_safe_day_somebody_must_telephone_too(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", now=at("2026-04-01", 14))
    sqlite_installation.live(reference, at("2026-04-01", 14))
    assert "telephone" in sqlite_installation.tasks(reference, at("2026-04-01", 14))


def test_telephoning_is_a_task_that_a_person_ends(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", now=at("2026-04-01", 14))
    assert sqlite_installation.done(reference, "telephone", now=at("2026-04-01", 15)) == 1
    sqlite_installation.live(reference, at("2026-04-02"))
    assert "telephone" not in sqlite_installation.tasks(reference, at("2026-04-02"))


# Draft, last safe day, promise


def test_a_draft_waits_for_a_date_and_a_reason_from_its_day_on(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-23", 12))
    assert states(installation, reference, "delay-notice", "2026-03-23") == []
    installation.live(reference, at("2026-03-24", 6))
    assert states(installation, reference, "delay-notice", "2026-03-24") == ["draft"]
    assert installation.tasks(reference, at("2026-03-24", 6)) == ["set-date-and-reason"]


def test_a_second_sweep_finds_nothing(case: tuple[Installation, str]) -> None:
    installation, _reference = case
    assert installation.sweep(at("2026-03-24", 8)).looked_at == 1
    again = installation.sweep(at("2026-03-24", 8))
    assert (again.looked_at, again.made) == (0, [])


def test_days_of_downtime_are_caught_up_and_recorded_as_late(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    case = installation.live(reference, at("2026-04-20", 8))
    assert (case["standing"], case["told"]) == ("overdue", "told-late")
    (task,) = [t for t in case["tasks"] if t["kind"] == "late-and-untold"]
    assert task["role"] == "team-leader"


def test_the_letter_that_leaves_by_itself_is_signed_by_the_team(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-31", 12))
    (letter,) = installation.texts(reference, "delay-notice")
    assert "Venlig hilsen\nTeam Hjælp i hjemmet\nFjordby Kommune" in letter


def test_a_promise_that_slips_gets_a_letter_that_quotes_it(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.expect(reference, expected_on="2026-04-21", now=at("2026-03-30"))
    installation.live(reference, at("2026-03-31", 12))
    installation.live(reference, at("2026-04-20", 12))
    (letter,) = installation.texts(reference, "renewed-delay-notice")
    assert "Vi skrev til dig tirsdag den 31. marts 2026" in letter
    assert "senest tirsdag den 21. april 2026. Den dato kan vi ikke holde" in letter
    assert "fristen i sagen var torsdag den 2. april 2026" in letter


def test_a_promise_that_slips_unnoticed_is_missing_a_new_notice(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case  # W-70
    installation.expect(reference, expected_on="2026-04-21", now=at("2026-03-30"))
    installation.live(reference, at("2026-03-31", 12))
    assert installation.show(reference, at("2026-04-21", 18))["promise_missing"] is False
    assert installation.show(reference, at("2026-04-22"))["promise_missing"] is True


def test_the_second_notice_in_a_row_without_a_caseworkers_word_goes_to_the_team_leader(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-31", 12))  # promises 21 April
    installation.live(reference, at("2026-04-20", 12))
    shown = installation.show(reference, at("2026-04-20", 12))
    (task,) = [t for t in shown["tasks"] if t["kind"] == "second-automatic-notice"]
    assert task["role"] == "team-leader"


def test_a_later_date_after_a_promise_is_drafted_and_sent_on_approval(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-31", 12))
    installation.expect(reference, expected_on="2026-05-29", now=at("2026-04-08"))
    assert states(installation, reference, "renewed-delay-notice", "2026-04-08") == ["draft"]
    installation.approve(reference, now=at("2026-04-08", 10))
    installation.live(reference, at("2026-04-08", 11))
    promises = installation.show(reference, at("2026-04-08", 12))["promises"]
    assert [p["promised_until"] for p in promises] == ["2026-04-21", "2026-05-29"]


def test_words_approved_for_one_letter_do_not_stand_in_the_next(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.expect(
        reference,
        expected_on="2026-04-21",
        reason="Vi mangler en ledig bolig.",
        reason_approved=True,
        now=at("2026-03-30"),
    )
    installation.live(reference, at("2026-03-31", 12))
    installation.live(reference, at("2026-04-20", 12))
    (letter,) = installation.texts(reference, "renewed-delay-notice")
    assert "ledig bolig" not in letter


def test_decided_after_the_promise_the_renewed_letter_never_leaves(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-31", 12))
    installation.live(reference, at("2026-04-14", 12))
    installation.decide(reference, "2026-04-15", sent="2026-04-15")
    installation.live(reference, at("2026-05-15"))
    assert states(installation, reference, "renewed-delay-notice", "2026-05-15") == ["cancelled"]


# Paper, rejected letters, receipts


def test_paper_leaves_early_enough_to_arrive(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-01-05", parties=PAPER)  # W-71
    sqlite_installation.live(reference, at("2026-01-23", 11))
    assert states(sqlite_installation, reference, "delay-notice", "2026-01-23") == ["draft"]
    case = sqlite_installation.live(reference, at("2026-01-23", 12))
    (notice,) = [letter for letter in case["letters"] if letter["kind"] == "delay-notice"]
    assert notice["available_at"] == "2026-02-02T23:59:59+01:00"
    assert sqlite_installation.show(reference, at("2026-02-03"))["told"] == "told-in-time"


def test_paper_that_left_too_late_is_told_late(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-01-05", parties=PAPER)
    sqlite_installation.live(reference, at("2026-01-26", 12))
    assert sqlite_installation.show(reference, at("2026-02-03"))["told"] == "told-late"


def test_an_unknown_registration_is_treated_as_paper(sqlite_installation: Installation) -> None:
    unknown = (aase(digital_post=DigitalPost.UNKNOWN),)
    reference = sqlite_installation.register("2026-01-05", parties=unknown)
    case = sqlite_installation.live(reference, at("2026-01-05"))
    assert {letter["channel"] for letter in case["letters"]} == {"paper"}


def test_sent_without_a_receipt_does_not_count_as_told(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.sweep(at("2026-03-31", 12))
    installation.dispatch(at("2026-03-31", 12))
    case = installation.show(reference, at("2026-04-03"))
    assert case["told"] == "not-told"


def test_no_receipt_within_two_days_is_a_task(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.sweep(at("2026-03-31", 12))
    installation.dispatch(at("2026-03-31", 12))
    installation.sweep(at("2026-04-02", 11))
    assert "no-receipt" not in installation.tasks(reference, at("2026-04-02", 11))
    installation.sweep(at("2026-04-02", 13))
    assert "no-receipt" in installation.tasks(reference, at("2026-04-02", 13))


def test_the_receipt_closes_the_task_that_asks_for_it(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.sweep(at("2026-03-31", 12))
    installation.dispatch(at("2026-03-31", 12))
    installation.sweep(at("2026-04-02", 13))
    installation.arrive(reference, at("2026-04-02", 14))
    assert "no-receipt" not in installation.tasks(reference, at("2026-04-02", 14))


def test_rejected_digital_post_takes_told_back_and_goes_on_paper(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.live(reference, at("2026-03-31", 12))
    assert installation.show(reference, at("2026-04-03"))["told"] == "told-in-time"
    installation.returned(reference, "delay-notice", "2026-04-01")
    assert installation.show(reference, at("2026-04-03"))["told"] == "not-told"
    installation.dispatch(at("2026-04-01", 10))
    folders = {path.parent.name for path in installation.files("*delay-notice*.pdf")}
    assert folders == {"digital-post", "paper"}


def test_a_rejected_letter_that_paper_cannot_bring_in_time_is_telephoned(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-31", 12))
    installation.returned(reference, "delay-notice", "2026-04-01")
    assert "telephone" in installation.tasks(reference, at("2026-04-01"))


def test_paper_that_comes_back_is_a_persons_task(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-01-05", parties=PAPER)
    sqlite_installation.live(reference, at("2026-01-23", 12))
    sqlite_installation.returned(reference, "delay-notice", "2026-02-03")
    assert "letter-failed" in sqlite_installation.tasks(reference, at("2026-02-03"))


def test_a_letter_that_was_never_sent_cannot_come_back(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    with pytest.raises(Exception, match="only a letter that was sent"):
        sqlite_installation.returned(reference, "acknowledgement", "2026-03-05")


def test_a_confirmation_given_twice_is_counted_once(case: tuple[Installation, str]) -> None:
    installation, reference = case
    assert installation.arrive(reference, at("2026-03-06")) == 0  # it arrived the day before


# At the claim


def test_decided_between_sweep_and_dispatch_the_letter_is_cancelled(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.live(reference, at("2026-03-05"))
    installation.sweep(at("2026-03-31", 12))
    installation.decide(reference, "2026-03-31", now=at("2026-03-31", 13))
    done = installation.dispatch(at("2026-03-31", 14))
    assert done.sent == 0
    assert states(installation, reference, "delay-notice", "2026-03-31") == ["cancelled"]
    assert len(installation.files()) == 1  # the acknowledgement


def test_decided_after_the_letter_left_the_letter_stands_and_the_case_needed_none(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-31", 12))
    installation.decide(reference, "2026-04-01", sent="2026-04-01")
    shown = installation.live(reference, at("2026-04-10"))
    assert states(installation, reference, "delay-notice", "2026-04-10") == ["available"]
    assert (shown["standing"], shown["told"]) == ("met", None)


def test_a_letter_is_sent_once_however_often_the_dispatcher_runs(
    installation: Installation,
) -> None:
    installation.register("2026-03-05")
    assert installation.dispatch(at("2026-03-05", 10)).sent == 1
    assert installation.dispatch(at("2026-03-05", 11)).sent == 0
    assert len(installation.files()) == 1


# One bad letter among others


def test_a_name_no_font_can_show_fails_its_own_letter_and_no_other(
    installation: Installation,
) -> None:
    good = installation.register("2026-03-05")
    bad = installation.register("2026-03-05", parties=(aase(name="Li \u674e Opdigtet"),))
    done = installation.dispatch(at("2026-03-05", 10))
    assert done.sent == 1
    assert len(done.failed) <= 1
    assert installation.tasks(good, at("2026-03-05", 10)) == []
    assert installation.tasks(bad, at("2026-03-05", 10)) == ["letter-failed"]


def test_the_line_about_an_unsupported_character_names_it_and_not_the_person(
    sqlite_installation: Installation,
) -> None:
    sqlite_installation.register("2026-03-05", parties=(aase(name="Li \u674e Opdigtet"),))
    (line,) = sqlite_installation.dispatch(at("2026-03-05", 10)).failed
    assert "U+674E" in line
    assert "Opdigtet" not in line


def test_a_failed_letter_does_not_come_back_by_itself(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register(
        "2026-03-05", parties=(aase(name="Li \u674e Opdigtet"),)
    )
    sqlite_installation.dispatch(at("2026-03-05", 10))
    sqlite_installation.sweep(at("2026-03-06"))
    again = sqlite_installation.dispatch(at("2026-03-06", 10))
    assert (again.sent, again.failed) == (0, [])
    assert sqlite_installation.tasks(reference, at("2026-03-06", 10)) == ["letter-failed"]


# What never leaves


def test_nothing_internal_is_in_what_leaves_the_house(case: tuple[Installation, str]) -> None:
    installation, reference = case
    secrets = ("sladder-note", "sladder-grund", "sladder-akut", "sladder-luk")
    installation.await_(reference, Cause.DOCTOR, "2026-03-10", note=secrets[0])
    installation.expect(
        reference, expected_on="2026-05-01", reason=secrets[1], now=at("2026-03-25")
    )
    installation.live(reference, at("2026-03-31", 12))
    installation.acute(reference, secrets[2], now=at("2026-04-08"))
    installation.live(reference, at("2026-04-08", 12))
    installation.close(reference, "2026-04-09", why=secrets[3])
    installation.live(reference, at("2026-04-10"))
    kinds = {"acknowledgement", "delay-notice", "acute-confirmation"}
    said = [text for kind in kinds for text in installation.texts(reference, kind)]
    said += [path.read_text(encoding="utf-8-sig") for path in installation.files("*.json")]
    said += [path.read_text(encoding="utf-8-sig") for path in installation.files("*.csv")]
    assert len(installation.files()) >= 3
    assert not [secret for secret in secrets for text in said if secret in text]


def test_the_metadata_of_a_letter_names_its_file_and_its_hash(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    (metadata,) = installation.files("*.json")
    values = json.loads(metadata.read_bytes())
    assert values["reference"] == reference
    assert (metadata.parent / values["file"]).stat().st_size == values["bytes"]


# Several at once


def test_acute_cases_are_looked_at_before_all_others(sqlite_installation: Installation) -> None:
    calm = sqlite_installation.register("2026-03-05")
    acute = sqlite_installation.register("2026-03-09", acute=AcuteNeed("er faldet"))
    made = sqlite_installation.sweep(at("2026-03-31", 13)).made
    first = [line.split()[0] for line in made]
    assert first.index(acute) < first.index(calm)


def test_two_parties_are_told_each_and_the_last_of_them_counts(
    sqlite_installation: Installation,
) -> None:
    other = aase(name="Ib Opdigtet", role="custody-holder", digital_post=DigitalPost.EXEMPT)
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), other))
    sqlite_installation.live(reference, at("2026-03-31", 12))
    case = sqlite_installation.show(reference, at("2026-04-03"))
    assert states(sqlite_installation, reference, "delay-notice", "2026-04-03") == [
        "available",
        "available",
    ]
    assert case["told"] == "told-late"  # the paper letter cannot arrive by 2 April


def test_a_granted_case_is_not_met_while_the_help_is_missing(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-25", Outcome.GRANTED, sent="2026-03-25")
    assert sqlite_installation.show(reference, at("2026-04-16"))["standing"] == "overdue"


def test_the_dispatcher_needs_no_sweep_to_find_what_waits(
    sqlite_installation: Installation,
) -> None:
    sqlite_installation.register("2026-03-05")

    class Counting:
        """A channel that counts; nothing of ours."""

        def __init__(self) -> None:
            self.kinds: list[str] = []

        def send(self, letter: object) -> None:
            self.kinds.append(letter.kind)  # type: ignore[attr-defined]

        def finish(self) -> None:
            """Nothing to end."""

    channel = Counting()
    dispatch(sqlite_installation.office, channel, now=at("2026-03-05", 10))
    assert channel.kinds == ["acknowledgement"]
