"""Remands: the appeals board annuls a decision, and a new round starts on the same case (law.md
5)."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.local_time import local_day
from rules.notice_facts import TaskKind
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Decision
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future
from tracker.services.counting import lapse
from tracker.services.desk import Desk
from tracker.services.rounds import open_round
from tracker.services.tasks import open_task


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRemand:
    """A remand: `received` is our receipt, which starts the clock; the board's own date starts
    nothing.

    `annuls` names the annulled decision by its round, the last one when None; `part` what of it.
    `help_resumed` answers whether help given before must be resumed; None leaves it as a task.
    """

    received: date | datetime
    remanded_on: date | None = None
    annuls: int | None = None
    part: str | None = None
    help_resumed: bool | None = None


def remand(
    office: Office, municipality: str, reference: str, new: NewRemand, *, now: datetime, actor: str
) -> None:
    """Open a new round, counted from our receipt under the rule in force that day."""
    received_on = local_day(new.received) if isinstance(new.received, datetime) else new.received
    not_future(received_on, now, "the receipt of the remand")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        annulled = _annulled(hand, new)
        not_before(received_on, annulled.decided_on, "the remand", "when the decision was made")
        if new.remanded_on is not None:
            not_before(received_on, new.remanded_on, "its receipt", "the board's own date")
        annulled.annulled_on = received_on
        _stop_old_clocks(hand)
        _open_round(hand, new, annulled, received_on)
        hand.recount("remand-received")
        if new.help_resumed is None:
            desk = Desk(hand.store, hand.office, hand.file)
            open_task(desk, TaskKind.RESUME_HELP, hand.file.round.id, received_on)


def _annulled(hand: Hand, new: NewRemand) -> Decision:
    rounds = hand.file.rounds
    number = new.annuls or len(rounds)
    if not 1 <= number <= len(rounds):
        raise Refused(f"there is no round {number} in case {hand.file.case.reference}")
    if hand.file.case.ending is None and hand.file.decision is None:
        raise Refused(
            f"case {hand.file.case.reference} has no decision in its running round: "
            "a remand annuls a decision; record that first"
        )
    decision = hand.file.standing_of(rounds[number - 1].id)
    if decision is None:
        raise Refused(f"round {number} has no decision that could be annulled")
    if decision.annulled_on is not None and not new.part:
        raise Refused(
            f"the decision of round {number} was annulled on {decision.annulled_on} already"
        )
    return decision


def _stop_old_clocks(hand: Hand) -> None:
    """Undelivered help of the annulled decision is no longer owed by it."""
    waiting = [
        d
        for d in hand.file.running()
        if d.kind == DeadlineKind.DELIVERY and hand.file.delivered(d.grant_id) is None
    ]
    lapse(hand.store, hand.file, waiting, "remanded")


def _open_round(hand: Hand, new: NewRemand, annulled: Decision, received_on: date) -> None:
    row = open_round(
        hand,
        new.received,
        Track.REMANDED,
        StartEvent.REMAND,
        remanded_on=new.remanded_on,
        annuls_id=annulled.id,
        help_resumed=new.help_resumed,
    )
    hand.store.seal(row, "annuls_part_sealed", new.part)
    hand.store.record(
        hand.file,
        EventKind.REMAND_RECEIVED,
        received_on,
        remanded_on=new.remanded_on,
        annuls=annulled.decided_on,
        part=new.part,
        help_resumed=new.help_resumed,
    )
