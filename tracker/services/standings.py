"""How deadlines and whole cases stand at an instant, and whether those concerned were told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rules.local_time import end_of_day, local_day
from rules.notice_facts import NoticeFact
from rules.standing import Standing, standing
from rules.steps import StartEvent
from rules.terms import Clock, DeadlineKind, NoticeDuty, passed
from rules.told import Told, at_stake, told
from tracker.casefile import promise_of
from tracker.models import Deadline, Party, Round
from tracker.services.desk import TOLD_BY_LETTER, Desk
from tracker.services.weighing import notice_fact, recipient_of

#: Which of several open clocks a case shows: the worst.
_WORST = (Standing.OVERDUE, Standing.AT_RISK, Standing.ON_TRACK)

_LAST_TO_KNOW = (Told.NOT_TOLD, Told.TOLD_LATE, Told.TOLD_IN_TIME)


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One current deadline as it stands. `met_on` is the day of what it promised, late or not."""

    deadline: Deadline
    round: Round
    met_on: date | None
    standing: Standing
    told: Told | None  # None where there was nothing to tell
    days_late: int
    governs: bool


def deadline_views(desk: Desk) -> list[DeadlineView]:
    """Every deadline of the case that no later one supersedes, oldest round first."""
    governing = {d.id for d in _governing_of_each(desk)}
    return [view_of(desk, d, governs=d.id in governing) for d in desk.file.current_deadlines()]


def view_of(desk: Desk, deadline: Deadline, *, governs: bool = True) -> DeadlineView:
    """How one deadline stands now; of a closed case, how it stood on its last day."""
    clock, file = desk.clock(deadline), desk.file
    at = _as_of(desk, deadline)
    stands = standing(clock, at, desk.calendar)
    if not clock.stopped and (deadline.lapsed_at or file.case.ending):
        stands = Standing.BREACHED if stands is Standing.OVERDUE else Standing.ENDED
    late = stands in {Standing.OVERDUE, Standing.BREACHED}
    return DeadlineView(
        deadline=deadline,
        round=file.round_of(deadline.round_id),
        met_on=clock.stopped_on,
        standing=stands,
        told=told_about(desk, deadline, clock) if late else None,
        days_late=max(0, ((clock.stopped_on or local_day(at)) - deadline.due_on).days)
        if late
        else 0,
        governs=governs,
    )


def told_about(desk: Desk, deadline: Deadline, clock: Clock) -> Told | None:
    """Whether those who had to be told on that day knew in time; None where nobody had to be.

    Who became a party after the date could not be told in time, and who left since does not take
    an untold date along (decision 022).
    """
    each, on = _told_each(desk, deadline, clock), deadline.due_on
    return _worst_told(told for party, told in each if had_to_be_told(party, on))


def had_to_be_told(party: Party, day: date) -> bool:
    """Whether a party had to be told on a day, whatever has become of it since.

    A duty that was taken back lies between two days; one that never was has no beginning.
    """
    begun = party.since_on is None or party.since_on <= day
    lasted = party.until_on is None or party.until_on >= day
    alive = party.died_on is None or party.died_on > day
    once = party.since_on is not None and party.until_on is not None
    return begun and lasted and alive and (party.must_be_told or once)


def _worst_told(each: Iterable[Told]) -> Told | None:
    """The last to know counts; None where nobody had to be told."""
    found = set(each)
    return next((told for told in _LAST_TO_KNOW if told in found), None)


def _told_each(desk: Desk, deadline: Deadline, clock: Clock) -> list[tuple[Party, Told]]:
    """What each party knew of a date that slips, those too who have left the case since."""
    rule = desk.rule_of(deadline)
    silent = rule is not None and rule.notice is NoticeDuty.NONE
    silent = silent or deadline.kind not in TOLD_BY_LETTER
    if silent or _before_the_grant(desk, deadline):
        return []
    return [
        (party, told(clock, [recipient_of(desk, deadline, party)]))
        for party in desk.concerned(deadline, gone=True)
        if not party.anonymous
    ]


def _before_the_grant(desk: Desk, deadline: Deadline) -> bool:
    """Whether help was due at once, and row 13, which begins with the grant, had not begun."""
    if deadline.kind != DeadlineKind.DELIVERY or deadline.start_event != StartEvent.ACUTE:
        return False
    decision, left = desk.file.decision_of(deadline.round_id), deadline.lapsed_at
    return decision is None or (left is not None and left <= decision.recorded_at)


def _as_of(desk: Desk, deadline: Deadline) -> datetime:
    """The instant a clock is judged at: now, or when it stopped being watched."""
    if deadline.lapsed_at is not None:
        return deadline.lapsed_at
    if desk.file.case.ended_on is not None:
        return min(desk.now, end_of_day(desk.file.case.ended_on))
    return desk.now


def _governing_of_each(desk: Desk) -> list[Deadline]:
    """The earliest running deadline of every promise of every round, and each one left behind.

    A date that broke before it was left behind (acute no longer, say) hides no date that runs.
    """
    groups: dict[tuple[object, ...], Deadline] = {}
    for deadline in desk.file.current_deadlines():
        key = promise_of(deadline), deadline.id if deadline.lapsed_at else None
        if key not in groups or deadline.due_on < groups[key].due_on:
            groups[key] = deadline
    return list(groups.values())


def case_standing(desk: Desk, views: list[DeadlineView]) -> Standing:
    """One word for the whole case: the worst of its open clocks, else how it ended."""
    case, decision = desk.file.case, desk.file.decision
    if case.ending is not None:
        return Standing.ENDED
    open_ones = {v.standing for v in views if v.met_on is None and v.deadline.lapsed_at is None}
    for worst in _WORST:
        if worst in open_ones:
            return worst
    last = [v for v in views if v.round.id == desk.file.round.id]
    if decision is None and not _help_alone_was_owed(desk, last):
        return Standing.WITHOUT_DEADLINE
    held = desk.file.held_decision or decision
    if held is not None and held.sent_on is None:
        return Standing.NOT_SENT
    return Standing.BREACHED if any(v.standing is Standing.BREACHED for v in last) else Standing.MET


def _help_alone_was_owed(desk: Desk, views: list[DeadlineView]) -> bool:
    """Whether the law sets a date for the help and none for a decision, and the help has come."""
    rule = desk.rule
    return rule is not None and rule.decision is None and any(v.met_on for v in views)


def case_told(views: list[DeadlineView]) -> Told | None:
    """Whether the applicant knew in time of the latest decision date that slipped in the round."""
    decisions = [v for v in views if v.deadline.kind == DeadlineKind.DECISION and v.governs]
    last = [v for v in decisions if v.round.id == decisions[-1].round.id and v.told]
    return max(last, key=lambda v: v.deadline.due_on).told if last else None


def promise_missing(desk: Desk) -> bool:
    """Whether a promise has passed and no new notice has been proven (law.md W-70).

    A case that has ended owes nobody a new one.
    """
    if desk.file.case.ending is not None:
        return False
    for deadline in desk.governing():
        clock = desk.clock(deadline)
        if clock.stopped:
            continue
        for party in desk.concerned(deadline):
            stake = at_stake(clock, recipient_of(desk, deadline, party))
            if passed(stake, clock, desk.now):
                return True
    return False


def promises(desk: Desk) -> list[tuple[Deadline, NoticeFact]]:
    """Every promise that has been made in a letter that was approved, oldest first."""
    return [
        (deadline, notice_fact(desk.file, notice))
        for notice in desk.file.notices
        if notice.promised_until is not None and notice.approved_at is not None
        for deadline in desk.file.deadlines
        if deadline.id == notice.deadline_id
    ]
