"""What people must do: opened when the facts ask for it, closed when they no longer do."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from rules.local_time import local_day
from rules.notice_facts import TaskKind
from tracker.codes import EventKind
from tracker.models import Task
from tracker.office import SYSTEM
from tracker.services.desk import Desk

#: Tasks that the team leader answers for; all others are the caseworker's.
LEADER_TASKS: Final = frozenset(
    {
        TaskKind.REASON_MISSING,
        TaskKind.LATE_AND_UNTOLD,
        TaskKind.SECOND_AUTOMATIC,
        TaskKind.LETTER_FAILED,
    }
)

#: Tasks that a person closes, because only a person knows when they are done.
PERSONAL: Final = frozenset(
    {
        TaskKind.TELEPHONE,
        TaskKind.SECOND_AUTOMATIC,
        TaskKind.DEATH,
        TaskKind.RESUME_HELP,
        TaskKind.FORWARD_COMPLAINT,
        TaskKind.EFFECTUATE,
        TaskKind.ANSWER_REMINDER,
        TaskKind.LETTER_FAILED,
        TaskKind.TELL_APPLICANT,
    }
)

#: How soon a task that was done is asked for again while its cause lasts; others never are.
REPEATS: Final = {
    TaskKind.LATE_AND_UNTOLD: timedelta(days=1),
    TaskKind.NO_RECEIPT: timedelta(days=1),
    TaskKind.WITHOUT_DEADLINE: timedelta(weeks=1),
    TaskKind.SEND_DECISION: timedelta(days=1),
    TaskKind.REASON_MISSING: timedelta(days=1),
    TaskKind.FORWARD_COMPLAINT: timedelta(0),  # asked for by each second look that is recorded
}


def open_task(
    desk: Desk,
    kind: TaskKind,
    about_id: UUID,
    for_date: date | None,
    *,
    note: str | None = None,
    anew: bool = False,
) -> None:
    """Open a task unless it stands already, or was done and is not due again.

    `anew` asks for it once more though it was done: what calls for it has just been recorded.
    """
    same = [t for t in desk.file.tasks if (t.kind, t.about_id) == (kind, about_id)]
    if any(t.done_at is None for t in same):
        return
    about_this = [t for t in same if t.for_date == for_date]
    if about_this and not anew and not _due_again(desk, kind, about_this[-1]):
        return
    role = "team-leader" if kind in LEADER_TASKS else "caseworker"
    desk.store.add(
        Task(
            municipality_code=desk.file.case.municipality_code,
            id=desk.store.new_id(),
            case_id=desk.file.case.id,
            about_id=about_id,
            kind=kind,
            role=role,
            for_date=for_date,
            opened_at=desk.now,
        ),
        desk.file,
    )
    said = {"note": note} if note else {}
    desk.store.record(
        desk.file, EventKind.TASK_OPENED, task=kind, role=role, for_date=for_date, **said
    )


def _due_again(desk: Desk, kind: TaskKind, last: Task) -> bool:
    if last.done_by == SYSTEM:
        return True  # nobody did it: nothing asked for it any more, and now something does
    pause = REPEATS.get(kind)
    if pause is None or last.done_at is None:
        return False
    return desk.today >= local_day(last.done_at) + pause


def close_task(desk: Desk, task: Task) -> None:
    """Mark a task done, by whoever acts."""
    task.done_at, task.done_by = desk.now, desk.store.actor
    desk.store.session.flush()
    desk.store.record(desk.file, EventKind.TASK_DONE, task=task.kind, for_date=task.for_date)


def finish_about(desk: Desk, kind: TaskKind, about_id: UUID) -> None:
    """Close the open task of a kind about one thing: the act it asked for has been recorded."""
    for task in desk.file.tasks:
        if (task.kind, task.about_id) == (kind, about_id) and task.done_at is None:
            close_task(desk, task)


def withdraw_task(desk: Desk, kind: TaskKind, about_id: UUID) -> None:
    """Close the open task of a kind about one thing: what it was about did not happen."""
    for task in desk.file.tasks:
        if (task.kind, task.about_id) == (kind, about_id) and task.done_at is None:
            task.done_at, task.done_by = desk.now, SYSTEM


def settle(desk: Desk, asked: set[tuple[TaskKind, UUID]], *, stopped: set[UUID]) -> None:
    """Close the machine's own open tasks that nothing asks for any more.

    A telephone call about a clock that has stopped (`stopped`) is closed with it.
    """
    for task in desk.file.tasks:
        kind = TaskKind(task.kind)
        if task.done_at is not None or (kind, task.about_id) in asked:
            continue
        moot = kind is TaskKind.TELEPHONE and task.about_id in stopped
        if kind not in PERSONAL or moot:
            task.done_at, task.done_by = desk.now, SYSTEM
    desk.store.session.flush()
