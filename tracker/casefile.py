"""One case with all its rows, and what follows from them without asking database or clock."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from rules.local_time import local_day
from rules.steps import StartEvent
from rules.terms import Clock, DeadlineKind, Track
from tracker.codes import ComplaintOutcome, Outcome, Role
from tracker.models import (
    Application,
    BoardDecision,
    Case,
    CaseLink,
    Complaint,
    Deadline,
    Decision,
    Delivery,
    Dispatch,
    Expectation,
    FollowUp,
    Grant,
    Hearing,
    Notice,
    Party,
    Reminder,
    Round,
    Task,
    Waiting,
)


@dataclass(slots=True)
class CaseFile:
    """The rows of one case, oldest first in each list."""

    case: Case
    application: Application
    parties: list[Party] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    board_decisions: list[BoardDecision] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    hearings: list[Hearing] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    links: list[CaseLink] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    dispatches: list[Dispatch] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def round(self) -> Round:
        """The round that runs, or ran last."""
        return self.rounds[-1]

    def round_of(self, round_id: UUID) -> Round:
        """The round with that id."""
        return next(item for item in self.rounds if item.id == round_id)

    def decision_of(self, round_id: UUID) -> Decision | None:
        """The decision of a round that was not recorded wrongly; it may have been annulled
        since."""
        found = [d for d in self._decisions(round_id) if d.complaint_id is None]
        own = [d for d in found if d.board_decision_id is None]
        return own[-1] if own else None

    def _decisions(self, round_id: UUID) -> list[Decision]:
        return [d for d in self.decisions if d.round_id == round_id and d.superseded_at is None]

    @staticmethod
    def reassesses(round_: Round) -> bool:
        """Whether a round looks again at help that runs: nobody has applied for it."""
        return round_.start_event == StartEvent.NEED_CHANGED

    @property
    def standing_decision(self) -> Decision | None:
        """What now holds in the running round: the last decision made and not annulled.

        After a complaint or an answer of the board it can be another than the round's own, which
        alone stopped the round's clock.
        """
        found = self.standing_of(self.round.id)
        return found if found is not None and found.annulled_on is None else None

    @property
    def held_decision(self) -> Decision | None:
        """What holds now: of the running round, and until that is decided of the one before."""
        earlier = self.holding() if self.decision is None else []
        return self.standing_decision or (earlier[-1] if earlier else None)

    def standing_of(self, round_id: UUID) -> Decision | None:
        """The last decision of a round that was not recorded wrongly, whatever came of it since."""
        found = self._decisions(round_id)
        last = [d for d in found if d.annulled_on is None] or found
        return last[-1] if last else None

    @property
    def decision(self) -> Decision | None:
        """The decision of the round that runs, or ran last."""
        return self.decision_of(self.round.id)

    def holding(self) -> list[Decision]:
        """The decisions that hold now, of any round.

        An earlier one holds beside the last: where the board answered about a part, and on new
        facts until the round that they opened is decided.
        """
        return [
            d
            for d in self.decisions
            if d.superseded_at is None and d.annulled_on is None and not self.replaced(d)
        ]

    def replaced(self, decision: Decision) -> bool:
        """Whether a later round that began with new facts has decided anew."""
        number = self.round_of(decision.round_id).number
        later = [r for r in self.rounds if r.number > number and r.track == Track.ORDINARY]
        made = [d for r in later if (d := self.decision_of(r.id)) is not None]
        return any(d.outcome != Outcome.UNCHANGED for d in made)

    def granted(self) -> list[Grant]:
        """The services that hold now, also those that somebody has given up."""
        made = {d.id for d in self.holding()}
        return [g for g in self.grants if g.decision_id in made and g.superseded_at is None]

    def grants_of(self, decision: Decision | None) -> list[Grant]:
        """The services that a decision grants."""
        if decision is None:
            return []
        return [g for g in self.grants if g.decision_id == decision.id and g.superseded_at is None]

    def current_deadlines(self, round_id: UUID | None = None) -> list[Deadline]:
        """Deadlines that no later row supersedes, of one round or of all."""
        return [
            d
            for d in self.deadlines
            if d.superseded_at is None and (round_id is None or d.round_id == round_id)
        ]

    def running(self) -> list[Deadline]:
        """Current deadlines that still are watched: those of the last round, and undelivered
        help."""
        return [d for d in self.current_deadlines() if d.lapsed_at is None]

    def delivered(self, grant_id: UUID) -> Delivery | None:
        """The first full delivery of a grant."""
        found = [d for d in self._full() if d.grant_id == grant_id or self._came_first(d, grant_id)]
        return min(found, key=lambda d: d.delivered_on, default=None)

    def delivered_in(self, round_id: UUID) -> Delivery | None:
        """The first full delivery of a round, whatever it was of: help that an earlier round gave
        keeps no promise of this one."""
        granted = {grant.id for made in self._decisions(round_id) for grant in self.grants_of(made)}
        found = [
            d
            for d in self._full()
            if d.grant_id in granted or (d.grant_id is None and self._in(round_id, d))
        ]
        return min(found, key=lambda d: d.delivered_on, default=None)

    def help_of(self, deadline: Deadline) -> Delivery | None:
        """What met a date of delivery: that of its grant, or any help of its round."""
        if deadline.grant_id is not None:
            return self.delivered(deadline.grant_id)
        return self.delivered_in(deadline.round_id)

    def _full(self) -> list[Delivery]:
        return [d for d in self.deliveries if not d.partial and d.superseded_at is None]

    def _in(self, round_id: UUID, delivery: Delivery) -> bool:
        """Whether a delivery was recorded while a round was the last."""
        round_ = self.round_of(round_id)
        later = [r.registered_at for r in self.rounds if r.number == round_.number + 1]
        before_next = not later or delivery.recorded_at < later[0]
        return round_.registered_at <= delivery.recorded_at and before_next

    def _came_first(self, delivery: Delivery, grant_id: UUID) -> bool:
        """Whether help that came before the decision of its round is what its one grant grants."""
        decision = next(
            d
            for g in self.grants
            if g.id == grant_id
            for d in self.decisions
            if d.id == g.decision_id
        )
        alone = len(self.grants_of(decision)) == 1
        return delivery.grant_id is None and alone and self._in(decision.round_id, delivery)

    def clock(self, deadline: Deadline, *, ends: str) -> Clock:
        """The deadline as the rules see it; `ends` says whether deciding or sending stops it."""
        stopped_on, stopped_at = self._stop(deadline, ends)
        return Clock(
            kind=DeadlineKind(deadline.kind),
            track=Track(deadline.track),
            starts_on=deadline.starts_on,
            due_on=deadline.due_on,
            act_by=deadline.act_by,
            due_at=deadline.due_at,
            noticed_at=deadline.recorded_at,
            stopped_on=stopped_on,
            stopped_at=stopped_at,
        )

    def _stop(self, deadline: Deadline, ends: str) -> tuple[date | None, datetime | None]:
        if deadline.kind == DeadlineKind.RECONSIDERATION:
            complaint = next(c for c in self.complaints if c.id == deadline.complaint_id)
            return complaint.reconsidered_on, None
        if deadline.kind == DeadlineKind.FORWARDING:
            return self._forwarded(deadline), None
        if deadline.kind == DeadlineKind.SUPPLIER_CHANGE:
            asked = next(f for f in self.follow_ups if str(f.id) == deadline.subject_key)
            return asked.done_on, None
        if deadline.kind == DeadlineKind.DELIVERY:
            delivery = self.help_of(deadline)
            return (delivery.delivered_on, delivery.delivered_at) if delivery else (None, None)
        decision = self.decision_of(deadline.round_id)
        if decision is None:
            return None, None
        if ends == "sent":
            return self._sent(deadline.round_id), None
        return decision.decided_on, decision.decided_at

    def _sent(self, round_id: UUID) -> date | None:
        """The day a decision of a round was sent: its own, or the one that took its place."""
        return min((d.sent_on for d in self._decisions(round_id) if d.sent_on), default=None)

    def _forwarded(self, deadline: Deadline) -> date | None:
        """The day a complaint went on, or was met or withdrawn, so that nothing had to."""
        complaint = next(c for c in self.complaints if c.id == deadline.complaint_id)
        settled = complaint.outcome in {ComplaintOutcome.NEW_DECISION, ComplaintOutcome.WITHDRAWN}
        return complaint.reconsidered_on if settled else complaint.forwarded_on

    def principals(self) -> list[Party]:
        """The parties who must be told themselves or through a representative."""
        return [p for p in self.parties if p.role != Role.REPRESENTATIVE]

    def gone(self, party: Party, today: date) -> bool:
        """Whether a party is no longer (or not yet) told anything: dead, out of the case, not a
        party who must be told."""
        over = party.until_on is not None and party.until_on < today
        ahead = party.since_on is not None and party.since_on > today
        return party.died_on is not None or over or ahead or not party.must_be_told

    def addressee(self, party: Party, today: date) -> Party:
        """Who receives the letters of a party on a day: its representative while the power
        lasts."""
        for other in self.parties:
            lasting = other.represents_until is None or other.represents_until >= today
            if other.represents_id == party.id and lasting and other.died_on is None:
                return other
        return party

    def waiting(self, today: date) -> Waiting | None:
        """What the case waits for on a day."""
        found = [w for w in self.waits if w.until_on is None or w.until_on > today]
        return found[-1] if found else None

    def expectation(self, deadline: Deadline) -> Expectation | None:
        """The latest that the caseworker has recorded about this kind of date, since its round
        began."""
        found = [
            e
            for e in self.expectations
            if e.kind == deadline.kind
            and (e.grant_id is None or e.grant_id == deadline.grant_id)
            and e.recorded_at >= self.round_of(deadline.round_id).registered_at
        ]
        return found[-1] if found else None

    def notices_about(self, deadline: Deadline) -> list[Notice]:
        """Every notice about the same promise, also about rows that the deadline superseded."""
        same = {d.id for d in self.deadlines if promise_of(d) == promise_of(deadline)}
        return [n for n in self.notices if n.deadline_id in same]

    def dispatches_of(self, notice: Notice) -> list[Dispatch]:
        """The ways a notice has gone, first attempt first."""
        return [d for d in self.dispatches if d.notice_id == notice.id]

    def acute_on(self) -> date | None:
        """The day the acute need became known to us; None in a case that is not acute."""
        return local_day(self.case.acute_from) if self.case.acute_from else None


def decided_before(decision: Decision, known: datetime) -> bool:
    """Whether a decision had been made when a need became known: by the day, else by the hour."""
    on = local_day(known)
    at = decision.decided_at or decision.recorded_at
    return decision.decided_on < on or (decision.decided_on == on and at <= known)


def promise_of(deadline: Deadline) -> tuple[UUID, str, str]:
    """What makes two deadlines dates of one promise: round, kind, and the grant or complaint."""
    return deadline.round_id, deadline.kind, deadline.subject_key
