"""What somebody should look at in a municipality's rules, with what the cases say of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rules.findings import Finding, findings
from rules.local_time import local_day
from rules.terms import DeadlineKind
from tracker.office import Office
from tracker.services.judging import year_before
from tracker.services.reporting import REALISTIC, Period
from tracker.services.team_figures import merged, tallies
from tracker.services.team_scope import WholeMunicipality


def rule_checks(office: Office, municipality_code: str, *, now: datetime) -> list[Finding]:
    """Every finding about the pack, and the areas that too few decisions of a year keep.

    Two statements; the rest is the pack's.
    """
    pack = office.book.of(municipality_code)
    found = findings(pack, local_day(now))
    return [*found, *_unrealistic(office, municipality_code, pack.municipality.slug, now)]


def _unrealistic(office: Office, code: str, slug: str, now: datetime) -> Iterator[Finding]:
    today = local_day(now)
    year = Period(first=year_before(today), last=today)
    with office.reading(now) as store:
        found = tallies(store, WholeMunicipality(code), year)
    decisions = [replace(t, team="") for t in found if t.kind == DeadlineKind.DECISION]
    for tally in merged(decisions, lambda t: (t.area,)):
        share = tally.in_time.share
        if share is not None and share < REALISTIC:
            text = f"{share:.0%} decided in time in the last year: perhaps the deadline is short"
            yield Finding(slug, "unrealistic", tally.area, text)
