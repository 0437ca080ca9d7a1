"""Whose figures somebody looks at: one team's or all teams', never beyond their own reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from tracker.models import CaseSummary, DeadlineSummary
from tracker.policy import Act, Person, reaches
from tracker.services.reach import within_reach
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """The cases that figures are about; `team` is empty for every team within reach."""

    person: Person
    code: str
    team: str = ""
    act: Act = Act.SEE_TEAM

    def cases(self) -> list[Any]:
        """Conditions on the rows of cases."""
        chosen: list[Any] = [CaseSummary.municipality_code == self.code]
        if self.team:
            chosen.append(CaseSummary.team == self.team)
        if self._narrow:
            chosen.append(within_reach(self.person, self.act, self.code))
        return chosen

    def dates(self) -> list[Any]:
        """Conditions on the rows of dates; a limit to areas is asked of the case."""
        chosen: list[Any] = [DeadlineSummary.municipality_code == self.code]
        if self.team:
            chosen.append(DeadlineSummary.team == self.team)
        if self._narrow:
            own = select(CaseSummary.id).where(*self.cases()).correlate(None)
            chosen.append(col(DeadlineSummary.case_id).in_(own))
        return chosen

    @property
    def _narrow(self) -> bool:
        """Whether the team alone does not say what lies within reach."""
        return not any(
            not reach.areas and (not reach.teams or self.team in reach.teams)
            for reach in reaches(self.person, self.act, self.code)
        )


@dataclass(frozen=True, slots=True)
class WholeMunicipality:
    """Every case of a municipality: for what is said of its rules, not of its teams."""

    code: str

    def cases(self) -> list[Any]:
        """Conditions on the rows of cases."""
        return [CaseSummary.municipality_code == self.code]

    def dates(self) -> list[Any]:
        """Conditions on the rows of dates."""
        return [DeadlineSummary.municipality_code == self.code]


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """The teams that somebody may choose; `all_teams` where their role is limited to none."""

    teams: tuple[str, ...]
    all_teams: bool

    @property
    def first(self) -> str:
        """What they see when they have chosen nothing: their own team, else every team."""
        return self.teams[0] if len(self.teams) == 1 and not self.all_teams else ""

    def holds(self, team: str) -> bool:
        """Whether a team may be chosen; none stands for all that are theirs."""
        return not team or self.all_teams or team in self.teams


def team_choice(person: Person, code: str, known: Iterable[str]) -> TeamChoice:
    """The teams that figures can be asked about; `known` are the municipality's, in their order."""
    held = reaches(person, Act.SEE_TEAM, code)
    if any(not reach.teams for reach in held):
        return TeamChoice(tuple(known), all_teams=True)
    own = frozenset[str]().union(*(reach.teams for reach in held))
    ordered = [team for team in known if team in own]
    return TeamChoice((*ordered, *sorted(own - {*ordered})), all_teams=False)


def known_teams(store: Store, code: str, named: Mapping[str, str]) -> dict[str, str]:
    """The teams that have a case on a list or a name in the pack, by name; one statement."""
    query = (
        select(CaseSummary.team)
        .where(CaseSummary.municipality_code == code, col(CaseSummary.listed))
        .distinct()
    )
    found = {*named, *(team for team in store.session.exec(query) if team)}
    shown = {team: named.get(team, team) for team in found}
    return dict(sorted(shown.items(), key=lambda item: item[1].casefold()))
