"""The sweep: every case whose moment has come is looked at, and what must exist is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import col, func, select

from notifications.errors import NotificationError
from rules.errors import RulesError
from tracker.errors import TrackerError
from tracker.models import Case
from tracker.office import Office
from tracker.services.case_weighing import weigh
from tracker.store import Store

_BATCH: Final = 500

Key = tuple[str, UUID]


@dataclass(slots=True)
class Swept:
    """What one sweep did: cases looked at, what was made in each, and what could not be done."""

    looked_at: int = 0
    made: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class _NothingWritten(Exception):
    """Ends the transaction of a dry run, so that nothing of it stays."""


def count_waiting(office: Office, *, now: datetime) -> int:
    """How many cases wait for a look."""
    with office.reading(now) as store:
        query = select(func.count()).select_from(Case).where(col(Case.attention_at) <= now)
        return store.session.exec(query).one()


def sweep(
    office: Office,
    *,
    now: datetime,
    dry_run: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Swept:
    """Look at every case that needs it by `now`, acute first, then oldest, a transaction for each.

    A case that fails is reported and the others go on. A second sweep at the same instant finds
    nothing. `dry_run` shows what would be made and writes nothing.
    """
    done = Swept()
    seen: set[Key] = set()
    while keys := [key for key in _waiting(office, now, len(seen)) if key not in seen]:
        for key in keys:
            seen.add(key)
            _look(office, key, now, done, dry_run=dry_run)
            progress()
    return done


def _waiting(office: Office, now: datetime, skip: int) -> list[Key]:
    query = (
        select(Case.municipality_code, Case.id)
        .where(col(Case.attention_at) <= now)
        .order_by(col(Case.acute_from).is_(None), col(Case.attention_at), col(Case.id))
        .limit(_BATCH + skip)
    )
    with office.reading(now) as store:
        return [(code, case_id) for code, case_id in store.session.exec(query)]


def _look(office: Office, key: Key, now: datetime, done: Swept, *, dry_run: bool) -> None:
    made: list[str] | None = None
    try:
        with office.writing(now) as store:
            made = _weigh_locked(store, office, key, now)
            if dry_run:
                raise _NothingWritten
    except _NothingWritten:
        pass
    except (TrackerError, RulesError, NotificationError) as error:
        done.failed.append(f"case {key[1]}: {error}")
        return
    except Exception as error:  # one case never stops the others; its values are not for a log
        done.failed.append(f"case {key[1]}: unexpected {type(error).__name__}, nothing was changed")
        return
    if made is not None:
        done.looked_at += 1
        done.made.extend(made)


def _weigh_locked(store: Store, office: Office, key: Key, now: datetime) -> list[str] | None:
    """Weigh one case under its lock; None when another process has taken it meanwhile."""
    code, case_id = key
    case = store.session.exec(
        select(Case)
        .where(Case.municipality_code == code, Case.id == case_id)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if case is None or case.attention_at is None or case.attention_at > now:
        return None
    file = store.files([case])[0]
    before = {n.id: n.state for n in file.notices}, {t.id for t in file.tasks}
    weigh(store, office, file)
    notices = [
        f"{case.reference} {n.kind} for {n.for_date}: {n.state}"
        for n in file.notices
        if before[0].get(n.id) != n.state
    ]
    tasks = [f"{case.reference} task {t.kind}" for t in file.tasks if t.id not in before[1]]
    return [*notices, *tasks]
