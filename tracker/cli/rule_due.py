"""`rettidig due` for an area of a pack: by the rule in force on the day of receipt."""

from datetime import date, datetime
from typing import Any

from rules.deadline import DueDate
from rules.local_time import local_day
from rules.municipality import Municipality
from rules.pack_rules import Pack
from rules.rule import Rule
from rules.rule_dates import first_date
from rules.terms import Track
from tracker.cli.pack_loading import load
from tracker.errors import Refused


def by_rule(
    municipality: str, area: str | None, start: date | datetime, *, acute: bool, remanded: bool
) -> tuple[DueDate, dict[str, Any]]:
    """The decision date of an area, and what to know about the rule that gave it."""
    if area is None:
        raise Refused(f"name the area: --area ID, see 'rettidig rules list {municipality}'")
    if acute and remanded:
        raise Refused("ask for --acute or for --remanded: each has its own date")
    return by_pack(load(municipality), area, start, acute=acute, remanded=remanded)


def by_pack(
    pack: Pack, area: str, start: date | datetime, *, acute: bool, remanded: bool
) -> tuple[DueDate, dict[str, Any]]:
    """The same by a pack that is loaded."""
    day = local_day(start) if isinstance(start, datetime) else start
    rule = pack.rule_in_force(area, day)
    track = Track.ACUTE if acute else Track.REMANDED if remanded else Track.ORDINARY
    return _answer(rule, pack.municipality, start, track), _about(rule, track)


def _answer(rule: Rule, place: Municipality, start: date | datetime, track: Track) -> DueDate:
    found = first_date(rule, place, start, track=track)
    if found is None:
        raise Refused(f"{rule.area} has no limit for this")
    return found


def _asked_clock(rule: Rule, track: Track) -> str | None:
    """The clock whose limit gave the date; None for a limit of acute or remanded cases alone."""
    own = rule.decision
    if track is Track.ORDINARY:
        return "decision" if own else "delivery"
    inherits = rule.remanded.same and rule.remanded.within is None
    again = track is Track.REMANDED and inherits and own and own.limit.computable
    return "decision" if again else None


def _about(rule: Rule, track: Track) -> dict[str, Any]:
    asked = _asked_clock(rule, track)
    return {
        "rule": {
            "area": rule.area,
            "title": rule.title,
            "law": list(rule.law),
            "version": rule.version,
            "status": rule.status,
            "published": rule.decision.published if rule.decision else None,
            "source": rule.source,
        },
        "warnings": [w.text for w in rule.warnings if w.clock in (None, asked)],
    }
