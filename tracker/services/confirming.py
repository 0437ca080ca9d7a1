"""Receipts: what a person or a channel says became of letters that were sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from notifications.errors import NotificationError
from rules.calendar import hverdage
from rules.errors import RulesError
from rules.local_time import end_of_day, local_day
from rules.terms import Reach
from tracker.casefile import CaseFile
from tracker.codes import DispatchState, EventKind
from tracker.errors import DatabaseError, NotFound, Refused, TrackerError
from tracker.models import Dispatch, Notice
from tracker.office import Office
from tracker.services.case_weighing import weigh
from tracker.services.checks import not_future
from tracker.services.counting import recount
from tracker.services.desk import Desk
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many letters were confirmed now, how many had been before, and a line for each that
    could not be."""

    now: int
    before: int
    failed: Sequence[str] = ()


def confirm(
    office: Office, messages: Sequence[UUID], on: datetime, *, now: datetime, actor: str
) -> Confirmed:
    """Digital Post was made available, or paper handed over, at an instant.

    Paper counts as available when its lead time in hverdage has passed since it was handed over. A
    transaction for each letter; one that cannot be confirmed is told, and the others go on.
    """
    not_future(local_day(on), now, "the confirmation")
    done, failed = [], []
    for message in messages:
        try:
            done.append(_confirm_one(office, message, on, now=now, actor=actor))
        except DatabaseError:
            raise
        except TrackerError as error:
            failed.append(str(error))
        except (RulesError, NotificationError) as error:
            failed.append(f"the letter {message} cannot be confirmed: {error}")
    return Confirmed(sum(done), len(done) - sum(done), failed)


def _confirm_one(office: Office, message: UUID, on: datetime, *, now: datetime, actor: str) -> bool:
    with office.writing(now, actor) as store:
        file, way, notice = _find(store, message)
        if way.state == DispatchState.AVAILABLE:
            return False
        _check_it_left(way)
        desk = Desk(store, office, file)
        way.state, way.confirmed_at, way.lease_until = DispatchState.AVAILABLE, now, None
        way.dispatched_at = way.dispatched_at or on
        way.available_at = _available(desk, way, on)
        store.session.flush()
        store.record(
            file,
            EventKind.LETTER_AVAILABLE,
            letter=notice.kind,
            channel=way.channel,
            message=way.message_uuid,
            available_at=way.available_at,
        )
        if _may_extend(desk, notice):
            recount(store, office.book, file, reason="extended")
        weigh(store, office, file)
    return True


def _check_it_left(way: Dispatch) -> None:
    """Refuse to confirm what came back or never left.

    A letter that was rendered may have left although nobody recorded it: its process was killed
    after handing it over. The confirmation is the proof, and it does not go again.
    """
    held = way.state in {DispatchState.CLAIMED, DispatchState.QUEUED}
    if way.state != DispatchState.SENT and not (held and way.pdf_sha256 is not None):
        raise Refused(
            f"the letter {way.message_uuid} is {way.state}: only one that was sent and did not "
            "come back can be confirmed"
        )


def _available(desk: Desk, way: Dispatch, on: datetime) -> datetime:
    if way.channel == Reach.DIGITAL:
        return on
    days = hverdage(saturday=False)
    return end_of_day(days.after(local_day(on), desk.settings.postal_hverdage))


def _may_extend(desk: Desk, notice: Notice) -> bool:
    """Whether the notice is about a date that the law lets a reasoned notice move (GDPR art.
    12(3))."""
    deadline = next((d for d in desk.file.deadlines if d.id == notice.deadline_id), None)
    rule = desk.rule_of(deadline) if deadline else None
    return rule is not None and rule.extension is not None


def report_returned(office: Office, message: UUID, on: date, *, now: datetime, actor: str) -> str:
    """A letter was rejected or came back: told is withdrawn, the next channel is tried."""
    not_future(on, now, "the return")
    with office.writing(now, actor) as store:
        file, way, notice = _find(store, message)
        if way.state not in {DispatchState.SENT, DispatchState.AVAILABLE}:
            raise Refused(
                f"the letter {message} is {way.state}: only a letter that was sent can come back"
            )
        way.state, way.available_at = DispatchState.RETURNED, None
        store.session.flush()
        store.record(
            file,
            EventKind.LETTER_RETURNED,
            on,
            letter=notice.kind,
            channel=way.channel,
            message=way.message_uuid,
        )
        if _may_extend(Desk(store, office, file), notice):
            recount(store, office.book, file, reason="extension-withdrawn")
        weigh(store, office, file)
        return file.case.reference


def _find(store: Store, message: UUID) -> tuple[CaseFile, Dispatch, Notice]:
    row = store.session.exec(select(Dispatch).where(col(Dispatch.message_uuid) == message)).first()
    if row is None:
        raise NotFound(f"there is no letter with message {message}: is this the right database?")
    file = store.load(row.municipality_code, row.case_id)
    return file, row, next(n for n in file.notices if n.id == row.notice_id)
