"""What somebody had typed when their session ran out: kept for an hour, for them alone.

Kept only where the browser shows a session that ran out and the form carries that session's token:
strangers cannot fill the table, and another site cannot put words into anybody's mouth.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select

from tracker.models import SavedForm
from tracker.office import Office
from tracker.services.signed_in import Expired, SignedIn
from tracker.services.tokens import municipality_of, new_token, token_hash
from tracker.store import Store

KEPT: Final = timedelta(hours=1)

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was posted."""

    path: str
    fields: Fields


def keep_form(
    office: Office,
    expired: Expired,
    path: str,
    fields: Sequence[tuple[str, str]],
    *,
    now: datetime,
) -> str:
    """Keep a form; answers the token with which the browser finds it again."""
    token = new_token(expired.municipality)
    with office.writing(now) as store:
        row = SavedForm(
            municipality_code=expired.municipality,
            id=store.new_id(),
            user_id=expired.user_id,
            token_hash=token_hash(token),
            form_sealed=b"",
            created_at=now,
            expires_at=now + KEPT,
        )
        store.seal(row, "form_sealed", json.dumps({"path": path, "fields": list(fields)}))
        store.add(row)
    return token


def kept_form(
    office: Office, signed_in: SignedIn, token: str | None, *, now: datetime
) -> Kept | None:
    """The form that a token leads to, if it is this person's and its hour has not passed."""
    if token is None or municipality_of(token) != signed_in.municipality:
        return None
    with office.reading(now) as store:
        query = select(SavedForm).where(
            SavedForm.municipality_code == signed_in.municipality,
            SavedForm.token_hash == token_hash(token),
            SavedForm.user_id == signed_in.person.id,
            col(SavedForm.expires_at) > now,
        )
        row = store.session.exec(query).one_or_none()
        return _opened(store, row) if row else None


def drop_form(office: Office, signed_in: SignedIn, token: str, *, now: datetime) -> None:
    """Forget a form that was sent on, or is no longer wanted."""
    with office.writing(now, signed_in.login) as store:
        store.session.execute(
            delete(SavedForm).where(
                col(SavedForm.municipality_code) == signed_in.municipality,
                col(SavedForm.token_hash) == token_hash(token),
                col(SavedForm.user_id) == signed_in.person.id,
            )
        )


def _opened(store: Store, row: SavedForm) -> Kept:
    data = json.loads(store.open(row, "form_sealed") or "{}")
    return Kept(data["path"], tuple((name, value) for name, value in data["fields"]))
