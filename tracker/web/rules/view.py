"""Rules as the catalogue shows them: what counts, beside the words that were published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from notifications.explain import explain
from notifications.formats import long_date, plain_date, short_date, tied
from rules.errors import RulesError
from rules.limit import Limit
from rules.municipality import Municipality
from rules.pack_rules import Pack
from rules.period import Unit
from rules.public_list import field_title
from rules.rule import ClockRule, Rule
from rules.rule_dates import first_date
from rules.steps import StartEvent
from rules.track_limits import acute_limit, help_limit, remanded_limit
from tracker.web.register.limits import EVENTS, limit_words
from tracker.web.rules.words import warning_words
from tracker.web.words import Words

PATH: Final = "/regler"


@dataclass(frozen=True, slots=True)
class Shown:
    """A limit that counts, and the words it was published with."""

    limit: str
    published: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in the catalogue."""

    title: str
    address: str
    law: str
    decision: Shown | None
    delivery: Shown | None
    remanded: str
    force: str
    source: str
    source_address: str
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Field:
    """The rules of one field of work."""

    title: str
    rows: list[RuleRow]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rule on its own page."""

    row: RuleRow
    heading: str
    in_force: bool
    adopted: str
    acute: str
    ends: str
    open_cases: int
    version: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A date worked out from one day of receipt."""

    day: str
    steps: list[str]
    refusal: str = ""


def rule_address(area: str) -> str:
    """The page of an area."""
    return f"{PATH}/{quote(area, safe='')}"


def catalogue(pack: Pack, on: date, find: str, words: Words) -> list[Field]:
    """The rules in force on a day, by field of work, those set by law last."""
    fields: dict[str, list[RuleRow]] = {}
    for rule in sorted(pack.rules, key=lambda rule: rule.statutory):
        if rule.in_force_on(on) and _fits(rule, find):
            by_law = words.say("Frister, som loven sætter")
            title = by_law if rule.statutory else field_title(rule, pack.municipality)
            fields.setdefault(title, []).append(rule_row(rule, words))
    return [Field(title, rows) for title, rows in fields.items()]


def _fits(rule: Rule, find: str) -> bool:
    said = (rule.title, rule.phrase, rule.area, rule.kle or "", *rule.law, *rule.words)
    return all(word in " ".join(said).casefold() for word in find.casefold().split())


def rule_row(rule: Rule, words: Words) -> RuleRow:
    """One version of one rule."""
    address = rule.source if rule.source.startswith("https://") else ""
    return RuleRow(
        title=rule.title,
        address=rule_address(rule.area),
        law=tied(rule.law_text),
        decision=_shown(rule.decision, words),
        delivery=_shown(rule.delivery, words),
        remanded=_remanded(rule, words),
        force=force(rule, words),
        source=words.say("Kilde") if address else rule.source,
        source_address=address,
        warnings=warning_words(rule.warnings, words),
    )


def _shown(clock: ClockRule | None, words: Words) -> Shown | None:
    if clock is None:
        return None
    limit = limit_words(clock.limit, words)
    usual = clock.start in (StartEvent.RECEIPT, StartEvent.DECISION)
    if clock.limit.computable and not usual and clock.start in EVENTS:
        event = words.text(EVENTS[clock.start])
        limit = words.say("%(limit)s fra %(event)s", limit=limit, event=event)
    return Shown(limit, clock.published or "")


def _remanded(rule: Rule, words: Words) -> str:
    """The limit or the cap of a case that came back; empty where it is the area's own again."""
    governs = remanded_limit(rule)
    if governs is None or not (rule.remanded.within or rule.remanded.at_most):
        return ""
    return limit_words(governs.cap or governs.limit, words)


def force(rule: Rule, words: Words, *, long: bool = False) -> str:
    """The days a version is in force, as a table has them or as a heading does."""

    def said(day: date) -> str:
        return plain_date(day, words.language) if long else short_date(day)

    first, last = rule.in_force_from, rule.in_force_until
    since = words.say("fra %(first)s", first=said(first)) if first else ""
    until = words.say("til %(last)s", last=said(last)) if last else ""
    return f"{since} {until}".strip() or words.say("dato ikke oplyst")


def versions(
    pack: Pack,
    area: str,
    on: date,
    open_cases: Mapping[tuple[str, str | None], int],
    words: Words,
) -> list[Version]:
    """Every version of an area, the newest first."""
    ordered = sorted(
        pack.versions(area), key=lambda rule: rule.in_force_from or date.min, reverse=True
    )
    return [_version(rule, on, open_cases, words) for rule in ordered]


def _version(
    rule: Rule, on: date, open_cases: Mapping[tuple[str, str | None], int], words: Words
) -> Version:
    said = force(rule, words, long=True)
    adopted = plain_date(rule.adopted_on, words.language) if rule.adopted_on else ""
    now = rule.in_force_on(on)
    return Version(
        row=rule_row(rule, words),
        heading=words.say("I kraft %(days)s", days=said) if _dated(rule) else words.say("I kraft"),
        in_force=now,
        adopted=adopted,
        acute=_acute(rule, words),
        ends=words.say("når afgørelsen er sendt")
        if rule.ends == "sent"
        else words.say("når afgørelsen er truffet"),
        open_cases=open_cases.get((rule.area, rule.version), 0),
        version=rule.version[:12],
    )


def _dated(rule: Rule) -> bool:
    return rule.in_force_from is not None or rule.in_force_until is not None


def _acute(rule: Rule, words: Words) -> str:
    if rule.statutory:
        return ""
    limits = [limit_words(acute_limit(rule.acute).limit, words)]
    if help_limit(rule):
        limits.append(limit_words(acute_limit(rule.acute, delivery=True).limit, words))
    if len(set(limits)) == 1:
        return limits[0]
    return words.say("afgørelse %(one)s, hjælp %(other)s", one=limits[0], other=limits[1])


def counted(rule: Rule, place: Municipality, received: date, words: Words) -> Counted:
    """How the date of one receipt is worked out, step by step."""
    limit = rule.decision.limit if rule.decision else None
    if limit is not None and _in_hours(limit):
        said = words.say("Fristen er i timer og regnes fra klokkeslættet.")
        return Counted("", [], said)
    try:
        due = first_date(rule, place, received)
    except RulesError:
        due = None
    if due is None:
        return Counted("", [], words.say("Der kan ikke regnes en dato for området."))
    steps = explain(due.steps, words.language, letter=False)
    return Counted(long_date(due.due_on, words.language), steps)


def _in_hours(limit: Limit) -> bool:
    return limit.max is not None and limit.max.unit is Unit.HOURS
