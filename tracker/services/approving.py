"""What a person does about a notice: approves it, or marks a task done."""

from datetime import date, datetime
from uuid import UUID

from rules.notice_facts import Act, ActKind, NoticeState
from rules.terms import DeadlineKind, NoticeDuty
from rules.told import at_stake
from tracker.errors import Refused
from tracker.models import Deadline, Notice, Party
from tracker.office import Office
from tracker.services.acting import act_on
from tracker.services.checks import running
from tracker.services.desk import Desk
from tracker.services.promises import reason_given, usable
from tracker.services.tasks import close_task
from tracker.services.weighing import current_notice, recipient_of, send


def approve_notices(
    office: Office,
    municipality: str,
    reference: str,
    kind: DeadlineKind | None = None,
    *,
    now: datetime,
    actor: str,
) -> list[UUID]:
    """Approve every delay notice of a case that waits for it: it is queued to leave at once.

    With a `kind` only those about dates of that kind.
    A notice whose draft day has not come can be approved once the caseworker has recorded a later
    date. Raises `Refused` when there is nothing to approve, or a letter cannot be written.
    """
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        desk = Desk(hand.store, office, hand.file)
        approved = [
            notice.id
            for deadline in desk.governing()
            if not desk.clock(deadline).stopped and kind in (None, deadline.kind)
            for party in desk.concerned(deadline)
            if (notice := _approve(desk, deadline, party)) is not None
        ]
        if not approved:
            raise Refused(
                f"case {reference} has no notice to approve: record what can be expected first, "
                "rettidig expect"
            )
    return approved


def _approve(desk: Desk, deadline: Deadline, party: Party) -> Notice | None:
    clock, recipient = desk.clock(deadline), recipient_of(desk, deadline, party)
    stake = at_stake(clock, recipient)
    notice = current_notice(desk, deadline, party, stake)
    if notice is not None and notice.state == NoticeState.APPROVED:
        return None
    expected = usable(desk.file.expectation(deadline), stake, desk.today)
    if (notice is None and not expected) or not _written_to(desk, deadline, party):
        return None
    _check_reason(desk, deadline, stake)
    if not send(desk, deadline, party, Act(ActKind.SEND, 9, stake), by=desk.store.actor):
        raise Refused("the letter cannot be written as it stands: see the task letter-failed")
    return current_notice(desk, deadline, party, stake)


def _written_to(desk: Desk, deadline: Deadline, party: Party) -> bool:
    """Row 1: nobody is written to who is anonymous, or whom the rule leaves untold."""
    rule = desk.rule_of(deadline)
    return not party.anonymous and (rule is None or rule.notice is NoticeDuty.APPLICANT)


def _check_reason(desk: Desk, deadline: Deadline, stake: date) -> None:
    """Row 6: where the law wants a reason in the letter, nothing goes without one."""
    rule = desk.rule_of(deadline)
    if rule is not None and rule.reason_mandatory and not reason_given(desk, deadline, stake):
        raise Refused(
            f"the law wants a reason in the letter about {stake}: record what the case waits for, "
            "rettidig await, or say why with rettidig expect --reason"
        )


def finish_task(
    office: Office, municipality: str, reference: str, kind: str, *, now: datetime, actor: str
) -> int:
    """Mark the open tasks of a kind done; answers how many there were."""
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        waiting = [t for t in hand.file.tasks if t.kind == kind and t.done_at is None]
        if not waiting:
            known = sorted({t.kind for t in hand.file.tasks if t.done_at is None})
            raise Refused(
                f'case {reference} has no open task "{kind}"'
                + (f": open are {', '.join(known)}" if known else ": it has no open task")
            )
        desk = Desk(hand.store, office, hand.file)
        for task in waiting:
            close_task(desk, task)
    return len(waiting)
