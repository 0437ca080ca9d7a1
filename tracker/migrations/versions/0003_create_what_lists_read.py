"""Create the tables that lists, figures and searches read; `rettidig db upgrade` fills them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INSTANT = sa.DateTime(timezone=True)
OPEN = "met_on IS NULL AND watched_until IS NULL"


def _tenant_table(name: str, *parts: sa.Column[Any] | sa.Constraint) -> None:
    """A table whose key is the municipality and the id of what it summarises."""
    op.create_table(
        name,
        sa.Column("municipality_code", sa.String(4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("municipality_code", "id", name=f"pk_{name}"),
    )


def _belongs_to(table: str, column: str, *, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_code", column], [f"{table}.municipality_code", f"{table}.id"], name=name
    )


def _index(
    name: str, table: str, *columns: str, where: str | None = None, sqlite: str | None = None
) -> None:
    """An index that begins with the municipality; `where` limits it to some rows."""
    op.create_index(
        name,
        table,
        ["municipality_code", *columns],
        sqlite_where=sa.text(sqlite or where) if where else None,
        postgresql_where=sa.text(where) if where else None,
    )


def upgrade() -> None:
    """Bring the schema to this version."""
    _cases()
    _deadlines()
    op.create_table(
        "name_token",
        sa.Column("municipality_code", sa.String(4), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "token", "party_id", name="pk_name_token"),
        _belongs_to("party", "party_id", name="fk_name_token_party_id"),
    )
    _index("ix_name_token_party", "name_token", "party_id")


def _cases() -> None:
    _tenant_table(
        "case_summary",
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("kle", sa.String()),
        sa.Column("team", sa.String()),
        sa.Column("caseworker", sa.String()),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("round_started_on", sa.Date(), nullable=False),
        sa.Column("acute_from", INSTANT),
        sa.Column("decided_on", sa.Date()),
        sa.Column("sent_on", sa.Date()),
        sa.Column("ending", sa.String()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.String()),
        sa.Column("undated_kind", sa.String()),
        sa.Column("awaiting_cause", sa.String()),
        sa.Column("awaiting_since_on", sa.Date()),
        sa.Column("tasks", sa.JSON(), nullable=False),
        _belongs_to("case", "id", name="fk_case_summary_id"),
    )
    _index("ix_case_summary_reference", "case_summary", "reference")
    for column in ("caseworker", "team"):
        name = f"ix_case_summary_{column}"
        _index(name, "case_summary", column, "reference", where="listed", sqlite="listed = 1")


def _deadlines() -> None:
    _tenant_table(
        "deadline_summary",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("team", sa.String()),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("governs", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("act_by", sa.Date(), nullable=False),
        sa.Column("at_risk_on", sa.Date(), nullable=False),
        sa.Column("passes_at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("met_on", sa.Date()),
        sa.Column("met_late", sa.Boolean(), nullable=False),
        sa.Column("lapsed", sa.Boolean(), nullable=False),
        sa.Column("watched_until", INSTANT),
        sa.Column("sent_after_due", sa.Boolean(), nullable=False),
        sa.Column("granted_on", sa.Date()),
        sa.Column("told", sa.String()),
        sa.Column("stake_on", sa.Date()),
        sa.Column("promised_until", sa.Date()),
        sa.Column("draft_on", sa.Date()),
        sa.Column("safe_on", sa.Date()),
        sa.Column("by_paper", sa.Boolean(), nullable=False),
        _belongs_to("deadline", "id", name="fk_deadline_summary_id"),
        _belongs_to("case", "case_id", name="fk_deadline_summary_case_id"),
    )
    _index("ix_deadline_summary_case", "deadline_summary", "case_id")
    _index("ix_deadline_summary_met", "deadline_summary", "met_on")
    _index("ix_deadline_summary_open", "deadline_summary", "passes_at", where=OPEN)
