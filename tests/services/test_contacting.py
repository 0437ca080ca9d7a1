"""Reminders are answered within a limit of their own; a hearing moves no date."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.helpers import Installation, at, deadline_of
from tracker.errors import Refused
from tracker.services.contacting import answer_reminders, hear, hearing_answered, log_reminder


def day(text: str) -> date:
    return date.fromisoformat(text)


def remind(installation: Installation, ref: str, on: str, **more: Any) -> date:
    answer_by: date = installation.act(log_reminder, ref, day(on), now=at(on), **more)
    return answer_by


@pytest.mark.parametrize(
    ("on", "answer_by"),
    [
        pytest.param("2026-03-09", "2026-03-16", id="five open days"),
        pytest.param("2026-03-07", "2026-03-13", id="asked on a Saturday"),
        pytest.param("2026-03-31", "2026-04-10", id="over Easter"),
    ],
)
def test_a_reminder_has_a_short_limit_of_its_own(
    sqlite_installation: Installation, on: str, answer_by: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    assert remind(sqlite_installation, reference, on) == day(answer_by)
    tasks = sqlite_installation.show(reference, at(on))["tasks"]
    (task,) = [t for t in tasks if t["kind"] == "answer-reminder"]
    assert (task["role"], task["for_date"]) == ("caseworker", answer_by)


def test_a_reminder_stays_open_until_somebody_has_answered(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    remind(installation, reference, "2026-03-09", note="ringede kl. 10")
    installation.live(reference, at("2026-03-24", 8))
    assert "answer-reminder" in installation.tasks(reference, at("2026-03-24", 8))
    installation.act(answer_reminders, reference, day("2026-03-24"), now=at("2026-03-24", 9))
    assert "answer-reminder" not in installation.tasks(reference, at("2026-03-24", 9))
    kinds = [e["kind"] for e in installation.show(reference, at("2026-03-24", 9))["events"]]
    assert kinds[-2:] == ["task-done", "reminder-answered"]


def test_one_answer_answers_all_that_wait(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    for on in ("2026-03-09", "2026-03-11"):
        remind(sqlite_installation, reference, on)
    assert sqlite_installation.tasks(reference, at("2026-03-11")) == ["answer-reminder"] * 2
    sqlite_installation.act(answer_reminders, reference, day("2026-03-12"), now=at("2026-03-12"))
    assert sqlite_installation.tasks(reference, at("2026-03-12")) == []


def test_a_reminder_in_a_closed_case_is_still_answered(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.close(reference, "2026-03-06")
    remind(sqlite_installation, reference, "2026-03-09")
    sqlite_installation.act(answer_reminders, reference, day("2026-03-10"), now=at("2026-03-10"))
    assert sqlite_installation.tasks(reference, at("2026-03-10")) == []


def test_what_was_asked_is_sealed_and_stands_in_no_letter(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    remind(sqlite_installation, reference, "2026-03-09", note="græd i telefonen")
    case = sqlite_installation.live(reference, at("2026-04-01", 12))
    assert "græd" not in str(case["events"])
    texts = sqlite_installation.texts(reference, "delay-notice")
    assert not [text for text in texts if "græd" in text]


def test_reminder_and_hearing_move_no_date_and_no_letter(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    before = installation.show(reference, at("2026-03-09"))
    remind(installation, reference, "2026-03-09")
    installation.act(hear, reference, day("2026-03-09"), day("2026-05-01"), now=at("2026-03-09"))
    after = installation.show(reference, at("2026-03-09"))
    for part in ("deadlines", "letters", "moved", "standing"):
        assert after[part] == before[part]
    case = installation.live(reference, at("2026-04-03"))
    assert deadline_of(case)["standing"] == "overdue"  # the parties may still answer: no matter


def test_a_hearing_and_its_answer_are_on_file(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.act(hear, reference, day("2026-03-09"), day("2026-03-20"), now=at("2026-03-09"))
    installation.act(hearing_answered, reference, day("2026-03-18"), now=at("2026-03-18"))
    sent, answered = installation.show(reference, at("2026-03-18"))["events"][-2:]
    assert (sent["kind"], sent["on"]) == ("heard", "2026-03-09")
    assert sent["values"]["answer_by"] == "2026-03-20"
    assert (answered["kind"], answered["on"]) == ("hearing-answered", "2026-03-18")


@pytest.mark.parametrize(
    ("service", "facts", "said"),
    [
        pytest.param(log_reminder, ("2026-04-01",), "future", id="reminded tomorrow"),
        pytest.param(log_reminder, ("2026-03-04",), "application came", id="before the case"),
        pytest.param(answer_reminders, ("2026-03-09",), "no reminder", id="nobody asked"),
        pytest.param(hear, ("2026-04-01", "2026-04-09"), "future", id="heard tomorrow"),
        pytest.param(hear, ("2026-03-04", "2026-03-09"), "application came", id="heard before"),
        pytest.param(hear, ("2026-03-09", "2026-03-06"), "hearing was sent", id="answer before"),
        pytest.param(hearing_answered, ("2026-03-09",), "no hearing", id="nobody was heard"),
    ],
)
def test_an_impossible_contact_is_refused_and_writes_nothing(
    sqlite_installation: Installation, service: Callable[..., Any], facts: Any, said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match=said):
        sqlite_installation.act(service, reference, *map(day, facts), now=at("2026-03-10"))
    assert sqlite_installation.rows() == before


def test_an_answer_before_the_question_is_refused(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    remind(sqlite_installation, reference, "2026-03-09")
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match="when the reminder came"):
        sqlite_installation.act(
            answer_reminders, reference, day("2026-03-06"), now=at("2026-03-10")
        )
    assert sqlite_installation.rows() == before
