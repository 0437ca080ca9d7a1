"""Dates, times, lengths and numbers as people read them, in Danish and English."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from rules.local_time import COPENHAGEN
from rules.period import UNIT_NAMES, Period, Unit

Language: TypeAlias = Literal["da", "en"]

#: Keeps what it joins on one line.
NBSP: Final = "\N{NO-BREAK SPACE}"

MONTHS: Final[dict[Language, Sequence[str]]] = {
    "da": (
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
WEEKDAYS: Final[dict[Language, Sequence[str]]] = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
#: One and several of each unit. English has one word for hverdage and arbejdsdage.
UNITS: Final[dict[Language, dict[Unit, tuple[str, str]]]] = {
    "da": UNIT_NAMES,
    "en": {
        Unit.HOURS: ("hour", "hours"),
        Unit.DAYS: ("day", "days"),
        Unit.WEEKS: ("week", "weeks"),
        Unit.MONTHS: ("month", "months"),
        Unit.YEARS: ("year", "years"),
        Unit.HVERDAGE: ("working day", "working days"),
        Unit.ARBEJDSDAGE: ("working day", "working days"),
    },
}


def weekday(day: date, language: Language) -> str:
    """The day of the week: "tirsdag", "Tuesday"."""
    return WEEKDAYS[language][day.weekday()]


def month(day: date, language: Language) -> str:
    """The name of the month: "april", "April"."""
    return MONTHS[language][day.month - 1]


def day_month(day: date, language: Language) -> str:
    """A date whose year is plain: "7. april", "7 April"."""
    return f"{day.day}{'.' if language == 'da' else ''}{NBSP}{month(day, language)}"


def plain_date(day: date, language: Language) -> str:
    """A date without its weekday: "7. april 2026", "7 April 2026"."""
    return f"{day_month(day, language)}{NBSP}{day.year}"


def long_date(day: date, language: Language) -> str:
    """A date in a heading, panel or list: "tirsdag 7. april 2026"."""
    return f"{weekday(day, language)} {plain_date(day, language)}"


def prose_date(day: date, language: Language) -> str:
    """A date inside a sentence: "tirsdag den 7. april 2026", "Tuesday 7 April 2026"."""
    article = "den " if language == "da" else ""
    return f"{weekday(day, language)} {article}{plain_date(day, language)}"


def short_date(day: date) -> str:
    """A date in a table, in both languages: "7.4.2026"."""
    return f"{day.day}.{day.month}.{day.year}"


def clock(moment: datetime, language: Language) -> str:
    """The time of day in Denmark: "kl. 8.14", "8.14"; a naive time is Copenhagen's."""
    local = moment.astimezone(COPENHAGEN) if moment.tzinfo else moment
    time = f"{local.hour}.{local.minute:02}"
    return f"kl.{NBSP}{time}" if language == "da" else time


def local_date(moment: datetime) -> date:
    """The Danish day of an instant; a naive time is Copenhagen's."""
    return (moment.astimezone(COPENHAGEN) if moment.tzinfo else moment).date()


def period_phrase(period: Period, language: Language) -> str:
    """A length of time: "4 uger", "2½ måned"; "4 weeks", "2½ months"."""
    one, several = UNITS[language][period.unit]
    number = f"{period.amount or ''}{'½' if period.half else ''}"
    singular = period.number <= 1 or (period.half and language == "da")
    return f"{number} {one if singular else several}"


def phone_number(text: str) -> str:
    """A telephone number that stays on one line; eight bare digits are set in pairs."""
    if re.fullmatch(r"[0-9]{8}", text):
        text = " ".join(text[i : i + 2] for i in range(0, 8, 2))
    return re.sub(r"(?<=[0-9]) (?=[0-9])", NBSP, text)


def opening_hours(text: str, language: Language) -> str:
    """Opening hours as the pack has them; in English where every word is a known one."""
    if language == "da":
        return text
    words = [_HOURS_WORDS.get(word, word) for word in re.findall(r"\w[\w.]*|\W+", text.lower())]
    if any(re.match(r"[^\W\d]", word) and word not in _HOURS_KNOWN for word in words):
        return text
    return re.sub(r" +", " ", "".join(words)).strip()


_HOURS_WORDS: Final = {
    **dict(zip(WEEKDAYS["da"], WEEKDAYS["en"], strict=True)),
    "til": "to",
    "og": "and",
    "kl.": "",
    "kl": "",
    "hverdage": "weekdays",
}
_HOURS_KNOWN: Final = frozenset(_HOURS_WORDS.values())


def capital(text: str) -> str:
    """The text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def joined(words: Sequence[str], language: Language) -> str:
    """An enumeration: "a, b og c", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    last = "og" if language == "da" else "and"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


_NAMES: Final = "|".join([*MONTHS["da"], *MONTHS["en"]])
_TIES: Final = (
    (re.compile(r"§ (?=[0-9§])"), f"§{NBSP}"),
    (re.compile(r"\b(kl\.|stk\.|nr\.) (?=[0-9])", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(rf"\b([0-9]{{1,2}}\.?) (?={_NAMES})", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(rf"\b({_NAMES}) (?=[0-9]{{4}}\b)", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(r"(?<=\b[0-9]{2}) (?=[0-9]{2}\b)"), NBSP),
)


def tied(text: str) -> str:
    """The text with dates, `§ 83`, `kl. 9` and telephone numbers each kept on one line."""
    for pattern, replacement in _TIES:
        text = pattern.sub(replacement, text)
    return text
