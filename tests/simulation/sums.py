"""Standings and figures once more, each with its own denominator, from the model's facts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean, median

from tests.simulation.days import (
    day_of,
    hverdage_before,
    hverdage_between,
    last_second,
    midnight_after,
)
from tests.simulation.facts import Case, Clock, speaks_of

OPEN = ("on-track", "at-risk", "overdue")


@dataclass(frozen=True)
class Promise:
    """How one promise stands."""

    reference: str
    team: str
    area: str
    kind: str
    track: str
    due: date | None
    met: date | None
    standing: str
    told: str | None
    days_late: int
    started: date
    ended: bool
    sent_after_due: bool = False
    awaiting: str | None = None


def promises(cases: Iterable[Case], now: datetime) -> Iterator[Promise]:
    """The governing date of every promise, broken ones that were left behind, and cases without."""
    for case in cases:
        clocks = [*case.governing(), *(c for c in case.clocks if c.lapsed_at and not c.gone)]
        for clock in clocks:
            yield promise(case, clock, now)
        if case.open and not any(c.round is case.round for c in clocks):
            yield _without(case, now)


def promise(case: Case, clock: Clock, now: datetime) -> Promise:
    """How one date stands: at its stop, when it was left behind, when the case ended, or now."""
    stop = case.stopped(clock)
    as_of = now
    if clock.lapsed_at is not None:
        as_of = clock.lapsed_at
    elif case.ended_on is not None:
        as_of = min(now, last_second(case.ended_on))
    standing = _standing(clock, stop, as_of)
    if stop is None and (clock.lapsed_at or case.ending):
        standing = "breached" if standing == "overdue" else "ended"
    late = standing in ("overdue", "breached")
    met = stop[0] if stop else None
    decision = clock.round.decision
    sent = decision.sent_on if decision and clock.kind == "decision" else None
    return Promise(
        reference=case.reference,
        team=case.area.team,
        area=case.area.name,
        kind=clock.kind,
        track=clock.track,
        due=clock.due,
        met=met,
        standing=standing,
        told=told(case, clock) if late else None,
        days_late=max(0, ((met or day_of(as_of)) - clock.due).days) if late else 0,
        started=clock.start,
        ended=case.ending is not None and stop is None,
        sent_after_due=bool(sent and sent > clock.due and standing == "met"),
        awaiting=_awaiting(case, now),
    )


def _without(case: Case, now: datetime) -> Promise:
    return Promise(
        reference=case.reference,
        team=case.area.team,
        area=case.area.name,
        kind="decision",
        track=case.round.track,
        due=None,
        met=None,
        standing="without-deadline",
        told=None,
        days_late=0,
        started=case.round.started_on,
        ended=False,
        awaiting=_awaiting(case, now),
    )


def _awaiting(case: Case, now: datetime) -> str | None:
    waiting = case.waiting(day_of(now))
    return waiting.cause if waiting else None


def _standing(clock: Clock, stop: tuple[date, datetime | None] | None, at: datetime) -> str:
    if stop is not None:
        on, moment = stop
        late = moment > clock.due_at if clock.due_at and moment else on > clock.due
        return "breached" if late else "met"
    if at > clock.due_at if clock.due_at else at >= midnight_after(clock.due):
        return "overdue"
    return "at-risk" if day_of(at) >= _risk_from(clock) else "on-track"


def _risk_from(clock: Clock) -> date:
    """`act_by` less ten hverdage or a third of the period, the smaller; at least one."""
    margin = max(1, min(10, hverdage_between(clock.start, clock.due) // 3))
    return max(clock.start, hverdage_before(clock.act_by, margin))


def told(case: Case, clock: Clock) -> str | None:
    """Whether the last of those who must be told knew in time; None where nobody must."""
    people = case.judged_by(clock)
    if not people or _before_the_grant(clock):
        return None
    results = {_told_one(case, clock, person) for person in people}
    return next(r for r in ("not-told", "told-late", "told-in-time") if r in results)


def _before_the_grant(clock: Clock) -> bool:
    """Row 13 begins with the grant: help that was due at once had nothing to be told until then."""
    if clock.kind != "delivery" or clock.track != "acute":
        return False
    decision, left = clock.round.decision, clock.lapsed_at
    return decision is None or (left is not None and left <= decision.recorded_at)


def _told_one(case: Case, clock: Clock, person: int) -> str:
    letters = [x for x in case.about(clock, person) if speaks_of(x, clock)]
    known = [x.proven for x in letters if x.proven]
    if not known:
        return "not-told"
    first = min(known)
    late = first > clock.due_at if clock.due_at else first >= midnight_after(clock.due)
    return "told-late" if late else "told-in-time"


def case_standing(case: Case, now: datetime) -> str:
    """One word for the whole case: the worst that still runs, else how it went."""
    if case.ending is not None:
        return "ended"
    running = [promise(case, clock, now) for clock in case.running()]
    found = {p.standing for p in running if p.met is None}
    for worst in ("overdue", "at-risk", "on-track"):
        if worst in found:
            return worst
    last = [promise(case, c, now) for c in case.clocks if not c.gone and c.round is case.round]
    help_alone = case.area.delivery_from_start and any(p.met for p in last)
    if case.decision is None and not help_alone:
        return "without-deadline"
    if case.decision is not None and case.decision.sent_on is None:
        return "not-sent"
    return "breached" if any(p.standing == "breached" for p in last) else "met"


def line(found: list[Promise]) -> dict[str, object]:
    """The figures of one line of the report; who ended otherwise was never decided."""
    counts = Counter(p.standing for p in found)
    late = [p for p in found if p.standing == "breached" and not p.ended]
    overdue = [p for p in found if p.standing == "overdue"]
    told_how = Counter(
        p.told for p in found if p.standing in ("overdue", "breached") and p.told is not None
    )
    done = [(p.met - p.started).days for p in found if p.met is not None]
    slipped = sum(told_how.values())
    return {
        "received": len(found),
        "open": sum(p.standing in OPEN for p in found),
        "overdue": len(overdue),
        "overdue_untold": sum(p.told == "not-told" for p in overdue),
        "oldest_days": max((p.days_late for p in overdue), default=0),
        "ages": _ages(overdue),
        "at_risk": counts["at-risk"],
        "in_time": (counts["met"], counts["met"] + len(late)),
        "late": len(late),
        "told_in_time": (told_how["told-in-time"], slipped),
        "told_late": told_how["told-late"],
        "not_told": told_how["not-told"],
        "sent_after_due": sum(p.sent_after_due for p in found),
        "mean_days": round(fmean(done), 1) if done else None,
        "median_days": median(done) if done else None,
        "without_deadline": counts["without-deadline"],
        "ended": sum(p.ended for p in found),
    }


def _ages(overdue: list[Promise]) -> dict[str, int]:
    bands = {"1-7": 0, "8-30": 0, "31-90": 0, "over 90": 0}
    for late in overdue:
        days = late.days_late
        name = (
            "1-7" if days <= 7 else "8-30" if days <= 30 else "31-90" if days <= 90 else "over 90"
        )
        bands[name] += 1
    return bands
