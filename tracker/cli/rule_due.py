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
    answer = _answer(rule, pack.municipality, start, acute=acute, remanded=remanded)
    return answer, _about(rule)


def _answer(
    rule: Rule, place: Municipality, start: date | datetime, *, acute: bool, remanded: bool
) -> DueDate:
    track = Track.ACUTE if acute else Track.REMANDED if remanded else Track.ORDINARY
    found = first_date(rule, place, start, track=track)
    if found is None:
        raise Refused(f"{rule.area} has no limit for this")
    return found


def _about(rule: Rule) -> dict[str, Any]:
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
        "warnings": [warning.text for warning in rule.warnings],
    }
