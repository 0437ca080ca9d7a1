"""What can happen in a case beyond the simulated year: people, complaints, the board."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.simulation.days import day_of, instant
from tests.simulation.facts import Case, Clock, Decision, Delivery, Person, Round, Task
from tests.simulation.model import WORK_BEGINS
from tests.simulation.town import Area

FOLLOW_UP_AHEAD = 14
REMINDER_OPEN_DAYS = 5
RECONSIDERATION_WEEKS = 4


@dataclass(eq=False)
class Party(Person):
    """Somebody in the case, who can leave it, die, or need not be told."""

    must_be_told: bool = True
    since: date | None = None
    died_on: date | None = None

    @property
    def died(self) -> bool:
        """Whether this person is dead."""
        return self.died_on is not None

    def had_to_be_told(self, day: date) -> bool:
        """On that day, whatever has become of it since; a duty taken back lies between two days."""
        in_time = (self.since or day) <= day <= (self.until or day)
        alive = self.died_on is None or self.died_on > day
        once = self.since is not None and self.until is not None
        return in_time and alive and (self.must_be_told or once)

    @property
    def principal(self) -> bool:
        """Whether letters are about this person, not merely addressed to."""
        return self.role != "representative"


@dataclass(eq=False)
class Verdict(Decision):
    """A decision; after a complaint or the board's answer one takes another's place."""

    own: bool = True
    annulled_on: date | None = None


@dataclass(eq=False)
class Complaint:
    """Somebody does not accept a decision; numbered from -1 down, as grants are from 0 up."""

    number: int
    person: int
    verdict: Verdict
    received: date
    outcome: str | None = None
    looked_on: date | None = None
    forwarded: bool = False

    @property
    def open(self) -> bool:
        """Not looked at again; a decision that is gone needs no second look."""
        return self.outcome is None and self.verdict.annulled_on is None

    @property
    def to_forward(self) -> bool:
        """Not fully met: it goes on to the board."""
        return self.outcome in ("upheld", "partly") and not self.forwarded


@dataclass(eq=False)
class Changed:
    """What the board changed, to be carried out."""

    received: date
    done: bool = False


@dataclass(eq=False)
class FollowUp:
    """Granted help is looked at again."""

    due: date
    months: int | None
    grant: int | None
    done: bool = False


def decided_before(verdict: Decision, known: datetime) -> bool:
    """Whether a need became known only after a decision: by the day, then by the hour."""
    made, day = verdict.at or verdict.recorded_at, day_of(known)
    return verdict.on < day or (verdict.on == day and made <= known)


@dataclass(eq=False)
class Asked:
    """A reminder or a hearing that waits for an answer."""

    on: date
    answered: bool = False


@dataclass(eq=False)
class Stage(Round):
    """A round with its own area and every decision made in it."""

    area: Area = field(default_factory=lambda: Area("nowhere"))
    verdicts: list[Verdict] = field(default_factory=list)
    annuls: Verdict | None = None
    part_only: bool = False
    remanded_on: date | None = None

    @property
    def holding(self) -> list[Verdict]:
        """What now holds of it: usually one, two where the board changed a part."""
        return [v for v in self.verdicts if v.annulled_on is None]

    @property
    def last(self) -> Verdict | None:
        """The last that holds; where none does, the last there was."""
        found = self.holding or self.verdicts
        return found[-1] if found else None


@dataclass(eq=False)
class File(Case):
    """One case and everything that was recorded in it; what was corrected is only known right."""

    complaints: list[Complaint] = field(default_factory=list)
    answered: list[Verdict] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    reminders: list[Asked] = field(default_factory=list)
    hearings: list[Asked] = field(default_factory=list)
    ended_grants: dict[int, date] = field(default_factory=dict)
    today: date = date.min
    #: Dates left behind in an area that the case was moved out of later.
    left_in: dict[Clock, Area] = field(default_factory=dict)

    @property
    def stages(self) -> list[Stage]:
        """Every round."""
        return [r for r in self.rounds if isinstance(r, Stage)]

    @property
    def parties(self) -> list[Party]:
        """The people of the case."""
        return [p for p in self.people if isinstance(p, Party)]

    @property
    def stage(self) -> Stage:
        """The round that runs, or ran last."""
        return self.stages[-1]

    @property
    def standing(self) -> Verdict | None:
        """What holds in the running round."""
        return self.stage.last if self.stage.holding else None

    @property
    def holding(self) -> list[Verdict]:
        """Every decision that holds, of any round."""
        return [v for stage in self.stages for v in self.held_of(stage)]

    def held_of(self, stage: Stage) -> list[Verdict]:
        """What holds of a round: nothing once a later one, begun with new facts, is decided."""
        later = [s for s in self.stages if s.number > stage.number and s.track == "ordinary"]
        return [] if any(s.decision for s in later) else stage.holding

    @property
    def granted(self) -> list[int]:
        """The grants that hold."""
        return [g for v in self.holding for g in v.grants]

    @property
    def going(self) -> list[int]:
        """The grants that hold and that nobody has given up."""
        return [g for g in self.granted if g not in self.ended_grants]

    def verdict_of(self, grant: int) -> Verdict:
        """The decision that grants it."""
        return next(v for s in self.stages for v in s.verdicts if grant in v.grants)

    @property
    def all_grants(self) -> list[int]:
        """Every grant of a decision that was made."""
        return [g for s in self.stages for v in s.verdicts for g in v.grants]

    def left_acute(self, clock: Clock) -> bool:
        """An acute date of an earlier round stays as it was set, while its help is owed."""
        assert clock.grant is not None
        return clock.track == "acute" and clock.grant in self.going

    def came(self, grant: int) -> date | None:
        """The day granted help came."""
        verdict = self.verdict_of(grant)
        stage = next(s for s in self.stages if verdict in s.verdicts)
        return self.delivered_on(stage, grant)

    @property
    def refused(self) -> bool:
        """A refusal ends the clock of the help."""
        own = self.stage.decision
        held = {v.outcome for v in self.stage.holding} or ({own.outcome} if own else set())
        return held == {"refused"}

    @property
    def help_over(self) -> bool:
        """Whether no help is owed at once any more: refused, or what granted it is gone."""
        return self.refused or (self.stage.decision is not None and not self.stage.holding)

    # What the table of notices asks of a case

    def look_on(self, today: date) -> None:
        """A look begins, on a Danish day."""
        self.today = today

    def gone(self, number: int) -> bool:
        """Dead, out of the case, or not to be told."""
        party = self.parties[number]
        left = party.principal and party.until is not None and party.until < self.today
        return party.died or left or not party.must_be_told

    @property
    def principals(self) -> list[int]:
        """The numbers of those whom the case is about."""
        return [n for n, party in enumerate(self.parties) if party.principal]

    @property
    def told_people(self) -> list[int]:
        """The numbers of those who must be told today."""
        return [] if self.area.silent else self._reachable()

    def _reachable(self) -> list[int]:
        present = [n for n in self.principals if not self.gone(n)]
        return [n for n in present if not self.parties[n].anonymous]

    def told_about(self, clock: Clock) -> list[int]:
        """Those who must be told about a date: of a second look, the one who complained."""
        told = [] if self.area_of(clock).silent else self._reachable()
        if clock.kind == "reconsideration":
            told = [n for n in told if n == self._complaint(clock).person]
        return told

    def judged_by(self, clock: Clock) -> list[int]:
        """Those who had to be told on the day itself."""
        if self.area_of(clock).silent:
            return []
        found = [n for n in self.principals if not self.parties[n].anonymous]
        if clock.kind == "reconsideration":
            found = [n for n in found if n == self._complaint(clock).person]
        return [n for n in found if self.parties[n].had_to_be_told(clock.due)]

    def addressee(self, number: int, today: date) -> Person:
        """A representative whose power lasts gets the letters instead."""
        for other in self.parties:
            lasting = other.until is None or other.until >= today
            if other.stands_for == number and lasting and not other.died:
                return other
        return self.parties[number]

    def area_of(self, clock: Clock) -> Area:
        """The area of the round that a date belongs to; the law's second look has no such."""
        if clock.kind == "reconsideration":
            return Area("lov.genvurdering")
        assert isinstance(clock.round, Stage)
        return self.left_in.get(clock, clock.round.area)

    def _complaint(self, clock: Clock) -> Complaint:
        return next(c for c in self.complaints if c.number == clock.grant)

    def stopped(self, clock: Clock) -> tuple[date, datetime | None] | None:
        """When what was promised happened."""
        assert isinstance(clock.round, Stage)
        if clock.kind == "reconsideration":
            day = self._complaint(clock).looked_on
            return (day, None) if day else None
        if clock.kind == "decision" and self.area_of(clock).ends == "sent":
            return self._sent(clock.round)
        return super().stopped(clock)

    @staticmethod
    def _sent(stage: Stage) -> tuple[date, datetime | None] | None:
        """Counted until sent: the round's own decision, or the one that took its place."""
        days = [v.sent_on for v in stage.verdicts if v.sent_on]
        return (min(days), None) if stage.decision and days else None

    def delivered_on(self, round_: Round, grant: int | None) -> date | None:
        """The day help came: that of a grant, or in the round the first of any."""
        full = [d for d in self.deliveries if not d.partial]
        return min((d.on for d in full if self._meets(d, round_, grant)), default=None)

    def _meets(self, delivery: Delivery, round_: Round, grant: int | None) -> bool:
        """Help before the decision is what its one grant is."""
        assert isinstance(round_, Stage)
        if grant is None and delivery.grant is None:
            return self._in(round_, delivery)
        if grant is None:
            return any(delivery.grant in v.grants for v in round_.verdicts)
        verdict = next((v for s in self.stages for v in s.verdicts if grant in v.grants), None)
        alone = verdict is not None and len(verdict.grants) == 1
        early = delivery.grant is None and alone and self._in(round_, delivery)
        return delivery.grant == grant or early

    def _in(self, round_: Round, delivery: Delivery) -> bool:
        after = [r for r in self.rounds if r.number == round_.number + 1]
        before_next = not after or delivery.recorded_at < after[0].registered_at
        return round_.registered_at <= delivery.recorded_at and before_next

    @property
    def to_send(self) -> Verdict | None:
        """What holds in the running round and has not been sent."""
        verdict = self.standing or self._own
        return verdict if verdict and not verdict.sent_on and not self.ending else None

    @property
    def _own(self) -> Verdict | None:
        own = self.stage.decision
        assert own is None or isinstance(own, Verdict)
        return own

    def also_asked(self, now: datetime) -> list[Task]:
        """A death, and help to be looked at again; the others stand until somebody has acted."""
        asked = [Task("death", self, None) for p in self.parties if p.died and p.principal]
        for row in self.follow_ups:
            first = instant(date.fromordinal(row.due.toordinal() - FOLLOW_UP_AHEAD), WORK_BEGINS)
            if not self.moot(row) and now >= first:
                asked.append(Task("follow-up", row, row.due))
        return asked

    def moot(self, row: FollowUp) -> bool:
        """Nobody looks after help that was given up, or in a case that has ended."""
        return row.done or self.ending is not None or row.grant in self.ended_grants
