"""Why a date is what it is, in sentences."""

from datetime import date, datetime
from typing import Any

import pytest

from notifications.errors import NotificationError
from notifications.explain import explain
from notifications.formats import NBSP, Language
from rules.calendar import Calendar
from rules.counting import Counting, MonthEnd, Roll
from rules.deadline import due_date
from rules.limit import parse_limit
from rules.steps import StartEvent, Step

WEDNESDAY = date(2026, 3, 11)


def reasons(
    start: date | datetime,
    limit: str,
    language: Language = "da",
    *,
    letter: bool = True,
    closing: dict[date, str] | None = None,
    **more: Any,
) -> str:
    due = due_date(start, parse_limit(limit), calendar=Calendar(closing or {}), **more)
    return " ".join(explain(due.steps, language, letter=letter)).replace(NBSP, " ")


ZERO = "Ansøgningen kom onsdag den 11. marts 2026. Den dag tæller ikke med. "


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("4 uger", "Fristen er 4 uger. Den ender på samme ugedag, onsdag den 8. april 2026."),
        (
            "14 dage",
            "Fristen er 14 dage. Weekender og helligdage tæller med. "
            "Den ender onsdag den 25. marts 2026.",
        ),
        (
            "5 hverdage",
            "Fristen er 5 hverdage. Lørdage, søndage og helligdage tæller ikke med. "
            "Den ender onsdag den 18. marts 2026.",
        ),
        (
            "20 hverdage",
            "Fristen er 20 hverdage. Lørdage, søndage og helligdage tæller ikke med. Undervejs "
            "ligger skærtorsdag den 2. april, langfredag den 3. april og anden påskedag den "
            "6. april. Den ender mandag den 13. april 2026.",
        ),
        (
            "2 måneder",
            "Fristen er 2 måneder. Den ender på samme dato i måneden, mandag den 11. maj 2026.",
        ),
        (
            "2½ måned",
            "Fristen er 2½ måned. En halv måned er 15 dage. Den ender tirsdag den 26. maj 2026.",
        ),
        ("1 år", "Fristen er 1 år. Den ender på samme dato, torsdag den 11. marts 2027."),
        (
            "1½ år",
            "Fristen er 1½ år. Et halvt år er 6 måneder. Den ender lørdag den 11. september 2027.",
        ),
    ],
)
def test_lengths(limit: str, expected: str) -> None:
    assert reasons(WEDNESDAY, limit) == ZERO + expected


def test_many_holidays_are_counted_not_named() -> None:
    assert "Undervejs ligger 7 helligdage." in reasons(WEDNESDAY, "260 hverdage")


def test_saturdays_count_where_the_council_says_so() -> None:
    text = reasons(WEDNESDAY, "6 hverdage", counting=Counting(saturday=True))
    assert "Lørdage tæller med, men søndage og helligdage gør ikke. Den ender" in text


def test_closing_days_are_named_where_open_days_count() -> None:
    text = reasons(
        date(2026, 5, 11),
        "4 arbejdsdage",
        counting=Counting(open_days=True),
        closing={date(2026, 5, 15): "efter Kristi himmelfart"},
    )
    assert (
        "Weekender, helligdage og kommunens lukkedage tæller ikke med. Undervejs ligger Kristi "
        "himmelfartsdag den 14. maj og kommunens lukkedag den 15. maj."
    ) in text


def test_hours_run_from_the_moment() -> None:
    assert reasons(datetime(2026, 3, 26, 8, 14), "24 timer") == (
        "Ansøgningen kom torsdag den 26. marts 2026 kl. 8.14. Fristen er 24 timer fra det "
        "tidspunkt. Den ender fredag den 27. marts 2026 kl. 8.14."
    )


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("straks", "Fristen er straks. Det betyder samme dag, onsdag den 11. marts 2026."),
        ("samme dag", "Fristen er samme dag, onsdag den 11. marts 2026."),
        (
            "dag til dag",
            "Fristen er fra dag til dag. Den ender den næste arbejdsdag, "
            "torsdag den 12. marts 2026.",
        ),
    ],
)
def test_words(limit: str, expected: str) -> None:
    assert reasons(WEDNESDAY, limit) == f"Ansøgningen kom onsdag den 11. marts 2026. {expected}"


def test_a_month_that_lacks_the_date() -> None:
    assert reasons(date(2026, 1, 31), "1 måned") == (
        "Ansøgningen kom lørdag den 31. januar 2026. Den dag tæller ikke med. Fristen er 1 måned. "
        "Februar har ingen dag nummer 31. Derfor ender fristen på månedens sidste dag, lørdag den "
        "28. februar 2026."
    )


def test_a_sticky_month_end() -> None:
    text = reasons(date(2026, 2, 28), "1 måned", counting=Counting(month_end=MonthEnd.STICKY))
    assert text.endswith(
        "Fristen er 1 måned. Fristen begynder på månedens sidste dag. Derfor ender den også på "
        "månedens sidste dag, tirsdag den 31. marts 2026."
    )


@pytest.mark.parametrize(
    ("start", "roll", "expected"),
    [
        (
            date(2026, 3, 14),
            Roll.NEXT_WORKING_DAY,
            "Det er i en weekend. Derfor er sidste dag mandag den 30. marts 2026.",
        ),
        (
            date(2026, 3, 19),
            Roll.NEXT_WORKING_DAY,
            "Det er skærtorsdag. Derfor er sidste dag tirsdag den 7. april 2026.",
        ),
        (
            date(2026, 5, 22),
            Roll.STATUTORY,
            "Det er grundlovsdag. Derfor er sidste dag mandag den 8. juni 2026.",
        ),
    ],
    ids=["weekend", "holiday", "statutory day"],
)
def test_rolled(start: date, roll: Roll, expected: str) -> None:
    assert reasons(start, "14 dage", counting=Counting(roll=roll)).endswith(expected)


def test_a_case_that_came_back() -> None:
    text = reasons(date(2026, 3, 16), "6 uger", event=StartEvent.REMAND, cap=parse_limit("4 uger"))
    assert text == (
        "Ankestyrelsens afgørelse kom mandag den 16. marts 2026. Den dag tæller ikke med. Fristen "
        "er højst 4 uger, når en sag kommer tilbage. Den ender på samme ugedag, mandag den "
        "13. april 2026."
    )


@pytest.mark.parametrize(
    ("event", "da", "en"),
    [
        (StartEvent.RECEIPT, "Ansøgningen kom onsdag", "The application reached us on"),
        (StartEvent.DECISION, "Afgørelsen er fra onsdag", "The decision was made on"),
        (StartEvent.CONTACT, "Henvendelsen kom onsdag", "The municipality was contacted on"),
        (StartEvent.DISCHARGE, "Udskrivningen fra sygehuset var", "The discharge from hospital"),
        (StartEvent.AWARENESS, "Kommunen blev opmærksom på behovet", "became aware of the need"),
        (StartEvent.FORMALLY_STARTED, "Sagen gik formelt i gang", "The case formally started on"),
        (StartEvent.WAITING_LIST, "Du kom på ventelisten", "The place on the waiting list dates"),
        (StartEvent.COMPLAINT, "Klagen kom onsdag", "The complaint reached us on"),
        (StartEvent.ACUTE, "Kommunen fik onsdag den 11. marts 2026 at vide", "is urgent on"),
        (StartEvent.REMAND, "Ankestyrelsens afgørelse kom", "The decision of the Appeals Board"),
        (StartEvent.SUPPLIER_CHANGE, "Du bad onsdag den 11. marts 2026 om", "another supplier on"),
        (StartEvent.NEED_CHANGED, "at vide, at behovet har ændret sig", "need has changed"),
    ],
)
def test_starts(event: StartEvent, da: str, en: str) -> None:
    assert da in reasons(WEDNESDAY, "4 uger", event=event)
    assert en in reasons(WEDNESDAY, "4 uger", "en", event=event)


def test_pages_speak_of_the_citizen() -> None:
    text = reasons(WEDNESDAY, "2 måneder", event=StartEvent.WAITING_LIST, letter=False)
    assert text.startswith("Borgeren kom på ventelisten onsdag den 11. marts 2026.")


ACT_BY = [
    (
        date(2026, 3, 5),
        {},
        "Seneste arbejdsdag er onsdag den 1. april 2026, fordi torsdag den 2. april 2026 er "
        "skærtorsdag.",
        "The last working day is Wednesday 1 April 2026, because Thursday 2 April 2026 is Maundy "
        "Thursday.",
    ),
    (
        date(2026, 3, 14),
        {},
        "Seneste arbejdsdag er fredag den 10. april 2026, fordi lørdag den 11. april 2026 ligger "
        "i en weekend.",
        "The last working day is Friday 10 April 2026, because Saturday 11 April 2026 is in a "
        "weekend.",
    ),
    (
        date(2026, 4, 17),
        {date(2026, 5, 15): "efter Kristi himmelfart"},
        "Seneste arbejdsdag er onsdag den 13. maj 2026, fordi kommunen holder lukket fredag den "
        "15. maj 2026.",
        "The last working day is Wednesday 13 May 2026, because the municipality is closed on "
        "Friday 15 May 2026.",
    ),
]


@pytest.mark.parametrize(
    ("start", "closing", "da", "en"), ACT_BY, ids=["holiday", "weekend", "closing day"]
)
def test_the_last_working_day_is_for_staff(
    start: date, closing: dict[date, str], da: str, en: str
) -> None:
    assert reasons(start, "4 uger", letter=False, closing=closing).endswith(da)
    assert reasons(start, "4 uger", "en", letter=False, closing=closing).endswith(en)
    assert "arbejdsdag" not in reasons(start, "4 uger", closing=closing)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("4 uger", "The deadline is 4 weeks. It ends on the same day of the week, Wednesday"),
        ("20 hverdage", "In between come Maundy Thursday (2 April), Good Friday (3 April) and"),
        ("15 hverdage", "The deadline is 15 working days. Saturdays, Sundays and public holidays"),
        ("14 dage", "Weekends and public holidays count. It ends on Wednesday 25 March 2026."),
        ("2 måneder", "It ends on the same date of the month, Monday 11 May 2026."),
        ("2½ måned", "Half a month is 15 days. It ends on Tuesday 26 May 2026."),
        ("straks", "The deadline is at once. That means the same day, Wednesday 11 March 2026."),
        ("dag til dag", "The deadline is the next working day. That is Thursday 12 March 2026."),
    ],
)
def test_english(limit: str, expected: str) -> None:
    assert expected in reasons(WEDNESDAY, limit, "en")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_reason_without_words_is_refused(language: Language) -> None:
    with pytest.raises(NotificationError, match='wording for the reason "moon-phase"'):
        explain([Step("moon-phase", {})], language, letter=True)
