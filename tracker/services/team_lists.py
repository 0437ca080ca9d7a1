"""The cases behind a figure: the same conditions as the count, a page at a time by key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, extract, func, or_, select

from rules.standing import Standing
from rules.told import Told
from tracker.models import CaseSummary, DeadlineSummary
from tracker.services.date_states import Condition, DateStates, begun_within, within
from tracker.services.reporting import ALWAYS, Period
from tracker.services.summary_reading import cases_of
from tracker.services.team_figures import acute
from tracker.services.team_scope import Scope
from tracker.services.work_standing import CaseStand, clock_at
from tracker.store import Store

#: As columns of a query, which the classes' own types do not say.
_D: Any = DeadlineSummary
_C: Any = CaseSummary

ROWS_A_PAGE: Final = 50
_BATCH: Final = 2000
#: More than this nobody reads in a spreadsheet; an export says so where it stops.
MOST_EXPORTED: Final = 20_000
#: In an address: the cases that nobody has.
NOBODY: Final = "-"


class Listed(StrEnum):
    """What a list can be of, as addresses say it."""

    OVERDUE = "overskredet"
    AT_RISK = "frist-snart"
    DECIDED = "kommet"
    IN_TIME = "i-tide"
    LATE = "for-sent"
    SLIPPED = "fristen-gik"
    TOLD = "besked-i-tide"
    UNTOLD = "ingen-besked"
    EVERY = "alle"
    ACUTE = "akutte"
    WITHOUT_DEADLINE = "uden-frist"
    UNASSIGNED = "ikke-fordelt"
    AWAITING = "afventer"


#: Lists of cases; the others are of promises, of which a case may have several.
OF_CASES: Final = frozenset(
    {Listed.ACUTE, Listed.WITHOUT_DEADLINE, Listed.UNASSIGNED, Listed.AWAITING}
)


@dataclass(frozen=True, slots=True)
class Behind:
    """Which figure somebody opened; what is empty narrows nothing."""

    what: Listed
    period: Period = ALWAYS
    area: str = ""
    kind: str = ""
    track: str = ""
    caseworker: str = ""
    cause: str = ""
    untold: bool = False
    this_week: bool = False
    age: int | None = None
    month: date | None = None


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One promise of one case; a case that has none has no dates."""

    key: str
    reference: str
    team: str
    area: str
    caseworker: str
    kind: str
    track: str
    received_on: date
    due_on: date | None
    met_on: date | None
    standing: Standing
    told: Told | None
    days_late: int
    acute: bool
    awaiting: str | None


@dataclass(frozen=True, slots=True)
class BehindPage:
    """Some rows, how many there are in all, and where the next page begins."""

    rows: list[BehindRow]
    total: int
    next_after: str


def behind_page(store: Store, scope: Scope, asked: Behind, after: str = "") -> BehindPage:
    """One page of a list; three statements at most."""
    rows = _rows(store, scope, asked, after, ROWS_A_PAGE + 1)
    more = rows[ROWS_A_PAGE - 1].key if len(rows) > ROWS_A_PAGE else ""
    return BehindPage(rows[:ROWS_A_PAGE], _total(store, scope, asked), more)


def every_row(store: Store, scope: Scope, asked: Behind) -> Iterator[BehindRow]:
    """The whole list for a file, up to `MOST_EXPORTED`, some thousand rows at a time."""
    if asked.what in OF_CASES:
        yield from _every_case(store, scope, asked)
        return
    query = _date_query(store, scope, asked, "", MOST_EXPORTED)
    for clock, case in store.session.execute(query.execution_options(yield_per=_BATCH)):
        yield _of_date(store, clock, case)


def _every_case(store: Store, scope: Scope, asked: Behind) -> Iterator[BehindRow]:
    after = ""
    for _ in range(MOST_EXPORTED // _BATCH):
        rows = _case_rows(store, scope, asked, after, _BATCH)
        yield from rows
        if len(rows) < _BATCH:
            return
        after = rows[-1].key
        store.session.expunge_all()


def _total(store: Store, scope: Scope, asked: Behind) -> int:
    query = select(func.count())
    if asked.what in OF_CASES:
        query = query.select_from(_C).where(*_case_conditions(store, scope, asked))
    else:
        dates = query.select_from(_D).join(_C, _SAME)
        query = dates.where(*_date_conditions(store, scope, asked))
    return int(store.session.execute(query).scalar_one())


def _rows(store: Store, scope: Scope, asked: Behind, after: str, limit: int) -> list[BehindRow]:
    if asked.what in OF_CASES:
        return _case_rows(store, scope, asked, after, limit)
    return _date_rows(store, scope, asked, after, limit)


_SAME: Final = and_(_D.municipality_code == _C.municipality_code, _D.case_id == _C.id)


def _date_rows(
    store: Store, scope: Scope, asked: Behind, after: str, limit: int
) -> list[BehindRow]:
    found = store.session.execute(_date_query(store, scope, asked, after, limit))
    return [_of_date(store, clock, case) for clock, case in found]


def _date_query(store: Store, scope: Scope, asked: Behind, after: str, limit: int) -> Any:
    return (
        select(_D, _C)
        .join(_C, _SAME)
        .where(*_date_conditions(store, scope, asked), *_after(after))
        .order_by(_D.due_on, _D.id)
        .limit(limit)
    )


def _of_date(store: Store, row: DeadlineSummary, case: CaseSummary) -> BehindRow:
    stand = clock_at(row, store.now)
    return BehindRow(
        key=f"{row.due_on.isoformat()}.{row.id.hex}",
        **_about(case),
        kind=row.kind,
        track=row.track,
        due_on=row.due_on,
        met_on=row.met_on,
        standing=stand.standing,
        told=stand.told,
        days_late=stand.days_late,
    )


def _about(case: CaseSummary) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "team": case.team or "",
        "area": case.area,
        "caseworker": case.caseworker or "",
        "received_on": case.received_on,
        "acute": case.acute_from is not None,
        "awaiting": case.awaiting_cause,
    }


def _after(key: str) -> list[Condition]:
    """The rows after one; a key that nobody gave out begins the list anew."""
    day, _, number = key.partition(".")
    try:
        due, last = date.fromisoformat(day), UUID(hex=number)
    except ValueError:
        return []
    return [or_(_D.due_on > due, and_(_D.due_on == due, _D.id > last))]


def _case_rows(
    store: Store, scope: Scope, asked: Behind, after: str, limit: int
) -> list[BehindRow]:
    query = (
        select(_C.id)
        .where(*_case_conditions(store, scope, asked), _C.reference > after[:40])
        .order_by(_C.reference)
        .limit(limit)
    )
    ids: Sequence[UUID] = store.session.execute(query).scalars().all()
    return [_of_case(stand) for stand in cases_of(store, scope.code, ids)]


def _of_case(stand: CaseStand) -> BehindRow:
    first, row = stand.first, stand.row
    return BehindRow(
        key=row.reference,
        **_about(row),
        kind=first.row.kind if first else row.undated_kind or "",
        track=first.row.track if first else row.track,
        due_on=first.row.due_on if first else None,
        met_on=None,
        standing=first.standing if first else stand.standing,
        told=first.told if first else None,
        days_late=first.days_late if first else 0,
    )


def _date_conditions(store: Store, scope: Scope, asked: Behind) -> list[Condition]:
    states = _states(DateStates(store.now), asked)
    chosen = [*scope.dates(), _D.governs, *within(asked.period), *states]
    for value, column in (
        (asked.area, _D.area),
        (asked.kind, _D.kind),
        (asked.track, _D.track),
        (asked.cause, _C.awaiting_cause),
    ):
        if value:
            chosen.append(column == value)
    if asked.caseworker:
        chosen += [
            _C.listed,
            _C.caseworker == (None if asked.caseworker == NOBODY else asked.caseworker),
        ]
    if asked.month:
        day = _D.starts_on if asked.period.by_receipt else _D.met_on
        chosen.append(extract("year", day) == asked.month.year)
        chosen.append(extract("month", day) == asked.month.month)
    return chosen


def _states(at: DateStates, asked: Behind) -> Iterator[Condition]:
    match asked.what:
        case Listed.OVERDUE:
            yield at.overdue
        case Listed.AT_RISK:
            yield at.at_risk
        case Listed.DECIDED:
            yield or_(at.met, at.late)
        case Listed.IN_TIME:
            yield at.met
        case Listed.LATE:
            yield at.late
        case Listed.SLIPPED:
            yield at.slipped
        case Listed.TOLD:
            yield at.told(Told.TOLD_IN_TIME)
        case Listed.UNTOLD:
            yield at.told(Told.NOT_TOLD)
    if asked.untold:
        yield at.untold
    if asked.this_week:
        yield at.this_week()
    if asked.age is not None:
        yield at.of_age(asked.age)


def _case_conditions(store: Store, scope: Scope, asked: Behind) -> list[Condition]:
    chosen = [*scope.cases(), _C.listed]
    match asked.what:
        case Listed.ACUTE:
            chosen.append(acute(DateStates(store.now).open))
        case Listed.WITHOUT_DEADLINE:
            chosen += [_C.undated_kind.is_not(None), *begun_within(asked.period)]
        case Listed.UNASSIGNED:
            chosen.append(_C.caseworker.is_(None))
        case _:
            chosen += [_C.awaiting_cause.is_not(None), _C.ending.is_(None)]
    for value, column in ((asked.area, _C.area), (asked.cause, _C.awaiting_cause)):
        if value:
            chosen.append(column == value)
    if asked.caseworker:
        chosen.append(_C.caseworker == (None if asked.caseworker == NOBODY else asked.caseworker))
    return chosen
