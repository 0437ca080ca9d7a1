"""Roles and how far they reach, as pages say them."""

from collections.abc import Mapping
from typing import Final

from tracker.policy import StaffRole
from tracker.services.memberships import NewRole
from tracker.web.words import Words, mark

_ROLES: Final = {
    StaffRole.CASEWORKER: mark("Sagsbehandler"),
    StaffRole.TEAM_LEADER: mark("Teamleder"),
    StaffRole.ADMINISTRATOR: mark("Fristadministrator"),
    StaffRole.AUDITOR: mark("Revisor"),
}
_HINTS: Final = {
    StaffRole.CASEWORKER: mark("Registrerer ansøgninger og arbejder med sager."),
    StaffRole.TEAM_LEADER: mark("Som sagsbehandler, og ser tal og lister for teamet."),
    StaffRole.ADMINISTRATOR: mark("Brugere, regler og lukkedage. Ser ingen sager."),
    StaffRole.AUDITOR: mark("Læser sager, tal og log. Ændrer ingenting."),
}


def role_word(role: StaffRole, words: Words) -> str:
    """A role by its name."""
    return words.text(_ROLES[role])


def role_hint(role: StaffRole, words: Words) -> str:
    """What a role may, in a sentence or two."""
    return words.text(_HINTS[role])


def reach_words(held: NewRole, teams: Mapping[str, str], words: Words) -> str:
    """A role with the teams and areas that it is limited to."""
    limits = [teams.get(team, team) for team in held.teams] + list(held.areas)
    name = role_word(held.role, words)
    return f"{name}: {', '.join(limits)}" if limits else name
