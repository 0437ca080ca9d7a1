"""The log of accounts: who was let in or refused, and who changed what about whom."""

from enum import StrEnum
from typing import Any

from tracker.models import AccountEvent, User
from tracker.store import Store


class AccountEventKind(StrEnum):
    """What happened to an account."""

    ADDED = "added"
    TRIED = "tried"  # to sign in; counted before its outcome is known
    SIGNED_IN = "signed-in"
    UNLOCKED = "unlocked"
    SIGNED_OUT = "signed-out"
    SIGNED_OUT_EVERYWHERE = "signed-out-everywhere"
    PASSWORD_SET = "password-set"  # noqa: S105 - what happened, not a password
    ROLES_SET = "roles-set"
    DEACTIVATED = "deactivated"
    ACTIVATED = "activated"
    TOKEN_MADE = "token-made"  # noqa: S105 - what happened, not a token
    TOKEN_REVOKED = "token-revoked"  # noqa: S105
    WEBHOOK_MADE = "webhook-made"
    WEBHOOK_ENDED = "webhook-ended"


def log_account(store: Store, kind: AccountEventKind, user: User, /, **details: Any) -> None:
    """Append an entry about an account: codes and ids, never a name."""
    store.add(
        AccountEvent(
            municipality_code=user.municipality_code,
            id=store.new_id(),
            user_id=user.id,
            kind=kind,
            recorded_at=store.now,
            actor=store.actor,
            details=details,
        )
    )
