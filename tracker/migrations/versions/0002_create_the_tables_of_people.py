"""Create the tables of people and programs: users, roles, sessions, tokens, webhooks, logs."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INSTANT = sa.DateTime(timezone=True)

LOGS = ("lookup", "account_event")
SQLITE_APPEND_ONLY = tuple(
    f"CREATE TRIGGER {table}_no_{name} BEFORE {act.format(table=table)} "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    for table in LOGS
    for name, act in (
        ("update", "UPDATE ON {table}"),
        ("delete", "DELETE ON {table}"),
        (
            "replace",
            "INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table}"
            " WHERE municipality_code = NEW.municipality_code AND id = NEW.id)",
        ),
    )
)
POSTGRESQL_APPEND_ONLY = (
    "CREATE FUNCTION log_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
    *(
        f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION log_append_only()"
        for table in LOGS
        for name, act, each in (
            ("append_only", "UPDATE OR DELETE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        )
    ),
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


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    keyed = ("municipality_code", *columns)
    return sa.UniqueConstraint(*keyed, name=f"uq_{table}_{'_'.join(keyed)}")


def _index(name: str, table: str, *columns: str, where: str | None = None) -> None:
    """An index that begins with the municipality; `where` limits it to some rows."""
    predicate = sa.text(where) if where else None
    op.create_index(
        name,
        table,
        ["municipality_code", *columns],
        sqlite_where=predicate,
        postgresql_where=predicate,
    )


def upgrade() -> None:
    """Bring the schema to this version."""
    _people()
    _sessions()
    _programs()
    _webhooks()
    _logs()


def _people() -> None:
    _tenant_table(
        "user",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String()),
        sa.Column("password_set_at", INSTANT),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("subject_index", sa.LargeBinary()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("last_login_at", INSTANT),
        _unique("user", "login"),
        _unique("user", "subject_index"),
    )
    _tenant_table(
        "membership",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("granted_at", INSTANT, nullable=False),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.Column("revoked_at", INSTANT),
        sa.Column("revoked_by", sa.String()),
        _belongs_to("user", "user_id", name="fk_membership_user_id"),
    )
    _index("ix_membership_user", "membership", "user_id")
    op.create_table(
        "sign_in_attempt",
        sa.Column("municipality_code", sa.String(4), nullable=False),
        sa.Column("name_index", sa.LargeBinary(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", INSTANT, nullable=False),
        sa.Column("locked_until", INSTANT),
        sa.PrimaryKeyConstraint("municipality_code", "name_index", name="pk_sign_in_attempt"),
    )


def _sessions() -> None:
    _tenant_table(
        "web_session",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("csrf_secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        _belongs_to("user", "user_id", name="fk_web_session_user_id"),
        _unique("web_session", "token_hash"),
    )
    _index("ix_web_session_user", "web_session", "user_id")
    _index("ix_web_session_expires", "web_session", "expires_at")
    _tenant_table(
        "saved_form",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("form_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        _belongs_to("user", "user_id", name="fk_saved_form_user_id"),
        _unique("saved_form", "token_hash"),
    )
    _index("ix_saved_form_user", "saved_form", "user_id")
    _index("ix_saved_form_expires", "saved_form", "expires_at")


def _programs() -> None:
    _tenant_table(
        "api_token",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("expires_at", INSTANT),
        sa.Column("last_used_at", INSTANT),
        sa.Column("revoked_at", INSTANT),
        sa.Column("revoked_by", sa.String()),
        _belongs_to("user", "user_id", name="fk_api_token_user_id"),
        _unique("api_token", "token_hash"),
    )
    _index("ix_api_token_user", "api_token", "user_id")
    _tenant_table(
        "idempotency_key",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("request_hash", sa.String(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", sa.JSON()),
        sa.Column("answer_sealed", sa.LargeBinary()),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("lease_until", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.Column("expires_at", INSTANT, nullable=False),
        _unique("idempotency_key", "owner_id", "key"),
    )
    _index("ix_idempotency_key_expires", "idempotency_key", "expires_at")


def _webhooks() -> None:
    _tenant_table(
        "subscription",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("event_types", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("paused_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        _belongs_to("user", "user_id", name="fk_subscription_user_id"),
    )
    _index("ix_subscription_user", "subscription", "user_id")
    _tenant_table(
        "webhook_delivery",
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=False),
        sa.Column("occurred_at", INSTANT, nullable=False),
        sa.Column("payload_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", INSTANT, nullable=False),
        sa.Column("claimed_by", sa.String()),
        sa.Column("lease_until", INSTANT),
        sa.Column("sent_at", INSTANT),
        sa.Column("status", sa.Integer()),
        sa.Column("error", sa.String()),
        _belongs_to("case", "case_id", name="fk_webhook_delivery_case_id"),
        _belongs_to("subscription", "subscription_id", name="fk_webhook_delivery_subscription_id"),
        _unique("webhook_delivery", "subscription_id", "event_id"),
    )
    _index(
        "ix_webhook_delivery_waiting",
        "webhook_delivery",
        "next_attempt_at",
        where="state IN ('queued', 'claimed')",
    )
    _index("ix_webhook_delivery_case", "webhook_delivery", "case_id")


def _logs() -> None:
    _tenant_table(
        "account_event",
        sa.Column("user_id", sa.Uuid()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
    )
    _index("ix_account_event_user", "account_event", "user_id", "recorded_at")
    _tenant_table(
        "lookup",
        sa.Column("looked_at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("purpose_sealed", sa.LargeBinary()),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("cpr_index", sa.LargeBinary()),
        sa.Column("client", sa.String(), nullable=False),
        _belongs_to("case", "case_id", name="fk_lookup_case_id"),
    )
    _index("ix_lookup_case", "lookup", "case_id", "looked_at")
    _index("ix_lookup_cpr", "lookup", "cpr_index", "looked_at")
    _index("ix_lookup_at", "lookup", "looked_at")
    append_only = {"sqlite": SQLITE_APPEND_ONLY, "postgresql": POSTGRESQL_APPEND_ONLY}
    for statement in append_only[op.get_bind().dialect.name]:
        op.execute(statement)
