"""Acts near or after the date: each is listed, and a straight case leaves no line."""

from datetime import date, datetime

import pytest

from tests.dossier.turns import TURNS
from tests.helpers import FJORDBY, Installation, aase, at
from tracker.codes import Ending
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
