"""What the log of looks has about a case or a person, for an auditor and for the person.

A person has a right to see when and why their data were looked at, not who did (the Court of
Justice in C-579/21): `when_and_why` is what is handed out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from tracker.models import Lookup
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Looked:
    """One look, read back."""

    id: UUID
    looked_at: datetime
    actor: str
    act: str
    purpose: str
    words: str | None
    case_id: UUID | None


def looks_at_case(store: Store, municipality_code: str, case_id: UUID) -> list[Looked]:
    """Every look at a case, newest first."""
    return _found(store, municipality_code, col(Lookup.case_id) == case_id)


def looks_at_person(store: Store, municipality_code: str, cpr_index: bytes) -> list[Looked]:
    """Every look at somebody's number, newest first."""
    return _found(store, municipality_code, col(Lookup.cpr_index) == cpr_index)


def when_and_why(found: Sequence[Looked]) -> list[tuple[datetime, str]]:
    """What the person concerned may see: instants and purposes, without who it was."""
    return [(entry.looked_at, entry.purpose) for entry in found]


def _found(store: Store, municipality_code: str, which: ColumnElement[bool]) -> list[Looked]:
    query = (
        select(Lookup)
        .where(Lookup.municipality_code == municipality_code, which)
        .order_by(col(Lookup.looked_at).desc(), col(Lookup.id).desc())
    )
    return [
        Looked(
            id=row.id,
            looked_at=row.looked_at,
            actor=row.actor,
            act=row.act,
            purpose=row.purpose,
            words=store.open(row, "purpose_sealed"),
            case_id=row.case_id,
        )
        for row in store.session.exec(query)
    ]
