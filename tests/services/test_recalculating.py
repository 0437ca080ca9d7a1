"""A closing day that is added later moves exactly the dates that depend on it."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import FJORDBY, PACKS, Installation, aase, at, deadline_of
from tracker.codes import DigitalPost, Ending, Outcome
from tracker.models import Party
from tracker.rulebook import RuleBook
from tracker.services.near_date import near_acts
from tracker.services.recalculating import MovedDate, Recalculated, recalculate

#: Counts the days on which the town hall is open.
OPEN_DAYS: Final = """
[[area]]
id         = "aabne-dage"
title      = "Hjælp efter åbningsdage"
phrase     = "hjælp"
arbejdsdag = "open-days"
decision   = { within = "10 arbejdsdage" }
delivery   = { within = "5 arbejdsdage" }
"""

CLOSED: Final = """
[[closing_day]]
on         = {day}
why        = "fredag efter Kristi himmelfartsdag"
decided_by = "økonomiudvalget"
decided_on = 2026-04-01
"""
#: The Friday after Ascension Day 2026.
FRIDAY: Final = "2026-05-15"


@contextmanager
def own_pack(installation: Installation, folder: Path) -> Iterator[tuple[Installation, Path]]:
    """The installation with a pack of its own that can be changed, and its municipality.toml."""
    packs = folder / "packs"
    shutil.copytree(PACKS, packs)
    with (packs / FJORDBY / "social.toml").open("a", encoding="utf-8") as file:
        file.write(OPEN_DAYS)
    office = replace(installation.office, book=RuleBook([packs]))
    yield replace(installation, office=office), packs / FJORDBY / "municipality.toml"


@pytest.fixture
def town(installation: Installation, tmp_path: Path) -> Iterator[tuple[Installation, Path]]:
    with own_pack(installation, tmp_path) as opened:
        yield opened


@pytest.fixture
def small_town(
    sqlite_installation: Installation, tmp_path: Path
) -> Iterator[tuple[Installation, Path]]:
    """The same on SQLite alone."""
    with own_pack(sqlite_installation, tmp_path) as opened:
        yield opened


def close_on(home: Path, *days: str) -> None:
    """Add closing days to the pack."""
    with home.open("a", encoding="utf-8") as file:
        file.writelines(CLOSED.format(day=day) for day in days)


def run(installation: Installation, on: str, hour: int = 10, **more: Any) -> Recalculated:
    return recalculate(installation.office, FJORDBY, now=at(on, hour), actor="admin", **more)


def moves(moved: list[MovedDate]) -> list[tuple[str, ...]]:
    return [
        (m.reference, str(m.old_due_on), str(m.due_on), str(m.old_act_by), str(m.act_by))
        for m in moved
    ]


def test_what_depends_on_it_moves_and_nothing_else(town: tuple[Installation, Path]) -> None:
    here, home = town
    counted = here.register("2026-05-04", "aabne-dage")  # ten open days, Ascension Day not counted
    friday = here.register("2026-04-17")  # four weeks end on the closing day
    other = here.register("2026-04-20")
    before = here.show(other, at("2026-05-05"))
    close_on(home, FRIDAY)
    done = run(here, "2026-05-05")
    assert (done.looked_at, done.failed) == (3, [])
    assert moves(done.moved) == [
        (counted, "2026-05-19", "2026-05-20", "2026-05-19", "2026-05-20"),
        (friday, "2026-05-15", "2026-05-15", "2026-05-15", "2026-05-13"),
    ]
    after = here.show(other, at("2026-05-05"))
    assert (after["deadlines"], after["events"]) == (before["deadlines"], before["events"])


def test_both_dates_and_the_decision_are_on_file(small_town: tuple[Installation, Path]) -> None:
    here, home = small_town
    reference = here.register("2026-05-04", "aabne-dage")
    close_on(home, FRIDAY)
    run(here, "2026-05-05")
    case = here.show(reference, at("2026-05-05", 12))
    assert [(m["due_on"], m["reason"]) for m in case["moved"]] == [("2026-05-19", "closing-day")]
    (event,) = [e for e in case["events"] if e["kind"] == "deadline-moved"]
    assert event["by"] == "admin"
    values = event["values"]
    assert (values["old_due_on"], values["due_on"]) == ("2026-05-19", "2026-05-20")
    assert (values["old_act_by"], values["act_by"]) == ("2026-05-19", "2026-05-20")
    assert values["closing_days"] == [
        {
            "on": FRIDAY,
            "why": "fredag efter Kristi himmelfartsdag",
            "decided_by": "økonomiudvalget",
            "decided_on": "2026-04-01",
        }
    ]


def test_a_dry_run_shows_the_same_and_writes_nothing(town: tuple[Installation, Path]) -> None:
    here, home = town
    reference = here.register("2026-05-04", "aabne-dage")
    close_on(home, FRIDAY)
    rows, case = here.rows(), here.show(reference, at("2026-05-05"))
    shown = run(here, "2026-05-05", dry_run=True)
    assert (here.rows(), here.show(reference, at("2026-05-05"))) == (rows, case)
    assert shown == run(here, "2026-05-05")


def test_a_second_run_finds_nothing(small_town: tuple[Installation, Path]) -> None:
    here, home = small_town
    here.register("2026-05-04", "aabne-dage")
    close_on(home, FRIDAY)
    assert run(here, "2026-05-05").moved
    rows = here.rows()
    assert run(here, "2026-05-05", 11).moved == []
    assert here.rows() == rows


def test_a_run_that_was_killed_is_finished_by_the_next(town: tuple[Installation, Path]) -> None:
    here, home = town
    references = [here.register("2026-05-04", "aabne-dage") for _ in range(3)]
    close_on(home, FRIDAY)

    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(here, "2026-05-05", progress=killed)
    done = run(here, "2026-05-05")
    assert [m.reference for m in done.moved] == references[1:]
    for reference in references:
        assert deadline_of(here.show(reference, at("2026-05-05")))["due_on"] == "2026-05-20"


def test_several_may_run_at_once(town: tuple[Installation, Path]) -> None:
    here, home = town
    references = [here.register("2026-05-04", "aabne-dage") for _ in range(4)]
    close_on(home, FRIDAY)
    here.office.book.refresh()
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _n: run(here, "2026-05-05"), range(2)))
    assert not [line for done in found for line in done.failed]
    assert sorted(m.reference for done in found for m in done.moved) == references
    for reference in references:
        case = here.show(reference, at("2026-05-05", 12))
        assert len(case["moved"]) == 1
        assert [e["kind"] for e in case["events"]].count("deadline-moved") == 1


def test_a_date_that_has_passed_is_never_healed(small_town: tuple[Installation, Path]) -> None:
    here, home = small_town
    reference = here.register("2026-05-04", "aabne-dage")
    close_on(home, FRIDAY)
    assert run(here, "2026-05-20").moved == []
    assert deadline_of(here.show(reference, at("2026-05-20")))["standing"] == "overdue"


def test_a_clock_that_has_stopped_keeps_its_date(small_town: tuple[Installation, Path]) -> None:
    here, home = small_town
    decided = here.register("2026-05-04", "aabne-dage")
    here.decide(decided, "2026-05-06", sent="2026-05-06")
    withdrawn = here.register("2026-05-04", "aabne-dage")
    here.close(withdrawn, "2026-05-06", Ending.WITHDRAWN)
    close_on(home, FRIDAY)
    assert run(here, "2026-05-07").moved == []
    # Nor does a later act on the case bring the new calendar upon it.
    here.correct(decided, "2026-05-05", "forkert dag", now=at("2026-05-08"))
    here.correct(decided, "2026-05-04", "rigtig dag", now=at("2026-05-08", 11))
    due = [d["due_on"] for d in here.show(decided, at("2026-05-08", 12))["deadlines"]]
    assert due == ["2026-05-20"]  # counted anew from a receipt that was corrected twice


def test_a_closing_day_that_is_taken_away_moves_dates_back_but_not_into_the_past(
    small_town: tuple[Installation, Path],
) -> None:
    here, home = small_town
    plain = home.read_text(encoding="utf-8")
    close_on(home, FRIDAY, "2026-05-18")
    reference = here.register("2026-05-04", "aabne-dage")
    assert deadline_of(here.show(reference, at("2026-05-05")))["due_on"] == "2026-05-21"
    home.write_text(plain, encoding="utf-8")
    assert run(here, "2026-05-20", dry_run=True).moved == []  # it would be the 19th
    (moved,) = run(here, "2026-05-12").moved
    assert (str(moved.due_on), moved.closing_days) == (
        "2026-05-19",
        (
            {"on": FRIDAY, "open_again": True},
            {"on": "2026-05-18", "open_again": True},
        ),
    )


def test_a_told_date_that_moved_gets_a_letter(small_town: tuple[Installation, Path]) -> None:
    here, home = small_town
    reference = here.register("2026-05-04", "aabne-dage")
    here.live(reference, at("2026-05-04"))
    close_on(home, FRIDAY)
    run(here, "2026-05-05")
    here.live(reference, at("2026-05-05", 11))
    (letter,) = here.texts(reference, "corrected-deadline")
    assert "kommunens lukkedage er ændret" in letter
    assert "senest onsdag den 20. maj 2026" in letter


def test_a_last_open_day_that_moved_alone_gets_no_letter(
    small_town: tuple[Installation, Path],
) -> None:
    here, home = small_town
    reference = here.register("2026-04-17")
    here.live(reference, at("2026-04-17"))
    close_on(home, FRIDAY)
    assert len(run(here, "2026-04-20").moved) == 1
    here.live(reference, at("2026-04-20", 11))
    assert here.kinds(reference, at("2026-04-20", 12)) == ["acknowledgement"]


def test_a_draft_moves_with_the_last_open_day(small_town: tuple[Installation, Path]) -> None:
    """The days to draft and to send are open days: the next sweep looks at every waiting case."""
    here, home = small_town
    reference = here.register("2026-04-17")
    here.live(reference, at("2026-04-17"))
    here.sweep(at("2026-05-05"))
    assert here.kinds(reference, at("2026-05-05")) == ["acknowledgement"]
    close_on(home, "2026-05-06", "2026-05-07")
    assert run(here, "2026-05-05").moved == []
    here.sweep(at("2026-05-05", 11))
    assert here.kinds(reference, at("2026-05-05", 12)) == ["acknowledgement", "delay-notice"]


def test_an_act_that_comes_first_keeps_the_closing_day_as_the_reason(
    small_town: tuple[Installation, Path],
) -> None:
    here, home = small_town
    reference = here.register("2026-05-04", "aabne-dage")
    close_on(home, FRIDAY)
    here.acute(reference, "faldet", now=at("2026-05-05"))
    case = here.show(reference, at("2026-05-05", 12))
    assert [(m["due_on"], m["reason"]) for m in case["moved"]] == [("2026-05-19", "closing-day")]


def test_a_move_near_its_date_stands_in_the_report_of_acts(
    small_town: tuple[Installation, Path],
) -> None:
    here, home = small_town
    here.register("2026-05-04", "aabne-dage")
    close_on(home, FRIDAY)
    run(here, "2026-05-18")
    found = near_acts(here.office, FJORDBY, now=at("2026-05-19"))
    assert [(act.act, act.by, str(act.new_due_on)) for act in found] == [
        ("closing-day", "admin", "2026-05-20")
    ]


def test_one_case_that_fails_does_not_stop_the_others(town: tuple[Installation, Path]) -> None:
    here, home = town
    broken = here.register("2026-05-04", "aabne-dage", parties=(aase(),))
    whole = here.register("2026-05-04", "aabne-dage")
    here.live(broken, at("2026-05-04"))
    with here.office.writing(at("2026-05-04")) as store:
        file = store.find("0999", broken)
        party = store.session.get(Party, ("0999", file.parties[0].id))
        assert party is not None
        party.name_sealed = b"\x00" * 40
    close_on(home, FRIDAY)
    done = run(here, "2026-05-05")
    assert [m.reference for m in done.moved] == [whole]
    (line,) = done.failed
    assert line.startswith(f"{broken}: ")
    # Nothing of it was half done.
    with here.office.reading(at("2026-05-05")) as store:
        stored = store.find("0999", broken, lock=False).deadlines
    assert [str(row.due_on) for row in stored] == ["2026-05-19"]


def test_delivery_moves_too(small_town: tuple[Installation, Path]) -> None:
    here, home = small_town
    reference = here.register("2026-05-04", "aabne-dage")
    here.decide(reference, "2026-05-11", Outcome.GRANTED, "hjælp", sent="2026-05-11")
    assert deadline_of(here.show(reference, at("2026-05-11")), "delivery")["due_on"] == "2026-05-19"
    close_on(home, FRIDAY)
    (moved,) = run(here, "2026-05-12").moved
    assert (moved.kind, str(moved.due_on)) == ("delivery", "2026-05-20")


AREAS: Final = ("aabne-dage", "rengoering", "pleje", "bil", "hjaelpemidler")


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    area=st.sampled_from(AREAS),
    received=st.dates(date(2026, 1, 5), date(2026, 11, 30)),
    offsets=st.sets(st.integers(1, 90), min_size=1, max_size=6),
    reach=st.sampled_from([DigitalPost.REGISTERED, DigitalPost.EXEMPT]),
)
def test_recalculating_is_registering_under_the_new_calendar_from_the_start(
    sqlite_installation: Installation,
    tmp_path_factory: pytest.TempPathFactory,
    area: str,
    received: date,
    offsets: set[int],
    reach: DigitalPost,
) -> None:
    with own_pack(sqlite_installation, tmp_path_factory.mktemp("law")) as (here, home):
        day = str(received)
        people = (aase(digital_post=reach),)
        first = here.register(day, area, now=at(day), parties=people)
        before = _dates(here, first, day)
        close_on(home, *(str(received + timedelta(days=n)) for n in sorted(offsets)))
        done = run(here, day)
        second = here.register(day, area, now=at(day, 11), parties=people)
        assert _dates(here, first, day) == _dates(here, second, day)
        moved = first in {m.reference for m in done.moved}
        assert moved == (before != _dates(here, first, day))


def _dates(here: Installation, reference: str, day: str) -> list[tuple[str, ...]]:
    return [
        (d["kind"], d["track"], d["starts_on"], d["due_on"], d["act_by"])
        for d in here.show(reference, at(day, 12))["deadlines"]
    ]
