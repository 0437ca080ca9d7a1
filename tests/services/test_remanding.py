"""Remands: a new round on the same case, counted from our receipt, as often as the board says
so."""

from datetime import date

import pytest

from tests.helpers import FJORDBY, Installation, at, deadline_of
from tracker.codes import Ending, Outcome
from tracker.errors import Refused
from tracker.services.figures import figures


@pytest.fixture
def decided(installation: Installation) -> tuple[Installation, str]:
    """Refused on 20 March 2026, in time."""
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    return installation, reference


def remanded_dates(installation: Installation, reference: str, now: str) -> list[str]:
    case = installation.show(reference, at(now))
    return [d["due_on"] for d in case["deadlines"] if d["track"] == "remanded"]


def test_a_remand_is_counted_from_our_receipt_not_from_the_boards_date(
    decided: tuple[Installation, str],
) -> None:
    installation, reference = decided
    installation.remand(reference, "2026-04-27", remanded_on=date(2026, 4, 20))
    assert remanded_dates(installation, reference, "2026-04-27") == ["2026-05-25"]


def test_a_remand_annuls_the_last_decision_and_keeps_its_round(
    decided: tuple[Installation, str],
) -> None:
    installation, reference = decided
    installation.remand(reference, "2026-04-27")
    first, second = installation.show(reference, at("2026-04-27"))["rounds"]
    assert (first["decided_on"], first["annulled_on"]) == ("2026-03-20", "2026-04-27")
    assert (second["track"], second["start_event"]) == ("remanded", "remand")
    assert second["decided_on"] is None


def test_a_long_limit_is_capped_when_a_case_comes_back(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2025-05-01", "bil")  # 12 weeks, W-59
    sqlite_installation.decide(reference, "2025-07-01", sent="2025-07-01")
    sqlite_installation.remand(reference, "2025-11-19")
    assert remanded_dates(sqlite_installation, reference, "2025-11-19") == ["2025-12-17"]


def test_a_short_limit_is_not_stretched_to_the_cap(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", "pleje")
    sqlite_installation.decide(reference, "2026-03-10", sent="2026-03-10")
    sqlite_installation.remand(reference, "2026-04-13")
    assert remanded_dates(sqlite_installation, reference, "2026-04-13") == ["2026-04-20"]


def test_the_rule_in_force_when_the_remand_came_governs_it(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-01-05", "boligindretning")  # then 8 weeks
    sqlite_installation.decide(reference, "2026-02-02", sent="2026-02-02")
    sqlite_installation.remand(reference, "2026-03-02")
    case = sqlite_installation.show(reference, at("2026-03-02"))
    pack = sqlite_installation.office.book.pack(FJORDBY)
    now = pack.rule_in_force("boligindretning", date(2026, 3, 2))
    assert deadline_of(case, track="remanded")["rule"]["version"] == now.version
    assert deadline_of(case, track="ordinary")["rule"]["version"] != now.version


def test_a_case_can_come_back_again_and_again(decided: tuple[Installation, str]) -> None:
    installation, reference = decided
    installation.remand(reference, "2026-04-27")
    installation.decide(reference, "2026-05-20", sent="2026-05-20")
    installation.remand(reference, "2026-07-01")
    case = installation.show(reference, at("2026-07-01"))
    assert [r["number"] for r in case["rounds"]] == [1, 2, 3]
    assert remanded_dates(installation, reference, "2026-07-01") == ["2026-05-25", "2026-07-29"]


def test_each_round_is_counted_by_itself_in_the_figures(
    decided: tuple[Installation, str],
) -> None:
    installation, reference = decided
    installation.remand(reference, "2026-04-27")
    installation.decide(reference, "2026-05-28", sent="2026-05-28")
    found = figures(installation.office, FJORDBY, now=at("2026-06-01"))
    assert [(f.track, f.standing) for f in found] == [
        ("ordinary", "met"),
        ("remanded", "breached"),
    ]


def test_a_remanded_case_is_told_on_the_next_open_day(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    sqlite_installation.remand(reference, "2026-04-24", help_resumed=True)  # a Friday
    sqlite_installation.live(reference, at("2026-04-25"))
    assert sqlite_installation.texts(reference, "remand-receipt") == []
    sqlite_installation.live(reference, at("2026-04-27", 6))
    (letter,) = sqlite_installation.texts(reference, "remand-receipt")
    assert "Vi modtog Ankestyrelsens afgørelse fredag den 24. april 2026" in letter
    assert "Vores afgørelse fra fredag den 20. marts 2026 gælder ikke længere" in letter
    assert "senest fredag den 22. maj 2026" in letter
    assert "Den hjælp, du fik før afgørelsen, får du igen" in letter


def test_a_remanded_case_that_slips_is_told_again(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    sqlite_installation.remand(reference, "2026-04-24", help_resumed=False)
    for day in ("2026-04-27", "2026-05-21"):
        sqlite_installation.live(reference, at(day, 12))
    case = sqlite_installation.show(reference, at("2026-05-23"))
    assert [le["kind"] for le in case["letters"][-2:]] == ["remand-receipt", "delay-notice"]
    assert case["told"] == "told-in-time"


@pytest.mark.parametrize(
    ("answer", "tasks"),
    [
        pytest.param(None, ["resume-help"], id="nobody has said: a task asks"),
        pytest.param(True, [], id="resumed"),
        pytest.param(False, [], id="there was no help to resume"),
    ],
)
def test_a_remand_asks_whether_help_must_be_resumed(
    sqlite_installation: Installation, answer: bool | None, tasks: list[str]
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    sqlite_installation.remand(reference, "2026-04-27", help_resumed=answer)
    assert sqlite_installation.tasks(reference, at("2026-04-27")) == tasks


def test_help_that_the_annulled_decision_owed_is_no_longer_watched(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-25", Outcome.GRANTED, sent="2026-03-25")
    installation.remand(reference, "2026-04-01")  # the help was due on 15 April
    case = installation.live(reference, at("2026-04-20"))
    assert deadline_of(case, "delivery")["standing"] == "ended"
    assert "delivery-delay-notice" not in [le["kind"] for le in case["letters"]]


def test_help_that_was_late_before_the_remand_stays_late(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-25", Outcome.GRANTED, sent="2026-03-25")
    installation.remand(reference, "2026-04-17")
    case = installation.show(reference, at("2026-04-20"))
    assert deadline_of(case, "delivery")["standing"] == "breached"


def test_a_new_decision_in_a_new_round_starts_a_new_delivery_clock(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    sqlite_installation.remand(reference, "2026-04-27")
    sqlite_installation.decide(reference, "2026-05-11", Outcome.GRANTED, sent="2026-05-11")
    case = sqlite_installation.show(reference, at("2026-05-11"))
    assert deadline_of(case, "delivery", round=2)["starts_on"] == "2026-05-11"


def test_a_part_of_an_earlier_decision_can_be_annulled(
    decided: tuple[Installation, str],
) -> None:
    installation, reference = decided
    installation.remand(reference, "2026-04-27")
    installation.decide(reference, "2026-05-20", sent="2026-05-20")
    installation.remand(reference, "2026-07-01", annuls=1, part="tøjvask")
    event = installation.show(reference, at("2026-07-01"))["events"][-1]
    found = [
        e
        for e in installation.show(reference, at("2026-07-01"))["events"]
        if e["kind"] == "remand-received"
    ]
    assert found[-1]["values"]["annuls"] == "2026-03-20"
    assert event["by"] == "mk"


def test_a_withdrawn_case_runs_again_when_the_board_sends_it_back(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    sqlite_installation.remand(reference, "2026-04-27")
    sqlite_installation.close(reference, "2026-05-04", Ending.WITHDRAWN)
    sqlite_installation.remand(reference, "2026-06-01", annuls=1, part="resten")
    case = sqlite_installation.show(reference, at("2026-06-01"))
    assert case["ended"] is None
    assert case["rounds"][-1]["started_on"] == "2026-06-01"


@pytest.mark.parametrize(
    ("received", "more", "said"),
    [
        pytest.param("2026-03-19", {}, "before", id="before the decision was made"),
        pytest.param("2026-06-02", {}, "future", id="tomorrow"),
        pytest.param(
            "2026-04-27",
            {"remanded_on": date(2026, 4, 28)},
            "board's own date",
            id="received before the board decided",
        ),
        pytest.param("2026-04-27", {"annuls": 2}, "no round 2", id="a round there is not"),
    ],
)
def test_an_impossible_remand_is_refused(
    sqlite_installation: Installation, received: str, more: dict[str, object], said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", sent="2026-03-20")
    before = sqlite_installation.show(reference, at("2026-06-01"))
    with pytest.raises(Refused, match=said):
        sqlite_installation.remand(reference, received, now=at("2026-06-01"), **more)
    assert sqlite_installation.show(reference, at("2026-06-01")) == before


def test_an_undecided_round_cannot_be_sent_back(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    with pytest.raises(Refused, match="no decision in its running round"):
        installation.remand(reference, "2026-04-27")


def test_a_decision_that_is_annulled_already_is_not_annulled_again(
    decided: tuple[Installation, str],
) -> None:
    installation, reference = decided
    installation.remand(reference, "2026-04-27")
    installation.decide(reference, "2026-05-20", sent="2026-05-20")
    with pytest.raises(Refused, match="was annulled on 2026-04-27 already"):
        installation.remand(reference, "2026-07-01", annuls=1)
