"""GET: cases, their lists and letters, areas, and dates worked out without keeping anything."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Response
from sqlmodel import col

from notifications.explain import explain
from notifications.limit_words import limit_words
from rules.errors import RulesError
from rules.limit import Limit
from rules.local_time import local_day
from rules.rule import ClockRule, Rule
from rules.rule_dates import first_date
from rules.steps import steps_to_json
from rules.terms import Track
from tracker.models import CaseSummary
from tracker.policy import Act
from tracker.services.reach import within_reach
from tracker.services.summary_reading import case_page
from tracker.services.work_standing import CaseStand
from tracker.views import case_view, local_text
from tracker.web.api import shapes
from tracker.web.api.bodies import ONE_LINE, Day, DayOrInstant
from tracker.web.api.caller import Caller, Calling
from tracker.web.api.cursors import LARGEST, from_cursor, to_cursor
from tracker.web.api.problems import Refusal, answers
from tracker.web.api.tags import is_known, tagged

router = APIRouter()

Reference = Annotated[str, Path(max_length=20, pattern=r"^[0-9A-Za-z-]+$", examples=["2026-0257"])]


def shown_case(caller: Caller, reference: str) -> dict[str, Any]:
    """One case, if the caller may see it; raises a problem."""
    site = caller.site
    with site.office.reading(site.now(), caller.actor) as store:
        file = store.find(caller.municipality, reference, lock=False)
        case = file.case
        caller.demand(Act.SEE_CASE, team=case.team, area=case.area, kle=case.kle)
        return case_view(store, site.office, file)


@router.get(
    "/cases",
    response_model=shapes.CasePage,
    responses=answers(401, 403, 422),
    summary="Cases, as they were registered",
)
def list_cases(
    calling: Calling,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST)] = 50,
    team: Annotated[str | None, Query(max_length=100, pattern=ONE_LINE)] = None,
    area: Annotated[str | None, Query(max_length=200, pattern=ONE_LINE)] = None,
) -> dict[str, Any]:
    """Open cases and closed ones, a page at a time; those that the token reaches."""
    calling.demand_somewhere(Act.SEE_CASE)
    site, code, after = calling.site, calling.municipality, from_cursor(cursor)
    where = [within_reach(calling.person, Act.SEE_CASE, code)]
    if team is not None:
        where.append(col(CaseSummary.team) == team)
    if area is not None:
        where.append(col(CaseSummary.area) == area)
    with site.office.reading(site.now(), calling.actor) as store:
        found = case_page(store, code, *where, after=after, limit=limit + 1)
    more = len(found) > limit
    return {
        "items": [_line(stand) for stand in found[:limit]],
        "next": to_cursor(found[limit - 1].row.id) if more else None,
    }


def _line(stand: CaseStand) -> dict[str, Any]:
    case, first = stand.row, stand.first
    return {
        "reference": case.reference,
        "area": case.area,
        "team": case.team,
        "caseworker": case.caseworker,
        "standing": str(stand.standing),
        "received_on": case.received_on,
        "act_by": first.row.act_by if first else None,
        "due_on": first.row.due_on if first else None,
    }


@router.get(
    "/cases/{reference}",
    response_model=shapes.CaseOut,
    responses={304: {"description": "Not changed since."}, **answers(401, 403, 404, 422)},
    summary="One case",
)
def get_case(
    reference: Reference,
    calling: Calling,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """The whole case, with the ETag that an act on it must show in If-Match."""
    view = shown_case(calling, reference)
    answer = tagged(view)
    if is_known(answer.headers["etag"], if_none_match):
        kept = {name: answer.headers[name] for name in ("etag", "cache-control")}
        return Response(status_code=304, headers=kept)
    return answer


@router.get(
    "/cases/{reference}/letters/{message}",
    response_class=Response,
    responses={
        200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}},
        **answers(401, 403, 404, 422),
    },
    summary="A letter as it was sent",
)
def get_letter(reference: Reference, message: UUID, calling: Calling) -> Response:
    """The stored PDF of one letter, by its message id."""
    site = calling.site
    with site.office.reading(site.now(), calling.actor) as store:
        file = store.find(calling.municipality, reference, lock=False)
        case = file.case
        calling.demand(Act.SEE_CASE, team=case.team, area=case.area, kle=case.kle)
        way = next((d for d in file.dispatches if d.message_uuid == message), None)
        content = store.open_bytes(way, "pdf_sealed") if way else None
    if content is None:
        raise Refusal(404, "there is no such letter in the case, or it has not been sent")
    return Response(content, media_type="application/pdf")


@router.get(
    "/areas",
    response_model=list[shapes.AreaOut],
    responses=answers(401, 403, 422),
    summary="Areas and their limits",
)
def list_areas(calling: Calling, on: Day | None = None) -> list[dict[str, Any]]:
    """The areas that have a rule in force on a day, today when none is given."""
    calling.demand(Act.SEE_RULES)
    pack = calling.site.office.book.of(calling.municipality)
    day = on or calling.site.today()
    return [_area(rule) for rule in pack.rules if rule.in_force_on(day)]


def _area(rule: Rule) -> dict[str, Any]:
    return {
        "area": rule.area,
        "title": rule.title,
        "law": list(rule.law),
        "version": rule.version,
        "in_force_from": rule.in_force_from,
        "in_force_until": rule.in_force_until,
        "decision": _words(rule.decision),
        "delivery": _words(rule.delivery),
        "status": rule.status,
    }


def _words(clock: ClockRule | None) -> str | None:
    limit: Limit | None = clock.limit if clock else None
    return limit_words(limit, "da") if limit else None


@router.get(
    "/areas/{area}/due",
    response_model=shapes.DueOut,
    responses=answers(401, 403, 404, 422),
    summary="When it would be due",
)
def get_due(
    area: Annotated[str, Path(max_length=200)],
    received: DayOrInstant,
    calling: Calling,
    track: Track = Track.ORDINARY,
) -> dict[str, Any]:
    """The date of an area for a day of receipt, with its reasons; nothing is kept."""
    calling.demand(Act.SEE_RULES)
    pack = calling.site.office.book.of(calling.municipality)
    if not pack.has_area(area):
        raise Refusal(404, "there is no such area: GET /areas lists them")
    day = local_day(received) if isinstance(received, datetime) else received
    try:
        found = first_date(pack.rule_in_force(area, day), pack.municipality, received, track=track)
    except RulesError as error:
        raise Refusal(422, str(error)) from error
    if found is None:
        raise Refusal(422, "the rule sets no limit for this: nothing can be worked out")
    return {
        "due_on": found.due_on,
        "act_by": found.act_by,
        "due_at": local_text(found.due_at),
        "steps": steps_to_json(found.steps),
        "sentences": explain(found.steps, "da", letter=False),
    }
