"""What passes between the municipality and the parties beside decisions: reminders, hearings,
looks."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from tracker.models.base import TenantRow, belongs_to, keyed


class Reminder(TenantRow, table=True):
    """An applicant asked where the case is (rykker); it is answered within a limit of its own."""

    __tablename__ = "reminder"
    __table_args__ = (belongs_to("case", "case_id"), Index("ix_reminder_case", *keyed("case_id")))

    case_id: UUID
    received_on: date
    answer_by: date
    answered_on: date | None = None
    note_sealed: bytes | None = Field(default=None, repr=False)
    recorded_at: datetime
    recorded_by: str


class Hearing(TenantRow, table=True):
    """The parties were heard (partshøring); moves no date."""

    __tablename__ = "hearing"
    __table_args__ = (belongs_to("case", "case_id"), Index("ix_hearing_case", *keyed("case_id")))

    case_id: UUID
    sent_on: date
    answer_by: date
    answered_on: date | None = None
    recorded_at: datetime
    recorded_by: str


class FollowUp(TenantRow, table=True):
    """A day on which granted help is looked at again, once or every so often."""

    __tablename__ = "follow_up"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("grant", "grant_id"),
        Index("ix_follow_up_case", *keyed("case_id")),
    )

    case_id: UUID
    grant_id: UUID | None = None
    kind: str  # follow-up, reassessment
    due_on: date
    every: str | None = None  # a period, "6 måneder"
    done_on: date | None = None
    recorded_at: datetime
    recorded_by: str
    superseded_at: datetime | None = None


class CaseLink(TenantRow, table=True):
    """Two cases that belong together: split from, joined with, reassessment of."""

    __tablename__ = "case_link"
    __table_args__ = (
        belongs_to("case", "case_id"),
        belongs_to("case", "other_case_id"),
        Index("ix_case_link_case", *keyed("case_id")),
    )

    case_id: UUID
    other_case_id: UUID
    kind: str
    recorded_at: datetime
    recorded_by: str
