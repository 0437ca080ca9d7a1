"""Invented lives of a clock: the acts of the table carried out, letters that arrive or do not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from hypothesis import strategies as st

from rules.calendar import Calendar
from rules.deadline import due_date
from rules.limit import parse_limit
from rules.local_time import local_day
from rules.notice_facts import (
    Act,
    ActKind,
    Circumstances,
    NoticeFact,
    NoticeState,
    Recipient,
    TaskKind,
    Weighing,
)
from rules.standing import what_must_exist
from rules.terms import Clock, DeadlineKind, NoticeDuty, Reach, Track
from tests.strategies import calendars, copenhagen

#: Lives are lived on a grid of half hours, so that two ways of looking can be compared exactly.
GRID: Final = timedelta(minutes=30)

LIMITS: Final = (
    "straks", "samme dag", "6 timer", "24 timer", "2 døgn", "dag til dag", "1 dag", "3 dage",
    "5 hverdage", "1 uge", "15 hverdage", "4 uger", "1 måned",
)  # fmt: skip


class Fate(StrEnum):
    """What becomes of a letter that left."""

    ARRIVES = "arrives"
    RETURNS = "returns"
    SILENCE = "silence"


@dataclass(frozen=True)
class Luck:
    """What happens to the clock's letters and to itself, in steps of the grid."""

    leaves_after: tuple[int, ...]
    answered_after: tuple[int, ...]
    fates: tuple[Fate, ...]
    promises: tuple[int, ...]
    decided_after: int | None
    exempt_after: int | None

    def of(self, number: int) -> tuple[int, int, Fate]:
        """The fortune of the letter with a number."""
        return (
            self.leaves_after[number % len(self.leaves_after)],
            self.answered_after[number % len(self.answered_after)],
            self.fates[number % len(self.fates)],
        )


@dataclass(frozen=True)
class Situation:
    """Facts of one moment, and where the calendar is closed."""

    clock: Clock
    party: Recipient
    about: Circumstances
    calendar: Calendar

    def look(self, now: datetime) -> Weighing:
        """Ask the table."""
        return what_must_exist(self.clock, self.party, self.about, now=now, calendar=self.calendar)

    def carried_out(self, acts: tuple[Act, ...], now: datetime, promise: int) -> "Situation":
        """The facts after what was asked for has been done; tasks stay open."""
        party = self.party
        for act in acts:
            party = _do(party, act, now, promise)
        return replace(self, party=party)


def _do(party: Recipient, act: Act, now: datetime, promise: int) -> Recipient:
    notices = list(party.notices)
    place = next((n for n, notice in enumerate(notices) if _active(notice, act.for_date)), None)
    match act.kind:
        case ActKind.TASK:
            return party
        case ActKind.DRAFT:
            assert place is None, "one draft a date"
            assert act.for_date is not None
            notices.append(NoticeFact(act.for_date, NoticeState.DRAFT))
        case ActKind.SEND:
            assert act.for_date is not None
            made = _approved(act.for_date, now, promise)
            if place is None:
                notices.append(made)
            else:
                assert notices[place].state is NoticeState.DRAFT, "no letter is sent twice"
                notices[place] = made
        case ActKind.CANCEL | ActKind.SUPERSEDE:
            assert place is not None
            assert notices[place].unsent
            state = {
                ActKind.CANCEL: NoticeState.CANCELLED,
                ActKind.SUPERSEDE: NoticeState.SUPERSEDED,
            }[act.kind]
            notices[place] = replace(notices[place], state=state)
        case ActKind.NEXT_CHANNEL:
            assert place is not None
            notices[place] = replace(notices[place], returned=False, dispatched_at=None)
            return Recipient(Reach.PAPER, tuple(notices), party.anonymous)
    return replace(party, notices=tuple(notices))


def _active(notice: NoticeFact, for_date: date | None) -> bool:
    standing = notice.state in {NoticeState.DRAFT, NoticeState.APPROVED}
    return standing and notice.for_date == for_date


def _approved(for_date: date, now: datetime, promise: int) -> NoticeFact:
    until = max(for_date, local_day(now)) + timedelta(days=promise)
    return NoticeFact(
        for_date, NoticeState.APPROVED, promised_until=until, approved_at=now, automatic=True
    )


Key = tuple[ActKind, TaskKind | None, date | None]


def key(act: Act) -> Key:
    """What an act asks for, whichever row asks."""
    return act.kind, act.task, act.for_date


@dataclass
class Life:
    """One clock from the day it is known, step by step; `asked` is when each thing was first
    asked for."""

    situation: Situation
    luck: Luck
    now: datetime
    asked: dict[Key, datetime] = field(default_factory=dict)
    letters: int = 0
    events: dict[datetime, list[tuple[str, date]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for what, after in (
            ("decided", self.luck.decided_after),
            ("exempt", self.luck.exempt_after),
        ):
            if after is not None:
                self._plan(self.now + after * GRID, what, self.situation.clock.due_on)

    def _plan(self, at: datetime, what: str, for_date: date) -> None:
        self.events.setdefault(on_grid(at), []).append((what, for_date))

    def happen(self) -> bool:
        """Let the events of this instant happen; answers whether there were any."""
        events = self.events.pop(self.now, [])
        for what, for_date in events:
            self.situation = self._after(what, for_date)
        return bool(events)

    def _after(self, what: str, for_date: date) -> Situation:
        situation = self.situation
        today = local_day(self.now)
        match what:
            case "decided":
                clock = replace(situation.clock, stopped_on=today, stopped_at=self.now)
                return replace(
                    situation, clock=clock, about=replace(situation.about, unsent_since=today)
                )
            case "exempt":
                return replace(situation, party=replace(situation.party, reach=Reach.PAPER))
        notices = list(situation.party.notices)
        for place, notice in enumerate(notices):
            if _active(notice, for_date) and notice.state is NoticeState.APPROVED:
                notices[place] = self._letter_after(what, notice)
        return replace(situation, party=replace(situation.party, notices=tuple(notices)))

    def _letter_after(self, what: str, notice: NoticeFact) -> NoticeFact:
        if what == "leaves":
            return replace(notice, dispatched_at=self.now)
        if what == "arrives":
            return replace(notice, available_at=self.now)
        return replace(notice, returned=True)

    def look(self) -> datetime | None:
        """Ask the table now, carry its acts out, note what was new; when to look again."""
        promise = self.luck.promises[self.letters % len(self.luck.promises)]
        found = self.situation.look(self.now)
        for act in found.acts:
            self.asked.setdefault(key(act), self.now)
        self.situation = self.situation.carried_out(found.acts, self.now, promise)
        for act in found.acts:
            if act.kind in {ActKind.SEND, ActKind.NEXT_CHANNEL} and act.for_date is not None:
                self._send(act.for_date)
        return self.situation.look(self.now).look_again_at if found.acts else found.look_again_at

    def _send(self, for_date: date) -> None:
        leaves, answered, fate = self.luck.of(self.letters)
        self.letters += 1
        left = self.now + leaves * GRID
        self._plan(left, "leaves", for_date)
        if fate is not Fate.SILENCE:
            self._plan(left + answered * GRID, fate, for_date)


def on_grid(instant: datetime) -> datetime:
    """The instant, or the next one on the grid."""
    return instant + (-(instant - _ORIGIN) % GRID)


_ORIGIN: Final = copenhagen("2026-01-01 00:00")


def instants(first: datetime, days: int) -> Iterator[datetime]:
    """The grid from an instant on."""
    start = on_grid(first)
    return (start + n * GRID for n in range(days * 48))


def luck(*, decided: bool = True) -> st.SearchStrategy[Luck]:
    """Any fortune; most letters arrive."""
    fates = st.sampled_from([Fate.ARRIVES, Fate.ARRIVES, Fate.RETURNS, Fate.SILENCE])
    return st.builds(
        Luck,
        leaves_after=st.lists(st.integers(1, 6), min_size=1, max_size=4).map(tuple),
        answered_after=st.lists(st.integers(1, 200), min_size=1, max_size=4).map(tuple),
        fates=st.lists(fates, min_size=1, max_size=4).map(tuple),
        promises=st.lists(st.integers(1, 25), min_size=1, max_size=4).map(tuple),
        decided_after=st.none() | st.integers(1, 2000) if decided else st.none(),
        exempt_after=st.none() | st.integers(1, 2000),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """A clock on the day it becomes known, before any letter."""
    halves = draw(st.integers(0, 48 * 700))
    start = _ORIGIN + halves * GRID
    calendar = draw(calendars(local_day(start)))
    found = due_date(start, parse_limit(draw(st.sampled_from(LIMITS))), calendar=calendar)
    noticed = start + draw(st.sampled_from([0, 0, 0, 3, 20, 60, 500, 1500])) * GRID
    clock = Clock(
        kind=draw(st.sampled_from(DeadlineKind)),
        track=draw(st.sampled_from(Track)),
        starts_on=local_day(start),
        due_on=found.due_on,
        act_by=found.act_by,
        due_at=found.due_at,
        noticed_at=noticed,
    )
    reason = draw(st.sampled_from(["", "", "", "missing", "given"]))
    about = Circumstances(
        notice=draw(st.sampled_from([NoticeDuty.APPLICANT, NoticeDuty.REPORTER])),
        reason_mandatory=bool(reason),
        reason_given=reason == "given",
    )
    return Situation(clock, Recipient(draw(st.sampled_from(Reach))), about, calendar)
