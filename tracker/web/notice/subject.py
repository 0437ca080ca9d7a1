"""What a notice page is about: one running date of a case, and each who must be told of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.notice_facts import NoticeState
from rules.standing import NoticeTimes, notice_times
from rules.terms import Clock, DeadlineKind, NoticeDuty, Reach
from tracker.models import Deadline, Notice, Party
from tracker.services.desk import Desk
from tracker.services.noticing import unsent
from tracker.services.weighing import current_notice, recipient_of
from tracker.web.acts.lawful import CLOSED
from tracker.web.words import mark

#: How an address names the date that a notice is about.
SLUGS: Final = {
    "afgoerelse": DeadlineKind.DECISION,
    "levering": DeadlineKind.DELIVERY,
    "genvurdering": DeadlineKind.RECONSIDERATION,
}
_SLUG_OF: Final = {kind: slug for slug, kind in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """One who must be told: how, by when, and the notice that stands about it."""

    number: int
    party: Party
    reach: Reach
    times: NoticeTimes
    notice: Notice | None

    @property
    def approved(self) -> bool:
        """Whether a letter about the date at stake is on its way or has gone."""
        return self.notice is not None and self.notice.state == NoticeState.APPROVED


@dataclass(frozen=True, slots=True)
class Subject:
    """One running date, and everybody who is written to about it."""

    desk: Desk
    deadline: Deadline
    clock: Clock
    told: tuple[Told, ...]

    @property
    def slug(self) -> str:
        """The date's name in an address."""
        return _SLUG_OF[self.kind]

    @property
    def kind(self) -> DeadlineKind:
        """Which promise the date belongs to."""
        return DeadlineKind(self.deadline.kind)

    @property
    def stake(self) -> date:
        """The latest date that somebody was given: what a new one must lie after."""
        return max(one.times.at_stake for one in self.told)

    @property
    def first(self) -> Told:
        """The one whose letter must leave first."""
        waiting = [one for one in self.told if not one.approved] or list(self.told)
        return min(waiting, key=lambda one: one.times.leave_by)

    @property
    def leave_by(self) -> datetime:
        """S: by when the first letter must leave."""
        return self.first.times.leave_by

    @property
    def settled(self) -> bool:
        """Whether every letter is approved already."""
        return all(one.approved for one in self.told)

    def on_its_way(self, one: Told) -> bool:
        """Whether an approved letter has not left us yet."""
        return one.notice is not None and unsent(self.desk, one.notice)


def subject_of(desk: Desk, slug: str | None) -> Subject | None:
    """What a notice can be about: the named date, else the one that falls first; None for none."""
    if not desk.file.case.ending:
        wanted = SLUGS.get(slug or "")
        for deadline in sorted(running(desk), key=lambda d: (d.due_on, d.kind)):
            if (wanted in (None, deadline.kind)) and (told := _told(desk, deadline)):
                return Subject(desk, deadline, desk.clock(deadline), told)
    return None


def running(desk: Desk) -> list[Deadline]:
    """The dates that run and that letters tell of."""
    return [d for d in desk.governing() if not desk.clock(d).stopped]


def slug_of(deadline: Deadline) -> str:
    """A date's name in an address."""
    return _SLUG_OF[DeadlineKind(deadline.kind)]


def _told(desk: Desk, deadline: Deadline) -> tuple[Told, ...]:
    rule = desk.rule_of(deadline)
    if rule is not None and rule.notice is not NoticeDuty.APPLICANT:
        return ()
    concerned = {party.id for party in desk.concerned(deadline) if not party.anonymous}
    clock = desk.clock(deadline)
    found = []
    for number, party in enumerate(desk.file.parties, 1):
        if party.id in concerned:
            recipient = recipient_of(desk, deadline, party)
            times = notice_times(
                clock, recipient, now=desk.now, calendar=desk.calendar, settings=desk.settings
            )
            notice = current_notice(desk, deadline, party, times.at_stake)
            found.append(Told(number, party, desk.reach(party), times, notice))
    return tuple(found)


def why_none(desk: Desk) -> str:
    """Why no notice can be written, in the words of the page."""
    if desk.file.case.ending is not None:
        return CLOSED
    rule = desk.rule
    if rule is not None and rule.notice is NoticeDuty.NONE:
        return mark("I den slags sager er der ingen, der skal have besked om fristen.")
    if rule is not None and rule.notice is NoticeDuty.REPORTER:
        return mark("Her går der ikke breve af sted. Ring til den, der henvendte sig.")
    if running(desk):
        return mark("Ansøger er anonym, så der er ingen at skrive til.")
    return mark("Der løber ingen frist, som en besked kan handle om.")
