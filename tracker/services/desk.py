"""One case on the desk: its file with the rules, calendar and settings that apply to it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

from rules.calendar import Calendar
from rules.local_time import local_day
from rules.municipality import Municipality
from rules.rule import Rule
from rules.terms import Clock, DeadlineKind, NoticeDuty, NoticeSettings, Reach, Track
from tracker.casefile import CaseFile, promise_of
from tracker.codes import DigitalPost, Role
from tracker.models import Deadline, Party
from tracker.office import Office
from tracker.rulebook import kept_rule
from tracker.store import Store

#: The promises that a letter tells of when they slip; what else slips is a task and a figure.
TOLD_BY_LETTER: Final = frozenset(
    {DeadlineKind.DECISION, DeadlineKind.DELIVERY, DeadlineKind.RECONSIDERATION}
)


@dataclass(frozen=True)
class Desk:
    """A case file in one transaction, with what is needed to weigh it."""

    store: Store
    office: Office
    file: CaseFile

    @property
    def now(self) -> datetime:
        """The instant of the act."""
        return self.store.now

    @property
    def today(self) -> date:
        """The Danish day of the act."""
        return local_day(self.store.now)

    @cached_property
    def municipality(self) -> Municipality:
        """The municipality that the case belongs to."""
        return self.office.book.of(self.file.case.municipality_code).municipality

    @property
    def calendar(self) -> Calendar:
        """Its open days."""
        return self.municipality.calendar

    @cached_property
    def settings(self) -> NoticeSettings:
        """The notice settings of the installation, with the municipality's postal lead time."""
        base = self.office.settings.notices
        return NoticeSettings(
            send_hour=base.send_hour, postal_hverdage=self.municipality.postal_hverdage
        )

    @cached_property
    def rule(self) -> Rule | None:
        """The version that governs the running round; None where none was in force."""
        return self._kept(self.file.round.rule_version) or self._in_force()

    def rule_of(self, deadline: Deadline) -> Rule | None:
        """The version that a deadline was computed from; of one that runs on in another area, that
        of the area where the case lies now."""
        here = deadline.round_id == self.file.round.id and deadline.lapsed_at is None
        own = deadline.rule_area == self.file.case.area or deadline.complaint_id is not None
        if here and not own:
            return self.rule
        return self._kept(deadline.rule_version) or self.rule

    def _in_force(self) -> Rule | None:
        case = self.file.case
        started_on = self.file.round.started_on
        return self.office.book.in_force(case.municipality_code, case.area, started_on)

    def _kept(self, version: str | None) -> Rule | None:
        return kept_rule(self.store, self.office.book, self.file.case, version)

    @property
    def ends(self) -> str:
        """Whether deciding or sending stops the decision clock of the running round."""
        return self.rule.ends if self.rule else "decided"

    def ends_of(self, deadline: Deadline) -> str:
        """Whether deciding or sending stops the decision clock, by the rule of its round; of a date
        left behind in another area, by that area's."""
        round_ = self.file.round_of(deadline.round_id)
        rule = self._kept(round_.rule_version) or self.rule
        if deadline.lapsed_at is not None and rule and rule.area != deadline.rule_area:
            rule = self._kept(deadline.rule_version) or rule
        return rule.ends if rule else "decided"

    def clock(self, deadline: Deadline) -> Clock:
        """A deadline as the rules see it."""
        return self.file.clock(deadline, ends=self.ends_of(deadline))

    def governing(self) -> list[Deadline]:
        """The running deadlines that notices are about: the earliest of each promise."""
        groups: dict[tuple[object, ...], Deadline] = {}
        for deadline in (d for d in self.file.running() if d.kind in TOLD_BY_LETTER):
            key = promise_of(deadline)
            known = groups.get(key)
            if known is None or _ends(deadline) < _ends(known):
                groups[key] = deadline
        return list(groups.values())

    def decision_deadline(self) -> Deadline | None:
        """The running round's ordinary or remanded decision deadline."""
        return self._running("decision", {Track.ORDINARY, Track.REMANDED})

    def acute_deadline(self, kind: str = "decision") -> Deadline | None:
        """The running round's acute deadline of a kind."""
        return self._running(kind, {Track.ACUTE})

    def _running(self, kind: str, tracks: set[Track]) -> Deadline | None:
        found = [
            d
            for d in self.file.running()
            if d.round_id == self.file.round.id and d.kind == kind and Track(d.track) in tracks
        ]
        return found[-1] if found else None

    def recipients(self) -> list[Party]:
        """The parties who must be told today by the rule that governs."""
        return [p for p in self.parties_of_rule() if not self.file.gone(p, self.today)]

    def parties_of_rule(self) -> list[Party]:
        """The parties who must be told, or had to be until they left the case."""
        return self._of_rule(self.rule)

    def _of_rule(self, rule: Rule | None) -> list[Party]:
        duty = rule.notice if rule else NoticeDuty.APPLICANT
        if duty is NoticeDuty.REPORTER:
            return [p for p in self.file.principals() if p.role == Role.REPORTER]
        return [p for p in self.file.principals() if p.role != Role.REPORTER]

    def concerned(self, deadline: Deadline, *, gone: bool = False) -> list[Party]:
        """Who must be told about a deadline: the parties, or the one who complained (row 14).

        With `gone` those too who have left the case, whose unsent letters must be withdrawn.
        """
        parties = self._of_rule(self.rule_of(deadline))
        complaint = next((c for c in self.file.complaints if c.id == deadline.complaint_id), None)
        if complaint is not None and complaint.party_id is not None:
            parties = [p for p in self.file.principals() if p.id == complaint.party_id]
        return parties if gone else [p for p in parties if not self.file.gone(p, self.today)]

    def reassesses(self, deadline: Deadline) -> bool:
        """Whether a date belongs to a look at help that runs: nobody has applied."""
        return self.file.reassesses(self.file.round_of(deadline.round_id))

    def reach(self, party: Party) -> Reach:
        """How letters reach a party, or the representative instead; unknown is paper."""
        addressee = self.file.addressee(party, self.today)
        registered = addressee.digital_post == DigitalPost.REGISTERED
        return Reach.DIGITAL if registered else Reach.PAPER

    @property
    def open(self) -> bool:
        """Whether the running round waits for its decision and the case has not ended otherwise."""
        return self.file.case.ending is None and self.file.decision is None


def _ends(deadline: Deadline) -> tuple[date, float]:
    instant = deadline.due_at.timestamp() if deadline.due_at else float("inf")
    return deadline.due_on, instant
