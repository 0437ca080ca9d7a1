"""Accounts of the people who work here: made, changed, given roles, deactivated. Never deleted:
cases and journals name them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from tracker.errors import NotFound, Refused
from tracker.models import Membership, User
from tracker.office import Office
from tracker.policy import ROLE_ACTS, Act, StaffRole
from tracker.services.account_log import AccountEventKind, log_account
from tracker.services.checks import plain_line
from tracker.services.memberships import (
    NewRole,
    check_an_administrator_remains,
    current_memberships,
    give_roles,
)
from tracker.services.passwords import check_password, hash_password
from tracker.services.sessions import end_all_sessions
from tracker.services.sign_in_attempts import forget_attempts, locks, name_index
from tracker.store import Store

_LOGIN: Final = re.compile(r"[a-z0-9æøå][a-z0-9æøå._@+-]{0,79}")


class LoginRefused(Refused):
    """The login name cannot be one; another will do."""


class LoginTaken(Refused):
    """Somebody has that login name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """Somebody who shall work here; without a password they sign in through the identity
    provider."""

    login: str
    name: str
    initials: str | None = None
    password: str | None = None
    roles: tuple[NewRole, ...] = ()
    language: str = "da"


@dataclass(frozen=True, slots=True)
class Account:
    """A user as an administrator sees them."""

    id: UUID
    login: str
    name: str
    initials: str
    roles: tuple[NewRole, ...]
    active: bool
    locked_until: datetime | None
    must_change_password: bool
    has_password: bool
    signs_on_elsewhere: bool
    last_login_at: datetime | None


def add_user(
    office: Office, municipality_code: str, new: NewUser, *, now: datetime, actor: str
) -> UUID:
    """Make an account; a password given here must be changed at the first login."""
    with office.writing(now, actor) as store:
        user = make_user(store, municipality_code, new)
        give_roles(store, user, new.roles)
        return user.id


def make_user(store: Store, municipality_code: str, new: NewUser) -> User:
    """The row of a new account, without roles yet."""
    login, name = clean_login(new.login), clean_name(new.name)
    if new.password is not None:
        check_password(new.password, login)
    user = User(
        municipality_code=municipality_code,
        id=store.new_id(),
        login=login,
        name_sealed=b"",
        initials=_initials(new.initials, name),
        password_hash=hash_password(new.password) if new.password is not None else None,
        password_set_at=store.now if new.password is not None else None,
        must_change_password=new.password is not None,
        language=new.language,
        created_at=store.now,
        created_by=store.actor,
    )
    store.seal(user, "name_sealed", name)
    if not store.add_once(user):  # the key decides, also between two who ask at once
        raise LoginTaken(f'there is already a user "{login}": choose another login name')
    log_account(store, AccountEventKind.ADDED, user)
    return store.session.get_one(User, (municipality_code, user.id))


def list_users(
    office: Office, municipality_code: str, *, now: datetime, login: str | None = None
) -> list[Account]:
    """Every account of a municipality by name, the active ones first; or the one of a login."""
    query = select(User).where(User.municipality_code == municipality_code)
    if login is not None:
        query = query.where(User.login == login)
    with office.reading(now) as store:
        users = store.session.exec(query).all()
        roles = current_memberships(store, municipality_code, [user.id for user in users])
        indexes = {user.id: name_index(store, user.login, known=True) for user in users}
        until = locks(store, municipality_code, indexes.values())
        accounts = [
            _account(store, user, roles[user.id], until.get(indexes[user.id])) for user in users
        ]
    return sorted(accounts, key=lambda a: (not a.active, a.name.casefold(), a.login))


def account(office: Office, municipality_code: str, login: str, *, now: datetime) -> Account:
    """One account; raises `NotFound`."""
    found = list_users(office, municipality_code, now=now, login=login)
    if not found:
        raise NotFound(f'there is no user "{login}" in this municipality: check the name')
    return found[0]


def set_password(
    office: Office, municipality_code: str, login: str, password: str, *, now: datetime, actor: str
) -> None:
    """Give somebody else a new password: it must be changed at login, and every session ends."""
    check_password(password, login)
    hashed = hash_password(password)
    with office.writing(now, actor) as store:
        user = find_user(store, municipality_code, login)
        user.password_hash, user.password_set_at = hashed, now
        user.must_change_password = True
        store.add(user)
        _unlock(store, user)
        log_account(store, AccountEventKind.PASSWORD_SET, user)
        end_all_sessions(store, user)


def set_roles(
    office: Office,
    municipality_code: str,
    login: str,
    roles: Sequence[NewRole],
    *,
    now: datetime,
    actor: str,
) -> None:
    """Let somebody hold exactly these roles; it counts from the next page they open."""
    with office.writing(now, actor) as store:
        user = find_user(store, municipality_code, login)
        if user.subject_index is not None:
            raise Refused("the identity provider's groups say which roles this user holds")
        was_administrator = _is_administrator(store, user)
        give_roles(store, user, roles)
        if was_administrator:
            check_an_administrator_remains(store, municipality_code)


def set_active(
    office: Office, municipality_code: str, login: str, active: bool, *, now: datetime, actor: str
) -> None:
    """Deactivate an account, which ends its sessions at once, or let it in again."""
    with office.writing(now, actor) as store:
        user = find_user(store, municipality_code, login)
        if user.active == active:
            return
        user.active = active
        store.add(user)
        kind = AccountEventKind.ACTIVATED if active else AccountEventKind.DEACTIVATED
        log_account(store, kind, user)
        if not active:
            end_all_sessions(store, user)
            if _is_administrator(store, user):
                check_an_administrator_remains(store, municipality_code)


def unlock(
    office: Office, municipality_code: str, login: str, *, now: datetime, actor: str
) -> None:
    """Let somebody try again at once."""
    with office.writing(now, actor) as store:
        _unlock(store, find_user(store, municipality_code, login))


def find_user(store: Store, municipality_code: str, login: str) -> User:
    """The row of a login name, locked; raises `NotFound`."""
    user = _by_login(store, municipality_code, login.strip().lower())
    if user is None:
        raise NotFound(f'there is no user "{login}" in this municipality: check the name')
    return user


def clean_login(text: str) -> str:
    """A login name in the one form that we keep; raises `LoginRefused`."""
    login = text.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise LoginRefused(
            "a login name is 1 to 80 letters, digits and . _ - @ +, beginning with one of the "
            "first two: write it again"
        )
    return login


def clean_name(text: str) -> str:
    """A name in one line of at most 100 characters; raises `Refused`."""
    name = plain_line(text, "the name")
    if not 1 <= len(name) <= 100:
        raise Refused("a name has 1 to 100 characters: write it again")
    return name


def _is_administrator(store: Store, user: User) -> bool:
    held = current_memberships(store, user.municipality_code, [user.id])[user.id]
    return any(membership.role == StaffRole.ADMINISTRATOR for membership in held)


def _initials(given: str | None, name: str) -> str:
    text = plain_line(given or "", "the initials")[:6]
    return text or "".join(word[0] for word in name.replace("-", " ").split())[:3].upper()


def _by_login(store: Store, municipality_code: str, login: str) -> User | None:
    query = select(User).where(User.municipality_code == municipality_code, User.login == login)
    return store.session.exec(query.with_for_update()).one_or_none()


def _unlock(store: Store, user: User) -> None:
    index = name_index(store, user.login, known=True)
    if forget_attempts(store, user.municipality_code, index):
        log_account(store, AccountEventKind.UNLOCKED, user)


def _account(
    store: Store, user: User, memberships: Sequence[Membership], locked_until: datetime | None
) -> Account:
    return Account(
        id=user.id,
        login=user.login,
        name=store.open(user, "name_sealed") or user.login,
        initials=user.initials,
        roles=tuple(
            NewRole(StaffRole(m.role), tuple(m.teams), tuple(m.areas)) for m in memberships
        ),
        active=user.active,
        locked_until=locked_until,
        must_change_password=user.must_change_password,
        has_password=user.password_hash is not None,
        signs_on_elsewhere=user.subject_index is not None,
        last_login_at=user.last_login_at,
    )


def names_of(office: Office, municipality_code: str, *, now: datetime) -> dict[str, str]:
    """The names of everybody by login, as pages show who did what."""
    query = select(User).where(col(User.municipality_code) == municipality_code)
    with office.reading(now) as store:
        return {
            user.login: store.open(user, "name_sealed") or user.login
            for user in store.session.exec(query)
        }


def caseworkers(office: Office, municipality_code: str, *, now: datetime) -> dict[str, str]:
    """The names of those who can be a case's caseworker now, by login and in their order."""
    deciding = [role for role, acts in ROLE_ACTS.items() if Act.DECIDE in acts]
    holding = select(Membership.user_id).where(
        Membership.municipality_code == municipality_code,
        col(Membership.role).in_(deciding),
        col(Membership.revoked_at).is_(None),
    )
    query = select(User).where(
        User.municipality_code == municipality_code,
        col(User.active).is_(True),
        col(User.id).in_(holding),
    )
    with office.reading(now) as store:
        names = {
            user.login: store.open(user, "name_sealed") or user.login
            for user in store.session.exec(query)
        }
    return dict(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])))
