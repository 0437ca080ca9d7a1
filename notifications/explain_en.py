"""The reasons of a date in English."""

from datetime import date
from typing import Any, Final

from notifications.errors import NotificationError
from notifications.formats import (
    MONTHS,
    clock,
    day_month,
    joined,
    local_date,
    period_phrase,
    prose_date,
)
from rules.calendar import PUBLIC_HOLIDAYS
from rules.limit import LimitKind
from rules.period import Period, Unit
from rules.steps import StartEvent, Step

#: More holidays than this are counted, not named.
NAMED_AT_MOST: Final = 6

_STARTS: Final = {
    StartEvent.RECEIPT: "The application reached us on {}.",
    StartEvent.REMAND: "The decision of the Appeals Board reached us on {}.",
    StartEvent.DECISION: "The decision was made on {}.",
    StartEvent.CONTACT: "The municipality was contacted on {}.",
    StartEvent.DISCHARGE: "The discharge from hospital was on {}.",
    StartEvent.AWARENESS: "The municipality became aware of the need on {}.",
    StartEvent.FORMALLY_STARTED: "The case formally started on {}.",
    StartEvent.WAITING_LIST: "The place on the waiting list dates from {}.",
    StartEvent.COMPLAINT: "The complaint reached us on {}.",
    StartEvent.ACUTE: "The municipality learned that the case is urgent on {}.",
    StartEvent.SUPPLIER_CHANGE: "The citizen asked for another supplier on {}.",
    StartEvent.NEED_CHANGED: "The municipality learned on {} that the need has changed.",
}
_HOLIDAYS: Final = {
    "Nytårsdag": "New Year's Day",
    "Skærtorsdag": "Maundy Thursday",
    "Langfredag": "Good Friday",
    "Påskedag": "Easter Sunday",
    "Anden påskedag": "Easter Monday",
    "Store bededag": "Great Prayer Day",
    "Kristi himmelfartsdag": "Ascension Day",
    "Pinsedag": "Whit Sunday",
    "Anden pinsedag": "Whit Monday",
    "Juledag": "Christmas Day",
    "Anden juledag": "the day after Christmas Day",
}
#: Not public holidays, but days that roll in forældelsesloven § 27, stk. 2.
_ROLL_DAYS: Final = {
    (6, 5): "Constitution Day",
    (12, 24): "Christmas Eve",
    (12, 31): "New Year's Eve",
}


def sentences(step: Step, following: str | None, letter: bool) -> str:
    """One reason in words; `following` is the code of the reason after it.

    A letter and a page say the same in English.
    """
    values = step.values
    match step.code:
        case "start":
            return _start(values, following)
        case "length":
            return _length(values, following)
        case "hours":
            ends = _moment(values["at"])
            return f"The deadline is {_period(values)} from then. It ends on {ends}."
        case "same-day":
            return _same_day(values)
        case "next-working-day":
            return f"The deadline is the next working day. That is {_date(values['on'])}."
        case "month-end":
            return _month_end(values)
        case "month-end-sticky":
            return (
                "The deadline starts on the last day of a month. "
                f"It therefore ends on the last day of a month too, {_date(values['on'])}."
            )
        case "cap":
            longest = _period(values)
            return f"The deadline is at most {longest} when a case comes back. {_end(values)}"
        case "rolled":
            last = _date(values["on"])
            return f"That is {_day_off(values['from'])}. The last day is therefore {last}."
        case "act-by":
            return _act_by(values)
        case _:
            raise NotificationError(f'there is no English wording for the reason "{step.code}"')


def holiday(day: date) -> str | None:
    """The English name of a Danish public holiday, or its Danish name where there is none."""
    name = PUBLIC_HOLIDAYS.get(day)
    return None if name is None else _HOLIDAYS.get(name, name)


def _date(day: date) -> str:
    return prose_date(day, "en")


def _period(values: dict[str, Any]) -> str:
    period = Period(values["amount"], values.get("unit", Unit.HOURS), half=values["half"])
    return period_phrase(period, "en")


def _moment(at: Any) -> str:
    return f"{_date(local_date(at))} at {clock(at, 'en')}"


def _start(values: dict[str, Any], following: str | None) -> str:
    hours = following == "hours" and values["at"] is not None
    when = _moment(values["at"]) if hours else _date(values["on"])
    day_zero = " That day does not count." if following in ("length", "cap") else ""
    return _STARTS[values["event"]].format(when) + day_zero


def _length(values: dict[str, Any], following: str | None) -> str:
    parts = [f"The deadline is {_period(values)}.", *_which_days(values), *_half(values)]
    if following not in ("month-end", "month-end-sticky"):
        parts.append(_end(values))
    return " ".join(parts)


def _end(values: dict[str, Any]) -> str:
    where = {
        Unit.WEEKS: "the same day of the week, ",
        Unit.MONTHS: "the same date of the month, ",
        Unit.YEARS: "the same date, ",
    }
    same = "" if values["half"] else where.get(values["unit"], "")
    return f"It ends on {same}{_date(values['on'])}."


def _half(values: dict[str, Any]) -> list[str]:
    if not values["half"]:
        return []
    halves = {Unit.MONTHS: "Half a month is 15 days.", Unit.YEARS: "Half a year is 6 months."}
    return [halves[values["unit"]]]


def _which_days(values: dict[str, Any]) -> list[str]:
    if values["unit"] is Unit.DAYS:
        return ["Weekends and public holidays count."]
    if values["unit"] not in (Unit.HVERDAGE, Unit.ARBEJDSDAGE):
        return []
    if values["open_days"]:
        rule = "Weekends, public holidays and days when the municipality is closed do not count."
    elif values["saturday"]:
        rule = "Saturdays count, but Sundays and public holidays do not."
    else:
        rule = "Saturdays, Sundays and public holidays do not count."
    return [rule, *_skipped(values["skipped"], closed=values["open_days"])]


def _skipped(days: tuple[date, ...], *, closed: bool) -> list[str]:
    if not days:
        return []
    come = "comes" if len(days) == 1 else "come"
    if len(days) > NAMED_AT_MOST:
        also = " and closing days" if closed else ""
        return [f"In between {come} {len(days)} public holidays{also}."]
    named = [f"{holiday(day) or 'a closing day'} ({day_month(day, 'en')})" for day in days]
    return [f"In between {come} {joined(named, 'en')}."]


def _same_day(values: dict[str, Any]) -> str:
    if values["word"] == LimitKind.IMMEDIATE:
        return f"The deadline is at once. That means the same day, {_date(values['on'])}."
    return f"The deadline is the same day, {_date(values['on'])}."


def _month_end(values: dict[str, Any]) -> str:
    name = MONTHS["en"][values["on"].month - 1]
    return (
        f"{name} has no day {values['day']}. "
        f"The deadline therefore ends on the last day of the month, {_date(values['on'])}."
    )


def _day_off(day: date) -> str:
    name = holiday(day) or _ROLL_DAYS.get((day.month, day.day))
    return name if name and (day.weekday() < 5 or holiday(day)) else "in a weekend"


def _act_by(values: dict[str, Any]) -> str:
    due_on, name = values["due_on"], holiday(values["due_on"])
    if name:
        reason = f"{_date(due_on)} is {name}"
    elif due_on.weekday() > 4:
        reason = f"{_date(due_on)} is in a weekend"
    else:
        reason = f"the municipality is closed on {_date(due_on)}"
    return f"The last working day is {_date(values['on'])}, because {reason}."
