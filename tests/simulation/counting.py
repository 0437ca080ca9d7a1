"""Which dates the facts of a case call for (law.md 1.2, 2, 5, 6, 7), counted by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from tests.simulation.days import day_of, last_second
from tests.simulation.facts import Case, Clock, Round
from tests.simulation.town import (
    AREAS,
    OPEN_DAYS,
    REMAND_CAP_WEEKS,
    Area,
    Length,
    decision_length,
)

_CAP = Length(REMAND_CAP_WEEKS, "weeks")


def recount(case: Case, now: datetime) -> None:
    """Let the dates of a case follow the facts: a date that moves is replaced."""
    for earlier in case.rounds[:-1]:
        _recount_decision(case, earlier, now)
    wanted = {(c.kind, c.track, c.grant): c for c in _wanted(case, now)}
    for old in [c for c in case.running() if c.round is case.round]:
        new = wanted.pop((old.kind, old.track, old.grant), None)
        if new is None:
            _end(case, old, now)
        elif moved(old, new):
            old.gone = True
            case.clocks.append(new)
    case.clocks.extend(wanted.values())


def moved(old: Clock, new: Clock) -> bool:
    before = (old.start, old.due, old.due_at, old.act_by)
    return before != (new.start, new.due, new.due_at, new.act_by)


def _recount_decision(case: Case, round_: Round, now: datetime) -> None:
    """The decision date of a round that is over still follows its corrected start."""
    for new in [replace(c, round=round_) for c in decision_date(case, round_, now)]:
        for old in [c for c in case.running() if c.round is round_]:
            if (old.kind, old.track) == (new.kind, new.track) and moved(old, new):
                old.gone = True
                case.clocks.append(new)


def _end(case: Case, old: Clock, now: datetime) -> None:
    """A date that nothing calls for any more: forgotten, or left behind as broken; what was refused
    was never owed."""
    refused = case.decision is not None and case.decision.outcome == "refused"
    never_owed = refused and old.kind == "delivery"
    if now > (old.due_at or last_second(old.due)) and not never_owed:
        old.lapsed_at = now
    else:
        old.gone = True


def _wanted(case: Case, now: datetime) -> Iterator[Clock]:
    round_, area, decision = case.round, case.area, case.decision
    yield from decision_date(case, round_, now)
    refused = decision is not None and decision.outcome == "refused"
    if area.delivery_from_start and area.delivery and not refused:
        own = clock_of(case, "delivery", "ordinary", round_.start, area.delivery, now)
        yield replace(own, from_contact=True)
    if case.acute_from is not None:
        start = acute_start(case.acute_from, round_)
        yield clock_of(case, "decision", "acute", start, None, now)
        if not refused:
            yield clock_of(case, "delivery", "acute", start, None, now)
    if decision is not None and area.delivery and not area.delivery_from_start:
        start = decision.at or decision.on
        for grant in decision.grants:
            yield replace(
                clock_of(case, "delivery", "ordinary", start, area.delivery, now), grant=grant
            )


def decision_date(
    case: Case, round_: Round, now: datetime, area: Area | None = None
) -> Iterator[Clock]:
    """The ordinary or remanded date of a round's decision, in its own area or the case's."""
    length = decision_length(area or case.area, round_.started_on)
    if round_.track == "remanded":
        lengths = [length, _CAP] if length is not None else [_CAP]
        dates = [clock_of(case, "decision", "remanded", round_.start, x, now) for x in lengths]
        yield min(dates, key=lambda c: c.ends)
    elif length is not None:
        yield clock_of(case, "decision", "ordinary", round_.start, length, now)


def acute_start(known: datetime, round_: Round) -> date | datetime:
    """The day the need became known; never before the round itself."""
    return round_.start if round_.started_on > day_of(known) else known


def clock_of(
    case: Case, kind: str, track: str, start: date | datetime, length: Length | None, now: datetime
) -> Clock:
    """A date of the running round; without a length it is due at once."""
    day = day_of(start) if isinstance(start, datetime) else start
    due, due_at, movable = day, None, False
    if length is not None and length.unit == "hours":
        assert isinstance(start, datetime)
        due_at = length.end_at(start)
        assert due_at is not None
        due = day_of(due_at)
    elif length is not None:
        due, movable = length.end(day), True
    act_by = max(day, OPEN_DAYS.last_open(due)) if movable else due
    return Clock(kind, track, case.round, None, day, due, act_by, due_at, now)


def area_named(name: str) -> Area:
    """The area of that name."""
    return AREAS[name]
