"""People who work with Rettidig: who they are, what they may do, and their open sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.models.base import TenantRow, belongs_to, keyed


class User(TenantRow, table=True):
    """Somebody who works here; cases and journals name a user by `login`, which never changes.

    Has a password, or a subject of the municipality's identity provider, or neither (yet).
    """

    __tablename__ = "user"
    __table_args__ = (
        UniqueConstraint(*keyed("login")),
        UniqueConstraint(*keyed("subject_index")),
    )

    login: str
    name_sealed: bytes = Field(repr=False)
    initials: str
    password_hash: str | None = Field(default=None, repr=False)
    password_set_at: datetime | None = None
    must_change_password: bool = False
    subject_index: bytes | None = Field(default=None, repr=False)  # of issuer and subject, keyed
    active: bool = True
    language: str = "da"
    shortcuts: bool = True
    created_at: datetime
    created_by: str
    last_login_at: datetime | None = None


class Membership(TenantRow, table=True):
    """A role that a user holds, in the whole municipality or in some teams and areas alone.

    Never changed in place: it is revoked, and another is granted.
    """

    __tablename__ = "membership"
    __table_args__ = (
        belongs_to("user", "user_id"),
        Index("ix_membership_user", *keyed("user_id")),
    )

    user_id: UUID
    role: str  # caseworker, team-leader, administrator, auditor
    teams: list[str] = Field(sa_column=Column(JSON, nullable=False))  # none: every team
    areas: list[str] = Field(sa_column=Column(JSON, nullable=False))  # areas or KLE prefixes
    source: str  # local, oidc
    granted_at: datetime
    granted_by: str
    revoked_at: datetime | None = None
    revoked_by: str | None = None


class SignInAttempt(SQLModel, table=True):
    """Failed sign-ins under one name, whether anybody has that name or not.

    Names that nobody has share a bounded number of rows, so that guessing cannot fill the table.
    """

    __tablename__ = "sign_in_attempt"

    municipality_code: str = Field(primary_key=True, max_length=4)
    name_index: bytes = Field(primary_key=True)
    failed_count: int
    last_failed_at: datetime
    locked_until: datetime | None = None


class WebSession(TenantRow, table=True):
    """One browser of one user, from login to logout; the token itself is in the cookie alone."""

    __tablename__ = "web_session"
    __table_args__ = (
        belongs_to("user", "user_id"),
        UniqueConstraint(*keyed("token_hash")),
        Index("ix_web_session_user", *keyed("user_id")),
        Index("ix_web_session_expires", *keyed("expires_at")),
    )

    user_id: UUID
    token_hash: bytes = Field(repr=False)
    csrf_secret: bytes = Field(repr=False)
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime  # whatever happens


class SavedForm(TenantRow, table=True):
    """What somebody had typed when the session ran out, kept for that browser and user."""

    __tablename__ = "saved_form"
    __table_args__ = (
        belongs_to("user", "user_id"),
        UniqueConstraint(*keyed("token_hash")),
        Index("ix_saved_form_user", *keyed("user_id")),
        Index("ix_saved_form_expires", *keyed("expires_at")),
    )

    user_id: UUID
    token_hash: bytes = Field(repr=False)
    form_sealed: bytes = Field(repr=False)  # path and fields
    created_at: datetime
    expires_at: datetime
