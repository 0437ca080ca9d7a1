"""Sessions of signed-in people: opened at login, looked up at each page, ended in time."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import col, select

from tracker.errors import DatabaseError
from tracker.models import SavedForm, User, WebSession
from tracker.office import Office
from tracker.services.account_log import AccountEventKind, log_account
from tracker.services.signed_in import Expired, SignedIn, signed_in_of
from tracker.services.tokens import TOKEN_BYTES, municipality_of, new_token, token_hash
from tracker.store import Store

#: Seen again within this time, nothing is written: a page that is only read stays a read.
_SEEN_AGAIN: Final = timedelta(minutes=1)
#: How long an ended session is still known as one, so that what was typed can be kept.
KEPT_AFTER_END: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of a person's sessions, as the profile lists them."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime


def open_session(store: Store, user: User, *, hours: int, replaces: str | None = None) -> str:
    """Open a session and answer its token; the browser's earlier one ends, whoever had it."""
    _forget_old(store, user.municipality_code)
    if replaces:
        end_token(store, replaces)
    token = new_token(user.municipality_code)
    store.add(
        WebSession(
            municipality_code=user.municipality_code,
            id=store.new_id(),
            user_id=user.id,
            token_hash=token_hash(token),
            csrf_secret=secrets.token_bytes(TOKEN_BYTES),
            created_at=store.now,
            last_seen_at=store.now,
            expires_at=store.now + timedelta(hours=hours),
        )
    )
    user.last_login_at = store.now
    store.add(user)
    log_account(store, AccountEventKind.SIGNED_IN, user)
    return token


def find_session(office: Office, token: str | None, *, now: datetime) -> SignedIn | Expired | None:
    """Whose session a token is; `Expired` where it ran out, None where there is none.

    Notes that it was seen, at most once a minute.
    """
    code = municipality_of(token) if token else None
    if token is None or code is None:
        return None
    with office.reading(now) as store:
        found = _found(store, code, token)
        if found is None:
            return None
        session, user = found
        if not user.active:
            return None
        if _ran_out(session, office.settings.session_idle_minutes, now):
            return Expired(code, user.id, session.csrf_secret)
        signed_in = signed_in_of(office, store, session, user)
        seen = session.last_seen_at
    if now - seen >= _SEEN_AGAIN:
        _see(office, code, signed_in.session_id, now)
    return signed_in


def end_session(office: Office, signed_in: SignedIn, *, now: datetime) -> None:
    """Log out."""
    with office.writing(now, signed_in.login) as store:
        _delete_sessions(store, signed_in.person.id, signed_in.municipality, signed_in.session_id)
        user = store.session.get_one(User, (signed_in.municipality, signed_in.person.id))
        log_account(store, AccountEventKind.SIGNED_OUT, user)


def end_all_sessions(store: Store, user: User, *, keep: UUID | None = None) -> None:
    """End every session of a user, but one where that is kept."""
    gone = delete(WebSession).where(
        col(WebSession.municipality_code) == user.municipality_code,
        col(WebSession.user_id) == user.id,
    )
    store.session.execute(gone.where(col(WebSession.id) != keep) if keep else gone)
    log_account(store, AccountEventKind.SIGNED_OUT_EVERYWHERE, user)


def end_other_sessions(office: Office, signed_in: SignedIn, *, now: datetime) -> None:
    """Log out everywhere but here."""
    with office.writing(now, signed_in.login) as store:
        user = store.session.get_one(User, (signed_in.municipality, signed_in.person.id))
        end_all_sessions(store, user, keep=signed_in.session_id)


def end_token(store: Store, token: str) -> None:
    """End the session of a token, if it is one; what it had on the screen can still be sent on."""
    code = municipality_of(token)
    if code is not None:
        store.session.execute(
            update(WebSession)
            .where(
                col(WebSession.municipality_code) == code,
                col(WebSession.token_hash) == token_hash(token),
                col(WebSession.expires_at) > store.now,
            )
            .values(expires_at=store.now)
        )


def other_secrets(office: Office, signed_in: SignedIn, *, now: datetime) -> list[bytes]:
    """The secrets of a person's other sessions, also of those that ended within a day.

    A form on the screen since before the last login carries the token of such a session.
    """
    query = select(WebSession.csrf_secret).where(
        WebSession.municipality_code == signed_in.municipality,
        WebSession.user_id == signed_in.person.id,
        col(WebSession.id) != signed_in.session_id,
        col(WebSession.expires_at) > now - KEPT_AFTER_END,
    )
    with office.reading(now) as store:
        return list(store.session.exec(query))


def open_sessions(office: Office, signed_in: SignedIn, *, now: datetime) -> list[OpenSession]:
    """A person's sessions that have not run out, newest first."""
    idle = office.settings.session_idle_minutes
    query = (
        select(WebSession)
        .where(
            WebSession.municipality_code == signed_in.municipality,
            WebSession.user_id == signed_in.person.id,
        )
        .order_by(col(WebSession.created_at).desc())
    )
    with office.reading(now) as store:
        return [
            OpenSession(row.id, row.created_at, row.last_seen_at)
            for row in store.session.exec(query)
            if not _ran_out(row, idle, now)
        ]


def _found(store: Store, code: str, token: str) -> tuple[WebSession, User] | None:
    query = (
        select(WebSession, User)
        .join(
            User,
            (col(User.municipality_code) == col(WebSession.municipality_code))
            & (col(User.id) == col(WebSession.user_id)),
        )
        .where(
            WebSession.municipality_code == code,
            WebSession.token_hash == token_hash(token),
        )
    )
    row = store.session.exec(query).one_or_none()
    return (row[0], row[1]) if row else None


def _ran_out(session: WebSession, idle_minutes: int, now: datetime) -> bool:
    return now >= session.expires_at or now - session.last_seen_at > timedelta(minutes=idle_minutes)


def _see(office: Office, code: str, session_id: UUID, now: datetime) -> None:
    """Write down when a session was used. Where the database is busy, the next page does."""
    with suppress(DatabaseError), office.writing(now) as store:
        store.session.execute(
            update(WebSession)
            .where(col(WebSession.municipality_code) == code, col(WebSession.id) == session_id)
            .values(last_seen_at=now)
        )


def _delete_sessions(store: Store, user_id: UUID, code: str, session_id: UUID) -> None:
    store.session.execute(
        delete(WebSession).where(
            col(WebSession.municipality_code) == code,
            col(WebSession.user_id) == user_id,
            col(WebSession.id) == session_id,
        )
    )


def _forget_old(store: Store, code: str) -> None:
    """Delete sessions and kept forms that nobody can use any more."""
    store.session.execute(
        delete(WebSession).where(
            col(WebSession.municipality_code) == code,
            col(WebSession.expires_at) < store.now - KEPT_AFTER_END,
        )
    )
    store.session.execute(
        delete(SavedForm).where(
            col(SavedForm.municipality_code) == code, col(SavedForm.expires_at) < store.now
        )
    )
