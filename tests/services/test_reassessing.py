"""A changed need: the help is looked at again and goes on meanwhile, with its own date or none."""

from datetime import date
from typing import Any

import pytest

from tests.helpers import FJORDBY, Installation, at, deadline_of
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.amending import correct_decision
from tracker.services.figures import figures
from tracker.services.reassessing import reassess

WHY = "fald i hjemmet"


def granted(installation: Installation, area: str = "aflastning") -> str:
    """Received on 5 March 2026, granted on the 20th; the help is due on 17 April."""
    reference = installation.register("2026-03-05", area)
    installation.decide(reference, "2026-03-20", Outcome.GRANTED, sent="2026-03-20")
    return reference


def looked_at(installation: Installation, ref: str, on: str = "2026-03-30") -> dict[str, Any]:
    installation.act(reassess, ref, date.fromisoformat(on), WHY, now=at(on))
    return installation.show(ref, at(on))


def test_an_adopted_limit_counts_from_the_day_we_knew(installation: Installation) -> None:
    reference = granted(installation)
    case = looked_at(installation, reference)
    clock = deadline_of(case, "reassessment", round=2)
    assert (clock["starts_on"], clock["due_on"]) == ("2026-03-30", "2026-04-27")
    (task,) = [t for t in case["tasks"] if t["kind"] == "reassess"]
    assert (task["for_date"], task["done_at"]) == ("2026-04-27", None)
    (event,) = [e for e in case["events"] if e["kind"] == "reassessment-opened"]
    assert (event["on"], event["values"]["why"]) == ("2026-03-30", WHY)


def test_the_running_help_goes_on(installation: Installation) -> None:
    reference = granted(installation)
    looked_at(installation, reference)
    installation.deliver(reference, "2026-04-10")
    case = installation.show(reference, at("2026-04-10"))
    assert deadline_of(case, "delivery", round=1)["standing"] == "met"
    assert case["rounds"][0]["annulled_on"] is None


def test_nobody_has_applied_so_nobody_gets_a_letter(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    sqlite_installation.live(reference, at("2026-03-21"))
    sqlite_installation.deliver(reference, "2026-03-25")
    looked_at(sqlite_installation, reference)
    case = sqlite_installation.live(reference, at("2026-04-28"))
    assert sqlite_installation.kinds(reference, at("2026-04-28")) == []
    assert (deadline_of(case, "reassessment")["told"], case["standing"]) == (None, "overdue")
    found = figures(sqlite_installation.office, FJORDBY, now=at("2026-04-28"))
    assert [f.kind for f in found if f.standing == "overdue"] == ["reassessment"]


def test_without_a_limit_it_is_a_task_without_a_date(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation, "rengoering")
    sqlite_installation.deliver(reference, "2026-03-24")
    case = looked_at(sqlite_installation, reference)
    assert [d["kind"] for d in case["deadlines"] if d["round"] == 2] == []
    assert case["standing"] == "without-deadline"
    (task,) = [t for t in case["tasks"] if t["kind"] == "reassess"]
    assert task["for_date"] is None
    found = figures(sqlite_installation.office, FJORDBY, now=at("2026-03-30"))
    assert [f.kind for f in found if f.due_on is None] == ["reassessment"]


def test_unchanged_ends_it_and_the_old_decision_holds(installation: Installation) -> None:
    reference = granted(installation)
    looked_at(installation, reference)
    installation.decide(reference, "2026-04-13", Outcome.UNCHANGED, sent="2026-04-13")
    case = installation.show(reference, at("2026-04-14"))
    assert deadline_of(case, "reassessment")["standing"] == "met"
    assert deadline_of(case, "delivery")["standing"] in {"at-risk", "on-track"}
    installation.deliver(reference, "2026-04-15")
    case = installation.show(reference, at("2026-04-15"))
    assert (case["standing"], installation.tasks(reference, at("2026-04-15"))) == ("met", [])


def test_new_help_takes_the_place_of_what_had_not_come(
    sqlite_installation: Installation,
) -> None:
    reference = granted(sqlite_installation)
    looked_at(sqlite_installation, reference)
    sqlite_installation.decide(reference, "2026-04-13", Outcome.GRANTED, "mere", sent="2026-04-13")
    case = sqlite_installation.show(reference, at("2026-04-14"))
    assert deadline_of(case, "delivery")["starts_on"] == "2026-04-13"
    sqlite_installation.deliver(reference, "2026-04-20", grant=2)
    assert sqlite_installation.show(reference, at("2026-04-20"))["standing"] == "met"
    with pytest.raises(Refused, match="grant 1 no longer holds: those that do are 2"):
        sqlite_installation.deliver(reference, "2026-04-20", grant=1)


@pytest.mark.parametrize(
    ("area", "on", "said"),
    [
        pytest.param("aflastning", "2026-03-19", "when the help was granted", id="before it ran"),
        pytest.param("aflastning", "2026-04-02", "future", id="tomorrow"),
        pytest.param("bil", "2026-03-30", "is not decided", id="no decision yet"),
    ],
)
def test_what_cannot_be_looked_at_again_is_refused(
    sqlite_installation: Installation, area: str, on: str, said: str
) -> None:
    installation = sqlite_installation
    reference = installation.register("2026-03-05", area)
    if area == "aflastning":
        installation.decide(reference, "2026-03-20", Outcome.GRANTED, sent="2026-03-20")
    before = installation.rows()
    with pytest.raises(Refused, match=said):
        installation.act(reassess, reference, date.fromisoformat(on), WHY, now=at("2026-04-01"))
    assert installation.rows() == before


def test_an_application_is_never_answered_with_unchanged(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    with pytest.raises(Refused, match="only a reassessment"):
        sqlite_installation.decide(reference, "2026-03-20", Outcome.UNCHANGED)
    sqlite_installation.decide(reference, "2026-03-20", Outcome.GRANTED)
    with pytest.raises(Refused, match="only a reassessment"):
        sqlite_installation.act(
            correct_decision, reference, "x", outcome=Outcome.UNCHANGED, now=at("2026-03-21")
        )


def test_a_refusal_leaves_nothing_to_look_at_again(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    with pytest.raises(Refused, match="no help that runs"):
        looked_at(sqlite_installation, reference)
