"""What a case waits for, and when the caseworker expects to be done; neither moves a deadline."""

from dataclasses import dataclass
from datetime import date, datetime

from notifications.causes import Cause
from notifications.cleaning import cpr_number_in, vague_word_in
from rules.calendar import LAST_DAY
from rules.local_time import local_day
from rules.terms import DeadlineKind
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Deadline, Expectation, Waiting
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, plain_line, running
from tracker.services.desk import Desk
from tracker.services.time_frames import last_day


def await_information(
    office: Office,
    municipality: str,
    reference: str,
    cause: Cause,
    *,
    since: date,
    asked_on: date | None = None,
    note: str | None = None,
    now: datetime,
    actor: str,
) -> None:
    """The case waits for something: shown, counted, and no date moves (design §2.2).

    The internal note never enters a letter; the cause's fixed sentence does.
    """
    not_future(since, now, "the day the waiting began")
    if asked_on is not None and cause is not Cause.HOME_VISIT:
        not_future(asked_on, now, "the day we asked")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        began = hand.file.application.received_on
        not_before(since, began, "the waiting", "when the application came")
        _stop_waiting(hand, since)
        row = Waiting(
            municipality_code=hand.file.case.municipality_code,
            id=hand.store.new_id(),
            case_id=hand.file.case.id,
            cause=cause,
            since_on=since,
            asked_on=asked_on,
            recorded_at=now,
            recorded_by=actor,
        )
        hand.store.seal(row, "note_sealed", note)
        hand.store.add(row, hand.file)
        hand.store.record(hand.file, EventKind.AWAITING, since, cause=cause, asked_on=asked_on)


def stop_awaiting(
    office: Office, municipality: str, reference: str, on: date, *, now: datetime, actor: str
) -> None:
    """What the case waited for has come."""
    not_future(on, now, "the day the waiting ended")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        if hand.file.waiting(on) is None:
            raise Refused(f"case {reference} is not waiting for anything")
        _stop_waiting(hand, on)
        hand.store.record(hand.file, EventKind.AWAITING_ENDED, on)


def _stop_waiting(hand: Hand, on: date) -> None:
    for row in hand.file.waits:
        if row.until_on is None:
            row.until_on = max(on, row.since_on)
    hand.store.session.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExpectation:
    """A date, or a time frame with what the case awaits; the reason's words go out only if
    approved."""

    kind: DeadlineKind = DeadlineKind.DECISION
    expected_on: date | None = None
    time_frame: str | None = None
    next_letter_on: date | None = None
    cause: Cause | None = None
    reason: str | None = None
    reason_approved: bool = False


def expect(
    office: Office,
    municipality: str,
    reference: str,
    new: NewExpectation,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Record when the answer or the help can be expected, for the letter that must say so.

    Refuses a date that is not after today or not after the deadline, silence, and words that
    promise nothing ("hurtigst muligt").
    """
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        row = expectation_row(Desk(hand.store, hand.office, hand.file), new)
        hand.store.add(row, hand.file)
        hand.store.record(
            hand.file,
            EventKind.EXPECTED,
            of=new.kind,
            expected_on=new.expected_on,
            time_frame=new.time_frame,
            cause=new.cause,
        )


def expectation_row(desk: Desk, new: NewExpectation) -> Expectation:
    """What was said as a row that is not stored yet; refuses what `expect` refuses."""
    reason = _reason(new)
    next_letter_on = _check_promise(desk, new, _deadline(desk, new.kind))
    row = Expectation(
        municipality_code=desk.file.case.municipality_code,
        id=desk.store.new_id(),
        case_id=desk.file.case.id,
        kind=new.kind,
        expected_on=new.expected_on,
        time_frame=new.time_frame,
        next_letter_on=next_letter_on,
        cause=new.cause,
        reason_approved=new.reason_approved and reason is not None,
        recorded_at=desk.now,
        recorded_by=desk.store.actor,
    )
    desk.store.seal(row, "reason_sealed", reason)
    return row


def _reason(new: NewExpectation) -> str | None:
    if not new.reason:
        return None
    words = plain_line(new.reason, "the reason")
    if len(words) > 600:
        raise Refused(f"the reason has {len(words)} characters: a letter has room for 600")
    if cpr_number_in(words):
        raise Refused("the reason holds what looks like a CPR number: take it out")
    if vague := vague_word_in(words):
        raise Refused(
            f'"{vague}" promises nothing: write a date, or a time frame such as "4 til 6 uger"'
        )
    return words


def _deadline(desk: Desk, kind: DeadlineKind) -> Deadline:
    found = [d for d in desk.governing() if d.kind == kind and not desk.clock(d).stopped]
    if not found:
        raise Refused(
            f"case {desk.file.case.reference} has no running deadline of kind {kind}: "
            "there is nothing to expect"
        )
    return min(found, key=lambda d: d.due_on)


def _check_promise(desk: Desk, new: NewExpectation, deadline: Deadline) -> date | None:
    today = local_day(desk.now)
    if (new.expected_on is None) == (new.time_frame is None):
        raise Refused(
            "give either a date (--on) or a time frame (--time-frame), not both and not neither"
        )
    if new.expected_on is not None:
        _later(new.expected_on, today, deadline)
        return None
    assert new.time_frame is not None  # noqa: S101 - one of the two is given
    if new.cause is None and desk.file.waiting(today) is None:
        raise Refused("a time frame needs what the case waits for: give --awaiting")
    until = new.next_letter_on or last_day(new.time_frame, today, desk.calendar)
    if new.next_letter_on is not None:
        last_day(new.time_frame, today, desk.calendar)  # refuses words that promise nothing
    _later(until, today, deadline)
    return until


def _later(day: date, today: date, deadline: Deadline) -> None:
    if day > LAST_DAY:
        raise Refused(f"the expected date {day} is too far ahead: give one before {LAST_DAY}")
    if day <= today:
        raise Refused(f"the expected date {day} is not after today: give a date that lies ahead")
    if day <= deadline.due_on:
        raise Refused(
            f"the expected date {day} is not after the deadline {deadline.due_on}: "
            "a notice is only needed when the deadline cannot be kept"
        )
