"""The whole of one case as plain values, for an ombudsman or a subject access request."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlmodel import SQLModel, col, select

from notifications.explain import explain
from notifications.formats import Language
from rules.steps import steps_from_json
from tracker.codes import EventKind
from tracker.cpr import MASKED, masked
from tracker.dossier.letters import letters
from tracker.models import Case, Deadline, Event, PackFile, Party, RuleVersion
from tracker.models.base import TenantRow
from tracker.proof import Entries, chain_of
from tracker.services.desk import Desk
from tracker.services.standings import deadline_views
from tracker.views import case_view, local_text

#: What stands in place of an address that is secret.
WITHHELD: Final = "[secret address]"

#: Columns that say nothing about the case: keys of the tables, and what is opened beside them.
_INNER: Final = frozenset({"municipality_code", "case_id", "subject_key"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a dossier is for, and what may stand in it."""

    purpose: str
    language: Language = "da"
    with_notes: bool = False
    with_cpr: bool = False


def dossier_view(desk: Desk, wishes: Wishes) -> dict[str, Any]:
    """Everything about a case; CPR numbers masked in every text unless they are wished for."""
    entries = _without_secrets(desk, desk.store.journal_of(desk.file))
    case, file = case_view(desk.store, desk.office, desk.file), desk.file
    view: dict[str, Any] = {
        "dossier": {
            "made_at": local_text(desk.now),
            "made_by": desk.store.actor,
            "purpose": wishes.purpose,
            "language": wishes.language,
            "municipality": desk.municipality.name,
            "with_notes": wishes.with_notes,
            "with_cpr": wishes.with_cpr,
        },
        **{key: value for key, value in case.items() if key not in _REPLACED},
        "application": _plain(file.application),
        "parties": [_party(desk, party) for party in file.parties],
        "dates": dates(desk, wishes.language),
        "rounds": [_opened(desk, row, "annuls_part") for row in file.rounds],
        "decisions": [_plain(row) for row in file.decisions],
        "grants": [_opened(desk, row, "service", "supplier") for row in file.grants],
        "deliveries": [_plain(row) for row in file.deliveries],
        "complaints": [_noted(desk, row, wishes) for row in file.complaints],
        "board": [_opened(desk, row, "part") for row in file.board_decisions],
        "expectations": [_opened(desk, row, "reason") for row in file.expectations],
        "waits": [_noted(desk, row, wishes) for row in file.waits],
        "reminders": [_noted(desk, row, wishes) for row in file.reminders],
        "hearings": [_plain(row) for row in file.hearings],
        "follow_ups": [_plain(row) for row in file.follow_ups],
        "links": [_link(desk, row.other_case_id, row.kind) for row in file.links],
        "corrections": corrections(entries),
        "letters": letters(desk),
        "rules": _rules(desk),
        "journal": {**chain_of(desk, entries).as_json(), "events": _journal(entries)},
    }
    kept: dict[str, Any] = json.loads(json.dumps(view, ensure_ascii=False, default=str))
    if wishes.with_cpr:
        return kept
    hidden: dict[str, Any] = masked(kept)
    return hidden


#: Told more fully under names of their own.
_REPLACED: Final = {
    *("parties", "rounds", "deadlines", "moved", "complaints", "board", "grants"),
    *("promises", "letters", "events", "version"),
}


def _plain(row: SQLModel) -> dict[str, Any]:
    """The columns of a row that are not sealed, days and instants as text."""
    return {
        name: _text(value)
        for name, value in row.model_dump().items()
        if name not in _INNER and not name.endswith(("_sealed", "_index"))
    }


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return local_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _opened(desk: Desk, row: TenantRow, *columns: str) -> dict[str, Any]:
    return {**_plain(row), **{c: desk.store.open(row, f"{c}_sealed") for c in columns}}


def _noted(desk: Desk, row: TenantRow, wishes: Wishes) -> dict[str, Any]:
    """A row with its internal note, where that is wished for."""
    return _opened(desk, row, "note") if wishes.with_notes else _plain(row)


def _party(desk: Desk, party: Party) -> dict[str, Any]:
    opened = _opened(desk, party, "name", "cpr", "address", "phone", "scope")
    return {**opened, "address": WITHHELD} if party.secret_address else opened


def _link(desk: Desk, other: UUID, kind: str) -> dict[str, Any]:
    case = desk.store.session.get(Case, (desk.file.case.municipality_code, other))
    return {"kind": kind, "case": case.reference if case else None}


def dates(desk: Desk, language: Language) -> list[dict[str, Any]]:
    """Every date that ever held, with its reasons in sentences and what became of it."""
    views = {v.deadline.id: v for v in deadline_views(desk)}
    rows = {row.id: row for row in desk.file.deadlines}
    return [_date(desk, row, rows, views.get(row.id), language) for row in rows.values()]


def _date(
    desk: Desk, row: Deadline, rows: dict[UUID, Deadline], view: Any, language: Language
) -> dict[str, Any]:
    after = rows.get(row.superseded_by) if row.superseded_by else None
    return {
        "kind": row.kind,
        "track": row.track,
        "round": desk.file.round_of(row.round_id).number,
        "starts_on": _text(row.starts_on),
        "due_on": _text(row.due_on),
        "due_at": local_text(row.due_at),
        "act_by": _text(row.act_by),
        "met_on": _text(view.met_on) if view else None,
        "standing": view.standing if view else "superseded",
        "told": view.told if view else None,
        "recorded_at": local_text(row.recorded_at),
        "superseded_at": local_text(row.superseded_at),
        "lapsed_at": local_text(row.lapsed_at),
        "reason": row.reason,
        "moved_to": _text(after.due_on) if after else None,
        "published": row.published,
        "rule_area": row.rule_area,
        "rule_version": row.rule_version,
        "sentences": explain(steps_from_json(row.steps), language, letter=False),
    }


def corrections(entries: Entries) -> list[dict[str, Any]]:
    """Every change of a recorded fact: old value, new value, who and why."""
    found = []
    for event, values in entries:
        if event.kind not in _CHANGES or values is None:
            continue
        changed = values.get("changed") or _one_change(event, values)
        about = {
            "seq": event.seq,
            "kind": event.kind,
            "at": local_text(event.recorded_at),
            "by": event.actor,
            "why": values.get("why"),
        }
        found += [{**about, "field": field, **change} for field, change in changed.items()]
    return found


def _one_change(event: Event, values: dict[str, Any]) -> dict[str, Any]:
    """Old and new of an entry that tells of one fact, or of a desk with its two."""
    if "old" not in values:
        return {}
    old, new = values["old"], values["new"]
    if isinstance(old, dict):
        return {k: {"old": old[k], "new": new[k]} for k in old if old[k] != new[k]}
    field = {EventKind.RECLASSIFIED: "area", EventKind.SUPPLIER_CHANGED: "supplier"}
    named = field.get(EventKind(event.kind)) or str(values.get("fact"))
    return {named: {"old": old, "new": new}}


_CHANGES: Final = {
    *(EventKind.CORRECTED, EventKind.RECLASSIFIED, EventKind.HANDED_OVER),
    *(EventKind.PARTY_CHANGED, EventKind.SUPPLIER_CHANGED),
}


def _rules(desk: Desk) -> list[dict[str, Any]]:
    """The rules that governed the dates, as they read then, and the file each came from."""
    code, store = desk.file.case.municipality_code, desk.store
    versions = {d.rule_version for d in desk.file.deadlines if d.rule_version}
    versions |= {r.rule_version for r in desk.file.rounds if r.rule_version}
    rows = store.session.exec(
        select(RuleVersion)
        .where(RuleVersion.municipality_code == code, col(RuleVersion.version).in_(versions))
        .order_by(col(RuleVersion.stored_at), col(RuleVersion.version))
    ).all()
    found = []
    for row in rows:
        pack = store.session.get(PackFile, (code, row.pack_sha256))
        published = sorted(
            {
                d.published
                for d in desk.file.deadlines
                if d.rule_version == row.version and d.published
            }
        )
        found.append(
            {
                "area": row.area,
                "version": row.version,
                "published": published,
                "content": json.loads(row.content),
                "pack_file": pack.path if pack else None,
                "pack_sha256": row.pack_sha256,
                "stored_at": local_text(row.stored_at),
            }
        )
    return found


def _journal(entries: Entries) -> list[dict[str, Any]]:
    return [
        {
            "seq": event.seq,
            "kind": event.kind,
            "on": _text(event.happened_on),
            "at": local_text(event.recorded_at),
            "by": event.actor,
            "values": values,
            "payload_hash": event.payload_hash,
            "prev_hash": event.prev_hash,
            "hash": event.hash,
        }
        for event, values in entries
    ]


def _without_secrets(desk: Desk, entries: Entries) -> Entries:
    """The journal without the addresses of parties whose address is secret, and without numbers
    that were corrected: one may be another person's."""
    secret = {n for n, party in enumerate(desk.file.parties, start=1) if party.secret_address}
    return [(event, _without_secret(values, secret)) for event, values in entries]


def _without_secret(values: dict[str, Any] | None, secret: set[int]) -> dict[str, Any] | None:
    if values is None or "changed" not in values or "party" not in values:
        return values
    hides = {"cpr": MASKED, **({"address": WITHHELD} if values["party"] in secret else {})}
    hidden = {
        field: {when: hides[field] if value else None for when, value in change.items()}
        for field, change in values["changed"].items()
        if field in hides
    }
    return {**values, "changed": {**values["changed"], **hidden}}
