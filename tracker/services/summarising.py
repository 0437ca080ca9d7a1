"""The row that lists read of a case, and those of its dates: made from the file, in its
transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import col

from rules.local_time import end_of_day, local_day
from rules.notice_facts import Recipient, TaskKind
from rules.standing import Standing
from rules.terms import (
    Clock,
    DeadlineKind,
    NoticeDuty,
    Reach,
    at_risk_from,
    draft_day,
    passes_at,
    safe_until,
)
from rules.told import at_stake, in_force
from tracker.casefile import CaseFile
from tracker.models import CaseSummary, Deadline, DeadlineSummary, Task
from tracker.services.desk import TOLD_BY_LETTER, Desk
from tracker.services.figures import undated
from tracker.services.standings import (
    DeadlineView,
    case_standing,
    deadline_views,
    told_about,
)
from tracker.services.weighing import recipient_of
from tracker.store import upsert


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists read of one case."""

    case: CaseSummary
    deadlines: list[DeadlineSummary]


def summarise(desk: Desk) -> Summary:
    """Write the rows anew, in the transaction of the act that ends here; answers with them."""
    made, session = summary_of(desk), desk.store.session
    values = made.case.model_dump()
    put = upsert(session, CaseSummary).values(values)
    session.execute(
        put.on_conflict_do_update(index_elements=["municipality_code", "id"], set_=values)
    )
    session.execute(
        delete(DeadlineSummary).where(
            col(DeadlineSummary.municipality_code) == made.case.municipality_code,
            col(DeadlineSummary.case_id) == made.case.id,
        )
    )
    if made.deadlines:
        session.execute(insert(DeadlineSummary), [row.model_dump() for row in made.deadlines])
    return made


def summary_of(desk: Desk) -> Summary:
    """The rows as they follow from a case file; nothing is written."""
    views = deadline_views(desk)
    return Summary(_case(desk, views), [_deadline(desk, view) for view in views])


def _case(desk: Desk, views: list[DeadlineView]) -> CaseSummary:
    file, case = desk.file, desk.file.case
    running = [v for v in views if v.met_on is None and v.deadline.lapsed_at is None]
    tasks = [t for t in file.tasks if t.done_at is None]
    over = case.ending is not None or (file.decision is not None and not running)
    waiting = file.waiting(desk.today)
    return CaseSummary(
        municipality_code=case.municipality_code,
        id=case.id,
        made_at=desk.now,
        reference=case.reference,
        area=case.area,
        kle=case.kle,
        team=case.team,
        caseworker=case.caseworker,
        received_on=file.application.received_on,
        track=file.round.track,
        round_number=file.round.number,
        round_started_on=file.round.started_on,
        acute_from=case.acute_from,
        decided_on=file.decision.decided_on if file.decision else None,
        sent_on=file.decision.sent_on if file.decision else None,
        ending=case.ending,
        ended_on=case.ended_on,
        listed=bool(tasks) or not over,
        settled=None if running and not case.ending else case_standing(desk, views),
        undated_kind=undated(desk, views),
        awaiting_cause=waiting.cause if waiting else None,
        awaiting_since_on=waiting.since_on if waiting else None,
        tasks=[_task(file, t) for t in sorted(tasks, key=lambda t: (t.opened_at, t.id))],
    )


def _task(file: CaseFile, task: Task) -> dict[str, Any]:
    since = local_day(task.opened_at)
    if task.kind == TaskKind.ANSWER_REMINDER:
        since = next((r.received_on for r in file.reminders if r.id == task.about_id), since)
    on = task.for_date.isoformat() if task.for_date else None
    return {"kind": task.kind, "for_date": on, "since": since.isoformat()}


def _deadline(desk: Desk, view: DeadlineView) -> DeadlineSummary:
    row, case, clock = view.deadline, desk.file.case, desk.clock(view.deadline)
    late = clock.stopped and view.standing is Standing.BREACHED
    return DeadlineSummary(
        municipality_code=case.municipality_code,
        id=row.id,
        case_id=case.id,
        team=case.team,
        area=case.area,
        kind=row.kind,
        track=row.track,
        round_number=view.round.number,
        governs=view.governs,
        starts_on=row.starts_on,
        due_on=row.due_on,
        due_at=row.due_at,
        act_by=row.act_by,
        at_risk_on=at_risk_from(row.due_on, clock, desk.calendar),
        passes_at=passes_at(row.due_on, clock),
        recorded_at=row.recorded_at,
        met_on=clock.stopped_on,
        met_late=late,
        lapsed=row.lapsed_at is not None,
        watched_until=_watched_until(desk, row),
        sent_after_due=_sent_after_due(desk, row, clock, late=late),
        granted_on=_granted_on(desk.file, row),
        told=told_about(desk, row, clock),
        **_next_notice(desk, row, clock),
    )


def _watched_until(desk: Desk, row: Deadline) -> datetime | None:
    if row.lapsed_at is not None:
        return row.lapsed_at
    ended_on = desk.file.case.ended_on
    return end_of_day(ended_on) if ended_on is not None else None


def _sent_after_due(desk: Desk, row: Deadline, clock: Clock, *, late: bool) -> bool:
    decision = desk.file.decision_of(row.round_id)
    if row.kind != DeadlineKind.DECISION or decision is None or not clock.stopped or late:
        return False
    return decision.sent_on is not None and decision.sent_on > row.due_on


def _granted_on(file: CaseFile, row: Deadline) -> date | None:
    grant = next((g for g in file.grants if g.id == row.grant_id), None)
    if grant is None:
        return None
    return next((d.decided_on for d in file.decisions if d.id == grant.decision_id), None)


def _next_notice(desk: Desk, row: Deadline, clock: Clock) -> dict[str, Any]:
    """P, S and the draft day of the notice that comes first, where one can come."""
    rule = desk.rule_of(row)
    silent = rule is not None and rule.notice is NoticeDuty.NONE
    over = desk.file.case.ending is not None or row.lapsed_at is not None or clock.stopped
    if over or silent or row.kind not in TOLD_BY_LETTER:
        return {}
    people = [p for p in desk.concerned(row) if not p.anonymous]
    told = [recipient_of(desk, row, party) for party in people]
    if not told:
        return {}
    first = min(told, key=lambda r: _safe_on(desk, clock, r))
    stake = at_stake(clock, first)
    promises = [p.promised_until for r in told if (p := in_force(clock, r)) and p.promised_until]
    return {
        "stake_on": stake,
        "promised_until": min(promises) if len(promises) == len(told) else None,
        "draft_on": draft_day(stake, clock, first.reach, desk.calendar, desk.settings),
        "safe_on": _safe_on(desk, clock, first),
        "by_paper": first.reach is Reach.PAPER,
    }


def _safe_on(desk: Desk, clock: Clock, recipient: Recipient) -> date:
    stake = at_stake(clock, recipient)
    return local_day(safe_until(stake, clock, recipient.reach, desk.calendar, desk.settings))
