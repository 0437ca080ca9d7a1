"""Pages of a list: each names the one after it by where it ended, so that nothing is skipped."""

import base64
from typing import Final
from uuid import UUID

from tracker.web.api.problems import Refusal

LARGEST: Final = 200
_KIND: Final = b"v1:"


def to_cursor(last: UUID) -> str:
    """Where a page ended, in a form that nobody is tempted to build by hand."""
    return base64.urlsafe_b64encode(_KIND + last.bytes).decode().rstrip("=")


def from_cursor(cursor: str | None) -> UUID | None:
    """Where to go on; None for the first page. Raises a 422 problem for a strange cursor."""
    if cursor is None:
        return None
    try:
        found = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise _strange() from error
    if not found.startswith(_KIND) or len(found) != len(_KIND) + 16:
        raise _strange()
    return UUID(bytes=found[len(_KIND) :])


def _strange() -> Refusal:
    return Refusal(422, "the cursor is not one of ours: begin without one")
