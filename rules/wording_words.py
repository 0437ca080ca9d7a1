"""The Danish numbers and units of published deadlines, and how a text is cleaned for reading."""

import re
import unicodedata
from typing import Final

from rules.period import UNIT_WORDS, Period, Unit

#: No cell of a table is longer; what is, is a page.
LONGEST_TEXT: Final = 600

_ONES: Final = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_TENS: Final = {"tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60,
                "halvfjerds": 70, "firs": 80, "halvfems": 90}  # fmt: skip
_TEENS: Final = ("ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten",
                 "atten", "nitten")  # fmt: skip
NUMBER_WORDS: Final[dict[str, int]] = {
    **dict.fromkeys(("et", "én", "ét", "èn", "èt"), 1),
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)},
    **_TENS,
    **{
        f"{one}og{ten}": number + tens
        for number, one in enumerate(_ONES, start=1)
        for ten, tens in _TENS.items()
    },
}

_A_HALF: Final = r"(?:et|en|én|ét) halv(?:t|e)?"
_WORD_NUMBER: Final = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
#: Digits, words, and halves of either; every alternative ends where a word can end.
NUMBER: Final = (
    rf"(?:{_A_HALF}|halvand(?:en|et)|½|1/2(?![0-9])"
    rf"|(?:{_WORD_NUMBER})(?:(?: og)? {_A_HALF})?(?![a-zæøå])"
    rf"|[0-9]{{1,4}}(?: ?½| 1/2(?![0-9])|[.,]5(?![0-9])|(?: og)? {_A_HALF})?(?![0-9]))"
)

#: Spellings that tables use beside those of a pack.
_SPELLINGS: Final[dict[str, str]] = {
    **dict.fromkeys(("maaned", "maaneder"), "måned"),
    **dict.fromkeys(("hver-dag", "hver-dage", "hverdages"), "hverdage"),
    **dict.fromkeys(("arbejds-dag", "arbejds-dage", "arb.dage", "arb. dage"), "arbejdsdage"),
    "døgns": "døgn",
    "kalender-dage": "dage",
    "ugers": "uger",
    "dages": "dage",
    "dags": "dage",
    "timers": "timer",
    "måneders": "måneder",
    "måneds": "måned",
    "års": "år",
    "uges": "uge",
    "arbejdsdages": "arbejdsdage",
}
UNITS: Final[dict[str, tuple[Unit, int]]] = {
    **UNIT_WORDS,
    **{spelling: UNIT_WORDS[word] for spelling, word in _SPELLINGS.items()},
}
UNIT: Final = (
    "(?:"
    + "|".join(re.escape(word) for word in sorted(UNITS, key=len, reverse=True))
    + ")(?![a-zæøå])(?!-[a-zæøå])"
)

_SPACES: Final = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_INSIDE_WORDS: Final = re.compile("(?<=[a-zæøå])[\u00ad\u200b\u2060](?=[a-zæøå])")
_PLURALS: Final = re.compile(r"(?<=uge)\(r\)|(?<=dag)\(e\)|(?<=måned)\(er\)|(?<=time)\(r\)")


def cleaned(text: str) -> str:
    """Small letters, composed, with one kind of space and dash; nothing else is changed.

    Compatibility forms stay as they are: what is written small or raised is no plain digit.
    """
    plain = unicodedata.normalize("NFC", text).lower()
    plain = _DASHES.sub("-", _SPACES.sub(" ", plain)).strip()
    return _PLURALS.sub("", _INSIDE_WORDS.sub("", plain))


def read_number(word: str) -> tuple[int, bool]:
    """A number that `NUMBER` matched: its whole part, and whether a half is added."""
    if word in ("½", "1/2") or re.fullmatch(_A_HALF, word):
        return 0, True
    if word.startswith("halvand"):
        return 1, True
    whole = re.match(rf"[0-9]+|(?:{_WORD_NUMBER})", word)
    assert whole is not None  # noqa: S101 - NUMBER begins with one of them
    number = NUMBER_WORDS.get(whole[0])
    return int(whole[0]) if number is None else number, whole[0] != word


def period_of(number: str, unit: str) -> Period | None:
    """The length that a number and a unit make; None for zero. Raises `PeriodError`."""
    whole, half = read_number(number)
    kind, factor = UNITS[unit]
    if not whole and not half:
        return None
    if half and factor % 2:
        return Period(whole, kind, half=True)
    return Period(whole * factor + (factor // 2 if half else 0), kind)


#: About how many days one is: enough to tell which of two lengths is the longer.
_ABOUT_DAYS: Final = {
    Unit.HOURS: 1 / 24,
    Unit.DAYS: 1.0,
    Unit.WEEKS: 7.0,
    Unit.MONTHS: 30.4,
    Unit.YEARS: 365.0,
    Unit.HVERDAGE: 1.4,
    Unit.ARBEJDSDAGE: 1.4,
}


def about_days(period: Period) -> float:
    """About how many days a length is; never used for a date."""
    return period.number * _ABOUT_DAYS[period.unit]
