"""Stored deadlines follow the facts: a date that moves gets a new row, and the old one stays with
the reason."""

from datetime import datetime
from typing import Any

from rules.local_time import end_of_day
from rules.steps import steps_to_json
from rules.terms import DeadlineKind, Track
from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.models import Deadline
from tracker.rulebook import RuleBook, keep
from tracker.services.calendar_moves import CLOSING_DAY, by_calendar, days_behind, stays
from tracker.services.wanted import Wanted, key_of, start_day
from tracker.services.wanting import OF_THE_ROUND, refused, wanted_deadlines
from tracker.store import Store


def recount(
    store: Store, book: RuleBook, file: CaseFile, *, reason: str, keep_passed: bool = False
) -> list[Deadline]:
    """Make the deadlines of a case what the facts call for; answers with what changed.

    A date that moves gets a new row, and the old one keeps its values and the reason. With
    `keep_passed` a date that has passed stays breached in the figures beside the new one. What
    moved with the closing days says so, whatever act came upon it. In the caller's transaction.
    """
    wanted = {w.key: w for w in wanted_deadlines(store, book, file)}
    changed = []
    for old in file.current_deadlines():
        if old.lapsed_at is not None or not _counted(file, old):
            continue
        want = wanted.pop(key_of(old), None)
        if want is None:
            changed.append(end(store, file, old, reason))
        elif _differs(old, want) and by_calendar(old, want):
            if not stays(store, file, old, want):
                changed.append(_move_with_calendar(store, book, file, old, want))
        elif _differs(old, want):
            kept = keep_passed and _passed(store, old)
            changed.append(_move(store, book, file, old, want, reason, kept=kept))
    over = {key_of(d) for d in file.current_deadlines() if _stays_as_it_is(file, d)}
    new = [want for key, want in wanted.items() if key not in over]
    changed.extend(_set(store, book, file, want) for want in new)
    return changed


def moved_by_calendar(
    store: Store, book: RuleBook, file: CaseFile
) -> list[tuple[Deadline, Wanted]]:
    """The dates of a case that the closing days of today would move, each with what it becomes."""
    wanted = {w.key: w for w in wanted_deadlines(store, book, file)}
    pairs = [(old, wanted.get(key_of(old))) for old in file.current_deadlines()]
    return [
        (old, want)
        for old, want in pairs
        if want is not None
        and _differs(old, want)
        and by_calendar(old, want)
        and not stays(store, file, old, want)
    ]


def follow_calendar(
    store: Store, book: RuleBook, file: CaseFile
) -> list[tuple[Deadline, Deadline]]:
    """Move the dates of a case that depend on the closing days, and nothing else.

    Answers with each old row and the one that took its place. In the caller's transaction.
    """
    found = moved_by_calendar(store, book, file)
    return [(old, _move_with_calendar(store, book, file, old, want)) for old, want in found]


def _stays_as_it_is(file: CaseFile, old: Deadline) -> bool:
    """A date of an earlier round that lapsed with the case's ending does not come back, nor one
    of a request or complaint that was left behind; the acute date of an earlier round runs on as it
    was set."""
    once = old.round_id != file.round.id or old.kind == DeadlineKind.SUPPLIER_CHANGE
    once = once or old.complaint_id is not None
    return once and (old.lapsed_at is not None or not _counted(file, old))


def acute_left(file: CaseFile) -> list[Deadline]:
    """The acute dates of help that an earlier round granted and that has not come."""
    return [
        d
        for d in file.running()
        if (d.kind, d.track) == (DeadlineKind.DELIVERY, Track.ACUTE)
        and d.round_id != file.round.id
        and file.help_of(d) is None
    ]


def _counted(file: CaseFile, old: Deadline) -> bool:
    """Whether a stored date still follows the facts: not the acute and delivery clocks of old,
    but for help that an earlier decision still owes."""
    decision = old.kind in OF_THE_ROUND and old.track != Track.ACUTE
    asked = old.kind == DeadlineKind.SUPPLIER_CHANGE
    own = old.round_id == file.round.id or old.complaint_id is not None
    return own or decision or asked or _owed(file, old)


def _owed(file: CaseFile, old: Deadline) -> bool:
    """Whether a date is about help of an earlier decision that holds, or about help that had not
    come when a new decision took its place."""
    grant = next((g for g in file.grants if g.id == old.grant_id), None)
    if grant is None:
        return False
    made = next(d for d in file.decisions if d.id == grant.decision_id)
    over = file.replaced(made) or grant.ended_on is not None
    if over and file.delivered(grant.id) is None:
        return True
    # An acute date stays as it was set: a new round is not acute by itself.
    return grant in file.granted() and old.track != Track.ACUTE


def _differs(old: Deadline, want: Wanted) -> bool:
    return (old.starts_on, old.due_on, old.due_at, old.act_by) != (
        start_day(want.start),
        want.due.due_on,
        want.due.due_at,
        want.due.act_by,
    )


def _passed(store: Store, old: Deadline) -> bool:
    return store.now > (old.due_at or end_of_day(old.due_on))


def end(store: Store, file: CaseFile, old: Deadline, reason: str) -> Deadline:
    """A clock that the facts no longer call for: gone, or kept as breached if its day has passed.

    Help that was refused was never owed: its date breaks no promise.
    """
    own = old.kind == DeadlineKind.DELIVERY and old.round_id == file.round.id
    never_owed = own and refused(file)
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
    **said: Any,
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
        **said,
    )
    return new


def _move_with_calendar(
    store: Store, book: RuleBook, file: CaseFile, old: Deadline, want: Wanted
) -> Deadline:
    """The same clock under the closing days of today, with the decisions behind them on file."""
    closings = book.of(file.case.municipality_code).municipality.closings
    return _move(
        store,
        book,
        file,
        old,
        want,
        CLOSING_DAY,
        kept=False,
        old_act_by=old.act_by,
        act_by=want.due.act_by,
        closing_days=days_behind(closings, old, want),
    )


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
