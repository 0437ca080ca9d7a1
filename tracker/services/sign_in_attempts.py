"""Failed sign-ins, counted under each name alike, whether anybody has that name or not."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from tracker.models import SignInAttempt
from tracker.store import Store, upsert

FAILURES: Final = 5
FIRST_LOCK: Final = timedelta(minutes=15)
LONGEST_LOCK: Final = timedelta(days=1)
#: Guesses under names that nobody has share this many rows: guessing cannot fill the table.
_NOBODYS_ROWS: Final = 4096


def name_index(store: Store, login: str, *, known: bool) -> bytes:
    """Under which key the failures of a name are counted."""
    index = store.sealer.index(f"sign-in:{login}")
    if known:
        return index
    return b"nobody:" + (int.from_bytes(index[:4]) % _NOBODYS_ROWS).to_bytes(2)


def lock_length(failures: int) -> timedelta | None:
    """How long a name is locked after so many failures: from the fifth on, doubling up to a day."""
    if failures < FAILURES:
        return None
    doublings = min(failures - FAILURES, 10)
    doubled: timedelta = FIRST_LOCK * 2**doublings
    return min(doubled, LONGEST_LOCK)


def count_attempt(store: Store, municipality_code: str, index: bytes) -> SignInAttempt | None:
    """Count an attempt before the password is looked at; None while the name is locked.

    Counted first, so that many guesses at once are no more than many one after the other. The
    row is written for any name, also one that nobody has: the answer takes as long.
    """
    insert = upsert(store.session, SignInAttempt).values(
        municipality_code=municipality_code,
        name_index=index,
        failed_count=0,
        last_failed_at=store.now,
    )
    store.session.execute(
        insert.on_conflict_do_nothing(index_elements=["municipality_code", "name_index"])
    )
    row = _locked_row(store.session, municipality_code, index)
    if row.locked_until is not None and store.now < row.locked_until:
        return None
    if store.now - row.last_failed_at > LONGEST_LOCK:
        row.failed_count = 0
    row.failed_count += 1
    row.last_failed_at = store.now
    length = lock_length(row.failed_count)
    row.locked_until = store.now + length if length else None
    return store.add(row)


def forget_attempts(store: Store, municipality_code: str, index: bytes) -> bool:
    """The password was right, or an administrator unlocks; answers whether the name was locked."""
    row = store.session.get(SignInAttempt, (municipality_code, index))
    if row is None:
        return False
    was_locked = row.locked_until is not None and store.now < row.locked_until
    store.session.delete(row)
    store.session.flush()
    return was_locked


def locks(
    store: Store, municipality_code: str, indexes: Collection[bytes]
) -> dict[bytes, datetime]:
    """Until when each of some names is locked, in one query; names that are not are left out."""
    query = select(SignInAttempt).where(
        SignInAttempt.municipality_code == municipality_code,
        col(SignInAttempt.name_index).in_(indexes),
    )
    return {
        row.name_index: row.locked_until
        for row in store.session.exec(query)
        if row.locked_until is not None and store.now < row.locked_until
    }


def _locked_row(session: Session, municipality_code: str, index: bytes) -> SignInAttempt:
    query = (
        select(SignInAttempt)
        .where(
            SignInAttempt.municipality_code == municipality_code,
            SignInAttempt.name_index == index,
        )
        .with_for_update()
    )
    return session.exec(query).one()
