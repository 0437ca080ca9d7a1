"""People who come, change and go, what was recorded wrongly, and a case in the wrong place."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.turns import corrections, people
from tests.turns.choices import area_names, back, birthdays, child, which
from tests.turns.clerk import first
from tests.turns.facts import Party
from tests.turns.road import Road
from tests.turns.town import AREAS
from tracker.codes import DigitalPost
from tracker.services.party_values import PartyChange


class WrongTurns(Road):
    """A life whose record must be put right."""

    @rule(
        index=which,
        role=st.sampled_from(
            ["custody-holder", "child", "child", "reporter", "representative", "representative"]
        ),
        digital=st.booleans(),
        whom=st.sampled_from([1, 1, 1, 2, 3]),
        ahead=st.sampled_from([None, 1, 20]),
        told=st.sampled_from([None, None, True, False]),
        ten_in=birthdays,
        copy=st.booleans(),
    )
    def somebody_comes(
        self,
        index: int,
        role: str,
        whom: int,
        ahead: int | None,
        told: bool | None,
        ten_in: int | None,
        *,
        digital: bool,
        copy: bool,
    ) -> None:
        until = self.clerk.today + timedelta(days=ahead) if ahead else None
        party = Party(role, digital)
        if role == "child":
            party = child(digital, ten_in, told)
        party.until, party.said = until, told
        party.gets_copy = copy and (role == "representative" or index == 0)
        people.join_in(self.clerk, self.case(index), party, whom)

    @rule(
        index=which,
        whom=st.sampled_from([1, 1, 2, 3]),
        what=st.sampled_from(
            [
                *("exempt", "registered", "untold", "untold", "told", "told", "until", "died", ""),
                *("moved", "copy", "copy", "no copy"),
                *("lives", "stays", "for the first", "for the second"),
            ]
        ),
        ago=back,
    )
    def somebody_changes(self, index: int, whom: int, what: str, ago: int) -> None:
        day = self.clerk.back(ago)
        changes = {
            "exempt": PartyChange(digital_post=DigitalPost.EXEMPT),
            "registered": PartyChange(digital_post=DigitalPost.REGISTERED),
            "untold": PartyChange(must_be_told=False),
            "told": PartyChange(must_be_told=True),
            "until": PartyChange(until=day),
            "died": PartyChange(died_on=day),
            "moved": PartyChange(address=("Anden Vej 2", "0000 Fjordby"), secret_address=True),
            "copy": PartyChange(gets_copy=True),
            "no copy": PartyChange(gets_copy=False),
            "lives": PartyChange(lives=True),
            "stays": PartyChange(stays=True),
            "for the first": PartyChange(represents=1, why="forkert part"),
            "for the second": PartyChange(represents=2, why="forkert part"),
            "": PartyChange(),
        }
        people.change(self.clerk, self.case(index), whom, changes[what])

    @rule(index=which, days=st.sampled_from([-2, 1, 5, 20, 0, 60]))
    def receipt_corrected(self, index: int, days: int) -> None:
        case = self.case(index)
        old = case.application.received
        moved: date | datetime = old + timedelta(days=-days)
        corrections.receipt(self.clerk, case, moved)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(
        index=which,
        ago=st.sampled_from([None, 0, 2, 10]),
        sent=st.sampled_from([None, None, 0, 1]),
        outcome=st.sampled_from([None, None, "granted", "refused"]),
    )
    def decision_corrected(
        self, index: int, ago: int | None, sent: int | None, outcome: str | None
    ) -> None:
        corrections.decision(self.clerk, self.case(index), ago, sent, outcome)

    @precondition(lambda self: self.any_case(decided=True))
    @rule(index=which)
    def decision_undone(self, index: int) -> None:
        corrections.undo(self.clerk, self.case(index))

    @precondition(lambda self: any(f.deliveries for f in self.clerk.files))
    @rule(index=which, ago=st.sampled_from([None, 0, 1, 6]))
    def delivery_corrected(self, index: int, ago: int | None) -> None:
        case = first([f for f in self.clerk.files if f.deliveries], index)
        last = case.deliveries[-1]
        if last.grant is not None or last.recorded_at >= case.stage.registered_at:
            corrections.delivery(self.clerk, case, ago)

    @precondition(lambda self: any(f.acute_from for f in self.clerk.files))
    @rule(index=which, hours=st.sampled_from([0, 1, 25, 200, -2]))
    def acute_corrected(self, index: int, hours: int) -> None:
        since = self.clerk.now - timedelta(hours=hours)
        corrections.acute(self.clerk, self.case(index), since)

    @precondition(lambda self: any(len(f.rounds) > 1 for f in self.clerk.files))
    @rule(index=which, ago=back)
    def remand_corrected(self, index: int, ago: int) -> None:
        case = first([f for f in self.clerk.files if len(f.rounds) > 1], index)
        if case.area.decision is None or case.area.decision.unit != "hours":
            corrections.remand_receipt(self.clerk, case, ago)

    @precondition(lambda self: self.any_case(decided=False))
    @rule(index=which, name=area_names)
    def reclassified(self, index: int, name: str) -> None:
        case = self.case(index)
        lawful = AREAS[name].council or case.stage.track == "ordinary"
        if lawful and name != "krisehjaelp":
            corrections.another_area(self.clerk, case, name)

    @precondition(lambda self: len(self.clerk.files) < 4)
    @rule(index=which, names=st.lists(area_names, max_size=2))
    def split(self, index: int, names: list[str]) -> None:
        case = self.case(index)
        if "krisehjaelp" not in names or isinstance(case.application.received, datetime):
            corrections.split_off(self.clerk, case, names)

    @precondition(lambda self: len(self.clerk.files) > 1)
    @rule(index=which, other=which)
    def joined(self, index: int, other: int) -> None:
        case = self.case(index)
        same = [f for f in self.clerk.files if f.area is case.area and f is not case]
        corrections.duplicate(self.clerk, case, first(same, other) or self.case(other))

    @rule(index=which, team=st.sampled_from(["voksne", "  "]))
    def handed_over(self, index: int, team: str) -> None:
        corrections.another_desk(self.clerk, self.case(index), team)
