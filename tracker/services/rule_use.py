"""Which versions of the rules open cases began under, and what those versions said."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, func, select

from rules.local_time import end_of_day
from rules.rule import Rule
from rules.rule_reading import rule_from_content
from tracker.errors import NotFound
from tracker.models import CaseSummary, PackFile, Round, RuleVersion
from tracker.office import Office
from tracker.store import Store


def open_cases_by_version(
    office: Office, municipality_code: str, *, now: datetime, area: str | None = None
) -> dict[tuple[str, str | None], int]:
    """How many undecided cases began under each version, by area and version; None for none.

    Of one area where one is named.
    """
    query = (
        select(CaseSummary.area, Round.rule_version, func.count())
        .join(
            Round,
            (col(Round.municipality_code) == CaseSummary.municipality_code)
            & (col(Round.case_id) == CaseSummary.id)
            & (col(Round.number) == CaseSummary.round_number),
        )
        .where(
            CaseSummary.municipality_code == municipality_code,
            col(CaseSummary.listed),
            col(CaseSummary.ending).is_(None),
            col(CaseSummary.decided_on).is_(None),
        )
        .group_by(CaseSummary.area, col(Round.rule_version))
    )
    if area is not None:
        query = query.where(CaseSummary.area == area)
    found: Counter[tuple[str, str | None]] = Counter()
    with office.reading(now) as store:
        for of, version, count in store.session.exec(query):
            found[of, version] += count
    return dict(found)


def rules_kept_by(
    office: Office, municipality_code: str, day: date, *, now: datetime
) -> list[Rule]:
    """The council's rules as the database had kept them by a day: those that governed cases.

    Of several texts of one version's days the last one kept counts.
    """
    query = (
        select(RuleVersion)
        .where(
            RuleVersion.municipality_code == municipality_code,
            col(RuleVersion.stored_at) <= end_of_day(day),
        )
        .order_by(col(RuleVersion.stored_at))
    )
    last: dict[tuple[str, date | None], Rule] = {}
    with office.reading(now) as store:
        for row in store.session.exec(query):
            rule = _rule(row)
            if not rule.statutory:
                last[rule.area, rule.in_force_from] = rule
    return list(last.values())


@dataclass(frozen=True, slots=True)
class Governed:
    """One version that governed a round of a case, with the pack file it was taken from."""

    round: int
    rule: Rule
    path: str
    text: str
    sha256: str
    stored_at: datetime


def governing_versions(
    office: Office, municipality: str, reference: str, *, now: datetime
) -> list[Governed]:
    """What governed each round of a case, as it read then, whatever the pack says today."""
    code = office.book.pack(municipality).municipality.code
    with office.reading(now) as store:
        file = store.find(code, reference, lock=False)
        found = [
            _governed(store, round_.number, code, round_.rule_version)
            for round_ in file.rounds
            if round_.rule_version is not None
        ]
    if not found:
        raise NotFound(f"no rule was in force when case {reference} began: it keeps none")
    return found


def _governed(store: Store, number: int, code: str, version: str) -> Governed:
    row = store.session.get(RuleVersion, (code, version))
    kept = store.session.get(PackFile, (code, row.pack_sha256)) if row else None
    if row is None or kept is None:
        raise NotFound(f"the text of version {version[:12]} is not in this database")
    return Governed(number, _rule(row), kept.path, kept.text, kept.sha256, row.stored_at)


def _rule(row: RuleVersion) -> Rule:
    return rule_from_content(
        row.content, version=row.version, municipality_code=row.municipality_code
    )
