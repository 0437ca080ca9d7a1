"""Who may do what: one function over values, asked by every page, every API call and every list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID


class StaffRole(StrEnum):
    """What somebody who works here is; each holds only what is named below, and nothing else."""

    CASEWORKER = "caseworker"
    TEAM_LEADER = "team-leader"
    ADMINISTRATOR = "administrator"  # deadline administrator: rules, closing days, users
    AUDITOR = "auditor"


class Act(StrEnum):
    """Everything that pages and programs do."""

    SEE_CASE = "see-case"  # a case, its letters and its worklist row; a search finds it
    SEE_DOSSIER = "see-dossier"  # the whole file, handed out
    REVEAL_CPR = "reveal-cpr"
    REGISTER = "register"
    DECIDE = "decide"  # record what happens in a case: decided, sent, delivered, awaited, ended
    CORRECT = "correct"  # a recorded fact, the area, a reopened case
    HAND_OVER = "hand-over"
    APPROVE_NOTICE = "approve-notice"
    SEE_TEAM = "see-team"  # figures and lists of a team
    EXPORT = "export"
    SEE_RULES = "see-rules"
    EDIT_CLOSING_DAYS = "edit-closing-days"
    PUBLISH = "publish"  # rule packs: import, check, the public list
    EDIT_USERS = "edit-users"
    EDIT_PROGRAMS = "edit-programs"  # API tokens of others, webhooks
    SEE_LOG = "see-log"  # who looked at whom, who was let in


_CASEWORK: Final = frozenset(
    {
        Act.SEE_CASE,
        Act.SEE_DOSSIER,
        Act.REVEAL_CPR,
        Act.REGISTER,
        Act.DECIDE,
        Act.CORRECT,
        Act.HAND_OVER,
        Act.APPROVE_NOTICE,
    }
)

#: What each role may. An administrator sees no cases, an auditor changes nothing.
ROLE_ACTS: Final[Mapping[StaffRole, frozenset[Act]]] = {
    StaffRole.CASEWORKER: _CASEWORK | {Act.SEE_RULES},
    StaffRole.TEAM_LEADER: _CASEWORK | {Act.SEE_TEAM, Act.EXPORT, Act.SEE_RULES},
    StaffRole.ADMINISTRATOR: frozenset(
        {Act.SEE_RULES, Act.EDIT_CLOSING_DAYS, Act.PUBLISH, Act.EDIT_USERS, Act.EDIT_PROGRAMS}
    ),
    StaffRole.AUDITOR: frozenset(
        {Act.SEE_CASE, Act.SEE_DOSSIER, Act.SEE_TEAM, Act.EXPORT, Act.SEE_RULES, Act.SEE_LOG}
    ),
}

#: Acts about the municipality as a whole: limits to teams and areas do not narrow them.
EVERYWHERE: Final = frozenset(
    {
        Act.SEE_RULES,
        Act.EDIT_CLOSING_DAYS,
        Act.PUBLISH,
        Act.EDIT_USERS,
        Act.EDIT_PROGRAMS,
        Act.SEE_LOG,
    }
)


@dataclass(frozen=True, slots=True)
class Reach:
    """A role in one municipality; no teams means every team, no areas means every area.

    An area is an area of the pack (`praktisk-hjaelp` also reaches `praktisk-hjaelp.rengoering`)
    or a KLE number or its beginning (`27.36` reaches `27.36.04`).
    """

    role: StaffRole
    municipality: str
    teams: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the policy sees them. `only` narrows a program's token to its scopes."""

    id: UUID
    municipality: str
    login: str
    reaches: tuple[Reach, ...] = ()
    only: frozenset[Act] | None = None

    def narrowed(self, acts: frozenset[Act]) -> "Person":
        """The same person, who may do no more than these acts."""
        return replace(self, only=acts if self.only is None else self.only & acts)


def may(
    user: Person,
    act: Act,
    *,
    municipality: str,
    team: str | None = None,
    area: str | None = None,
    kle: str | None = None,
) -> bool:
    """Whether somebody may do an act about a case of that team and area; no unless a role says yes.

    For figures and exports `team=None` means all teams. A case that has no team yet is within
    reach of those who are limited to teams only to register it or, as a team leader, to find it
    an owner.
    """
    return any(
        _reached(reach, act, team) and _area_reached(reach, act, area, kle)
        for reach in _with(user, act, municipality)
    )


def may_somewhere(user: Person, act: Act, municipality: str) -> bool:
    """Whether there is any team and area in which somebody may do an act: a page may be opened."""
    return bool(_with(user, act, municipality))


def reaches(user: Person, act: Act, municipality: str) -> tuple[Reach, ...]:
    """Where somebody may do an act, for lists that ask the database for no more than that."""
    return tuple(_with(user, act, municipality))


def roles_of(user: Person) -> frozenset[StaffRole]:
    """The roles that somebody holds, wherever they reach."""
    return frozenset(reach.role for reach in user.reaches)


def _with(user: Person, act: Act, municipality: str) -> list[Reach]:
    if user.municipality != municipality or (user.only is not None and act not in user.only):
        return []
    return [
        reach
        for reach in user.reaches
        if reach.municipality == municipality and act in ROLE_ACTS[reach.role]
    ]


def _reached(reach: Reach, act: Act, team: str | None) -> bool:
    if act in EVERYWHERE or not reach.teams:
        return True
    if team is not None:
        return team in reach.teams
    if act in (Act.SEE_TEAM, Act.EXPORT):
        return False
    return act is Act.REGISTER or reach.role is StaffRole.TEAM_LEADER


def _area_reached(reach: Reach, act: Act, area: str | None, kle: str | None) -> bool:
    if act in EVERYWHERE or not reach.areas:
        return True
    number = kle.split("-")[0] if kle else None  # 27.36.04-G01: without its facet
    return any(_within(text, limit) for text in (area, number) if text for limit in reach.areas)


def _within(text: str, limit: str) -> bool:
    return text == limit or text.startswith(f"{limit}.")
