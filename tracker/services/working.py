"""The worklist: open cases that need an act, ordered by the act that is due."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.notice_facts import TaskKind
from rules.standing import Standing
from rules.told import Told
from tracker.office import Office
from tracker.services.desk import Desk
from tracker.services.figures import case_files
from tracker.services.standings import DeadlineView, case_standing, deadline_views

#: Groups of the worklist, in order; a case stands once, in its first group.
GROUPS: Final = (
    "acute",
    "due-today",
    "notice-due",
    "other-tasks",
    "at-risk",
    "overdue-and-told",
    "rest",
)

#: Tasks about a letter that must go, or did not arrive.
NOTICE_TASKS: Final = frozenset(
    {
        TaskKind.SET_DATE_AND_REASON,
        TaskKind.TELEPHONE,
        TaskKind.REASON_MISSING,
        TaskKind.LATE_AND_UNTOLD,
        TaskKind.NO_RECEIPT,
        TaskKind.LETTER_FAILED,
    }
)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One case on the list: why it stands there, and by when something must be done."""

    group: str
    reference: str
    area: str
    team: str
    caseworker: str
    standing: Standing
    act_by: date | None
    due_on: date | None
    tasks: tuple[str, ...]


def worklist(
    office: Office, municipality: str, *, now: datetime, caseworker: str | None = None
) -> list[WorkItem]:
    """Every open case of a municipality (or of one caseworker), most urgent first."""
    code = office.book.pack(municipality).municipality.code
    with office.reading(now) as store:
        desks = (Desk(store, office, file) for file in case_files(store, code))
        items = [item for desk in desks if (item := _item(desk, caseworker)) is not None]
    last = date.max
    return sorted(items, key=lambda i: (GROUPS.index(i.group), i.act_by or last, i.due_on or last))


def _item(desk: Desk, caseworker: str | None) -> WorkItem | None:
    case = desk.file.case
    if caseworker is not None and case.caseworker != caseworker:
        return None
    tasks = tuple(t.kind for t in desk.file.tasks if t.done_at is None)
    views = deadline_views(desk)
    running = [v for v in views if v.met_on is None and v.deadline.lapsed_at is None]
    over = case.ending is not None or (desk.file.decision is not None and not running)
    if over and not tasks:
        return None
    first = min(running, key=lambda v: v.deadline.act_by, default=None)
    stands = case_standing(desk, views)
    return WorkItem(
        group=_group(desk, stands, running, tasks),
        reference=case.reference,
        area=case.area,
        team=case.team or "",
        caseworker=case.caseworker or "",
        standing=stands,
        act_by=first.deadline.act_by if first else None,
        due_on=first.deadline.due_on if first else None,
        tasks=tasks,
    )


def _group(
    desk: Desk, stands: Standing, running: list[DeadlineView], tasks: tuple[str, ...]
) -> str:
    if desk.file.case.acute_from is not None and running:
        return "acute"
    if any(v.deadline.act_by == desk.today for v in running):
        return "due-today"
    untold = any(v.standing is Standing.OVERDUE and v.told is Told.NOT_TOLD for v in running)
    if untold or NOTICE_TASKS & set(tasks):
        return "notice-due"
    if tasks:
        return "other-tasks"
    if stands is Standing.AT_RISK:
        return "at-risk"
    return "overdue-and-told" if stands is Standing.OVERDUE else "rest"
