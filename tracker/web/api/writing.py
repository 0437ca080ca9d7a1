"""POST: applications, and the acts on a case."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse

from tracker.models import Case
from tracker.office import Office
from tracker.policy import Act
from tracker.services.registering import (
    AcuteNeed,
    EarlierRound,
    NewApplication,
    Registered,
    register,
)
from tracker.views import registered_view
from tracker.web.api import bodies, shapes
from tracker.web.api.acts import ACTS
from tracker.web.api.caller import Caller, Calling
from tracker.web.api.deeds import ApiAct, Doing, new_party
from tracker.web.api.problems import Refusal, answers
from tracker.web.api.reading import Reference, shown_case
from tracker.web.api.repeats import KeyHeader, Touched, once
from tracker.web.api.tags import seen_version, tagged

router = APIRouter()

IfMatch = Annotated[
    str | None,
    Header(max_length=200, description="The ETag of the case as you saw it; without it 428."),
]


@router.post(
    "/applications",
    status_code=201,
    response_model=shapes.RegisteredOut,
    responses=answers(400, 401, 403, 409, 413, 422, 503),
    summary="Register an application",
)
def post_application(
    request: Request,
    given: bodies.ApplicationIn,
    calling: Calling,
    idempotency_key: KeyHeader = None,
) -> Response:
    """An application with a case for each area; sent twice with the same key, registered once."""
    pack = calling.site.office.book.of(calling.municipality)
    for area in given.areas:
        rule = pack.versions(area)[-1]
        team, kle = given.team or rule.team, given.kle or rule.kle
        calling.demand(Act.REGISTER, team=team, area=area, kle=kle)
    new = _application(calling, given)
    now = calling.site.now()

    def act(office: Office) -> None:
        register(office, new, now=now, actor=calling.actor)

    def answer(references: Touched) -> JSONResponse:
        return _registered(calling, references, now)

    return once(calling, request, idempotency_key, given, act, answer)


def _application(caller: Caller, given: bodies.ApplicationIn) -> NewApplication:
    acute, earlier = given.acute, given.remanded
    return NewApplication(
        municipality=caller.slug,
        areas=given.areas,
        received=given.received,
        parties=[new_party(party) for party in given.parties],
        form=given.form,
        journaled_on=given.journaled_on,
        acute=AcuteNeed(acute.why, acute.since, acute.call_agreed) if acute else None,
        remanded=EarlierRound(**earlier.model_dump()) if earlier else None,
        team=given.team,
        caseworker=given.caseworker,
        kle=given.kle,
        foreign_case_id=given.foreign_case_id,
    )


def _registered(caller: Caller, references: Touched, now: datetime) -> JSONResponse:
    office, code = caller.site.office, caller.municipality
    with office.reading(now) as store:
        first: Case = store.find(code, references[0], lock=False).case
    made = Registered(first.application_id, code, list(references))
    view = registered_view(office, made, now=now)
    return JSONResponse(view, 201, headers={"Location": f"/api/v1/cases/{references[0]}"})


def _check_reach(caller: Caller, needed: Act, reference: str) -> None:
    site = caller.site
    with site.office.reading(site.now(), caller.actor) as store:
        case = store.find(caller.municipality, reference, lock=False).case
        caller.demand(needed, team=case.team, area=case.area, kle=case.kle)


def _carry_out(
    request: Request,
    caller: Caller,
    act: ApiAct,
    reference: str,
    given: bodies.Body | None,
    if_match: str | None,
    key: str | None,
) -> Response:
    _check_reach(caller, act.needs, reference)
    seen, now = seen_version(if_match), caller.site.now()

    def carry_out(office: Office) -> None:
        doing = Doing(office.having_seen(seen), caller.slug, reference, now, caller.actor)
        act.carry_out(doing, given)

    def answer(_touched: Touched) -> Response:
        try:
            return tagged(shown_case(caller, reference))
        except Refusal:
            return Response(status_code=204)  # done, and out of the caller's reach by it

    return once(caller, request, key, given, carry_out, answer)


def _route(act: ApiAct) -> Callable[..., Response]:
    """The endpoint of one act; FastAPI reads its body's type from the signature."""
    body: Any = act.body
    if body is None:

        def without_body(
            request: Request,
            reference: Reference,
            calling: Calling,
            if_match: IfMatch = None,
            idempotency_key: KeyHeader = None,
        ) -> Response:
            return _carry_out(request, calling, act, reference, None, if_match, idempotency_key)

        return without_body

    def with_body(
        request: Request,
        reference: Reference,
        given: body,
        calling: Calling,
        if_match: IfMatch = None,
        idempotency_key: KeyHeader = None,
    ) -> Response:
        return _carry_out(request, calling, act, reference, given, if_match, idempotency_key)

    return with_body


for _act in ACTS:
    router.post(
        f"/cases/{{reference}}/{_act.path}",
        response_model=shapes.CaseOut,
        responses={
            204: {"description": "Done, and by it the case left the token's reach."},
            **answers(400, 401, 403, 404, 409, 412, 413, 422, 428, 503),
        },
        summary=_act.summary,
        operation_id=_act.path.replace("/", "-"),
        name=_act.path,
    )(_route(_act))
