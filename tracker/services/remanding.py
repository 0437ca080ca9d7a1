"""Remands: the appeals board annuls a decision, and a new round starts on the same case (law.md
5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.local_time import local_day
from rules.notice_facts import TaskKind
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile
from tracker.codes import BoardOutcome, EventKind
from tracker.errors import Refused
from tracker.models import Decision
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.appealing import BoardAnswer, add_answer
from tracker.services.checks import not_before, not_future
from tracker.services.complaining import overtake
from tracker.services.counting import lapse
from tracker.services.desk import Desk
from tracker.services.granted import fall
from tracker.services.next_acts import annullable, next_acts
from tracker.services.rounds import open_round, stop_ended_clocks
from tracker.services.tasks import open_task


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRemand:
    """A remand: `received` is our receipt, which starts the clock; the board's own date starts
    nothing.

    `annuls` names the annulled decision by its round, the last one when None; `part` what of it.
    `ends` are the numbers of the grants that fall with a part: the rest of the decision stands.
    `help_resumed` answers whether help given before must be resumed; None leaves it as a task.
    """

    received: date | datetime
    remanded_on: date | None = None
    annuls: int | None = None
    part: str | None = None
    ends: Sequence[int] = ()
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
        stop_ended_clocks(hand)
        if new.part is None:
            _annul(hand, annulled, received_on)
        else:
            fall(hand, new.ends, annulled, received_on, new.part)
        answer = BoardAnswer(
            outcome=BoardOutcome.REMANDED,
            received_on=received_on,
            decided_on=new.remanded_on,
            part=new.part,
        )
        add_answer(hand, answer, annulled)
        _open_round(hand, new, annulled, received_on)
        hand.recount("remand-received")
        if new.help_resumed is None:
            desk = Desk(hand.store, hand.office, hand.file)
            open_task(desk, TaskKind.RESUME_HELP, hand.file.round.id, received_on)


def _annulled(hand: Hand, new: NewRemand) -> Decision:
    rounds = hand.file.rounds
    number = len(rounds) if new.annuls is None else new.annuls
    if new.ends and new.part is None:
        raise Refused("--ends names grants that fall with a part: give --part, or leave it out")
    if hand.file.case.ending is None and hand.file.decision is None:
        raise Refused(
            f"case {hand.file.case.reference} has no decision in its running round: "
            "a remand annuls a decision; record that first"
        )
    _named(hand.file, number)
    decision = hand.file.standing_of(rounds[number - 1].id)
    if decision is None:
        raise Refused(
            f"round {number} has no decision that could be annulled: "
            f"what can happen now is {next_acts(hand.file)}"
        )
    if decision.annulled_on is not None and not new.part:
        raise Refused(
            f"the decision of round {number} was annulled on {decision.annulled_on} already"
        )
    return decision


def _named(file: CaseFile, number: int) -> None:
    """Refuse a round that there is not, and name those whose decision can be annulled."""
    if 1 <= number <= len(file.rounds):
        return
    if numbers := annullable(file):
        choice = ", ".join(str(n) for n in numbers)
        raise Refused(
            f"there is no round {number} in case {file.case.reference}: "
            f"name one with a decision, --annuls {choice}"
        )
    raise Refused(
        f"there is no round {number} in case {file.case.reference}: "
        f"what can happen now is {next_acts(file)}"
    )


def _annul(hand: Hand, annulled: Decision, on: date) -> None:
    """Undelivered help of the annulled decision is no longer owed by it, nor of what the board had
    put beside it; what an earlier decision still owes is."""
    held = [d for d in hand.file.holding() if d.round_id == annulled.round_id]
    granted = {g.id for d in held for g in hand.file.grants_of(d)}
    waiting = [
        d
        for d in hand.file.running()
        if d.kind == DeadlineKind.DELIVERY
        and hand.file.help_of(d) is None
        and (d.grant_id in granted or (d.grant_id is None and d.round_id == annulled.round_id))
    ]
    desk = Desk(hand.store, hand.office, hand.file)
    # Where the council counts until sent: a decision that is gone need not be sent any more.
    waiting += [
        d
        for d in hand.file.running()
        if d.kind == DeadlineKind.DECISION
        and d.round_id == annulled.round_id
        and not desk.clock(d).stopped
    ]
    for decision in [*held, annulled]:
        decision.annulled_on = on
        overtake(hand, decision, "remanded")
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
