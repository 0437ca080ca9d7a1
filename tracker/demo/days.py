"""The days go by: people act at their hours, the worker looks, and somebody confirms the post."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from notifications.channels.folder import MANIFEST, FolderChannel, messages_in
from rules.calendar import Calendar
from rules.local_time import COPENHAGEN, local_day
from tracker.demo.acting import Hand, anchored, moved, perform
from tracker.demo.packs import team_of
from tracker.demo.people import CASEWORKERS, Crowd
from tracker.demo.script import Anchor, Life, Step
from tracker.office import Office
from tracker.services.confirming import confirm
from tracker.services.dispatching import dispatch
from tracker.services.parties import NewParty
from tracker.services.registering import AcuteNeed, EarlierRound, NewApplication, register
from tracker.services.sweeping import sweep

#: When people act, and when the worker looks: before and after them, and when S is reached.
_HOURS: Final = (9, 11, 13)
_LOOKS: Final = (time(7, 30), time(9, 15), time(11, 15), time(12, 5), time(13, 45), time(15, 30))
_CONFIRMED: Final = time(15, 45)

#: When an urgent need becomes known, in a call before the day's first registrations.
_KNOWN: Final = time(8, 40)

#: Who answers for the post.
_POST_ROOM: Final = "Postkontoret"


@dataclass(frozen=True, slots=True)
class Day:
    """What one day brought."""

    on: date
    registered: int
    letters: int


@dataclass(slots=True)
class Going:
    """A life that has begun: its cases, how far its steps have come, and what they count from."""

    life: Life
    references: list[str]
    actor: str
    started_on: date
    last_on: date
    done: int = 0
    day_is_fixed: bool = False

    @property
    def step(self) -> Step | None:
        """What comes next."""
        steps = self.life.steps
        return steps[self.done] if self.done < len(steps) else None


@dataclass(slots=True)
class Days:
    """An installation in which lives are lived, up to and with the last day."""

    office: Office
    channel: FolderChannel
    crowd: Crowd
    lives: Sequence[Life]
    last: date
    going: list[Going] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    _plan: dict[date, list[Going]] = field(default_factory=lambda: defaultdict(list))
    _posted: set[date] = field(default_factory=set)
    _queued: bool = False

    @property
    def first(self) -> date:
        """The day of the first registration."""
        return min(map(self._begins, self.lives))

    def live(self) -> Iterator[Day]:
        """Live day by day; what each brought is told as it ends."""
        begins: dict[date, list[Life]] = defaultdict(list)
        for life in self.lives:
            begins[self._begins(life)].append(life)
        day = min(begins)
        while day <= self.last:
            yield self._live_one(day, begins.pop(day, []))
            day += timedelta(days=1)

    def _begins(self, life: Life) -> date:
        return self._calendar(life).open_before(self.last + timedelta(days=1), life.start)

    def _calendar(self, life: Life) -> Calendar:
        return self.office.book.pack(life.municipality).municipality.calendar

    def _live_one(self, day: date, beginning: list[Life]) -> Day:
        letters = 0
        moments: list[time] = sorted({*_LOOKS, *(time(hour) for hour in _HOURS)})
        for moment in moments:
            now = _at(day, moment)
            if moment in _LOOKS:
                letters += self._look(now)
                continue
            if moment.hour == _HOURS[0]:
                for life in beginning:
                    self._begin(life, day, now)
            self._act(day, moment.hour, now)
        self._confirm(day)
        return Day(day, len(beginning), letters)

    # The worker

    def _look(self, now: datetime) -> int:
        """One round of the worker; the dispatcher is not asked where nothing can be queued."""
        swept = sweep(self.office, now=now)
        self.failed += swept.failed
        if not (swept.made or self._queued):
            return 0
        sent = dispatch(self.office, self.channel, now=now)
        self.failed += sent.failed
        self._queued = bool(sent.failed)
        if sent.sent:
            self._posted.add(local_day(now))
        return sent.sent

    def _confirm(self, day: date) -> None:
        """On an open day somebody hands over what was written since, and confirms the manifests."""
        if not self._calendar(self.lives[0]).is_open(day):
            return
        now = _at(day, _CONFIRMED)
        for posted in sorted(self._posted):
            for manifest in sorted((self.channel.root / posted.isoformat()).glob(f"*/{MANIFEST}")):
                confirm(self.office, messages_in(manifest), now, now=now, actor=_POST_ROOM)
        self._posted.clear()

    # The people

    def _begin(self, life: Life, day: date, now: datetime) -> None:
        actor = tuple(CASEWORKERS)[len(self.going) % len(CASEWORKERS)]
        new = self._application(life, day, actor)
        made = register(self.office, new, now=now, actor=actor)
        self._queued = True
        going = Going(life, made.references, actor, day, day)
        self.going.append(going)
        self._arrange(going, now, day)

    def _application(self, life: Life, day: date, actor: str) -> NewApplication:
        calendar = self._calendar(life)
        received = calendar.open_before(day, life.late) if life.late else day
        known = _at(day, _KNOWN)
        return NewApplication(
            municipality=life.municipality,
            areas=life.areas,
            received=known if life.acute else received,
            parties=self._parties(life),
            form=life.form,
            journaled_on=day,
            acute=AcuteNeed(life.acute, known, call_agreed=True) if life.acute else None,
            remanded=_earlier(life, calendar, day),
            team=team_of(life.areas[0]),
            caseworker=actor,
        )

    def _parties(self, life: Life) -> list[NewParty]:
        applicant = self.crowd.somebody(life.digital_post, life.language)
        return [applicant, *([self.crowd.stand_in(life.language)] if life.representative else [])]

    def _arrange(self, going: Going, now: datetime, today: date) -> None:
        """Put a life on the day of its next step, or on the day to ask again which that is."""
        if going.step is not None:
            day, known = self._day_of(going, now, today)
            self._put(going, going.step, max(day, today), known=known)

    def _put(self, going: Going, step: Step, day: date, *, known: bool) -> None:
        # The next promise must not put off what was to happen before this one ends.
        going.day_is_fixed = known and step.when.anchor is Anchor.PROMISE
        self._plan[day].append(going)

    def _day_of(self, going: Going, now: datetime, today: date) -> tuple[date, bool]:
        """The day of the next step and True, or the day to ask again and False."""
        assert going.step is not None  # noqa: S101 - asked for lives that go on alone
        when, hand = going.step.when, self._hand(going, now, today)
        if when.anchor is Anchor.START:
            return moved(hand.calendar, going.started_on, when.days), True
        if when.anchor is Anchor.LAST:
            return moved(hand.calendar, going.last_on, when.days), True
        return anchored(hand, when)

    def _hand(self, going: Going, now: datetime, today: date) -> Hand:
        number = going.step.case if going.step else 1
        reference = going.references[number - 1]
        return Hand(self.office, going.life.municipality, reference, going.actor, today, now)

    def _act(self, day: date, hour: int, now: datetime) -> None:
        while ready := [
            going
            for going in self._plan.get(day, [])
            if going.step is not None and going.step.when.hour <= hour
        ]:
            for going in ready:
                self._plan[day].remove(going)
                self._act_once(going, now, day)

    def _act_once(self, going: Going, now: datetime, today: date) -> None:
        step = going.step
        assert step is not None  # noqa: S101 - chosen because it has one
        if not going.day_is_fixed:
            day, known = self._day_of(going, now, today)
            if not known or day > today:  # the date that it is counted from has moved meanwhile
                self._put(going, step, day, known=known)
                return
        perform(self._hand(going, now, today), step.act)
        self._queued = True
        going.done, going.last_on = going.done + 1, today
        self._arrange(going, now, today)


def _earlier(life: Life, calendar: Calendar, day: date) -> EarlierRound | None:
    if life.earlier is None:
        return None
    decided_on = calendar.open_before(day, life.earlier.decided)
    return EarlierRound(calendar.open_before(day, 3), decided_on, life.earlier.help_resumed)


def _at(day: date, moment: time) -> datetime:
    """A Danish clock time as an instant in UTC."""
    return datetime.combine(day, moment, COPENHAGEN).astimezone(UTC)
