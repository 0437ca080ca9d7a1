"""Tokens of programs: made, found, revoked; a program does no more than its token's scopes."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from tracker.errors import DatabaseError, NotFound, Refused
from tracker.models import ApiToken, User
from tracker.office import Office
from tracker.policy import Act, Person
from tracker.services.account_log import AccountEventKind, log_account
from tracker.services.accounts import find_user
from tracker.services.checks import plain_line
from tracker.services.memberships import current_memberships, person_of
from tracker.services.tokens import municipality_of, new_token, token_hash
from tracker.store import Store

#: What a token is for. The calendar's scope opens its feed alone.
SCOPES: Final[dict[str, frozenset[Act]]] = {
    "cases:read": frozenset({Act.SEE_CASE, Act.SEE_RULES}),
    "cases:write": frozenset(
        {Act.SEE_CASE, Act.REGISTER, Act.DECIDE, Act.CORRECT, Act.HAND_OVER, Act.APPROVE_NOTICE}
    ),
    "figures:read": frozenset({Act.SEE_TEAM, Act.EXPORT}),
    "webhooks": frozenset({Act.SEE_CASE, Act.EDIT_PROGRAMS}),
    "calendar": frozenset(),
}
#: A token is seen once and then again this much later: a call that reads stays a read.
_SEEN_AGAIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FoundToken:
    """A token that somebody showed: whose it is, narrowed to its scopes."""

    token_id: UUID
    person: Person
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token as lists show it; the token itself is seen once, when it is made."""

    id: UUID
    name: str
    hint: str
    login: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


def add_token(
    office: Office,
    municipality_code: str,
    login: str,
    name: str,
    scopes: Sequence[str],
    *,
    days: int | None = 365,
    now: datetime,
    actor: str,
) -> str:
    """Make a token for a user and answer it, this once. Raises `Refused` for an unknown scope."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise Refused(
            f"{unknown[0] if unknown else 'no scope'} is not a scope: choose among "
            f"{', '.join(SCOPES)}"
        )
    title = plain_line(name, "the token's name")
    token = new_token(municipality_code)
    with office.writing(now, actor) as store:
        user, token_id = find_user(store, municipality_code, login), store.new_id()
        store.add(
            ApiToken(
                municipality_code=municipality_code,
                id=token_id,
                user_id=user.id,
                token_hash=token_hash(token),
                name=title,
                hint=token[-4:],
                scopes=sorted(set(scopes)),
                created_at=now,
                created_by=actor,
                expires_at=now + timedelta(days=days) if days else None,
            )
        )
        details = {"token": str(token_id), "scopes": sorted(set(scopes))}
        log_account(store, AccountEventKind.TOKEN_MADE, user, **details)
    return token


def find_token(office: Office, token: str | None, *, now: datetime) -> FoundToken | None:
    """Whose token it is; None where there is no such token, or it is revoked or has run out."""
    code = municipality_of(token) if token and token.isascii() else None
    if token is None or code is None:
        return None
    with office.reading(now) as store:
        row = _row(store, code, token)
        if row is None:
            return None
        user = store.session.get(User, (code, row.user_id))
        if user is None or not user.active:
            return None
        memberships = current_memberships(store, code, [user.id])
        person = person_of(user, memberships[user.id])
        unseen = row.last_used_at is None or now - row.last_used_at > _SEEN_AGAIN
        token_id, scopes = row.id, frozenset(row.scopes)
    if unseen:
        _see(office, code, token_id, now)
    acts = frozenset(act for scope in scopes for act in SCOPES.get(scope, ()))
    return FoundToken(token_id, person.narrowed(acts), scopes)


def list_tokens(office: Office, municipality_code: str, *, now: datetime) -> list[TokenRow]:
    """The tokens of a municipality that still open something, the newest first."""
    with office.reading(now) as store:
        found = store.session.exec(
            select(ApiToken, User)
            .join(
                User,
                (col(User.municipality_code) == col(ApiToken.municipality_code))
                & (col(User.id) == col(ApiToken.user_id)),
            )
            .where(
                ApiToken.municipality_code == municipality_code, col(ApiToken.revoked_at).is_(None)
            )
            .order_by(col(ApiToken.id).desc())
        ).all()
        return [
            TokenRow(
                token.id,
                token.name,
                token.hint,
                user.login,
                tuple(token.scopes),
                token.created_at,
                token.expires_at,
                token.last_used_at,
            )
            for token, user in found
        ]


def revoke_token(
    office: Office, municipality_code: str, token_id: UUID, *, now: datetime, actor: str
) -> None:
    """End a token; raises `NotFound` where there is none."""
    with office.writing(now, actor) as store:
        row = store.session.get(ApiToken, (municipality_code, token_id))
        if row is None or row.revoked_at is not None:
            raise NotFound("there is no such token, or it has been revoked")
        row.revoked_at, row.revoked_by = now, actor
        store.session.add(row)
        user = store.session.get(User, (municipality_code, row.user_id))
        if user is not None:
            log_account(store, AccountEventKind.TOKEN_REVOKED, user, token=str(row.id))


def _row(store: Store, code: str, token: str) -> ApiToken | None:
    row = store.session.exec(
        select(ApiToken).where(
            ApiToken.municipality_code == code, ApiToken.token_hash == token_hash(token)
        )
    ).one_or_none()
    if row is None or row.revoked_at is not None:
        return None
    return None if row.expires_at is not None and row.expires_at <= store.now else row


def _see(office: Office, code: str, token_id: UUID, now: datetime) -> None:
    """Write down when a token was used. Where the database is busy, the next call does."""
    with suppress(DatabaseError), office.writing(now) as store:
        row = store.session.get(ApiToken, (code, token_id))
        if row is not None:
            row.last_used_at = now
            store.session.add(row)
