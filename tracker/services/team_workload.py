"""Who has how much on the desk, and what cases wait for. Never how well somebody keeps dates:
cases differ, and it would be staff monitoring (interface.md 5.5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from tracker.models import CaseSummary, DeadlineSummary
from tracker.services.date_states import DateStates, earliest, how_many
from tracker.services.team_scope import Scope
from tracker.store import Store

#: As columns of a query, which the classes' own types do not say.
_D: Any = DeadlineSummary
_C: Any = CaseSummary


@dataclass(frozen=True, slots=True)
class Load:
    """The open cases of one caseworker, or those that wait for one thing."""

    who: str  # a login, empty for nobody; or a cause
    cases: int
    at_risk: int = 0
    overdue: int = 0
    untold: int = 0
    oldest_days: int = 0


def workload(store: Store, scope: Scope) -> list[Load]:
    """A line for each caseworker with a case on the list; two statements."""
    return _loads(store, scope, _C.caseworker, [_C.listed])


def waiting(store: Store, scope: Scope) -> list[Load]:
    """A line for each cause that undecided cases wait for; two statements."""
    chosen = [_C.listed, _C.awaiting_cause.is_not(None), _C.ending.is_(None)]
    return _loads(store, scope, _C.awaiting_cause, chosen)


def _loads(store: Store, scope: Scope, by: Any, chosen: list[Any]) -> list[Load]:
    at = DateStates(store.now)
    counted = store.session.execute(
        select(by, func.count()).where(*scope.cases(), *chosen).group_by(by)
    )
    same = and_(_D.municipality_code == _C.municipality_code, _D.case_id == _C.id)
    dated = store.session.execute(
        select(
            by,
            how_many(at.at_risk),
            how_many(at.overdue),
            how_many(at.untold),
            earliest(_D.due_on, at.overdue),
        )
        .join_from(_D, _C, same)
        .where(*scope.cases(), *chosen, _D.governs, at.open)
        .group_by(by)
    )
    clocks = {who: counts for who, *counts in dated}
    return [_load(who, cases, clocks.get(who, (0, 0, 0, None)), at.today) for who, cases in counted]


def _load(who: str | None, cases: int, counts: Any, today: date) -> Load:
    at_risk, overdue, untold, oldest = counts
    day = date.fromisoformat(oldest) if isinstance(oldest, str) else oldest
    days = max(0, (today - day).days) if day else 0
    return Load(who or "", cases, at_risk, overdue, untold, days)
