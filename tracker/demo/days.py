"""The days go by: people act at their hours, the worker looks, and somebody confirms the post."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from notifications.channels.folder import MANIFEST, FolderChannel, messages_in
from rules.local_time import COPENHAGEN
from tracker.demo.acting import Hand, anchored, ask_again, moved, perform
from tracker.demo.packs import team_of
from tracker.demo.people import CASEWORKERS, Crowd
from tracker.demo.script import Anchor, Life, Step
from tracker.office import Office
from tracker.services.confirming import confirm
from tracker.services.dispatching import dispatch
from tracker.services.registering import AcuteNeed, EarlierRound, NewApplication, register
from tracker.services.sweeping import sweep

#: When people act, and when the worker looks: before and after them, and when S is reached.
_HOURS: Final = (9, 11, 13)
_LOOKS: Final = (time(7, 30), time(9, 15), time(11, 15), time(12, 5), time(13, 45), time(15, 30))
_CONFIRMED: Final = time(15, 45)

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
        calendar = self.office.book.pack(life.municipality).municipality.calendar
        return calendar.open_before(self.last + timedelta(days=1), life.start)

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
        swept = sweep(self.office, now=now)
        sent = dispatch(self.office, self.channel, now=now)
        self.failed += [*swept.failed, *sent.failed]
        if sent.sent:
            self._posted.add(now.astimezone(COPENHAGEN).date())
        return sent.sent

    def _confirm(self, day: date) -> None:
        """On an open day somebody hands over what was written since, and confirms the manifests."""
        calendar = self.office.book.pack(self.lives[0].municipality).municipality.calendar
        if not calendar.is_open(day):
            return
        now = _at(day, _CONFIRMED)
        for posted in sorted(self._posted):
            for manifest in sorted((self.channel.root / posted.isoformat()).glob(f"*/{MANIFEST}")):
                confirm(self.office, messages_in(manifest), now, now=now, actor=_POST_ROOM)
        self._posted.clear()

    # The people

    def _begin(self, life: Life, day: date, now: datetime) -> None:
        actor = CASEWORKERS[len(self.going) % len(CASEWORKERS)]
        calendar = self.office.book.pack(life.municipality).municipality.calendar
        received = calendar.open_before(day, life.late) if life.late else day
        known = _at(day, time(8, 40))
        parties = [self.crowd.somebody(life.digital_post, life.language)]
        if life.representative:
            parties.append(self.crowd.stand_in(life.language))
        new = NewApplication(
            municipality=life.municipality,
            areas=life.areas,
            received=known if life.acute else received,
            parties=parties,
            form=life.form,
            journaled_on=day,
            acute=AcuteNeed(life.acute, known, call_agreed=True) if life.acute else None,
            remanded=EarlierRound(
                calendar.open_before(day, 3),
                calendar.open_before(day, life.earlier.decided),
                life.earlier.help_resumed,
            )
            if life.earlier
            else None,
            team=team_of(life.areas[0]),
            caseworker=actor,
        )
        made = register(self.office, new, now=now, actor=actor)
        going = Going(life, made.references, actor, day, day)
        self.going.append(going)
        self._arrange(going, now, day)

    def _arrange(self, going: Going, now: datetime, today: date) -> None:
        """Put a life on the day of its next step, or on the day to ask again which that is."""
        if going.step is not None:
            day = self._day_of(going, now, today) or ask_again(self._hand(going, now, today))
            self._plan[max(day, today)].append(going)

    def _day_of(self, going: Going, now: datetime, today: date) -> date | None:
        assert going.step is not None  # noqa: S101 - asked for lives that go on alone
        when, hand = going.step.when, self._hand(going, now, today)
        if when.anchor is Anchor.START:
            return moved(hand.calendar, going.started_on, when.days)
        if when.anchor is Anchor.LAST:
            return moved(hand.calendar, going.last_on, when.days)
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
        due = self._day_of(going, now, today)
        if due is None or due > today:  # the date that it is counted from has moved meanwhile
            self._arrange(going, now, today)
            return
        perform(self._hand(going, now, today), step.act)
        going.done, going.last_on = going.done + 1, today
        self._arrange(going, now, today)


def _at(day: date, moment: time) -> datetime:
    """A Danish clock time as an instant in UTC."""
    return datetime.combine(day, moment, COPENHAGEN).astimezone(UTC)
