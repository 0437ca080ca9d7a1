"""Decisions, the help they grant, and its delivery."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from tracker.models.base import TenantRow, belongs_to, keyed


class Decision(TenantRow, table=True):
    """One decision of one round; decided and sent are two dates (design §2.10)."""

    __tablename__ = "decision"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("round", "round_id"),
        Index("ix_decision_case", *keyed("case_id")),
    )

    case_id: UUID
    round_id: UUID
    outcome: str  # granted, partly, refused
    decided_on: date
    decided_at: datetime | None = None
    sent_on: date | None = None
    complaint_id: UUID | None = None  # made on reconsideration of this complaint
    board_decision_id: UUID | None = None  # made by the appeals board, which changed ours
    recorded_at: datetime
    recorded_by: str
    annulled_on: date | None = None
    superseded_at: datetime | None = None


class Grant(TenantRow, table=True):
    """One granted service with its supplier and period."""

    __tablename__ = "grant"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("decision", "decision_id"),
        Index("ix_grant_case", *keyed("case_id")),
    )

    case_id: UUID
    decision_id: UUID
    service_sealed: bytes = Field(repr=False)
    supplier_sealed: bytes | None = Field(default=None, repr=False)
    from_on: date | None = None
    until_on: date | None = None
    wished_on: date | None = None
    ended_on: date | None = None
    superseded_at: datetime | None = None


class Delivery(TenantRow, table=True):
    """Help that reached the citizen; a partial delivery does not end the clock.

    Without a grant where the help came before the decision (acute cases, statutory starts).
    """

    __tablename__ = "delivery"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("grant", "grant_id"),
        Index("ix_delivery_case", *keyed("case_id")),
    )

    case_id: UUID
    grant_id: UUID | None = None
    delivered_on: date
    delivered_at: datetime | None = None
    partial: bool = False
    recorded_at: datetime
    recorded_by: str
    superseded_at: datetime | None = None
