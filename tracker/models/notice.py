"""What people must be told, what a caseworker expects, and each letter on its way."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from tracker.models.base import TenantRow, belongs_to, keyed


class Expectation(TenantRow, table=True):
    """What the caseworker expects: a date, or what the case awaits and a time frame."""

    __tablename__ = "expectation"
    __table_args__ = (
        belongs_to("case", "case_id"),
        Index("ix_expectation_case", *keyed("case_id")),
    )

    case_id: UUID
    kind: str
    grant_id: UUID | None = None
    expected_on: date | None = None
    time_frame: str | None = None
    next_letter_on: date | None = None
    cause: str | None = None
    reason_sealed: bytes | None = Field(default=None, repr=False)
    reason_approved: bool = False
    recorded_at: datetime
    recorded_by: str


class Notice(TenantRow, table=True):
    """What one party must be told about one date; its letter's data are frozen at approval."""

    __tablename__ = "notice"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("deadline", "deadline_id"),
        belongs_to("party", "party_id"),
        # One notice per deadline, date, kind and party: this index, not an `if`, prevents doubles.
        Index(
            "uq_notice_once",
            *keyed("about_id", "for_date", "kind", "party_id"),
            unique=True,
            sqlite_where=text("state IN ('draft', 'approved')"),
            postgresql_where=text("state IN ('draft', 'approved')"),
        ),
        Index("ix_notice_case", *keyed("case_id")),
    )

    case_id: UUID
    party_id: UUID
    deadline_id: UUID | None = None
    about_id: UUID  # the deadline, or the case for a letter about no deadline
    kind: str
    for_date: date
    state: str
    automatic: bool = False
    promised_until: date | None = None
    merged_from: str | None = None
    data_sealed: bytes | None = Field(default=None, repr=False)
    template_version: str | None = None
    created_at: datetime
    approved_at: datetime | None = None
    approved_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None


class Dispatch(TenantRow, table=True):
    """One notice on its way through one channel; a resend keeps its message UUID."""

    __tablename__ = "dispatch"
    __table_args__ = (
        belongs_to("notice", "notice_id"),
        belongs_to("case", "case_id"),
        UniqueConstraint(*keyed("notice_id", "channel")),
        UniqueConstraint(*keyed("message_uuid")),
        Index(
            "ix_dispatch_waiting",
            *keyed("next_attempt_at"),
            sqlite_where=text("state IN ('queued', 'claimed')"),
            postgresql_where=text("state IN ('queued', 'claimed')"),
        ),
        Index("ix_dispatch_case", *keyed("case_id")),
    )

    case_id: UUID
    notice_id: UUID
    channel: str
    message_uuid: UUID
    state: str  # queued, claimed, sent, available, returned, failed, cancelled
    attempts: int = 0
    next_attempt_at: datetime
    claimed_by: str | None = None
    lease_until: datetime | None = None
    pdf_sealed: bytes | None = Field(default=None, repr=False)
    pdf_sha256: str | None = None
    dispatched_at: datetime | None = None
    available_at: datetime | None = None
    confirmed_at: datetime | None = None
    error: str | None = None
