"""Cases as lists and figures read them: from their rows, in a fixed number of statements."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from rules.standing import Standing
from tracker.models import CaseSummary, DeadlineSummary
from tracker.services.figures import Figure
from tracker.services.work_standing import CaseStand, case_at, clock_at
from tracker.store import Store

_BATCH: Final = 2000


def listed_cases(store: Store, code: str, *where: ColumnElement[bool]) -> list[CaseStand]:
    """Every case on a worklist that fits, as it stands now, by case number: two statements."""
    chosen: list[Any] = [CaseSummary.municipality_code == code, col(CaseSummary.listed), *where]
    rows = store.session.exec(
        select(CaseSummary).where(*chosen).order_by(col(CaseSummary.reference))
    ).all()
    clocks = store.session.exec(
        select(DeadlineSummary)
        .join(CaseSummary, _of_case())
        .where(*chosen, col(DeadlineSummary.met_on).is_(None))
        .order_by(*_IN_ORDER)
    ).all()
    return _at(store.now, rows, clocks)


def cases_of(store: Store, code: str, ids: Sequence[UUID]) -> list[CaseStand]:
    """Some cases as they stand now, in the order asked: two statements."""
    found = store.session.exec(
        select(CaseSummary).where(
            CaseSummary.municipality_code == code, col(CaseSummary.id).in_(ids)
        )
    ).all()
    rows = {row.id: row for row in found}
    clocks = _clocks_of(store, code, ids, col(DeadlineSummary.met_on).is_(None))
    return _at(store.now, [rows[one] for one in ids if one in rows], clocks)


def case_page(
    store: Store, code: str, *where: ColumnElement[bool], after: UUID | None, limit: int
) -> list[CaseStand]:
    """So many cases after one, as they were registered, as they stand now: two statements.

    By id, which follows the instant of registration: numbers do not, from 10,000 a year on.
    """
    chosen: list[Any] = [CaseSummary.municipality_code == code, *where]
    if after is not None:
        chosen.append(col(CaseSummary.id) > after)
    rows = store.session.exec(
        select(CaseSummary).where(*chosen).order_by(col(CaseSummary.id)).limit(limit)
    ).all()
    clocks = _clocks_of(
        store, code, [row.id for row in rows], col(DeadlineSummary.met_on).is_(None)
    )
    return _at(store.now, rows, clocks)


def _at(
    now: datetime, rows: Sequence[CaseSummary], clocks: Sequence[DeadlineSummary]
) -> list[CaseStand]:
    grouped = _by_case(clocks)
    return [case_at(row, grouped.get(row.id, ()), now) for row in rows]


#: Oldest first, as the lists of a case file are.
_IN_ORDER: Final = (col(DeadlineSummary.recorded_at), col(DeadlineSummary.id))


def _of_case() -> ColumnElement[bool]:
    same = col(CaseSummary.municipality_code) == col(DeadlineSummary.municipality_code)
    return same & (col(CaseSummary.id) == col(DeadlineSummary.case_id))


def _clocks_of(
    store: Store, code: str, ids: Sequence[UUID], *where: ColumnElement[bool]
) -> Sequence[DeadlineSummary]:
    return store.session.exec(
        select(DeadlineSummary)
        .where(
            DeadlineSummary.municipality_code == code,
            col(DeadlineSummary.case_id).in_(ids),
            *where,
        )
        .order_by(*_IN_ORDER)
    ).all()


def _by_case(clocks: Sequence[DeadlineSummary]) -> dict[UUID, list[DeadlineSummary]]:
    found: dict[UUID, list[DeadlineSummary]] = {}
    for clock in clocks:
        found.setdefault(clock.case_id, []).append(clock)
    return found


def summarised_figures(store: Store, code: str, *where: ColumnElement[bool]) -> Iterator[Figure]:
    """The facts that reports count, as `figures.figures` reads them from the files, but sooner.

    Every promise of every case that fits, by case number, a batch of cases at a time.
    """
    last = ""
    while True:
        rows = store.session.exec(
            select(CaseSummary)
            .where(CaseSummary.municipality_code == code, col(CaseSummary.reference) > last, *where)
            .order_by(col(CaseSummary.reference))
            .limit(_BATCH)
        ).all()
        if not rows:
            return
        last = rows[-1].reference
        clocks = _by_case(_clocks_between(store, code, rows[0].reference, last))
        for row in rows:
            yield from figures_of_row(row, clocks.get(row.id, ()), store.now)
        store.session.expunge_all()


def _clocks_between(store: Store, code: str, first: str, last: str) -> Sequence[DeadlineSummary]:
    return store.session.exec(
        select(DeadlineSummary)
        .join(CaseSummary, _of_case())
        .where(
            CaseSummary.municipality_code == code,
            col(CaseSummary.reference).between(first, last),
            col(DeadlineSummary.governs),
        )
        .order_by(*_IN_ORDER)
    ).all()


def figures_of_row(
    row: CaseSummary, clocks: Sequence[DeadlineSummary], now: datetime
) -> Iterator[Figure]:
    """The promises of one case; pure. Only dates that govern are counted."""
    for clock in clocks:
        if clock.governs:
            yield _figure(row, clock, now)
    if row.undated_kind is not None:
        yield Figure(
            **_about(row),
            kind=row.undated_kind,
            track=row.track,
            started_on=row.round_started_on,
            due_on=None,
            met_on=None,
            standing=Standing.WITHOUT_DEADLINE,
            told=None,
            days_late=0,
        )


def _figure(row: CaseSummary, clock: DeadlineSummary, now: datetime) -> Figure:
    stand = clock_at(clock, now)
    return Figure(
        **_about(row),
        kind=clock.kind,
        track=clock.track,
        started_on=clock.starts_on,
        due_on=clock.due_on,
        met_on=clock.met_on,
        standing=stand.standing,
        told=stand.told,
        days_late=stand.days_late,
        sent_after_due=clock.sent_after_due,
        ended=row.ending is not None and clock.met_on is None,
    )


def _about(row: CaseSummary) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "team": row.team or "",
        "area": row.area,
        "received_on": row.received_on,
        "awaiting": row.awaiting_cause,
    }
