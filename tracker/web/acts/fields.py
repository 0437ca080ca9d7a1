"""The fields of an act: how each is drawn, and what a typed value means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from notifications.formats import short_date
from rules.local_time import local_day
from tracker.services.desk import Desk
from tracker.web.forms import Form
from tracker.web.typed import read_date, read_moment
from tracker.web.words import Words, mark

Choices = Sequence[tuple[str, str]]

#: A day that may lie ahead, typed without its year, is at most this old.
_RECENT: Final = timedelta(days=30)
#: From so many on there is a choice to make.
_SEVERAL: Final = 2
_BOTH: Final = mark("Du har både skrevet en dato og sat kryds. Vælg det ene.")
#: What stands in a date field before anything is typed.
TODAY: Final = "today"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind`: text, long, date, future (a date ahead), moment, choice, many, tick."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    optional: bool = False
    began: str = ""
    choices: Callable[[Desk, Words], Choices] | None = None
    fixed: Sequence[tuple[str, str]] = ()
    several: bool = False  # a choice that is asked for only where there is one to make
    unless: str = ""  # the box that is ticked instead of filling this in
    section: str = ""  # the heading of the fields that begin here


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the template draws it."""

    name: str
    label: str
    kind: str
    hint: str
    optional: bool
    choices: list[tuple[str, str]]


def sections(fields: Sequence[Field], desk: Desk, words: Words) -> list[tuple[str, list[Shown]]]:
    """The fields of a page as they are drawn, under their headings."""
    found: list[tuple[str, list[Shown]]] = []
    for field in fields:
        heading = words.text(field.section) if field.section else ""
        if not found or (heading and heading != found[-1][0]):
            found.append((heading, []))
        one = shown(field, desk, words)
        if not (field.several and len(one.choices) < _SEVERAL):
            found[-1][1].append(one)
    return [(heading, members) for heading, members in found if members]


def shown(field: Field, desk: Desk, words: Words) -> Shown:
    """A field in words, with its choices."""
    return Shown(
        name=field.name,
        label=words.text(field.label),
        kind=field.kind,
        hint=words.text(field.hint) if field.hint else "",
        optional=field.optional,
        choices=choices_of(field, desk, words),
    )


def choices_of(field: Field, desk: Desk, words: Words) -> list[tuple[str, str]]:
    """What can be chosen, in words."""
    if field.choices is not None:
        return list(field.choices(desk, words))
    return [(value, words.text(text)) for value, text in field.fixed]


def beginnings(fields: Sequence[Field], desk: Desk, words: Words) -> dict[str, str]:
    """What stands in the fields of an empty form: a choice of one is made already."""
    found = {f.name: short_date(desk.today) if f.began == TODAY else f.began for f in fields}
    for field in fields:
        if field.kind == "choice" and not field.optional:
            choices = choices_of(field, desk, words)
            found[field.name] = choices[0][0] if len(choices) == 1 else ""
    return found


def read(fields: Sequence[Field], form: Form, desk: Desk) -> dict[str, Any]:
    """The values of a posted form; what cannot be read is said at its field."""
    return {field.name: _value(field, form, desk) for field in fields}


def _value(field: Field, form: Form, desk: Desk) -> Any:
    if field.kind == "tick":
        return form.posted.has(field.name)
    if field.kind == "many":
        allowed = {value for value, _ in choices_of(field, desk, form.words)}
        return [value for value in form.posted.all(field.name) if value in allowed]
    text = form.posted.get(field.name)
    instead = bool(field.unless) and form.posted.has(field.unless)
    if text and instead:
        form.wrong(field.name, form.words.say(_BOTH))
    if not text:
        if not field.optional and not instead:
            form.wrong(field.name, _missing(field, form.words))
        return None
    return _typed(field, text, form, desk)


def _typed(field: Field, text: str, form: Form, desk: Desk) -> Any:
    match field.kind:
        case "date" | "future":
            return _date(field, text, form, desk)
        case "moment":
            return _moment(field, text, form, desk)
        case "choice":
            allowed = {value for value, _ in choices_of(field, desk, form.words)}
            if text not in allowed:
                form.wrong(field.name, _missing(field, form.words))
            return text
        case _:
            return text


def _missing(field: Field, words: Words) -> str:
    label = words.text(field.label)
    if field.kind in ("choice", "many"):
        return words.say("Vælg: %(what)s", what=label)
    if field.kind in ("date", "future", "moment"):
        return words.say("Skriv en dato: %(what)s", what=label)
    return words.say("Skriv noget her: %(what)s", what=label)


def unread(text: str, words: Words) -> str:
    """What to say about a date that cannot be read."""
    return words.say(
        'Vi kan ikke læse "%(text)s". Skriv datoen som %(day)s.',
        text=text[:40],
        day=short_date(date(2026, 3, 5)),
    )


def ahead(day: date, words: Words) -> str:
    """What to say about a day that has not come."""
    return words.say(
        "Datoen %(day)s ligger i fremtiden. Skriv den dag, det skete.", day=short_date(day)
    )


def _date(field: Field, text: str, form: Form, desk: Desk) -> date | None:
    ahead_too = desk.today - _RECENT if field.kind == "future" else None
    day = read_date(text, desk.today, earliest=ahead_too)
    if day is None:
        form.wrong(field.name, unread(text, form.words))
    elif field.kind == "date" and day > desk.today:
        form.wrong(field.name, ahead(day, form.words))
    return day


def _moment(field: Field, text: str, form: Form, desk: Desk) -> date | datetime | None:
    found = read_moment(text, desk.today)
    if found is None:
        form.wrong(field.name, unread(text, form.words))
        return None
    day = local_day(found) if isinstance(found, datetime) else found
    if day > desk.today:
        form.wrong(field.name, ahead(day, form.words))
    return found
