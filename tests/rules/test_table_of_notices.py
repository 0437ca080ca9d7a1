"""The table of notices, row by row: facts at an instant, and what must exist then."""

from dataclasses import dataclass, field, replace
from typing import Any, Final

import pytest

from rules.calendar import Calendar
from rules.notice_facts import Circumstances, NoticeFact, NoticeState, Recipient, Weighing
from rules.standing import what_must_exist
from rules.terms import DEFAULTS, Clock, DeadlineKind, NoticeDuty, NoticeSettings, Reach, Track
from tests.rules import factories
from tests.rules.factories import (
    OPEN,
    approved,
    clock,
    day,
    digital,
    draft,
    paper,
    proven,
    returned,
    sent,
    stopped,
)
from tests.strategies import copenhagen

DUE: Final = "2026-02-02"
SECOND: Final = "2026-02-20"


@dataclass(frozen=True)
class Facts:
    """One look: the ordinary case of `factories`, but for what differs."""

    now: str
    acts: tuple[str, ...] = ()
    party: Recipient = field(default_factory=digital)
    clock: Clock = field(default_factory=clock)
    calendar: Calendar = OPEN
    settings: NoticeSettings = DEFAULTS
    about: dict[str, Any] = field(default_factory=dict)

    def look(self) -> Weighing:
        return what_must_exist(
            self.clock,
            self.party,
            Circumstances(**self.about),
            now=copenhagen(self.now),
            calendar=self.calendar,
            settings=self.settings,
        )


def case(row: int, what: str, now: str, *acts: str, **facts: Any) -> Any:
    """A row of the table, the fact that differs, an instant, and the acts asked for."""
    return pytest.param(Facts(now, acts, **facts), id=f"row {row}: {what}")


def asks(facts: Facts) -> tuple[str, ...]:
    return tuple(factories.told(act) for act in facts.look().acts)


# --- row 1: nobody is written to -----------------------------------------------------------------

ENDED: Final = {"ended": True}
ROW_1: Final = [
    case(1, "ended", "2026-01-30 12:00", about=ENDED),
    case(1, "ended after the date", "2026-02-10 12:00", about=ENDED),
    case(1, "ended with a draft", "2026-01-28 12:00", f"1 cancel {DUE}",
         party=digital(draft()), about=ENDED),
    case(1, "ended with a letter queued", "2026-01-30 12:00", f"1 cancel {DUE}",
         party=digital(approved()), about=ENDED),
    case(1, "ended while the dispatcher has it", "2026-01-30 12:00",
         party=digital(replace(approved(), claimed=True)), about=ENDED),
    case(1, "ended after it left", "2026-01-30 13:00", party=digital(sent()), about=ENDED),
    case(1, "ended after a promise, a second draft", "2026-02-16 12:00", f"1 cancel {SECOND}",
         party=digital(proven(), draft(SECOND)), about=ENDED),
    case(1, "died", "2026-02-03 12:00", "1 task death", about={"ended": True, "died": True}),
    case(1, "a party died, the case goes on", "2026-02-03 12:00", "1 task death",
         about={"died": True}),
    case(1, "died with a draft", "2026-01-28 12:00", f"1 cancel {DUE}", "1 task death",
         party=digital(draft()), about={"died": True}),
    case(1, "anonymous", "2026-02-03 12:00", party=digital(anonymous=True)),
    case(1, "anonymous with a draft from before", "2026-01-28 12:00", f"1 cancel {DUE}",
         party=digital(draft(), anonymous=True)),
    case(1, "no notice by the rule", "2026-02-03 12:00", about={"notice": NoticeDuty.NONE}),
    case(1, "acute, but no notice by the rule", "2026-01-05 12:00",
         clock=clock(due="2026-01-05"), about={"notice": NoticeDuty.NONE}),
    case(1, "a reporter is told as others are", "2026-01-30 12:00", f"10 send {DUE}",
         about={"notice": NoticeDuty.REPORTER}),
]  # fmt: skip

# --- row 2: the date moved -----------------------------------------------------------------------

EARLIER: Final = clock("2025-12-22", "2026-01-19")
LATER: Final = clock("2026-01-12", "2026-02-09")
ROW_2: Final = [
    case(2, "corrected to an earlier date", "2026-01-14 09:00", f"2 supersede {DUE}",
         "9 draft 2026-01-19", "9 task set-date-and-reason 2026-01-19",
         party=digital(draft()), clock=EARLIER),
    case(2, "corrected so far back that S has passed", "2026-01-17 09:00", f"2 supersede {DUE}",
         "10 send 2026-01-19", "10 task telephone 2026-01-19",
         party=digital(draft()), clock=EARLIER),
    case(2, "corrected to a later date", "2026-01-26 09:00", f"2 supersede {DUE}",
         party=digital(draft()), clock=LATER),
    case(2, "a queued letter about the old date", "2026-01-26 09:00", f"2 supersede {DUE}",
         party=digital(approved()), clock=LATER),
    case(2, "a letter in the dispatcher's hands stands", "2026-01-26 09:00",
         party=digital(replace(approved(), claimed=True)), clock=LATER),
    case(2, "sent promises stand", "2026-02-10 09:00", party=digital(proven()), clock=LATER),
    case(2, "flagged acute: today governs, the ordinary draft goes", "2026-01-26 09:00",
         f"2 supersede {DUE}", "5 draft 2026-01-26", "5 task telephone 2026-01-26",
         party=digital(draft()), clock=clock("2026-01-26", "2026-01-26", track=Track.ACUTE)),
    case(2, "a closing day was adopted: S is a day earlier", "2026-01-29 12:00", f"10 send {DUE}",
         party=digital(draft()), calendar=Calendar({day("2026-01-30"): "lukket"})),
]  # fmt: skip

# --- row 3: a letter came back -------------------------------------------------------------------

ROW_3: Final = [
    case(3, "rejected on S", "2026-01-30 12:30", f"3 next-channel {DUE}",
         party=digital(returned())),
    case(3, "returned after S: the telephone too (row 10)", "2026-02-02 09:00",
         f"3 next-channel {DUE}", f"10 task telephone {DUE}", party=digital(returned())),
    case(3, "returned after the date (row 11)", "2026-02-04 09:00",
         f"3 next-channel {DUE}", f"11 task late-and-untold {DUE}", party=digital(returned())),
    case(3, "returned after the receipt: the next draft goes", "2026-02-16 09:00",
         f"2 supersede {SECOND}", f"3 next-channel {DUE}", f"11 task late-and-untold {DUE}",
         party=digital(replace(proven(), returned=True, available_at=None), draft(SECOND))),
    case(3, "an older letter returns, a newer was proven", "2026-02-10 09:00",
         party=digital(returned(), proven("2026-02-20", "2026-03-13", at="2026-02-09 12:00"))),
    case(3, "acute: the telephone", "2026-01-05 13:00",
         "3 next-channel 2026-01-05", "5 task telephone 2026-01-05",
         clock=clock(due="2026-01-05"), party=digital(returned("2026-01-05", "2026-01-05 12:00"))),
]  # fmt: skip

# --- row 4: decided ------------------------------------------------------------------------------

DECIDED: Final = stopped(clock(), "2026-01-30")  # a Friday
UNSENT: Final = {"unsent_since": day("2026-01-30")}
ROW_4: Final = [
    case(4, "decided", "2026-02-03 12:00", clock=DECIDED),
    case(4, "decided with a draft", "2026-01-30 10:00", f"4 cancel {DUE}",
         clock=DECIDED, party=digital(draft())),
    case(4, "decided with a letter queued", "2026-01-30 12:30", f"4 cancel {DUE}",
         clock=DECIDED, party=digital(approved())),
    case(4, "decided after the claim: the letter stands", "2026-01-30 12:30",
         clock=DECIDED, party=digital(replace(approved(), claimed=True))),
    case(4, "decided on Friday, not sent on Sunday", "2026-02-01 12:00",
         clock=DECIDED, about=UNSENT),
    case(4, "a second before the next open day begins", "2026-02-02 05:59:59",
         clock=DECIDED, about=UNSENT),
    case(4, "not sent on the next open day", "2026-02-02 06:00", "4 task send-decision",
         clock=DECIDED, about=UNSENT),
    case(4, "still not sent weeks later", "2026-03-02 09:00", "4 task send-decision",
         clock=DECIDED, about=UNSENT),
    case(4, "the next day is a closing day", "2026-02-02 09:00", clock=DECIDED, about=UNSENT,
         calendar=Calendar({day("2026-02-02"): "lukket"})),
    case(4, "the rule ends at sent: the clock runs on", "2026-02-02 09:00", f"10 send {DUE}",
         f"10 task telephone {DUE}", "4 task send-decision", about=UNSENT),
    case(4, "decided late", "2026-02-10 12:00", f"4 cancel {DUE}",
         clock=stopped(clock(), "2026-02-10"), party=digital(draft())),
]  # fmt: skip

# --- row 5: acute, and other limits that end the day they start ----------------------------------


def acute(noticed: str, due: str = "2026-01-10") -> Clock:
    return clock("2026-01-10", due, noticed=f"2026-01-10 {noticed}", track=Track.ACUTE)


def hours(noticed: str = "2026-04-02 16:30") -> Clock:
    return clock("2026-04-02", "2026-04-03", due_at="2026-04-03 16:30", noticed=noticed)


SATURDAY: Final = "2026-01-10"
ASKED: Final = (f"5 draft {SATURDAY}", f"5 task telephone {SATURDAY}")
GOES: Final = (f"5 send {SATURDAY}", f"5 task telephone {SATURDAY}")
FRIDAY: Final = "2026-04-03"
ROW_5: Final = [
    case(5, "at flagging, on a Saturday", "2026-01-10 08:00", *ASKED, clock=acute("08:00")),
    case(5, "the draft stands", "2026-01-10 09:00", ASKED[1], clock=acute("08:00"),
         party=digital(draft(SATURDAY))),
    case(5, "a second before noon", "2026-01-10 11:59:59", *ASKED, clock=acute("08:00")),
    case(5, "at noon", "2026-01-10 12:00", *GOES, clock=acute("08:00")),
    case(5, "flagged after noon", "2026-01-10 14:00", *ASKED, clock=acute("14:00")),
    case(5, "flagged after noon, half an hour later", "2026-01-10 14:30", *GOES,
         clock=acute("14:00")),
    case(5, "flagged late in the evening", "2026-01-10 22:50", *ASKED, clock=acute("22:50")),
    case(5, "flagged late in the evening, at eleven", "2026-01-10 23:00", *GOES,
         clock=acute("22:50")),
    case(5, "flagged a second before midnight", "2026-01-10 23:59:59", *GOES,
         clock=acute("23:59:59")),
    case(5, "paper: the telephone at once, the letter follows", "2026-01-10 08:00", *ASKED,
         clock=acute("08:00"), party=paper()),
    case(5, "paper at noon", "2026-01-10 12:00", *GOES, clock=acute("08:00"), party=paper()),
    case(5, "looked at the day after", "2026-01-11 09:00", f"11 send {SATURDAY}",
         f"11 task late-and-untold {SATURDAY}", clock=acute("08:00")),
    case(5, "decided at once", "2026-01-10 12:00",
         clock=stopped(acute("08:00"), SATURDAY, f"{SATURDAY} 10:00")),
    case(5, "hours: at the start", "2026-04-02 16:30", f"5 draft {FRIDAY}",
         f"5 task telephone {FRIDAY}", clock=hours()),
    case(5, "hours: a second before the margin", "2026-04-03 14:29:59", f"5 draft {FRIDAY}",
         f"5 task telephone {FRIDAY}", clock=hours()),
    case(5, "hours: two hours before", "2026-04-03 14:30", f"5 send {FRIDAY}",
         f"5 task telephone {FRIDAY}", clock=hours()),
    case(5, "hours: registered inside the margin", "2026-04-03 15:30", f"5 send {FRIDAY}",
         f"5 task telephone {FRIDAY}", clock=hours("2026-04-03 15:30")),
    case(5, "hours: the instant itself", "2026-04-03 16:30", f"5 send {FRIDAY}",
         f"5 task telephone {FRIDAY}", clock=hours()),
    case(5, "hours: a second after", "2026-04-03 16:30:01", f"11 send {FRIDAY}",
         f"11 task late-and-untold {FRIDAY}", clock=hours()),
    case(5, "flagged after a promise about the ordinary date: that says nothing about today",
         "2026-01-10 09:00", *ASKED, clock=acute("09:00"),
         party=digital(proven(DUE, SECOND, at="2026-01-09 12:00"))),
    case(5, "flagged after that promise, its next draft waits", "2026-01-10 12:00",
         f"2 supersede {SECOND}", *GOES, clock=acute("09:00"),
         party=digital(proven(DUE, SECOND, at="2026-01-09 12:00"), draft(SECOND))),
    case(5, "told for the next open day: not told again at once", "2026-01-10 12:10",
         "9 draft 2026-01-12", "9 task set-date-and-reason 2026-01-12", clock=acute("08:00"),
         party=digital(proven(SATURDAY, "2026-01-12", at="2026-01-10 12:00"))),
    case(5, "told for the next open day, and that day at noon", "2026-01-12 12:00",
         "10 send 2026-01-12", "10 task telephone 2026-01-12", clock=acute("08:00"),
         party=digital(proven(SATURDAY, "2026-01-12", at="2026-01-10 12:00"))),
]  # fmt: skip

# --- row 6: a mandatory reason -------------------------------------------------------------------

MANDATORY: Final = {"reason_mandatory": True}
GIVEN: Final = {"reason_mandatory": True, "reason_given": True}
ROW_6: Final = [
    case(6, "a second before S: the draft waits", "2026-01-30 11:59:59", f"9 draft {DUE}",
         f"9 task set-date-and-reason {DUE}", about=MANDATORY),
    case(6, "empty at S", "2026-01-30 12:00", f"6 task reason-missing {DUE}", about=MANDATORY),
    case(6, "empty at S, with a draft", "2026-01-30 12:00", f"6 task reason-missing {DUE}",
         about=MANDATORY, party=digital(draft())),
    case(6, "empty after the date", "2026-02-10 12:00", f"6 task reason-missing {DUE}",
         about=MANDATORY),
    case(6, "given at S", "2026-01-30 12:00", f"10 send {DUE}", about=GIVEN),
    case(6, "given after the date", "2026-02-10 12:00", f"11 send {DUE}",
         f"11 task late-and-untold {DUE}", about=GIVEN),
    case(6, "decided in the meantime", "2026-01-30 12:00", clock=DECIDED, about=MANDATORY),
]  # fmt: skip

# --- row 7: a later date after a promise ---------------------------------------------------------

SET_LATER: Final = {"later_date_set_at": copenhagen("2026-02-05 10:00")}
ROW_7: Final = [
    case(7, "a later date is set", "2026-02-05 10:00", f"7 draft {SECOND}",
         f"7 task set-date-and-reason {SECOND}", party=digital(proven()), about=SET_LATER),
    case(7, "the draft stands", "2026-02-06 10:00", f"7 task set-date-and-reason {SECOND}",
         party=digital(proven(), draft(SECOND)), about=SET_LATER),
    case(7, "approved at once: nothing more", "2026-02-05 10:00",
         party=digital(proven(), approved(SECOND, "2026-03-13", "2026-02-05 10:00")),
         about=SET_LATER),
    case(7, "at the latest on S, and not as a second automatic one", "2026-02-19 12:00",
         f"10 send {SECOND}", party=digital(proven(automatic=True), draft(SECOND)),
         about=SET_LATER),
    case(7, "set before any promise was sent: not before the draft day", "2026-01-20 10:00",
         about={"later_date_set_at": copenhagen("2026-01-20 10:00")}),
    case(7, "an earlier date: P stands", "2026-02-05 10:00", party=digital(proven())),
    case(7, "an earlier date that was told: P is that", "2026-02-11 12:00", "10 send 2026-02-12",
         party=digital(proven(), proven(SECOND, "2026-02-12", at="2026-02-05 12:00"))),
]  # fmt: skip

# --- rows 8 and 9: before the draft day, and from it ---------------------------------------------

ROW_8: Final = [
    case(8, "the first day", "2026-01-05 09:00"),
    case(8, "at risk is a list, no letter", "2026-01-23 05:59:59"),
    case(8, "paper: a week earlier", "2026-01-16 05:59:59", party=paper()),
]  # fmt: skip
PREPARE: Final = (f"9 draft {DUE}", f"9 task set-date-and-reason {DUE}")
ROW_9: Final = [
    case(9, "the draft day begins", "2026-01-23 06:00", *PREPARE),
    case(9, "the draft stands", "2026-01-26 06:00", PREPARE[1], party=digital(draft())),
    case(9, "a second before S", "2026-01-30 11:59:59", *PREPARE),
    case(9, "approved early", "2026-01-28 09:00", party=digital(approved(at="2026-01-27 09:00"))),
    case(9, "cancelled before, as after a wrong decision", "2026-01-26 09:00", *PREPARE,
         party=digital(NoticeFact(day(DUE), NoticeState.CANCELLED))),
    case(9, "superseded before, and the date moved back", "2026-01-26 09:00", *PREPARE,
         party=digital(NoticeFact(day(DUE), NoticeState.SUPERSEDED))),
    case(9, "paper: the draft day", "2026-01-16 06:00", *PREPARE, party=paper()),
    case(9, "exempted since: paper's S has passed, row 10", "2026-01-28 06:00", f"10 send {DUE}",
         f"10 task telephone {DUE}", party=paper(draft())),
    case(9, "registered on the draft day", "2026-01-27 15:00", *PREPARE,
         clock=clock(noticed="2026-01-27 15:00")),
    case(9, "a limit of some days: from the start", "2026-01-05 09:00", "9 draft 2026-01-09",
         "9 task set-date-and-reason 2026-01-09", clock=clock(due="2026-01-09")),
]  # fmt: skip

# --- row 10: from S to P -------------------------------------------------------------------------

ROW_10: Final = [
    case(10, "at noon on S", "2026-01-30 12:00", f"10 send {DUE}"),
    case(10, "a second after noon", "2026-01-30 12:00:01", f"10 send {DUE}"),
    case(10, "with the draft", "2026-01-30 12:00", f"10 send {DUE}", party=digital(draft())),
    case(10, "queued: the dispatcher has the rest", "2026-01-30 12:00", party=digital(approved())),
    case(10, "S passed in a weekend of downtime", "2026-01-31 09:00", f"10 send {DUE}",
         f"10 task telephone {DUE}"),
    case(10, "the last second of P", "2026-02-02 23:59:59", f"10 send {DUE}",
         f"10 task telephone {DUE}"),
    case(10, "registered after S", "2026-01-30 15:00", f"10 send {DUE}", f"10 task telephone {DUE}",
         clock=clock(noticed="2026-01-30 15:00")),
    case(10, "registered on the due date", "2026-02-02 10:00", f"10 send {DUE}",
         f"10 task telephone {DUE}", clock=clock(noticed="2026-02-02 10:00")),
    case(10, "paper at noon on its S", "2026-01-23 12:00", f"10 send {DUE}", party=paper()),
    case(10, "paper after its S", "2026-01-26 09:00", f"10 send {DUE}", f"10 task telephone {DUE}",
         party=paper()),
    case(10, "summer time", "2026-07-01 12:00", "10 send 2026-07-02",
         clock=clock("2026-06-04", "2026-07-02")),
    case(10, "summer time, a second before", "2026-07-01 11:59:59", "9 draft 2026-07-02",
         "9 task set-date-and-reason 2026-07-02", clock=clock("2026-06-04", "2026-07-02")),
    case(10, "sent, the receipt is not two days late", "2026-02-01 11:59:59",
         party=digital(sent())),
    case(10, "no receipt after two days", "2026-02-01 12:00", f"10 task no-receipt {DUE}",
         party=digital(sent())),
]  # fmt: skip

# --- row 11: after P -----------------------------------------------------------------------------

LATE: Final = (f"11 send {DUE}", f"11 task late-and-untold {DUE}")
ROW_11: Final = [
    case(11, "midnight after P", "2026-02-03 00:00", *LATE),
    case(11, "the first look long after", "2026-04-20 09:00", *LATE),
    case(11, "with a draft", "2026-02-03 09:00", *LATE, party=digital(draft())),
    case(11, "registered after P", "2026-02-10 09:00", *LATE,
         clock=clock(noticed="2026-02-10 09:00")),
    case(11, "paper", "2026-02-03 09:00", *LATE, party=paper()),
    case(11, "queued, not proven", "2026-02-03 09:00", LATE[1], party=digital(approved())),
    case(11, "sent, not proven, day after day", "2026-02-09 09:00", f"11 task no-receipt {DUE}",
         LATE[1], party=digital(sent())),
    case(11, "proven late: that is over", "2026-02-09 09:00",
         party=digital(proven(at="2026-02-03 09:00"))),
]  # fmt: skip

# --- row 12: a notice is in force ----------------------------------------------------------------

RENEWED: Final = (f"9 draft {SECOND}", f"9 task set-date-and-reason {SECOND}")
THIRD: Final = "2026-03-13"
ROW_12: Final = [
    case(12, "P is its end: nothing yet", "2026-02-03 09:00", party=digital(proven())),
    case(12, "a second before the draft day", "2026-02-12 05:59:59", party=digital(proven())),
    case(12, "its draft day", "2026-02-12 06:00", *RENEWED, party=digital(proven())),
    case(12, "its S", "2026-02-19 12:00", f"10 send {SECOND}", party=digital(proven())),
    case(12, "its P passed", "2026-02-21 00:00", f"11 send {SECOND}",
         f"11 task late-and-untold {SECOND}", party=digital(proven())),
    case(12, "the second automatic notice in a row", "2026-02-19 12:00", f"10 send {SECOND}",
         f"10 task second-automatic-notice {SECOND}", party=digital(proven(automatic=True))),
    case(12, "the second in a row, late", "2026-03-01 09:00", f"11 send {SECOND}",
         f"11 task second-automatic-notice {SECOND}", f"11 task late-and-untold {SECOND}",
         party=digital(proven(automatic=True))),
    case(12, "a person approved the one between", f"{THIRD} 12:00", f"10 send {THIRD}",
         f"10 task telephone {THIRD}",
         party=digital(proven(automatic=True),
                       proven(SECOND, THIRD, at="2026-02-19 12:00"))),
    case(12, "a third time", "2026-03-12 12:00", f"10 send {THIRD}",
         f"10 task second-automatic-notice {THIRD}",
         party=digital(proven(automatic=True),
                       proven(SECOND, THIRD, at="2026-02-19 12:00", automatic=True))),
    case(12, "promised for tomorrow: a draft, but no second letter now", "2026-02-02 12:10",
         "9 draft 2026-02-03", "9 task set-date-and-reason 2026-02-03",
         party=digital(proven(until="2026-02-03", at="2026-02-02 12:00"))),
    case(12, "promised for tomorrow, tomorrow at noon", "2026-02-03 12:00", "10 send 2026-02-03",
         "10 task telephone 2026-02-03",
         party=digital(proven(until="2026-02-03", at="2026-02-02 12:00"))),
    case(12, "promised for tomorrow in the morning: no second letter at noon", "2026-02-02 12:00",
         "9 draft 2026-02-03", "9 task set-date-and-reason 2026-02-03",
         party=digital(proven(until="2026-02-03", at="2026-02-02 09:00"))),
    case(12, "promised on a Saturday for the Sunday", "2026-02-08 12:00", "10 send 2026-02-08",
         "10 task telephone 2026-02-08",
         party=digital(proven(until="2026-02-08", at="2026-02-07 12:00"))),
    case(12, "paper: S of a promise near at hand is kept while it can arrive", "2026-02-12 12:00",
         f"10 send {SECOND}",
         party=paper(proven(at="2026-02-04 12:00", available="2026-02-12 23:59:59"))),
]  # fmt: skip

# --- rows 13 and 14: the same rows on other promises ---------------------------------------------

DELIVERY: Final = clock("2026-03-25", "2026-04-13", kind=DeadlineKind.DELIVERY)
COMPLAINT: Final = clock(kind=DeadlineKind.RECONSIDERATION)
ROWS_13_14: Final = [
    case(13, "granted: nothing yet", "2026-03-26 09:00", clock=DELIVERY),
    case(13, "the draft day", "2026-03-31 06:00", "9 draft 2026-04-13",
         "9 task set-date-and-reason 2026-04-13", clock=DELIVERY),
    case(13, "S", "2026-04-10 12:00", "10 send 2026-04-13", clock=DELIVERY),
    case(13, "after P", "2026-04-14 00:00", "11 send 2026-04-13",
         "11 task late-and-untold 2026-04-13", clock=DELIVERY),
    case(13, "delivered", "2026-04-13 12:00", "4 cancel 2026-04-13",
         clock=stopped(DELIVERY, "2026-04-13"), party=digital(draft("2026-04-13"))),
    case(14, "the draft day", "2026-01-23 06:00", *PREPARE, clock=COMPLAINT),
    case(14, "S", "2026-01-30 12:00", f"10 send {DUE}", clock=COMPLAINT),
    case(14, "after P", "2026-02-03 00:00", *LATE, clock=COMPLAINT),
    case(14, "decided anew", "2026-01-30 12:00", clock=stopped(COMPLAINT, "2026-01-29")),
]  # fmt: skip


@pytest.mark.parametrize(
    "facts",
    [
        *ROW_1, *ROW_2, *ROW_3, *ROW_4, *ROW_5, *ROW_6, *ROW_7, *ROW_8, *ROW_9, *ROW_10,
        *ROW_11, *ROW_12, *ROWS_13_14,
    ],
)  # fmt: skip
def test_the_table(facts: Facts) -> None:
    assert asks(facts) == facts.acts
    again = facts.look().look_again_at
    assert again is None or again > copenhagen(facts.now)


# --- when to look again --------------------------------------------------------------------------


def again(now: str, moment: str | None, what: str, **facts: Any) -> Any:
    return pytest.param(Facts(now, **facts), moment, id=what)


@pytest.mark.parametrize(
    ("facts", "moment"),
    [
        again("2026-01-05 09:00", "2026-01-23 06:00", "at the draft day"),
        again("2026-01-05 09:00", "2026-01-16 06:00", "at paper's draft day", party=paper()),
        again("2026-01-23 06:00", "2026-01-24 06:00", "daily from then: the channel may change"),
        again("2026-01-30 07:00", "2026-01-30 12:00", "at S"),
        again("2026-01-31 09:00", "2026-02-01 06:00", "daily after S"),
        again("2026-02-02 09:00", "2026-02-03 00:00", "at midnight after P"),
        again("2026-02-20 09:00", "2026-02-21 06:00", "daily after P, while nothing is proven",
              party=digital(sent())),
        again("2026-01-30 12:10", "2026-01-31 06:00", "daily while a letter waits for its receipt",
              party=digital(sent())),
        again("2026-02-01 07:00", "2026-02-01 12:00", "two days after it left",
              party=digital(sent())),
        again("2026-02-03 09:00", "2026-02-12 06:00", "at the draft day of the promise",
              party=digital(proven())),
        again("2026-01-10 08:00", "2026-01-10 12:00", "acute: at noon", clock=acute("08:00")),
        again("2026-01-10 14:00", "2026-01-10 14:30", "acute, flagged later: within the hour",
              clock=acute("14:00")),
        again("2026-01-10 13:00", "2026-01-11 00:00", "acute: at midnight", clock=acute("08:00")),
        again("2026-04-02 16:30", "2026-04-03 06:00", "hours: in the morning", clock=hours()),
        again("2026-04-03 09:00", "2026-04-03 14:30", "hours: at the margin", clock=hours()),
        again("2026-04-03 15:00", "2026-04-03 16:30:00.000001", "hours: when they have passed",
              clock=hours()),
        again("2026-01-30 12:00", None, "ended: never", about=ENDED),
        again("2026-01-30 12:00", None, "decided: never", clock=DECIDED),
        again("2026-01-30 12:00", "2026-02-02 06:00", "decided, unsent: the next open day",
              clock=DECIDED, about=UNSENT),
        again("2026-02-02 06:00", "2026-02-03 06:00", "decided, unsent: daily from then",
              clock=DECIDED, about=UNSENT),
        again("2026-01-05 09:00", "2026-01-06 06:00", "unsent comes before the draft day",
              about={"unsent_since": day("2026-01-05")}),
    ],
)  # fmt: skip
def test_look_again_at(facts: Facts, moment: str | None) -> None:
    found = facts.look().look_again_at
    assert found == (copenhagen(moment) if moment else None)


def test_the_date_at_stake_is_in_the_answer() -> None:
    assert Facts("2026-01-05 09:00").look().at_stake == day(DUE)
    assert Facts("2026-02-05 09:00", party=digital(proven())).look().at_stake == day(SECOND)


def test_settings_move_the_hours_and_the_draft_day() -> None:
    settings = NoticeSettings(send_hour=9, day_begins=7, draft_open_days=2)
    assert asks(Facts("2026-01-28 06:59:59", settings=settings)) == ()
    assert asks(Facts("2026-01-28 07:00", settings=settings)) == PREPARE
    assert asks(Facts("2026-01-30 09:00", settings=settings)) == (f"10 send {DUE}",)


def test_each_party_has_its_own_channel_and_letters() -> None:
    """Two parties of one case: one is told, the other has paper's shorter time."""
    now = "2026-01-26 09:00"
    assert asks(Facts(now, party=digital(approved(at="2026-01-23 09:00")))) == ()
    assert asks(Facts(now, party=paper()))[0] == f"10 send {DUE}"
    assert {party.reach for party in (digital(), paper())} == set(Reach)
