"""Complaints and the board's answers, the help afterwards, and questions on the way."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.turns import appeals, corrections, helping
from tests.turns.choices import back, falling, number, which
from tests.turns.clerk import first
from tests.turns.file import File
from tests.turns.wrong_turns import WrongTurns


class Lives(WrongTurns):
    """A whole life, with all its turns."""

    @precondition(lambda self: self.any_case(decided=True))
    @rule(index=which, ago=back, whom=st.sampled_from([1, 1, 1, 2, 2, 3]))
    def complains(self, index: int, ago: int, whom: int) -> None:
        appeals.dispute(self.clerk, self._decided(index), ago, whom)

    def _decided(self, index: int) -> File:
        found = [f for f in self.clerk.files if f.holds and f.ending is None]
        return first(found, index) or self.case(index)

    @precondition(lambda self: any(f.complaints for f in self.clerk.files))
    @rule(
        index=which,
        outcome=st.sampled_from(["new-decision", "partly", "upheld", "upheld", "withdrawn"]),
        ago=back,
        grants=st.sampled_from([0, 0, 1, 2]),
        whose=st.sampled_from([None, None, 1, 2]),
    )
    def looked_at_again(
        self, index: int, outcome: str, ago: int, grants: int, whose: int | None
    ) -> None:
        case = first([f for f in self.clerk.files if f.complaints], index)
        appeals.look_again(self.clerk, case, outcome, ago, grants, whose)

    @precondition(lambda self: any(f.complaints for f in self.clerk.files))
    @rule(index=which, ago=back, whose=st.sampled_from([None, None, 1, 2]))
    def forwarded(self, index: int, ago: int, whose: int | None) -> None:
        case = first([f for f in self.clerk.files if f.complaints], index)
        appeals.pass_on(self.clerk, case, ago, whose)

    @precondition(lambda self: any(f.complaints for f in self.clerk.files))
    @rule(
        index=which,
        what=st.sampled_from(
            [
                corrections.complaint_receipt,
                corrections.passed_on,
                corrections.second_look,
                corrections.second_look,
            ]
        ),
        ago=st.sampled_from([0, 0, 1, 3, 12, -1]),
    )
    def complaint_corrected(self, index: int, what: Any, ago: int) -> None:
        what(self.clerk, first([f for f in self.clerk.files if f.complaints], index), ago)

    @precondition(lambda self: any(f.complaints for f in self.clerk.files))
    @rule(index=which)
    def second_look_undone(self, index: int) -> None:
        answered = [f for f in self.clerk.files if any(c.outcome for c in f.complaints)]
        complained = [f for f in self.clerk.files if f.complaints]
        corrections.no_second_look(self.clerk, first(answered or complained, index))

    @precondition(lambda self: any(f.ending for f in self.clerk.files))
    @rule(index=which)
    def ending_undone(self, index: int) -> None:
        over = [f for f in self.clerk.files if f.ending]
        corrections.no_ending(self.clerk, first(over, index))

    @precondition(lambda self: self.any_case(decided=True))
    @rule(
        index=which,
        outcome=st.sampled_from(["upheld", "dismissed", "changed", "changed", "annulled"]),
        ago=back,
        grants=st.sampled_from([0, 0, 1, 2]),
        part=st.sampled_from([False, False, True]),
        ends=falling,
    )
    def board_answers(
        self, index: int, outcome: str, ago: int, grants: int, ends: list[int], *, part: bool
    ) -> None:
        case = self._decided(index)
        appeals.board(self.clerk, case, outcome, ago, grants, ends if part else [], part=part)

    @precondition(lambda self: any(f.changed for f in self.clerk.files))
    @rule(index=which, ago=back)
    def carried_out(self, index: int, ago: int) -> None:
        case = first([f for f in self.clerk.files if f.changed], index)
        appeals.carry_out(self.clerk, case, ago)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(
        index=which,
        ago=back,
        annuls=st.sampled_from([None, None, None, 1, 2]),
        own=st.sampled_from([0, 2, 40]),
        part=st.sampled_from([False, False, True]),
        ends=falling,
    )
    def remanded(
        self, index: int, ago: int, annuls: int | None, own: int, ends: list[int], *, part: bool
    ) -> None:
        case = self._decided(index)
        if case.area.council:
            ends = ends if part or len(ends) > 1 else []
            appeals.send_back(self.clerk, case, ago, annuls, own, ends, part=part)

    @rule(index=which, ago=back)
    def reopened(self, index: int, ago: int) -> None:
        over = [f for f in self.clerk.files if f.ending or f.decision]
        corrections.new_facts(self.clerk, first(over, index) or self.case(index), ago)

    # Whole roads, which single turns seldom walk to their ends

    def _days_later(self, days: int) -> None:
        """The machine looks and the post arrives; the books are checked as after every act."""
        self.books_agree()
        self.time_passes(days, (9, 15), awake=True)
        self.books_agree()
        self.everything_arrives()
        self.books_agree()

    @precondition(lambda self: self.any_case(decided=True))
    @rule(
        index=which,
        days=st.sampled_from([0, 1, 6, 27, 40]),
        outcome=st.sampled_from(["upheld", "upheld", "upheld", "partly", "new-decision"]),
        passed_on=st.sampled_from([True, True, True, False]),
        board=st.sampled_from(["", "upheld", "dismissed", "changed", "changed", "annulled"]),
        grants=st.sampled_from([0, 1, 2]),
    )
    def disputed_to_the_end(
        self, index: int, days: int, outcome: str, board: str, grants: int, *, passed_on: bool
    ) -> None:
        case = self._decided(index)
        appeals.dispute(self.clerk, case, 0, 1)
        self._days_later(days)
        decided = outcome in ("new-decision", "partly")
        appeals.look_again(self.clerk, case, outcome, 0, grants if decided else 0)
        self._days_later(days)
        if passed_on:
            appeals.pass_on(self.clerk, case, 0)
            self._days_later(days)
        if board:
            grants = grants if board == "changed" else 0
            appeals.board(self.clerk, case, board, 0, grants, [], part=False)
            self._days_later(days)
        if board == "changed":
            appeals.carry_out(self.clerk, case, 0)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(
        index=which,
        days=st.sampled_from([0, 3, 30]),
        outcome=st.sampled_from(["upheld", "partly", "new-decision", "new-decision", "withdrawn"]),
        again=st.lists(st.sampled_from(["look", "came", "decision", "undo", "on"]), max_size=3),
        ago=st.sampled_from([1, 2, 4]),
    )
    def disputed_wrongly(
        self, index: int, days: int, outcome: str, again: list[str], ago: int
    ) -> None:
        case = self._decided(index)
        appeals.dispute(self.clerk, case, 0, 1)
        self._days_later(5)
        appeals.look_again(self.clerk, case, outcome, 0, 0)
        self._days_later(days)
        for what in again if case.complaints else []:
            if what == "look":
                corrections.second_look(self.clerk, case, days + ago)
            elif what == "came":
                corrections.complaint_receipt(self.clerk, case, days + 5 + ago)
            elif what == "decision":
                corrections.decision(self.clerk, case, days + ago, None, "granted")
            elif what == "on":
                appeals.pass_on(self.clerk, case, 0)
            else:
                corrections.no_second_look(self.clerk, case)
            self._days_later(1)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(
        index=which,
        days=st.sampled_from([0, 3, 16, 40]),
        grant=st.sampled_from([None, 1, 2]),
        kept=st.booleans(),
    )
    def supplier_settled(self, index: int, days: int, grant: int | None, *, kept: bool) -> None:
        going = [f for f in self.clerk.files if f.ending is None and f.going]
        case = first(going, index) or self._decided(index)
        helping.ask(self.clerk, case, 0, grant)
        self._days_later(days)
        if kept:
            helping.keep(self.clerk, case, 0, grant)
        else:
            helping.supplier(self.clerk, case, 0, grant, None)

    # The help, and questions on the way

    @precondition(lambda self: self.any_case(decided=True))
    @rule(index=which, ago=back, grant=number)
    def given_up(self, index: int, ago: int, grant: int | None) -> None:
        helping.give_up(self.clerk, self._decided(index), ago, grant)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(index=which, ahead=st.sampled_from([-3, 0, 2, 15, 40, 90]), grant=number)
    def wished_later(self, index: int, ahead: int, grant: int | None) -> None:
        going = [f for f in self.clerk.files if f.ending is None and f.going]
        helping.wish(self.clerk, first(going, index) or self._decided(index), ahead, grant)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(index=which, ago=back, grant=number)
    def another_supplier_wished(self, index: int, ago: int, grant: int | None) -> None:
        helping.ask(self.clerk, self._decided(index), ago, grant)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(index=which, ago=back, grant=number, asked=st.sampled_from([None, None, 0, 5]))
    def another_supplier(self, index: int, ago: int, grant: int | None, asked: int | None) -> None:
        asked = asked + ago if asked is not None else None
        helping.supplier(self.clerk, self._asked(index), ago, grant, asked)

    @precondition(lambda self: any(f.requests for f in self.clerk.files))
    @rule(index=which, ago=back, grant=number)
    def supplier_kept(self, index: int, ago: int, grant: int | None) -> None:
        helping.keep(self.clerk, self._asked(index), ago, grant)

    def _asked(self, index: int) -> File:
        found = [f for f in self.clerk.files if any(r.waits for r in f.requests)]
        return first(found, index) or self._decided(index)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(index=which, ago=back)
    def need_changes(self, index: int, ago: int) -> None:
        helps = [f for f in self.clerk.files if f.decision and f.going]
        helping.look_at_need(self.clerk, first(helps, index) or self._decided(index), ago)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(
        index=which,
        ahead=st.sampled_from([3, 20, 60, -30]),
        months=st.sampled_from([None, 1]),
        grant=number,
    )
    def follow_up_planned(
        self, index: int, ahead: int, months: int | None, grant: int | None
    ) -> None:
        helping.plan(self.clerk, self._decided(index), ahead, months, grant)

    @precondition(lambda self: any(f.follow_ups for f in self.clerk.files))
    @rule(index=which, ago=back)
    def follow_up_held(self, index: int, ago: int) -> None:
        case = first([f for f in self.clerk.files if f.follow_ups], index)
        helping.followed_up(self.clerk, case, ago)

    @rule(index=which, ago=back)
    def reminds(self, index: int, ago: int) -> None:
        appeals.question(self.clerk, self.case(index), ago)

    @precondition(lambda self: any(f.reminders for f in self.clerk.files))
    @rule(index=which, ago=back)
    def reminder_answered(self, index: int, ago: int) -> None:
        case = first([f for f in self.clerk.files if f.reminders], index)
        appeals.answer(self.clerk, case, ago)

    @rule(index=which, ago=back, days=st.sampled_from([7, 14, -1]))
    def heard(self, index: int, ago: int, days: int) -> None:
        appeals.heard(self.clerk, self.case(index), ago, days)

    @precondition(lambda self: any(f.hearings for f in self.clerk.files))
    @rule(index=which, ago=back)
    def hearing_answered(self, index: int, ago: int) -> None:
        case = first([f for f in self.clerk.files if f.hearings], index)
        appeals.they_answered(self.clerk, case, ago)
