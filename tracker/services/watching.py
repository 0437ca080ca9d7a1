"""Tasks that come with time alone: a case without a deadline, granted help to be looked at
again."""

from datetime import timedelta

from rules.case_letters import without_deadline_task
from rules.notice_facts import TaskKind
from rules.rule import Rule
from rules.terms import NoticeDuty, local
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


def weigh_follow_ups(desk: Desk, look: Look) -> None:
    """A follow-up or reassessment becomes a task some days before it is due."""
    ahead = timedelta(days=desk.office.settings.follow_up_days)
    for row in desk.file.follow_ups:
        if row.done_on is not None or row.superseded_at is not None:
            continue
        start = local(row.due_on - ahead, desk.settings.day_begins)
        if desk.now >= start:
            look.tasks.add((TaskKind.FOLLOW_UP, row.id))
            open_task(desk, TaskKind.FOLLOW_UP, row.id, row.due_on)
        else:
            look.again(start)
