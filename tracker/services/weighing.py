"""The table of notices carried out on one case: what must exist now is made, what must not is
withdrawn."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from notifications.kinds import LetterKind
from rules.notice_facts import (
    Act,
    ActKind,
    Circumstances,
    NoticeFact,
    NoticeState,
    Recipient,
    TaskKind,
)
from rules.standing import what_must_exist
from rules.steps import StartEvent
from rules.terms import DeadlineKind, NoticeDuty, Reach
from rules.told import at_stake, speaks_of
from tracker.casefile import CaseFile
from tracker.codes import DispatchState, Ending
from tracker.models import Deadline, Dispatch, Notice, Party
from tracker.services import noticing
from tracker.services.desk import Desk
from tracker.services.letter_facts import delay
from tracker.services.promises import Promise, promise_for, reason_given, usable
from tracker.services.tasks import open_task, settle

#: The first and the renewed letter about a date that slips, by the promise it belongs to.
DELAY_LETTERS = {
    DeadlineKind.DECISION: (LetterKind.DELAY_NOTICE, LetterKind.RENEWED_DELAY_NOTICE),
    # The letters word a complaint by what started the clock.
    DeadlineKind.RECONSIDERATION: (LetterKind.DELAY_NOTICE, LetterKind.RENEWED_DELAY_NOTICE),
    DeadlineKind.DELIVERY: (
        LetterKind.DELIVERY_DELAY_NOTICE,
        LetterKind.RENEWED_DELIVERY_DELAY_NOTICE,
    ),
}

_LOST = frozenset({DispatchState.RETURNED, DispatchState.FAILED})

#: A person dies once, and a decision is sent once, whatever dates run and move.
_ONCE_A_CASE = frozenset({TaskKind.DEATH, TaskKind.SEND_DECISION})

_WHY = {1: "the case has ended", 2: "the date moved", 4: "done in the meantime"}


@dataclass(slots=True)
class Look:
    """What one look at a case asked for."""

    tasks: set[tuple[TaskKind, UUID]] = field(default_factory=set)
    stopped: set[UUID] = field(default_factory=set)
    moments: list[datetime] = field(default_factory=list)
    #: Parties whom a delay notice tells of the decision.
    delay_told: set[UUID] = field(default_factory=set)

    def again(self, moment: datetime | None) -> None:
        """Look again at a moment, if there is one."""
        if moment is not None:
            self.moments.append(moment)

    def ask(self, desk: Desk, kind: TaskKind, about: UUID, act: Act) -> None:
        """Ask a person."""
        self.tasks.add((kind, about))
        open_task(desk, kind, about, act.for_date)


def weigh_delays(desk: Desk, look: Look) -> None:
    """Rows 1–14 for every running clock and every party who must be told."""
    over = desk.file.case.ending is not None
    look.stopped |= {
        d.id
        for d in desk.file.deadlines
        if over or d.superseded_at or d.lapsed_at or desk.clock(d).stopped
    }
    for deadline in desk.governing():
        if _owed_later(desk, deadline):
            continue
        clock = desk.clock(deadline)
        for party in desk.concerned(deadline, gone=True):
            recipient = recipient_of(desk, deadline, party)
            weighing = what_must_exist(
                clock,
                recipient,
                circumstances(desk, deadline, party, at_stake(clock, recipient)),
                now=desk.now,
                calendar=desk.calendar,
                settings=desk.settings,
            )
            for act in weighing.acts:
                _carry_out(desk, look, deadline, party, act)
            look.again(weighing.look_again_at)
            this_round = deadline.round_id == desk.file.round.id
            decision = deadline.kind == DeadlineKind.DECISION and this_round
            if decision and _told_or_going(desk, deadline, party):
                look.delay_told.add(party.id)


def _owed_later(desk: Desk, deadline: Deadline) -> bool:
    """Row 13 begins with the grant: until then the decision's own letter speaks for the help
    too."""
    acute = deadline.start_event == StartEvent.ACUTE and deadline.kind == DeadlineKind.DELIVERY
    return acute and desk.open


def recipient_of(desk: Desk, deadline: Deadline, party: Party) -> Recipient:
    """A party as the table sees it: how letters reach it, and its notices about this promise."""
    letters = {kind for pair in DELAY_LETTERS.values() for kind in pair}
    facts = tuple(
        notice_fact(desk.file, notice)
        for notice in desk.file.notices_about(deadline)
        if notice.party_id == party.id and notice.kind in letters
    )
    return Recipient(desk.reach(party), facts, anonymous=party.anonymous)


def notice_fact(file: CaseFile, notice: Notice) -> NoticeFact:
    """A stored notice and its letters as the table sees them."""
    letters = file.dispatches_of(notice)
    waiting = any(d.state == DispatchState.QUEUED for d in letters)
    # A copy that came back tells nothing of the next one: that is ours until it leaves itself.
    out = [d for d in letters if not waiting or d.state not in _LOST]
    left = [d.dispatched_at for d in out if d.dispatched_at]
    arrived = [
        d.available_at for d in letters if d.state == DispatchState.AVAILABLE and d.available_at
    ]
    return NoticeFact(
        for_date=notice.for_date,
        state=NoticeState(notice.state),
        promised_until=notice.promised_until,
        claimed=any(d.state == DispatchState.CLAIMED for d in letters),
        dispatched_at=max(left, default=None),
        available_at=min(arrived, default=None),
        returned=_came_back(letters),
        automatic=notice.automatic,
        approved_at=notice.approved_at,
    )


def _came_back(letters: list[Dispatch]) -> bool:
    gone = [d for d in letters if d.state != DispatchState.CANCELLED]
    return bool(gone) and all(d.state in _LOST for d in gone)


def circumstances(desk: Desk, deadline: Deadline, party: Party, stake: date) -> Circumstances:
    """What else decides whether a letter about a deadline must go to a party; `stake` is P."""
    rule, case = desk.rule_of(deadline), desk.file.case
    decision = desk.file.held_decision or desk.file.decision
    # The decision of an earlier round is annulled: nobody need send it any more.
    of_decision = deadline.kind == DeadlineKind.DECISION and deadline.round_id == desk.file.round.id
    waits = decision is not None and decision.sent_on is None and of_decision
    return Circumstances(
        notice=rule.notice if rule else NoticeDuty.APPLICANT,
        reason_mandatory=rule.reason_mandatory if rule else False,
        reason_given=reason_given(desk, deadline, stake),
        ended=case.ending is not None or desk.file.gone(party, desk.today),
        died=case.ending == Ending.DIED or party.died_on is not None,
        unsent_since=decision.decided_on if waits and decision else None,
        later_date_set_at=_later_date(desk, deadline, party),
    )


def _later_date(desk: Desk, deadline: Deadline, party: Party) -> datetime | None:
    """When the caseworker recorded a date later than the promise in force, since it was made."""
    proven = [
        n
        for n in desk.file.notices_about(deadline)
        if n.party_id == party.id and n.promised_until and notice_fact(desk.file, n).proven
    ]
    expectation = desk.file.expectation(deadline)
    if not proven or expectation is None:
        return None
    last = max(proven, key=lambda n: n.promised_until or n.for_date)
    newer = last.approved_at is not None and expectation.recorded_at > last.approved_at
    later = usable(expectation, last.promised_until or last.for_date, desk.today)
    return expectation.recorded_at if newer and later else None


def _carry_out(desk: Desk, look: Look, deadline: Deadline, party: Party, act: Act) -> None:
    about = deadline.id
    if act.kind in {ActKind.DRAFT, ActKind.SEND} and _by_hand(desk, deadline):
        look.ask(desk, TaskKind.TELEPHONE, about, act)
        return
    match act.kind:
        case ActKind.TASK if act.task is not None:
            one = act.task in _ONCE_A_CASE
            look.ask(desk, act.task, desk.file.case.id if one else about, act)
        case ActKind.DRAFT if act.for_date is not None:
            noticing.draft(
                desk, party, letter_kind(desk, deadline, party, act), act.for_date, deadline
            )
        case ActKind.SEND:
            send(desk, deadline, party, act)
        case ActKind.CANCEL | ActKind.SUPERSEDE:
            _withdraw(desk, deadline, party, act)
        case ActKind.NEXT_CHANNEL:
            _next_channel(desk, look, deadline, party, act)
        case _:
            raise AssertionError(f"the table asked for {act}")


def _by_hand(desk: Desk, deadline: Deadline) -> bool:
    """Whether a person tells: our letters speak to an applicant, not to who reported a worry, nor
    of a decision that nobody applied for."""
    if deadline.kind == DeadlineKind.DECISION and desk.reassesses(deadline):
        return True
    rule = desk.rule_of(deadline)
    return rule is not None and rule.notice is NoticeDuty.REPORTER


def letter_kind(desk: Desk, deadline: Deadline, party: Party, act: Act) -> LetterKind:
    """The first letter about a promise, or the renewed one that quotes the last."""
    first, renewed = DELAY_LETTERS[DeadlineKind(deadline.kind)]
    return renewed if _last_notice(desk, deadline, party, act) else first


def _last_notice(desk: Desk, deadline: Deadline, party: Party, act: Act) -> Notice | None:
    """The notice whose promise is now at stake."""
    kept = [
        n
        for n in desk.file.notices_about(deadline)
        if n.party_id == party.id
        and n.promised_until == act.for_date
        and notice_fact(desk.file, n).proven
    ]
    return kept[-1] if kept else None


def current_notice(
    desk: Desk, deadline: Deadline, party: Party, for_date: date | None
) -> Notice | None:
    """The standing notice to a party about a date of this promise."""
    letters = DELAY_LETTERS[DeadlineKind(deadline.kind)]
    found = [
        n
        for n in desk.file.notices_about(deadline)
        if (n.party_id, n.for_date) == (party.id, for_date)
        and n.kind in letters
        and n.state in noticing.ACTIVE
        and speaks_of(desk.clock(deadline), notice_fact(desk.file, n))
    ]
    return found[-1] if found else None


def send(desk: Desk, deadline: Deadline, party: Party, act: Act, *, by: str | None = None) -> bool:
    """Approve the notice about a date, with what is promised counted from today."""
    assert act.for_date is not None  # noqa: S101 - a letter is always about a date
    notice = current_notice(desk, deadline, party, act.for_date)
    if notice is None:
        kind = letter_kind(desk, deadline, party, act)
        notice = noticing.draft(desk, party, kind, act.for_date, deadline)
    promise, data = said_now(desk, deadline, party, act)
    return noticing.approve(desk, notice, party, promised_until=promise.until, data=data, by=by)


def said_now(
    desk: Desk, deadline: Deadline, party: Party, act: Act
) -> tuple[Promise, dict[str, Any]]:
    """What a letter that left now would promise and say about the date of an act."""
    assert act.for_date is not None  # noqa: S101 - a letter is always about a date
    promise = promise_for(desk, deadline, desk.clock(deadline), act.for_date)
    last = _last_notice(desk, deadline, party, act)
    return promise, delay(desk, party, deadline, promise, last, act.for_date)


def _withdraw(desk: Desk, deadline: Deadline, party: Party, act: Act) -> None:
    notice = current_notice(desk, deadline, party, act.for_date)
    if notice is not None and noticing.unsent(desk, notice):
        state = NoticeState.CANCELLED if act.kind is ActKind.CANCEL else NoticeState.SUPERSEDED
        noticing.withdraw(desk, notice, state, _WHY[act.row])


def _next_channel(desk: Desk, look: Look, deadline: Deadline, party: Party, act: Act) -> None:
    """Row 3: a letter came back; paper is the next way, and after paper a person."""
    notice = current_notice(desk, deadline, party, act.for_date)
    used = {d.channel for d in desk.file.dispatches_of(notice)} if notice else set()
    if notice is not None and Reach.PAPER not in used:
        noticing.queue(desk, notice, Reach.PAPER)
    else:
        look.ask(desk, TaskKind.LETTER_FAILED, deadline.id, act)


def _told_or_going(desk: Desk, deadline: Deadline, party: Party) -> bool:
    letters = DELAY_LETTERS[DeadlineKind(deadline.kind)]
    return any(
        n.party_id == party.id and n.state == NoticeState.APPROVED and n.kind in letters
        for n in desk.file.notices_about(deadline)
    )


def finish(desk: Desk, look: Look) -> None:
    """Close what is no longer asked for, and note when to look again."""
    settle(desk, look.tasks, stopped=look.stopped)
    desk.file.case.attention_at = min(look.moments, default=None)
    desk.store.touch(desk.file)
    desk.store.session.flush()
