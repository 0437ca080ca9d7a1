"""Finding a case: by its number, by its people's names, or by a CPR number.

Only cases within the reach of who looks are found, and every look is logged.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlmodel import col, select

from rules.local_time import local_day
from tracker.cpr import cpr_index, read_cpr
from tracker.errors import Refused
from tracker.models import CaseSummary, NameToken, Party
from tracker.names import asked_tokens, fits, words_of
from tracker.office import Office
from tracker.policy import Act, Person
from tracker.services.lookups import LookedFor, log_lookup
from tracker.services.reach import within_reach
from tracker.services.summary_reading import cases_of
from tracker.services.work_standing import CaseStand
from tracker.services.worklists import names_of
from tracker.store import Store

ROWS_A_PAGE: Final = 50
#: A number alone is looked for among the case numbers of so many years.
YEARS: Final = 10

_NUMBER: Final = re.compile(r"(?:([0-9]{4})\s*-\s*)?([0-9]{1,6})")
_CPR: Final = re.compile(r"[0-9]{6}[\s-]?[0-9]{4}")


class Asked(StrEnum):
    """What a search text is."""

    NOTHING = "nothing"
    NUMBER = "number"
    CPR = "cpr"
    NAME = "name"


_LOGGED: Final = {
    Asked.NUMBER: LookedFor.SEARCH_NUMBER,
    Asked.CPR: LookedFor.SEARCH_CPR,
    Asked.NAME: LookedFor.SEARCH_NAME,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found, and the name in it that was looked for, or its applicant's."""

    stand: CaseStand
    name: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was found; `next_after` continues a long list."""

    asked: Asked
    hits: list[Hit]
    next_after: str = ""


def kind_of(text: str) -> Asked:
    """What a text looks for: ten digits are a CPR number, fewer a case number."""
    text = text.strip()
    if not words_of(text):
        return Asked.NOTHING
    if _CPR.fullmatch(text):
        return Asked.CPR
    return Asked.NUMBER if _NUMBER.fullmatch(text) else Asked.NAME


def search(office: Office, person: Person, text: str, *, now: datetime, after: str = "") -> Search:
    """The cases that somebody may see and that a text finds, newest first.

    The look is logged in a transaction of its own, before anything is found.
    """
    asked = kind_of(text)
    if asked is Asked.NOTHING:
        return Search(asked, [])
    number = _cpr_index(office, text) if asked is Asked.CPR else None
    with office.writing(now, person.login) as store:
        log_lookup(store, person.municipality, _LOGGED[asked], cpr_index=number)
    with office.reading(now, person.login) as store:
        match asked:
            case Asked.NUMBER:
                return _by_number(store, person, text)
            case Asked.CPR:
                return _by_cpr(store, person, number)
            case _:
                return _by_name(store, person, text, after)


def _cpr_index(office: Office, text: str) -> bytes | None:
    """The fingerprint of a CPR number; None where ten digits cannot be one."""
    try:
        return cpr_index(read_cpr(re.sub(r"[ -]", "", text)), office.sealer)
    except Refused:
        return None


def _seen(person: Person) -> Any:
    code = person.municipality
    return CaseSummary.municipality_code == code, within_reach(person, Act.SEE_CASE, code)


def _by_number(store: Store, person: Person, text: str) -> Search:
    match = _NUMBER.fullmatch(text.strip())
    assert match is not None  # noqa: S101 - `kind_of` said so
    this_year, number = local_day(store.now).year, int(match[2])
    years = [match[1]] if match[1] else range(this_year, this_year - YEARS, -1)
    references = [f"{year}-{number:04d}" for year in years]
    found = store.session.exec(
        select(CaseSummary.id)
        .where(*_seen(person), col(CaseSummary.reference).in_(references))
        .order_by(col(CaseSummary.reference).desc())
    ).all()
    names = names_of(store, person.municipality, found)
    return Search(Asked.NUMBER, _hits(store, person, found, names))


def _by_cpr(store: Store, person: Person, index: bytes | None) -> Search:
    if index is None:
        return Search(Asked.CPR, [])
    query = _parties(person).where(Party.cpr_index == index)
    rows = store.session.exec(query.limit(ROWS_A_PAGE)).all()
    return Search(Asked.CPR, _hits_of(store, person, rows))


def _by_name(store: Store, person: Person, text: str, after: str) -> Search:
    query = _parties(person)
    for token in asked_tokens(text, store.sealer, person.municipality):
        having = select(NameToken.party_id).where(
            NameToken.municipality_code == person.municipality, NameToken.token == token
        )
        query = query.where(col(Party.id).in_(having))
    if after:
        query = query.where(col(CaseSummary.reference) < after)
    rows = store.session.exec(query.limit(ROWS_A_PAGE + 1)).all()
    page = rows[:ROWS_A_PAGE]
    named = [row for row in page if fits(store.open(row[0], "name_sealed") or "", text)]
    more = page[-1][1].reference if len(rows) > ROWS_A_PAGE else ""
    return Search(Asked.NAME, _hits_of(store, person, named), more)


def _parties(person: Person) -> Any:
    """People with their cases, within reach, the newest case first."""
    same = col(CaseSummary.municipality_code) == col(Party.municipality_code)
    return (
        select(Party, CaseSummary)
        .join(CaseSummary, same & (col(CaseSummary.id) == col(Party.case_id)))
        .where(*_seen(person))
        .order_by(col(CaseSummary.reference).desc(), col(Party.id))
    )


def _hits_of(store: Store, person: Person, rows: list[tuple[Party, CaseSummary]]) -> list[Hit]:
    names: dict[UUID, str] = {}
    for party, case in rows:
        names.setdefault(case.id, store.open(party, "name_sealed") or "")
    return _hits(store, person, list(names), names)


def _hits(store: Store, person: Person, ids: Any, names: dict[UUID, str]) -> list[Hit]:
    stands = cases_of(store, person.municipality, list(ids))
    return [Hit(stand, names.get(stand.row.id, "")) for stand in stands]
