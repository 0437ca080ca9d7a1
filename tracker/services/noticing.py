"""Notices: drafted, approved with their letter's data frozen, put on their way, or withdrawn."""

from datetime import date
from typing import Any
from uuid import UUID

from notifications.errors import NotificationError
from notifications.letter_data import LetterData
from notifications.letters import TEMPLATE_VERSION
from rules.notice_facts import NoticeState, TaskKind
from tracker.codes import DispatchState, EventKind
from tracker.ids import new_id
from tracker.models import Deadline, Dispatch, Notice, Party
from tracker.services.copying import COPY, copies_of, copy_of, own_reach
from tracker.services.desk import Desk
from tracker.services.letter_facts import letter_data
from tracker.services.tasks import open_task

ACTIVE = frozenset({NoticeState.DRAFT, NoticeState.APPROVED})


def draft(desk: Desk, party: Party, kind: str, for_date: date, deadline: Deadline | None) -> Notice:
    """A new draft about a date; the database refuses a second one about the same."""
    case = desk.file.case
    notice = desk.store.add(
        Notice(
            municipality_code=case.municipality_code,
            id=desk.store.new_id(),
            case_id=case.id,
            party_id=party.id,
            deadline_id=deadline.id if deadline else None,
            about_id=deadline.id if deadline else case.id,
            kind=kind,
            for_date=for_date,
            state=NoticeState.DRAFT,
            created_at=desk.now,
        ),
        desk.file,
    )
    desk.store.record(
        desk.file, EventKind.NOTICE_DRAFTED, letter=kind, for_date=for_date, notice=notice.id
    )
    return notice


def approve(
    desk: Desk,
    notice: Notice,
    party: Party,
    *,
    promised_until: date | None,
    data: dict[str, Any],
    by: str | None = None,
) -> bool:
    """Freeze a letter's data and queue it; answers False when the letter cannot be written.

    `by` is the person who approved it; without one the letter goes by itself, signed by the team.
    A letter that cannot be written stays a draft, with a task that says why; the others go on.
    """
    notice.automatic, notice.approved_by = by is None, by
    try:
        letter = letter_data(desk, notice, party, **data)
    except NotificationError as error:
        notice.automatic, notice.approved_by = False, None  # nobody has approved it yet
        open_task(desk, TaskKind.LETTER_FAILED, notice.about_id, notice.for_date, note=str(error))
        return False
    desk.store.seal(notice, "data_sealed", letter.model_dump_json())
    notice.state = NoticeState.APPROVED
    notice.template_version = TEMPLATE_VERSION
    notice.approved_at = desk.now
    notice.promised_until = promised_until
    way = queue(desk, notice, desk.reach(party))
    desk.store.record(
        desk.file,
        EventKind.NOTICE_APPROVED,
        letter=notice.kind,
        for_date=notice.for_date,
        promised_until=promised_until,
        automatic=notice.automatic,
        notice=notice.id,
        message=way.message_uuid,
        channel=way.channel,
    )
    send_copy(desk, notice, party, letter)
    return True


def send_copy(desk: Desk, notice: Notice, party: Party, letter: LetterData) -> None:
    """The party's own copy of what its representative gets, once, where that is set."""
    done = notice.kind == COPY or any(c.state in ACTIVE for c in copies_of(desk, notice))
    copy = None if done else copy_of(desk, notice, party, letter)
    if copy is None:
        return
    way = queue(desk, copy, own_reach(party))
    desk.store.record(
        desk.file,
        EventKind.NOTICE_APPROVED,
        letter=copy.kind,
        of=notice.kind,
        for_date=copy.for_date,
        automatic=copy.automatic,
        notice=copy.id,
        message=way.message_uuid,
        channel=way.channel,
    )


def queue(desk: Desk, notice: Notice, channel: str) -> Dispatch:
    """Put a notice on its way through a channel, to leave now."""
    case = desk.file.case
    return desk.store.add(
        Dispatch(
            municipality_code=case.municipality_code,
            id=desk.store.new_id(),
            case_id=case.id,
            notice_id=notice.id,
            channel=channel,
            message_uuid=new_id(desk.now),
            state=DispatchState.QUEUED,
            next_attempt_at=desk.now,
        ),
        desk.file,
    )


def withdraw(desk: Desk, notice: Notice, state: NoticeState, reason: str) -> None:
    """Cancel or supersede a notice that has not left, and stop its letters."""
    notice.state = state
    notice.withdrawn_at = desk.now
    notice.withdrawn_reason = reason
    for dispatch in desk.file.dispatches_of(notice):
        if dispatch.state == DispatchState.QUEUED:
            dispatch.state = DispatchState.CANCELLED
    desk.store.session.flush()
    desk.store.record(
        desk.file,
        EventKind.NOTICE_WITHDRAWN,
        letter=notice.kind,
        for_date=notice.for_date,
        state=state,
        reason=reason,
        notice=notice.id,
    )
    for copy in copies_of(desk, notice):
        if unsent(desk, copy):
            withdraw(desk, copy, state, reason)


def unsent(desk: Desk, notice: Notice) -> bool:
    """Whether a notice is still ours to change: no letter of it has left or is in the dispatcher's
    hands."""
    if notice.state not in ACTIVE:
        return False
    states = {d.state for d in desk.file.dispatches_of(notice)}
    out = states & {DispatchState.CLAIMED, DispatchState.SENT, DispatchState.AVAILABLE}
    came_back = DispatchState.RETURNED in states and DispatchState.QUEUED not in states
    return not out and not came_back


def active(desk: Desk, about_id: UUID, party: Party, for_date: date) -> Notice | None:
    """The standing notice to a party about a date."""
    for notice in desk.file.notices:
        same = (notice.about_id, notice.party_id, notice.for_date) == (about_id, party.id, for_date)
        if same and notice.state in ACTIVE:
            return notice
    return None
