"""The table of notices once more, written from notices.md alone: what must exist after a look."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from tests.simulation.days import (
    day_of,
    hverdage_after,
    instant,
    last_second,
    midnight_after,
)
from tests.simulation.facts import (
    DIGITAL,
    OWN_LETTERS,
    PAPER,
    Case,
    Clock,
    Expected,
    Letter,
    Task,
    Way,
    speaks_of,
)
from tests.simulation.own_letters import weigh_own_letters, withdraw_own_letters
from tests.simulation.town import DEFAULT_WEEKS, OPEN_DAYS, PAPER_LEAD, SEND_HOUR

WORK_BEGINS = 6
DRAFT_DAYS = 5
BY_HAND = {
    *("telephone", "second-automatic-notice", "death", "resume-help", "letter-failed"),
    *("tell-applicant", "answer-reminder", "forward-complaint", "effectuate"),
}
AGAIN_AFTER_DAYS = {
    "late-and-untold": 1,
    "no-receipt": 1,
    "send-decision": 1,
    "reason-missing": 1,
    "without-deadline": 7,
    "forward-complaint": 0,  # asked for by each second look that is recorded
}


def weigh(case: Case, now: datetime) -> None:
    """Everything that must exist in a case now, exists afterwards; nothing else does."""
    case.look_on(day_of(now))
    asked: list[Task] = case.also_asked(now)
    delay_told: set[int] = set()
    if not case.open:
        withdraw_own_letters(case)
    _withdraw_uncalled(case)
    for clock in case.governing():
        if clock.kind == "delivery" and clock.track == "acute" and case.open:
            continue  # row 13 begins with the grant
        for person in range(len(case.people)):
            if case.people[person].role == "representative":
                continue
            look = Look(case, clock, person, now)
            asked += look.table()
            if (
                clock.kind == "decision"
                and clock.round is case.round
                and any(letter.state == "approved" for letter in case.about(clock, person))
            ):
                delay_told.add(person)
    weigh_own_letters(case, now, delay_told)
    asked += _of_the_case(case, now)
    _keep_tasks(case, asked, now)


def _withdraw_uncalled(case: Case) -> None:
    """What has not left does not go about a date that nothing calls for any more."""
    called_for = {clock.promise for clock in case.running()}
    for letter in case.letters:
        about = letter.clock.promise if letter.clock else None
        dated = letter.kind not in OWN_LETTERS and letter.original is None
        uncalled = (dated and about not in called_for) or case.unwished(letter)
        if letter.ours and (uncalled or case.gone(letter.person)):
            letter.take_back("cancelled")


def _of_the_case(case: Case, now: datetime) -> list[Task]:
    """Row 1 (a death), row 4 (decided and not sent) and row 15 (without a deadline)."""
    tasks = []
    decision = case.to_send
    if case.ending == "died":
        tasks.append(Task("death", case, None))
    if decision and case.told_people and now >= _send_by(decision.on):
        tasks.append(Task("send-decision", case, None))
    if case.without_deadline:
        own = [t for t in case.tasks if t.kind == "without-deadline" and not t.lapsed]
        done = [t.done_at for t in own if t.done_at]
        first = case.round.registered_at + timedelta(weeks=4)
        if now >= (max(done) + timedelta(weeks=1) if done else first):
            tasks.append(Task("without-deadline", case, None))
    return tasks


def _send_by(decided: date) -> datetime:
    return instant(OPEN_DAYS.after(decided), WORK_BEGINS)


def _keep_tasks(case: Case, asked: list[Task], now: datetime) -> None:
    for task in asked:
        open_task(case, task, now)
    wanted = {(task.kind, task.about) for task in asked}
    for task in case.tasks:
        if task.done_at is not None or (task.kind, task.about) in wanted:
            continue
        moot = task.kind == "telephone" and (case.ending is not None or _over(case, task.about))
        if task.kind not in BY_HAND or moot:
            task.done_at, task.lapsed = now, True


def _over(case: Case, about: object) -> bool:
    """Whether a date no longer runs: met, replaced or left behind."""
    if not isinstance(about, Clock):
        return False
    return about.gone or about.lapsed_at is not None or case.stopped(about) is not None


def open_task(case: Case, task: Task, now: datetime, *, anew: bool = False) -> None:
    """One open task of a kind about a thing; one that was done comes back only if it repeats, and
    one that nobody did whenever it is asked for again."""
    same = [t for t in case.tasks if (t.kind, t.about) == (task.kind, task.about)]
    if any(t.done_at is None for t in same):
        return
    before = [t for t in same if t.for_date == task.for_date]
    if before and not before[-1].lapsed and not anew:
        pause = AGAIN_AFTER_DAYS.get(task.kind)
        done = before[-1].done_at
        if pause is None or done is None or day_of(now) < day_of(done) + timedelta(days=pause):
            return
    case.tasks.append(task)


@dataclass
class Look:
    """One look at one date and one party."""

    case: Case
    clock: Clock
    person: int
    now: datetime

    @cached_property
    def today(self) -> date:
        """The Danish day."""
        return day_of(self.now)

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters to this party about this promise."""
        return list(self.case.about(self.clock, self.person))

    @cached_property
    def in_force(self) -> Letter | None:
        """The last promise proven available."""
        promises = [x for x in self.letters if x.proven and speaks_of(x, self.clock)]
        return max(promises, key=lambda p: (p.approved_at or self.now, p.for_date), default=None)

    @cached_property
    def stake(self) -> date:
        """P."""
        promise = self.in_force
        return promise.until if promise and promise.until else self.clock.due

    @property
    def first_time(self) -> bool:
        """Whether the stake is still the date itself, of a clock that is due at once."""
        return self.clock.at_once and self.stake == self.clock.due

    @property
    def act_by(self) -> date:
        """The last open day on or before P, never before the clock's start."""
        if self.stake == self.clock.due:
            return self.clock.act_by
        return max(self.clock.start, OPEN_DAYS.last_open(self.stake))

    @property
    def safe_day(self) -> date:
        """S as a day."""
        if self.case.channel(self.person, self.today) == PAPER:
            return OPEN_DAYS.last_for_paper(self.stake, PAPER_LEAD)
        return OPEN_DAYS.before(self.act_by)

    @property
    def safe(self) -> datetime:
        """S as an instant."""
        if self.first_time:
            return self._safe_at_once()
        safe = instant(self.safe_day, SEND_HOUR)
        promise = self.in_force
        if promise is None or promise.approved_at is None:
            return safe
        if self.safe_day > day_of(promise.approved_at):
            return safe
        for day in (self.act_by, self.stake):  # two letters on one day would make a mockery of it
            if instant(day, SEND_HOUR) > promise.approved_at:
                return instant(day, SEND_HOUR)
        return safe

    def _safe_at_once(self) -> datetime:
        clock = self.clock
        if clock.due_at is not None:
            return clock.due_at - timedelta(hours=2)
        noon = instant(clock.due, SEND_HOUR)
        if clock.noticed_at <= noon:
            return noon
        soon = min(clock.noticed_at + timedelta(minutes=30), instant(clock.due, 23))
        return max(soon, clock.noticed_at)

    @property
    def draft_from(self) -> datetime:
        """The morning of the draft day; at flagging for what is due at once."""
        if self.first_time:
            return self.clock.noticed_at
        day = max(self.clock.start, OPEN_DAYS.before(self.safe_day, DRAFT_DAYS))
        return instant(day, WORK_BEGINS)

    @property
    def late(self) -> bool:
        """D after P."""
        if self.clock.due_at is not None and self.stake == self.clock.due:
            return self.now > self.clock.due_at
        return self.now >= midnight_after(self.stake)

    @property
    def expected(self) -> Expected | None:
        """The caseworker's word, where it says something later than what is at stake."""
        said = self.case.expectation(self.clock)
        return said if said and said.until > max(self.stake, self.today) else None

    @property
    def later_date(self) -> bool:
        """Row 7: something later was recorded after the promise that is in force."""
        promise, said = self.in_force, self.expected
        return bool(
            promise and said and promise.approved_at and said.recorded_at > promise.approved_at
        )

    @property
    def reason_missing(self) -> bool:
        """Row 6: the statute wants a reason, and nobody has given one."""
        said = self.case.expectation(self.clock)
        given = (said and said.gives_reason) or self.case.waiting(self.today) or self._wish_told
        return self.case.area_of(self.clock).reason_mandatory and not given

    @property
    def current(self) -> Letter | None:
        """The letter about P."""
        found = [
            x
            for x in self.letters
            if x.active and x.for_date == self.stake and speaks_of(x, self.clock)
        ]
        return found[-1] if found else None

    def table(self) -> list[Task]:
        """The first row that fits decides; rows 2 and 3 apply alongside."""
        if self.case.ending is not None or self.person not in self.case.told_about(self.clock):
            self._withdraw("cancelled")
            return []
        if self.case.stopped(self.clock) is not None:
            self._withdraw("cancelled")
            return []
        self._withdraw("superseded", but=self.stake)
        letter = self.current
        if letter is not None and letter.state == "approved":
            return self._on_its_way(letter)
        if self.reason_missing and self.now >= self.safe:
            return [self._task("reason-missing")]
        if self.late:
            return [*self.send(), self._task("late-and-untold")]
        if self.now >= self.safe:
            calls = self._telephone()
            return [*self.send(), *calls]
        if self.now >= self.draft_from or (self.later_date and self.stake != self.clock.due):
            return self._draft(letter)
        return []

    def _task(self, kind: str) -> Task:
        return Task(kind, self.clock, self.stake)

    def _withdraw(self, how: str, but: date | None = None) -> None:
        for letter in self.letters:
            if letter.ours and letter.for_date != but:
                letter.take_back(how)

    def _draft(self, letter: Letter | None) -> list[Task]:
        asked = [self._task("telephone" if self.first_time else "set-date-and-reason")]
        if self.case.by_hand(self.clock):
            return [self._task("telephone"), *asked]
        if letter is None:
            self._new_letter()
        return asked

    def _new_letter(self) -> Letter:
        renewed = any(x.proven and x.until == self.stake for x in self.letters)
        kind = "renewed-" * renewed + "delivery-" * (self.clock.kind == "delivery") + "delay-notice"
        letter = Letter(kind, self.clock, self.person, self.stake, self.now)
        self.case.letters.append(letter)
        return letter

    def send(self, *, by_hand: bool = False) -> list[Task]:
        """The letter about P is approved and queued."""
        if self.case.by_hand(self.clock):
            return [self._task("telephone")]
        again = self._second_automatic()
        letter = self.current or self._new_letter()
        letter.state, letter.approved_at, letter.automatic = "approved", self.now, not by_hand
        letter.until = self._promise()
        letter.ways.append(Way(self.case.channel(self.person, self.today)))
        self.case.copied(letter, self.now)
        return again

    def _second_automatic(self) -> list[Task]:
        promise = self.in_force
        if promise is not None and promise.automatic and not self.later_date:
            return [self._task("second-automatic-notice")]
        return []

    def _promise(self) -> date:
        """The caseworker's date or time frame, else the day that was wished, else the adopted
        default from the sending day."""
        if self.expected is not None:
            return self.expected.until
        wished = self._wished
        if wished is not None and wished > max(self.stake, self.today):
            return OPEN_DAYS.after(wished - timedelta(days=1))
        if self.first_time:
            return OPEN_DAYS.after(max(self.today, self.stake))
        weeks = timedelta(weeks=DEFAULT_WEEKS)
        counted = OPEN_DAYS.last_open(self.today + weeks)
        return counted if counted > self.stake else OPEN_DAYS.last_open(self.stake + weeks)

    @property
    def _wished(self) -> date | None:
        """The later start that somebody wished, where nothing else is the reason; help that is
        needed at once is not put off by it."""
        said = self.case.expectation(self.clock)
        told = (said and said.gives_reason) or self.case.waiting(self.today)
        return None if told or self.clock.track == "acute" else self.case.wished(self.clock)

    @property
    def _wish_told(self) -> bool:
        """Whether the wish is the reason: its day lies ahead, and we name none that is later."""
        wished, said = self._wished, self.expected
        if wished is None or wished <= max(self.stake, self.today):
            return False
        return said is None or said.until <= OPEN_DAYS.after(wished - timedelta(days=1))

    def _telephone(self) -> list[Task]:
        """Registered late, S passed, or due at once: a letter alone may come too late."""
        too_late = (
            self.first_time or self.today > self.safe_day or self.clock.noticed_at > self.safe
        )
        return [self._task("telephone")] if too_late else []

    def _on_its_way(self, letter: Letter) -> list[Task]:
        tasks = []
        if letter.lost:
            tasks += self._next_channel(letter)
            if not self.late:
                tasks += self._telephone()
        else:
            out = [w.sent_at for w in letter.ways if w.sent_at and w.state == "sent"]
            if out and self.now >= min(out) + timedelta(days=2):
                tasks.append(self._task("no-receipt"))
        if self.late:
            tasks.append(self._task("late-and-untold"))
        return tasks

    def _next_channel(self, letter: Letter) -> list[Task]:
        if any(way.channel == PAPER for way in letter.ways):
            return [self._task("letter-failed")]
        letter.ways.append(Way(PAPER))
        return []


def arrival(way: Way, handed_over: datetime) -> datetime:
    """When a letter counts as available: at once, or when paper has had its lead time."""
    if way.channel == DIGITAL:
        return handed_over
    return last_second(hverdage_after(day_of(handed_over), PAPER_LEAD))


def dispatch(case: Case, now: datetime) -> None:
    """Every letter that waits, or whose holder died, is claimed, weighed once more, and leaves."""
    while free := [(x, w) for x in case.letters for w in x.ways if _free(w, now)]:
        for letter, way in free:
            if way.rendered or _still_due(case, letter, way, now):
                way.state, way.rendered, way.sent_at = "sent", True, now
                weigh(case, now)


def _free(way: Way, now: datetime) -> bool:
    held = way.state == "claimed" and way.lease is not None and way.lease < now
    return way.state == "queued" or held


def _still_due(case: Case, letter: Letter, way: Way, now: datetime) -> bool:
    """At the claim the table is asked again, and the channel is looked up."""
    way.state = "queued"
    weigh(case, now)
    if letter.state != "approved" or way.state != "queued":
        way.state = "cancelled"
        return False
    if len(letter.ways) == 1:
        if _promise_is_over(letter, day_of(now)):
            letter.take_back("superseded")
            weigh(case, now)
            return False
        way.channel = case.channel_of(letter, day_of(now))
    case.copied(letter, now)
    return True


def _promise_is_over(letter: Letter, today: date) -> bool:
    """A letter that lay so long would promise a day that has come or gone: it is written anew."""
    approved = letter.approved_at
    old = approved is not None and day_of(approved) < today
    return old and letter.until is not None and letter.until <= today
