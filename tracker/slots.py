"""Which process runs which slot of a job: decided by the database, with a lease that a kill cannot
keep."""

from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from tracker.models import Slot
from tracker.office import Office

#: How long a slot is left to the process that took it.
LEASE: Final = timedelta(minutes=15)

#: How long finished slots are kept, for an operator to look at.
KEPT: Final = timedelta(days=30)


def claim(office: Office, job: str, slot: datetime, holder: str, *, now: datetime) -> bool:
    """Take a slot: a new one, or one whose holder let the lease run out without finishing."""
    with office.writing(now) as store:
        query = select(Slot).where(Slot.job == job, Slot.slot == slot).with_for_update()
        row = store.session.exec(query).one_or_none()
        if row is None:
            store.session.exec(delete(Slot).where(col(Slot.slot) < now - KEPT))
            return _insert(store.session, job, slot, holder, now)
        if row.finished_at is not None or row.lease_until > now:
            return False
        row.holder, row.lease_until = holder, now + LEASE
        return True


def _insert(session: Session, job: str, slot: datetime, holder: str, now: datetime) -> bool:
    """Insert the slot unless another process does so first; the primary key decides."""
    row = {"job": job, "slot": slot, "holder": holder, "lease_until": now + LEASE}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    result = session.execute(insert(Slot).values(row).on_conflict_do_nothing())
    return bool(cast(CursorResult[Any], result).rowcount)


def finish(office: Office, job: str, slot: datetime, holder: str, *, now: datetime) -> None:
    """Say that a slot's work is done."""
    with office.writing(now) as store:
        row = store.session.get(Slot, (job, slot))
        if row is not None and row.holder == holder:
            row.finished_at = now
