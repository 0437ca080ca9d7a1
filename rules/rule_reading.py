"""A rule read back from the canonical content that a case keeps, after its pack has changed."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.counting import Counting, MonthEnd, Roll
from rules.limit import Limit, LimitKind
from rules.period import parse_period
from rules.rule import Acute, ClockRule, Remanded, Rule
from rules.steps import StartEvent
from rules.terms import NoticeDuty


def rule_from_content(content: str, *, version: str, municipality_code: str) -> Rule:
    """The rule whose `content` hashes to `version`; what is absent there has its default."""
    said: Mapping[str, Any] = json.loads(content)
    return Rule(
        area=said["area"],
        title=said["title"],
        phrase=said["phrase"],
        phrase_en=said.get("phrase_en"),
        law=tuple(said.get("law", ())),
        former_law=tuple(said.get("former_law", ())),
        words=tuple(said.get("words", ())),
        kle=said.get("kle"),
        team=said.get("team"),
        municipality_code=said.get("municipality_code", municipality_code),
        decision=_clock(said.get("decision")),
        delivery=_clock(said.get("delivery")),
        supplier_change=_clock(said.get("supplier_change")),
        reassessment=_clock(said.get("reassessment")),
        child_from_age=said.get("child_from_age"),
        acute=_acute(said.get("acute", {})),
        remanded=_remanded(said.get("remanded", {})),
        ends=said["ends"],
        counting=_counting(said.get("counting", {})),
        notice=NoticeDuty(said["notice"]),
        reason_mandatory=said.get("reason_mandatory", False),
        extension=parse_period(said["extension"]) if "extension" in said else None,
        right=said.get("right"),
        anonymous_allowed=said.get("anonymous_allowed", False),
        statutory=said.get("statutory", False),
        status=said["status"],
        adopted_on=_day(said.get("adopted_on")),
        in_force_from=_day(said.get("in_force_from")),
        in_force_until=_day(said.get("in_force_until")),
        source=said["source"],
        total_expected=_limit(said.get("total_expected")),
        warnings=(),
        version=version,
        content=content,
        file="",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(said: Mapping[str, Any] | None) -> ClockRule | None:
    if said is None:
        return None
    limit = _limit(said["limit"]) or Limit(LimitKind.UNSET)
    return ClockRule(limit, said.get("published"), StartEvent(said["start"]))


def _limit(said: Any) -> Limit | None:
    if said is None:
        return None
    if isinstance(said, str):
        return Limit(LimitKind(said))
    low = said.get("min")
    return Limit(
        LimitKind(said["kind"]),
        max=parse_period(said["max"]),
        min=parse_period(low) if low else None,
    )


def _acute(said: Mapping[str, Any]) -> Acute:
    return Acute(_limit(said.get("decision")), _limit(said.get("delivery")), said.get("published"))


def _remanded(said: Mapping[str, Any]) -> Remanded:
    return Remanded(
        said.get("same", False),
        _limit(said.get("within")),
        _limit(said.get("at_most")),
        said.get("published"),
    )


def _counting(said: Mapping[str, Any]) -> Counting:
    return Counting(
        saturday=said.get("saturday", False),
        open_days=said.get("open_days", False),
        month_end=MonthEnd(said.get("month_end", MonthEnd.CLAMP)),
        roll=Roll(said.get("roll", Roll.NONE)),
    )
