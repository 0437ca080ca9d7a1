"""Endings other than a decision: no longer watched, never counted as decided (design §2.14)."""

from datetime import date, datetime
from typing import Final

from rules.notice_facts import NoticeState, TaskKind
from tracker.codes import Ending, EventKind
from tracker.office import Office
from tracker.services import noticing
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, plain_line, running, undecided
from tracker.services.desk import Desk
from tracker.services.next_acts import help_owed
from tracker.services.tasks import open_task

#: Another municipality decides: the file goes there at once and the applicant is told so; no
#: letter is worded for it, so a person does both (forvaltningsloven § 7, stk. 2).
FORWARDED: Final = frozenset({Ending.MOVED, Ending.TRANSFERRED})


def close(
    office: Office,
    municipality: str,
    reference: str,
    ending: Ending,
    on: date,
    *,
    why: str | None = None,
    now: datetime,
    actor: str,
) -> None:
    """End a case; letters that have not left are cancelled in the same transaction.

    A decided case can still end while help is owed: somebody dies, or moves, before it has come.
    """
    not_future(on, now, "the ending")
    words = plain_line(why, "the reason") if why else None
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        if not help_owed(hand.file):
            undecided(hand.file)
        running(hand.file)
        began = hand.file.round.started_on
        not_before(on, began, "the ending", "when the application or remand came")
        if hand.file.decision is not None:
            not_before(on, hand.file.decision.decided_on, "the ending", "when it was decided")
        end_case(hand, ending, on, words)


def end_case(hand: Hand, ending: Ending, on: date, why: str | None) -> None:
    """End a case inside an act: its letters that have not left are withdrawn with it."""
    hand.file.case.ending, hand.file.case.ended_on = ending, on
    desk = Desk(hand.store, hand.office, hand.file)
    for notice in hand.file.notices:
        if noticing.unsent(desk, notice):
            gone = f"the case has ended ({ending})"
            noticing.withdraw(desk, notice, NoticeState.CANCELLED, gone)
    owed = [d for d in hand.file.running() if not desk.clock(d).stopped]
    overdue = any(on > d.due_on for d in owed)
    hand.store.record(hand.file, EventKind.ENDED, on, ending=ending, why=why, overdue=overdue)
    if ending is Ending.DIED:  # also where no date runs that would ask for it
        news = all(party.died_on is None for party in hand.file.principals())
        open_task(desk, TaskKind.DEATH, hand.file.case.id, None, anew=news)
    if ending in FORWARDED and any(not party.anonymous for party in desk.recipients()):
        open_task(desk, TaskKind.TELL_APPLICANT, hand.file.case.id, on, anew=True)
