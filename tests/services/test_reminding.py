"""From October the administrator is told that next year's closing days are missing."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from rules.closing_years import missing_closing_year
from rules.municipality import ClosingDay
from rules.pack import load_pack
from tests.helpers import FJORDBY, PACKS, Installation, at
from tracker.models import Slot
from tracker.rulebook import RuleBook
from tracker.services.reminding import remind_of_closing_days

PLACE = load_pack(FJORDBY, folders=[PACKS]).municipality
IN_2027 = (ClosingDay(date(2027, 5, 7), "lukket"),)
LINE = (
    "Fjordby Kommune has no closing days for 2027: add [[closing_day]] to municipality.toml, "
    "or open_all_year = [2027], then run 'rettidig recalculate'"
)


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        pytest.param("2026-09-30", None, id="too early to ask"),
        pytest.param("2026-10-01", 2027, id="decided in the autumn"),
        pytest.param("2026-12-31", 2027, id="the last day before it begins"),
        pytest.param("2027-01-01", 2027, id="it has begun"),
        pytest.param("2027-03-31", 2027, id="still asked"),
        pytest.param("2027-04-01", None, id="silence is the answer"),
    ],
)
def test_when_the_year_is_asked_for(today: str, missing: int | None) -> None:
    day = date.fromisoformat(today)
    assert missing_closing_year(PLACE, day) == missing
    assert missing_closing_year(replace(PLACE, closings=IN_2027), day) is None
    assert missing_closing_year(replace(PLACE, open_all_year=(2027,)), day) is None


def remind(here: Installation, on: str, hour: int = 9) -> list[str]:
    return remind_of_closing_days(here.office, "worker:1", now=at(on, hour))


def test_it_is_said_once_a_day_until_it_is_done(installation: Installation, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(PACKS, packs)
    here = replace(installation, office=replace(installation.office, book=RuleBook([packs])))
    assert remind(here, "2026-10-01") == []  # nobody has a case here
    here.register("2026-09-01")
    assert remind(here, "2026-09-30") == []
    assert remind(here, "2026-10-01", 0) == [LINE]
    assert remind(here, "2026-10-01", 23) == []
    assert remind(here, "2026-10-02") == [LINE]
    home = packs / FJORDBY / "municipality.toml"
    said = '[[closing_day]]\non = 2027-05-07\nwhy = "lukket"\n'
    home.write_text(home.read_text(encoding="utf-8") + said, encoding="utf-8")
    here.office.book.refresh()
    assert remind(here, "2026-10-03") == []


def test_what_was_said_is_on_record(sqlite_installation: Installation) -> None:
    sqlite_installation.register("2026-09-01")
    remind(sqlite_installation, "2026-10-01")
    with sqlite_installation.office.reading(at("2026-10-01")) as store:
        (slot,) = store.session.exec(select(Slot)).all()
    assert (slot.job, slot.holder) == ("closing-days 0999", "worker:1")
    assert slot.finished_at is not None
