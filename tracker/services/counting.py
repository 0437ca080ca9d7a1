"""Stored deadlines follow the facts: a date that moves gets a new row, and the old one stays with
the reason."""

from datetime import datetime

from rules.local_time import end_of_day
from rules.steps import steps_to_json
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.models import Deadline
from tracker.rulebook import RuleBook, keep
from tracker.services.wanting import Wanted, key_of, refused, start_day, wanted_deadlines
from tracker.store import Store


def recount(
    store: Store, book: RuleBook, file: CaseFile, *, reason: str, keep_passed: bool = False
) -> list[Deadline]:
    """Make the deadlines of a case what the facts call for; answers with what changed.

    A date that moves gets a new row, and the old one keeps its values and the reason. With
    `keep_passed` a date that has passed stays breached in the figures beside the new one. In the
    caller's transaction.
    """
    wanted = {w.key: w for w in wanted_deadlines(store, book, file)}
    changed = []
    for old in file.current_deadlines():
        if old.lapsed_at is not None or not _counted(file, old):
            continue
        want = wanted.pop(key_of(old), None)
        if want is None:
            changed.append(_end(store, file, old, reason))
        elif _differs(old, want):
            kept = keep_passed and _passed(store, old)
            changed.append(_move(store, book, file, old, want, reason, kept=kept))
    over = {key_of(d) for d in file.current_deadlines() if _ended_with_its_round(file, d)}
    new = [want for key, want in wanted.items() if key not in over]
    changed.extend(_set(store, book, file, want) for want in new)
    return changed


def _ended_with_its_round(file: CaseFile, old: Deadline) -> bool:
    """A date of an earlier round that lapsed with the case's ending does not come back."""
    return old.lapsed_at is not None and old.round_id != file.round.id


def _counted(file: CaseFile, old: Deadline) -> bool:
    """Whether a stored date still follows the facts: not the acute and delivery clocks of old."""
    decision = old.kind == DeadlineKind.DECISION and old.track != Track.ACUTE
    return old.round_id == file.round.id or old.complaint_id is not None or decision


def _differs(old: Deadline, want: Wanted) -> bool:
    return (old.starts_on, old.due_on, old.due_at, old.act_by) != (
        start_day(want.start),
        want.due.due_on,
        want.due.due_at,
        want.due.act_by,
    )


def _passed(store: Store, old: Deadline) -> bool:
    return store.now > (old.due_at or end_of_day(old.due_on))


def _end(store: Store, file: CaseFile, old: Deadline, reason: str) -> Deadline:
    """A clock that the facts no longer call for: gone, or kept as breached if its day has passed.

    Help that was refused was never owed: its date breaks no promise.
    """
    never_owed = old.kind == DeadlineKind.DELIVERY and refused(file)
    if _passed(store, old) and not never_owed:
        old.lapsed_at = store.now
    else:
        old.superseded_at = store.now
    old.reason = reason
    store.session.flush()
    store.record(
        file,
        EventKind.DEADLINE_ENDED,
        kind=old.kind,
        track=old.track,
        due_on=old.due_on,
        reason=reason,
    )
    return old


def _move(
    store: Store,
    book: RuleBook,
    file: CaseFile,
    old: Deadline,
    want: Wanted,
    reason: str,
    *,
    kept: bool,
) -> Deadline:
    new = _row(store, book, file, want)
    old.superseded_by, old.reason = new.id, reason
    if kept:
        old.lapsed_at = store.now
    else:
        old.superseded_at = store.now
    store.session.flush()
    store.add(new, file)
    store.record(
        file,
        EventKind.DEADLINE_MOVED,
        kind=new.kind,
        track=new.track,
        old_due_on=old.due_on,
        due_on=new.due_on,
        reason=reason,
    )
    return new


def _set(store: Store, book: RuleBook, file: CaseFile, want: Wanted) -> Deadline:
    row = store.add(_row(store, book, file, want), file)
    store.record(
        file,
        EventKind.DEADLINE_SET,
        kind=row.kind,
        track=row.track,
        due_on=row.due_on,
        act_by=row.act_by,
    )
    return row


def _row(store: Store, book: RuleBook, file: CaseFile, want: Wanted) -> Deadline:
    if want.rule is not None:
        keep(store, book, want.rule, file.case.municipality_code)
    return Deadline(
        municipality_code=file.case.municipality_code,
        id=store.new_id(),
        case_id=file.case.id,
        round_id=want.round_id,
        grant_id=want.grant_id,
        complaint_id=want.complaint.id if want.complaint else None,
        subject_key=want.subject_key,
        kind=want.kind,
        track=want.track,
        start_event=want.event,
        starts_on=start_day(want.start),
        starts_at=want.start if isinstance(want.start, datetime) else None,
        due_on=want.due.due_on,
        due_at=want.due.due_at,
        act_by=want.due.act_by,
        rule_area=want.rule.area if want.rule else file.case.area,
        rule_version=want.rule.version if want.rule else None,
        published=want.published,
        steps=steps_to_json(want.due.steps),
        recorded_at=store.now,
    )


def lapse(store: Store, file: CaseFile, deadlines: list[Deadline], reason: str) -> None:
    """Stop watching clocks that were overtaken by events; they stay in the figures as they
    stood."""
    for row in deadlines:
        row.lapsed_at, row.reason = store.now, reason
        store.record(
            file,
            EventKind.DEADLINE_ENDED,
            kind=row.kind,
            track=row.track,
            due_on=row.due_on,
            reason=reason,
        )
    store.session.flush()
