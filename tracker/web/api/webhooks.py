"""Webhooks: who is told what happens to deadlines."""

from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, Field, model_validator

from notifications.errors import AddressRefused
from notifications.webhook_addresses import LONGEST
from tracker.codes import DeadlineEvent
from tracker.office import Office
from tracker.policy import Act
from tracker.services.subscriptions import (
    SubscriptionRow,
    add_subscription,
    end_subscription,
    list_subscriptions,
    secret_of,
)
from tracker.views import local_text
from tracker.web.api.bodies import Body, Name
from tracker.web.api.caller import Caller, Calling
from tracker.web.api.problems import Refusal, answers
from tracker.web.api.repeats import KeyHeader, Touched, once
from tracker.web.api.shapes import Shape

router = APIRouter()


class WebhookIn(Body):
    """Where to tell of which events; without types, of all."""

    name: Name = Field(examples=["Fagsystem"])
    url: Annotated[str, Field(min_length=10, max_length=LONGEST, pattern=r"^https?://[!-~]+$")] = (
        Field(examples=["https://fagsystem.example/rettidig"])
    )
    events: list[DeadlineEvent] = Field(default_factory=lambda: list(DeadlineEvent), max_length=20)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.events:
            raise ValueError("name a type of event, or leave events out")
        return self


class WebhookOut(Shape):
    """One webhook; of its address only the origin is shown."""

    id: UUID
    name: str
    origin: str = Field(examples=["https://fagsystem.example"])
    events: list[DeadlineEvent]
    created_at: AwareDatetime
    waiting: int = Field(description="Events that have not been taken yet.")
    failed: int = Field(description="Events that were given up.")
    last_sent_at: AwareDatetime | None


class NewWebhookOut(WebhookOut):
    """A webhook that was made, with its secret, this once."""

    secret: str


@router.post(
    "/webhooks",
    status_code=201,
    response_model=NewWebhookOut,
    responses=answers(400, 401, 403, 409, 413, 422, 503),
    summary="Be told what happens to deadlines",
    operation_id="add-webhook",
)
def post_webhook(
    request: Request, given: WebhookIn, calling: Calling, idempotency_key: KeyHeader = None
) -> Response:
    """Signed CloudEvents to an address, about the cases that the token's user may see."""
    calling.demand(Act.EDIT_PROGRAMS)
    calling.demand_somewhere(Act.SEE_CASE)
    now = calling.site.now()
    owner = (calling.municipality, calling.person.id)

    def act(office: Office) -> None:
        more = (given.name, given.url, given.events)
        add_subscription(office, owner, *more, now=now, actor=calling.actor)

    def answer(touched: Touched) -> Response:
        return _made(calling, UUID(touched[0]))

    try:
        return once(calling, request, idempotency_key, given, act, answer)
    except AddressRefused as error:
        raise Refusal(422, str(error)) from error


def _made(caller: Caller, found: UUID) -> Response:
    office, code, now = caller.site.office, caller.municipality, caller.site.now()
    row = next((r for r in list_subscriptions(office, code, now=now) if r.id == found), None)
    if row is None:
        raise Refusal(409, "the webhook was made, and has been ended since")
    said = {**_shown(row), "secret": secret_of(office, code, found, now=now)}
    return JSONResponse(said, 201, headers={"Location": f"/api/v1/webhooks/{found}"})


def _shown(row: SubscriptionRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.name,
        "origin": row.origin,
        "events": list(row.event_types),
        "created_at": local_text(row.created_at),
        "waiting": row.waiting,
        "failed": row.failed,
        "last_sent_at": local_text(row.last_sent_at),
    }


@router.get(
    "/webhooks",
    response_model=list[WebhookOut],
    responses=answers(401, 403, 422),
    summary="Who is told",
    operation_id="list-webhooks",
)
def get_webhooks(calling: Calling) -> list[dict[str, Any]]:
    """The municipality's webhooks, oldest first."""
    calling.demand(Act.EDIT_PROGRAMS)
    office, now = calling.site.office, calling.site.now()
    return [_shown(row) for row in list_subscriptions(office, calling.municipality, now=now)]


@router.delete(
    "/webhooks/{webhook}",
    status_code=204,
    response_class=Response,
    responses=answers(401, 403, 404, 422, 503),
    summary="Be told no more",
    operation_id="end-webhook",
)
def delete_webhook(webhook: UUID, calling: Calling) -> Response:
    """End a webhook; what waits for it is not sent."""
    calling.demand(Act.EDIT_PROGRAMS)
    office, now = calling.site.office, calling.site.now()
    end_subscription(office, calling.municipality, webhook, now=now, actor=calling.actor)
    return Response(status_code=204)
