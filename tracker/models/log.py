"""Who looked at whom and why, and who was let in as what: append-only, as the journal is."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import DDL, JSON, Column, Index, event
from sqlmodel import Field

from tracker.models.base import TenantRow, belongs_to, keyed

#: SQLite's REPLACE deletes without asking the delete trigger, so it is refused as well.
SQLITE_LOGS_APPEND_ONLY: Final = tuple(
    f"CREATE TRIGGER {table}_no_{name} BEFORE {act.format(table=table)} "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    for table in ("lookup", "account_event")
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
POSTGRESQL_LOGS_APPEND_ONLY: Final = (
    "CREATE FUNCTION log_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
    *(
        f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION log_append_only()"
        for table in ("lookup", "account_event")
        for name, act, each in (
            ("append_only", "UPDATE OR DELETE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        )
    ),
)


class AccountEvent(TenantRow, table=True):
    """One entry about an account: signed in, refused, a password set, a role granted."""

    __tablename__ = "account_event"
    __table_args__ = (Index("ix_account_event_user", *keyed("user_id", "recorded_at")),)

    user_id: UUID | None = None  # whom it is about
    kind: str
    recorded_at: datetime
    actor: str
    details: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))  # codes, no names


class Lookup(TenantRow, table=True):
    """One look at a person or a case: who, when, for which purpose."""

    __tablename__ = "lookup"
    __table_args__ = (
        belongs_to("case", "case_id"),
        Index("ix_lookup_case", *keyed("case_id", "looked_at")),
        Index("ix_lookup_cpr", *keyed("cpr_index", "looked_at")),
        Index("ix_lookup_at", *keyed("looked_at")),
    )

    looked_at: datetime
    actor: str
    act: str  # what was done: see-case, reveal-cpr, search, export
    purpose: str  # a code
    purpose_sealed: bytes | None = Field(default=None, repr=False)  # in the person's own words
    case_id: UUID | None = None
    cpr_index: bytes | None = Field(default=None, repr=False)
    client: str = "web"  # web, api, or a token's id


for _statements, _dialect in (
    (SQLITE_LOGS_APPEND_ONLY, "sqlite"),
    (POSTGRESQL_LOGS_APPEND_ONLY, "postgresql"),
):
    for _statement in _statements:
        _ddl = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        # Both tables must stand: the triggers are made after the whole of the metadata.
        event.listen(Lookup.metadata, "after_create", _ddl)
