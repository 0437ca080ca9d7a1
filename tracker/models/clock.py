"""Deadlines and the rules they were computed from, as they read on that day."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field, SQLModel

from tracker.models.base import TenantRow, belongs_to, keyed


class PackFile(SQLModel, table=True):
    """The text of a pack file that governed a case, by its hash."""

    __tablename__ = "pack_file"

    municipality_code: str = Field(primary_key=True, max_length=4)
    sha256: str = Field(primary_key=True)
    path: str
    text: str
    stored_at: datetime


class RuleVersion(SQLModel, table=True):
    """The effective content of a rule that governed a case, by its hash."""

    __tablename__ = "rule_version"

    municipality_code: str = Field(primary_key=True, max_length=4)
    version: str = Field(primary_key=True)
    area: str
    content: str
    pack_sha256: str
    stored_at: datetime


class Deadline(TenantRow, table=True):
    """One date of one round, never changed in place: a new row supersedes it, with the reason.

    `lapsed_at` marks a clock that no longer runs but stays in the figures as it stood then.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("round", "round_id"),
        belongs_to("grant", "grant_id"),
        belongs_to("complaint", "complaint_id"),
        Index(
            "uq_deadline_current",
            *keyed("round_id", "kind", "track", "subject_key"),
            unique=True,
            sqlite_where=text("superseded_at IS NULL AND lapsed_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL AND lapsed_at IS NULL"),
        ),
        Index("ix_deadline_case", *keyed("case_id")),
        Index("ix_deadline_due", *keyed("due_on")),
    )

    case_id: UUID
    round_id: UUID
    grant_id: UUID | None = None
    complaint_id: UUID | None = None
    subject_key: str = ""  # the grant's or complaint's id as text: a unique index ignores NULL
    kind: str
    track: str
    start_event: str
    starts_on: date
    starts_at: datetime | None = None
    due_on: date
    due_at: datetime | None = None
    act_by: date
    rule_area: str
    rule_version: str | None = None
    published: str | None = None
    steps: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    recorded_at: datetime
    superseded_at: datetime | None = None
    superseded_by: UUID | None = None
    reason: str | None = None
    lapsed_at: datetime | None = None
