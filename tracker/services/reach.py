"""The policy as a condition of a query: which cases somebody may do an act about."""

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlmodel import col

from tracker.models import CaseSummary
from tracker.policy import Act, Person, Reach, StaffRole, reaches

#: Acts about whole teams, for which a case without a team is in nobody's limited reach.
_TEAM_ACTS = frozenset({Act.SEE_TEAM, Act.EXPORT})


def within_reach(person: Person, act: Act, municipality: str) -> ColumnElement[bool]:
    """The cases of a municipality within somebody's reach; agrees with `policy.may`."""
    found = [_reached(reach, act) for reach in reaches(person, act, municipality)]
    return or_(*found) if found else false()


def _reached(reach: Reach, act: Act) -> ColumnElement[bool]:
    return and_(_teams(reach, act), _areas(reach))


def _teams(reach: Reach, act: Act) -> ColumnElement[bool]:
    if not reach.teams:
        return true()
    named = col(CaseSummary.team).in_(sorted(reach.teams))
    if act in _TEAM_ACTS or not (act is Act.REGISTER or reach.role is StaffRole.TEAM_LEADER):
        return named
    return named | col(CaseSummary.team).is_(None)


def _areas(reach: Reach) -> ColumnElement[bool]:
    if not reach.areas:
        return true()
    area, kle = col(CaseSummary.area), col(CaseSummary.kle)
    return or_(
        *(
            condition
            for limit in sorted(reach.areas)
            for condition in (
                area == limit,
                area.startswith(f"{limit}.", autoescape=True),
                kle == limit,
                kle.startswith(f"{limit}.", autoescape=True),
                kle.startswith(f"{limit}-", autoescape=True),
            )
        )
    )
