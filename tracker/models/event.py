"""The journal of a case: append-only, chained by hash, with an erasable payload."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import DDL, UniqueConstraint, event
from sqlmodel import Field

from tracker.models.base import TenantRow, belongs_to, keyed

#: The journal is append-only in the database itself, whoever connects to it. SQLite's REPLACE
#: deletes without asking the delete trigger, so an insert over an entry is refused as well.
SQLITE_APPEND_ONLY: Final = tuple(
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
POSTGRESQL_APPEND_ONLY: Final = (
    "CREATE FUNCTION event_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal of a case is append-only'; END $$",
    "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event "
    "FOR EACH ROW EXECUTE FUNCTION event_append_only()",
    "CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event "
    "FOR EACH STATEMENT EXECUTE FUNCTION event_append_only()",
)


class Event(TenantRow, table=True):
    """One entry; `hash` covers the ids, the codes, the payload's salted hash and the entry
    before."""

    __tablename__ = "event"
    __table_args__ = (
        belongs_to("case", "case_id"),
        UniqueConstraint(*keyed("case_id", "seq")),
    )

    case_id: UUID
    seq: int
    kind: str
    happened_on: date
    recorded_at: datetime
    actor: str
    payload_hash: str
    prev_hash: str
    hash: str


class EventPayload(TenantRow, table=True):
    """What an entry says in words and values; sealed, and can be erased without breaking the
    chain."""

    __tablename__ = "event_payload"
    __table_args__ = (belongs_to("event", "id"),)

    salt: bytes = Field(repr=False)
    data_sealed: bytes = Field(repr=False)


for _statements, _dialect in (
    (SQLITE_APPEND_ONLY, "sqlite"),
    (POSTGRESQL_APPEND_ONLY, "postgresql"),
):
    for _statement in _statements:
        _ddl = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(Event.metadata.tables["event"], "after_create", _ddl)
