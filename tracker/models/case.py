"""Applications, cases, their parties and rounds."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from tracker.models.base import TenantRow, belongs_to, keyed


class ReferenceCounter(SQLModel, table=True):
    """The last case number given in a municipality and year."""

    __tablename__ = "reference_counter"

    municipality_code: str = Field(primary_key=True, max_length=4)
    year: int = Field(primary_key=True)
    last: int


class Application(TenantRow, table=True):
    """What the citizen sent; one application can concern several areas, a case each.

    Received, journaled and registered are three different facts (design §2.1).
    """

    __tablename__ = "application"

    received_on: date
    received_at: datetime | None = None
    journaled_on: date | None = None
    registered_at: datetime
    registered_by: str
    form: str  # digital, letter, oral


class Case(TenantRow, table=True):
    """One file: an area of one application, from receipt to the last act."""

    __tablename__ = "case"
    __table_args__ = (
        belongs_to("application", "application_id"),
        UniqueConstraint(*keyed("reference")),
        Index(
            "ix_case_attention",
            *keyed("attention_at"),
            sqlite_where=text("attention_at IS NOT NULL"),
            postgresql_where=text("attention_at IS NOT NULL"),
        ),
        Index("ix_case_application", *keyed("application_id")),
    )

    application_id: UUID
    reference: str
    area: str
    kle: str | None = None
    foreign_case_id: str | None = None
    team: str | None = None
    caseworker: str | None = None
    version: int = 1
    attention_at: datetime | None = None
    acute_from: datetime | None = None
    call_agreed: bool = False
    ending: str | None = None
    ended_on: date | None = None


class Party(TenantRow, table=True):
    """Somebody the case concerns: who must be told, or who receives the letters instead."""

    __tablename__ = "party"
    __table_args__ = (
        belongs_to("case", "case_id"),
        Index("ix_party_case", *keyed("case_id")),
        Index("ix_party_cpr", *keyed("cpr_index")),
    )

    case_id: UUID
    role: str  # applicant, custody-holder, child, guardian, representative
    name_sealed: bytes | None = Field(default=None, repr=False)
    cpr_sealed: bytes | None = Field(default=None, repr=False)
    cpr_index: bytes | None = Field(default=None, repr=False)
    address_sealed: bytes | None = Field(default=None, repr=False)
    phone_sealed: bytes | None = Field(default=None, repr=False)
    language: str = "da"
    digital_post: str = "unknown"  # registered, exempt, unknown
    anonymous: bool = False
    represents_id: UUID | None = None
    scope_sealed: bytes | None = Field(default=None, repr=False)
    represents_until: date | None = None
    must_be_told: bool = True
    gets_copy: bool = False
    secret_address: bool = False
    since_on: date | None = None
    until_on: date | None = None
    died_on: date | None = None


class Round(TenantRow, table=True):
    """From a receipt or a remand to its decision; keeps the rule that governed its start."""

    __tablename__ = "round"
    __table_args__ = (
        belongs_to("case", "case_id"),
        UniqueConstraint(*keyed("case_id", "number")),
    )

    case_id: UUID
    number: int
    track: str  # ordinary, remanded
    start_event: str
    started_on: date
    started_at: datetime | None = None
    registered_at: datetime
    rule_version: str | None = None
    remanded_on: date | None = None
    annuls_id: UUID | None = None
    annuls_part_sealed: bytes | None = Field(default=None, repr=False)
    earlier_decided_on: date | None = None
    help_resumed: bool | None = None


class Waiting(TenantRow, table=True):
    """What a case waits for; shown and counted, and it moves no date (design §2.2)."""

    __tablename__ = "waiting"
    __table_args__ = (belongs_to("case", "case_id"), Index("ix_waiting_case", *keyed("case_id")))

    case_id: UUID
    cause: str
    since_on: date
    until_on: date | None = None
    asked_on: date | None = None
    note_sealed: bytes | None = Field(default=None, repr=False)
    recorded_at: datetime
    recorded_by: str
