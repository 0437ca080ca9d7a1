"""The public list as data: one JSON document, its history, and rows for a spreadsheet.

Limits stand in the words of a pack ("15 hverdage"), which `rettidig due --within` reads back.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from notifications.limit_words import counted_words
from rules.limit_text import limit_text
from rules.period import Period
from rules.public_list import PublicList, PublicRow, ShownLimit, ShownStandard
from rules.quality_standard import QualityStandard
from tracker.publishing.words import CAVEAT

#: What a reader of the JSON can hold on to; it changes when a key changes its meaning.
FORMAT: Final = 1

Json = dict[str, Any]


def list_json(found: PublicList, published_on: date) -> Json:
    """The list as it holds, with who publishes it and what it does not say."""
    place = found.municipality
    return {
        "format": FORMAT,
        "published_on": published_on.isoformat(),
        "municipality": {
            "slug": place.slug,
            "code": place.code,
            "name": place.name,
            "status": place.status,
            "source": place.source,
            "fallback": limit_text(place.fallback.limit) if place.fallback else None,
            "closing_days": [day.isoformat() for day in sorted(place.closing_days)],
        },
        "caveat": dict(CAVEAT),
        "areas": [row_json(row) for row in found.rows],
        "by_law": [row_json(row) for row in found.by_law],
        "coming": [row_json(row) for row in found.coming],
        "standards": [_shown_standard(standard) for standard in found.standards],
        "revision": {
            "adopted": found.progress.adopted,
            "in_hearing": found.progress.in_hearing,
            "draft": found.progress.draft,
            "overdue": found.progress.overdue,
            "total": found.progress.total,
        },
    }


def history_json(found: PublicList, published_on: date) -> Json:
    """Every version of every area and every revision of every standard, oldest first."""
    areas: dict[str, list[Json]] = {}
    for row in found.history:
        areas.setdefault(row.rule.area, []).append(row_json(row))
    return {
        "format": FORMAT,
        "published_on": published_on.isoformat(),
        "municipality": {"code": found.municipality.code, "name": found.municipality.name},
        "areas": [{"area": area, "versions": versions} for area, versions in areas.items()],
        "standards": [standard_json(standard) for standard in found.municipality.standards],
    }


def row_json(row: PublicRow) -> Json:
    """One version of one area."""
    rule = row.rule
    return {
        "area": rule.area,
        "field": row.field,
        "title": rule.title,
        "law": list(rule.law),
        "former_law": list(rule.former_law),
        "decision": _limit(row.decision),
        "delivery": _limit(row.delivery),
        "acute": {
            "decision": _limit(row.acute_decision),
            "delivery": _limit(row.acute_delivery),
        },
        "remanded": _limit(row.remanded),
        "supplier_change": _limit(row.supplier_change),
        "reassessment": _limit(row.reassessment),
        "ends": rule.ends,
        "counting": {
            "saturday": rule.counting.saturday,
            "open_days": rule.counting.open_days,
            "month_end": str(rule.counting.month_end),
            "roll": str(rule.counting.roll),
        },
        "adopted_on": _day(rule.adopted_on),
        "in_force_from": _day(rule.in_force_from),
        "in_force_until": _day(rule.in_force_until),
        "standard": rule.standard,
        "status": rule.status,
        "source": rule.source,
        "version": rule.version,
        "warnings": [warning.code for warning in rule.warnings],
    }


def _limit(shown: ShownLimit | None) -> Json | None:
    if shown is None:
        return None
    limit, cap = shown.limit, shown.counts.cap
    return {
        "limit": limit_text(limit),
        "kind": str(limit.kind),
        "max": _period(limit.max),
        "min": _period(limit.min),
        "from": str(shown.counts.start),
        "at_most": limit_text(cap) if cap else None,
        "published": shown.published,
    }


def _period(period: Period | None) -> Json | None:
    return {"amount": period.number, "unit": str(period.unit)} if period else None


def _shown_standard(shown: ShownStandard) -> Json:
    return {
        "id": shown.newest.id,
        "in_force": standard_json(shown.in_force) if shown.in_force else None,
        "under_way": standard_json(shown.under_way) if shown.under_way else None,
        "areas": list(shown.areas),
    }


def standard_json(standard: QualityStandard) -> Json:
    """One revision of one quality standard."""
    return {
        "id": standard.id,
        "title": standard.title,
        "state": str(standard.state),
        "adopted_by": standard.adopted_by,
        "adopted_on": _day(standard.adopted_on),
        "in_force_from": _day(standard.first_day),
        "heard": [{"body": heard.body, "on": _day(heard.on)} for heard in standard.heard],
        "supplier_requirements": list(standard.supplier_requirements),
        "next_review": _day(standard.review_by),
        "source": standard.source,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def spreadsheet_rows(found: PublicList) -> Iterator[dict[str, str]]:
    """The list as rows under Danish heads, those set by law last."""
    for row in (*found.rows, *found.by_law):
        yield _spreadsheet_row(row)


def _spreadsheet_row(row: PublicRow) -> dict[str, str]:
    rule, standard = row.rule, row.standard
    return {
        "Id": rule.area,
        "Fagområde": row.field,
        "Område": rule.title,
        "Lov": rule.law_text,
        "Du får svar inden": _words(row.decision),
        "Offentliggjort ordlyd (svar)": _published(row.decision),
        "Hjælpen er i gang inden": _words(row.delivery),
        "Offentliggjort ordlyd (hjælp)": _published(row.delivery),
        "Haster det: svar": "" if rule.statutory else _words(row.acute_decision),
        "Haster det: hjælp": "" if rule.statutory else _words(row.acute_delivery),
        "Hvis sagen kommer tilbage": "" if rule.statutory else _words(row.remanded),
        "Vedtaget": _day(rule.adopted_on) or "",
        "Gælder fra": _day(rule.in_force_from) or "",
        "Gælder til og med": _day(rule.in_force_until) or "",
        "Kvalitetsstandard": standard.title if standard else "",
        "Kilde": rule.source,
        "Bekræftet af kommunen": {"unconfirmed": "nej", "confirmed": "ja"}.get(rule.status, "lov"),
        "Version": rule.version,
    }


def _words(shown: ShownLimit | None) -> str:
    return counted_words(shown.counts, "da") if shown else ""


def _published(shown: ShownLimit | None) -> str:
    return (shown.published or "") if shown else ""
