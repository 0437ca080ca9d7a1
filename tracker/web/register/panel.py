"""The panel of dates beside the form: when each area is due and why, before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from notifications.explain import explain
from notifications.formats import clock, day_month, joined, long_date, plain_date
from rules.calendar import Calendar
from rules.deadline import TimeOfDayMissing
from rules.errors import RulesError
from rules.municipality import Municipality
from rules.pack_rules import Pack
from rules.period import Unit
from rules.rule import Rule
from rules.standing import Standing, standing
from rules.steps import StartEvent
from rules.terms import Clock, DeadlineKind, NoticeDuty, Track
from tracker.web.badges import Badge, badge
from tracker.web.nearness import nearness
from tracker.web.register.dates import Promised, day_of, promised, rule_on
from tracker.web.register.draft import Draft, Setting
from tracker.web.register.limits import EVENTS, limit_words
from tracker.web.register.people import told_lines
from tracker.web.words import Words, mark

_LABELS: Final = {
    (DeadlineKind.DECISION, Track.ORDINARY): mark("Afgørelse senest"),
    (DeadlineKind.DELIVERY, Track.ORDINARY): mark("Levering senest"),
    (DeadlineKind.DECISION, Track.REMANDED): mark("Ny afgørelse senest"),
    (DeadlineKind.DECISION, Track.ACUTE): mark("Akut: afgørelse senest"),
    (DeadlineKind.DELIVERY, Track.ACUTE): mark("Akut: hjælpen i gang senest"),
}


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date with its reasons."""

    label: str
    day: str
    closed: str  # why the town hall is closed that day
    near: str
    act_by: str  # empty where it is the due date itself
    standing: Badge | None
    note: str
    reasons: list[str]


@dataclass(slots=True)
class AreaDates:
    """What an area gets when it is registered."""

    title: str
    law: str = ""
    lines: list[DateLine] = field(default_factory=list)
    delivery: str = ""  # a limit that waits for the decision
    rule: list[str] = field(default_factory=list)
    source: str = ""
    notes: list[str] = field(default_factory=list)
    nothing: str = ""  # why there is no date
    needs_time: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """The whole panel. `seen` tells whether what is saved is what was shown."""

    areas: list[AreaDates] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    waiting: str = ""
    seen: str = ""

    @property
    def needs_time(self) -> bool:
        """Whether a limit counts hours: then the form asks for the time of day."""
        return any(area.needs_time for area in self.areas)

    @property
    def lacks_time(self) -> bool:
        """Whether a date waits for the time of day."""
        return any(area.needs_time and not area.lines for area in self.areas)


def make_panel(draft: Draft, areas: Sequence[str], setting: Setting, words: Words) -> Panel:
    """The dates of these areas, as far as the form is understood."""
    if draft.received is None or not areas:
        return Panel(waiting=_waiting(draft, areas, words))
    found, seen = [], []
    for area in areas:
        shown, dates = _area(area, draft, setting, words)
        found.append(shown)
        seen.append(f"{area}:" + ",".join(f"{d.kind}/{d.track}/{d.due.due_on}" for d in dates))
    rule = rule_on(setting.pack, areas[0], day_of(draft.received))
    told = told_lines(draft.parties, rule, setting.today, words) if draft.parties else []
    return Panel(found, told, seen=" ".join(seen))


def _waiting(draft: Draft, areas: Sequence[str], words: Words) -> str:
    """What the dates wait for."""
    if areas:
        return words.say("Vi kan regne fristen ud, når datoen er rettet.")
    if draft.unclear:
        return words.say("Vælg området, så står fristen her.")
    return words.say("Skriv område og dato, så står fristen her.")


def _area(
    area: str, draft: Draft, setting: Setting, words: Words
) -> tuple[AreaDates, list[Promised]]:
    start, pack = draft.received, setting.pack
    assert start is not None  # noqa: S101 - asked before
    rule = rule_on(pack, area, day_of(start))
    shown = _about(pack, area, rule, words)
    since = draft.acute.since if draft.acute else None
    remanded = draft.remanded is not None
    shown.needs_time = _counts_hours(rule, acute=draft.acute is not None)
    try:
        dates = promised(pack, area, start, remanded=remanded, acute_from=since)
    except TimeOfDayMissing:
        shown.nothing = words.say("Fristen er i timer. Skriv klokkeslættet, så regner vi den ud.")
        return shown, []
    except RulesError:
        shown.nothing = words.say("Vi kan ikke regne så langt. Se datoen efter.")
        return shown, []
    shown.lines = [_line(d, rule, pack.municipality, setting.now, words) for d in dates]
    if not dates:
        shown.nothing = _nothing(pack, area, rule, words)
    if rule and rule.delivery and rule.delivery.start is StartEvent.DECISION and not remanded:
        shown.delivery = _after_decision(rule, words)
    return shown, dates


def _about(pack: Pack, area: str, rule: Rule | None, words: Words) -> AreaDates:
    if rule is None:
        return AreaDates(title=pack.versions(area)[-1].title)
    clock_rule = rule.decision or rule.delivery
    published = clock_rule.published if clock_rule else None
    said = [words.say("Reglen: “%(words)s”.", words=published)] if published else []
    language = words.language
    if rule.adopted_on:
        said.append(words.say("Vedtaget %(day)s.", day=plain_date(rule.adopted_on, language)))
    if rule.in_force_from:
        day = plain_date(rule.in_force_from, language)
        said.append(words.say("I kraft fra %(day)s.", day=day))
    return AreaDates(
        title=rule.title,
        law=rule.law_text,
        rule=said,
        source=rule.source if rule.source.startswith("https://") else "",
        notes=list(_notes(rule, words)),
    )


def _notes(rule: Rule, words: Words) -> list[str]:
    """What must be known about the rule, one line each."""
    found = []
    main = rule.decision or rule.delivery
    codes = {warning.code for warning in rule.warnings}
    if main and main.start in EVENTS:
        event = words.text(EVENTS[main.start])
        said = words.say("Fristen regnes fra %(event)s. Skriv den dag i feltet.", event=event)
        found.append(said)
    if main and main.limit.is_range:
        longest = limit_words(main.limit, words)
        found.append(
            words.say("Kommunen har skrevet %(range)s. Det længste gælder.", range=longest)
        )
    if "two-units" in codes:
        found.append(words.say("Reglen nævner to længder, som ikke er ens. Den ene er valgt."))
    if "unlawful-start" in codes:
        found.append(words.say("Fristen løber fra modtagelsen, også før sagen er fuldt oplyst."))
    if "unverified" in codes:
        found.append(words.say("Reglen er ikke efterprøvet."))
    if rule.status == "unconfirmed":
        found.append(words.say("Reglen er ikke bekræftet af kommunen."))
    return found


def _counts_hours(rule: Rule | None, *, acute: bool) -> bool:
    if rule is None:
        return False
    limits = [c.limit for c in (rule.decision, rule.delivery) if c]
    if acute:
        limits += [limit for limit in (rule.acute.decision, rule.acute.delivery) if limit]
    return any(limit.max is not None and limit.max.unit is Unit.HOURS for limit in limits)


def _nothing(pack: Pack, area: str, rule: Rule | None, words: Words) -> str:
    if rule is None:
        days = [_force(version, words) for version in pack.versions(area)]
        return words.say(
            "Vi har ingen frist for området den dag. Reglerne gælder %(days)s. Sagen bliver "
            "registreret uden frist.",
            days=joined(days, words.language),
        )
    if rule.decision is None:
        return words.say("Området har ingen frist for afgørelsen. Sagen står som “Uden frist”.")
    return words.say(
        "Området har ingen frist i dage: %(limit)s. Sagen står som “Uden frist”, til nogen sætter "
        "en dato.",
        limit=limit_words(rule.decision.limit, words),
    )


def _force(rule: Rule, words: Words) -> str:
    first, last, language = rule.in_force_from, rule.in_force_until, words.language
    if first and last:
        return words.say(
            "fra %(first)s til %(last)s",
            first=plain_date(first, language),
            last=plain_date(last, language),
        )
    if first:
        return words.say("fra %(first)s", first=plain_date(first, language))
    return words.say("til %(last)s", last=plain_date(last, language)) if last else ""


def _after_decision(rule: Rule, words: Words) -> str:
    assert rule.delivery is not None  # noqa: S101 - asked before
    limit = limit_words(rule.delivery.limit, words)
    if not rule.delivery.limit.computable:
        return limit
    return words.say("%(limit)s efter afgørelsen", limit=limit)


def _line(
    date_: Promised, rule: Rule | None, place: Municipality, now: datetime, words: Words
) -> DateLine:
    due, calendar, today = date_.due, place.calendar, day_of(now)
    stands = standing(_clock(date_, now), now, calendar)
    other_day = due.act_by != due.due_on
    last = due.act_by if other_day and due.act_by >= today else due.due_on
    near = nearness(last, today, calendar, words)
    if due.due_at:
        near = f"{near} {clock(due.due_at, words.language)}"
    return DateLine(
        label=words.text(_LABELS[date_.kind, date_.track]),
        day=long_date(due.due_on, words.language),
        closed=_closed(due.due_on, calendar, words),
        near=near.strip(),
        act_by=long_date(due.act_by, words.language) if other_day else "",
        standing=_badge(stands, due.due_on, today, words),
        note=_note(stands, date_, rule, today, words),
        reasons=explain(due.steps, words.language, letter=False),
    )


def _clock(date_: Promised, now: datetime) -> Clock:
    due = date_.due
    return Clock(
        date_.kind, date_.track, date_.starts_on, due.due_on, due.act_by, due.due_at, noticed_at=now
    )


def _badge(stands: Standing, due_on: date, today: date, words: Words) -> Badge | None:
    if stands is Standing.ON_TRACK:
        return None
    due_today = stands is Standing.AT_RISK and due_on == today
    return badge("due-today" if due_today else str(stands), words)


def _note(stands: Standing, date_: Promised, rule: Rule | None, today: date, words: Words) -> str:
    """What follows from a date that is near or past."""
    if stands is Standing.OVERDUE:
        day = day_month(date_.due.due_on, words.language)
        if rule is not None and rule.notice is NoticeDuty.NONE:
            return words.say("Fristen gik %(day)s.", day=day)
        return words.say("Fristen gik %(day)s. Ansøger skal have besked i dag.", day=day)
    if stands is Standing.AT_RISK and date_.due.due_on > today:
        return words.say("Fristen er tæt på. Sagen kommer øverst i dit arbejde.")
    return ""


def _closed(day: date, calendar: Calendar, words: Words) -> str:
    if name := calendar.holiday_name(day):
        return words.say("%(holiday)s – kommunen har lukket", holiday=name.lower())
    return words.say("kommunen har lukket") if day in calendar.closing_days else ""
