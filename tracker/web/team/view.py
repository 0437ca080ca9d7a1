"""The page of a team's figures: each number with its words, its denominator and its list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from notifications.formats import clock, long_date
from rules.local_time import local_day
from rules.rule import Rule
from rules.terms import DeadlineKind, Track
from tracker.services.reporting import Share, percent
from tracker.services.team_figures import OpenNow, Tally, merged
from tracker.services.team_lists import Listed
from tracker.services.team_scope import TeamChoice
from tracker.web.case import words as codes
from tracker.web.team import words as said
from tracker.web.team.ask import Ask
from tracker.web.team.bars import AgeBar, ShareBar, age_bars, share_bar
from tracker.web.words import Words

#: Which promises each tab counts, of one kind or of one track.
KINDS: Final = {
    "omraader": DeadlineKind.DECISION,
    "levering": DeadlineKind.DELIVERY,
    "hjemviste": DeadlineKind.DECISION,
}
TRACKS: Final = {"hjemviste": Track.REMANDED, "akutte": Track.ACUTE}


@dataclass(frozen=True, slots=True)
class Link:
    """An address and its words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Count:
    """One of the five counts on top."""

    number: int
    link: Link
    note: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its denominator in words, and a bar where there are enough."""

    percent: str
    counts: str
    bar: ShareBar | None
    address: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """The figures of one area side by side."""

    title: str
    under: str
    came: int
    came_address: str
    in_time: Rate
    told: Rate
    overdue: int
    overdue_address: str


@dataclass(frozen=True, slots=True)
class AgeRow:
    """How many are how old."""

    label: str
    bar: AgeBar
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Teller:
    """What the page is worded with."""

    words: Words
    now: datetime
    ask: Ask
    rules: Mapping[str, Rule]
    teams: Mapping[str, str]

    @property
    def today(self) -> date:
        """The Danish day."""
        return local_day(self.now)

    @property
    def stamp(self) -> str:
        """The instant that the figures hold for."""
        day = long_date(self.today, self.words.language)
        return f"{day} {clock(self.now, self.words.language)}"

    def team_name(self, choice: TeamChoice) -> str:
        """Whose figures they are, as a heading."""
        team = self.ask.team or choice.first
        if not team:
            every = self.words.say("Alle teams")
            return every if choice.all_teams else self.words.say("Alle dine teams")
        name = self.teams.get(team, team)
        return name if name.casefold().startswith("team") else f"Team {name}"

    def title(self, area: str) -> str:
        """What an area is called."""
        return self.rules[area].title if area in self.rules else area

    def rate(self, share: Share, address: str) -> Rate:
        """A share in words."""
        words = self.words
        if share.denominator == 0:
            return Rate("", words.say("ingen"), None, "")
        counts = words.say(
            "%(count)s af %(all)s", count=number(share.count), all=number(share.denominator)
        )
        return Rate(_percent(share), counts, share_bar(share), address)


def number(count: int) -> str:
    """A count as it is written: "1.234"."""
    return f"{count:,}".replace(",", ".")


def _percent(share: Share) -> str:
    return percent(share).replace(" ", "\N{NO-BREAK SPACE}")


def counts(now: OpenNow, teller: Teller) -> list[Count]:
    """The five counts."""
    words = teller.words

    def listed(what: Listed, **narrowed: str) -> str:
        return teller.ask.list_address(what, nu="1", **narrowed)

    return [
        Count(
            now.overdue,
            Link(listed(Listed.OVERDUE), words.say("Overskredet nu")),
            _overdue_note(now, words),
        ),
        Count(
            now.at_risk,
            Link(listed(Listed.AT_RISK), words.say("Frist snart")),
            words.say("%(num)s denne uge", num=now.at_risk_this_week) if now.at_risk else "",
        ),
        Count(now.acute, Link(listed(Listed.ACUTE), words.say("Akutte")), _acute_note(now, words)),
        Count(
            now.without_deadline,
            Link(listed(Listed.WITHOUT_DEADLINE), words.say("Uden frist")),
            words.say("skal afklares") if now.without_deadline else "",
        ),
        Count(
            now.unassigned,
            Link(listed(Listed.UNASSIGNED), words.say("Ikke fordelt")),
            _oldest(now.unassigned_days, words) if now.unassigned else "",
        ),
    ]


def _oldest(days: int, words: Words) -> str:
    return words.count("ældste %(num)s dag", "ældste %(num)s dage", days)


def _overdue_note(now: OpenNow, words: Words) -> str:
    if not now.overdue:
        return ""
    untold = words.say("%(num)s uden besked", num=now.untold)
    return f"{_oldest(now.oldest_days, words)} · {untold}"


def _acute_note(now: OpenNow, words: Words) -> str:
    if not now.acute:
        return ""
    if now.acute_overdue:
        return words.say("%(num)s overskredet", num=now.acute_overdue)
    return words.say("ingen overskredet")


def area_rows(found: Sequence[Tally], teller: Teller) -> list[AreaRow]:
    """A row for each area with something to say, by title."""
    tab = teller.ask.tab
    kind, track = KINDS.get(tab), TRACKS.get(tab)
    chosen = [t for t in found if kind in (None, t.kind) and track in (None, t.track)]
    sums = merged(chosen, lambda t: (t.area, t.kind, track or ""))
    told = [t for t in sums if t.in_time.denominator or t.told.denominator or t.overdue]
    return sorted((_area_row(t, teller) for t in told), key=lambda r: (r.title.casefold(), r.under))


def _area_row(tally: Tally, teller: Teller) -> AreaRow:
    narrowed = {"omraade": tally.area, "frist": tally.kind, "forloeb": tally.track}

    def listed(what: Listed) -> str:
        return teller.ask.list_address(what, **narrowed)

    rule = teller.rules.get(tally.area)
    law = rule.law_text if rule else ""
    kind = codes.said(codes.KINDS, tally.kind, teller.words)
    return AreaRow(
        title=teller.title(tally.area),
        under=kind if teller.ask.tab == "akutte" else law,
        came=tally.in_time.denominator,
        came_address=listed(Listed.DECIDED),
        in_time=teller.rate(tally.in_time, listed(Listed.IN_TIME)),
        told=teller.rate(tally.told, listed(Listed.TOLD)),
        overdue=tally.overdue,
        overdue_address=listed(Listed.OVERDUE),
    )


def age_rows(now: OpenNow, teller: Teller) -> list[AgeRow]:
    """How old the overdue are."""
    words = teller.words
    bars = age_bars(now.ages, now.ages_untold)
    return [
        AgeRow(
            label=words.text(label),
            bar=bar,
            words=words.say(
                "%(count)s, heraf %(untold)s uden besked", count=number(count), untold=untold
            )
            if count
            else "0",
            address=teller.ask.list_address(Listed.OVERDUE, nu="1", alder=str(band))
            if count
            else "",
        )
        for band, (label, bar, count, untold) in enumerate(
            zip(said.AGES, bars, now.ages, now.ages_untold, strict=True)
        )
    ]
