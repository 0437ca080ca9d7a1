"""The closing days changed: exactly the dates that depend on them move, in every open case, with
both dates and the reason on file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select, update

from notifications.errors import NotificationError
from rules.errors import RulesError
from tracker.casefile import CaseFile
from tracker.casereading import read_through
from tracker.errors import TrackerError
from tracker.models import Case, Deadline
from tracker.office import SYSTEM, Office
from tracker.services.calendar_doubts import current_dates, in_doubt
from tracker.services.calendar_moves import days_behind
from tracker.services.case_weighing import weigh
from tracker.services.counting import follow_calendar, moved_by_calendar
from tracker.store import PARTS, Store

_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class MovedDate:
    """One date that moved, or would: the old one, the new one, and the closing days behind it."""

    reference: str
    kind: str
    track: str
    old_due_on: date
    due_on: date
    old_act_by: date
    act_by: date
    closing_days: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Recalculated:
    """What one run did: cases looked at, dates that moved, and what could not be done."""

    looked_at: int = 0
    moved: list[MovedDate] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Foreseen:
    """How many dates a closing day would move, and in how many cases."""

    day: date | None = None
    dates: int = 0
    due: int = 0  # of those dates: where the last day itself moves
    cases: int = 0
    failed: int = 0  # cases that cannot be worked out


def recalculate(
    office: Office,
    municipality: str,
    *,
    now: datetime,
    actor: str = SYSTEM,
    dry_run: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Recalculated:
    """Move the dates of open cases that depend on the closing days, a transaction for each case.

    A date that has passed, a clock that has stopped and a case that has ended keep their dates
    (design §2.12). A run that was killed is finished by the next; a second run finds nothing, and
    several may run at once. A case that fails is reported and the others go on. `dry_run` shows
    what would move and writes nothing.
    """
    office.book.check_calendar()
    code = office.book.pack(municipality).municipality.code
    if dry_run:
        return _shown(office, code, now, progress)
    done = Recalculated()
    for case_id, reference in _candidates(office, code, done, now):
        try:
            done.moved += _move(office, code, case_id, now, actor)
        except (TrackerError, RulesError, NotificationError) as error:
            done.failed.append(f"{reference}: {error}")
        progress()
    _look_again(office, code, now)
    return done


def foresee(office: Office, municipality: str, day: date, *, now: datetime) -> Foreseen:
    """How many dates `recalculate` would move whose time from start to date holds a day: no other
    can depend on it. Nothing is written.

    Cases whose dates all stand as the calendar has them are not read; the rest is counted as it is
    read, one after the other, so that a page can show it of any number.
    """
    office.book.check_calendar()
    code = office.book.pack(municipality).municipality.code
    found = Foreseen(day)
    for one in _foreseen(office, code, now, day):
        found.dates += len(one.moved)
        found.due += sum(line.old_due_on != line.due_on for line in one.moved)
        found.cases += bool(one.moved)
        found.failed += len(one.failed)
    return found


def _shown(office: Office, code: str, now: datetime, progress: Callable[[], None]) -> Recalculated:
    """All that would move, by case number as the run itself goes."""
    done = Recalculated()
    for one in _foreseen(office, code, now):
        done.looked_at += 1
        done.moved += one.moved
        done.failed += one.failed
        progress()
    done.moved.sort(key=lambda line: line.reference)
    done.failed.sort()
    return done


def _foreseen(
    office: Office, code: str, now: datetime, day: date | None = None
) -> Iterator[Recalculated]:
    """What a run would do to each open case; nothing is written."""
    with office.reading(now) as store:
        # Without a day every open case is shown as looked at; with one, what moves is enough.
        doubt = None if day is None else in_doubt(store, office, code)
        dated = select(col(Case.id)).where(*_dated(code, now, day), *_doubtful(code, now, doubt))
        for file in read_through(store.session, PARTS, code, dated):
            try:
                yield Recalculated(1, _lines(store, office, file))
            except (TrackerError, RulesError) as error:
                yield Recalculated(1, failed=[f"{file.case.reference}: {error}"])


def _candidates(
    office: Office, code: str, done: Recalculated, now: datetime
) -> Iterator[tuple[UUID, str]]:
    """Open cases with a date that would move, a batch at a time; each is asked again when locked.

    A case that cannot be worked out at all is a candidate too: its error is told with it.
    """
    last = ""
    while True:
        with office.reading(now) as store:
            query = select(Case).where(*_dated(code, now), col(Case.reference) > last)
            cases = store.session.exec(query.order_by(col(Case.reference)).limit(_BATCH)).all()
            if not cases:
                return
            last = cases[-1].reference
            done.looked_at += len(cases)
            found = [
                (file.case.id, file.case.reference)
                for file in store.files(cases)
                if _would_move(store, office, file)
            ]
        yield from found


def _dated(code: str, now: datetime, day: date | None = None) -> tuple[Any, ...]:
    """What open cases with a date that has not passed have in common; with a day, a date whose time
    holds that day."""
    spans = [col(Deadline.starts_on) <= day, col(Deadline.due_on) >= day] if day else []
    dates = select(Deadline.case_id).where(*current_dates(code, now), *spans)
    return (
        col(Case.municipality_code) == code,
        col(Case.ending).is_(None),
        col(Case.id).in_(dates.distinct()),
    )


def _doubtful(code: str, now: datetime, doubt: ColumnElement[bool] | None) -> tuple[Any, ...]:
    """What cases with a date in doubt have in common; nothing where all are in doubt."""
    if doubt is None:
        return ()
    dates = select(Deadline.case_id).where(*current_dates(code, now), doubt)
    return (col(Case.id).in_(dates.distinct()),)


def _would_move(store: Store, office: Office, file: CaseFile) -> bool:
    try:
        return bool(moved_by_calendar(store, office.book, file))
    except (TrackerError, RulesError):
        return True


def _move(office: Office, code: str, case_id: UUID, now: datetime, actor: str) -> list[MovedDate]:
    """One case in one transaction: its dates, the journal, and its notices weighed anew."""
    with office.writing(now, actor) as store:
        file = store.load(code, case_id)
        said = _lines(store, office, file)
        if said:
            follow_calendar(store, office.book, file)
            weigh(store, office, file)
        return said


def _lines(store: Store, office: Office, file: CaseFile) -> list[MovedDate]:
    closings = office.book.of(file.case.municipality_code).municipality.closings
    return [
        MovedDate(
            reference=file.case.reference,
            kind=old.kind,
            track=old.track,
            old_due_on=old.due_on,
            due_on=want.due.due_on,
            old_act_by=old.act_by,
            act_by=want.due.act_by,
            closing_days=tuple(days_behind(closings, old, want)),
        )
        for old, want in moved_by_calendar(store, office.book, file)
    ]


def _look_again(office: Office, code: str, now: datetime) -> None:
    """Let the next sweep look at every waiting case: days to draft and to send are open days too,
    also where no date moved."""
    with office.writing(now) as store:
        # A case that somebody is acting on is weighed by that act: nobody waits for another.
        waiting = (
            select(Case.id)
            .where(Case.municipality_code == code, col(Case.attention_at) > now)
            .with_for_update(skip_locked=True)
        )
        store.session.execute(
            update(Case)
            .where(col(Case.municipality_code) == code, col(Case.id).in_(waiting))
            .values(attention_at=now)
        )
