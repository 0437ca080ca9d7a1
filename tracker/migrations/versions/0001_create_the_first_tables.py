"""Create the first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "application",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("journaled_on", sa.Date(), nullable=True),
        sa.Column("registered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("registered_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_application")),
    )
    op.create_table(
        "pack_file",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("path", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stored_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "sha256", name=op.f("pk_pack_file")),
    )
    op.create_table(
        "reference_counter",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "year", name=op.f("pk_reference_counter")),
    )
    op.create_table(
        "rule_version",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("pack_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stored_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "version", name=op.f("pk_rule_version")),
    )
    op.create_table(
        "slot",
        sa.Column("job", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("slot", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("holder", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("lease_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("finished_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("job", "slot", name=op.f("pk_slot")),
    )
    op.create_table(
        "case",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kle", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("foreign_case_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("team", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("caseworker", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attention_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("acute_from", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("call_agreed", sa.Boolean(), nullable=False),
        sa.Column("ending", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "application_id"],
            ["application.municipality_code", "application.id"],
            name=op.f("fk_case_application_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_case")),
        sa.UniqueConstraint(
            "municipality_code", "reference", name=op.f("uq_case_municipality_code_reference")
        ),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_application", ["municipality_code", "application_id"], unique=False
        )
        batch_op.create_index(
            "ix_case_attention",
            ["municipality_code", "attention_at"],
            unique=False,
            sqlite_where=sa.text("attention_at IS NOT NULL"),
            postgresql_where=sa.text("attention_at IS NOT NULL"),
        )

    op.create_table(
        "case_link",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("other_case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_case_link_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "other_case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_case_link_other_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_case_link")),
    )
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.create_index("ix_case_link_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "event",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("payload_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("prev_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_event_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_event")),
        sa.UniqueConstraint(
            "municipality_code",
            "case_id",
            "seq",
            name=op.f("uq_event_municipality_code_case_id_seq"),
        ),
    )
    op.create_table(
        "expectation",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("time_frame", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("next_letter_on", sa.Date(), nullable=True),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason_approved", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_expectation_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_expectation")),
    )
    with op.batch_alter_table("expectation", schema=None) as batch_op:
        batch_op.create_index("ix_expectation_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "hearing",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_hearing_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_hearing")),
    )
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "party",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("cpr_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("cpr_index", sa.LargeBinary(), nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digital_post", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("represents_id", sa.Uuid(), nullable=True),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("represents_until", sa.Date(), nullable=True),
        sa.Column("must_be_told", sa.Boolean(), nullable=False),
        sa.Column("gets_copy", sa.Boolean(), nullable=False),
        sa.Column("secret_address", sa.Boolean(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_party_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_party")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index("ix_party_case", ["municipality_code", "case_id"], unique=False)
        batch_op.create_index("ix_party_cpr", ["municipality_code", "cpr_index"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_reminder_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_reminder")),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "round",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("track", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("start_event", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("registered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("rule_version", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("remanded_on", sa.Date(), nullable=True),
        sa.Column("annuls_id", sa.Uuid(), nullable=True),
        sa.Column("annuls_part", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("earlier_decided_on", sa.Date(), nullable=True),
        sa.Column("help_resumed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_round_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_round")),
        sa.UniqueConstraint(
            "municipality_code",
            "case_id",
            "number",
            name=op.f("uq_round_municipality_code_case_id_number"),
        ),
    )
    op.create_table(
        "task",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("for_date", sa.Date(), nullable=True),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("done_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("done_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_task_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_case", ["municipality_code", "case_id"], unique=False)
        batch_op.create_index(
            "uq_task_open",
            ["municipality_code", "case_id", "kind", "about_id"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "waiting",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_waiting_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_waiting")),
    )
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.create_index("ix_waiting_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("complaint_id", sa.Uuid(), nullable=True),
        sa.Column("board_decision_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("annulled_on", sa.Date(), nullable=True),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_decision_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "round_id"],
            ["round.municipality_code", "round.id"],
            name=op.f("fk_decision_round_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "event_payload",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("data_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code", "id"],
            ["event.municipality_code", "event.id"],
            name=op.f("fk_event_payload_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_event_payload")),
    )
    op.create_table(
        "complaint",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reconsidered_on", sa.Date(), nullable=True),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_complaint_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "decision_id"],
            ["decision.municipality_code", "decision.id"],
            name=op.f("fk_complaint_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "party_id"],
            ["party.municipality_code", "party.id"],
            name=op.f("fk_complaint_party_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_complaint")),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index("ix_complaint_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "grant",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("service_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("supplier_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("wished_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_grant_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "decision_id"],
            ["decision.municipality_code", "decision.id"],
            name=op.f("fk_grant_decision_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_grant")),
    )
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.create_index("ix_grant_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "board_decision",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("effectuated_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_board_decision_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "complaint_id"],
            ["complaint.municipality_code", "complaint.id"],
            name=op.f("fk_board_decision_complaint_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "decision_id"],
            ["decision.municipality_code", "decision.id"],
            name=op.f("fk_board_decision_decision_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_board_decision")),
    )
    with op.batch_alter_table("board_decision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_board_decision_case", ["municipality_code", "case_id"], unique=False
        )

    op.create_table(
        "deadline",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("complaint_id", sa.Uuid(), nullable=True),
        sa.Column("subject_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("track", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("start_event", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("act_by", sa.Date(), nullable=False),
        sa.Column("rule_area", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rule_version", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("published", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("superseded_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("lapsed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_deadline_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "complaint_id"],
            ["complaint.municipality_code", "complaint.id"],
            name=op.f("fk_deadline_complaint_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "grant_id"],
            ["grant.municipality_code", "grant.id"],
            name=op.f("fk_deadline_grant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "round_id"],
            ["round.municipality_code", "round.id"],
            name=op.f("fk_deadline_round_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index("ix_deadline_case", ["municipality_code", "case_id"], unique=False)
        batch_op.create_index("ix_deadline_due", ["municipality_code", "due_on"], unique=False)
        batch_op.create_index(
            "uq_deadline_current",
            ["municipality_code", "round_id", "kind", "track", "subject_key"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL AND lapsed_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL AND lapsed_at IS NULL"),
        )

    op.create_table(
        "delivery",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("delivered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_delivery_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "grant_id"],
            ["grant.municipality_code", "grant.id"],
            name=op.f("fk_delivery_grant_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index("ix_delivery_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("every", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("superseded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_follow_up_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "grant_id"],
            ["grant.municipality_code", "grant.id"],
            name=op.f("fk_follow_up_grant_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index("ix_follow_up_case", ["municipality_code", "case_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("deadline_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("for_date", sa.Date(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("promised_until", sa.Date(), nullable=True),
        sa.Column("merged_from", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("data_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("template_version", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("approved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("approved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("withdrawn_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("withdrawn_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_notice_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "deadline_id"],
            ["deadline.municipality_code", "deadline.id"],
            name=op.f("fk_notice_deadline_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "party_id"],
            ["party.municipality_code", "party.id"],
            name=op.f("fk_notice_party_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_case", ["municipality_code", "case_id"], unique=False)
        batch_op.create_index(
            "uq_notice_once",
            ["municipality_code", "about_id", "for_date", "kind", "party_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'approved')"),
            postgresql_where=sa.text("state IN ('draft', 'approved')"),
        )

    op.create_table(
        "dispatch",
        sa.Column("municipality_code", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("message_uuid", sa.Uuid(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("claimed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("lease_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("pdf_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("pdf_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("dispatched_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("available_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("confirmed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("error", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code", "case_id"],
            ["case.municipality_code", "case.id"],
            name=op.f("fk_dispatch_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code", "notice_id"],
            ["notice.municipality_code", "notice.id"],
            name=op.f("fk_dispatch_notice_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", "id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint(
            "municipality_code",
            "message_uuid",
            name=op.f("uq_dispatch_municipality_code_message_uuid"),
        ),
        sa.UniqueConstraint(
            "municipality_code",
            "notice_id",
            "channel",
            name=op.f("uq_dispatch_municipality_code_notice_id_channel"),
        ),
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index("ix_dispatch_case", ["municipality_code", "case_id"], unique=False)
        batch_op.create_index(
            "ix_dispatch_waiting",
            ["municipality_code", "next_attempt_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'claimed')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed')"),
        )
    _make_journal_append_only()


def _make_journal_append_only() -> None:
    """The same triggers that `tracker.models.event` gives a created schema."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_no_{act.lower()} BEFORE {act} ON event "
                "BEGIN SELECT RAISE(ABORT, 'the journal of a case is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal of a case is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event "
        "FOR EACH ROW EXECUTE FUNCTION event_append_only()"
    )
