"""What people must do, and which process runs which slot."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from tracker.models.base import TenantRow, belongs_to, keyed


class Task(TenantRow, table=True):
    """One thing a person must do about a case; one open task of a kind about a date."""

    __tablename__ = "task"
    __table_args__ = (
        belongs_to("case", "case_id"),
        Index(
            "uq_task_open",
            *keyed("case_id", "kind", "about_id"),
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index("ix_task_case", *keyed("case_id")),
    )

    case_id: UUID
    about_id: UUID
    kind: str
    role: str  # caseworker, team-leader
    for_date: date | None = None
    opened_at: datetime
    done_at: datetime | None = None
    done_by: str | None = None


class Slot(SQLModel, table=True):
    """One run of one job at one time; the lease lets another process take over after a kill."""

    __tablename__ = "slot"

    job: str = Field(primary_key=True)
    slot: datetime = Field(primary_key=True)
    holder: str
    lease_until: datetime
    finished_at: datetime | None = None
