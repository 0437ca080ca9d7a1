"""The cases of a person who applies: the same CPR number, or the same name in the same area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlmodel import and_, col, or_, select

from tracker.codes import Role
from tracker.cpr import cpr_index
from tracker.models import CaseSummary, NameToken, Party
from tracker.names import asked_tokens, words_of
from tracker.policy import Act, Person
from tracker.services.reach import within_reach
from tracker.store import Store

#: Nobody looks through more.
MOST: Final = 50
#: So many words of a name are looked for; what is found is compared whole.
MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of somebody who is, or seems to be, the one who applies."""

    reference: str
    area: str
    received_on: date
    name: str
    open: bool
    same_cpr: bool


def cases_of_person(
    store: Store, person: Person, *, cpr: str | None, name: str, areas: Sequence[str]
) -> list[KnownCase]:
    """What `person` may see of the cases of an applicant, the newest first: one statement.

    By CPR number all of them; by name the open ones of these areas, but for those of somebody
    with another number.
    """
    index = cpr_index(cpr, store.sealer) if cpr else None
    who = [col(Party.cpr_index) == index] if index else []
    if words_of(name):
        who.append(_namesakes(store, person.municipality, name, areas))
    if not who:
        return []
    code = person.municipality
    same = col(CaseSummary.municipality_code) == col(Party.municipality_code)
    rows = store.session.exec(
        select(Party, CaseSummary)
        .join(CaseSummary, same & (col(CaseSummary.id) == col(Party.case_id)))
        .where(
            CaseSummary.municipality_code == code,
            within_reach(person, Act.SEE_CASE, code),
            Party.role != Role.REPRESENTATIVE,
            or_(*who),
        )
        .order_by(col(CaseSummary.reference).desc())
        .limit(MOST)
    ).all()
    return [
        known
        for party, case in rows
        if (known := _known(store, party, case, index)).same_cpr
        or (words_of(known.name) == words_of(name) and not (index and party.cpr_index))
    ]


def _namesakes(store: Store, code: str, name: str, areas: Sequence[str]) -> Any:
    tokens = [
        col(Party.id).in_(
            select(NameToken.party_id).where(
                NameToken.municipality_code == code, NameToken.token == token
            )
        )
        for token in asked_tokens(name, store.sealer, code)[:MOST_WORDS]
    ]
    still = and_(col(CaseSummary.decided_on).is_(None), col(CaseSummary.ending).is_(None))
    return and_(*tokens, still, col(CaseSummary.area).in_(areas))


def _known(store: Store, party: Party, case: CaseSummary, index: bytes | None) -> KnownCase:
    return KnownCase(
        reference=case.reference,
        area=case.area,
        received_on=case.received_on,
        name=store.open(party, "name_sealed") or "",
        open=case.decided_on is None and case.ending is None,
        same_cpr=index is not None and party.cpr_index == index,
    )
