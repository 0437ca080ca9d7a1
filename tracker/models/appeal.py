"""Complaints, the municipality's own second look, and what the appeals board answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from tracker.models.base import TenantRow, belongs_to, keyed


class Complaint(TenantRow, table=True):
    """A complaint about a decision, and its reconsideration (genvurdering; design §2.15)."""

    __tablename__ = "complaint"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("decision", "decision_id"),
        belongs_to("party", "party_id"),
        Index("ix_complaint_case", *keyed("case_id")),
    )

    case_id: UUID
    decision_id: UUID
    party_id: UUID | None = None
    received_on: date
    outcome: str | None = None  # new-decision, partly, upheld, withdrawn
    reconsidered_on: date | None = None
    forwarded_on: date | None = None
    note_sealed: bytes | None = Field(default=None, repr=False)
    recorded_at: datetime
    recorded_by: str
    superseded_at: datetime | None = None


class BoardDecision(TenantRow, table=True):
    """The appeals board's answer about one decision, the whole or a part (law.md 5)."""

    __tablename__ = "board_decision"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("decision", "decision_id"),
        belongs_to("complaint", "complaint_id"),
        Index("ix_board_decision_case", *keyed("case_id")),
    )

    case_id: UUID
    decision_id: UUID
    complaint_id: UUID | None = None
    outcome: str  # upheld, dismissed, changed, annulled, remanded
    part_sealed: bytes | None = Field(default=None, repr=False)
    decided_on: date | None = None
    received_on: date
    effectuated_on: date | None = None
    recorded_at: datetime
    recorded_by: str
    superseded_at: datetime | None = None
