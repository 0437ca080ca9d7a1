"""From an area's entry to its rule: what it inherits, its warnings, and its version."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from rules.counting import Counting, MonthEnd, Roll
from rules.limit import Limit, LimitKind
from rules.pack_schema import (
    AcuteEntry,
    AreaEntry,
    CouncilArea,
    DecisionEntry,
    DeliveryEntry,
    MunicipalityFile,
    OwnLimitEntry,
    RemandedEntry,
    StatutoryArea,
)
from rules.period import Period
from rules.rule import Acute, ClockRule, Remanded, Rule, RuleWarning
from rules.rule_warnings import rule_warnings
from rules.steps import StartEvent
from rules.terms import NoticeDuty


def council_rule(
    area: CouncilArea,
    home: MunicipalityFile,
    *,
    source: str | None,
    standard: str | None = None,
    file: str,
) -> Rule:
    """The rule of one council area; `source` is its file's, used where the area names none.

    The quality `standard` it names is no part of its version: no clock reads it.
    """
    counting = Counting(
        saturday=(area.hverdag or home.hverdag) == "mon-sat",
        open_days=(area.arbejdsdag or home.arbejdsdag) == "open-days",
        month_end=area.month_end or home.month_end,
        roll=area.roll or home.roll,
    )
    effective = {
        **_common(area),
        "decision": _decision(area, home),
        "team": area.team,
        "supplier_change": _own_limit(area.supplier_change, StartEvent.SUPPLIER_CHANGE),
        "reassessment": _own_limit(area.reassessment, StartEvent.NEED_CHANGED),
        "municipality_code": home.code,
        "acute": _acute(area.acute or home.acute),
        "remanded": _remanded(area.remanded or home.remanded),
        "ends": area.ends or home.ends,
        "counting": counting,
        "notice": NoticeDuty.APPLICANT,
        "reason_mandatory": False,
        "extension": None,
        "right": None,
        "anonymous_allowed": False,
        "statutory": False,
        "status": home.status,
        "adopted_on": area.adopted_on,
        "source": area.source or source or home.source,
        "total_expected": area.total_expected,
    }
    rule = replace(_rule(effective, file=file, settled=_settled(area)), standard=standard)
    return _falls_back(rule) if _decision(area, home) != _clock(area.decision) else rule


def statutory_rule(area: StatutoryArea, *, code: str, file: str) -> Rule:
    """The rule of one area set by law: no council's counting, nothing inherited.

    Its version is the same in every municipality, so the code is not part of it.
    """
    effective = {
        **_common(area),
        "team": None,
        "acute": Acute(),
        "remanded": Remanded(),
        "ends": "decided",
        "counting": Counting(roll=area.roll or Roll.NONE, month_end=MonthEnd.CLAMP),
        "notice": area.notice,
        "reason_mandatory": area.reason == "mandatory",
        "extension": area.extension,
        "right": area.right,
        "anonymous_allowed": area.anonymous,
        "statutory": True,
        "status": "statute",
        "adopted_on": None,
        "source": area.source,
        "total_expected": None,
    }
    return _rule(effective, file=file, code=code, unverified=area.unverified)


def _common(area: AreaEntry) -> dict[str, Any]:
    return {
        "area": area.id,
        "title": area.title,
        "phrase": area.phrase,
        "phrase_en": area.phrase_en,
        "law": tuple(area.law),
        "former_law": tuple(area.former_law),
        "words": tuple(area.words),
        "kle": area.kle,
        "decision": _clock(area.decision),
        "delivery": _clock(area.delivery),
        "child_from_age": area.child_from_age,
        "in_force_from": area.in_force_from,
        "in_force_until": area.in_force_until,
    }


def _clock(entry: DecisionEntry | DeliveryEntry | None) -> ClockRule | None:
    if entry is None:
        return None
    return ClockRule(entry.within, entry.published, StartEvent(entry.starts))


def _decision(area: CouncilArea, home: MunicipalityFile) -> ClockRule | None:
    """The area's own limit; where its list sets none, the fallback that the council adopted."""
    own, fallback = area.decision, home.fallback
    if own is None or fallback is None or own.within.kind is not LimitKind.UNSET:
        return _clock(own)
    return ClockRule(fallback.within, fallback.published, StartEvent(own.starts))


def _falls_back(rule: Rule) -> Rule:
    text = "the list sets no limit here: the municipality's adopted fallback counts"
    return replace(rule, warnings=(*rule.warnings, RuleWarning("fallback", text, "decision")))


def _own_limit(entry: OwnLimitEntry | None, start: StartEvent) -> ClockRule | None:
    return ClockRule(entry.within, entry.published, start) if entry else None


def _settled(area: CouncilArea) -> set[str]:
    """The limits whose two published lengths a person has chosen between.

    No part of the version: who chose moves no date.
    """
    entries = {
        "decision": area.decision,
        "delivery": area.delivery,
        "supplier change": area.supplier_change,
        "reassessment": area.reassessment,
    }
    return {what for what, entry in entries.items() if entry and entry.settled}


def _acute(entry: AcuteEntry | None) -> Acute:
    return Acute(entry.decision, entry.delivery, entry.published) if entry else Acute()


def _remanded(entry: RemandedEntry | None) -> Remanded:
    """Where nothing is published the area's own limit counts again (retssikkerhedsloven § 3 a)."""
    if entry is None:
        return Remanded()
    return Remanded(entry.same, entry.within, entry.at_most, entry.published)


def _rule(
    effective: dict[str, Any],
    *,
    file: str,
    code: str | None = None,
    unverified: str | None = None,
    settled: Collection[str] = (),
) -> Rule:
    content = canonical(effective)
    clocks = {
        "decision": effective["decision"],
        "delivery": effective["delivery"],
        "supplier change": effective.get("supplier_change"),
        "reassessment": effective.get("reassessment"),
    }
    if code is not None:
        effective["municipality_code"] = code
    return Rule(
        **effective,
        warnings=rule_warnings(
            clocks, status=effective["status"], unverified=unverified, settled=settled
        ),
        version=hashlib.sha256(content.encode()).hexdigest(),
        content=content,
        file=file,
    )


def canonical(effective: Mapping[str, Any]) -> str:
    """The canonical JSON that a version hashes: sorted keys, and nothing that is absent.

    What is absent is left out, so that a key added to the format later does not give every rule
    that lacks it a new version.
    """
    plain = _plain_table(effective)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain_table(table: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: _plain(value) for key, value in table.items()}
    return {key: value for key, value in plain.items() if value not in (None, False, [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Period):
        return f"{value.number} {value.unit}"
    if isinstance(value, Limit) and value.max is None:
        return str(value.kind)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return _plain_table({field.name: getattr(value, field.name) for field in fields(value)})
    return value
