"""The log of looks: who looked for or at whom, when, and what for."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from tracker.models import Lookup
from tracker.store import Store


class LookedFor(StrEnum):
    """What was looked for, where that is no act of the policy."""

    SEARCH_NUMBER = "search-number"
    SEARCH_NAME = "search-name"
    SEARCH_CPR = "search-cpr"


#: The purpose of whoever looks in the course of their work.
CASEWORK: Final = "casework"


def log_lookup(
    store: Store,
    municipality_code: str,
    act: str,
    *,
    purpose: str = CASEWORK,
    case_id: UUID | None = None,
    cpr_index: bytes | None = None,
    words: str | None = None,
    client: str = "web",
) -> None:
    """Append one look to the log, by whoever acts; what was asked for is never kept in clear.

    `purpose` is a code, `words` the purpose in the person's own words, which are sealed.
    """
    row = Lookup(
        municipality_code=municipality_code,
        id=store.new_id(),
        looked_at=store.now,
        actor=store.actor,
        act=act,
        purpose=purpose,
        case_id=case_id,
        cpr_index=cpr_index,
        client=client,
    )
    store.seal(row, "purpose_sealed", words or None)
    store.add(row)
