"""The reasons of a date in Danish."""

from datetime import date
from typing import Any, Final

from notifications.errors import NotificationError
from notifications.formats import (
    MONTHS,
    capital,
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
    StartEvent.RECEIPT: "Ansøgningen kom {}.",
    StartEvent.REMAND: "Ankestyrelsens afgørelse kom {}.",
    StartEvent.DECISION: "Afgørelsen er fra {}.",
    StartEvent.CONTACT: "Henvendelsen kom {}.",
    StartEvent.DISCHARGE: "Udskrivningen fra sygehuset var {}.",
    StartEvent.AWARENESS: "Kommunen blev opmærksom på behovet {}.",
    StartEvent.FORMALLY_STARTED: "Sagen gik formelt i gang {}.",
    StartEvent.WAITING_LIST: "Borgeren kom på ventelisten {}.",
    StartEvent.COMPLAINT: "Klagen kom {}.",
    StartEvent.ACUTE: "Kommunen fik {} at vide, at sagen er akut.",
    StartEvent.SUPPLIER_CHANGE: "Borgeren bad {} om en anden leverandør.",
    StartEvent.NEED_CHANGED: "Kommunen fik {} at vide, at behovet har ændret sig.",
}
#: Not public holidays, but days that roll in forældelsesloven § 27, stk. 2.
_ROLL_DAYS: Final = {(6, 5): "grundlovsdag", (12, 24): "juleaftensdag", (12, 31): "nytårsaftensdag"}


def sentences(step: Step, following: str | None, letter: bool) -> str:
    """One reason in words; `following` is the code of the reason after it."""
    values = step.values
    match step.code:
        case "start":
            return _start(values, following, letter)
        case "length":
            return _length(values, following)
        case "hours":
            ends = _moment(values["at"])
            return f"Fristen er {_period(values)} fra det tidspunkt. Den ender {ends}."
        case "same-day":
            return _same_day(values)
        case "next-working-day":
            ends = _date(values["on"])
            return f"Fristen er fra dag til dag. Den ender den næste arbejdsdag, {ends}."
        case "month-end":
            return _month_end(values)
        case "month-end-sticky":
            return (
                "Fristen begynder på månedens sidste dag. "
                f"Derfor ender den også på månedens sidste dag, {_date(values['on'])}."
            )
        case "cap":
            return f"Fristen er højst {_period(values)}, når en sag kommer tilbage. {_end(values)}"
        case "rolled":
            return f"Det er {_day_off(values['from'])}. Derfor er sidste dag {_date(values['on'])}."
        case "act-by":
            return _act_by(values)
        case _:
            raise NotificationError(f'there is no Danish wording for the reason "{step.code}"')


def holiday(day: date) -> str | None:
    """The Danish name of a public holiday as it stands inside a sentence: "skærtorsdag"."""
    name = PUBLIC_HOLIDAYS.get(day)
    return name if name is None or name.startswith("Kristi") else name[:1].lower() + name[1:]


def _date(day: date) -> str:
    return prose_date(day, "da")


def _period(values: dict[str, Any]) -> str:
    period = Period(values["amount"], values.get("unit", Unit.HOURS), half=values["half"])
    return period_phrase(period, "da")


def _moment(at: Any) -> str:
    return f"{_date(local_date(at))} {clock(at, 'da')}"


def _start(values: dict[str, Any], following: str | None, letter: bool) -> str:
    wording = _STARTS[values["event"]]
    if letter:
        wording = wording.replace("Borgeren", "Du")
    hours = following == "hours" and values["at"] is not None
    when = _moment(values["at"]) if hours else _date(values["on"])
    day_zero = " Den dag tæller ikke med." if following in ("length", "cap") else ""
    return wording.format(when) + day_zero


def _length(values: dict[str, Any], following: str | None) -> str:
    parts = [f"Fristen er {_period(values)}.", *_which_days(values), *_half(values)]
    if following not in ("month-end", "month-end-sticky"):
        parts.append(_end(values))
    return " ".join(parts)


def _end(values: dict[str, Any]) -> str:
    where = {
        Unit.WEEKS: "på samme ugedag, ",
        Unit.MONTHS: "på samme dato i måneden, ",
        Unit.YEARS: "på samme dato, ",
    }
    same = "" if values["half"] else where.get(values["unit"], "")
    return f"Den ender {same}{_date(values['on'])}."


def _half(values: dict[str, Any]) -> list[str]:
    if not values["half"]:
        return []
    halves = {Unit.MONTHS: "En halv måned er 15 dage.", Unit.YEARS: "Et halvt år er 6 måneder."}
    return [halves[values["unit"]]]


def _which_days(values: dict[str, Any]) -> list[str]:
    if values["unit"] is Unit.DAYS:
        return ["Weekender og helligdage tæller med."]
    if values["unit"] not in (Unit.HVERDAGE, Unit.ARBEJDSDAGE):
        return []
    if values["open_days"]:
        rule = "Weekender, helligdage og kommunens lukkedage tæller ikke med."
    elif values["saturday"]:
        rule = "Lørdage tæller med, men søndage og helligdage gør ikke."
    else:
        rule = "Lørdage, søndage og helligdage tæller ikke med."
    return [rule, *_skipped(values["skipped"], closed=values["open_days"])]


def _skipped(days: tuple[date, ...], *, closed: bool) -> list[str]:
    if not days:
        return []
    if len(days) > NAMED_AT_MOST:
        return [f"Undervejs ligger {len(days)} helligdage{' og lukkedage' if closed else ''}."]
    named = [f"{holiday(day) or 'kommunens lukkedag'} den {day_month(day, 'da')}" for day in days]
    return [f"Undervejs ligger {joined(named, 'da')}."]


def _same_day(values: dict[str, Any]) -> str:
    if values["word"] == LimitKind.IMMEDIATE:
        return f"Fristen er straks. Det betyder samme dag, {_date(values['on'])}."
    return f"Fristen er samme dag, {_date(values['on'])}."


def _month_end(values: dict[str, Any]) -> str:
    name = capital(MONTHS["da"][values["on"].month - 1])
    return (
        f"{name} har ingen dag nummer {values['day']}. "
        f"Derfor ender fristen på månedens sidste dag, {_date(values['on'])}."
    )


def _day_off(day: date) -> str:
    name = holiday(day) or _ROLL_DAYS.get((day.month, day.day))
    return name if name and (day.weekday() < 5 or holiday(day)) else "i en weekend"


def _act_by(values: dict[str, Any]) -> str:
    due_on, name = values["due_on"], holiday(values["due_on"])
    if name:
        reason = f"{_date(due_on)} er {name}"
    elif due_on.weekday() > 4:
        reason = f"{_date(due_on)} ligger i en weekend"
    else:
        reason = f"kommunen holder lukket {_date(due_on)}"
    return f"Seneste arbejdsdag er {_date(values['on'])}, fordi {reason}."
