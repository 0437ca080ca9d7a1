"""Another supplier: asked for, found in time or late, or not wished after all."""

from datetime import date

import pytest

from tests.helpers import FJORDBY, Installation, at, deadline_of
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.figures import figures
from tracker.services.following import end_grant
from tracker.services.suppliers import ask_supplier, change_supplier, keep_supplier

ASKED, DUE = date(2026, 4, 7), "2026-04-27"  # 14 hverdage from the Tuesday after Easter


def granted(installation: Installation, *services: str, area: str = "aflastning") -> str:
    """Received on 5 March 2026, granted on the 20th, and the help has come."""
    reference = installation.register("2026-03-05", area)
    installation.decide(reference, "2026-03-20", Outcome.GRANTED, *services, sent="2026-03-20")
    for number in range(len(services) or 1):
        installation.deliver(reference, "2026-03-24", grant=number + 1)
    return reference


def asked(installation: Installation, *services: str, grant: int | None = None) -> str:
    reference = granted(installation, *services)
    installation.act(ask_supplier, reference, ASKED, grant=grant, now=at("2026-04-07"))
    return reference


def test_the_published_limit_counts_from_the_day_it_was_asked_for(
    installation: Installation,
) -> None:
    reference = asked(installation)
    case = installation.show(reference, at("2026-04-07"))
    clock = deadline_of(case, "supplier-change")
    assert (clock["starts_on"], clock["due_on"]) == ("2026-04-07", DUE)
    assert clock["rule"]["published"] == "Højst 14 hverdage"
    (task,) = [t for t in case["tasks"] if t["kind"] == "change-supplier"]
    assert (task["for_date"], task["done_at"]) == (DUE, None)
    facts = ("Nordlys", date(2026, 4, 20))
    installation.act(change_supplier, reference, *facts, now=at("2026-04-20"))
    case = installation.show(reference, at("2026-04-20"))
    clock = deadline_of(case, "supplier-change")
    assert (clock["met_on"], clock["standing"]) == ("2026-04-20", "met")
    assert installation.tasks(reference, at("2026-04-20")) == []
    assert case["grants"][0]["supplier"] == "Nordlys"


def test_a_late_change_is_a_figure_of_its_own_and_no_letter(
    sqlite_installation: Installation,
) -> None:
    reference = asked(sqlite_installation)
    case = sqlite_installation.live(reference, at("2026-04-28"))
    clock = deadline_of(case, "supplier-change")
    assert (clock["standing"], clock["told"]) == ("overdue", None)
    assert deadline_of(case, "decision")["standing"] == "met"
    assert sqlite_installation.kinds(reference, at("2026-04-28")) == []
    found = figures(sqlite_installation.office, FJORDBY, now=at("2026-04-28"))
    assert [(f.kind, f.standing) for f in found] == [
        ("decision", "met"),
        ("delivery", "met"),
        ("supplier-change", "overdue"),
    ]


def test_request_and_change_in_one_act(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    facts = ("Nordlys", date(2026, 5, 4))
    sqlite_installation.act(
        change_supplier, reference, *facts, asked_on=ASKED, now=at("2026-05-04")
    )
    clock = deadline_of(sqlite_installation.show(reference, at("2026-05-04")), "supplier-change")
    assert (clock["due_on"], clock["standing"]) == (DUE, "breached")


@pytest.mark.parametrize(
    ("on", "standings"),
    [
        pytest.param("2026-04-20", [], id="before the date: nothing is owed"),
        pytest.param("2026-04-28", ["breached"], id="after it: late it stays"),
    ],
)
def test_a_citizen_who_stays_is_owed_no_change(
    sqlite_installation: Installation, on: str, standings: list[str]
) -> None:
    reference = asked(sqlite_installation)
    facts = ("blev enige", date.fromisoformat(on))
    sqlite_installation.act(keep_supplier, reference, *facts, now=at(on))
    case = sqlite_installation.show(reference, at(on))
    found = [d["standing"] for d in case["deadlines"] if d["kind"] == "supplier-change"]
    assert (found, sqlite_installation.tasks(reference, at(on))) == (standings, [])


def test_help_given_up_ends_the_change(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation)
    installation = sqlite_installation
    installation.act(ask_supplier, reference, ASKED, now=at("2026-04-07"))
    # The delivered help has ended: nobody looks for another supplier of it.
    installation.act(end_grant, reference, date(2026, 4, 9), "nej", now=at("2026-04-09"))
    case = installation.show(reference, at("2026-04-09"))
    assert not [d for d in case["deadlines"] if d["kind"] == "supplier-change"]
    assert installation.tasks(reference, at("2026-04-09")) == []


def test_each_change_counts_by_itself(sqlite_installation: Installation) -> None:
    reference = asked(sqlite_installation, "dag", "nat", grant=2)
    for number, day in ((2, "2026-04-10"), (1, "2026-04-13"), (2, "2026-04-14")):
        facts = (f"Firma {day}", date.fromisoformat(day))
        more = {} if day == "2026-04-10" else {"asked_on": date(2026, 4, 10)}
        sqlite_installation.act(
            change_supplier, reference, *facts, grant=number, now=at(day), **more
        )
    case = sqlite_installation.show(reference, at("2026-04-14"))
    found = [d["met_on"] for d in case["deadlines"] if d["kind"] == "supplier-change"]
    assert found == ["2026-04-10", "2026-04-13", "2026-04-14"]


def test_without_a_published_limit_it_is_a_task_alone(sqlite_installation: Installation) -> None:
    reference = granted(sqlite_installation, area="rengoering")
    sqlite_installation.act(ask_supplier, reference, ASKED, now=at("2026-04-07"))
    case = sqlite_installation.show(reference, at("2026-04-07"))
    assert {d["kind"] for d in case["deadlines"]} == {"decision", "delivery"}
    (task,) = [t for t in case["tasks"] if t["kind"] == "change-supplier"]
    assert task["for_date"] is None


def test_it_is_asked_for_once(sqlite_installation: Installation) -> None:
    reference = asked(sqlite_installation)
    before = sqlite_installation.rows()
    for service, facts, said in (
        (ask_supplier, (date(2026, 4, 8),), "asked for on 2026-04-07 already"),
        (change_supplier, ("Ny", date(2026, 4, 6)), "when it was asked for"),
        (keep_supplier, (" ", date(2026, 4, 8)), "needs a reason"),
    ):
        with pytest.raises(Refused, match=said):
            sqlite_installation.act(service, reference, *facts, now=at("2026-04-09"))
    assert sqlite_installation.rows() == before
