"""What is typed on the command line: days, instants and words, read with a plain answer when they
are not."""

from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from rules.local_time import as_instant
from tracker.errors import Refused

Word = TypeVar("Word", bound=StrEnum)


def read_day(text: str, what: str) -> date:
    """A day, "2026-03-05"; raises `Refused`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused(f'{what}: cannot read "{text}" as a day, write it as 2026-03-05') from error


def read_moment(text: str, what: str) -> date | datetime:
    """A day, or an instant "2026-04-02T16:30" with or without an offset; naive is Copenhagen's."""
    words = text.strip()
    try:
        if len(words) <= len("2026-03-05"):
            return date.fromisoformat(words)
        return as_instant(datetime.fromisoformat(words))
    except ValueError as error:
        raise Refused(
            f'{what}: cannot read "{text}", write a day as 2026-03-05 or a time as 2026-04-02T16:30'
        ) from error


def read_instant(text: str, what: str) -> datetime:
    """An instant, "2026-04-02T16:30"; raises `Refused` for a bare day."""
    moment = read_moment(text, what)
    if not isinstance(moment, datetime):
        raise Refused(f"{what}: give the time of day too, as 2026-04-02T16:30")
    return moment


def read_word(text: str, words: type[Word], what: str) -> Word:
    """One of a list of words; raises `Refused` naming them."""
    try:
        return words(text.strip().lower())
    except ValueError as error:
        known = ", ".join(words)
        raise Refused(f'{what}: "{text}" is not one of {known}') from error
