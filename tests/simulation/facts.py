"""What happened in a simulated case, as the model remembers it: plain facts, no rows, no
services."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from tests.simulation.days import day_of
from tests.simulation.town import Area

#: The letters that tell where a case stands; the others are about a date that slips.
OWN_LETTERS = ("acknowledgement", "acute-confirmation", "remand-receipt", "corrected-deadline")
DIGITAL, PAPER = "digital-post", "paper"
LOST = ("returned", "failed")


@dataclass(eq=False)
class Person:
    """Somebody in the case; `stands_for` is the number of the person represented."""

    role: str = "applicant"
    digital: bool = True
    anonymous: bool = False
    stands_for: int | None = None
    until: date | None = None


@dataclass(eq=False)
class Decision:
    """What was decided; `grants` are numbered through the whole case."""

    outcome: str
    on: date
    at: datetime | None
    recorded_at: datetime
    grants: list[int]
    sent_on: date | None = None


@dataclass(eq=False)
class Round:
    """From a receipt or a remand to its decision."""

    number: int
    track: str
    start: date | datetime
    registered_at: datetime
    decision: Decision | None = None

    @property
    def started_on(self) -> date:
        """Day zero."""
        return day_of(self.start) if isinstance(self.start, datetime) else self.start


@dataclass(eq=False)
class Clock:
    """One date that was promised: never changed, only replaced (`gone`) or left behind
    (`lapsed`)."""

    kind: str
    track: str
    round: Round
    grant: int | None
    start: date
    due: date
    act_by: date
    due_at: datetime | None
    noticed_at: datetime
    from_contact: bool = False
    gone: bool = False
    lapsed_at: datetime | None = None

    @cached_property
    def promise(self) -> tuple[str, int, int | None]:
        """Which promise the date belongs to, however often the date moves."""
        return self.kind, self.round.number, self.grant

    @property
    def at_once(self) -> bool:
        """Due the day it starts, or within hours."""
        return self.due_at is not None or self.due == self.start

    @property
    def ends(self) -> tuple[date, float]:
        """For finding the earliest."""
        return self.due, self.due_at.timestamp() if self.due_at else float("inf")


@dataclass(eq=False)
class Way:
    """A letter on its way through one channel."""

    channel: str
    state: str = "queued"
    rendered: bool = False
    lease: datetime | None = None
    sent_at: datetime | None = None
    arrived_at: datetime | None = None
    posted: bool = False
    message: UUID | None = None


@dataclass(eq=False)
class Letter:
    """A notice: one party, one date, one kind."""

    kind: str
    clock: Clock | None
    person: int
    for_date: date
    made_at: datetime
    state: str = "draft"
    until: date | None = None
    approved_at: datetime | None = None
    automatic: bool = False
    ways: list[Way] = field(default_factory=list)
    listed: dict[str, date] = field(default_factory=dict)  # an acknowledgement: every case's date
    copies: list["Letter"] = field(default_factory=list)  # for who is represented, and wishes one
    original: "Letter | None" = None

    @property
    def active(self) -> bool:
        """Not withdrawn."""
        return self.state in ("draft", "approved")

    @property
    def ours(self) -> bool:
        """No copy is out, and none in the dispatcher's hands: what waits can be withdrawn."""
        states = {way.state for way in self.ways}
        out = states & {"claimed", "sent", "available"}
        return self.active and not out and ("queued" in states or "returned" not in states)

    @property
    def lost(self) -> bool:
        """Every copy came back."""
        gone = [way for way in self.ways if way.state != "cancelled"]
        return bool(gone) and all(way.state in LOST for way in gone)

    @property
    def proven(self) -> datetime | None:
        """When it was available to the party, where that is known."""
        arrived = [w.arrived_at for w in self.ways if w.state == "available" and w.arrived_at]
        return min(arrived) if arrived and self.state == "approved" else None

    def take_back(self, how: str) -> None:
        """A letter that has not left is withdrawn, and what copies it."""
        self.state = how
        for way in self.ways:
            if way.state == "queued":
                way.state = "cancelled"
        for copy in self.copies:
            if copy.ours:
                copy.take_back(how)


def speaks_of(letter: Letter, clock: Clock) -> bool:
    """A letter that left before the need became acute says nothing about the acute date: row 5
    comes before row 12."""
    if clock.track != "acute" or letter.ours or letter.approved_at is None:
        return True
    return letter.approved_at >= clock.noticed_at


@dataclass(eq=False)
class Task:
    """Something a person must do."""

    kind: str
    about: object
    for_date: date | None
    done_at: datetime | None = None
    lapsed: bool = False  # nobody did it: nothing asked for it any more


@dataclass(eq=False)
class Expected:
    """What a caseworker said about when; `until` is the date, or the end of the time frame."""

    kind: str
    until: date
    recorded_at: datetime
    gives_reason: bool


@dataclass(eq=False)
class Waiting:
    """What a case waits for; it moves no date."""

    cause: str
    since: date
    until: date | None = None


@dataclass(eq=False)
class Delivery:
    """Help that came."""

    grant: int | None
    on: date
    partial: bool
    recorded_at: datetime


@dataclass(eq=False)
class Case:
    """One case of the model."""

    reference: str
    area: Area
    application: "Application"
    people: list[Person]
    rounds: list[Round]
    acute_from: datetime | None = None
    clocks: list[Clock] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    grants: int = 0
    ending: str | None = None
    ended_on: date | None = None
    split_off: bool = False

    def look_on(self, today: date) -> None:
        """A look begins, on a Danish day."""

    def area_of(self, _clock: Clock) -> Area:
        """The area that a date belongs to."""
        return self.area

    def told_about(self, clock: Clock) -> list[int]:
        """The numbers of those who must be told when this date slips."""
        return [] if self.area_of(clock).silent else self.told_people

    def judged_by(self, clock: Clock) -> list[int]:
        """The numbers of those who had to be told on the day of a date."""
        return self.told_about(clock)

    def gone(self, _number: int) -> bool:
        """Whether nothing goes to a party any more."""
        return False

    @property
    def to_send(self) -> Decision | None:
        """The decision that must still be sent."""
        decision = self.decision
        return decision if decision and not decision.sent_on and not self.ending else None

    def also_asked(self, _now: datetime) -> list[Task]:
        """Tasks that come from anything else than the table of notices."""
        return []

    def by_hand(self, _clock: Clock) -> bool:
        """Whether a person tells of a date, because no letter of ours speaks to the reader."""
        return False

    def copied(self, _letter: Letter, _now: datetime) -> None:
        """A letter is approved, or leaves: who is represented may get a copy."""

    def unwished(self, _letter: Letter) -> bool:
        """Whether a letter goes no more, although its date is still called for."""
        return False

    @property
    def written_to(self) -> list[int]:
        """The numbers of those who get the case's own letters."""
        return self.told_people

    @property
    def without_deadline(self) -> bool:
        """Whether nothing says when the case must be decided."""
        return self.open and not self.governing() and not self.area.silent

    @property
    def round(self) -> Round:
        """The last round."""
        return self.rounds[-1]

    @property
    def decision(self) -> Decision | None:
        """The last round's decision."""
        return self.round.decision

    @property
    def open(self) -> bool:
        """Undecided, and not ended otherwise."""
        return self.ending is None and self.decision is None

    @property
    def told_people(self) -> list[int]:
        """The numbers of those who must be told when a date slips."""
        if self.area.silent:
            return []
        return [
            number
            for number, person in enumerate(self.people)
            if person.role != "representative" and not person.anonymous
        ]

    def addressee(self, number: int, today: date) -> Person:
        """Who gets the letters of a party on a day."""
        for other in self.people:
            if other.stands_for == number and (other.until is None or other.until >= today):
                return other
        return self.people[number]

    def channel(self, number: int, today: date) -> str:
        """How a letter to a party travels on a day."""
        return DIGITAL if self.addressee(number, today).digital else PAPER

    def channel_of(self, letter: Letter, today: date) -> str:
        """How a letter travels on a day."""
        return self.channel(letter.person, today)

    def running(self) -> list[Clock]:
        """Dates that are still watched."""
        return [c for c in self.clocks if not c.gone and c.lapsed_at is None]

    def governing(self) -> list[Clock]:
        """Of the dates of one promise, the earliest governs."""
        first: dict[object, Clock] = {}
        for clock in self.running():
            known = first.get(clock.promise)
            if known is None or clock.ends < known.ends:
                first[clock.promise] = clock
        return list(first.values())

    def own_clock(self, *tracks: str) -> Clock | None:
        """The running round's decision date of one of the tracks."""
        found = [
            c
            for c in self.running()
            if c.round is self.round and c.kind == "decision" and c.track in tracks
        ]
        return found[-1] if found else None

    def stopped(self, clock: Clock) -> tuple[date, datetime | None] | None:
        """When what was promised happened."""
        if clock.kind == "delivery":
            day = self.delivered_on(clock.round, clock.grant)
            return (day, None) if day else None
        decision = clock.round.decision
        if decision is None:
            return None
        if self.area.ends == "sent":
            return (decision.sent_on, None) if decision.sent_on else None
        return decision.on, decision.at

    def delivered_on(self, round_: Round, grant: int | None) -> date | None:
        """The day help came: that of a grant, or the first of any."""
        full = [d for d in self.deliveries if not d.partial]
        days = [d.on for d in full if self._meets(d, round_, grant)]
        return min(days, default=None)

    def _meets(self, delivery: Delivery, round_: Round, grant: int | None) -> bool:
        """Whether this help is that grant; what came before the decision of its round is what its
        one grant is, and without a grant the help that came in the round."""
        after = [r.registered_at for r in self.rounds if r.number == round_.number + 1]
        before_next = not after or delivery.recorded_at < after[0]
        in_round = round_.registered_at <= delivery.recorded_at and before_next
        if grant is None and delivery.grant is None:
            return in_round
        if grant is None:
            return round_.decision is not None and delivery.grant in round_.decision.grants
        alone = round_.decision is not None and len(round_.decision.grants) == 1
        return delivery.grant == grant or (delivery.grant is None and alone and in_round)

    def about(self, clock: Clock, person: int) -> Iterator[Letter]:
        """The letters to a party about the promise that a date belongs to."""
        for letter in self.letters:
            if letter.kind in OWN_LETTERS or letter.person != person or letter.clock is None:
                continue
            if letter.clock.promise == clock.promise:
                yield letter

    def waiting(self, today: date) -> Waiting | None:
        """What the case waits for on a day."""
        found = [w for w in self.waits if w.until is None or w.until > today]
        return found[-1] if found else None

    def wished(self, _clock: Clock) -> date | None:
        """A later day on which somebody wished that help begins."""
        return None

    def expectation(self, clock: Clock) -> Expected | None:
        """The caseworker's last word on a promise of this kind, since its round began."""
        found = [
            e
            for e in self.expected
            if e.kind == clock.kind and e.recorded_at >= clock.round.registered_at
        ]
        return found[-1] if found else None


@dataclass(eq=False)
class Application:
    """What came in one letter: a case for each area."""

    received: date | datetime
    registered_at: datetime
    cases: list[Case] = field(default_factory=list)

    @property
    def received_on(self) -> date:
        """The Danish day of receipt."""
        return day_of(self.received) if isinstance(self.received, datetime) else self.received
