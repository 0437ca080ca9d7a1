"""The post: what becomes of a letter that has left."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from tests.simulation.days import ONE, day_of, instant
from tests.simulation.facts import DIGITAL, OWN_LETTERS, Case, Letter, Way
from tests.simulation.staff import Staff
from tests.simulation.town import OPEN_DAYS

Happening = tuple[datetime, Callable[[datetime], None]]


def fate_of(
    staff: Staff, case: Case, letter: Letter, way: Way, seed: int, now: datetime
) -> Iterator[Happening]:
    """Most letters are confirmed soon, some late; some come back, some are never heard of."""
    about = f"{case.reference}{letter.for_date}{letter.person}{way.channel}"
    chance = Random(f"{seed} {about}").random()
    soon, later = _when(way, now)

    def confirm(when: datetime) -> None:
        staff.confirm(case, way, when)

    def come_back(when: datetime) -> None:
        staff.come_back(case, way, when)

    if letter.kind in OWN_LETTERS and chance >= 0.83:
        return
    if chance < 0.75:
        yield soon, confirm
    elif chance < 0.83:
        yield later, confirm
    elif chance < 0.93:
        yield later, come_back
    elif chance < 0.95:  # taken for arrived, and comes back all the same
        yield soon, confirm
        yield later + timedelta(days=4), come_back


def _when(way: Way, now: datetime) -> tuple[datetime, datetime]:
    """A receipt comes at once, paper is handed over in the afternoon of an open day."""
    today = day_of(now)
    if way.channel == DIGITAL:
        return now + timedelta(minutes=1), instant(today + ONE, 10, 10)
    first = instant(OPEN_DAYS.after(today), 15, 20)
    return first, instant(OPEN_DAYS.after(today, 5), 15, 20)
