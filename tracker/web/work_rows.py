"""One case on a list in words: how near, why, how it stands, and the act that is due."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from notifications.formats import clock, tied
from rules.municipality import Municipality
from rules.standing import Standing
from rules.terms import DeadlineKind, Track
from tracker.services.work_reason import NextAct, due_of
from tracker.services.work_standing import CaseStand
from tracker.services.worklists import URGENT, WorkRow
from tracker.web import work_words as said
from tracker.web.addresses import act_address, case_address
from tracker.web.badges import Badge, badge
from tracker.web.case import words as codes
from tracker.web.nearness import nearness
from tracker.web.words import Words

PATH: Final = "/arbejde"


@dataclass(frozen=True, slots=True)
class Link:
    """An address and its words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One case as it is drawn."""

    reference: str
    address: str
    name: str
    area: str
    track: Badge | None
    kind: str
    standing: Badge
    near: str
    late: bool
    day: str
    reason: str
    act: Link | None


@dataclass(frozen=True, slots=True)
class Drawer:
    """What rows are worded with."""

    words: Words
    today: date
    home: Municipality
    titles: Mapping[str, str]
    params: Mapping[str, str]

    def address(self, **changes: str) -> str:
        """This page with some values changed; an empty one is left out."""
        # Another page of the list begins anew, unless it is what was asked for.
        values = {**self.params, "efter": "", **changes}
        kept = {name: value for name, value in values.items() if value}
        return f"{PATH}?{urlencode(kept)}" if kept else PATH

    def row(self, item: WorkRow, name: str) -> Row:
        """One case in words."""
        stand, due = item.stand, item.due
        reason = said.sentence(
            due.reason,
            self.words,
            today=self.today,
            calendar=self.home.calendar,
            cause=stand.row.awaiting_cause,
            postal_days=self.home.postal_hverdage,
        )
        return Row(
            reference=stand.row.reference,
            address=case_address(stand.row.reference),
            name=name or self.words.say("Uden navn"),
            area=self.titles.get(stand.row.area, stand.row.area),
            track=self._track(item),
            kind=self._kind(item),
            standing=self.standing(item),
            near=self._near(item),
            late=due.do_by is not None and due.do_by < self.today,
            day=self._day(item),
            reason=reason,
            act=self._act(item),
        )

    def _track(self, item: WorkRow) -> Badge | None:
        remanded = item.stand.row.track == Track.REMANDED
        return badge("remanded", self.words) if remanded else None

    def _kind(self, item: WorkRow) -> str:
        clock_ = item.due.clock
        if clock_ is None or clock_.row.kind == DeadlineKind.DECISION:
            return ""
        return codes.said(codes.KINDS, clock_.row.kind, self.words)

    def standing(self, item: WorkRow) -> Badge:
        """The one badge of a case."""
        stand = item.stand
        if stand.group == "acute":
            return badge("acute", self.words)
        if stand.standing is Standing.OVERDUE:
            code = "overdue" if stand.group in URGENT else "overdue-told"
            return badge(code, self.words)
        if stand.standing is Standing.ENDED:
            how = codes.said(codes.ENDINGS, stand.row.ending, self.words)
            plain = badge("ended", self.words)
            return Badge(plain.look, plain.icon, f"{plain.word}: {how}")
        return badge("due-today" if stand.group == "due-today" else stand.standing, self.words)

    def _near(self, item: WorkRow) -> str:
        day, clock_ = item.due.do_by, item.due.clock
        if day is None:
            return ""
        hour = clock_.row.due_at if clock_ else None
        if day == self.today and hour is not None:
            at = clock(hour, self.words.language)
            return self.words.say("i dag %(hour)s", hour=at)
        near = nearness(day, self.today, self.home.calendar, self.words)
        return near or said.weekday_and_day(day, self.today, self.words)

    def _day(self, item: WorkRow) -> str:
        """The date under its nearness, and the deadline where that is another day."""
        day, clock_ = item.due.do_by, item.due.clock
        if day is None:
            return ""
        far = not nearness(day, self.today, self.home.calendar, self.words)
        parts = [] if day == self.today or far else [self._long(day)]
        if clock_ is not None and clock_.row.due_on != day:
            due_on = said.numbers(clock_.row.due_on)
            parts.append(tied(self.words.say("frist %(day)s", day=due_on)))
        return " · ".join(parts)

    def _long(self, day: date) -> str:
        return said.weekday_and_day(day, self.today, self.words)

    def _act(self, item: WorkRow) -> Link | None:
        act, reference = item.due.act, item.stand.row.reference
        if act is None:
            return None
        words = self.words.text(said.ACTS[act])
        if act is NextAct.TASK:
            return Link(f"{case_address(reference)}#opgaver", words)
        notice = act in (NextAct.NOTICE, NextAct.NEW_NOTICE, NextAct.TELL_NOW)
        address = act_address(reference, "besked" if notice else act)
        here = self.address(efter=self.params.get("efter", ""))
        return Link(f"{address}?{urlencode({'fra': here})}", words)


def found_row(stand: CaseStand, name: str, drawer: Drawer) -> Row:
    """A case that a search found, in words; one without a running date says how it stands."""
    due = due_of(stand, drawer.today, drawer.home.calendar)
    if stand.row.settled is not None and not stand.tasks:
        due = replace(due, do_by=None)
    return drawer.row(WorkRow(stand, due), name)
