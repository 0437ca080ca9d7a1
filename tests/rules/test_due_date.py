"""Due dates and their reasons, example by example."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

import pytest

from rules.calendar import Calendar, CalendarRangeError
from rules.counting import PLAIN, Counting, MonthEnd, Roll
from rules.deadline import DueDate, NoDueDate, TimeOfDayMissing, due_date
from rules.errors import RulesError
from rules.limit import COMPUTABLE, Limit, LimitKind, parse_limit
from rules.local_time import COPENHAGEN, as_instant, end_of_day, local_day
from rules.steps import StartEvent
from tests.strategies import copenhagen

STICKY: Final = Counting(month_end=MonthEnd.STICKY)
MON_SAT: Final = Counting(saturday=True)
OPEN_DAYS: Final = Counting(open_days=True)
WORKING: Final = Counting(roll=Roll.NEXT_WORKING_DAY)
STATUTORY: Final = Counting(roll=Roll.STATUTORY)


def asked(
    start: str, within: str, counting: Counting = PLAIN, *, closed: str = "", cap: str = ""
) -> DueDate:
    return due_date(
        copenhagen(start) if " " in start else date.fromisoformat(start),
        parse_limit(within),
        calendar=Calendar({date.fromisoformat(day): "lukket" for day in closed.split()}),
        counting=counting,
        cap=parse_limit(cap) if cap else None,
    )


def reasons(answer: DueDate) -> list[str]:
    return [step.code for step in answer.steps]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "within", "counting", "due_on", "codes"),
    [
        pytest.param("2026-01-31", "½ måned", PLAIN, "2026-02-15", "length", id="half a month"),
        pytest.param(
            "2026-01-31",
            "1½ måned",
            PLAIN,
            "2026-03-15",
            "length",
            id="the whole months first, then 15 days",
        ),
        pytest.param(
            "2026-02-28",
            "1½ måned",
            STICKY,
            "2026-04-15",
            "length",
            id="a half ends inside a month: last day to last day is no reason",
        ),
        pytest.param("2026-01-15", "½ år", PLAIN, "2026-07-15", "length", id="half a year"),
        pytest.param(
            "2026-08-31",
            "½ år",
            PLAIN,
            "2027-02-28",
            "length month-end",
            id="half a year can lack the day",
        ),
        pytest.param(
            "2028-02-29", "1 år", PLAIN, "2029-02-28", "length month-end", id="from a leap day"
        ),
        pytest.param(
            "2028-02-29", "4 år", PLAIN, "2032-02-29", "length", id="leap day to leap day"
        ),
        pytest.param(
            "2027-02-28",
            "1 år",
            STICKY,
            "2028-02-29",
            "length month-end-sticky",
            id="sticky into a leap year",
        ),
        pytest.param(
            "2026-01-31",
            "1 måned",
            STICKY,
            "2026-02-28",
            "length month-end-sticky",
            id="sticky where the day is missing",
        ),
        pytest.param(
            "2026-01-31",
            "2 måneder",
            STICKY,
            "2026-03-31",
            "length",
            id="sticky changes nothing between long months",
        ),
        pytest.param(
            "2026-02-27",
            "1 måned",
            STICKY,
            "2026-03-27",
            "length",
            id="sticky from another day is the same date",
        ),
        pytest.param(
            "2026-11-30", "3 måneder", PLAIN, "2027-02-28", "length month-end", id="clamp"
        ),
        pytest.param("2026-12-31", "1 måned", PLAIN, "2027-01-31", "length", id="over new year"),
        pytest.param(
            "2026-01-09", "dag til dag", PLAIN, "2026-01-12", "next-working-day", id="Fri"
        ),
        pytest.param(
            "2026-04-01",
            "dag til dag",
            PLAIN,
            "2026-04-07",
            "next-working-day",
            id="day to day over Easter",
        ),
        pytest.param(
            "2026-12-25", "straks", PLAIN, "2026-12-25", "same-day", id="at once, juledag"
        ),
        pytest.param(
            "2026-12-26",
            "samme dag",
            STATUTORY,
            "2026-12-26",
            "same-day",
            id="same day never rolls",
        ),
        pytest.param(
            "2026-01-09",
            "1 hverdag",
            MON_SAT,
            "2026-01-10",
            "length act-by",
            id="a Saturday is a hverdag, but the town hall is closed",
        ),
        pytest.param(
            "2026-12-11",
            "14 dage",
            WORKING,
            "2026-12-28",
            "length rolled",
            id="juledag, 2. juledag and a Sunday in one roll",
        ),
        pytest.param(
            "2026-12-17",
            "1 uge",
            WORKING,
            "2026-12-24",
            "length",
            id="juleaftensdag is a working day",
        ),
        pytest.param(
            "2026-12-17",
            "1 uge",
            STATUTORY,
            "2026-12-28",
            "length rolled",
            id="juleaftensdag rolls by statute",
        ),
        pytest.param(
            "2028-06-02",
            "1 hverdag",
            STATUTORY,
            "2028-06-06",
            "length",
            id="grundlovsdag that is 2. pinsedag",
        ),
        pytest.param(
            "2026-06-04",
            "1 hverdag",
            STATUTORY,
            "2026-06-08",
            "length rolled",
            id="a working-day limit that ends on grundlovsdag rolls too",
        ),
        pytest.param(
            "2026-11-25",
            "1 måned",
            WORKING,
            "2026-12-28",
            "length rolled",
            id="GDPR months roll (EU Reg. 1182/71)",
        ),
        pytest.param(
            "2025-12-31",
            "2 måneder",
            WORKING,
            "2026-03-02",
            "length month-end rolled",
            id="clamped first, then rolled",
        ),
    ],
)
def test_due_on_and_reasons(
    start: str, within: str, counting: Counting, due_on: str, codes: str
) -> None:
    answer = asked(start, within, counting)
    assert str(answer.due_on) == due_on
    assert [code for code in reasons(answer) if code != "act-by"] == [
        "start",
        *codes.removesuffix(" act-by").split(),
    ]
    assert ("act-by" in reasons(answer)) is (answer.act_by != answer.due_on)


@pytest.mark.parametrize(
    ("start", "within", "closed", "counting", "due_on", "act_by"),
    [
        pytest.param(
            "2026-05-08",
            "1 uge",
            "2026-05-15",
            PLAIN,
            "2026-05-15",
            "2026-05-13",
            id="the squeezed-in Friday and Kristi himmelfart before it",
        ),
        pytest.param(
            "2026-12-14",
            "9 arbejdsdage",
            "2026-12-24",
            PLAIN,
            "2026-12-28",
            "2026-12-28",
            id="working days do not heed closing days",
        ),
        pytest.param(
            "2026-12-14",
            "9 arbejdsdage",
            "2026-12-24",
            OPEN_DAYS,
            "2026-12-29",
            "2026-12-29",
            id="open days do, where adopted",
        ),
        pytest.param(
            "2026-12-14",
            "9 hverdage",
            "2026-12-24",
            OPEN_DAYS,
            "2026-12-28",
            "2026-12-28",
            id="hverdage never do",
        ),
        pytest.param(
            "2026-12-23",
            "dag til dag",
            "2026-12-24",
            PLAIN,
            "2026-12-24",
            "2026-12-23",
            id="day to day onto a closing day: act the day it starts",
        ),
        pytest.param(
            "2026-12-24",
            "straks",
            "2026-12-24",
            PLAIN,
            "2026-12-24",
            "2026-12-24",
            id="at once on a closing day is that day",
        ),
        pytest.param(
            "2026-12-24 10:00",
            "24 timer",
            "2026-12-24",
            PLAIN,
            "2026-12-25",
            "2026-12-25",
            id="hours: act by is the day itself",
        ),
        pytest.param(
            "2026-04-03",
            "2 dage",
            "",
            PLAIN,
            "2026-04-05",
            "2026-04-03",
            id="nothing open since the start: act by the start, a holiday",
        ),
    ],
)
def test_closing_days_and_the_last_day_to_act(
    start: str, within: str, closed: str, counting: Counting, due_on: str, act_by: str
) -> None:
    answer = asked(start, within, counting, closed=closed)
    assert (str(answer.due_on), str(answer.act_by)) == (due_on, act_by)


@pytest.mark.parametrize(
    ("start", "within", "due_at"),
    [
        pytest.param("2026-03-28 14:00", "24 timer", "2026-03-29 15:00", id="into summer time"),
        pytest.param("2026-10-24 14:00", "24 timer", "2026-10-25 13:00", id="out of it"),
        pytest.param("2026-10-24 23:30", "2 timer", "2026-10-25 01:30", id="before the change"),
        pytest.param("2026-01-05 23:30", "1 time", "2026-01-06 00:30", id="over midnight"),
        pytest.param("2026-01-05 10:00", "½ time", "2026-01-05 10:30", id="half an hour"),
        pytest.param("2026-12-31 16:30", "1 døgn", "2027-01-01 16:30", id="a døgn over new year"),
    ],
)
def test_hours_are_elapsed_time(start: str, within: str, due_at: str) -> None:
    answer = asked(start, within)
    assert answer.due_at == copenhagen(due_at)
    assert answer.due_on == answer.act_by == day(due_at[:10])
    assert reasons(answer) == ["start", "hours"]


def test_the_hour_that_comes_twice_is_elapsed_too() -> None:
    answer = asked("2026-10-25 01:30", "2 timer")
    assert answer.due_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    assert answer.due_at is not None
    assert answer.due_at.astimezone(COPENHAGEN).fold == 1


@pytest.mark.parametrize(
    ("start", "on"),
    [
        pytest.param(datetime(2026, 3, 8, 23, 50), "2026-03-08", id="a naive time is Copenhagen's"),
        pytest.param(
            datetime(2026, 3, 8, 23, 50, tzinfo=UTC), "2026-03-09", id="UTC after Danish midnight"
        ),
        pytest.param(
            datetime(2026, 6, 1, 22, 30, tzinfo=UTC), "2026-06-02", id="summer time: two hours"
        ),
        pytest.param(
            datetime(2026, 3, 9, 8, tzinfo=timezone(timedelta(hours=12))),
            "2026-03-08",
            id="a clock far to the east",
        ),
        pytest.param(
            datetime(2026, 10, 25, 2, 30), "2026-10-25", id="the hour that comes twice exists"
        ),
    ],
)
def test_the_danish_day_of_the_start_is_day_zero(start: datetime, on: str) -> None:
    answer = due_date(start, parse_limit("1 dag"), calendar=Calendar())
    assert answer.due_on == day(on) + timedelta(days=1)
    assert answer.steps[0].values["on"] == day(on)
    assert answer.steps[0].values["at"] == as_instant(start)


def test_a_naive_time_in_the_hour_that_comes_twice_is_the_earlier() -> None:
    assert as_instant(datetime(2026, 10, 25, 2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    with pytest.raises(RulesError, match="2026-03-29 02:30 does not exist in Denmark"):
        as_instant(datetime(2026, 3, 29, 2, 30))


@pytest.mark.parametrize("text", ["2026-01-05", "2026-03-29", "2026-10-25", "2026-07-01"])
def test_a_day_ends_before_midnight(text: str) -> None:
    end = end_of_day(day(text))
    assert local_day(end) == day(text)
    assert local_day(end + timedelta(seconds=1)) == day(text) + timedelta(days=1)


@pytest.mark.parametrize(
    ("within", "cap", "due_on", "code"),
    [
        pytest.param("12 uger", "4 uger", "2026-02-02", "cap", id="the cap is earlier"),
        pytest.param("2 uger", "4 uger", "2026-01-19", "length", id="the limit is earlier"),
        pytest.param("28 dage", "4 uger", "2026-02-02", "length", id="the same day: no cap"),
        pytest.param(
            "1 måned", "20 hverdage", "2026-02-02", "cap", id="a cap compares dates, not lengths"
        ),
        pytest.param("4 uger", "1 måned", "2026-02-02", "length", id="a month is the later one"),
        pytest.param("4 uger", "straks", "2026-01-05", "same-day", id="at once caps all"),
        pytest.param("4 uger", "dag til dag", "2026-01-06", "next-working-day", id="day to day"),
    ],
)
def test_a_cap_compares_dates(within: str, cap: str, due_on: str, code: str) -> None:
    answer = asked("2026-01-05", within, cap=cap)
    assert str(answer.due_on) == due_on
    assert reasons(answer) == ["start", code]


def test_a_cap_of_some_hours_governs_the_same_day() -> None:
    answer = asked("2026-01-05 09:00", "samme dag", cap="4 timer")
    assert answer.due_at == copenhagen("2026-01-05 13:00")


def test_a_cap_saves_a_limit_past_the_table() -> None:
    assert asked("2040-11-01", "6 måneder", cap="4 uger").due_on == date(2040, 11, 29)


def test_reasons_hold_what_a_letter_needs() -> None:
    answer = asked("2026-03-30", "7 hverdage")
    assert answer.steps[0].values == {
        "event": StartEvent.RECEIPT,
        "on": day("2026-03-30"),
        "at": None,
    }
    assert answer.steps[1].values == {
        "amount": 7,
        "half": False,
        "unit": "hverdage",
        "on": day("2026-04-13"),
        "saturday": False,
        "open_days": False,
        "skipped": (day("2026-04-02"), day("2026-04-03"), day("2026-04-06")),
    }


@pytest.mark.parametrize(
    ("within", "counting", "closed", "skipped"),
    [
        pytest.param("5 hverdage", PLAIN, "", "", id="nothing passed over"),
        pytest.param(
            "8 arbejdsdage",
            OPEN_DAYS,
            "2026-12-24 2026-12-28",
            "2026-12-24 2026-12-25 2026-12-28",
            id="closing days among holidays",
        ),
        pytest.param(
            "8 arbejdsdage",
            PLAIN,
            "2026-12-24 2026-12-28",
            "2026-12-25",
            id="closing days that do not count are not named",
        ),
        pytest.param(
            "10 hverdage",
            MON_SAT,
            "",
            "2026-12-25 2026-12-26",
            id="a holiday on a Saturday, where Saturdays count",
        ),
    ],
)
def test_days_passed_over_are_named(
    within: str, counting: Counting, closed: str, skipped: str
) -> None:
    answer = asked("2026-12-15", within, counting, closed=closed)
    assert " ".join(map(str, answer.steps[1].values["skipped"])) == skipped


@pytest.mark.parametrize(
    ("start", "within", "counting", "why"),
    [
        ("2026-01-10", "1 uge", WORKING, "weekend"),
        ("2026-12-18", "1 uge", WORKING, "holiday"),
        ("2027-12-18", "1 uge", WORKING, "holiday"),  # juledag on a Saturday
        ("2026-12-17", "1 uge", STATUTORY, "statutory-day"),
        ("2027-05-29", "1 uge", STATUTORY, "weekend"),  # grundlovsdag on a Saturday
    ],
)
def test_a_roll_says_from_where_and_why(
    start: str, within: str, counting: Counting, why: str
) -> None:
    answer = asked(start, within, counting)
    (rolled,) = (step for step in answer.steps if step.code == "rolled")
    assert rolled.values == {
        "from": day(start) + timedelta(weeks=1),
        "on": answer.due_on,
        "why": why,
    }


@pytest.mark.parametrize("kind", [kind for kind in LimitKind if kind not in COMPUTABLE])
def test_words_without_a_length_give_no_date(kind: LimitKind) -> None:
    with pytest.raises(NoDueDate, match=f"of kind {kind}: the case is kept without a deadline"):
        due_date(date(2026, 1, 5), Limit(kind), calendar=Calendar())


def test_hours_need_a_time_of_day() -> None:
    with pytest.raises(TimeOfDayMissing, match="give the time of day too"):
        asked("2026-04-02", "24 timer")


@pytest.mark.parametrize(
    ("start", "within", "counting"),
    [
        pytest.param(date(2014, 12, 31), "4 uger", PLAIN, id="a start before the table"),
        pytest.param(date(2041, 1, 1), "straks", PLAIN, id="a start after the table"),
        pytest.param(date(2040, 12, 30), "1 uge", PLAIN, id="weeks past its end"),
        pytest.param(date(2040, 12, 30), "1 måned", PLAIN, id="months past its end"),
        pytest.param(date(2040, 12, 30), "5 hverdage", PLAIN, id="working days past its end"),
        pytest.param(date(2040, 12, 30), "1 dag", STATUTORY, id="rolled past its end"),
        pytest.param(datetime(2040, 12, 31, 12), "24 timer", PLAIN, id="hours past its end"),
        pytest.param(
            datetime(2040, 12, 31, 23, 30, tzinfo=UTC),
            "straks",
            PLAIN,
            id="already the next year in Denmark",
        ),
        pytest.param(date(2038, 1, 1), "10 år", PLAIN, id="years past its end"),
        pytest.param(date.min, "straks", PLAIN, id="the first day there is"),
        pytest.param(date.max, "10 år", PLAIN, id="the last day there is"),
        pytest.param(datetime(1, 1, 1), "24 timer", PLAIN, id="the first instant there is"),
        pytest.param(datetime.max.replace(tzinfo=UTC), "24 timer", PLAIN, id="the last instant"),
    ],
)
def test_dates_outside_the_table_are_refused_in_one_line(
    start: date, within: str, counting: Counting
) -> None:
    with pytest.raises(CalendarRangeError, match="check the year") as caught:
        due_date(start, parse_limit(within), calendar=Calendar(), counting=counting)
    assert "\n" not in str(caught.value)


def test_the_edges_of_the_table_have_answers() -> None:
    first: dict[str, Any] = {"calendar": Calendar()}
    assert due_date(date(2015, 1, 1), parse_limit("straks"), **first).due_on == date(2015, 1, 1)
    assert due_date(date(2015, 1, 1), parse_limit("1 dag"), **first).act_by == date(2015, 1, 2)
    assert due_date(date(2040, 12, 30), parse_limit("1 dag"), **first).due_on == date(2040, 12, 31)
    early = datetime(2014, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Denmark
    assert due_date(early, parse_limit("1 dag"), **first).due_on == date(2015, 1, 2)
