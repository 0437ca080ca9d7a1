"""What somebody should look at in a pack: warnings, contradictions, words, law, standards' age."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rules.closing_years import closing_year_text, missing_closing_year
from rules.contradictions import contradictions, useless_caps
from rules.findings_law import longer_than_law
from rules.findings_words import words_differ
from rules.pack_rules import Pack
from rules.quality_standard import ids, newest, progress, standard_in_force
from rules.rule import Rule


class Finding(NamedTuple):
    """One thing to look at, about an area, a standard, or (None) the whole municipality."""

    municipality: str
    code: str
    about: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.about}: {self.text}" if self.about else self.text


def findings(pack: Pack, on: date) -> list[Finding]:
    """Everything that can be found without a case: the whole pack first, then area by area.

    Versions that ended before the day are history, and nothing about them is found.
    """
    slug = pack.municipality.slug
    found = [Finding(slug, w.code, None, w.text) for w in pack.warnings]
    year = missing_closing_year(pack.municipality, on)
    if year is not None:
        text = closing_year_text(pack.municipality, year)
        found.append(Finding(slug, "closing-days-missing", None, text))
    found += [Finding(slug, w.code, area, w.text) for area, w in useless_caps(pack)]
    found += _of_standards(pack, on)
    law = [rule for rule in pack.rules if rule.statutory and rule.in_force_on(on)]
    for rule in pack.rules:
        if not rule.statutory and not (rule.in_force_until and rule.in_force_until < on):
            found += _of_rule(pack, rule, law)
    return found


def _of_rule(pack: Pack, rule: Rule, law: Sequence[Rule]) -> Iterator[Finding]:
    slug, calendar = pack.municipality.slug, pack.municipality.calendar
    warnings = [w for w in rule.warnings if w.code != "unconfirmed"]  # told once, for the pack
    odd = (*contradictions(rule, calendar), *words_differ(rule))
    for warning in (*warnings, *odd, *longer_than_law(rule, law, calendar)):
        yield Finding(slug, warning.code, rule.area, warning.text)


def _of_standards(pack: Pack, on: date) -> Iterator[Finding]:
    place = pack.municipality
    for standard_id in ids(place.standards):
        held = standard_in_force(place.standards, standard_id, on)
        if held and held.overdue_on(on):
            text = f"adopted on {held.adopted_on}, to be looked at again by {held.review_by}"
            state = newest(place.standards, standard_id).state
            under_way = "" if state == held.state else f"; a revision is under way ({state})"
            yield Finding(place.slug, "standard-overdue", standard_id, text + under_way)
    named = {rule.standard for rule in pack.rules if rule.standard}
    for standard_id in sorted(named):
        if standard_in_force(place.standards, standard_id, on) is None:
            text = "areas name this standard, and no revision of it is adopted and in force"
            yield Finding(place.slug, "standard-not-adopted", standard_id, text)


def revision_line(pack: Pack, on: date) -> str | None:
    """How far the revision of the standards has come, "13 of 30"; None where there are none."""
    found = progress(pack.municipality.standards, on)
    if not found.total:
        return None
    rest = {"in hearing": found.in_hearing, "draft": found.draft, "overdue": found.overdue}
    more = "".join(f", {count} {name}" for name, count in rest.items() if count)
    return f"{found.adopted} of {found.total} quality standards adopted{more}"
