"""A case as the table of notices sees it: who is told, how, and what people must do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tests.simulation.days import day_of, instant
from tests.simulation.facts import DIGITAL, PAPER, Clock, Letter, Person, Task, Way
from tests.simulation.model import WORK_BEGINS
from tests.turns.course import Course
from tests.turns.facts import FOLLOW_UP_AHEAD, TOLD_BY_LETTER, FollowUp, Stage, Verdict
from tests.turns.town import Place


@dataclass(eq=False)
class File(Course):
    """One case and everything that was recorded in it; what was corrected is only known right."""

    def look_on(self, today: date) -> None:
        """A look begins, on a Danish day."""
        self.today = today

    def gone(self, number: int) -> bool:
        """Dead, out of the case, or not to be told."""
        party = self.parties[number]
        left = party.principal and party.until is not None and party.until < self.today
        ahead = party.since is not None and party.since > self.today
        return party.died or left or ahead or not party.must_be_told

    @property
    def principals(self) -> list[int]:
        """The numbers of those whom the case is about."""
        return [n for n, party in enumerate(self.parties) if party.principal]

    @property
    def told_people(self) -> list[int]:
        """The numbers of those who must be told today."""
        return [n for n in self._concerned(self.place) if not self.gone(n)]

    @property
    def applicants(self) -> list[int]:
        """Those whom the case is about today, though its dates may be told to nobody."""
        named = [n for n in self.principals if not self.parties[n].anonymous]
        own = [n for n in named if self._reports(n) is self.place.to_reporter]
        return [n for n in own if not self.gone(n)]

    @property
    def written_to(self) -> list[int]:
        """Nobody has applied where a worry was reported, or help is looked at again."""
        return [] if self.place.to_reporter or self.stage.looks_again else self.told_people

    def _concerned(self, area: Place) -> list[int]:
        """Those whom an area's rule is about: who reported a worry, or everybody else."""
        if area.silent:
            return []
        own = [n for n in self.principals if self._reports(n) is area.to_reporter]
        return [n for n in own if not self.parties[n].anonymous]

    def _reports(self, number: int) -> bool:
        return self.parties[number].role == "reporter"

    def _about(self, clock: Clock) -> list[int]:
        """Whom a date concerns: of a second look, the one who complained."""
        if clock.kind not in TOLD_BY_LETTER:
            return []
        if clock.kind != "reconsideration":
            return self._concerned(self.area_of(clock))
        number = self._complaint(clock).person
        return [] if self.parties[number].anonymous else [number]

    def told_about(self, clock: Clock) -> list[int]:
        """Those who must be told about a date."""
        return [n for n in self._about(clock) if not self.gone(n)]

    def judged_by(self, clock: Clock) -> list[int]:
        """Those who had to be told on the day itself."""
        return [n for n in self._about(clock) if self.parties[n].had_to_be_told(clock.due)]

    def by_hand(self, clock: Clock) -> bool:
        """No letter of ours speaks to who reported a worry, nor of an application nobody made."""
        assert isinstance(clock.round, Stage)
        own = clock.kind == "decision" and clock.round.looks_again
        return own or self.area_of(clock).to_reporter

    def wished(self, clock: Clock) -> date | None:
        """A later start of a grant; other dates are about no help that anybody could put off."""
        if clock.kind != "delivery" or clock.grant is None:
            return None
        return self.wishes.get(clock.grant)

    def governing(self) -> list[Clock]:
        """The dates that letters are about."""
        return [c for c in super().governing() if c.kind in TOLD_BY_LETTER]

    @property
    def without_deadline(self) -> bool:
        """Whether nothing says when; help that is looked at again is a task of its own."""
        return super().without_deadline and not self.stage.looks_again

    def copied(self, letter: Letter, now: datetime) -> None:
        """Who is represented, and wishes it, gets a copy of what the representative gets."""
        party, today = self.parties[letter.person], day_of(now)
        own = party.anonymous or self.addressee(letter.person, today) is party
        if own or not party.gets_copy or letter.original or any(c.active for c in letter.copies):
            return
        copy = Letter("copy", None, letter.person, letter.for_date, now, "approved")
        copy.approved_at, copy.automatic, copy.original = now, letter.automatic, letter
        copy.ways.append(Way(self.channel_of(copy, today)))
        letter.copies.append(copy)
        self.letters.append(copy)

    def channel_of(self, letter: Letter, today: date) -> str:
        """A copy goes the party's own way."""
        if letter.original is None:
            return super().channel_of(letter, today)
        return DIGITAL if self.parties[letter.person].digital else PAPER

    def unwished(self, letter: Letter) -> bool:
        """No copy goes to who gets the letter itself by now, or wishes none, or when all ended."""
        if letter.original is None:
            return False
        party = self.parties[letter.person]
        own = self.addressee(letter.person, self.today) is party
        return not party.gets_copy or (own and letter.original.ours) or self.ending is not None

    def addressee(self, number: int, today: date) -> Person:
        """A representative whose power lasts gets the letters instead."""
        for other in self.parties:
            lasting = other.until is None or other.until >= today
            if other.stands_for == number and lasting and not other.died:
                return other
        return self.parties[number]

    @property
    def to_send(self) -> Verdict | None:
        """What holds and has not been sent."""
        verdict = self.holds or self._own
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
        return [*asked, *self._own_limits()]

    def _own_limits(self) -> Iterator[Task]:
        """Another supplier, and help to be looked at again: until it is done."""
        dates = {c.grant: c.due for c in self.running() if c.kind == "supplier-change"}
        for row in self.requests:
            if row.waits and row.grant in self.going and self.ending is None:
                yield Task("change-supplier", row, dates.get(row.number))
        if self.open and self.stage.looks_again:
            own = [c.due for c in self.running() if c.kind == "reassessment"]
            yield Task("reassess", self.stage, own[-1] if own else None)

    def moot(self, row: FollowUp) -> bool:
        """Nobody looks after help that was given up, or in a case that has ended."""
        return row.done or self.ending is not None or row.grant in self.ended_grants
