"""Acts near or after the date: each is listed, and a straight case leaves no line."""

from datetime import date, datetime

import pytest

from tests.dossier.turns import TURNS
from tests.helpers import FJORDBY, Installation, aase, at
from tracker.codes import Ending, Outcome
from tracker.services.near_date import NearAct, near_acts

NOW = at("2026-06-30")


def acts(installation: Installation, **asked: object) -> list[NearAct]:
    return near_acts(installation.office, FJORDBY, now=NOW, **asked)  # type: ignore[arg-type]


def received(installation: Installation) -> str:
    """A case received on Monday 5 January 2026, due on Monday 2 February; near from 26 January."""
    return installation.register("2026-01-05")


@pytest.mark.parametrize(
    ("turns", "act", "on", "days"),
    [
        ([("reclassified", "2026-01-26")], "reclassified", "2026-01-26", -7),
        ([("reclassified", "2026-02-10")], "reclassified", "2026-02-10", 8),
        ([("receipt corrected again", "2026-02-03")], "receipt-corrected", "2026-02-03", 1),
        ([("withdrawn", "2026-02-02")], "closed-withdrawn", "2026-02-02", 0),
        (
            [("granted", "2026-01-20"), ("decision undone", "2026-02-02")],
            "decision-undone",
            None,
            0,
        ),
        (
            [("refused", "2026-01-20"), ("sent", "2026-01-20"), ("reopened", "2026-02-20")],
            "reopened",
            "2026-02-20",
            18,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_it_is_listed(
    sqlite_installation: Installation,
    turns: list[tuple[str, str]],
    act: str,
    on: str | None,
    days: int,
) -> None:
    reference = received(sqlite_installation)
    for name, day in turns:
        TURNS[name](sqlite_installation, reference, at(day))
    listed = acts(sqlite_installation)
    (found,) = [a for a in listed if (a.act, a.kind) == (act, "decision")]
    assert (found.reference, found.due_on, found.days, found.by) == (
        reference,
        date(2026, 2, 2),
        days,
        "mk",
    )
    assert on is None or found.recorded_on == date.fromisoformat(on)
    assert found.reason


def test_acute_cleared_after_its_day(sqlite_installation: Installation) -> None:
    reference = received(sqlite_installation)
    sqlite_installation.acute(reference, "er faldet", now=at("2026-01-07"))
    sqlite_installation.no_longer_acute(reference, "rask", now=at("2026-01-09"))
    found = [(a.act, a.kind, a.days) for a in acts(sqlite_installation)]
    assert found == [("acute-cleared", "decision", 2), ("acute-cleared", "delivery", 2)]


@pytest.mark.parametrize(
    ("registered", "listed"),
    [(at("2026-01-06"), []), (at("2026-01-26"), [-7]), (at("2026-02-05"), [3])],
    ids=["the day after, with weeks left", "five open days before", "after the date"],
)
def test_registered_late(
    sqlite_installation: Installation, registered: datetime, listed: list[int]
) -> None:
    sqlite_installation.register("2026-01-05", now=registered)
    assert [a.days for a in acts(sqlite_installation) if a.act == "registered-late"] == listed


def test_a_decision_written_down_late_as_made_in_time(sqlite_installation: Installation) -> None:
    reference = received(sqlite_installation)
    sqlite_installation.decide(reference, "2026-01-30", now=at("2026-02-09"))
    (found,) = acts(sqlite_installation)
    assert (found.act, found.days) == ("decision-recorded-late", 7)


def test_a_straight_case_leaves_no_line(sqlite_installation: Installation) -> None:
    reference = received(sqlite_installation)
    sqlite_installation.decide(reference, "2026-02-02", sent="2026-02-02")
    other = sqlite_installation.register("2026-01-05")
    sqlite_installation.close(other, "2026-01-12", Ending.WITHDRAWN)
    assert acts(sqlite_installation) == []


def reopen(installation: Installation, reference: str, now: datetime) -> None:
    TURNS["reopened"](installation, reference, now)


def lines(installation: Installation) -> list[tuple[str, str, int]]:
    return [(a.act, a.kind, a.days) for a in acts(installation)]


@pytest.mark.parametrize("closed_on", ["2026-01-12", "2026-01-30", "2026-02-02", "2026-02-10"])
@pytest.mark.parametrize(
    ("reopened", "listed"),
    [
        (None, []),
        (at("2026-02-10", 9), [("reopened", "decision", 8)]),
        (at("2026-02-10", 10), [("reopened", "decision", 8)]),
        (at("2026-02-13"), [("reopened", "decision", 11)]),
    ],
    ids=["not reopened", "reopened at once", "an hour later", "days later"],
)
def test_a_backdated_closing_stays_listed_when_the_case_is_reopened(
    sqlite_installation: Installation,
    closed_on: str,
    reopened: datetime | None,
    listed: list[tuple[str, str, int]],
) -> None:
    reference = received(sqlite_installation)
    sqlite_installation.close(reference, closed_on, why="fejl", now=at("2026-02-10"))
    if reopened:
        reopen(sqlite_installation, reference, reopened)
    assert lines(sqlite_installation) == [("closed-withdrawn", "decision", 8), *listed]


def test_an_ended_case_that_is_reopened_near_its_date(sqlite_installation: Installation) -> None:
    """The line has the date that the case had, and the one it got instead."""
    reference = received(sqlite_installation)
    sqlite_installation.close(reference, "2026-01-12")
    reopen(sqlite_installation, reference, at("2026-01-26"))
    (found,) = acts(sqlite_installation)
    assert (found.act, found.due_on, found.new_due_on, found.days, found.reason) == (
        "reopened",
        date(2026, 2, 2),
        date(2026, 2, 23),
        -7,
        "nye oplysninger",
    )


def test_closed_and_reopened_far_from_any_date(sqlite_installation: Installation) -> None:
    reference = received(sqlite_installation)
    sqlite_installation.close(reference, "2026-01-06", now=at("2026-01-12"))
    reopen(sqlite_installation, reference, at("2026-01-23"))
    assert acts(sqlite_installation) == []


def test_a_second_ending_is_about_the_round_that_ran(sqlite_installation: Installation) -> None:
    """The date that the first ending left behind is not ended, nor reopened, once more."""
    reference = received(sqlite_installation)
    sqlite_installation.close(reference, "2026-01-30", now=at("2026-02-10"))
    reopen(sqlite_installation, reference, at("2026-02-11"))  # due on 11 March
    sqlite_installation.close(reference, "2026-03-02", now=at("2026-03-12"))
    reopen(sqlite_installation, reference, at("2026-03-13"))
    found = [(a.act, a.recorded_on, a.due_on, a.days) for a in acts(sqlite_installation)]
    first, second = date(2026, 2, 2), date(2026, 3, 11)
    assert found == [
        ("closed-withdrawn", date(2026, 2, 10), first, 8),
        ("reopened", date(2026, 2, 11), first, 9),
        ("closed-withdrawn", date(2026, 3, 12), second, 1),
        ("reopened", date(2026, 3, 13), second, 2),
    ]


def test_an_ending_while_help_was_owed_stays_listed(sqlite_installation: Installation) -> None:
    """Also where it is written down later that the help had come before the ending."""
    reference = received(sqlite_installation)
    sqlite_installation.decide(reference, "2026-01-12", Outcome.GRANTED, "vask", sent="2026-01-12")
    sqlite_installation.close(reference, "2026-01-20", Ending.DIED, now=at("2026-03-20"))
    before = [a for a in acts(sqlite_installation) if a.act == "closed-died"]
    assert [a.kind for a in before] == ["delivery"]
    reopen(sqlite_installation, reference, at("2026-03-23"))
    assert [a for a in acts(sqlite_installation) if a.act == "closed-died"] == before
    sqlite_installation.deliver(reference, "2026-01-19", now=at("2026-03-24"))
    assert [a for a in acts(sqlite_installation) if a.act == "closed-died"] == before


def test_the_period_and_how_near(sqlite_installation: Installation) -> None:
    reference = received(sqlite_installation)
    TURNS["withdrawn"](sqlite_installation, reference, at("2026-01-30"))
    assert len(acts(sqlite_installation)) == 1
    assert acts(sqlite_installation, days=0) == []
    assert acts(sqlite_installation, first=date(2026, 1, 31)) == []
    assert acts(sqlite_installation, last=date(2026, 1, 29)) == []


def test_reasons_name_nobody(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register(
        "2026-01-05", parties=[aase(name="Åse Prøve-Testesen")]
    )
    TURNS["married"](sqlite_installation, reference, at("2026-01-12"))
    sqlite_installation.close(
        reference, "2026-02-02", why="åse prøve-testesen (010190-1234) ringede; Nygift siger nej"
    )
    (found,) = acts(sqlite_installation)
    assert found.reason == "[name] ([number]) ringede; [name] siger nej"
