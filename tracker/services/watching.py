"""What comes with time alone: a case without a deadline, a decision that was never sent, a power
that ends, granted help to be looked at again."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from rules.case_letters import unsent_decision_task, without_deadline_task
from rules.notice_facts import TaskKind
from rules.rule import Rule
from rules.terms import DeadlineKind, NoticeDuty, local
from tracker.codes import FollowUpKind
from tracker.office import SYSTEM
from tracker.services.desk import Desk
from tracker.services.tasks import open_task
from tracker.services.weighing import Look

_OWN_LIMITS: Final = frozenset({DeadlineKind.SUPPLIER_CHANGE, DeadlineKind.REASSESSMENT})


def weigh_without_deadline(desk: Desk, look: Look, rule: Rule | None) -> None:
    """Row 15: a case without a deadline comes back to somebody's table; a reassessment is there."""
    if desk.file.reassesses(desk.file.round):
        return
    if not desk.open or desk.governing() or (rule is not None and rule.notice is NoticeDuty.NONE):
        return
    about = desk.file.case.id
    done = [
        t.done_at
        for t in desk.file.tasks
        if t.kind == TaskKind.WITHOUT_DEADLINE and t.done_at is not None and t.done_by != SYSTEM
    ]
    task, next_at = without_deadline_task(
        desk.file.round.registered_at, max(done, default=None), now=desk.now, settings=desk.settings
    )
    if task is not None:
        look.tasks.add((task, about))
        open_task(desk, task, about, None)
    look.again(next_at)


def weigh_unsent_decision(desk: Desk, look: Look, rule: Rule | None) -> None:
    """Row 4 where no date of the decision runs: that, too, must be sent once it is made."""
    file = desk.file
    decision = file.held_decision or file.decision
    dated = any(
        d.kind == DeadlineKind.DECISION and d.round_id == file.round.id for d in desk.governing()
    )
    silent = rule is not None and rule.notice is NoticeDuty.NONE
    named = any(not party.anonymous for party in desk.recipients())
    if decision is None or decision.sent_on or file.case.ending or dated or silent or not named:
        return
    task, next_at = unsent_decision_task(
        decision.decided_on, now=desk.now, calendar=desk.calendar, settings=desk.settings
    )
    if task is not None:
        look.tasks.add((task, file.case.id))
        open_task(desk, task, file.case.id, None)
    look.again(next_at)


def weigh_party_days(desk: Desk, look: Look) -> None:
    """A power that ends, a party that leaves, a child that comes of the age: each changes how
    letters go and to whom. A death is a task, also where no date runs that would ask for it."""
    if any(party.died_on is not None for party in desk.file.principals()):
        look.tasks.add((TaskKind.DEATH, desk.file.case.id))
        open_task(desk, TaskKind.DEATH, desk.file.case.id, None)
    for party in desk.file.parties:
        if party.since_on is not None and party.since_on > desk.today:
            look.again(local(party.since_on, desk.settings.day_begins))
        for last in (party.represents_until, party.until_on):
            _when_over(desk, look, last)


def _when_over(desk: Desk, look: Look, last: date | None) -> None:
    """At midnight what has not left is withdrawn; by day whoever is told instead is told."""
    if last is None:
        return
    after = last + timedelta(days=1)
    for moment in (local(after, 0), local(after, desk.settings.day_begins)):
        if moment > desk.now:
            look.again(moment)


def weigh_follow_ups(desk: Desk, look: Look) -> None:
    """A follow-up or reassessment becomes a task some days before it is due."""
    ahead = timedelta(days=desk.office.settings.follow_up_days)
    given_up = {g.id for g in desk.file.grants if g.ended_on is not None}
    for row in desk.file.follow_ups:
        asked = row.kind == FollowUpKind.SUPPLIER_CHANGE
        moot = desk.file.case.ending is not None or row.grant_id in given_up or asked
        if row.done_on is not None or row.superseded_at is not None or moot:
            continue
        start = local(row.due_on - ahead, desk.settings.day_begins)
        if desk.now >= start:
            look.tasks.add((TaskKind.FOLLOW_UP, row.id))
            open_task(desk, TaskKind.FOLLOW_UP, row.id, row.due_on)
        else:
            look.again(start)


def weigh_own_limits(desk: Desk, look: Look) -> None:
    """Another supplier that was asked for, help that is looked at again: a task until it is done,
    with the date of its limit where there is one."""
    if desk.file.case.ending is not None:
        return
    file, held = desk.file, {g.id for g in desk.file.granted() if g.ended_on is None}
    for row in file.follow_ups:
        asked = row.kind == FollowUpKind.SUPPLIER_CHANGE and row.grant_id in held
        if asked and row.done_on is None and row.superseded_at is None:
            _own_task(desk, look, TaskKind.CHANGE_SUPPLIER, row.id, str(row.id))
    if desk.open and file.reassesses(file.round):
        _own_task(desk, look, TaskKind.REASSESS, file.round.id, "")


def _own_task(desk: Desk, look: Look, kind: TaskKind, about: UUID, subject: str) -> None:
    found = [
        d.due_on for d in desk.file.running() if d.kind in _OWN_LIMITS and d.subject_key == subject
    ]
    look.tasks.add((kind, about))
    open_task(desk, kind, about, found[-1] if found else None)
