"""Case files as plain values for people and programs: the keys of the command line's JSON are a
contract."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from notifications.explain import explain
from notifications.formats import Language
from rules.local_time import COPENHAGEN
from rules.steps import steps_from_json
from tracker.casefile import CaseFile
from tracker.cpr import masked
from tracker.models import BoardDecision, Complaint, Deadline, Dispatch, Notice, Task
from tracker.office import Office
from tracker.services.desk import Desk
from tracker.services.registering import Registered
from tracker.services.standings import (
    DeadlineView,
    case_standing,
    case_told,
    deadline_views,
    promise_missing,
)
from tracker.store import Store


def local_text(moment: datetime | None) -> str | None:
    """An instant as ISO text in Danish time; None stays None."""
    return moment.astimezone(COPENHAGEN).isoformat(timespec="seconds") if moment else None


def registered_view(office: Office, made: Registered, *, now: datetime) -> dict[str, Any]:
    """What `register` answers: the application, its cases and their dates."""
    with office.reading(now) as store:
        files = [store.find(made.municipality_code, ref, lock=False) for ref in made.references]
        cases = [
            {
                "reference": file.case.reference,
                "area": file.case.area,
                "deadlines": [deadline_view(v) for v in deadline_views(Desk(store, office, file))],
                "without": _without(Desk(store, office, file)),
            }
            for file in files
        ]
    return {"application": str(made.application_id), "cases": cases}


def _without(desk: Desk) -> list[str]:
    """Why a case has no decision date, in words; empty where it has one."""
    if desk.decision_deadline() is not None:
        return []
    rule, started = desk.rule, desk.file.round.started_on
    if rule is None:
        days = desk.office.book.force_days(desk.file.case.municipality_code, desk.file.case.area)
        return [f"no rule was in force on {started}; there is one {days}"]
    if rule.decision is None:
        return [] if desk.file.running() else ["the rule sets no limit for the decision"]
    return [
        f'the published words "{rule.decision.published or rule.decision.limit.kind}" set no date'
    ]


def deadline_view(view: DeadlineView) -> dict[str, Any]:
    """One deadline with the keys of the contract."""
    row = view.deadline
    values: dict[str, Any] = {
        "kind": row.kind,
        "track": row.track,
        "round": view.round.number,
        "starts_on": row.starts_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "act_by": row.act_by.isoformat(),
        "met_on": view.met_on.isoformat() if view.met_on else None,
        "standing": view.standing,
        "told": view.told,
        "days_late": view.days_late,
        "rule": {
            "area": row.rule_area,
            "version": row.rule_version,
            "published": row.published,
        },
    }
    if row.due_at is not None:
        values["due_at"] = local_text(row.due_at)
    return values


def case_view(store: Store, office: Office, file: CaseFile) -> dict[str, Any]:
    """The whole case, with the keys of the contract."""
    desk = Desk(store, office, file)
    views, case = deadline_views(desk), file.case
    return {
        "reference": case.reference,
        "area": case.area,
        "title": desk.rule.title if desk.rule else case.area,
        "status": desk.rule.status if desk.rule else None,
        "standing": case_standing(desk, views),
        "told": case_told(views),
        "promise_missing": promise_missing(desk),
        "acute": case.acute_from is not None,
        "received_on": file.application.received_on.isoformat(),
        "journaled_on": _iso(file.application.journaled_on),
        "registered_at": local_text(file.application.registered_at),
        "ended": {"how": case.ending, "on": _iso(case.ended_on)} if case.ending else None,
        "awaiting": _awaiting(desk),
        "team": case.team,
        "caseworker": case.caseworker,
        "version": case.version,
        "parties": [_party(desk, file, number) for number in range(len(file.parties))],
        "rounds": [_round(file, number) for number in range(len(file.rounds))],
        "deadlines": [deadline_view(view) for view in views],
        "moved": [_moved(row) for row in file.deadlines if row.superseded_at is not None],
        "complaints": [_complaint(row) for row in file.complaints],
        "board": [_board(store, row) for row in file.board_decisions],
        "grants": [_grant(store, file, number) for number in range(len(file.grants))],
        "promises": _promises(file),
        "letters": [_letter(store, file, notice) for notice in file.notices],
        "tasks": [_task(row) for row in file.tasks],
        "events": _events(store, file),
    }


def _complaint(row: Complaint) -> dict[str, Any]:
    return {
        "received_on": _iso(row.received_on),
        "outcome": row.outcome,
        "reconsidered_on": _iso(row.reconsidered_on),
        "forwarded_on": _iso(row.forwarded_on),
    }


def _board(store: Store, row: BoardDecision) -> dict[str, Any]:
    return {
        "outcome": row.outcome,
        "part": store.open(row, "part_sealed"),
        "received_on": _iso(row.received_on),
        "effectuated_on": _iso(row.effectuated_on),
    }


def _task(row: Task) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "role": row.role,
        "for_date": _iso(row.for_date),
        "opened_at": local_text(row.opened_at),
        "done_at": local_text(row.done_at),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _awaiting(desk: Desk) -> dict[str, Any] | None:
    waiting = desk.file.waiting(desk.today)
    return {"cause": waiting.cause, "since": _iso(waiting.since_on)} if waiting else None


def _party(desk: Desk, file: CaseFile, number: int) -> dict[str, Any]:
    party = file.parties[number]
    return {
        "role": party.role,
        "name": desk.store.open(party, "name_sealed"),
        "digital_post": party.digital_post,
        "language": party.language,
        "gets_letters": party.id in _addressees(desk, file),
        "gets_copy": party.gets_copy,
    }


def _addressees(desk: Desk, file: CaseFile) -> set[UUID]:
    """Who receives letters today: a party who must be told, or the representative instead."""
    told = [p for p in file.principals() if not file.gone(p, desk.today)]
    return {file.addressee(p, desk.today).id for p in told}


def _round(file: CaseFile, number: int) -> dict[str, Any]:
    row = file.rounds[number]
    decision = file.decision_of(row.id)
    return {
        "number": row.number,
        "track": row.track,
        "started_on": _iso(row.started_on),
        "start_event": row.start_event,
        "remanded_on": _iso(row.remanded_on),
        "help_resumed": row.help_resumed,
        "outcome": decision.outcome if decision else None,
        "decided_on": _iso(decision.decided_on) if decision else None,
        "sent_on": _iso(decision.sent_on) if decision else None,
        "annulled_on": _iso(decision.annulled_on) if decision else None,
    }


def _moved(row: Deadline) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "track": row.track,
        "due_on": _iso(row.due_on),
        "superseded_at": local_text(row.superseded_at),
        "reason": row.reason,
    }


def _grant(store: Store, file: CaseFile, number: int) -> dict[str, Any]:
    row = file.grants[number]
    delivery = file.delivered(row.id)
    return {
        "number": number + 1,
        "service": store.open(row, "service_sealed"),
        "supplier": store.open(row, "supplier_sealed"),
        "from": _iso(row.from_on),
        "until": _iso(row.until_on),
        "wished": _iso(row.wished_on),
        "holds": row in file.granted() and row.ended_on is None,
        "delivered_on": _iso(delivery.delivered_on) if delivery else None,
    }


def _promises(file: CaseFile) -> list[dict[str, Any]]:
    return [
        {
            "letter": notice.kind,
            "for_date": _iso(notice.for_date),
            "promised_until": _iso(notice.promised_until),
            "approved_by": notice.approved_by,
        }
        for notice in file.notices
        if notice.promised_until is not None and notice.approved_at is not None
    ]


def _letter(store: Store, file: CaseFile, notice: Notice) -> dict[str, Any]:
    party = next(p for p in file.parties if p.id == notice.party_id)
    ways = file.dispatches_of(notice)
    last = ways[-1] if ways else None
    return {
        "kind": notice.kind,
        "party": party.role,
        "for_date": _iso(notice.for_date),
        "promised_until": _iso(notice.promised_until),
        "state": last.state if last and notice.state == "approved" else notice.state,
        "channel": last.channel if last else None,
        "message": str(last.message_uuid) if last else None,
        "dispatched_at": local_text(_first(ways)),
        "available_at": local_text(last.available_at) if last else None,
        "automatic": notice.automatic,
        "withdrawn": notice.withdrawn_reason,
    }


def _first(ways: list[Dispatch]) -> datetime | None:
    return min((w.dispatched_at for w in ways if w.dispatched_at), default=None)


def _events(store: Store, file: CaseFile) -> list[dict[str, Any]]:
    return [
        {
            "seq": event.seq,
            "kind": event.kind,
            "on": _iso(event.happened_on),
            "at": local_text(event.recorded_at),
            "by": event.actor,
            **({"values": masked(values)} if values is not None else {"erased": True}),
        }
        for event, values in store.journal_of(file)
        if event.recorded_at <= store.now
    ]


def explanations(file: CaseFile, language: Language) -> list[dict[str, Any]]:
    """How each date of a case was worked out, the superseded ones too."""
    return [
        {
            "kind": row.kind,
            "track": row.track,
            "round": file.round_of(row.round_id).number,
            "due_on": _iso(row.due_on),
            "act_by": _iso(row.act_by),
            "published": row.published,
            "rule_version": row.rule_version,
            "superseded": row.reason if row.superseded_at else None,
            "sentences": explain(steps_from_json(row.steps), language, letter=False),
        }
        for row in file.deadlines
    ]
