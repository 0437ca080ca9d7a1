"""What parties and municipality say to each other on the way: reminders and hearings; no date
moves."""

from datetime import date, datetime

from notifications.cleaning import one_line
from rules.notice_facts import TaskKind
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Hearing, Reminder
from tracker.office import Office
from tracker.services.acting import act_on
from tracker.services.checks import not_before, not_future, running
from tracker.services.desk import Desk
from tracker.services.tasks import finish_about, open_task


def log_reminder(
    office: Office,
    municipality: str,
    reference: str,
    on: date,
    *,
    note: str | None = None,
    now: datetime,
    actor: str,
) -> date:
    """An applicant asked where the case is (rykker): a task with a short limit; answers its day."""
    not_future(on, now, "the reminder")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        began = hand.file.application.received_on
        not_before(on, began, "the reminder", "when the application came")
        desk = Desk(hand.store, office, hand.file)
        answer_by = desk.calendar.open_after(on, office.settings.reminder_open_days)
        row = Reminder(
            municipality_code=hand.file.case.municipality_code,
            id=hand.store.new_id(),
            case_id=hand.file.case.id,
            received_on=on,
            answer_by=answer_by,
            recorded_at=now,
            recorded_by=actor,
        )
        hand.store.seal(row, "note_sealed", one_line(note) if note else None)
        hand.store.add(row, hand.file)
        hand.store.record(hand.file, EventKind.REMINDER_RECEIVED, on, answer_by=answer_by)
        open_task(desk, TaskKind.ANSWER_REMINDER, row.id, answer_by)
    return answer_by


def answer_reminders(
    office: Office, municipality: str, reference: str, on: date, *, now: datetime, actor: str
) -> None:
    """Record that the applicant's reminders were answered."""
    not_future(on, now, "the answer")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        waiting = [r for r in hand.file.reminders if r.answered_on is None]
        if not waiting:
            raise Refused(f"case {reference} has no reminder that waits for an answer")
        for row in waiting:
            not_before(on, row.received_on, "the answer", "when the reminder came")
            row.answered_on = on
            finish_about(Desk(hand.store, office, hand.file), TaskKind.ANSWER_REMINDER, row.id)
        hand.store.record(hand.file, EventKind.REMINDER_ANSWERED, on, reminders=len(waiting))


def hear(
    office: Office,
    municipality: str,
    reference: str,
    sent_on: date,
    answer_by: date,
    *,
    now: datetime,
    actor: str,
) -> None:
    """The parties are heard (partshøring) and asked to answer by a day; the deadlines stand."""
    not_future(sent_on, now, "the hearing")
    not_before(answer_by, sent_on, "the day to answer by", "when the hearing was sent")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        began = hand.file.application.received_on
        not_before(sent_on, began, "the hearing", "when the application came")
        hand.store.add(
            Hearing(
                municipality_code=hand.file.case.municipality_code,
                id=hand.store.new_id(),
                case_id=hand.file.case.id,
                sent_on=sent_on,
                answer_by=answer_by,
                recorded_at=now,
                recorded_by=actor,
            ),
            hand.file,
        )
        hand.store.record(hand.file, EventKind.HEARD, sent_on, answer_by=answer_by)


def hearing_answered(
    office: Office, municipality: str, reference: str, on: date, *, now: datetime, actor: str
) -> None:
    """The parties have answered the hearing."""
    not_future(on, now, "the answer")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        waiting = [h for h in hand.file.hearings if h.answered_on is None]
        if not waiting:
            raise Refused(f"case {reference} has no hearing that waits for an answer")
        for row in waiting:
            not_before(on, row.sent_on, "the answer", "when the hearing was sent")
            row.answered_on = on
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.HEARING_ANSWERED, on)
