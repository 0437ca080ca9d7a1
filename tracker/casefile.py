"""One case with all its rows, and what follows from them without asking database or clock."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from rules.local_time import local_day
from rules.terms import Clock, DeadlineKind, Track
from tracker.codes import Role
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

    @property
    def standing_decision(self) -> Decision | None:
        """What now holds in the running round: the last decision made and not annulled.

        After a complaint or an answer of the board it can be another than the round's own, which
        alone stopped the round's clock.
        """
        found = self.standing_of(self.round.id)
        return found if found is not None and found.annulled_on is None else None

    def standing_of(self, round_id: UUID) -> Decision | None:
        """The last decision of a round that was not recorded wrongly, whatever came of it since."""
        found = self._decisions(round_id)
        holding = [d for d in found if d.annulled_on is None]
        last = holding or found
        return last[-1] if last else None

    @property
    def decision(self) -> Decision | None:
        """The decision of the round that runs, or ran last."""
        return self.decision_of(self.round.id)

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

    def delivered(self, grant_id: UUID | None) -> Delivery | None:
        """The first full delivery of a grant; without a grant, the first of the case."""
        full = [
            d
            for d in self.deliveries
            if not d.partial
            and d.superseded_at is None
            and (grant_id is None or d.grant_id == grant_id or self._came_first(d, grant_id))
        ]
        return min(full, key=lambda d: d.delivered_on, default=None)

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
        since = self.round_of(decision.round_id).registered_at
        return delivery.grant_id is None and alone and delivery.recorded_at >= since

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
        if deadline.kind == DeadlineKind.DELIVERY:
            delivery = self.delivered(deadline.grant_id)
            return (delivery.delivered_on, delivery.delivered_at) if delivery else (None, None)
        decision = self.decision_of(deadline.round_id)
        if decision is None:
            return None, None
        if ends == "sent":
            return decision.sent_on, None
        return decision.decided_on, decision.decided_at

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


def promise_of(deadline: Deadline) -> tuple[UUID, str, str]:
    """What makes two deadlines dates of one promise: round, kind, and the grant or complaint."""
    return deadline.round_id, deadline.kind, deadline.subject_key
