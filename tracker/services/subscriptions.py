"""Subscriptions to what happens to deadlines: made, listed, ended."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, func, select

from notifications.webhook_addresses import read_target
from tracker.codes import DeadlineEvent, DispatchState
from tracker.errors import NotFound, Refused
from tracker.models import Subscription, User, WebhookDelivery
from tracker.office import Office
from tracker.services.account_log import AccountEventKind, log_account
from tracker.services.checks import plain_line
from tracker.store import Store

#: More than a municipality has systems; each one makes every act a little longer.
AT_MOST: Final = 20
_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """One subscription as lists show it: of the address its origin, of the secret nothing."""

    id: UUID
    name: str
    origin: str
    event_types: tuple[str, ...]
    created_at: datetime
    waiting: int
    failed: int
    last_sent_at: datetime | None


def add_subscription(
    office: Office,
    user_key: tuple[str, UUID],
    name: str,
    url: str,
    event_types: Sequence[DeadlineEvent],
    *,
    now: datetime,
    actor: str,
) -> UUID:
    """Tell an address what happens to the deadlines that a user may see; its secret is made here.

    Raises `AddressRefused` for an address that no webhook may go to, and `Refused`.
    """
    read_target(url, private=office.settings.webhook_private)
    title, wanted = plain_line(name, "the webhook's name"), sorted(set(event_types))
    with office.writing(now, actor) as store:
        user = store.session.get(User, user_key)
        if user is None or not wanted:
            raise Refused("a webhook belongs to a user and has at least one type of event")
        if len(active_subscriptions(store, user.municipality_code)) >= AT_MOST:
            raise Refused(f"there are {AT_MOST} webhooks already: end one first")
        row = Subscription(
            municipality_code=user.municipality_code,
            id=store.new_id(),
            user_id=user.id,
            name=title,
            url_sealed=b"",
            secret_sealed=b"",
            event_types=[str(kind) for kind in wanted],
            created_at=now,
            created_by=actor,
        )
        store.seal(row, "url_sealed", url)
        store.seal(row, "secret_sealed", secrets.token_urlsafe(_SECRET_BYTES))
        store.add(row)
        store.touched.add(str(row.id))
        log_account(store, AccountEventKind.WEBHOOK_MADE, user, webhook=str(row.id))
        return row.id


def active_subscriptions(store: Store, municipality_code: str) -> list[Subscription]:
    """Who is told something in a municipality."""
    query = select(Subscription).where(
        Subscription.municipality_code == municipality_code,
        col(Subscription.ended_at).is_(None),
        col(Subscription.paused_at).is_(None),
    )
    return list(store.session.exec(query))


def secret_of(office: Office, municipality_code: str, found: UUID, *, now: datetime) -> str:
    """The secret of a subscription, for the answer that tells it once."""
    with office.reading(now) as store:
        row = store.session.get(Subscription, (municipality_code, found))
        if row is None:
            raise NotFound("there is no such webhook")
        return store.open(row, "secret_sealed") or ""


def list_subscriptions(
    office: Office, municipality_code: str, *, now: datetime
) -> list[SubscriptionRow]:
    """The subscriptions that have not ended, oldest first, with what waits and what was given
    up."""
    with office.reading(now) as store:
        counts = _counts(store, municipality_code)
        rows = sorted(active_subscriptions(store, municipality_code), key=lambda row: row.id)
        return [
            SubscriptionRow(
                row.id,
                row.name,
                read_target(store.open(row, "url_sealed") or "", private=True).origin,
                tuple(row.event_types),
                row.created_at,
                **counts.get(row.id, {"waiting": 0, "failed": 0, "last_sent_at": None}),
            )
            for row in rows
        ]


def _counts(store: Store, code: str) -> dict[UUID, dict[str, Any]]:
    state = col(WebhookDelivery.state)
    waiting = state.in_([DispatchState.QUEUED, DispatchState.CLAIMED])
    query = (
        select(
            WebhookDelivery.subscription_id,
            func.count().filter(waiting),
            func.count().filter(state == DispatchState.FAILED),
            func.max(WebhookDelivery.sent_at),
        )
        .where(WebhookDelivery.municipality_code == code)
        .group_by(col(WebhookDelivery.subscription_id))
    )
    return {
        found: {"waiting": waits, "failed": failed, "last_sent_at": last}
        for found, waits, failed, last in store.session.exec(query)
    }


def end_subscription(
    office: Office, municipality_code: str, found: UUID, *, now: datetime, actor: str
) -> None:
    """Tell an address nothing more; what waits to be sent is cancelled. Raises `NotFound`."""
    with office.writing(now, actor) as store:
        row = store.session.get(Subscription, (municipality_code, found))
        if row is None or row.ended_at is not None:
            raise NotFound("there is no such webhook, or it has been ended")
        end(store, row)


def end(store: Store, row: Subscription) -> None:
    """End a subscription, in the caller's transaction."""
    row.ended_at = store.now
    store.session.add(row)
    store.session.execute(
        update(WebhookDelivery)
        .where(
            col(WebhookDelivery.municipality_code) == row.municipality_code,
            col(WebhookDelivery.subscription_id) == row.id,
            col(WebhookDelivery.state).in_([DispatchState.QUEUED, DispatchState.CLAIMED]),
        )
        .values(state=DispatchState.CANCELLED, lease_until=None)
    )
    user = store.session.get(User, (row.municipality_code, row.user_id))
    if user is not None:
        log_account(store, AccountEventKind.WEBHOOK_ENDED, user, webhook=str(row.id))
