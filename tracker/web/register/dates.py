"""The dates that an application gets when it is registered, before it is: the same rules, the
same counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rules.deadline import DueDate, due_date
from rules.local_time import local_day
from rules.pack import NoRuleInForce
from rules.pack_rules import Pack
from rules.rule import Acute, ClockRule, Rule
from rules.rule_dates import first_date
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from rules.track_limits import acute_limit, remanded_limit


@dataclass(frozen=True, slots=True)
class Promised:
    """One date that a registration sets, counted from `start` as day zero."""

    kind: DeadlineKind
    track: Track
    start: date | datetime
    due: DueDate
    published: str | None = None

    @property
    def starts_on(self) -> date:
        """The Danish day zero."""
        return day_of(self.start)


def day_of(start: date | datetime) -> date:
    """The Danish day of a start."""
    return local_day(start) if isinstance(start, datetime) else start


def rule_on(pack: Pack, area: str, day: date) -> Rule | None:
    """The rule that governs a clock that starts that day; None where there is none."""
    try:
        return pack.rule_in_force(area, day)
    except NoRuleInForce:
        return None


def promised(
    pack: Pack,
    area: str,
    start: date | datetime,
    *,
    remanded: bool = False,
    acute_from: datetime | None = None,
) -> list[Promised]:
    """Every date of an area for one start, the earliest promise of a kind not left out.

    Raises `TimeOfDayMissing` for a limit in hours and a start without one, and
    `CalendarRangeError` outside the years of the table.
    """
    found = list(_ordinary(pack, area, start, remanded=remanded))
    if acute_from is not None:
        known = start if day_of(start) > local_day(acute_from) else acute_from
        found = [*_acute(pack, area, known), *found]
    return found


def _ordinary(
    pack: Pack, area: str, start: date | datetime, *, remanded: bool
) -> Iterator[Promised]:
    rule, place = rule_on(pack, area, day_of(start)), pack.municipality
    if rule is None:
        return
    decision, own = rule.decision, _own_delivery(rule)
    if remanded:
        due = first_date(rule, place, start, track=Track.REMANDED) if remanded_limit(rule) else None
        words = decision.published if decision else None
        if due:
            yield Promised(DeadlineKind.DECISION, Track.REMANDED, start, due, words)
        return
    if decision and decision.limit.computable:
        due = first_date(rule, place, start)
        assert due is not None  # noqa: S101 - the rule has a limit for the decision
        yield Promised(DeadlineKind.DECISION, Track.ORDINARY, start, due, decision.published)
    if own:
        due = due_date(
            start, own.limit, calendar=place.calendar, counting=rule.counting, event=own.start
        )
        yield Promised(DeadlineKind.DELIVERY, Track.ORDINARY, start, due, own.published)


def _own_delivery(rule: Rule) -> ClockRule | None:
    """The limit of the help where it does not wait for the decision."""
    delivery = rule.delivery
    if delivery is None or not delivery.limit.computable or delivery.start is StartEvent.DECISION:
        return None
    return delivery


def _acute(pack: Pack, area: str, start: date | datetime) -> Iterator[Promised]:
    """Decision and help, also where the council has no rule for the area that day."""
    rule = rule_on(pack, area, day_of(start))
    acute, calendar = (rule.acute if rule else Acute()), pack.municipality.calendar
    for kind in (DeadlineKind.DECISION, DeadlineKind.DELIVERY):
        governs = acute_limit(acute, delivery=kind is DeadlineKind.DELIVERY)
        event = governs.start
        if rule:
            due = due_date(
                start, governs.limit, calendar=calendar, counting=rule.counting, event=event
            )
        else:
            due = due_date(start, governs.limit, calendar=calendar, event=event)
        yield Promised(kind, Track.ACUTE, start, due, acute.published)
