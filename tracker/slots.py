"""Which process runs which slot of a job: decided by the database, with a lease that a kill cannot
keep."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, delete, select

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
            lease = now + LEASE
            return store.add_once(Slot(job=job, slot=slot, holder=holder, lease_until=lease))
        if row.finished_at is not None or row.lease_until > now:
            return False
        row.holder, row.lease_until = holder, now + LEASE
        return True


def finish(office: Office, job: str, slot: datetime, holder: str, *, now: datetime) -> None:
    """Say that a slot's work is done."""
    with office.writing(now) as store:
        row = store.session.get(Slot, (job, slot))
        if row is not None and row.holder == holder:
            row.finished_at = now
