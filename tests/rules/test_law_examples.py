"""Every worked example of the law note, W-01 to W-73, with its reason as the test's name."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from rules.calendar import Calendar
from rules.counting import Counting, MonthEnd, Roll
from rules.deadline import DueDate, due_date
from rules.limit import parse_limit
from rules.local_time import end_of_day
from rules.notice_facts import Circumstances, Recipient
from rules.pack import load_pack
from rules.standing import Standing, standing, what_must_exist
from rules.steps import StartEvent
from rules.terms import DEFAULTS, Clock, Reach, last_safe_day
from rules.told import Told, told
from tests.packs.sample import AREA, write_pack
from tests.rules import factories
from tests.rules.factories import clock, day, digital, paper, proven, stopped
from tests.strategies import copenhagen
from tests.vectors import rows

EXAMPLES: Final = rows("law_examples.csv")
COUNTED: Final = [row for row in EXAMPLES if row["answered_by"] == "due_date"]

Row = dict[str, str]


def name(row: Row) -> str:
    return f"{row['example']} {row['why']}"


def answer(row: Row, roll: Roll = Roll.NONE) -> DueDate:
    received = row["received"]
    start = datetime.fromisoformat(received) if "T" in received else date.fromisoformat(received)
    return due_date(
        start,
        parse_limit(row["within"]),
        calendar=Calendar({day(text): "lukket" for text in row["closing_days"].split()}),
        counting=Counting(
            saturday=row["hverdag"] == "mon-sat",
            month_end=MonthEnd(row["month_end"] or "clamp"),
            roll=roll,
        ),
        event=StartEvent(row["event"]),
        cap=parse_limit(row["cap"]) if row["cap"] else None,
    )


@pytest.mark.parametrize("row", COUNTED, ids=name)
def test_the_date(row: Row) -> None:
    found = answer(row)
    assert str(found.due_on) == row["due_on"]
    assert f"{found.due_on:%a}" == row["due_weekday"]
    assert f"{date.fromisoformat(row['received'][:10]):%a}" == row["weekday"]
    if row["act_by"]:
        assert str(found.act_by) == row["act_by"]
    assert found.due_at == (datetime.fromisoformat(row["due_at"]) if row["due_at"] else None)


@pytest.mark.parametrize("row", [row for row in COUNTED if row["rolled_on"]], ids=name)
def test_the_date_where_it_rolls(row: Row) -> None:
    assert str(answer(row, Roll.STATUTORY).due_on) == row["rolled_on"]


def test_every_example_is_here() -> None:
    """The note numbers them with gaps."""
    numbers = "1 2 3 7 8 9 11 14 15 17 18 20 25 29 30 32 37 41 45 46 50 51 54 56 57 59 63 66 67 68"
    listed = {f"W-{int(number):02}" for number in f"{numbers} 70 71 73".split()}
    assert {row["example"] for row in EXAMPLES} == listed


# --- those that are not one date -----------------------------------------------------------------


def test_w63_the_citizen_has_until_the_last_minute() -> None:
    (row,) = (row for row in EXAMPLES if row["example"] == "W-63")
    assert end_of_day(answer(row).due_on) == copenhagen("2026-02-02 23:59:59")


def test_w66_the_rule_in_force_on_the_day_of_receipt(tmp_path: Path) -> None:
    before = AREA.replace("4 uger", "8 uger") + "in_force_until = 2026-02-28\n"
    after = AREA + "in_force_from = 2026-03-01\n"
    pack = load_pack("proeve", folders=[write_pack(tmp_path, omsorg=before + after)])
    for row in (row for row in EXAMPLES if row["answered_by"] == "pack"):
        received = day(row["received"])
        rule = pack.rule_in_force("hjemmehjaelp", received)
        assert rule.decision is not None
        assert rule.decision.limit == parse_limit(row["within"])
        found = due_date(received, rule.decision.limit, calendar=pack.municipality.calendar)
        assert str(found.due_on) == row["due_on"]


def acts(running: Clock, recipient: Recipient, now: str, **about: object) -> list[str]:
    found = what_must_exist(
        running,
        recipient,
        Circumstances(**about),  # type: ignore[arg-type]
        now=copenhagen(now),
        calendar=Calendar(),
    )
    return [factories.told(act) for act in found.acts]


def test_w67_waiting_never_pauses() -> None:
    """There is no fact that stops the clock: what a case waits for is a cause, and nothing else."""
    running = clock()
    assert running.due_on == day("2026-02-02")
    waited = "2026-01-30 12:00"  # the waiting was over on 26 January
    assert acts(running, digital(), waited, reason_given=True) == acts(running, digital(), waited)


def test_w68_a_notice_at_the_last_moment_is_in_time_and_extends_nothing() -> None:
    party = digital(proven(until="2026-02-20", at="2026-02-02 23:54:59"))
    assert told(clock(), [party]) is Told.TOLD_IN_TIME
    assert standing(clock(), copenhagen("2026-02-02 23:59:59"), Calendar()) is Standing.AT_RISK
    assert standing(clock(), copenhagen("2026-02-03 00:00"), Calendar()) is Standing.OVERDUE
    late = digital(proven(at="2026-02-02 23:59", available="2026-02-03 00:00"))
    assert told(clock(), [late]) is Told.TOLD_LATE


def test_w70_each_promised_date_is_watched() -> None:
    party = digital(proven(until="2026-02-20", at="2026-02-02 10:00"))
    due = "2026-02-20"
    assert f"10 send {due}" in acts(clock(), party, "2026-02-19 12:00"), "by the 20th at the latest"
    assert acts(clock(), party, "2026-02-20 23:59:59")[0] == f"10 send {due}"
    missing = acts(clock(), party, "2026-02-21 00:00")
    assert missing == [f"11 send {due}", f"11 task late-and-untold {due}"]
    assert told(clock(), [party], at=day(due)) is Told.NOT_TOLD
    again = proven(due, "2026-03-13", at="2026-02-20 12:00")
    kept = digital(*party.notices, again)
    assert told(clock(), [kept], at=day(due)) is Told.TOLD_IN_TIME
    assert acts(clock(), kept, "2026-02-21 00:00") == []


def test_w71_paper_leaves_six_hverdage_before() -> None:
    last = last_safe_day(day("2026-02-02"), clock(), Reach.PAPER, Calendar(), DEFAULTS)
    assert last == day("2026-01-23")
    assert due_date(last, parse_limit("6 hverdage"), calendar=Calendar()).due_on == day(
        "2026-02-02"
    )
    later = due_date(last + timedelta(days=3), parse_limit("6 hverdage"), calendar=Calendar())
    assert later.due_on > day("2026-02-02")
    assert acts(clock(), paper(), "2026-01-23 12:00") == ["10 send 2026-02-02"]
    assert "10 send 2026-02-02" not in acts(clock(), paper(), "2026-01-23 11:59:59")


def test_w73_open_overdue_cases_stand_beside_the_share_on_time() -> None:
    decided = [stopped(clock(), "2026-02-02")] * 8 + [stopped(clock(), "2026-02-03")] * 2
    older = [clock("2025-11-03", "2025-12-01")] * 5
    now = copenhagen("2026-02-10 08:00")
    found = [standing(c, now, Calendar()) for c in (*decided, *older)]
    counts = {kind: found.count(kind) for kind in Standing if kind in found}
    assert counts == {Standing.MET: 8, Standing.BREACHED: 2, Standing.OVERDUE: 5}
