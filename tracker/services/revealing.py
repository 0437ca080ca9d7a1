"""A number shown once: who asked, for whom and why is on record before it is."""

from datetime import datetime

from tracker.errors import NotFound, Refused
from tracker.office import Office
from tracker.policy import Act
from tracker.services.lookups import log_lookup

#: The purposes somebody can give, as the log keeps them.
PURPOSES = ("identify", "letter", "other-system", "question", "other")


def reveal_cpr(
    office: Office,
    municipality: str,
    reference: str,
    party: int,
    purpose: str,
    words: str | None = None,
    *,
    now: datetime,
    actor: str,
) -> str:
    """The CPR number of a party, counted from 1; the look is in the log with its purpose.

    One transaction: what could not be logged is not shown. Raises `Refused` without a purpose,
    `NotFound` where no number stands.
    """
    if purpose not in PURPOSES or (purpose == "other" and not words):
        raise Refused("say what the number is needed for")
    code = office.book.pack(municipality).municipality.code
    with office.writing(now, actor) as store:
        file = store.find(code, reference)
        found = file.parties[party - 1] if 0 < party <= len(file.parties) else None
        number = store.open(found, "cpr_sealed") if found else None
        if found is None or number is None:
            raise NotFound(f"there is no CPR number of party {party} in case {reference}")
        log_lookup(
            store,
            code,
            Act.REVEAL_CPR,
            purpose=purpose,
            case_id=file.case.id,
            cpr_index=found.cpr_index,
            words=words,
        )
    return number
