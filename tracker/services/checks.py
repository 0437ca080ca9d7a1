"""What every act is checked for before anything is written."""

import unicodedata
from datetime import date, datetime

from notifications.cleaning import one_line
from rules.local_time import local_day
from tracker.casefile import CaseFile
from tracker.errors import Refused
from tracker.services.next_acts import next_acts


def not_future(day: date, now: datetime, what: str) -> None:
    """Refuse a date that has not come yet."""
    if day > local_day(now):
        raise Refused(f"{what} cannot be {day}, which lies in the future: give the day it happened")


def not_before(day: date, earliest: date, what: str, why: str) -> None:
    """Refuse a date before what it must follow."""
    if day < earliest:
        raise Refused(f"{what} cannot be {day}, before {earliest}, {why}: check the date")


def running(file: CaseFile) -> None:
    """Refuse an act in a case that has ended otherwise than by a decision."""
    if file.case.ending is not None:
        raise Refused(
            f"case {file.case.reference} was closed on {file.case.ended_on} ({file.case.ending}): "
            f"what can happen now is {next_acts(file)}; "
            "a new application is a case of its own, rettidig register"
        )


def undecided(file: CaseFile) -> None:
    """Refuse an act that only makes sense before the decision."""
    running(file)
    decision = file.decision
    if decision is not None:
        raise Refused(
            f"case {file.case.reference} was decided on {decision.decided_on} "
            f"({decision.outcome}): "
            f"what can happen now is {next_acts(file)}"
        )


def reason_of(text: str | None, act: str) -> str:
    """A reason that somebody gave; refuses silence."""
    words = one_line(text or "")
    if not words:
        raise Refused(f"{act} needs a reason: say why, it stays on file")
    return words


def as_text(value: object) -> str | None:
    """A recorded value as the journal keeps it; what was not recorded stays None."""
    return None if value is None else str(value)


def plain_line(text: str, what: str) -> str:
    """One line of visible text; refuses control characters and text that turns its direction."""
    unseen = [c for c in text if unicodedata.category(c) in {"Cc", "Cs"} or c in _DIRECTIONS]
    if unseen:
        raise Refused(
            f"{what} holds a character that cannot be seen (U+{ord(unseen[0]):04X}): write it again"
        )
    return one_line(text)


#: Marks and overrides of writing direction, which make a text look like another.
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
