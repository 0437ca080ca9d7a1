"""The figures of a team, counted by the database over the rows that lists read.

They say what `reporting.compliance` says of the same promises; a test holds them together.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from operator import add
from typing import Any, Final

from sqlalchemy import and_, func, not_, select

from rules.terms import DeadlineKind, Track
from rules.told import Told
from tracker.models import CaseSummary, DeadlineSummary
from tracker.services.date_states import (
    Condition,
    DateStates,
    begun_within,
    earliest,
    how_many,
    within,
)
from tracker.services.reporting import AGE_BANDS, Period, Share
from tracker.services.team_scope import Scope, WholeMunicipality
from tracker.store import Store

#: As columns of a query, which the classes' own types do not say.
_D: Any = DeadlineSummary
_C: Any = CaseSummary
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of some promises; what they have in common is named, the rest is empty."""

    team: str = ""
    area: str = ""
    kind: str = ""
    track: str = ""
    received: int = 0
    open: int = 0
    overdue: int = 0
    overdue_untold: int = 0
    at_risk: int = 0
    met: int = 0
    late: int = 0
    told_in_time: int = 0
    told_late: int = 0
    not_told: int = 0
    sent_after_due: int = 0
    ended: int = 0
    without_deadline: int = 0

    @property
    def in_time(self) -> Share:
        """Of those that came, how many came in time."""
        return Share(self.met, self.met + self.late)

    @property
    def told(self) -> Share:
        """Of those that slipped and had to be told of, how many were told of in time."""
        return Share(self.told_in_time, self.told_in_time + self.told_late + self.not_told)


_COUNTS: Final = tuple(f.name for f in fields(Tally) if f.type is int or f.type == "int")


def tallies(store: Store, scope: Scope | WholeMunicipality, period: Period) -> list[Tally]:
    """A tally for each team, area, kind and track; three statements."""
    at = DateStates(store.now)
    came = _tallied(store, scope, period, _came(), _D.met_on.is_not(None))
    waits = _tallied(store, scope, period, _conditions(at), _D.met_on.is_(None))
    dated = merged(came + waits, lambda t: (t.area, t.kind, t.track, t.team))
    return dated + _undated(store, scope, period)


def _tallied(
    store: Store,
    scope: Scope | WholeMunicipality,
    period: Period,
    conditions: Mapping[str, Condition],
    which: Condition,
) -> list[Tally]:
    key: tuple[Any, ...] = (_D.team, _D.area, _D.kind, _D.track)
    counts = [how_many(condition).label(name) for name, condition in conditions.items()]
    rows = store.session.execute(
        select(*key, func.count().label("received"), *counts)
        .where(*scope.dates(), _D.governs, which, *within(period))
        .group_by(*key)
    )
    return [Tally(**{**row, "team": row["team"] or ""}) for row in rows.mappings()]


def _came() -> dict[str, Condition]:
    """The counts of what has come: most rows, and they say it plainly."""
    return {
        "met": not_(_D.met_late),
        "late": _D.met_late,
        **{name: and_(_D.met_late, _D.told == told) for name, told in _TOLD.items()},
        "sent_after_due": _D.sent_after_due,
    }


#: Which count is of which answer.
_TOLD: Final = {
    "told_in_time": Told.TOLD_IN_TIME,
    "told_late": Told.TOLD_LATE,
    "not_told": Told.NOT_TOLD,
}


def _conditions(at: DateStates) -> dict[str, Condition]:
    """The counts of what has not come: it waits, was left behind, or ended with its case."""
    return {
        "open": at.open,
        "overdue": at.overdue,
        "overdue_untold": at.untold,
        "at_risk": at.at_risk,
        "late": at.late,
        **{name: at.told(told) for name, told in _TOLD.items()},
        "ended": at.ended,
    }


def _undated(store: Store, scope: Scope | WholeMunicipality, period: Period) -> list[Tally]:
    key: tuple[Any, ...] = (_C.team, _C.area, _C.undated_kind, _C.track)
    rows = store.session.execute(
        select(*key, func.count())
        .where(*scope.cases(), _C.undated_kind.is_not(None), *begun_within(period))
        .group_by(*key)
    )
    return [
        Tally(team or "", area, kind, track, received=count, without_deadline=count)
        for team, area, kind, track, count in rows
    ]


def merged(found: Iterable[Tally], key: Callable[[Tally], tuple[str, ...]]) -> list[Tally]:
    """Tallies added up by what they have in common: a tuple of (area, kind, …) as `key` answers.

    The parts of the key name the sum, in the order area, kind, track, team.
    """
    sums: dict[tuple[str, ...], list[int]] = {}
    for tally in found:
        own = sums.setdefault(key(tally), [0] * len(_COUNTS))
        for place, name in enumerate(_COUNTS):
            own[place] += getattr(tally, name)
    return [_sum(common, counts) for common, counts in sums.items()]


def _sum(common: tuple[str, ...], counts: list[int]) -> Tally:
    area, kind, track, team = (*common, "", "", "", "")[:4]
    named: dict[str, Any] = dict(zip(_COUNTS, counts, strict=True))
    return Tally(team, area, kind, track, **named)


@dataclass(frozen=True, slots=True)
class OpenNow:
    """What waits at this instant, whatever the period."""

    overdue: int
    untold: int
    oldest_days: int
    at_risk: int
    at_risk_this_week: int
    ages: tuple[int, ...]  # by AGE_BANDS
    ages_untold: tuple[int, ...]
    acute: int
    acute_overdue: int
    without_deadline: int
    unassigned: int
    unassigned_days: int


def open_now(store: Store, scope: Scope) -> OpenNow:
    """The five counts of a team, and how old its overdue promises are; two statements."""
    at, bands = DateStates(store.now), range(len(AGE_BANDS))
    ages = [at.of_age(band) for band in bands]
    row = store.session.execute(
        select(
            *(how_many(c) for c in (at.overdue, at.untold, at.at_risk, at.this_week())),
            earliest(_D.due_on, at.overdue),
            *(how_many(age) for age in ages),
            *(how_many(and_(age, at.untold)) for age in ages),
        ).where(*scope.dates(), _D.governs, at.open)
    ).one()
    overdue, untold, at_risk, week, oldest, *banded = row
    cases = _cases_now(store, scope, at)
    return OpenNow(
        overdue=overdue,
        untold=untold,
        oldest_days=_days(oldest, at.today),
        at_risk=at_risk,
        at_risk_this_week=week,
        ages=tuple(banded[: len(bands)]),
        ages_untold=tuple(banded[len(bands) :]),
        acute=cases[0],
        acute_overdue=cases[1],
        without_deadline=cases[2],
        unassigned=cases[3],
        unassigned_days=_days(cases[4], at.today),
    )


def _cases_now(store: Store, scope: Scope, at: DateStates) -> tuple[Any, ...]:
    nobody = _C.caseworker.is_(None)
    row = store.session.execute(
        select(
            how_many(acute(at.open)),
            how_many(acute(at.overdue)),
            how_many(_C.undated_kind.is_not(None)),
            how_many(nobody),
            earliest(_C.received_on, nobody),
        ).where(*scope.cases(), _C.listed)
    ).one()
    return tuple(row)


def acute(dates: Condition) -> Condition:
    """An acute case that has a date like that."""
    same = _D.municipality_code == _C.municipality_code, _D.case_id == _C.id
    own = select(_D.id).where(*same, dates).correlate(CaseSummary)
    return and_(_C.acute_from.is_not(None), own.exists())


def _days(day: Any, today: date) -> int:
    """Days since; SQLite answers a day that was worked out as text."""
    if day is None:
        return 0
    return max(0, (today - (date.fromisoformat(day) if isinstance(day, str) else day)).days)


@dataclass(frozen=True, slots=True)
class Month:
    """The two shares of one calendar month."""

    first: date
    in_time: Share
    told: Share


def last_months(
    store: Store, scope: Scope, which: list[Condition], *, by_receipt: bool
) -> list[Month]:
    """The last twelve months up to this one, oldest first; one statement, a row for each day."""
    at = DateStates(store.now)
    firsts = months_until(at.today)
    day = _D.starts_on if by_receipt else _D.met_on
    told = at.told(Told.TOLD_IN_TIME), at.slipped
    if not by_receipt:
        told = (
            and_(_D.met_late, _D.told == Told.TOLD_IN_TIME),
            and_(_D.met_late, _D.told.is_not(None)),
        )
    late = at.late if by_receipt else _D.met_late
    rows = store.session.execute(
        select(day, *(how_many(c) for c in (at.met, late, *told)))
        .where(*scope.dates(), _D.governs, *which, day >= firsts[0])
        .group_by(day)
    )
    found = {first: [0] * 4 for first in firsts}
    for on, *counts in rows:
        own = found.get(on.replace(day=1), [0] * 4)
        own[:] = map(add, own, counts)
    return [_month(first, counts) for first, counts in found.items()]


def _month(first: date, counts: list[int]) -> Month:
    met, late, told, slipped = counts
    return Month(first, Share(met, met + late), Share(told, slipped))


def months_until(today: date) -> list[date]:
    """The first days of the last twelve months, the running one last."""
    number = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS + 1, number + 1)]


def only(kind: DeadlineKind | None = None, track: Track | None = None) -> list[Condition]:
    """Promises of one kind and track."""
    chosen = [_D.kind == kind] if kind else []
    return [*chosen, _D.track == track] if track else chosen
