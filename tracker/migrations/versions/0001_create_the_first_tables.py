"""Create the first tables. Over 300 lines because it names every column of the first tables."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INSTANT = sa.DateTime(timezone=True)

SQLITE_APPEND_ONLY = tuple(
    f"CREATE TRIGGER event_no_{name} BEFORE {act} "
    "BEGIN SELECT RAISE(ABORT, 'the journal of a case is append-only'); END"
    for name, act in (
        ("update", "UPDATE ON event"),
        ("delete", "DELETE ON event"),
        (
            "replace",
            "INSERT ON event WHEN EXISTS (SELECT 1 FROM event"
            " WHERE municipality_code = NEW.municipality_code"
            " AND (id = NEW.id OR (case_id = NEW.case_id AND seq = NEW.seq)))",
        ),
    )
)
POSTGRESQL_APPEND_ONLY = (
    "CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal of a case is append-only'; END $$",
    "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event "
    "FOR EACH ROW EXECUTE FUNCTION event_append_only()",
    "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event "
    "FOR EACH STATEMENT EXECUTE FUNCTION event_append_only()",
)


def _tenant_table(name: str, *parts: sa.Column[Any] | sa.Constraint) -> None:
    """A table whose key is the municipality and an id made by us."""
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
    name: str, table: str, *columns: str, unique: bool = False, where: str | None = None
) -> None:
    """An index that begins with the municipality; `where` limits it to some rows."""
    predicate = sa.text(where) if where else None
    op.create_index(
        name,
        table,
        ["municipality_code", *columns],
        unique=unique,
        sqlite_where=predicate,
        postgresql_where=predicate,
    )


def upgrade() -> None:
    """Bring the schema to this version."""
    _tenant_table(
        "application",
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", INSTANT),
        sa.Column("journaled_on", sa.Date()),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("registered_by", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
    )
    op.create_table(
        "pack_file",
        sa.Column("municipality_code", sa.String(4), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "sha256", name="pk_pack_file"),
    )
    op.create_table(
        "reference_counter",
        sa.Column("municipality_code", sa.String(4), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "year", name="pk_reference_counter"),
    )
    op.create_table(
        "rule_version",
        sa.Column("municipality_code", sa.String(4), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("pack_sha256", sa.String(), nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", "version", name="pk_rule_version"),
    )
    op.create_table(
        "slot",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("slot", INSTANT, nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("lease_until", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.PrimaryKeyConstraint("job", "slot", name="pk_slot"),
    )
    _tenant_table(
        "case",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("kle", sa.String()),
        sa.Column("foreign_case_id", sa.String()),
        sa.Column("team", sa.String()),
        sa.Column("caseworker", sa.String()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attention_at", INSTANT),
        sa.Column("acute_from", INSTANT),
        sa.Column("call_agreed", sa.Boolean(), nullable=False),
        sa.Column("ending", sa.String()),
        sa.Column("ended_on", sa.Date()),
        _belongs_to("application", "application_id", name="fk_case_application_id"),
        sa.UniqueConstraint(
            "municipality_code", "reference", name="uq_case_municipality_code_reference"
        ),
    )
    _index("ix_case_application", "case", "application_id")
    _index("ix_case_attention", "case", "attention_at", where="attention_at IS NOT NULL")
    _tenant_table(
        "case_link",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("other_case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        _belongs_to("case", "case_id", name="fk_case_link_case_id"),
        _belongs_to("case", "other_case_id", name="fk_case_link_other_case_id"),
    )
    _index("ix_case_link_case", "case_link", "case_id")
    _tenant_table(
        "event",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("payload_hash", sa.String(), nullable=False),
        sa.Column("prev_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        _belongs_to("case", "case_id", name="fk_event_case_id"),
        sa.UniqueConstraint(
            "municipality_code", "case_id", "seq", name="uq_event_municipality_code_case_id_seq"
        ),
    )
    _tenant_table(
        "expectation",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("grant_id", sa.Uuid()),
        sa.Column("expected_on", sa.Date()),
        sa.Column("time_frame", sa.String()),
        sa.Column("next_letter_on", sa.Date()),
        sa.Column("cause", sa.String()),
        sa.Column("reason_sealed", sa.LargeBinary()),
        sa.Column("reason_approved", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        _belongs_to("case", "case_id", name="fk_expectation_case_id"),
    )
    _index("ix_expectation_case", "expectation", "case_id")
    _tenant_table(
        "hearing",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        _belongs_to("case", "case_id", name="fk_hearing_case_id"),
    )
    _index("ix_hearing_case", "hearing", "case_id")
    _tenant_table(
        "party",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary()),
        sa.Column("cpr_sealed", sa.LargeBinary()),
        sa.Column("cpr_index", sa.LargeBinary()),
        sa.Column("address_sealed", sa.LargeBinary()),
        sa.Column("phone_sealed", sa.LargeBinary()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("digital_post", sa.String(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("represents_id", sa.Uuid()),
        sa.Column("scope_sealed", sa.LargeBinary()),
        sa.Column("represents_until", sa.Date()),
        sa.Column("must_be_told", sa.Boolean(), nullable=False),
        sa.Column("gets_copy", sa.Boolean(), nullable=False),
        sa.Column("secret_address", sa.Boolean(), nullable=False),
        sa.Column("since_on", sa.Date()),
        sa.Column("until_on", sa.Date()),
        sa.Column("died_on", sa.Date()),
        _belongs_to("case", "case_id", name="fk_party_case_id"),
    )
    _index("ix_party_case", "party", "case_id")
    _index("ix_party_cpr", "party", "cpr_index")
    _tenant_table(
        "reminder",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("note_sealed", sa.LargeBinary()),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        _belongs_to("case", "case_id", name="fk_reminder_case_id"),
    )
    _index("ix_reminder_case", "reminder", "case_id")
    _tenant_table(
        "round",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("start_event", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_at", INSTANT),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("rule_version", sa.String()),
        sa.Column("remanded_on", sa.Date()),
        sa.Column("annuls_id", sa.Uuid()),
        sa.Column("annuls_part_sealed", sa.LargeBinary()),
        sa.Column("earlier_decided_on", sa.Date()),
        sa.Column("help_resumed", sa.Boolean()),
        _belongs_to("case", "case_id", name="fk_round_case_id"),
        sa.UniqueConstraint(
            "municipality_code",
            "case_id",
            "number",
            name="uq_round_municipality_code_case_id_number",
        ),
    )
    _tenant_table(
        "task",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("for_date", sa.Date()),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT),
        sa.Column("done_by", sa.String()),
        _belongs_to("case", "case_id", name="fk_task_case_id"),
    )
    _index("ix_task_case", "task", "case_id")
    _index(
        "uq_task_open", "task", "case_id", "kind", "about_id", unique=True, where="done_at IS NULL"
    )
    _tenant_table(
        "waiting",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("asked_on", sa.Date()),
        sa.Column("note_sealed", sa.LargeBinary()),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        _belongs_to("case", "case_id", name="fk_waiting_case_id"),
    )
    _index("ix_waiting_case", "waiting", "case_id")
    _tenant_table(
        "decision",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", INSTANT),
        sa.Column("sent_on", sa.Date()),
        sa.Column("complaint_id", sa.Uuid()),
        sa.Column("board_decision_id", sa.Uuid()),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("annulled_on", sa.Date()),
        sa.Column("superseded_at", INSTANT),
        _belongs_to("case", "case_id", name="fk_decision_case_id"),
        _belongs_to("round", "round_id", name="fk_decision_round_id"),
    )
    _index("ix_decision_case", "decision", "case_id")
    _tenant_table(
        "event_payload",
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("data_sealed", sa.LargeBinary(), nullable=False),
        _belongs_to("event", "id", name="fk_event_payload_id"),
    )
    _tenant_table(
        "complaint",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid()),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String()),
        sa.Column("reconsidered_on", sa.Date()),
        sa.Column("forwarded_on", sa.Date()),
        sa.Column("note_sealed", sa.LargeBinary()),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("superseded_at", INSTANT),
        _belongs_to("case", "case_id", name="fk_complaint_case_id"),
        _belongs_to("decision", "decision_id", name="fk_complaint_decision_id"),
        _belongs_to("party", "party_id", name="fk_complaint_party_id"),
    )
    _index("ix_complaint_case", "complaint", "case_id")
    _tenant_table(
        "grant",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("service_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("supplier_sealed", sa.LargeBinary()),
        sa.Column("from_on", sa.Date()),
        sa.Column("until_on", sa.Date()),
        sa.Column("wished_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("superseded_at", INSTANT),
        _belongs_to("case", "case_id", name="fk_grant_case_id"),
        _belongs_to("decision", "decision_id", name="fk_grant_decision_id"),
    )
    _index("ix_grant_case", "grant", "case_id")
    _tenant_table(
        "board_decision",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid()),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("part_sealed", sa.LargeBinary()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("effectuated_on", sa.Date()),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("superseded_at", INSTANT),
        _belongs_to("case", "case_id", name="fk_board_decision_case_id"),
        _belongs_to("complaint", "complaint_id", name="fk_board_decision_complaint_id"),
        _belongs_to("decision", "decision_id", name="fk_board_decision_decision_id"),
    )
    _index("ix_board_decision_case", "board_decision", "case_id")
    _tenant_table(
        "deadline",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid()),
        sa.Column("complaint_id", sa.Uuid()),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("start_event", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("starts_at", INSTANT),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("act_by", sa.Date(), nullable=False),
        sa.Column("rule_area", sa.String(), nullable=False),
        sa.Column("rule_version", sa.String()),
        sa.Column("published", sa.String()),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("superseded_at", INSTANT),
        sa.Column("superseded_by", sa.Uuid()),
        sa.Column("reason", sa.String()),
        sa.Column("lapsed_at", INSTANT),
        _belongs_to("case", "case_id", name="fk_deadline_case_id"),
        _belongs_to("complaint", "complaint_id", name="fk_deadline_complaint_id"),
        _belongs_to("grant", "grant_id", name="fk_deadline_grant_id"),
        _belongs_to("round", "round_id", name="fk_deadline_round_id"),
    )
    _index("ix_deadline_case", "deadline", "case_id")
    _index("ix_deadline_due", "deadline", "due_on")
    _index(
        "uq_deadline_current",
        "deadline",
        "round_id",
        "kind",
        "track",
        "subject_key",
        unique=True,
        where="superseded_at IS NULL AND lapsed_at IS NULL",
    )
    _tenant_table(
        "delivery",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid()),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("delivered_at", INSTANT),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("superseded_at", INSTANT),
        _belongs_to("case", "case_id", name="fk_delivery_case_id"),
        _belongs_to("grant", "grant_id", name="fk_delivery_grant_id"),
    )
    _index("ix_delivery_case", "delivery", "case_id")
    _tenant_table(
        "follow_up",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("every", sa.String()),
        sa.Column("done_on", sa.Date()),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("superseded_at", INSTANT),
        _belongs_to("case", "case_id", name="fk_follow_up_case_id"),
        _belongs_to("grant", "grant_id", name="fk_follow_up_grant_id"),
    )
    _index("ix_follow_up_case", "follow_up", "case_id")
    _tenant_table(
        "notice",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("deadline_id", sa.Uuid()),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("for_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("promised_until", sa.Date()),
        sa.Column("merged_from", sa.String()),
        sa.Column("data_sealed", sa.LargeBinary()),
        sa.Column("template_version", sa.String()),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("approved_at", INSTANT),
        sa.Column("approved_by", sa.String()),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("withdrawn_reason", sa.String()),
        _belongs_to("case", "case_id", name="fk_notice_case_id"),
        _belongs_to("deadline", "deadline_id", name="fk_notice_deadline_id"),
        _belongs_to("party", "party_id", name="fk_notice_party_id"),
    )
    _index("ix_notice_case", "notice", "case_id")
    _index(
        "uq_notice_once",
        "notice",
        "about_id",
        "for_date",
        "kind",
        "party_id",
        unique=True,
        where="state IN ('draft', 'approved')",
    )
    _tenant_table(
        "dispatch",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message_uuid", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", INSTANT, nullable=False),
        sa.Column("claimed_by", sa.String()),
        sa.Column("lease_until", INSTANT),
        sa.Column("pdf_sealed", sa.LargeBinary()),
        sa.Column("pdf_sha256", sa.String()),
        sa.Column("dispatched_at", INSTANT),
        sa.Column("available_at", INSTANT),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("error", sa.String()),
        _belongs_to("case", "case_id", name="fk_dispatch_case_id"),
        _belongs_to("notice", "notice_id", name="fk_dispatch_notice_id"),
        sa.UniqueConstraint(
            "municipality_code", "message_uuid", name="uq_dispatch_municipality_code_message_uuid"
        ),
        sa.UniqueConstraint(
            "municipality_code",
            "notice_id",
            "channel",
            name="uq_dispatch_municipality_code_notice_id_channel",
        ),
    )
    _index("ix_dispatch_case", "dispatch", "case_id")
    _index(
        "ix_dispatch_waiting", "dispatch", "next_attempt_at", where="state IN ('queued', 'claimed')"
    )
    append_only = {"sqlite": SQLITE_APPEND_ONLY, "postgresql": POSTGRESQL_APPEND_ONLY}
    for statement in append_only[op.get_bind().dialect.name]:
        op.execute(statement)
