"""Letters on their way: claimed, asked again, rendered, stored, sent, recorded (house rule 13)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, update
from sqlmodel import col, select

from notifications.channels import Channel, Outgoing
from notifications.errors import ChannelError, NotificationError
from notifications.letter_data import LetterData
from notifications.letters import compose
from notifications.pdf import render_pdf
from notifications.retry import after_failure
from rules.errors import RulesError
from rules.local_time import local_day
from rules.notice_facts import NoticeState, TaskKind
from tracker.casefile import CaseFile
from tracker.codes import DispatchState, EventKind
from tracker.errors import DatabaseError, TrackerError
from tracker.models import Dispatch, Notice
from tracker.office import SYSTEM, Office
from tracker.services import noticing
from tracker.services.case_weighing import weigh
from tracker.services.desk import Desk
from tracker.services.letter_ways import check_it_can_arrive, reader_cpr, settle_channel
from tracker.services.tasks import open_task
from tracker.store import Store

#: How long a claimed letter is left alone before another process may take it over.
LEASE: Final = timedelta(minutes=10)

_BATCH: Final = 50

Key = tuple[str, UUID]


@dataclass(slots=True)
class Dispatched:
    """What one run did: counts, and a line for each letter that failed."""

    sent: int = 0
    cancelled: int = 0
    failed: list[str] = field(default_factory=list)


def dispatch(
    office: Office,
    channel: Channel,
    *,
    now: datetime,
    holder: str = SYSTEM,
    progress: Callable[[], None] = lambda: None,
) -> Dispatched:
    """Send what waits to be sent, letter by letter; one that fails does not stop the others.

    Each letter takes two transactions with the sending between them: claimed, rendered and stored;
    then sent; then recorded. A process killed in between leaves a lease that runs out, and the
    letter is sent again under the same message UUID.
    """
    done = Dispatched()
    while keys := _claim(office, now, holder):
        for place, key in enumerate(keys, start=1):
            try:
                _send_one(office, channel, key, now, done)
                progress()
            except Exception:  # the database is away, or the worker was asked to stop
                _release(office, keys[place:], now, holder)
                raise
    try:
        channel.finish()
    except ChannelError as error:
        done.failed.append(str(error))
    return done


def _claim(office: Office, now: datetime, holder: str) -> list[Key]:
    """Take a batch for ourselves; others skip what is claimed until its lease runs out."""
    free = or_(
        col(Dispatch.state) == DispatchState.QUEUED,
        (col(Dispatch.state) == DispatchState.CLAIMED) & (col(Dispatch.lease_until) < now),
    )
    waiting = (
        select(Dispatch.municipality_code, Dispatch.id)
        .where(free, col(Dispatch.next_attempt_at) <= now)
        .order_by(col(Dispatch.next_attempt_at), col(Dispatch.id))
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    with office.writing(now) as store:
        keys = [(code, dispatch_id) for code, dispatch_id in store.session.exec(waiting)]
        for code, dispatch_id in keys:
            store.session.execute(
                update(Dispatch)
                .where(col(Dispatch.municipality_code) == code, col(Dispatch.id) == dispatch_id)
                .values(
                    state=DispatchState.CLAIMED,
                    claimed_by=holder,
                    lease_until=now + LEASE,
                    attempts=Dispatch.attempts + 1,
                )
            )
    return keys


def _release(office: Office, keys: list[Key], now: datetime, holder: str) -> None:
    """Put back what was claimed and not begun, so that nobody waits for a lease to run out."""
    with office.writing(now) as store:
        for code, dispatch_id in keys:
            store.session.execute(
                update(Dispatch)
                .where(
                    col(Dispatch.municipality_code) == code,
                    col(Dispatch.id) == dispatch_id,
                    col(Dispatch.claimed_by) == holder,
                    col(Dispatch.state) == DispatchState.CLAIMED,
                )
                .values(state=DispatchState.QUEUED, lease_until=None)
            )


def _send_one(office: Office, channel: Channel, key: Key, now: datetime, done: Dispatched) -> None:
    """Send one letter; what goes wrong with it is recorded and told, and the others go on."""
    try:
        _try_one(office, channel, key, now, done)
    except DatabaseError:
        raise  # no letter's fault, and the next would meet it too
    except Exception as error:
        known = isinstance(error, (TrackerError, RulesError, NotificationError))
        # What was not foreseen may quote a letter: a log gets no more than its kind.
        why = str(error) if known else f"unexpected {type(error).__name__}"
        done.failed.append(f"letter {key[1]}: {why}")


def _try_one(office: Office, channel: Channel, key: Key, now: datetime, done: Dispatched) -> None:
    try:
        letter = _prepare(office, key, now)
        if letter is None:
            done.cancelled += 1
            return
        channel.send(letter)
    except DatabaseError:
        raise
    except ChannelError as error:
        _record_failure(office, key, now, str(error), permanent=error.permanent)
        raise
    except NotificationError as error:
        _record_failure(office, key, now, str(error), permanent=True)
        raise
    except Exception as error:  # tried again like a channel that failed, in the end a task
        why = f"unexpected {type(error).__name__}"
        _record_failure(office, key, now, why, permanent=False)
        raise
    # A letter that left and could not be recorded goes again, the same, when its lease runs out.
    _record_sent(office, key, now)
    done.sent += 1


def _open(store: Store, key: Key) -> tuple[CaseFile, Dispatch, Notice]:
    code, dispatch_id = key
    row = store.session.exec(
        select(Dispatch.case_id).where(
            Dispatch.municipality_code == code, Dispatch.id == dispatch_id
        )
    ).one()
    file = store.load(code, row)
    way = next(d for d in file.dispatches if d.id == dispatch_id)
    return file, way, next(n for n in file.notices if n.id == way.notice_id)


def _prepare(office: Office, key: Key, now: datetime) -> Outgoing | None:
    """Ask the table again, then render and store the letter; None when it is no longer due."""
    with office.writing(now) as store:
        file, way, notice = _open(store, key)
        if way.pdf_sha256 is None:
            # Ours to change again while the table is asked: a claimed letter would stand.
            way.state = DispatchState.QUEUED
            weigh(store, office, file)
            if notice.state != NoticeState.APPROVED or way.state != DispatchState.QUEUED:
                way.state, way.lease_until = DispatchState.CANCELLED, None
                return None
            desk = Desk(store, office, file)
            if _promise_is_over(desk, notice):
                why = "its promise had passed before it left"
                noticing.withdraw(desk, notice, NoticeState.SUPERSEDED, why)
                way.lease_until = None
                weigh(store, office, file)
                return None
            way.state = DispatchState.CLAIMED
            settle_channel(desk, way, notice)
        letter = LetterData.model_validate_json(store.open(notice, "data_sealed") or "{}")
        check_it_can_arrive(way, letter)
        pdf = store.open_bytes(way, "pdf_sealed")
        composed = compose(letter)
        if pdf is None:
            pdf = render_pdf(composed, letter)
            store.seal(way, "pdf_sealed", pdf)
            way.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
        return Outgoing(
            message_uuid=way.message_uuid,
            channel=way.channel,
            municipality_code=way.municipality_code,
            reference=file.case.reference,
            kind=notice.kind,
            subject=composed.subject,
            recipient=letter.recipient.name,
            cpr=reader_cpr(Desk(store, office, file), notice),
            letter_on=letter.letter_on,
            pdf=pdf,
            pdf_sha256=way.pdf_sha256 or "",
        )


def _promise_is_over(desk: Desk, notice: Notice) -> bool:
    """Whether a letter lay so long that it would promise a day that has come or gone.

    It is written anew, for today. Its copy on paper, after one that came back, goes as it is.
    """
    until, approved = notice.promised_until, notice.approved_at
    if until is None or approved is None or len(desk.file.dispatches_of(notice)) > 1:
        return False
    return until <= desk.today and local_day(approved) < desk.today


def _record_sent(office: Office, key: Key, now: datetime) -> None:
    with office.writing(now) as store:
        file, way, notice = _open(store, key)
        if way.state == DispatchState.AVAILABLE:
            return  # its receipt was here before us
        way.state, way.lease_until, way.error = DispatchState.SENT, None, None
        way.dispatched_at = way.dispatched_at or now
        store.session.flush()
        store.record(
            file,
            EventKind.LETTER_SENT,
            letter=notice.kind,
            channel=way.channel,
            message=way.message_uuid,
            sha256=way.pdf_sha256,
        )
        weigh(store, office, file)


def _record_failure(office: Office, key: Key, now: datetime, why: str, *, permanent: bool) -> None:
    """Queue the letter again, or give it up and ask a person."""
    with office.writing(now) as store:
        file, way, notice = _open(store, key)
        retry = after_failure(way.attempts, now, permanent=permanent)
        way.lease_until, way.error = None, why
        if retry.at is not None:
            way.state, way.next_attempt_at = DispatchState.QUEUED, retry.at
            return
        way.state = DispatchState.FAILED
        store.session.flush()
        store.record(
            file,
            EventKind.LETTER_FAILED,
            letter=notice.kind,
            message=way.message_uuid,
            why=why,
        )
        desk = Desk(store, office, file)
        open_task(desk, TaskKind.LETTER_FAILED, notice.about_id, notice.for_date, note=why)
        weigh(store, office, file)
