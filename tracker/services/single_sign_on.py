"""Signing in through the municipality's identity provider, which also says who holds which role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from tracker.errors import Refused
from tracker.models import User
from tracker.office import Office
from tracker.services.accounts import NewUser, clean_name, make_user
from tracker.services.identity_provider import IdentityProvider
from tracker.services.memberships import OIDC, NewRole, give_roles
from tracker.services.sessions import end_all_sessions, open_session
from tracker.store import Store


class NoRole(Refused):
    """None of the person's groups gives a role here."""


class NoLongerActive(Refused):
    """The account was deactivated here, whatever the identity provider says."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the identity provider says about somebody; `subject` never changes."""

    subject: str
    login: str
    name: str
    groups: tuple[str, ...]


def admit(
    office: Office,
    provider: IdentityProvider,
    identity: Identity,
    *,
    now: datetime,
    replaces: str | None = None,
) -> str:
    """Open a session for somebody whom the provider knows; the account is made the first time.

    Roles follow the groups at each sign-in. Raises `NoRole`, which also takes what was held and
    ends every session, `NoLongerActive`, `LoginTaken` or `LoginRefused`.
    """
    roles = provider.roles_of(identity.groups)
    with office.writing(now, identity.login.strip().lower()) as store:
        user = _known(store, provider, identity)
        if roles:
            user = user or _made(store, provider, identity)
            if not user.active:
                raise NoLongerActive("the account is deactivated: ask an administrator")
            return _admitted(store, office, user, roles, identity, replaces)
        if user is not None:
            give_roles(store, user, (), OIDC)
            end_all_sessions(store, user)
    raise NoRole("none of the person's groups gives a role: ask an administrator")


def _admitted(
    store: Store,
    office: Office,
    user: User,
    roles: Sequence[NewRole],
    identity: Identity,
    replaces: str | None,
) -> str:
    store.seal(user, "name_sealed", clean_name(identity.name))
    give_roles(store, user, roles, OIDC)
    return open_session(store, user, hours=office.settings.session_hours, replaces=replaces)


def _known(store: Store, provider: IdentityProvider, identity: Identity) -> User | None:
    query = select(User).where(
        User.municipality_code == provider.municipality_code,
        col(User.subject_index) == _index(store, provider, identity),
    )
    return store.session.exec(query.with_for_update()).one_or_none()


def _made(store: Store, provider: IdentityProvider, identity: Identity) -> User:
    new = NewUser(login=identity.login, name=identity.name)
    user = make_user(store, provider.municipality_code, new)
    user.subject_index = _index(store, provider, identity)
    return store.add(user)


def _index(store: Store, provider: IdentityProvider, identity: Identity) -> bytes:
    return store.sealer.index(f"oidc:{provider.issuer} {identity.subject}")
