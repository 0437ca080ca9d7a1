"""What lists and figures read: each case and each of its dates in one row, rewritten by every act.

Nothing here is new: the rows follow from the case file, and hold what does not change with the mere
passing of time (docs/decisions/034).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from tracker.models.base import TenantRow, belongs_to, keyed


class CaseSummary(TenantRow, table=True):
    """One case as lists need it; its id is the case's."""

    __tablename__ = "case_summary"
    __table_args__ = (
        belongs_to("case", "id"),
        Index("ix_case_summary_reference", *keyed("reference")),
        *(
            Index(
                f"ix_case_summary_{column}",
                *keyed(column, "reference"),
                sqlite_where=text("listed = 1"),
                postgresql_where=text("listed"),
            )
            for column in ("caseworker", "team")
        ),
    )

    made_at: datetime  # the instant of the act that wrote it
    reference: str
    area: str
    kle: str | None = None
    team: str | None = None
    caseworker: str | None = None
    received_on: date
    track: str  # of the round that runs, or ran last
    round_number: int
    round_started_on: date
    acute_from: datetime | None = None
    decided_on: date | None = None
    sent_on: date | None = None
    ending: str | None = None
    ended_on: date | None = None
    listed: bool  # open, or a task is
    settled: str | None = None  # how the case stands where no clock runs
    undated_kind: str | None = None  # what the running round promises without a date
    awaiting_cause: str | None = None
    awaiting_since_on: date | None = None
    # Open tasks, oldest first: kind, for_date, since.
    tasks: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))


class DeadlineSummary(TenantRow, table=True):
    """One current date as figures need it; its id is the deadline's."""

    __tablename__ = "deadline_summary"
    __table_args__ = (
        belongs_to("deadline", "id"),
        belongs_to("case", "case_id"),
        Index("ix_deadline_summary_case", *keyed("case_id")),
        Index("ix_deadline_summary_met", *keyed("met_on")),
        Index(
            "ix_deadline_summary_open",
            *keyed("passes_at"),
            sqlite_where=text("met_on IS NULL AND watched_until IS NULL"),
            postgresql_where=text("met_on IS NULL AND watched_until IS NULL"),
        ),
    )

    case_id: UUID
    team: str | None = None
    area: str
    kind: str
    track: str
    round_number: int
    governs: bool  # the earliest date of its promise
    starts_on: date
    due_on: date
    due_at: datetime | None = None
    act_by: date
    at_risk_on: date
    passes_at: datetime  # the first instant at which it lies behind
    recorded_at: datetime
    met_on: date | None = None
    met_late: bool = False
    lapsed: bool = False  # left behind by events, while the case went on
    watched_until: datetime | None = None  # left behind, or the case ended: judged by that instant
    sent_after_due: bool = False
    granted_on: date | None = None  # the decision that granted what is to be delivered
    told: str | None = None  # if it slips or slipped; none where nobody had to be told
    stake_on: date | None = None  # P of the next notice (notices.md)
    promised_until: date | None = None  # where everybody has been promised a date
    draft_on: date | None = None
    safe_on: date | None = None
    by_paper: bool = False


class NameToken(SQLModel, table=True):
    """A keyed fingerprint of a word of a party's name, or of its beginning: what a search finds."""

    __tablename__ = "name_token"
    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_code", "party_id"], ["party.municipality_code", "party.id"]
        ),
        Index("ix_name_token_party", *keyed("party_id")),
    )

    municipality_code: str = Field(primary_key=True, max_length=4)
    token: bytes = Field(primary_key=True, repr=False)
    party_id: UUID = Field(primary_key=True)
