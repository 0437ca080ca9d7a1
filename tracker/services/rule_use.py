"""Which versions of the rules open cases began under, and what those versions said."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from rules.local_time import end_of_day
from rules.rule import Rule
from rules.rule_reading import rule_from_content
from tracker.errors import NotFound
from tracker.models import Case, Decision, PackFile, Round, RuleVersion
from tracker.office import Office
from tracker.store import Store


def open_cases_by_version(
    office: Office, municipality_code: str, *, now: datetime
) -> dict[tuple[str, str | None], int]:
    """How many undecided cases began under each version, by area and version; None for none."""
    later, decided = aliased(Round), aliased(Decision)
    query = (
        select(Case.area, Round.rule_version, func.count())
        .join(
            Round,
            (col(Round.municipality_code) == Case.municipality_code)
            & (col(Round.case_id) == Case.id),
        )
        .where(
            Case.municipality_code == municipality_code,
            col(Case.ending).is_(None),
            ~select(later.id)
            .where(
                later.municipality_code == Round.municipality_code,
                later.case_id == Round.case_id,
                col(later.number) > Round.number,
            )
            .exists(),
            ~select(decided.id)
            .where(
                decided.municipality_code == Round.municipality_code,
                decided.round_id == Round.id,
                col(decided.superseded_at).is_(None),
                col(decided.complaint_id).is_(None),
            )
            .exists(),
        )
        .group_by(Case.area, col(Round.rule_version))
    )
    found: Counter[tuple[str, str | None]] = Counter()
    with office.reading(now) as store:
        for area, version, count in store.session.exec(query):
            found[area, version] += count
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
