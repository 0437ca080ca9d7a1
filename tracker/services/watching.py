"""What comes with time alone: a case without a deadline, a decision that was never sent, a power
that ends, granted help to be looked at again."""

from datetime import timedelta

from rules.case_letters import unsent_decision_task, without_deadline_task
from rules.notice_facts import TaskKind
from rules.rule import Rule
from rules.terms import DeadlineKind, NoticeDuty, local
from tracker.services.desk import Desk
from tracker.services.tasks import open_task
from tracker.services.weighing import Look


def weigh_without_deadline(desk: Desk, look: Look, rule: Rule | None) -> None:
    """Row 15: a case without a deadline comes back to somebody's table."""
    if not desk.open or desk.governing() or (rule is not None and rule.notice is NoticeDuty.NONE):
        return
    about = desk.file.case.id
    done = [
        t.done_at
        for t in desk.file.tasks
        if t.kind == TaskKind.WITHOUT_DEADLINE and t.done_at is not None
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
    decision = file.standing_decision or file.decision
    dated = any(d.kind == DeadlineKind.DECISION for d in file.current_deadlines(file.round.id))
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
    """A power that ends, or a party that leaves, changes how letters go and to whom."""
    for party in desk.file.parties:
        for last in (party.represents_until, party.until_on):
            if last is not None and last >= desk.today:
                look.again(local(last + timedelta(days=1), desk.settings.day_begins))


def weigh_follow_ups(desk: Desk, look: Look) -> None:
    """A follow-up or reassessment becomes a task some days before it is due."""
    ahead = timedelta(days=desk.office.settings.follow_up_days)
    given_up = {g.id for g in desk.file.grants if g.ended_on is not None}
    for row in desk.file.follow_ups:
        moot = desk.file.case.ending is not None or row.grant_id in given_up
        if row.done_on is not None or row.superseded_at is not None or moot:
            continue
        start = local(row.due_on - ahead, desk.settings.day_begins)
        if desk.now >= start:
            look.tasks.add((TaskKind.FOLLOW_UP, row.id))
            open_task(desk, TaskKind.FOLLOW_UP, row.id, row.due_on)
        else:
            look.again(start)
