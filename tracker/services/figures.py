"""The facts that reports count: one for each promise of each case, as it stands at an instant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import col, select

from rules.standing import Standing
from rules.terms import DeadlineKind
from rules.told import Told
from tracker.casefile import CaseFile
from tracker.models import Case
from tracker.office import Office
from tracker.services.desk import Desk
from tracker.services.standings import DeadlineView, deadline_views
from tracker.store import Store

_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise: the governing deadline of a round's decision or of a delivery.

    Dates are Danish days; `days_late` are calendar days. A case without a deadline has no `due_on`.
    """

    reference: str
    team: str
    area: str
    kind: str
    track: str
    received_on: date
    started_on: date
    due_on: date | None
    met_on: date | None
    standing: Standing
    told: Told | None
    days_late: int
    awaiting: str | None
    sent_after_due: bool = False
    ended: bool = False  # with the case, before what was promised had come

    @property
    def open(self) -> bool:
        """Whether what was promised is still to come."""
        return self.standing in {Standing.ON_TRACK, Standing.AT_RISK, Standing.OVERDUE}


def figures(office: Office, municipality: str, *, now: datetime) -> list[Figure]:
    """Every promise of every case of a municipality, as it stands now, by case number."""
    code = office.book.pack(municipality).municipality.code
    with office.reading(now) as store:
        return [
            figure
            for file in case_files(store, code)
            for figure in _figures_of(Desk(store, office, file))
        ]


def case_files(store: Store, code: str) -> Iterator[CaseFile]:
    """Every case file, a batch at a time, so that memory does not grow with the archive."""
    last = ""
    while True:
        found = store.session.exec(
            select(Case.id, Case.reference)
            .where(Case.municipality_code == code, col(Case.reference) > last)
            .order_by(col(Case.reference))
            .limit(_BATCH)
        ).all()
        if not found:
            return
        last = found[-1][1]
        yield from store.look(code, [case_id for case_id, _ in found])
        store.session.expunge_all()


def _figures_of(desk: Desk) -> Iterator[Figure]:
    views = [view for view in deadline_views(desk) if view.governs]
    for view in views:
        yield _figure(desk, view)
    if (kind := undated(desk, views)) is not None:
        yield _without_deadline(desk, kind)


def undated(desk: Desk, views: Sequence[DeadlineView]) -> DeadlineKind | None:
    """What the running round promises without a date; None where it has one, or is over.

    A reassessment is no decision of § 3.
    """
    if not desk.open or any(v.governs and v.round.id == desk.file.round.id for v in views):
        return None
    again = desk.file.reassesses(desk.file.round)
    return DeadlineKind.REASSESSMENT if again else DeadlineKind.DECISION


def _figure(desk: Desk, view: DeadlineView) -> Figure:
    row = view.deadline
    decision = desk.file.decision_of(row.round_id)
    sent = decision.sent_on if decision and row.kind == DeadlineKind.DECISION else None
    return Figure(
        **_about(desk),
        kind=row.kind,
        track=row.track,
        started_on=row.starts_on,
        due_on=row.due_on,
        met_on=view.met_on,
        standing=view.standing,
        told=view.told,
        days_late=view.days_late,
        sent_after_due=bool(sent and sent > row.due_on and view.standing is Standing.MET),
        ended=desk.file.case.ending is not None and view.met_on is None,
    )


def _without_deadline(desk: Desk, kind: DeadlineKind) -> Figure:
    return Figure(
        **_about(desk),
        kind=kind,
        track=desk.file.round.track,
        started_on=desk.file.round.started_on,
        due_on=None,
        met_on=None,
        standing=Standing.WITHOUT_DEADLINE,
        told=None,
        days_late=0,
    )


def _about(desk: Desk) -> dict[str, Any]:
    waiting = desk.file.waiting(desk.today)
    return {
        "reference": desk.file.case.reference,
        "team": desk.file.case.team or "",
        "area": desk.file.case.area,
        "received_on": desk.file.application.received_on,
        "awaiting": waiting.cause if waiting else None,
    }
