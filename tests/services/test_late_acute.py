"""An acute need after the decision, and what becomes of one in a new round."""

from datetime import date

import pytest

from tests.helpers import Installation, at, deadline_of
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.reopening import reopen

WHY = "udskrevet i dag"


def granted(installation: Installation, *services: str) -> str:
    """Received on 5 March 2026, granted on the 20th; the help is due on 10 April."""
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", Outcome.GRANTED, *services, sent="2026-03-20")
    return reference


def test_granted_help_is_due_the_day_the_need_became_known(installation: Installation) -> None:
    reference = granted(installation)
    installation.acute(reference, WHY, now=at("2026-03-24", 10))
    case = installation.show(reference, at("2026-03-24", 10))
    assert deadline_of(case, "delivery", track="acute")["due_on"] == "2026-03-24"
    assert deadline_of(case, "delivery", track="ordinary")["due_on"] == "2026-04-10"
    assert [d["track"] for d in case["deadlines"] if d["kind"] == "decision"] == ["ordinary"]
    assert "telephone" in installation.tasks(reference, at("2026-03-24", 10))
    installation.deliver(reference, "2026-03-24", now=at("2026-03-24", 11))
    case = installation.show(reference, at("2026-03-24", 12))
    assert {d["standing"] for d in case["deadlines"]} == {"met"}
    assert installation.tasks(reference, at("2026-03-24", 12)) == []


def test_help_that_came_before_the_need_is_not_due_again(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation, "støvsugning", "tøjvask")
    sqlite_installation.deliver(reference, "2026-03-23", grant=1)
    sqlite_installation.acute(reference, WHY, now=at("2026-03-24", 10))
    case = sqlite_installation.show(reference, at("2026-03-25"))
    acute = [d for d in case["deadlines"] if d["track"] == "acute"]
    assert [(d["due_on"], d["standing"]) for d in acute] == [("2026-03-24", "overdue")]


def test_it_can_be_cleared_and_the_task_goes_with_it(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.acute(reference, WHY, now=at("2026-03-24", 10))
    sqlite_installation.no_longer_acute(reference, "en nabo", now=at("2026-03-24", 11))
    case = sqlite_installation.show(reference, at("2026-03-24", 12))
    assert [d["track"] for d in case["deadlines"]] == ["ordinary", "ordinary"]
    assert sqlite_installation.tasks(reference, at("2026-03-24", 12)) == []


@pytest.mark.parametrize("hour", [11, 34])
def test_the_call_is_moot_when_the_need_is_cleared(
    sqlite_installation: Installation, hour: int
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, "er faldet", now=at("2026-03-10", 10))
    cleared = at("2026-03-10", hour) if hour < 24 else at("2026-03-11", hour - 24)
    sqlite_installation.no_longer_acute(reference, "en nabo", now=cleared)
    assert "telephone" not in sqlite_installation.tasks(reference, cleared)


def test_nothing_is_acute_where_nothing_is_owed(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.deliver(reference, "2026-03-23")
    with pytest.raises(Refused, match="was decided on 2026-03-20"):
        sqlite_installation.acute(reference, WHY, now=at("2026-03-24"))


def test_a_need_from_before_the_decision_is_not_cleared_after_it(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.acute(reference, WHY, now=at("2026-03-06"))
    sqlite_installation.decide(reference, "2026-03-09", Outcome.GRANTED, sent="2026-03-09")
    with pytest.raises(Refused, match="was decided"):
        sqlite_installation.no_longer_acute(reference, "en nabo", now=at("2026-03-10"))


def test_a_new_round_is_not_acute_by_itself(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.acute(reference, "er faldet", now=at("2026-03-10", 8))
    installation.decide(reference, "2026-03-10", sent="2026-03-10")
    installation.remand(reference, "2026-05-04", help_resumed=False)
    case = installation.show(reference, at("2026-05-04"))
    assert case["acute"] is False
    assert [d["track"] for d in case["deadlines"] if d["round"] == 2] == ["remanded"]
    (event,) = [e for e in case["events"] if e["kind"] == "acute-cleared"]
    assert event["values"]["why"] == "a new round began"
    installation.acute(reference, "igen", now=at("2026-05-05", 8))
    case = installation.show(reference, at("2026-05-05", 9))
    assert deadline_of(case, "decision", round=2, track="acute")["due_on"] == "2026-05-05"


def test_acute_help_that_is_owed_stays_so_in_a_new_round(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.acute(reference, WHY, now=at("2026-03-24", 10))
    facts = (date(2026, 3, 24), "ny lægeerklæring")
    sqlite_installation.act(reopen, reference, *facts, now=at("2026-03-24", 12))
    case = sqlite_installation.show(reference, at("2026-03-25"))
    assert deadline_of(case, "delivery", track="acute")["standing"] == "overdue"
    assert [d["track"] for d in case["deadlines"] if d["round"] == 2] == ["ordinary"]
    sqlite_installation.deliver(reference, "2026-03-25")
    case = sqlite_installation.show(reference, at("2026-03-25", 12))
    assert deadline_of(case, "delivery", track="acute")["standing"] == "breached"
