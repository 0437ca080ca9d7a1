"""The part of a form in which roles are ticked and limited to teams and areas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import Request

from tracker.policy import EVERYWHERE, ROLE_ACTS, StaffRole
from tracker.services.memberships import NewRole
from tracker.services.signed_in import SignedIn
from tracker.services.teams import team_names
from tracker.web.forms import Form as Fields
from tracker.web.frame import words_of
from tracker.web.posted import Posted
from tracker.web.role_words import role_hint, role_word
from tracker.web.site import Site, site_of

_KLE: Final = re.compile(r"\d\d(\.\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One role as the form offers it; `teams` is empty where limits mean nothing."""

    code: str
    word: str
    hint: str
    teams: tuple[tuple[str, str], ...]
    limited: bool


def role_choices(request: Request, here: SignedIn) -> list[RoleChoice]:
    """Every role, with the teams that it can be limited to."""
    site, words = site_of(request), words_of(request)
    teams = tuple(team_names(site.office, here.municipality, now=site.now()).items())
    return [
        RoleChoice(role, role_word(role, words), role_hint(role, words), teams, is_limited(role))
        for role in StaffRole
    ]


def is_limited(role: StaffRole) -> bool:
    """Whether a role has acts that a limit to teams or areas narrows."""
    return not ROLE_ACTS[role] <= EVERYWHERE


def began_with(roles: Sequence[NewRole]) -> dict[str, str]:
    """The fields as they stand before anything is changed."""
    began: dict[str, str] = {}
    for held in roles:
        began[f"role-{held.role}"] = "1"
        began[f"areas-{held.role}"] = " ".join(held.areas)
        began |= {f"team-{held.role}-{team}": "1" for team in held.teams}
    return began


def read_roles(posted: Posted) -> tuple[NewRole, ...]:
    """The roles that are ticked, each with its teams and areas."""
    return tuple(_read(posted, role) for role in StaffRole if posted.has(f"role-{role}"))


def check_areas(site: Site, here: SignedIn, roles: Sequence[NewRole], fields: Fields) -> None:
    """Say which areas the municipality's rules do not have, before anybody is limited to them."""
    known = {rule.area for rule in site.office.book.of(here.municipality).rules}
    for held in roles:
        for area in held.areas:
            if not _known(area, known):
                text = fields.words.say(
                    'Området "%(area)s" findes ikke. Skriv det, som det står på siden Regler, '
                    "eller et KLE-nummer.",
                    area=area[:60],
                )
                fields.wrong(f"areas-{held.role}", text)


def _read(posted: Posted, role: StaffRole) -> NewRole:
    if not is_limited(role):
        return NewRole(role)
    start = f"team-{role}-"
    teams = {name.removeprefix(start) for name, _ in posted.fields if name.startswith(start)}
    areas = re.split(r"[\s,;]+", posted.get(f"areas-{role}"))
    return NewRole(role, tuple(sorted(teams)), tuple(sorted({area for area in areas if area})))


def _known(area: str, known: set[str]) -> bool:
    within = any(name == area or name.startswith(f"{area}.") for name in known)
    return within or _KLE.fullmatch(area) is not None
