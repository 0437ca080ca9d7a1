"""`rettidig due` for an area of a pack: by the rule in force on the day of receipt."""

import os
from datetime import date, datetime
from typing import Any

from rules.deadline import DueDate, due_date
from rules.limit import Limit, LimitKind
from rules.local_time import local_day
from rules.municipality import Municipality
from rules.pack import load_pack
from rules.rule import Rule
from rules.steps import StartEvent
from tracker.errors import Refused
from tracker.settings import read_settings


def by_rule(
    municipality: str, area: str | None, start: date | datetime, *, acute: bool, remanded: bool
) -> tuple[DueDate, dict[str, Any]]:
    """The decision date of an area, and what to know about the rule that gave it."""
    if area is None:
        raise Refused(f"name the area: --area ID, see 'rettidig rules list {municipality}'")
    if acute and remanded:
        raise Refused("ask for --acute or for --remanded: each has its own date")
    settings = read_settings(os.environ)
    pack = load_pack(municipality, folders=settings.pack_folders)
    day = local_day(start) if isinstance(start, datetime) else start
    rule = pack.rule_in_force(area, day)
    answer = _answer(rule, pack.municipality, start, acute=acute, remanded=remanded)
    return answer, _about(rule)


def _answer(
    rule: Rule, place: Municipality, start: date | datetime, *, acute: bool, remanded: bool
) -> DueDate:
    own, cap, event = rule.decision.limit if rule.decision else None, None, StartEvent.RECEIPT
    if acute:
        own, event = rule.acute.decision or Limit(LimitKind.IMMEDIATE), StartEvent.ACUTE
    elif remanded:
        own, cap = rule.remanded.within or own, rule.remanded.at_most
        event = StartEvent.REMAND
    elif rule.decision:
        event = rule.decision.start
    elif rule.delivery:
        own, event = rule.delivery.limit, rule.delivery.start
    if own is None:
        raise Refused(f"{rule.area} has no limit for this")
    return due_date(
        start, own, calendar=place.calendar, counting=rule.counting, event=event, cap=cap
    )


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
