"""Events on their way to other systems: claimed, sent, recorded; again, under the same id, if
need be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, update
from sqlmodel import col, select

from notifications.errors import ChannelError
from notifications.retry import PAUSES, after_failure
from notifications.webhooks import Sender
from tracker.codes import DispatchState
from tracker.models import Subscription, WebhookDelivery
from tracker.office import SYSTEM, Office
from tracker.services import subscriptions
from tracker.store import Store

#: How long a claimed event is left alone before another process may take it over.
LEASE: Final = timedelta(minutes=10)
#: So few at once that the slowest addresses do not outlast the lease.
_BATCH: Final = 20
#: Whoever is told this has gone, and wants to hear no more (RFC 9110, 15.5.11).
_GONE: Final = 410

Key = tuple[str, UUID]


@dataclass(slots=True)
class Told:
    """What one run did: how many events went out, and a line for each address that took none."""

    sent: int = 0
    failed: list[str] = field(default_factory=list)
    #: Addresses that did not take an event: the others meant for them wait until then too.
    waiting: dict[UUID, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Parcel:
    """One event with where it goes."""

    key: Key
    subscription_id: UUID
    url: str
    secret: str
    body: bytes
    attempts: int


def send_events(
    office: Office,
    sender: Sender,
    *,
    now: datetime,
    holder: str = SYSTEM,
    progress: Callable[[], None] = lambda: None,
) -> Told:
    """Send the events that wait, oldest first; an address that takes none holds up no other.

    Each event takes two transactions with the sending between them. A process killed in between
    leaves a lease that runs out, and the event is sent again under the same id.
    """
    done = Told()
    while keys := _claim(office, now, holder):
        for place, key in enumerate(keys, start=1):
            try:
                _send_one(office, sender, key, now, done)
                progress()
            except Exception:  # the database is away, or the worker was asked to stop
                _put_back(office, keys[place:], now, holder)
                raise
    return done


def _claim(office: Office, now: datetime, holder: str) -> list[Key]:
    """Take a batch for ourselves; others skip what is claimed until its lease runs out."""
    free = or_(
        col(WebhookDelivery.state) == DispatchState.QUEUED,
        (col(WebhookDelivery.state) == DispatchState.CLAIMED)
        & (col(WebhookDelivery.lease_until) < now),
    )
    waiting = (
        select(WebhookDelivery.municipality_code, WebhookDelivery.id)
        .where(free, col(WebhookDelivery.next_attempt_at) <= now)
        .order_by(col(WebhookDelivery.next_attempt_at), col(WebhookDelivery.id))
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    with office.writing(now) as store:
        keys = [(code, found) for code, found in store.session.exec(waiting)]
        for key in keys:
            _set(
                store,
                key,
                state=DispatchState.CLAIMED,
                claimed_by=holder,
                lease_until=now + LEASE,
                attempts=WebhookDelivery.attempts + 1,
            )
    return keys


def _set(store: Store, key: Key, **values: Any) -> None:
    store.session.execute(
        update(WebhookDelivery)
        .where(col(WebhookDelivery.municipality_code) == key[0], col(WebhookDelivery.id) == key[1])
        .values(**values)
    )


def _put_back(office: Office, keys: list[Key], now: datetime, holder: str) -> None:
    """Leave what was claimed and not begun to others, at once."""
    with office.writing(now) as store:
        for code, found in keys:
            row = store.session.get(WebhookDelivery, (code, found))
            if row is not None and (row.claimed_by, row.state) == (holder, DispatchState.CLAIMED):
                _wait(row, row.next_attempt_at)


def _wait(row: WebhookDelivery, until: datetime) -> None:
    """Queue a claimed event that was not tried."""
    row.state, row.lease_until, row.next_attempt_at = DispatchState.QUEUED, None, until
    row.attempts -= 1


def _send_one(office: Office, sender: Sender, key: Key, now: datetime, done: Told) -> None:
    parcel = _open(office, key, now, done)
    if parcel is None:
        return
    try:
        status = sender.send(parcel.url, parcel.secret, parcel.body)
    except ChannelError as error:
        _failed(office, parcel, now, done, str(error), status=None)
    except Exception as error:  # what was not foreseen may quote an address
        _failed(office, parcel, now, done, f"unexpected {type(error).__name__}", status=None)
    else:
        _answered(office, parcel, now, done, status)


def _open(office: Office, key: Key, now: datetime, done: Told) -> _Parcel | None:
    """What to send where; None where it must wait, or nobody wants it any more."""
    with office.writing(now) as store:
        row = store.session.get(WebhookDelivery, key, with_for_update=True)
        if row is None or row.state != DispatchState.CLAIMED:
            return None
        subscription = store.session.get(Subscription, (key[0], row.subscription_id))
        if subscription is None or subscription.ended_at is not None:
            row.state, row.lease_until = DispatchState.CANCELLED, None
            return None
        if row.subscription_id in done.waiting:
            _wait(row, done.waiting[row.subscription_id])
            return None
        return _Parcel(
            key,
            row.subscription_id,
            store.open(subscription, "url_sealed") or "",
            store.open(subscription, "secret_sealed") or "",
            store.open_bytes(row, "payload_sealed") or b"",
            row.attempts,
        )


def _answered(office: Office, parcel: _Parcel, now: datetime, done: Told, status: int) -> None:
    if status == _GONE:
        with office.writing(now) as store:
            subscription = store.session.get(Subscription, (parcel.key[0], parcel.subscription_id))
            if subscription is not None:
                subscriptions.end(store, subscription)
            _set(store, parcel.key, state=DispatchState.CANCELLED, lease_until=None, status=status)
        done.failed.append(f"webhook {parcel.subscription_id}: answered 410 and was ended")
    elif 200 <= status < 300:
        with office.writing(now) as store:
            _set(
                store,
                parcel.key,
                state=DispatchState.SENT,
                lease_until=None,
                sent_at=now,
                status=status,
                error=None,
            )
        done.sent += 1
    else:
        _failed(office, parcel, now, done, f"answered {status}", status=status)


def _failed(
    office: Office, parcel: _Parcel, now: datetime, done: Told, why: str, *, status: int | None
) -> None:
    """Queue an event again, or give it up; what else waits for that address waits as long."""
    retry = after_failure(parcel.attempts, now, permanent=False)
    done.waiting[parcel.subscription_id] = retry.at or now + PAUSES[-1]
    state = DispatchState.FAILED if retry.given_up else DispatchState.QUEUED
    with office.writing(now) as store:
        _set(
            store,
            parcel.key,
            state=state,
            lease_until=None,
            next_attempt_at=retry.at or now,
            status=status,
            error=why,
        )
    done.failed.append(
        f"webhook {parcel.subscription_id}: {why}" + (", given up" if retry.given_up else "")
    )
