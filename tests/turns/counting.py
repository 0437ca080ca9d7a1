"""Which dates the facts of a case call for after every turn, counted by hand (law.md 5-8)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.simulation.counting import acute_start, clock_of, decision_date, moved
from tests.simulation.days import day_of, last_second
from tests.simulation.facts import Clock
from tests.simulation.town import OPEN_DAYS
from tests.turns.facts import (
    RECONSIDERATION_WEEKS,
    Complaint,
    Request,
    Stage,
    Verdict,
    decided_before,
)
from tests.turns.file import File

#: Dates that do not belong to the round that runs: each is counted by itself.
_BY_ITSELF = ("reconsideration", "supplier-change")


def recount(case: File, now: datetime, *, keep_passed: bool = False) -> None:
    """Let the dates of a case follow the facts: one that moves is replaced, and with `keep_passed`
    stays broken beside the new one if its day has passed."""
    for stage in case.stages[:-1]:
        for new in _of_the_round(case, stage, now):
            _follow(case, replace(new, round=stage), now)
        _follow_help(case, stage, now)
    for complaint in case.complaints:
        _follow_complaint(case, complaint, now)
    for request in case.requests:
        _follow_request(case, request, now)
    wanted = {(c.kind, c.track, c.grant): c for c in _wanted(case, now)}
    for old in [c for c in case.running() if c.round is case.stage]:
        if old.kind in _BY_ITSELF:
            continue
        made = wanted.pop((old.kind, old.track, old.grant), None)
        if made is None:
            _end(case, old, now)
        elif moved(old, made):
            _replace(case, old, made, now, keep=keep_passed)
    case.clocks.extend(wanted.values())
    for clock in case.clocks:
        assert isinstance(clock.round, Stage)
        case.counted_in.setdefault(clock, clock.round.area)


def _of_the_round(case: File, stage: Stage, now: datetime) -> Iterator[Clock]:
    """The date of what a round ends with: its decision, or the look at help that runs."""
    if stage.looks_again:
        if stage.area.reassessment:
            yield clock_of(
                case, "reassessment", "ordinary", stage.start, stage.area.reassessment, now
            )
        return
    for first in decision_date(case, stage, now, stage.area):
        longer = stage.area.extended
        if longer and first.track == "ordinary" and case.extends(stage, first.due):
            yield clock_of(case, "decision", "ordinary", stage.start, longer, now)
        else:
            yield first


def _follow_complaint(case: File, complaint: Complaint, now: datetime) -> None:
    """A second look has its date from the day the complaint came; one left behind stays so."""
    new = _second_look(case, complaint, now)
    same = [c for c in case.clocks if c.grant == complaint.number and not c.gone]
    if not same:
        case.clocks.append(new)
    for old in same:
        if old.lapsed_at is None and moved(old, new):
            _replace(case, old, new, now, keep=False)


def _follow_request(case: File, request: Request, now: datetime) -> None:
    """Another supplier is owed while the help is; one that came in time stays so."""
    old = [c for c in case.clocks if c.grant == request.number]
    limit = request.stage.area.supplier_change
    owed = request.grant in case.going or request.done_on is not None
    if owed and not request.kept and not old and limit:
        new = clock_of(case, "supplier-change", "ordinary", request.on, limit, now)
        case.clocks.append(replace(new, round=request.stage, grant=request.number))
    if not owed or request.kept:
        for clock in [c for c in old if not c.gone and c.lapsed_at is None]:
            _end(case, clock, now)


def _follow(case: File, new: Clock, now: datetime) -> None:
    """The decision date of a round that is over follows its corrected start, once left never."""
    same = [
        c for c in case.clocks if not c.gone and (c.promise, c.track) == (new.promise, new.track)
    ]
    if not same:
        case.clocks.append(new)
    for old in same:
        if old.lapsed_at is None and moved(old, new):
            _replace(case, old, new, now, keep=False)


def _follow_help(case: File, stage: Stage, now: datetime) -> None:
    """The help that an earlier round granted is owed while its decision holds; an acute date of it
    stays as it was set, until it is cleared."""
    wanted = {(c.track, c.grant): c for c in _granted_dates(case, stage, now)}
    for old in [c for c in case.running() if c.round is stage and c.kind == "delivery"]:
        made = wanted.pop((old.track, old.grant), None)
        if old.grant is None or old.grant not in case.all_grants or case.left_acute(old):
            continue
        if made is not None and moved(old, made):
            _replace(case, old, made, now, keep=False)
        elif made is None and case.came(old.grant) is None:
            _end(case, old, now)
    left = {(c.track, c.grant) for c in case.clocks if c.round is stage and c.lapsed_at}
    case.clocks.extend(c for key, c in wanted.items() if key not in left)


def clear_left(case: File, now: datetime) -> None:
    """The acute dates of help that earlier rounds granted are over with the need."""
    for clock in case.acute_left:
        _end(case, clock, now)


def _replace(case: File, old: Clock, new: Clock, now: datetime, *, keep: bool) -> None:
    if keep and _passed(old, now):
        old.lapsed_at = now
    else:
        old.gone = True
    case.clocks.append(new)


def _passed(clock: Clock, now: datetime) -> bool:
    return now > (clock.due_at or last_second(clock.due))


def _end(case: File, old: Clock, now: datetime) -> None:
    """Nothing calls for it any more: forgotten, or left behind as broken; what was refused was
    never owed."""
    of_this = old.round is case.stage and old.kind == "delivery"
    never_owed = of_this and case.refused
    if _passed(old, now) and not never_owed:
        old.lapsed_at = now
    else:
        old.gone = True


def _wanted(case: File, now: datetime) -> Iterator[Clock]:
    stage, area = case.stage, case.area
    yield from _of_the_round(case, stage, now)
    own_help = area.delivery_from_start and not stage.looks_again and not case.help_over
    if own_help and area.delivery:
        own = clock_of(case, "delivery", "ordinary", stage.start, area.delivery, now)
        yield replace(own, from_contact=True)
    made, known = case.stage.decision, case.acute_from
    if known is not None and not (made is not None and decided_before(made, known)):
        start = acute_start(known, stage)
        yield clock_of(case, "decision", "acute", start, None, now)
        if not case.help_over:
            yield clock_of(case, "delivery", "acute", start, None, now)
    yield from _granted_dates(case, stage, now)


def _granted_dates(case: File, stage: Stage, now: datetime) -> Iterator[Clock]:
    """The help that a round's decisions grant, while they hold and nobody has given it up."""
    area, known = stage.area, case.acute_from
    for verdict in case.held_of(stage):
        for grant in verdict.grants:
            came = case.delivered_on(stage, grant)
            if grant in case.ended_grants and came is None:
                continue
            start = verdict.at or verdict.on
            if area.delivery and not area.delivery_from_start:
                own = clock_of(case, "delivery", "ordinary", start, area.delivery, now)
                yield replace(own, round=stage, grant=grant)
            waited = known is not None and (came is None or came >= day_of(known))
            if known is not None and waited and decided_before(verdict, known):
                own = clock_of(case, "delivery", "acute", known, None, now)
                yield replace(own, round=stage, grant=grant)


def _second_look(case: File, complaint: Complaint, now: datetime) -> Clock:
    """Four weeks by law, from the receipt of the complaint."""
    day = complaint.received
    due = day + timedelta(weeks=RECONSIDERATION_WEEKS)
    act_by = max(day, OPEN_DAYS.last_open(due))
    stage = next(s for s in case.stages if complaint.verdict in s.verdicts)
    number = complaint.number
    return Clock("reconsideration", "ordinary", stage, number, day, due, act_by, None, now)


def leave_behind(case: File, clocks: list[Clock], now: datetime) -> None:
    """Dates overtaken by events stay in the figures as they stood, unless they were met."""
    for clock in clocks:
        if case.stopped(clock) is None:
            clock.lapsed_at = now


def leave_ended(case: File, now: datetime) -> None:
    """What a case left undone when it ended is judged by the day it ended."""
    if case.ended_on is None:
        return
    for clock in case.running():
        undone = clock.kind != "reconsideration" and case.stopped(clock) is None
        if undone:
            clock.lapsed_at = min(now, last_second(case.ended_on))


def retire(case: File, verdict: Verdict, on: date, now: datetime) -> None:
    """A decision no longer holds: its undelivered help and an unanswered complaint are over."""
    verdict.annulled_on = on
    numbers = [c.number for c in case.complaints if c.verdict is verdict and c.outcome is None]
    leave_behind(case, [c for c in case.running() if c.grant in (*verdict.grants, *numbers)], now)
