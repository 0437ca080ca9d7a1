"""A request that may be sent twice and is carried out once: idempotency keys.

The key is taken before the act, and the act marks it in its own transaction. So a request that is
sent again finds its answer, or that the act was carried out though the answer was lost.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import delete
from sqlmodel import col, select

from tracker.models import IdempotencyKey
from tracker.office import Office
from tracker.store import Store
from tracker.web.api.caller import Caller
from tracker.web.api.problems import Refusal

#: How long an answer is kept, and how long one request may take before another may follow it up.
KEPT: Final = timedelta(days=2)
LEASE: Final = timedelta(minutes=1)

#: What a transaction touched, by name: cases by number. Who answers reads it again from there.
Touched = tuple[str, ...]

KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        pattern=r"^[!-~]+$",
        description="Your own name for this request: sent again with it, it is carried out once.",
        examples=["4f6c1d7e-registered"],
    ),
]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What came of the same request before: its answer, or what it touched if it was carried
    out."""

    answer: Response | None = None
    touched: Touched | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    """One request under a key."""

    caller: Caller
    key: str
    method: str
    path: str
    digest: str
    now: datetime

    @property
    def office(self) -> Office:
        return self.caller.site.office


def once(
    caller: Caller,
    request: Request,
    key: str | None,
    body: BaseModel | None,
    act: Callable[[Office], Any],
    answer: Callable[[Touched], Response],
) -> Response:
    """Carry an act out, once for each key; `answer` tells about what it touched."""
    if key is None:
        touched: set[str] = set()
        act(caller.site.office.with_beside(lambda store: touched.update(store.touched)))
        return answer(tuple(sorted(touched)))
    # The address as it was called: the application may be mounted anywhere.
    path, now = request.url.path, caller.site.now()
    asked = _Request(caller, key, request.method, path, _digest(request, body), now)
    row_id, earlier = _take(asked)
    if earlier.answer is not None:
        return earlier.answer
    done = earlier.touched if earlier.touched is not None else _act(asked, row_id, act)
    said = answer(done)
    _keep(asked, row_id, said)
    return said


def _act(asked: _Request, row_id: UUID, act: Callable[[Office], Any]) -> Touched:
    touched: set[str] = set()

    def mark(store: Store) -> None:
        touched.update(store.touched)
        _mark(store, asked, row_id)

    try:
        act(asked.office.with_beside(mark))
    except Exception:
        _let_go(asked, row_id)
        raise
    return tuple(sorted(touched))


def _digest(request: Request, body: BaseModel | None) -> str:
    content = body.model_dump(mode="json") if body is not None else None
    text = json.dumps([request.method, request.url.path, content], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _take(asked: _Request) -> tuple[UUID, _Earlier]:
    """Take the key for this request, or find what came of it before."""
    code, now = asked.caller.municipality, asked.now
    owner = UUID(asked.caller.token_id)
    with asked.office.writing(now, asked.caller.actor) as store:
        store.session.execute(
            delete(IdempotencyKey).where(
                col(IdempotencyKey.municipality_code) == code,
                col(IdempotencyKey.expires_at) <= now,
            )
        )
        fresh = IdempotencyKey(
            municipality_code=code,
            id=store.new_id(),
            owner_id=owner,
            key=asked.key,
            method=asked.method,
            path=asked.path,
            request_hash=asked.digest,
            created_at=now,
            lease_until=now + LEASE,
            expires_at=now + KEPT,
        )
        if store.add_once(fresh):
            return fresh.id, _Earlier()
        row = store.session.exec(
            select(IdempotencyKey)
            .where(
                IdempotencyKey.municipality_code == code,
                IdempotencyKey.owner_id == owner,
                IdempotencyKey.key == asked.key,
            )
            .with_for_update()
        ).one_or_none()
        if row is None:  # it was let go between our two statements
            raise _under_way()
        return row.id, _earlier(store, row, asked.digest)


def _under_way() -> Refusal:
    wait = {"Retry-After": "5"}
    return Refusal(409, "the same request is being carried out: ask again shortly", wait)


def _earlier(store: Store, row: IdempotencyKey, digest: str) -> _Earlier:
    if row.request_hash != digest:
        raise Refusal(422, "this Idempotency-Key was used for another request: choose a new one")
    if row.answered_at is not None and row.status is not None:
        content = store.open_bytes(row, "answer_sealed") or b""
        headers = {**(row.headers or {}), "Idempotency-Replayed": "true"}
        return _Earlier(answer=Response(content, status_code=row.status, headers=headers))
    if row.status is not None:
        return _Earlier(touched=tuple((row.headers or {}).get("touched", "").split()))
    if row.lease_until > store.now:
        raise _under_way()
    row.lease_until = store.now + LEASE
    store.session.add(row)
    return _Earlier()


def _mark(store: Store, asked: _Request, row_id: UUID) -> None:
    """In the transaction of the act: it is carried out, on these cases.

    Whoever comes second, a first request that outlived its lease say, undoes its own act.
    """
    row = _row(store, asked, row_id)
    if row is None or row.status is not None:
        raise _under_way()
    row.status, row.headers = 200, {"touched": " ".join(sorted(store.touched))}
    store.session.add(row)


def _let_go(asked: _Request, row_id: UUID) -> None:
    """A refused request may be put right and sent again with the same key."""
    with asked.office.writing(asked.now, asked.caller.actor) as store:
        row = _row(store, asked, row_id)
        if row is not None and row.status is None:
            store.session.delete(row)


def _keep(asked: _Request, row_id: UUID, said: Response) -> None:
    names = ("content-type", "location", "etag")
    kept = {name: said.headers[name] for name in names if name in said.headers}
    with asked.office.writing(asked.now, asked.caller.actor) as store:
        row = _row(store, asked, row_id)
        if row is not None:
            store.seal(row, "answer_sealed", bytes(said.body))
            row.status, row.headers, row.answered_at = said.status_code, kept, asked.now
            store.session.add(row)


def _row(store: Store, asked: _Request, row_id: UUID) -> IdempotencyKey | None:
    return store.session.exec(
        select(IdempotencyKey)
        .where(
            IdempotencyKey.municipality_code == asked.caller.municipality,
            IdempotencyKey.id == row_id,
        )
        .with_for_update()
    ).one_or_none()
