"""The course of a case: its rounds, what was decided in them and what holds, the help that came."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.simulation.days import day_of
from tests.simulation.facts import Case, Clock, Delivery, Round
from tests.turns.facts import (
    OF_THE_ROUND,
    Asked,
    Changed,
    Complaint,
    FollowUp,
    Party,
    Request,
    Stage,
    Verdict,
)
from tests.turns.town import Place


@dataclass(eq=False)
class Course(Case):
    """What happened in a case; what was corrected is only known right."""

    complaints: list[Complaint] = field(default_factory=list)
    answered: list[Verdict] = field(default_factory=list)
    #: What the board's answers came to: the complaint, if any, and the day we got them.
    answers: list[tuple[Complaint | None, date]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    reminders: list[Asked] = field(default_factory=list)
    hearings: list[Asked] = field(default_factory=list)
    ended_grants: dict[int, date] = field(default_factory=dict)
    last_days: dict[int, date] = field(default_factory=dict)  # of grants for a time
    wishes: dict[int, date] = field(default_factory=dict)  # of grants that were wished later
    requests: list[Request] = field(default_factory=list)
    today: date = date.min
    #: Dates left behind in an area that the case was moved out of later.
    left_in: dict[Clock, Place] = field(default_factory=dict)
    #: The area that a date was first counted in.
    counted_in: dict[Clock, Place] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """The area where the case lies."""
        assert isinstance(self.area, Place)
        return self.area

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
        return [] if self.replaced(stage) else stage.holding

    def replaced(self, stage: Stage) -> bool:
        """Whether a later round, begun with new facts or a changed need, has decided otherwise."""
        later = [s for s in self.stages if s.number > stage.number and s.track == "ordinary"]
        return any(s.decision and s.decision.outcome != "unchanged" for s in later)

    @property
    def holds(self) -> Verdict | None:
        """What holds now: of the running round, or until that is decided of one before."""
        earlier = self.holding if self.stage.decision is None else []
        return self.standing or (earlier[-1] if earlier else None)

    def stage_of(self, verdict: Verdict) -> Stage:
        """The round that a decision belongs to."""
        return next(s for s in self.stages if verdict in s.verdicts)

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

    @property
    def acute_left(self) -> list[Clock]:
        """The acute dates of help that an earlier round granted and that has not come."""
        earlier = [c for c in self.running() if c.round is not self.stage and c.track == "acute"]
        return [c for c in earlier if c.kind == "delivery" and self.stopped(c) is None]

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
        """Whether no help is owed at once any more: refused, unchanged, or its decision is gone."""
        own = self.stage.decision
        unchanged = own is not None and own.outcome == "unchanged"
        return self.refused or unchanged or (own is not None and not self.stage.holding)

    def area_of(self, clock: Clock) -> Place:
        """The area whose rule a date goes by: while it runs that of its round, and once it is left
        behind the one it was counted in. The law's second look has no such."""
        if clock.kind == "reconsideration":
            return Place("lov.genvurdering")
        assert isinstance(clock.round, Stage)
        left = self.left_in.get(clock, clock.round.area)
        return self.counted_in.get(clock, left) if clock.lapsed_at else left

    def _complaint(self, clock: Clock) -> Complaint:
        return next(c for c in self.complaints if c.number == clock.grant)

    def stopped(self, clock: Clock) -> tuple[date, datetime | None] | None:
        """When what was promised happened."""
        assert isinstance(clock.round, Stage)
        if clock.kind == "reconsideration":
            day = self._complaint(clock).looked_on
            return (day, None) if day else None
        if clock.kind == "supplier-change":
            found = next(r for r in self.requests if r.number == clock.grant).done_on
            return (found, None) if found else None
        own = clock.round.decision
        if clock.kind not in OF_THE_ROUND:
            return super().stopped(clock)
        if self.area_of(clock).ends == "sent":
            return self._sent(clock.round)
        return (own.on, own.at) if own else None

    def extends(self, stage: Stage, first: date) -> bool:
        """Whether a reasoned notice about the decision arrived before its first date passed."""
        about = ("decision", stage.number, None)
        return any(
            way.arrived_at is not None and day_of(way.arrived_at) <= first
            for letter in self.letters
            if letter.kind == "delay-notice" and letter.clock and letter.clock.promise == about
            if self.counted_in[letter.clock].extended
            for way in letter.ways
        )

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
