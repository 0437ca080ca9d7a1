"""Granted help afterwards: follow-ups, another supplier, a grant given up."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rules.errors import RulesError
from tests.helpers import Installation, at, deadline_of
from tracker.codes import Ending, FollowUpKind, Outcome
from tracker.errors import Refused
from tracker.services.following import end_grant, finish_follow_up, plan_follow_up
from tracker.services.suppliers import change_supplier

LOOK, REASSESS = FollowUpKind.FOLLOW_UP, FollowUpKind.REASSESSMENT


def day(text: str) -> date:
    return date.fromisoformat(text)


def granted(installation: Installation, *services: str) -> str:
    """Received on 5 March 2026, granted on the 20th; the help is due on 10 April."""
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", Outcome.GRANTED, *services, sent="2026-03-20")
    return reference


def plan(installation: Installation, ref: str, due: str, **more: Any) -> None:
    kind = more.pop("kind", LOOK)
    installation.act(plan_follow_up, ref, kind, day(due), now=at("2026-03-20"), **more)


def test_a_follow_up_becomes_a_task_two_weeks_before(installation: Installation) -> None:
    reference = granted(installation)
    plan(installation, reference, "2026-09-15")
    installation.sweep(at("2026-08-31", 12))
    assert "follow-up" not in installation.tasks(reference, at("2026-08-31", 12))
    installation.sweep(at("2026-09-01", 8))
    tasks = installation.show(reference, at("2026-09-01", 8))["tasks"]
    (task,) = [t for t in tasks if t["kind"] == "follow-up"]
    assert (task["for_date"], task["done_at"]) == ("2026-09-15", None)


def test_a_recurring_follow_up_plans_the_next(installation: Installation) -> None:
    reference = granted(installation)
    plan(installation, reference, "2026-09-15", every="6 måneder", kind=REASSESS)
    installation.sweep(at("2026-09-01", 8))
    following = installation.act(
        finish_follow_up, reference, day("2026-09-10"), now=at("2026-09-10")
    )
    assert following == day("2027-03-15")  # from the day that was planned, not the day held
    assert "follow-up" not in installation.tasks(reference, at("2026-09-10"))
    installation.sweep(at("2027-03-01", 8))
    assert "follow-up" in installation.tasks(reference, at("2027-03-01", 8))


def test_a_single_follow_up_plans_no_other(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    plan(sqlite_installation, reference, "2026-09-15")
    on = day("2026-09-15")
    assert sqlite_installation.act(finish_follow_up, reference, on, now=at("2026-09-15")) is None
    with pytest.raises(Refused, match="no planned follow-up"):
        sqlite_installation.act(finish_follow_up, reference, on, now=at("2026-09-15"))


def test_nobody_follows_up_help_to_the_dead(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    plan(sqlite_installation, reference, "2026-09-15")
    sqlite_installation.close(reference, "2026-04-01", Ending.DIED)
    sqlite_installation.sweep(at("2026-09-15"))
    assert sqlite_installation.tasks(reference, at("2026-09-15")) == ["death"]


def test_nobody_follows_up_a_grant_given_up(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    plan(sqlite_installation, reference, "2026-09-15", grant=1)
    sqlite_installation.act(end_grant, reference, day("2026-04-01"), "nej", now=at("2026-04-01"))
    sqlite_installation.sweep(at("2026-09-15"))
    assert "follow-up" not in sqlite_installation.tasks(reference, at("2026-09-15"))


def test_a_follow_up_moves_no_date(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    before = sqlite_installation.show(reference, at("2026-03-20"))["deadlines"]
    plan(sqlite_installation, reference, "2026-03-30")
    assert sqlite_installation.show(reference, at("2026-03-20"))["deadlines"] == before


def test_another_supplier_takes_over_and_the_old_stays_on_file(
    installation: Installation,
) -> None:
    reference = granted(installation, "støvsugning", "tøjvask")
    facts = ("Vask og Co", day("2026-04-01"))
    installation.act(change_supplier, reference, *facts, grant=2, now=at("2026-04-01"))
    case = installation.show(reference, at("2026-04-01"))
    assert [g["supplier"] for g in case["grants"]] == [None, "Vask og Co"]
    (event,) = [e for e in case["events"] if e["kind"] == "supplier-changed"]
    assert event["values"] == {"grant": 2, "old": None, "new": "Vask og Co"}
    assert {d["due_on"] for d in case["deadlines"] if d["kind"] == "delivery"} == {"2026-04-10"}


def test_a_grant_given_up_is_no_longer_owed(installation: Installation) -> None:
    reference = granted(installation)
    installation.sweep(at("2026-04-07"))
    assert "delivery-delay-notice" in installation.kinds(reference, at("2026-04-07"))
    installation.act(
        end_grant, reference, day("2026-04-08"), "klarer sig selv", now=at("2026-04-08")
    )
    case = installation.show(reference, at("2026-04-08"))
    assert [d["kind"] for d in case["deadlines"]] == ["decision"]
    assert case["standing"] == "met"
    installation.live(reference, at("2026-05-01"))
    assert installation.files() == []


def test_a_letter_about_help_given_up_is_not_sent_although_it_was_approved(
    installation: Installation,
) -> None:
    reference = granted(installation)
    installation.sweep(at("2026-04-09", 12))  # queued: the day before the help is due
    installation.act(
        end_grant, reference, day("2026-04-09"), "klarer sig selv", now=at("2026-04-09", 13)
    )
    assert installation.dispatch(at("2026-04-09", 14)).sent == 0


def test_help_given_up_too_late_stays_late(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.act(
        end_grant, reference, day("2026-04-20"), "ventede for længe", now=at("2026-04-20")
    )
    case = sqlite_installation.show(reference, at("2026-04-20"))
    assert deadline_of(case, "delivery")["standing"] == "breached"


def test_one_grant_given_up_leaves_the_others_owed(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation, "støvsugning", "tøjvask")
    sqlite_installation.act(
        end_grant, reference, day("2026-04-01"), "vasker selv", grant=2, now=at("2026-04-01")
    )
    case = sqlite_installation.show(reference, at("2026-04-01"))
    assert [d["kind"] for d in case["deadlines"]] == ["decision", "delivery"]
    sqlite_installation.deliver(reference, "2026-04-02", grant=1)
    assert sqlite_installation.show(reference, at("2026-04-02"))["standing"] == "met"


ON = day("2026-04-01")


@pytest.mark.parametrize(
    ("services", "service", "facts", "more", "said"),
    [
        pytest.param(
            None, plan_follow_up, (LOOK, ON), {}, "no help that goes on", id="nothing granted"
        ),
        pytest.param(
            (),
            plan_follow_up,
            (LOOK, day("2026-03-19")),
            {},
            "when the decision was made",
            id="followed up before",
        ),
        pytest.param(
            (), plan_follow_up, (LOOK, ON), {"every": "24 timer"}, "give days", id="every day"
        ),
        pytest.param(
            (), plan_follow_up, (LOOK, ON), {"every": "jævnligt"}, "jævnligt", id="now and then"
        ),
        pytest.param(
            (), plan_follow_up, (LOOK, ON), {"grant": 2}, "holds 1 to 1", id="no such grant"
        ),
        pytest.param((), finish_follow_up, (ON,), {}, "no planned follow-up", id="none planned"),
        pytest.param((), change_supplier, ("  ", ON), {}, "name the new supplier", id="no name"),
        pytest.param(
            (), change_supplier, ("Ny", day("2026-05-02")), {}, "future", id="from tomorrow"
        ),
        pytest.param(
            (), change_supplier, ("Ny", day("2026-03-19")), {}, "was granted", id="from before"
        ),
        pytest.param(
            ("a", "b"), change_supplier, ("Ny", ON), {}, "name one", id="which of two grants"
        ),
        pytest.param(
            None, change_supplier, ("Ny", ON), {}, "a decision that grants", id="no grant at all"
        ),
        pytest.param((), end_grant, (ON, " "), {}, "needs a reason", id="ended in silence"),
        pytest.param((), end_grant, (day("2026-05-02"), "x"), {}, "future", id="ended tomorrow"),
        pytest.param(
            (), end_grant, (day("2026-03-19"), "x"), {}, "was granted", id="ended before it began"
        ),
        pytest.param(None, end_grant, (ON, "x"), {}, "a decision that grants", id="nothing to end"),
        pytest.param(
            ("a", "b"), end_grant, (ON, "x"), {"grant": 3}, "holds 1 to 2", id="no third grant"
        ),
    ],
)
def test_an_impossible_act_is_refused_and_writes_nothing(
    sqlite_installation: Installation,
    services: tuple[str, ...] | None,
    service: Callable[..., Any],
    facts: tuple[Any, ...],
    more: dict[str, Any],
    said: str,
) -> None:
    if services is None:
        reference = sqlite_installation.register("2026-03-05")
    else:
        reference = granted(sqlite_installation, *services)
    before = sqlite_installation.rows()
    with pytest.raises((Refused, RulesError), match=said):
        sqlite_installation.act(service, reference, *facts, now=at("2026-05-01"), **more)
    assert sqlite_installation.rows() == before


def test_a_grant_is_ended_once(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation, "støvsugning", "tøjvask")
    sqlite_installation.act(end_grant, reference, ON, "nej", grant=1, now=at("2026-04-01"))
    with pytest.raises(Refused, match="was ended on 2026-04-01"):
        sqlite_installation.act(end_grant, reference, ON, "nej", grant=1, now=at("2026-04-01"))
