"""One case or letter that fails stops no other; a receipt is never lost, whenever it comes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select, update

from notifications.channels import Outgoing
from tests.helpers import Installation, at
from tracker.models import Case, Deadline, Dispatch
from tracker.services.confirming import Confirmed, confirm
from tracker.services.dispatching import LEASE, dispatch

MORNING = at("2026-03-05", 10)


class PowerCut(BaseException):
    """Ends a run where it stands."""


class Handing:
    """A channel that hands letters over, and then does something else."""

    def __init__(self, then: Callable[[Outgoing], None]) -> None:
        self.then = then

    def send(self, letter: Outgoing) -> None:
        """Take a letter."""
        self.then(letter)

    def finish(self) -> None:
        """Nothing is left to do."""


def way_of(installation: Installation, reference: str) -> Dispatch:
    """The first letter's first way."""
    with installation.office.reading(MORNING) as store:
        case = select(Case.id).where(Case.reference == reference)
        query = select(Dispatch).where(col(Dispatch.case_id).in_(case)).order_by(col(Dispatch.id))
        found = store.session.exec(query).first()
    assert found is not None
    return found


def confirmed(installation: Installation, *messages: UUID) -> Confirmed:
    """Confirm letters half an hour after they left."""
    now = MORNING + timedelta(minutes=30)
    return confirm(installation.office, messages, now, now=now, actor="mk")


def damage(installation: Installation, reference: str) -> None:
    """Make a case unreadable, as a mistake in the program or on the disk would."""
    case = select(Case.id).where(Case.reference == reference)
    with installation.office.engine.begin() as connection:
        connection.execute(
            update(Deadline).where(col(Deadline.case_id).in_(case)).values(kind="nonsense")
        )


def cut(_letter: Outgoing) -> None:
    raise PowerCut


def test_a_letter_confirmed_before_its_killed_run_is_taken_up_again_is_told_and_does_not_go_again(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    with pytest.raises(PowerCut):
        dispatch(installation.office, Handing(cut), now=MORNING)
    way = way_of(installation, reference)
    assert way.state == "claimed"
    assert confirmed(installation, way.message_uuid) == Confirmed(1, 0, [])
    assert confirmed(installation, way.message_uuid) == Confirmed(0, 1, [])
    assert installation.dispatch(MORNING + 4 * LEASE).sent == 0
    (letter,) = installation.show(reference, MORNING + 4 * LEASE)["letters"]
    assert letter["state"] == "available"
    assert letter["available_at"] == "2026-03-05T10:30:00+01:00"


def test_a_receipt_that_is_faster_than_the_record_of_sending_stays(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")

    def receipt(letter: Outgoing) -> None:
        assert confirmed(installation, letter.message_uuid).now == 1

    dispatch(installation.office, Handing(receipt), now=MORNING)
    assert way_of(installation, reference).state == "available"


def test_a_letter_that_came_back_is_not_confirmed_silently_and_the_others_are(
    installation: Installation,
) -> None:
    back, other = installation.register("2026-03-05"), installation.register("2026-03-05")
    installation.dispatch(MORNING)
    now = MORNING + timedelta(minutes=5)
    installation.returned(back, "acknowledgement", "2026-03-05", now=now)
    messages = [way_of(installation, ref).message_uuid for ref in (back, other)]
    done = confirmed(installation, *messages)
    assert (done.now, done.before) == (1, 0)
    (line,) = done.failed
    assert str(messages[0]) in line
    assert "is returned" in line


def test_a_letter_that_never_left_cannot_be_confirmed(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    done = confirmed(sqlite_installation, way_of(sqlite_installation, reference).message_uuid)
    assert (done.now, done.before, len(done.failed)) == (0, 0, 1)
    assert way_of(sqlite_installation, reference).state == "queued"


def test_a_case_that_cannot_be_weighed_stops_no_other(installation: Installation) -> None:
    bad, good = installation.register("2026-03-05"), installation.register("2026-03-05")
    damage(installation, bad)
    swept = installation.sweep(at("2026-04-02"))
    assert swept.looked_at == 1
    (line,) = swept.failed
    assert line.endswith("unexpected ValueError, nothing was changed")
    assert "delay-notice" in installation.kinds(good, at("2026-04-02"))


def test_a_letter_that_cannot_be_prepared_stops_no_other(installation: Installation) -> None:
    bad, good = installation.register("2026-03-05"), installation.register("2026-03-05")
    damage(installation, bad)
    done = installation.dispatch(MORNING)
    assert (done.sent, done.failed) == (
        1,
        [f"letter {way_of(installation, bad).id}: unexpected ValueError"],
    )
    assert way_of(installation, good).state == "sent"
    assert way_of(installation, bad).state == "queued"


def test_what_a_channel_says_unasked_is_not_repeated_and_the_letter_is_tried_again(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")

    def stumble(letter: Outgoing) -> None:
        raise RuntimeError(f"{letter.recipient} could not be reached")

    done = dispatch(sqlite_installation.office, Handing(stumble), now=MORNING)
    (line,) = done.failed
    assert line.endswith("unexpected RuntimeError")
    assert sqlite_installation.dispatch(MORNING + timedelta(hours=1)).sent == 1
    assert way_of(sqlite_installation, reference).state == "sent"
