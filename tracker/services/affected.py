"""Whom a change of service level concerns: running grants given under what no longer holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import col, or_, select

from rules.local_time import local_day
from rules.pack import NoRuleInForce, Pack, UnknownArea
from rules.quality_standard import QualityStandard, standard_in_force
from rules.rule import Rule
from tracker.casefile import CaseFile
from tracker.models import Case, Decision, Grant
from tracker.office import Office
from tracker.store import Store

#: Cases that are read at a time.
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class AffectedGrant:
    """One running grant and what has changed since it was given; a new individual decision is
    needed before the help can be changed."""

    reference: str
    area: str
    service: str
    since: date
    decided_on: date
    because: str

    def as_json(self) -> dict[str, Any]:
        """The grant as plain values."""
        return {
            "reference": self.reference,
            "area": self.area,
            "service": self.service,
            "since": self.since.isoformat(),
            "decided_on": self.decided_on.isoformat(),
            "because": self.because,
        }


def affected_grants(
    office: Office, municipality: str, area: str | None = None, *, now: datetime
) -> list[AffectedGrant]:
    """Running grants decided under an older rule or quality standard than the one now in force.

    By area and case number. One look, nothing changes. Raises `UnknownArea`.
    """
    pack, today = office.book.pack(municipality), local_day(now)
    if area is not None:
        pack.versions(area)
    found = []
    with office.reading(now) as store:
        for file in _files(store, pack, area, today):
            for decision in file.holding():
                grants = [g for g in file.grants_of(decision) if _runs(g, today)]
                because = _changes(pack, file, decision, today) if grants else ""
                if because:
                    found += [_affected(store, file, decision, g, because) for g in grants]
    return sorted(found, key=lambda grant: (grant.area, grant.reference, grant.since))


def _files(store: Store, pack: Pack, area: str | None, today: date) -> Iterator[CaseFile]:
    """Cases that did not end otherwise and hold a running grant, some at a time."""
    code, last = pack.municipality.code, ""
    running = select(Grant.case_id).where(
        col(Grant.municipality_code) == code,
        col(Grant.superseded_at).is_(None),
        or_(col(Grant.ended_on).is_(None), col(Grant.ended_on) > today),
        or_(col(Grant.until_on).is_(None), col(Grant.until_on) >= today),
    )
    wanted = select(Case).where(
        col(Case.municipality_code) == code, col(Case.ending).is_(None), col(Case.id).in_(running)
    )
    if area is not None:
        wanted = wanted.where(col(Case.area) == area)
    while True:
        later = wanted.where(col(Case.reference) > last).order_by(col(Case.reference))
        cases = store.session.exec(later.limit(_BATCH)).all()
        if not cases:
            return
        last = cases[-1].reference
        yield from store.files(cases)
        store.session.expunge_all()


def _runs(grant: Grant, today: date) -> bool:
    ended = grant.ended_on is not None and grant.ended_on <= today
    return not ended and (grant.until_on is None or grant.until_on >= today)


def _affected(
    store: Store, file: CaseFile, decision: Decision, grant: Grant, because: str
) -> AffectedGrant:
    return AffectedGrant(
        reference=file.case.reference,
        area=file.case.area,
        service=store.open(grant, "service_sealed") or "",
        since=grant.from_on or decision.decided_on,
        decided_on=decision.decided_on,
        because=because,
    )


def _changes(pack: Pack, file: CaseFile, decision: Decision, today: date) -> str:
    """What holds now and did not then, in words; empty where nothing has changed."""
    area, decided = file.case.area, decision.decided_on
    version = next(r.rule_version for r in file.rounds if r.id == decision.round_id)
    return "; ".join(
        [
            *_rule_change(pack, area, version, today),
            *_standard_change(pack, area, decided, today),
        ]
    )


def _rule_change(pack: Pack, area: str, version: str | None, today: date) -> Iterator[str]:
    rule = _in_force(pack, area, today)
    if rule is None or version is None or rule.version == version:
        return
    since = f" in force from {rule.in_force_from}" if rule.in_force_from else " in force"
    yield f"another version of the rule is{since}"


def _standard_change(pack: Pack, area: str, decided: date, today: date) -> Iterator[str]:
    now, then = _standard(pack, area, today), _standard(pack, area, decided)
    if now is not None and now != then:
        yield f'"{now.title}" was adopted anew on {now.adopted_on}'


def _standard(pack: Pack, area: str, on: date) -> QualityStandard | None:
    rule = _in_force(pack, area, on)
    named = rule.standard if rule else None
    return standard_in_force(pack.municipality.standards, named, on)


def _in_force(pack: Pack, area: str, on: date) -> Rule | None:
    try:
        return pack.rule_in_force(area, on)
    except (NoRuleInForce, UnknownArea):
        return None
