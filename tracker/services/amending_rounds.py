"""Corrections of what starts and ends a round: the acute need, the remand, an ending."""

from datetime import date, datetime
from typing import Any

from rules.local_time import local_day
from rules.notice_facts import TaskKind
from rules.terms import Track
from tracker.codes import Ending
from tracker.errors import Refused
from tracker.office import Office
from tracker.rulebook import keep
from tracker.services.acting import Hand
from tracker.services.checks import as_text, not_before, not_future
from tracker.services.correction import correct_fact
from tracker.services.desk import Desk
from tracker.services.tasks import withdraw_task


def correct_acute(
    office: Office,
    municipality: str,
    reference: str,
    since: datetime,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Correct when the acute need became known to us."""
    if since > now:
        raise Refused("the acute need cannot begin in the future: check the time")

    def change(hand: Hand) -> dict[str, Any]:
        old = hand.file.case.acute_from
        if old is None:
            raise Refused(f"case {reference} is not acute: there is nothing to correct")
        if since == old:
            raise Refused("that is when the need is recorded to have become known already")
        began = hand.file.application.received_on
        not_before(local_day(since), began, "the acute need", "when the application came")
        hand.file.case.acute_from = since
        return {"acute_from": {"old": old.isoformat(), "new": since.isoformat()}}

    correct_fact(office, municipality, reference, "acute", reason, change, now=now, actor=actor)


def correct_remand_receipt(
    office: Office,
    municipality: str,
    reference: str,
    received_on: date,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Correct the day we received the board's decision that sent the case back."""
    not_future(received_on, now, "the receipt of the remand")

    def change(hand: Hand) -> dict[str, Any]:
        round_ = hand.file.round
        if round_.track != Track.REMANDED or round_.number == 1:
            raise Refused(f"the running round of case {reference} did not begin with a remand here")
        if received_on == round_.started_on:
            raise Refused(f"{received_on} is the recorded day of receipt already")
        annulled = next(d for d in hand.file.decisions if d.id == round_.annuls_id)
        whole = round_.annuls_part_sealed is None
        not_before(received_on, annulled.decided_on, "the remand", "when the decision was made")
        if round_.remanded_on is not None:
            not_before(received_on, round_.remanded_on, "its receipt", "the board's own date")
        if hand.file.decision is not None:
            decided_on = hand.file.decision.decided_on
            not_before(decided_on, received_on, "the recorded decision", "the corrected receipt")
        if (ended_on := hand.file.case.ended_on) is not None:
            not_before(ended_on, received_on, "the recorded ending", "the corrected receipt")
        old, round_.started_on, round_.started_at = round_.started_on, received_on, None
        case, book = hand.file.case, office.book
        rule = book.in_force(case.municipality_code, case.area, received_on)
        round_.rule_version = rule.version if rule else None
        if rule is not None:
            keep(hand.store, book, rule, case.municipality_code)
        for decision in hand.file.decisions if whole else ():
            if (decision.round_id, decision.annulled_on) == (annulled.round_id, old):
                decision.annulled_on = received_on  # also what the board had put beside it
        for answer in hand.file.board_decisions:
            if answer.recorded_at == round_.registered_at:
                answer.received_on = received_on
        return {"remand_received_on": {"old": str(old), "new": str(received_on)}}

    correct_fact(
        office, municipality, reference, "remand-corrected", reason, change, now=now, actor=actor
    )


def undo_ending(
    office: Office, municipality: str, reference: str, reason: str, *, now: datetime, actor: str
) -> None:
    """The case did not end: its clocks run on as if nothing had been recorded, in the same round.

    What had not left stays withdrawn, and what must be told is weighed anew at once. A case that
    was joined with another has lived on there, and is reopened instead.
    """

    def change(hand: Hand) -> dict[str, Any]:
        case = hand.file.case
        if case.ending is None:
            raise Refused(f"case {reference} has not ended: there is no ending to undo")
        if case.ending == Ending.JOINED:
            raise Refused(
                f"case {reference} goes on in the case it was joined with: "
                "if it was none of its own, rettidig reopen"
            )
        changed = {
            "ending": {"old": case.ending, "new": None},
            "ended_on": {"old": as_text(case.ended_on), "new": None},
        }
        case.ending, case.ended_on = None, None
        desk = Desk(hand.store, office, hand.file)
        withdraw_task(desk, TaskKind.TELL_APPLICANT, case.id)
        if all(party.died_on is None for party in hand.file.principals()):
            withdraw_task(desk, TaskKind.DEATH, case.id)
        return changed

    correct_fact(
        office, municipality, reference, "ending-undone", reason, change, now=now, actor=actor
    )
