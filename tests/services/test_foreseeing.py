"""What a closing day would move is counted without reading the cases that stay, and is exact."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from tests.helpers import FJORDBY, Installation, at
from tests.services.test_recalculating import AREAS, FRIDAY, close_on, own_pack, run
from tracker.codes import Outcome
from tracker.models import Case, Deadline, RuleVersion
from tracker.rulebook import RuleBook
from tracker.services.calendar_doubts import in_doubt
from tracker.services.recalculating import foresee

#: Also hours from an acute need, and help that was granted.
LIVES = ("waits", "granted", "refused", "withdrawn", "acute")


def at_work(here: Installation, home: Path) -> Installation:
    """The installation as another process has it: the pack read anew."""
    return replace(here, office=replace(here.office, book=RuleBook([home.parent.parent])))


def doubted(here: Installation, on: str) -> set[str]:
    """The cases with a date that the calendar of today can move."""
    with here.office.reading(at(on)) as store:
        doubt = in_doubt(store, here.office, "0999")
        assert doubt is not None
        cases = select(Case.reference).join(Deadline, col(Deadline.case_id) == col(Case.id))
        return set(store.session.exec(cases.where(doubt)).all())


def live(here: Installation, reference: str, life: str, on: date) -> None:
    """Let something happen to a case on a day."""
    if life in ("granted", "refused"):
        services = ["hjælp"] if life == "granted" else []
        here.decide(reference, str(on), Outcome(life), *services, sent=str(on))
    elif life == "withdrawn":
        here.close(reference, str(on), now=at(str(on), 12))
    elif life == "acute":
        here.acute(reference, "fald", now=at(str(on), 12))


def test_dates_that_stay_are_told_by_their_rows(installation: Installation, tmp_path: Path) -> None:
    with own_pack(installation, tmp_path) as (here, home):
        counted = here.register("2026-05-04", "aabne-dage")
        friday = here.register("2026-04-17")
        here.register("2026-04-20")
        close_on(home, FRIDAY)
        assert doubted(at_work(here, home), "2026-05-05") == {counted, friday}


def test_a_kept_rule_that_cannot_be_read_leaves_every_date_in_doubt(
    installation: Installation, tmp_path: Path
) -> None:
    with own_pack(installation, tmp_path) as (here, home):
        here.register("2026-04-17")
        with here.office.writing(at("2026-04-17")) as store:
            odd = store.session.exec(select(RuleVersion)).one()
            gone = RuleVersion(**odd.model_dump() | {"version": "gone", "content": "[]"})
            store.session.add(gone)
        close_on(home, FRIDAY)
        here = at_work(here, home)
        with here.office.reading(at("2026-05-05")) as store:
            assert in_doubt(store, here.office, "0999") is None
        seen = foresee(here.office, FJORDBY, date(2026, 5, 15), now=at("2026-05-05", 10))
        assert seen.dates == 1


@settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    lives=st.lists(
        st.tuples(st.sampled_from(AREAS), st.sampled_from(LIVES), st.integers(0, 60)),
        min_size=1,
        max_size=6,
    ),
    closed=st.integers(1, 40),
    hour=st.integers(0, 23),
)
def test_what_is_foreseen_is_what_then_moves(
    sqlite_installation: Installation,
    tmp_path_factory: pytest.TempPathFactory,
    lives: list[tuple[str, str, int]],
    closed: int,
    hour: int,
) -> None:
    today = date(2026, 4, 1)
    day = today + timedelta(days=closed)
    with own_pack(sqlite_installation, tmp_path_factory.mktemp("foreseen")) as (here, home):
        run(here, str(today), 0)  # the cases of the examples before, under this calendar
        for area, life, ago in lives:
            received = today - timedelta(days=ago)
            reference = here.register(str(received), area, now=at(str(received), 8))
            live(here, reference, life, received + timedelta(days=min(ago, 2)))
        close_on(home, str(day))
        here = at_work(here, home)
        seen = foresee(here.office, FJORDBY, day, now=at(str(today), hour))
        done = run(here, str(today), hour)
        assert seen.dates == len(done.moved)
        assert seen.due == sum(m.old_due_on != m.due_on for m in done.moved)
        assert seen.cases == len({m.reference for m in done.moved})
        assert (seen.failed, done.failed) == (0, [])
