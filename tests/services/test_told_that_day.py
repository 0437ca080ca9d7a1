"""Told in time is judged by who had to be told when the date passed (decision 022)."""

from datetime import date
from typing import Any

from tests.helpers import Installation, at
from tracker.codes import DigitalPost, Role
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party

BO = NewParty(name="Bo Prøve", role=Role.CUSTODY_HOLDER, digital_post=DigitalPost.REGISTERED)


def late(installation: Installation, *, bo_told: bool | None = None) -> str:
    """Due on 2 April 2026; Åse is told the day before, Bo's letter never arrives."""
    reference = installation.register("2026-03-05")
    if bo_told is not None:
        installation.act(add_party, reference, BO, must_be_told=bo_told, now=at("2026-03-05"))
    installation.sweep(at("2026-04-01", 12))
    installation.dispatch(at("2026-04-01", 12))
    if bo_told:
        installation.returned(reference, "delay-notice", "2026-04-01", now=at("2026-04-01", 13))
    installation.arrive(reference, at("2026-04-01", 14))
    return reference


def told(installation: Installation, ref: str, on: str) -> Any:
    return installation.show(ref, at(on))["told"]


def change(installation: Installation, ref: str, on: str, **new: Any) -> None:
    installation.act(change_party, ref, 2, PartyChange(**new), now=at(on))


def test_who_comes_after_the_date_makes_nobody_untold(installation: Installation) -> None:
    reference = late(installation)
    assert told(installation, reference, "2026-04-03") == "told-in-time"
    installation.act(add_party, reference, BO, now=at("2026-04-07"))
    assert told(installation, reference, "2026-04-07") == "told-in-time"
    # But Bo is written to at once: the answer is late for him too.
    installation.live(reference, at("2026-04-07", 10))
    letters = installation.show(reference, at("2026-04-08"))["letters"]
    assert [le["party"] for le in letters if le["kind"] == "delay-notice"] == [
        "applicant",
        "custody-holder",
    ]


def test_who_is_left_out_after_the_date_stays_untold(installation: Installation) -> None:
    reference = late(installation, bo_told=True)
    assert told(installation, reference, "2026-04-03") == "not-told"
    change(installation, reference, "2026-04-07", must_be_told=False)
    assert told(installation, reference, "2026-04-07") == "not-told"
    events = installation.show(reference, at("2026-04-07"))["events"]
    changed = [e["values"].get("changed", {}) for e in events if e["kind"] == "party-changed"][-1]
    assert changed["must_be_told"] == {"old": "True", "new": "False"}
    assert changed["until_on"] == {"old": None, "new": "2026-04-06"}


def test_who_leaves_or_dies_after_the_date_stays_untold(
    sqlite_installation: Installation,
) -> None:
    reference = late(sqlite_installation, bo_told=True)
    change(sqlite_installation, reference, "2026-04-07", died_on=date(2026, 4, 6))
    assert told(sqlite_installation, reference, "2026-04-07") == "not-told"


def test_who_left_before_the_date_does_not_count(sqlite_installation: Installation) -> None:
    reference = late(sqlite_installation, bo_told=True)
    change(sqlite_installation, reference, "2026-04-07", until=date(2026, 4, 1))
    assert told(sqlite_installation, reference, "2026-04-07") == "told-in-time"


def test_who_never_had_to_be_told_does_not_count_when_leaving(
    sqlite_installation: Installation,
) -> None:
    reference = late(sqlite_installation, bo_told=False)
    change(sqlite_installation, reference, "2026-04-07", until=date(2026, 4, 6))
    assert told(sqlite_installation, reference, "2026-04-07") == "told-in-time"


def test_who_must_be_told_again_must_be_from_that_day(sqlite_installation: Installation) -> None:
    reference = late(sqlite_installation, bo_told=False)
    change(sqlite_installation, reference, "2026-04-07", must_be_told=True)
    assert told(sqlite_installation, reference, "2026-04-07") == "told-in-time"
    (bo,) = sqlite_installation.show(reference, at("2026-04-07"))["parties"][1:]
    assert bo["gets_letters"]
