"""Programs that work with Rettidig: their tokens, their repeated requests, and what they are
told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from tracker.models.base import TenantRow, belongs_to, keyed


class ApiToken(TenantRow, table=True):
    """What a program shows to act for a user, within some scopes; stored as its hash alone.

    A calendar's secret address is one too, with the scope for that feed and no other.
    """

    __tablename__ = "api_token"
    __table_args__ = (
        belongs_to("user", "user_id"),
        UniqueConstraint(*keyed("token_hash")),
        Index("ix_api_token_user", *keyed("user_id")),
    )

    user_id: UUID
    token_hash: bytes = Field(repr=False)
    name: str
    hint: str  # its last characters, to tell it from others
    scopes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime
    created_by: str
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: str | None = None


class IdempotencyKey(TenantRow, table=True):
    """One request that may be sent twice and is carried out once: the answer it was given.

    Without an answer while it is being carried out, until the lease runs out.
    """

    __tablename__ = "idempotency_key"
    __table_args__ = (
        UniqueConstraint(*keyed("owner_id", "key")),
        Index("ix_idempotency_key_expires", *keyed("expires_at")),
    )

    owner_id: UUID  # the token, or the user of a session
    key: str
    method: str
    path: str
    request_hash: str
    status: int | None = None
    headers: dict[str, str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    answer_sealed: bytes | None = Field(default=None, repr=False)
    created_at: datetime
    lease_until: datetime
    answered_at: datetime | None = None
    expires_at: datetime


class Subscription(TenantRow, table=True):
    """An address that is told when a deadline is set, moves, is at risk, overdue or met."""

    __tablename__ = "subscription"
    __table_args__ = (
        belongs_to("user", "user_id"),
        Index("ix_subscription_user", *keyed("user_id")),
    )

    user_id: UUID  # whose reach limits what it is told
    name: str
    url_sealed: bytes = Field(repr=False)  # addresses carry secrets of their own
    secret_sealed: bytes = Field(repr=False)
    event_types: list[str] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime
    created_by: str
    paused_at: datetime | None = None
    ended_at: datetime | None = None


class WebhookDelivery(TenantRow, table=True):
    """One event on its way to one subscriber; a repeat keeps the event's id."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        belongs_to("subscription", "subscription_id"),
        belongs_to("case", "case_id"),
        UniqueConstraint(*keyed("subscription_id", "event_id")),
        Index(
            "ix_webhook_delivery_waiting",
            *keyed("next_attempt_at"),
            sqlite_where=text("state IN ('queued', 'claimed')"),
            postgresql_where=text("state IN ('queued', 'claimed')"),
        ),
        Index("ix_webhook_delivery_case", *keyed("case_id")),
    )

    subscription_id: UUID
    case_id: UUID | None = None
    event_id: UUID
    event_type: str
    occurred_at: datetime
    payload_sealed: bytes = Field(repr=False)
    state: str  # queued, claimed, sent, failed, cancelled
    attempts: int = 0
    next_attempt_at: datetime
    claimed_by: str | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    status: int | None = None  # of the last answer
    error: str | None = None
