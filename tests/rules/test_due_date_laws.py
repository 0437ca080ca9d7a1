"""Laws that hold for every due date, whatever is asked."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.calendar import PUBLIC_HOLIDAYS, Calendar, hverdage
from rules.counting import Counting, MonthEnd, Roll
from rules.deadline import STATUTORY_ROLL_DAYS, DueDate
from rules.limit import Limit, LimitKind
from rules.local_time import as_instant, local_day
from rules.period import Period, Unit
from rules.steps import steps_from_json, steps_to_json
from tests.strategies import (
    CALENDAR_UNITS,
    DAY_UNITS,
    WORKING_UNITS,
    Question,
    days,
    durations,
    instants,
    questions,
)


def day_zero(question: Question) -> date:
    start = question.start
    return local_day(as_instant(start)) if isinstance(start, datetime) else start


def amount(question: Question) -> int:
    assert question.limit.max is not None
    return question.limit.max.amount


def lasting(number: int, unit: Unit) -> Limit:
    return Limit(LimitKind.DURATION, max=Period(number, unit))


def counted_days(question: Question) -> Callable[[date, date], int]:
    """How many days of the question's kind lie in a span, the start not included."""
    assert question.limit.max is not None
    match question.limit.max.unit, question.counting.open_days:
        case Unit.HVERDAGE, _:
            return hverdage(saturday=question.counting.saturday).between
        case Unit.ARBEJDSDAGE, True:
            return question.calendar.open_days_between
        case _:
            return Calendar().open_days_between


# --- inverse -------------------------------------------------------------------------------------


@given(questions(limit=durations((Unit.DAYS, Unit.WEEKS)), roll=Roll.NONE))
def test_days_between_are_the_length(question: Question) -> None:
    passed = (question.answer().due_on - day_zero(question)).days
    assert question.limit.max is not None
    assert passed == amount(question) * (7 if question.limit.max.unit is Unit.WEEKS else 1)


@given(questions(limit=durations(WORKING_UNITS), roll=Roll.NONE))
def test_working_days_between_are_the_length(question: Question) -> None:
    end, between = question.answer().due_on, counted_days(question)
    assert between(day_zero(question), end) == amount(question)
    assert between(end - timedelta(days=1), end) == 1, "it ends on a day that counts"


@given(questions(limit=durations((Unit.HOURS,))))
def test_time_between_is_the_length(question: Question) -> None:
    answer, period = question.answer(), question.limit.max
    assert isinstance(question.start, datetime)
    assert answer.due_at is not None
    assert period is not None
    assert (answer.due_at - question.start) == timedelta(hours=period.number)
    assert answer.due_on == local_day(answer.due_at)


@given(questions(limit=durations((Unit.MONTHS, Unit.YEARS)), roll=Roll.NONE))
def test_months_between_are_the_length(question: Question) -> None:
    period = question.limit.max
    assert period is not None
    assume(not (period.half and period.unit is Unit.MONTHS))
    start, end = day_zero(question), question.answer().due_on
    months = (end.year - start.year) * 12 + end.month - start.month
    assert months == period.number * (12 if period.unit is Unit.YEARS else 1)
    last = (end + timedelta(days=1)).day == 1
    assert end.day == start.day or last, "the same date, or the month's last day"


# --- additive ------------------------------------------------------------------------------------


@given(
    questions(limit=durations((Unit.DAYS, Unit.WEEKS, *WORKING_UNITS)), roll=Roll.NONE),
    st.integers(1, 200),
)
def test_two_lengths_in_turn_are_their_sum(question: Question, more: int) -> None:
    assert question.limit.max is not None
    unit = question.limit.max.unit
    first = question.answer().due_on
    then = question.but(start=first, limit=lasting(more, unit)).answer()
    both = question.but(limit=lasting(amount(question) + more, unit)).answer()
    assert then.due_on == both.due_on


@given(instants(), st.integers(1, 400), st.integers(1, 400))
def test_hours_in_turn_are_their_sum(start: datetime, first: int, more: int) -> None:
    asked = Question(start, lasting(first, Unit.HOURS), Calendar())
    middle = asked.answer().due_at
    assert middle is not None
    then = asked.but(start=middle, limit=lasting(more, Unit.HOURS)).answer()
    assert then.due_at == asked.but(limit=lasting(first + more, Unit.HOURS)).answer().due_at


@given(days(), st.integers(1, 30), st.integers(1, 30))
def test_months_in_turn_are_their_sum_until_the_28th(start: date, first: int, more: int) -> None:
    """Later dates can lack in the month between, and are clamped there."""
    asked = Question(min(start, start.replace(day=28)), lasting(first, Unit.MONTHS), Calendar())
    then = asked.but(start=asked.answer().due_on, limit=lasting(more, Unit.MONTHS)).answer()
    assert then.due_on == asked.but(limit=lasting(first + more, Unit.MONTHS)).answer().due_on


@given(days(), st.integers(1, 3))
def test_a_week_is_seven_days_and_a_year_twelve_months(start: date, number: int) -> None:
    asked = Question(start, lasting(number, Unit.WEEKS), Calendar())
    in_days = asked.but(limit=lasting(7 * number, Unit.DAYS))
    assert asked.answer().due_on == in_days.answer().due_on
    years = asked.but(limit=lasting(number, Unit.YEARS)).answer()
    assert years.due_on == asked.but(limit=lasting(12 * number, Unit.MONTHS)).answer().due_on


# --- monotone ------------------------------------------------------------------------------------


def ends(answer: DueDate) -> tuple[date, date]:
    return answer.due_on, answer.act_by


@given(questions(limit=durations(DAY_UNITS)), st.integers(0, 60))
def test_a_later_start_never_ends_earlier(question: Question, later: int) -> None:
    start = day_zero(question)
    second = question.but(start=start + timedelta(days=later)).answer()
    assert question.but(start=start).answer().due_on <= second.due_on
    assert question.but(start=start).answer().act_by <= second.act_by


@given(questions(limit=durations(DAY_UNITS)), st.integers(1, 5))
def test_a_longer_length_never_ends_earlier(question: Question, more: int) -> None:
    period = question.limit.max
    assert period is not None
    longer = replace(question.limit, max=replace(period, amount=period.amount + more))
    first, second = question.answer(), question.but(limit=longer).answer()
    assert first.due_on <= second.due_on
    assert first.act_by <= second.act_by


@given(questions(limit=durations((Unit.MONTHS, Unit.YEARS)), roll=Roll.NONE))
def test_a_half_lies_between_its_neighbours(question: Question) -> None:
    period = question.limit.max
    assert period is not None
    assume(period.half)
    above = lasting(period.amount + 1, period.unit)
    assert question.answer().due_on < question.but(limit=above).answer().due_on
    if period.amount:
        below = lasting(period.amount, period.unit)
        assert question.but(limit=below).answer().due_on < question.answer().due_on


# --- never early ---------------------------------------------------------------------------------


@given(questions(limit=durations(DAY_UNITS)))
def test_the_day_of_the_start_is_never_the_last(question: Question) -> None:
    assert question.answer().due_on > day_zero(question)


@given(questions())
def test_nothing_ends_before_it_starts(question: Question) -> None:
    answer = question.answer()
    assert answer.due_on >= day_zero(question)
    if answer.due_at is not None:
        assert isinstance(question.start, datetime)
        assert answer.due_at > question.start


@given(days(), questions())
def test_the_hour_of_a_start_changes_nothing_but_hours(day: date, question: Question) -> None:
    period = question.limit.max
    assume(period is None or period.unit is not Unit.HOURS)
    found = {
        ends(question.but(start=start).answer())
        for start in (day, *(datetime(day.year, day.month, day.day, hour) for hour in (0, 12, 23)))
    }
    assert len(found) == 1


# --- act by --------------------------------------------------------------------------------------


@given(questions())
def test_act_by_is_the_last_open_day(question: Question) -> None:
    answer, start, calendar = question.answer(), day_zero(question), question.calendar
    immovable = answer.due_at is not None or answer.due_on == start
    if immovable:
        assert answer.act_by == answer.due_on
        return
    assert start <= answer.act_by <= answer.due_on
    assert answer.act_by == start or calendar.is_open(answer.act_by)
    assert calendar.open_days_between(answer.act_by, answer.due_on) == 0
    said = [step for step in answer.steps if step.code == "act-by"]
    assert bool(said) is (answer.act_by != answer.due_on)


# --- roll ----------------------------------------------------------------------------------------


@given(
    questions(limit=durations(DAY_UNITS)), st.sampled_from([r for r in Roll if r is not Roll.NONE])
)
def test_a_roll_goes_forward_to_a_day_that_does_not_roll(question: Question, roll: Roll) -> None:
    plain = question.but(counting=replace(question.counting, roll=Roll.NONE)).answer()
    rolled = question.but(counting=replace(question.counting, roll=roll)).answer()

    def rolls(day: date) -> bool:
        statutory = roll is Roll.STATUTORY and (day.month, day.day) in STATUTORY_ROLL_DAYS
        return day.weekday() > 4 or day in PUBLIC_HOLIDAYS or statutory

    passed = (plain.due_on + timedelta(days=n) for n in range((rolled.due_on - plain.due_on).days))
    assert plain.due_on <= rolled.due_on
    assert not rolls(rolled.due_on)
    assert all(rolls(day) for day in passed), "and not a day further"


@given(questions(limit=durations((*CALENDAR_UNITS, Unit.HVERDAGE))))
def test_the_statutory_list_is_the_longer(question: Question) -> None:
    by_roll = [
        question.but(counting=replace(question.counting, roll=roll)).answer().due_on
        for roll in (Roll.NONE, Roll.NEXT_WORKING_DAY, Roll.STATUTORY)
    ]
    assert by_roll == sorted(by_roll)


# --- cap -----------------------------------------------------------------------------------------


@given(questions(cap=True))
def test_a_cap_is_the_earlier_of_two_dates(question: Question) -> None:
    assert question.cap is not None
    own = question.but(cap=None).answer()
    cap = question.but(limit=question.cap, cap=None).answer()
    capped = question.answer()
    assert capped.due_on == min(own.due_on, cap.due_on)
    instants = [answer.due_at for answer in (own, cap) if answer.due_on == capped.due_on]
    assert capped.due_at == min((at for at in instants if at), default=None)
    codes = {step.code for step in capped.steps}
    assert not {"cap", "length"} <= codes


# --- closing days --------------------------------------------------------------------------------


@given(questions())
def test_closing_days_move_open_days_and_the_act_alone(question: Question) -> None:
    period = question.limit.max
    unit = period.unit if period else None
    closed, open_ = question.answer(), question.but(calendar=Calendar()).answer()
    assert closed.act_by <= open_.act_by or unit is Unit.ARBEJDSDAGE
    if unit is Unit.ARBEJDSDAGE and question.counting.open_days:
        assert closed.due_on >= open_.due_on
    else:
        assert (closed.due_on, closed.due_at) == (open_.due_on, open_.due_at)


# --- reasons -------------------------------------------------------------------------------------


@given(questions(cap=True))
def test_reasons_survive_json(question: Question) -> None:
    steps = question.answer().steps
    assert steps_from_json(json.loads(json.dumps(steps_to_json(steps)))) == steps


@given(questions(cap=True))
def test_the_reasons_lead_to_the_date(question: Question) -> None:
    answer = question.answer()
    first, *middle = (step for step in answer.steps if step.code != "act-by")
    assert first.code == "start"
    assert first.values["on"] == day_zero(question)
    last = middle[-1].values
    assert last.get("on", answer.due_on) == answer.due_on
    assert last.get("at") == answer.due_at


@pytest.mark.parametrize("unit", WORKING_UNITS)
@given(question=questions(limit=durations((Unit.HVERDAGE,)), roll=Roll.NONE))
def test_days_passed_over_make_the_sum(unit: Unit, question: Question) -> None:
    """Weekdays in the span are those that counted and those that the reasons name."""
    assert question.limit.max is not None
    limit = Limit(LimitKind.DURATION, max=Period(question.limit.max.amount, unit))
    answer = question.but(limit=limit).answer()
    values, start = answer.steps[1].values, day_zero(question)
    last_weekday = 5 if values["saturday"] else 4
    span = (start + timedelta(days=n + 1) for n in range((answer.due_on - start).days))
    weekdays = [day for day in span if day.weekday() <= last_weekday]
    assert len(weekdays) == values["amount"] + len(values["skipped"])


@given(days(), st.integers(1, 60), st.integers(1, 60))
def test_a_sticky_month_end_stays_one(start: date, first: int, more: int) -> None:
    counting = Counting(month_end=MonthEnd.STICKY)
    start = (start.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    asked = Question(start, lasting(first, Unit.MONTHS), Calendar(), counting)
    end = asked.answer().due_on
    assert (end + timedelta(days=1)).day == 1
    then = asked.but(start=end, limit=lasting(more, Unit.MONTHS)).answer().due_on
    assert then == asked.but(limit=lasting(first + more, Unit.MONTHS)).answer().due_on
