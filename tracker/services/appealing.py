"""What the appeals board answered: only a remand starts a decision clock anew (law.md 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.notice_facts import TaskKind
from tracker.codes import BoardOutcome, EventKind, Outcome
from tracker.errors import Refused
from tracker.models import BoardDecision, Decision
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, running
from tracker.services.complaining import retire
from tracker.services.deciding import NewGrant, add_decision, add_grants
from tracker.services.desk import Desk
from tracker.services.granted import fall
from tracker.services.next_acts import answerable
from tracker.services.tasks import finish_about, open_task


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAnswer:
    """One answer of the board, whole or for a part; `received_on` is our receipt.

    `ends` are the numbers of the grants that fall with a part; the others go on.
    """

    outcome: BoardOutcome
    received_on: date
    decided_on: date | None = None
    part: str | None = None
    grants: Sequence[NewGrant] = ()
    ends: Sequence[int] = ()


def record_board(
    office: Office,
    municipality: str,
    reference: str,
    answer: BoardAnswer,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Record an answer that is no remand: upheld and dismissed start nothing.

    A changed decision must be effectuated (a task), and where the board grants help its delivery
    clock starts at our receipt. Annulled without being sent back ends what was granted. An answer
    about a part leaves the rest of the decision as it is; several answers may come to one.
    """
    not_future(answer.received_on, now, "the receipt of the board's answer")
    if answer.outcome is BoardOutcome.REMANDED:
        raise Refused("a remand opens a new round: use rettidig remand")
    if answer.grants and answer.outcome is not BoardOutcome.CHANGED:
        raise Refused(f"{answer.outcome} grants nothing: leave the grants out")
    _check_ends(answer)
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        decision = _answered(hand)
        _check(answer, decision)
        hand.store.record(
            hand.file,
            EventKind.BOARD_ANSWERED,
            answer.received_on,
            outcome=answer.outcome,
            part=answer.part,
            decided_on=answer.decided_on,
        )
        row = add_answer(hand, answer, decision)
        fall(hand, answer.ends, decision, answer.received_on, answer.part or "")
        if answer.outcome is BoardOutcome.CHANGED:
            _change(hand, row, decision, answer)
        if answer.outcome is BoardOutcome.ANNULLED and answer.part is None:
            _retire_all(hand, decision, answer.received_on, "annulled")
        hand.recount("board-answered")


def _check_ends(answer: BoardAnswer) -> None:
    takes = {BoardOutcome.CHANGED, BoardOutcome.ANNULLED}
    if answer.ends and (answer.part is None or answer.outcome not in takes):
        raise Refused("--ends names grants that fall with a part: give --part, changed or annulled")


def _answered(hand: Hand) -> Decision:
    decision = answerable(hand.file)
    if decision is None:
        raise Refused(
            f"case {hand.file.case.reference} has no decision that the board could have answered"
        )
    return decision


def _retire_all(hand: Hand, decision: Decision, on: date, reason: str) -> None:
    """The decision no longer holds, nor what the board had put beside it for a part."""
    for old in [d for d in hand.file.holding() if d.round_id == decision.round_id]:
        retire(hand, old, on, reason)


def _check(answer: BoardAnswer, decision: Decision) -> None:
    received = answer.received_on
    not_before(received, decision.decided_on, "the board's answer", "when the decision was made")
    if answer.decided_on is not None:
        not_before(received, answer.decided_on, "its receipt", "the board's own date")


def add_answer(hand: Hand, answer: BoardAnswer, decision: Decision) -> BoardDecision:
    """Write an answer of the board, with the complaint that it came to: of several the last that
    went on to it."""
    about = [c for c in hand.file.complaints if c.decision_id == decision.id]
    complaints = [c for c in about if c.forwarded_on is not None] or about
    row = BoardDecision(
        municipality_code=hand.file.case.municipality_code,
        id=hand.store.new_id(),
        case_id=hand.file.case.id,
        decision_id=decision.id,
        complaint_id=complaints[-1].id if complaints else None,
        outcome=answer.outcome,
        decided_on=answer.decided_on,
        received_on=answer.received_on,
        recorded_at=hand.store.now,
        recorded_by=hand.store.actor,
    )
    hand.store.seal(row, "part_sealed", answer.part)
    return hand.store.add(row, hand.file)


def _change(hand: Hand, row: BoardDecision, old: Decision, answer: BoardAnswer) -> None:
    if answer.part is None:
        _retire_all(hand, old, answer.received_on, "changed-by-board")
    made = Outcome.GRANTED if answer.grants else Outcome.REFUSED
    about = {"board_decision_id": row.id, "round_id": old.round_id}
    decision = add_decision(hand, made, answer.received_on, **about)
    decision.sent_on = answer.received_on  # the board sends its own decisions
    add_grants(hand, decision, answer.grants)
    desk = Desk(hand.store, hand.office, hand.file)
    open_task(desk, TaskKind.EFFECTUATE, row.id, answer.received_on)


def effectuate(
    office: Office, municipality: str, reference: str, on: date, *, now: datetime, actor: str
) -> None:
    """Record that what the board changed has been carried out."""
    not_future(on, now, "the effectuation")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        waiting = [
            b
            for b in hand.file.board_decisions
            if b.outcome == BoardOutcome.CHANGED and b.effectuated_on is None
        ]
        if not waiting:
            raise Refused(f"case {reference} has nothing of the board's to carry out")
        row = waiting[0]
        not_before(on, row.received_on, "the effectuation", "when the board's answer came")
        row.effectuated_on = on
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.EFFECTUATED, on)
        desk = Desk(hand.store, office, hand.file)
        finish_about(desk, TaskKind.EFFECTUATE, row.id)
