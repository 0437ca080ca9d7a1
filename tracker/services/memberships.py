"""Roles of users: granted, revoked, and read as the policy wants them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from tracker.errors import Refused
from tracker.models import Membership, User
from tracker.policy import Person, Reach, StaffRole
from tracker.services.account_log import AccountEventKind, log_account
from tracker.store import Store

LOCAL: Final = "local"
OIDC: Final = "oidc"


@dataclass(frozen=True, slots=True)
class NewRole:
    """A role to be held; no teams means every team, no areas means every area."""

    role: StaffRole
    teams: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


def current_memberships(
    store: Store, municipality_code: str, user_ids: Collection[UUID]
) -> dict[UUID, list[Membership]]:
    """The roles that some users hold now, in one query."""
    query = (
        select(Membership)
        .where(
            Membership.municipality_code == municipality_code,
            col(Membership.user_id).in_(user_ids),
            col(Membership.revoked_at).is_(None),
        )
        .order_by(col(Membership.role), col(Membership.id))
    )
    found: dict[UUID, list[Membership]] = {user_id: [] for user_id in user_ids}
    for row in store.session.exec(query):
        found[row.user_id].append(row)
    return found


def person_of(user: User, memberships: Iterable[Membership]) -> Person:
    """A user as the policy sees them."""
    return Person(
        user.id,
        user.municipality_code,
        user.login,
        tuple(
            Reach(StaffRole(m.role), m.municipality_code, frozenset(m.teams), frozenset(m.areas))
            for m in memberships
        ),
    )


def give_roles(store: Store, user: User, wanted: Sequence[NewRole], source: str = LOCAL) -> bool:
    """Let a user hold exactly these roles; answers whether anything changed."""
    held = current_memberships(store, user.municipality_code, [user.id])[user.id]
    kept = {_key(m.role, m.teams, m.areas, m.source): m for m in held}
    asked = {_key(r.role, r.teams, r.areas, source): r for r in wanted}
    for key in kept.keys() - asked.keys():
        kept[key].revoked_at, kept[key].revoked_by = store.now, store.actor
        store.add(kept[key])
    for key in sorted(asked.keys() - kept.keys()):
        store.add(_row(store, user, asked[key], source))
    if kept.keys() == asked.keys():
        return False
    log_account(store, AccountEventKind.ROLES_SET, user, roles=[list(key) for key in sorted(asked)])
    return True


def check_an_administrator_remains(store: Store, municipality_code: str) -> None:
    """Refuse an act after which nobody could let anybody in."""
    query = (
        select(Membership.id)
        .join(
            User,
            (col(User.municipality_code) == col(Membership.municipality_code))
            & (col(User.id) == col(Membership.user_id)),
        )
        .where(
            Membership.municipality_code == municipality_code,
            Membership.role == StaffRole.ADMINISTRATOR,
            col(Membership.revoked_at).is_(None),
            col(User.active).is_(True),
        )
        .limit(1)
    )
    if store.session.exec(query).first() is None:
        raise Refused("somebody must be administrator: give another user the role first")


def _key(
    role: str, teams: Iterable[str], areas: Iterable[str], source: str
) -> tuple[str, str, str, str]:
    return str(role), " ".join(sorted(set(teams))), " ".join(sorted(set(areas))), source


def _row(store: Store, user: User, new: NewRole, source: str) -> Membership:
    return Membership(
        municipality_code=user.municipality_code,
        id=store.new_id(),
        user_id=user.id,
        role=new.role,
        teams=sorted(set(new.teams)),
        areas=sorted(set(new.areas)),
        source=source,
        granted_at=store.now,
        granted_by=store.actor,
    )
