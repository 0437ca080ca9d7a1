"""One act of a life, carried out through the services as a person would by the command line."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from rules.calendar import Calendar
from rules.notice_facts import TaskKind
from rules.terms import DeadlineKind, Track
from tracker.demo.script import (
    Act,
    Acute,
    Anchor,
    Arrived,
    Await,
    Called,
    CameBack,
    Close,
    Correct,
    Decide,
    Deliver,
    Expect,
    Remand,
    Sent,
    When,
)
from tracker.office import Office
from tracker.services.approving import approve_notices, finish_task
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close
from tracker.services.confirming import report_returned
from tracker.services.correcting import correct_receipt
from tracker.services.deciding import NewGrant, decide, record_sent
from tracker.services.delivering import deliver
from tracker.services.expecting import NewExpectation, await_information, expect, stop_awaiting
from tracker.services.registering import AcuteNeed
from tracker.services.remanding import NewRemand, remand
from tracker.views import case_view

#: How many open days before a date the first letter about it can leave: on paper six hverdage.
_BEFORE_DUE: Final = 8


@dataclass(frozen=True, slots=True)
class Hand:
    """A person at work on one case, at one instant."""

    office: Office
    municipality: str
    reference: str
    actor: str
    today: date
    now: datetime

    @property
    def calendar(self) -> Calendar:
        """The municipality's open days."""
        return self.office.book.pack(self.municipality).municipality.calendar

    @property
    def by(self) -> dict[str, Any]:
        """Who acts, and when."""
        return {"now": self.now, "actor": self.actor}

    @property
    def about(self) -> tuple[Office, str, str]:
        """The case, as every service wants it named."""
        return self.office, self.municipality, self.reference

    def see(self) -> dict[str, Any]:
        """The case as `rettidig show` shows it."""
        code = self.office.book.pack(self.municipality).municipality.code
        with self.office.reading(self.now) as store:
            return case_view(store, self.office, store.find(code, self.reference, lock=False))


def anchored(hand: Hand, when: When) -> tuple[date, bool]:
    """The day that a step is due, by a date that the case has itself, and True.

    While the case has no such date: the day to ask again, and False.
    """
    view = hand.see()
    anchors = {Anchor.DUE: _due, Anchor.HELP: _help, Anchor.PROMISE: _promise}
    anchor = anchors[when.anchor](view)
    if anchor is not None:
        return moved(hand.calendar, anchor, when.days), True
    tomorrow, due = hand.today + timedelta(days=1), _due(view)
    if due is None or when.anchor is not Anchor.PROMISE:
        return tomorrow, False
    return max(tomorrow, hand.calendar.open_before(due, _BEFORE_DUE)), False


def moved(calendar: Calendar, day: date, days: int) -> date:
    """So many open days after a day, or before it."""
    if days == 0:
        return calendar.open_on_or_before(day)
    return calendar.open_after(day, days) if days > 0 else calendar.open_before(day, -days)


def _due(view: dict[str, Any]) -> date | None:
    round_ = view["rounds"][-1]["number"]
    dates = [
        date.fromisoformat(d["due_on"])
        for d in view["deadlines"]
        if d["kind"] == DeadlineKind.DECISION and d["round"] == round_ and d["track"] != Track.ACUTE
    ]
    return dates[-1] if dates else None


def _help(view: dict[str, Any]) -> date | None:
    dates = [
        date.fromisoformat(d["due_on"])
        for d in view["deadlines"]
        if d["kind"] == DeadlineKind.DELIVERY and d["met_on"] is None and d["track"] != Track.ACUTE
    ]
    return min(dates, default=None)


def _promise(view: dict[str, Any]) -> date | None:
    ends = [promise["promised_until"] for promise in view["promises"]]
    return date.fromisoformat(ends[-1]) if ends else None


def perform(hand: Hand, act: Act) -> None:
    """Do one thing to a case; raises what the service raises."""
    match act:
        case Acute(why, clear=True):
            clear_acute(*hand.about, why, **hand.by)
        case Acute(why):
            set_acute(*hand.about, AcuteNeed(why), **hand.by)
        case Await(cause):
            await_information(*hand.about, cause, since=hand.today, asked_on=hand.today, **hand.by)
        case Arrived():
            stop_awaiting(*hand.about, hand.today, **hand.by)
        case Expect():
            _expect(hand, act)
        case Decide():
            _decide(hand, act)
        case Sent():
            record_sent(*hand.about, hand.today, **hand.by)
        case Deliver(grant, partial):
            deliver(*hand.about, hand.today, grant=grant, partial=partial, **hand.by)
        case _:
            _perform_rarer(hand, act)


def _perform_rarer(hand: Hand, act: Act) -> None:
    match act:
        case Remand(help_resumed):
            board = hand.calendar.open_before(hand.today, 3)
            new = NewRemand(received=hand.today, remanded_on=board, help_resumed=help_resumed)
            remand(*hand.about, new, **hand.by)
        case Correct(days, why):
            received = date.fromisoformat(hand.see()["received_on"])
            right = hand.calendar.open_before(received, days)
            correct_receipt(*hand.about, right, why, **hand.by)
        case Close(ending, why):
            close(*hand.about, ending, hand.today, why=why, **hand.by)
        case Called():
            tasks = [t["kind"] for t in hand.see()["tasks"] if t["done_at"] is None]
            if TaskKind.TELEPHONE in tasks:
                finish_task(*hand.about, TaskKind.TELEPHONE, **hand.by)
        case CameBack():
            message = UUID(hand.see()["letters"][-1]["message"])
            report_returned(hand.office, message, hand.today, **hand.by)
        case _:
            raise AssertionError(f"the script asks for {act}")


def _expect(hand: Hand, act: Expect) -> None:
    view = hand.see()
    dates = [_help(view) if act.help else _due(view), _promise(view)]
    stake = max(day for day in dates if day is not None)
    new = NewExpectation(
        kind=DeadlineKind.DELIVERY if act.help else DeadlineKind.DECISION,
        expected_on=None if act.time_frame else hand.calendar.open_after(stake, act.days),
        time_frame=act.time_frame,
        cause=act.cause,
        reason=act.reason,
        reason_approved=act.approve,
    )
    expect(*hand.about, new, **hand.by)
    if act.approve:
        approve_notices(*hand.about, **hand.by)


def _decide(hand: Hand, act: Decide) -> None:
    grants = [
        NewGrant(service=service.strip(), supplier=supplier.strip() or None)
        for service, _, supplier in (grant.partition("/") for grant in act.grants)
    ]
    sent_on = hand.today if act.sent else None
    decide(*hand.about, act.outcome, hand.today, grants=grants, sent_on=sent_on, **hand.by)
