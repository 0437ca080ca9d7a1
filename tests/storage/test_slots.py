"""Which process runs which slot: one, until its lease has run out unfinished."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import func, select

from tests.helpers import Installation, at
from tracker import slots
from tracker.models import Slot
from tracker.office import Office, open_office

SLOT = at("2026-03-24", 8)
NOW = SLOT + timedelta(seconds=2)


@pytest.fixture
def offices(installation: Installation) -> Iterator[list[Office]]:
    """The installation opened by four workers."""
    opened = [open_office(installation.office.settings)[0] for _ in range(4)]
    yield opened
    for office in opened:
        office.engine.dispose()


def test_a_slot_is_claimed_once_by_many(offices: list[Office]) -> None:
    start = Barrier(len(offices))

    def claim(number: int) -> bool:
        start.wait()
        return slots.claim(offices[number], "sweep", SLOT, f"worker-{number}", now=NOW)

    with ThreadPoolExecutor(len(offices)) as pool:
        assert sorted(pool.map(claim, range(len(offices)))) == [False, False, False, True]


def test_a_slot_whose_holder_was_killed_is_claimed_again_after_its_lease(
    installation: Installation,
) -> None:
    office = installation.office
    assert slots.claim(office, "sweep", SLOT, "killed", now=NOW)
    inside = NOW + slots.LEASE - timedelta(seconds=1)
    assert not slots.claim(office, "sweep", SLOT, "other", now=inside)
    after = NOW + slots.LEASE + timedelta(seconds=1)
    assert slots.claim(office, "sweep", SLOT, "other", now=after)
    assert not slots.claim(office, "sweep", SLOT, "third", now=after)


def test_many_want_the_slot_of_a_killed_holder_and_one_gets_it(offices: list[Office]) -> None:
    assert slots.claim(offices[0], "sweep", SLOT, "killed", now=NOW)
    after = NOW + slots.LEASE + timedelta(seconds=1)
    start = Barrier(len(offices))

    def claim(number: int) -> bool:
        start.wait()
        return slots.claim(offices[number], "sweep", SLOT, f"worker-{number}", now=after)

    with ThreadPoolExecutor(len(offices)) as pool:
        assert sorted(pool.map(claim, range(len(offices)))) == [False, False, False, True]


def test_a_finished_slot_is_never_claimed_again(installation: Installation) -> None:
    office = installation.office
    assert slots.claim(office, "sweep", SLOT, "worker", now=NOW)
    slots.finish(office, "sweep", SLOT, "worker", now=NOW)
    assert not slots.claim(office, "sweep", SLOT, "other", now=NOW + slots.LEASE * 10)


def test_who_lost_a_slot_cannot_finish_it(installation: Installation) -> None:
    office = installation.office
    slots.claim(office, "sweep", SLOT, "slow", now=NOW)
    after = NOW + slots.LEASE + timedelta(seconds=1)
    slots.claim(office, "sweep", SLOT, "other", now=after)
    slots.finish(office, "sweep", SLOT, "slow", now=after)
    later = after + slots.LEASE + timedelta(seconds=1)
    assert slots.claim(office, "sweep", SLOT, "third", now=later)


def test_each_job_has_its_own_slots(installation: Installation) -> None:
    office = installation.office
    assert slots.claim(office, "sweep", SLOT, "worker", now=NOW)
    assert slots.claim(office, "dispatch", SLOT, "worker", now=NOW)


def test_slots_are_not_kept_for_ever(installation: Installation) -> None:
    office = installation.office
    slots.claim(office, "sweep", SLOT, "worker", now=NOW)
    later = SLOT + slots.KEPT + timedelta(days=1)
    slots.claim(office, "sweep", later, "worker", now=later)
    with office.reading(later) as store:
        assert store.session.exec(select(func.count()).select_from(Slot)).one() == 1
