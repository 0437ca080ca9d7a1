"""Dates that came at risk or passed while nobody acted: found by how they stand, told once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from rules.local_time import local_day
from rules.terms import local
from tracker.codes import DeadlineEvent
from tracker.models import Case, DeadlineSummary, Subscription, WebhookDelivery
from tracker.office import Office
from tracker.services.announcing import REACHED, Happening, Subscriber, by_time, subscribers_of
from tracker.services.announcing import write as write_events
from tracker.services.work_standing import clock_at
from tracker.store import Store

_BATCH: Final = 500


def announce_passing(
    office: Office, *, now: datetime, progress: Callable[[], None] = lambda: None
) -> int:
    """Tell subscribers of every date that has come at risk or passed since they subscribed.

    By state, not by time window: what was missed is found at the next look, and a second look finds
    nothing. A batch of dates is one transaction. A case that somebody holds waits for the next
    look. Answers how many events were written.
    """
    with office.reading(now) as store:
        codes = store.session.exec(
            select(Subscription.municipality_code)
            .where(col(Subscription.ended_at).is_(None), col(Subscription.paused_at).is_(None))
            .distinct()
        ).all()
    written = 0
    for code in codes:
        after: UUID | None = None
        while True:
            last, untold = _look(office, code, after, now)
            if untold:
                written += _tell(office, code, untold, now)
            if last is None:
                break
            after = last
            progress()
    return written


def _look(
    office: Office, code: str, after: UUID | None, now: datetime
) -> tuple[UUID | None, list[UUID]]:
    """One batch of dates that are near or behind: where it ended, and the cases to tell of."""
    with office.reading(now) as store:
        subscribers = subscribers_of(store, code)
        query = select(DeadlineSummary).where(*_near(code, now))
        if after is not None:
            query = query.where(col(DeadlineSummary.id) > after)
        rows = store.session.exec(query.order_by(col(DeadlineSummary.id)).limit(_BATCH)).all()
        found = [event for row in rows if (event := _reached(row, now))]
        told, cases = _told(store, code, found), _cases(store, code, found)
        untold = {
            event.row.case_id
            for event in found
            for one in subscribers
            if _since(one, event)
            and one.hears(cases[event.row.case_id], event.type)
            and (one.row.id, event.id) not in told
        }
    return (rows[-1].id if len(rows) == _BATCH else None), sorted(untold)


def _near(code: str, now: datetime) -> list[ColumnElement[bool]]:
    return [
        col(DeadlineSummary.municipality_code) == code,
        col(DeadlineSummary.met_on).is_(None),
        col(DeadlineSummary.watched_until).is_(None),
        col(DeadlineSummary.at_risk_on) <= local_day(now),
    ]


def _reached(row: DeadlineSummary, now: datetime) -> Happening | None:
    """What a date has come to, with the instant at which it did."""
    kind = REACHED.get(clock_at(row, now).standing)
    if kind is None:
        return None
    behind = kind is DeadlineEvent.OVERDUE
    return by_time(row, kind, row.passes_at if behind else local(row.at_risk_on, 0))


def _since(subscriber: Subscriber, event: Happening) -> bool:
    """Whether it came to that after the subscription began: nobody is told the old days again."""
    begun = subscriber.row.created_at
    return event.at > begun or event.row.recorded_at > begun


def _cases(store: Store, code: str, found: Sequence[Happening]) -> dict[UUID, Case]:
    ids = {event.row.case_id for event in found}
    query = select(Case).where(Case.municipality_code == code, col(Case.id).in_(ids))
    return {case.id: case for case in store.session.exec(query)}


def _told(store: Store, code: str, found: Sequence[Happening]) -> set[tuple[UUID, UUID]]:
    query = select(WebhookDelivery.subscription_id, WebhookDelivery.event_id).where(
        WebhookDelivery.municipality_code == code,
        col(WebhookDelivery.event_id).in_([event.id for event in found]),
    )
    return {(subscription, event) for subscription, event in store.session.exec(query)}


def _tell(office: Office, code: str, case_ids: Sequence[UUID], now: datetime) -> int:
    """Write what these cases' dates have come to, each case under its lock and read again."""
    with office.writing(now) as store:
        locked = store.session.exec(
            select(Case)
            .where(Case.municipality_code == code, col(Case.id).in_(case_ids))
            .with_for_update(skip_locked=True)
        ).all()
        cases = {case.id: case for case in locked}
        rows = store.session.exec(
            select(DeadlineSummary).where(
                *_near(code, now), col(DeadlineSummary.case_id).in_(list(cases))
            )
        ).all()
        events = [event for row in rows if (event := _reached(row, now))]
        url, subscribers = office.settings.public_url, subscribers_of(store, code)
        return sum(
            write_events(
                store,
                url,
                cases[event.row.case_id],
                [s for s in subscribers if _since(s, event)],
                [event],
            )
            for event in events
        )
