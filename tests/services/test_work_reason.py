"""Why a case stands on the list and what is to be done by when: a table of rows, one instant."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from rules.calendar import Calendar
from rules.notice_facts import TaskKind
from rules.terms import local
from tests.helpers import at
from tracker.models import CaseSummary, DeadlineSummary
from tracker.services.work_reason import NextAct, Reason, Why, due_of
from tracker.services.work_standing import case_at
from tracker.services.working import NOTICE_TASKS
from tracker.web.words import words
from tracker.web.work_words import sentence

NOW, TODAY = at("2026-03-31", 10), date(2026, 3, 31)  # the Tuesday before Easter
CALENDAR = Calendar({date(2026, 4, 10): "rådhuset holder lukket"})


def case(*tasks: tuple[str, str | None], **about: Any) -> CaseSummary:
    """A case as lists know it."""
    told = [{"kind": kind, "for_date": on, "since": "2026-03-24"} for kind, on in tasks]
    given: dict[str, Any] = {
        "municipality_code": "0999", "id": UUID(int=1), "made_at": NOW, "reference": "2026-0001",
        "area": "rengoering", "received_on": date(2026, 3, 5), "track": "ordinary",
        "round_number": 1, "round_started_on": date(2026, 3, 5), "listed": True, "tasks": told,
    }  # fmt: skip
    return CaseSummary(**{**given, **about})


def clock(due: str, act_by: str | None = None, **about: Any) -> DeadlineSummary:
    """A running date of it."""
    due_on = date.fromisoformat(due)
    given: dict[str, Any] = {
        "municipality_code": "0999", "id": UUID(int=2), "case_id": UUID(int=1),
        "area": "rengoering", "kind": "decision", "track": "ordinary", "round_number": 1,
        "governs": True, "starts_on": date(2026, 3, 5), "due_on": due_on,
        "act_by": date.fromisoformat(act_by or due), "at_risk_on": due_on - timedelta(days=12),
        "passes_at": local(due_on + timedelta(days=1), 0), "recorded_at": at("2026-03-05"),
        "stake_on": due_on,
    }  # fmt: skip
    return DeadlineSummary(**{**given, **about})


@dataclass
class Row:
    """What stands in the file, and what the list says of it."""

    what: str
    row: CaseSummary
    clocks: list[DeadlineSummary]
    group: str
    said: str
    do_by: date | None
    act: NextAct | None


SET, LATE = TaskKind.SET_DATE_AND_REASON, TaskKind.LATE_AND_UNTOLD
TABLE = [
    Row("acute today", case(acute_from=at("2026-03-31", 8, 14)),
        [clock("2026-03-31", track="acute")], "acute",
        "Akut siden i dag kl. 8.14. Afgørelse og hjælp skal være på plads i dag.",
        TODAY, NextAct.DECIDE),
    Row("acute and late", case(acute_from=at("2026-03-30", 8)),
        [clock("2026-03-30", track="acute", told="not-told")], "acute",
        "Akut siden 30. marts kl. 8.00. Det skulle være på plads 30. marts.",
        date(2026, 3, 30), NextAct.DECIDE),
    Row("acute, decided", case(acute_from=at("2026-03-31", 8), decided_on=TODAY),
        [clock("2026-03-31", track="acute", kind="delivery")], "acute",
        "Akut siden i dag kl. 8.00. Sagen er afgjort, men hjælpen er ikke i gang.",
        TODAY, NextAct.DELIVER),
    Row("due today", case(), [clock("2026-03-31")], "due-today", "Fristen er i dag.",
        TODAY, NextAct.DECIDE),
    Row("help due today", case(), [clock("2026-03-31", kind="delivery")], "due-today",
        "Hjælpen skal være i gang i dag.", TODAY, NextAct.DELIVER),
    Row("hours", case(), [clock("2026-03-31", due_at=at("2026-03-31", 16, 30))], "due-today",
        "Fristen er i dag kl. 16.30.", TODAY, NextAct.DECIDE),
    Row("the last open day", case(), [clock("2026-04-02", "2026-03-31")], "due-today",
        "Fristen 2. april er skærtorsdag. I dag er seneste arbejdsdag.", TODAY, NextAct.DECIDE),
    Row("late, untold", case(), [clock("2026-03-25", told="not-told")], "notice-due",
        "Fristen er gået, og ansøger har ikke fået besked.", date(2026, 3, 25), NextAct.TELL_NOW),
    Row("promise passed", case((LATE, "2026-03-30")),
        [clock("2026-03-20", told="told-in-time", stake_on=date(2026, 3, 30))], "notice-due",
        "Vi lovede 30. marts. Datoen er gået, og ansøger har ikke fået ny besked.",
        date(2026, 3, 30), NextAct.TELL_NOW),
    Row("promise slips", case((SET, "2026-04-08")),
        [clock("2026-03-20", told="told-late", stake_on=date(2026, 4, 8),
               promised_until=date(2026, 4, 8), safe_on=date(2026, 4, 7))], "notice-due",
        "Vi har lovet afgørelse 8. april. Holder det ikke, skal ny besked af sted.",
        date(2026, 4, 7), NextAct.NEW_NOTICE),
    Row("paper", case((SET, "2026-04-13")),
        [clock("2026-04-13", safe_on=date(2026, 4, 1), by_paper=True)], "notice-due",
        "Skal have brev på papir. Det er 6 hverdage undervejs.", date(2026, 4, 1), NextAct.NOTICE),
    Row("to be told", case((SET, "2026-04-08")), [clock("2026-04-08", safe_on=date(2026, 4, 7))],
        "notice-due", "Når vi ikke fristen, skal ansøger have besked senest 7. april.",
        date(2026, 4, 7), NextAct.NOTICE),
    Row("telephone", case((TaskKind.TELEPHONE, "2026-04-02")), [clock("2026-04-02", "2026-04-01")],
        "notice-due", "Ring til ansøger i dag. Brevet når ikke frem i tide.", TODAY, NextAct.TASK),
    Row("not sent", case((TaskKind.SEND_DECISION, None), settled="not-sent",
                         decided_on=date(2026, 3, 26)), [], "other-tasks",
        "Afgjort 26. marts, men ikke sendt.", date(2026, 3, 27), NextAct.SEND),
    Row("a reminder", case((TaskKind.ANSWER_REMINDER, "2026-04-07")), [clock("2026-06-08")],
        "other-tasks", "Ansøger har spurgt til sagen 24. marts.", date(2026, 4, 7), NextAct.TASK),
    Row("at risk", case(), [clock("2026-04-08")], "at-risk", "Fristen er 8. april.",
        date(2026, 4, 8), None),
    Row("at risk, a closing day", case(), [clock("2026-04-10", "2026-04-09")], "at-risk",
        "Fristen 10. april er en lukkedag.", date(2026, 4, 9), None),
    Row("at risk, a Saturday", case(), [clock("2026-04-11", "2026-04-09")], "at-risk",
        "Fristen 11. april er en lørdag.", date(2026, 4, 9), None),
    Row("at risk, awaiting", case(awaiting_cause="doctor", awaiting_since_on=date(2026, 3, 19)),
        [clock("2026-04-08")], "at-risk",
        "Afventer lægeoplysninger siden 19. marts. Fristen står fast.", date(2026, 4, 8), None),
    Row("help at risk", case(), [clock("2026-04-08", kind="delivery", granted_on=TODAY)],
        "at-risk", "Hjælpen er bevilget 31. marts, men ikke i gang.", date(2026, 4, 8),
        NextAct.DELIVER),
    Row("late, told", case(), [clock("2026-03-20", told="told-in-time",
                                     promised_until=date(2026, 4, 15))], "overdue-and-told",
        "Ansøger har fået besked: afgørelse 15. april.", date(2026, 4, 15), None),
    Row("late, nobody to tell", case(), [clock("2026-03-20")], "overdue-and-told",
        "Fristen gik 20. marts. Ingen skal have besked.", date(2026, 3, 20), None),
    Row("calm", case(), [clock("2027-01-08")], "rest", "Fristen er 8. januar 2027.",
        date(2027, 1, 8), None),
    Row("undated", case(settled="without-deadline"), [], "rest",
        "Der er ingen frist, der kan regnes ud.", None, None),
]  # fmt: skip


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.what)
def test_a_row_says(one: Row) -> None:
    stand = case_at(one.row, one.clocks, NOW)
    due = due_of(stand, TODAY, CALENDAR)
    assert stand.group == one.group
    assert (due.do_by, due.act) == (one.do_by, one.act)
    assert spoken(due.reason, one.row.awaiting_cause) == one.said


def spoken(reason: Reason, cause: str | None, language: Any = "da") -> str:
    text = sentence(
        reason, words(language), today=TODAY, calendar=CALENDAR, cause=cause, postal_days=6
    )
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_every_task_about_a_letter_has_its_turn() -> None:
    for kind in NOTICE_TASKS:
        due = due_of(case_at(case((kind, None)), [clock("2026-06-08")], NOW), TODAY, CALENDAR)
        assert due.act is not None


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_reason_fits_in_ninety_letters(language: str) -> None:
    """With the longest day, hour, holiday and cause that there are."""
    longest = date(2026, 12, 26)  # 2. juledag
    reasons = [Reason(why, longest, at("2026-09-30", 10, 10)) for why in Why if why is not Why.TASK]
    reasons += [Reason(Why.TASK, longest, task=kind) for kind in TaskKind]
    for reason in reasons:
        assert 0 < len(spoken(reason, "applicant", language)) <= 90, reason
