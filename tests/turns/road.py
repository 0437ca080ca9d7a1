"""The straight road: an application, time and the machine, a decision, help, an ending."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.helpers import Installation
from tests.simulation.days import instant
from tests.turns import acts, people
from tests.turns.checks import check
from tests.turns.choices import FIRST, TASKS, area_names, back, crowds, number, which
from tests.turns.clerk import Clerk, Tally, first
from tests.turns.facts import Party
from tests.turns.file import File
from tests.turns.town import AREAS
from tests.turns.world import quieten
from tests.turns.writes import Writes


class Road(RuleBasedStateMachine):
    """One life after another in the same town: from the application to the help."""

    town: Installation
    tally: Tally
    writes: Writes

    @initialize(
        day=st.integers(0, 300),
        hour=st.sampled_from([(0, 20), (5, 50), (9, 0), (11, 55), (12, 40), (16, 0), (23, 10)]),
        names=st.lists(area_names, min_size=1, max_size=2, unique=True),
        crowd=crowds(),
        late=st.sampled_from([0, 0, 0, 1, 4, 15, 60]),
        how=st.sampled_from(["", "", "", "", "acute", "remanded"]),
        outcome=st.sampled_from([None, None, "granted", "granted", "partly", "refused"]),
        grants=st.sampled_from([0, 1, 2]),
        after=st.sampled_from([1, 8, 40]),
    )
    def begin(
        self,
        day: int,
        hour: tuple[int, int],
        names: list[str],
        crowd: list[Party],
        late: int,
        how: str,
        outcome: str | None,
        grants: int,
        after: int,
    ) -> None:
        """An application comes in; most are decided when the life goes on, for there is more to
        live after a decision than before."""
        now = instant(FIRST + timedelta(days=day), *hour)
        self.clerk = Clerk(self.town, self.tally, self.writes, now)
        self.tally.lives += 1
        remanded = how == "remanded" and all(AREAS[n].council for n in names)
        came = self.received(names, late)
        acts.apply(self.clerk, names, came, crowd, acute=how == "acute", remanded=remanded)
        if outcome is None:
            return
        self.time_passes(after, (9, 15), awake=True)
        self.books_agree()
        self.everything_arrives()
        grants = 0 if outcome == "refused" else grants
        acts.rule_on(self.clerk, self.clerk.files[0], outcome, 0, grants, 0)

    def received(self, names: list[str], late: int) -> date | datetime:
        """A day, or where a limit in hours needs it an instant."""
        if "krisehjaelp" in names:
            return self.clerk.now - timedelta(hours=7 * late)
        return self.clerk.back(late)

    def case(self, index: int) -> File:
        """One of the cases; those that run are met more often."""
        files = self.clerk.files
        running = [f for f in files if f.ending is None]
        found = first(running if index < 5 and running else files, index)
        assert isinstance(found, File)
        return found

    def any_case(self, *, decided: bool | None = None) -> bool:
        """Whether a case stands so that a turn makes sense."""
        open_ones = [f for f in self.clerk.files if f.ending is None]
        return any(decided is None or (f.decision is not None) is decided for f in open_ones)

    def teardown(self) -> None:
        """The life is over: all is looked at once more, then nobody looks at it any more."""
        if hasattr(self, "clerk"):
            if not self.clerk.unchecked:  # else it ended with what was found wrong
                check(self.town, self.clerk.files, self.clerk.now)
            quieten(self.town, [f.reference for f in self.clerk.files])

    @invariant()
    def books_agree(self) -> None:
        """After every act the rows equal the model."""
        if hasattr(self, "clerk") and self.clerk.unchecked:
            touched = [f for f in self.clerk.files if f in self.clerk.unchecked]
            check(self.town, touched, self.clerk.now)
            self.clerk.unchecked = set()
            self.clerk.now += timedelta(minutes=1)

    # Time, the machine and the post

    @rule(
        days=st.sampled_from([0, 0, 1, 1, 2, 4, 7, 14, 28, 60]),
        hour=st.sampled_from(
            [(0, 0), (6, 0), (6, 30), (9, 15), (12, 0), (12, 5), (16, 0), (23, 20)]
        ),
        awake=st.sampled_from([True, True, True, True, False]),
    )
    def time_passes(self, days: int, hour: tuple[int, int], *, awake: bool) -> None:
        """A later hour or day; mostly the machine looks, and sends."""
        later = instant(self.clerk.today + timedelta(days=days), *hour)
        self.clerk.now = later if later > self.clerk.now else self.clerk.now + timedelta(hours=2)
        self.clerk.unchecked = set(self.clerk.files)
        if awake:
            people.look(self.clerk)
            people.post(self.clerk)

    @rule()
    def machine_looks(self) -> None:
        """The sweep alone; the letters wait."""
        people.look(self.clerk)

    @precondition(lambda self: bool(people.ways(self.clerk, "sent")))
    @rule()
    def everything_arrives(self) -> None:
        """A good day: all that was sent is confirmed."""
        for case, letter, way in people.ways(self.clerk, "sent"):
            people.arrive(self.clerk, case, letter, way)

    @precondition(lambda self: bool(people.ways(self.clerk, "sent", "available")))
    @rule(index=which)
    def letter_comes_back(self, index: int) -> None:
        """A letter is rejected or comes back."""
        case, letter, way = first(people.ways(self.clerk, "sent", "available"), index)
        people.come_back(self.clerk, case, letter, way, 0)

    @precondition(lambda self: bool(people.ways(self.clerk, "queued", "cancelled", "returned")))
    @rule(index=which)
    def letter_that_never_left_comes_back(self, index: int) -> None:
        """Which cannot be."""
        found = people.ways(self.clerk, "queued", "cancelled", "returned")
        case, letter, way = first(found, index)
        people.come_back(self.clerk, case, letter, way, 0)

    # The straight road

    @precondition(lambda self: len(self.clerk.files) < 4)
    @rule(
        names=st.lists(area_names, max_size=2),
        crowd=crowds(),
        late=st.sampled_from([0, 0, 2, 20, -1]),
        again=st.booleans(),
    )
    def apply_again(self, names: list[str], crowd: list[Party], late: int, *, again: bool) -> None:
        """A further application, perhaps the same once more."""
        if again:
            names = [self.case(0).area.name]
        acts.apply(self.clerk, names, self.received(names, late), crowd)

    @precondition(lambda self: self.any_case(decided=False))
    @rule(index=which, hours=st.sampled_from([None, None, 1, 30, 400, -3]))
    def becomes_acute(self, index: int, hours: int | None) -> None:
        since = self.clerk.now - timedelta(hours=hours) if hours else None
        acts.flag(self.clerk, self.case(index), since)

    @precondition(lambda self: any(f.acute_from or f.acute_left for f in self.clerk.files))
    @rule(index=which)
    def acute_no_more(self, index: int) -> None:
        acts.unflag(self.clerk, self.case(index))

    @precondition(lambda self: self.any_case(decided=False))
    @rule(
        index=which,
        outcome=st.sampled_from(["granted", "granted", "partly", "refused", "unchanged"]),
        ago=back,
        grants=st.sampled_from([0, 0, 1, 2]),
        sent=st.sampled_from([None, 0, 0, 0, 2]),
        lasting=st.sampled_from([None, None, 10, 100]),
    )
    def decided(
        self,
        index: int,
        outcome: str,
        ago: int,
        grants: int,
        sent: int | None,
        lasting: int | None,
    ) -> None:
        case = self.case(index)
        if outcome == "unchanged" and not case.stage.looks_again and index:
            outcome = "granted"  # which would only be refused
        acts.rule_on(self.clerk, case, outcome, ago, grants, sent, lasting)

    @rule(index=which, ago=back)
    def decision_sent(self, index: int, ago: int) -> None:
        waiting = [f for f in self.clerk.files if f.to_send]
        acts.send_decision(self.clerk, first(waiting, index) or self.case(index), ago)

    @rule(index=which, ago=back, grant=number, partial=st.sampled_from([False, False, True]))
    def help_comes(self, index: int, ago: int, grant: int | None, *, partial: bool) -> None:
        owed = [f for f in self.clerk.files if any(c.kind == "delivery" for c in f.running())]
        chosen = first(owed, index) or self.case(index)
        acts.help_comes(self.clerk, chosen, ago, grant, partial=partial)

    @rule(
        index=which,
        how=st.sampled_from(["withdrawn", "died", "moved", "transferred", "dismissed"]),
        ago=back,
        really=st.integers(0, 3),
    )
    def ends(self, index: int, how: str, ago: int, really: int) -> None:
        if really == 0:
            acts.end(self.clerk, self.case(index), how, ago)

    @rule(index=which, cause=st.sampled_from(["doctor", "applicant", "supplier"]), ago=back)
    def waits(self, index: int, cause: str, ago: int) -> None:
        acts.wait(self.clerk, self.case(index), cause, ago)

    @precondition(lambda self: any(f.waits for f in self.clerk.files))
    @rule(index=which, ago=back)
    def waits_no_more(self, index: int, ago: int) -> None:
        acts.stop_wait(self.clerk, self.case(index), ago)

    @rule(
        index=which,
        kind=st.sampled_from(["decision", "decision", "delivery", "reconsideration"]),
        ahead=st.sampled_from([0, 1, 6, 30, 60, 90]),
        cause=st.sampled_from([None, "doctor", "home-visit"]),
        weeks=st.booleans(),
    )
    def expects(self, index: int, kind: str, ahead: int, cause: str | None, *, weeks: bool) -> None:
        ahead = max(1, ahead // 5) if weeks else ahead
        acts.promise(self.clerk, self.case(index), kind, ahead, cause, weeks=weeks)

    @rule(index=which)
    def approves(self, index: int) -> None:
        drafts = [f for f in self.clerk.files if any(x.state == "draft" for x in f.letters)]
        acts.approve(self.clerk, first(drafts, index) or self.case(index))

    @rule(index=which, kind=st.sampled_from(TASKS))
    def finishes(self, index: int, kind: str) -> None:
        case = self.case(index)
        waiting = sorted({t.kind for t in case.tasks if t.done_at is None})
        acts.finish(self.clerk, case, first(waiting, len(kind)) if index % 2 and waiting else kind)
