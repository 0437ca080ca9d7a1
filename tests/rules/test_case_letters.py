"""Letters and tasks about a case as a whole: rows 2, 5 and 15 to 17 of the table of notices."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import Calendar
from rules.case_letters import (
    CaseFacts,
    CaseLetter,
    ToldDate,
    case_letters,
    without_deadline_task,
)
from rules.local_time import local_day
from rules.notice_facts import TaskKind
from tests.rules.factories import OPEN, day
from tests.strategies import calendars, copenhagen

DUE: Final = day("2026-02-02")
MOVED: Final = day("2026-01-26")
ACUTE: Final = day("2026-01-12")


def facts(**changed: Any) -> CaseFacts:
    """A case registered on Friday 9 January 2026 at 10, but for what differs."""
    values: dict[str, Any] = {
        "registered_at": copenhagen("2026-01-09 10:00"),
        "open": True,
        "due_on": DUE,
        **changed,
    }
    return CaseFacts(**values)


def asks(now: str, about: CaseFacts, calendar: Calendar = OPEN) -> list[str]:
    letters, again = case_letters(about, now=copenhagen(now), calendar=calendar)
    assert again is None or again > copenhagen(now)
    return [f"{letter.row} {letter.letter} {letter.for_date}" for letter in letters]


def had(letter: CaseLetter, on: date | None = DUE) -> ToldDate:
    return ToldDate(letter, on)


ACKNOWLEDGED: Final = (had(CaseLetter.ACKNOWLEDGEMENT),)
REMANDED: Final = {"remanded": True}


def case(row: int, what: str, now: str, expected: list[str], **changed: Any) -> Any:
    return pytest.param(now, facts(**changed), expected, id=f"row {row}: {what}")


@pytest.mark.parametrize(
    ("now", "about", "expected"),
    [
        case(16, "registered", "2026-01-09 10:00", ["16 acknowledgement 2026-02-02"]),
        case(16, "registered on a Sunday", "2026-01-11 23:50", ["16 acknowledgement 2026-02-02"],
             registered_at=copenhagen("2026-01-11 23:50")),
        case(16, "told already", "2026-01-10 10:00", [], letters=ACKNOWLEDGED),
        case(16, "decided first: it lapses", "2026-01-09 10:00", [], open=False),
        case(16, "a delay notice the same day says it too", "2026-01-09 10:00", [],
             delay_told=True),
        case(16, "another case of the application lists this one", "2026-01-09 10:00", [],
             first_of_application=False),
        case(16, "the municipality sends none", "2026-01-09 10:00", [], acknowledge=False),
        case(16, "without a deadline: about the day it was registered", "2026-01-09 10:00",
             ["16 acknowledgement 2026-01-09"], due_on=None),
        case(5, "acute: its own confirmation instead", "2026-01-12 09:00",
             ["5 acute-confirmation 2026-01-12"], acute_on=ACUTE),
        case(5, "flagged after the acknowledgement", "2026-01-12 09:00",
             ["5 acute-confirmation 2026-01-12"], acute_on=ACUTE, letters=ACKNOWLEDGED),
        case(5, "confirmed already", "2026-01-12 09:05", [], acute_on=ACUTE,
             letters=(had(CaseLetter.ACUTE_CONFIRMATION, ACUTE),)),
        case(5, "flagged again on another day", "2026-01-19 09:00",
             ["5 acute-confirmation 2026-01-19"], acute_on=day("2026-01-19"),
             letters=(had(CaseLetter.ACUTE_CONFIRMATION, ACUTE),)),
        case(5, "its day has passed: nothing to confirm", "2026-01-13 09:00", [], acute_on=ACUTE,
             acute_passed=True, letters=ACKNOWLEDGED),
        case(5, "decided", "2026-01-12 09:00", [], acute_on=ACUTE, open=False),
        case(5, "a delay notice of the day does not replace it", "2026-01-12 12:00",
             ["5 acute-confirmation 2026-01-12"], acute_on=ACUTE, delay_told=True),
        case(17, "remanded: not before the next open day", "2026-01-12 05:59:59", [], **REMANDED),
        case(17, "remanded: the next open day", "2026-01-12 06:00",
             ["17 remand-receipt 2026-02-02"], **REMANDED),
        case(17, "remanded: told already", "2026-01-12 06:00", [], **REMANDED,
             letters=(had(CaseLetter.REMAND_RECEIPT),)),
        case(17, "remanded: a delay notice has told", "2026-01-12 06:00", [], **REMANDED,
             delay_told=True),
        case(17, "remanded and decided at once", "2026-01-12 06:00", [], **REMANDED, open=False),
        case(17, "remanded and acute", "2026-01-12 06:00",
             ["5 acute-confirmation 2026-01-12", "17 remand-receipt 2026-02-02"], **REMANDED,
             acute_on=ACUTE),
        case(2, "a told date moved", "2026-01-20 09:00", ["2 corrected-deadline 2026-01-26"],
             due_on=MOVED, letters=ACKNOWLEDGED),
        case(2, "a told date moved after a remand", "2026-01-20 09:00",
             ["2 corrected-deadline 2026-01-26"], due_on=MOVED, **REMANDED,
             letters=(had(CaseLetter.REMAND_RECEIPT),)),
        case(2, "moved, and a delay notice has told a later one", "2026-01-20 09:00", [],
             due_on=MOVED, letters=ACKNOWLEDGED, delay_told=True),
        case(2, "corrected already", "2026-01-20 09:00", [], due_on=MOVED,
             letters=(*ACKNOWLEDGED, had(CaseLetter.CORRECTED_DEADLINE, MOVED))),
        case(2, "moved back again", "2026-01-21 09:00", ["2 corrected-deadline 2026-02-02"],
             letters=(*ACKNOWLEDGED, had(CaseLetter.CORRECTED_DEADLINE, MOVED))),
        case(2, "an acute day is no other date", "2026-01-13 09:00", [],
             letters=(*ACKNOWLEDGED, had(CaseLetter.ACUTE_CONFIRMATION, ACUTE))),
        case(2, "nobody was told a date", "2026-01-20 09:00", [], due_on=MOVED,
             letters=(had(CaseLetter.ACKNOWLEDGEMENT, None),)),
        case(2, "no date holds any more", "2026-01-20 09:00", [], due_on=None,
             letters=ACKNOWLEDGED),
    ],
)  # fmt: skip
def test_the_letters_of_a_case(now: str, about: CaseFacts, expected: list[str]) -> None:
    assert asks(now, about) == expected


def test_a_remand_letter_waits_for_an_open_day() -> None:
    closed = Calendar({day("2026-01-12"): "lukket"})
    about = facts(**REMANDED)
    assert asks("2026-01-12 09:00", about, closed) == []
    assert asks("2026-01-13 06:00", about, closed) == ["17 remand-receipt 2026-02-02"]
    looks = [
        case_letters(about, now=copenhagen(now), calendar=closed)[1]
        for now in ("2026-01-09 10:00", "2026-01-12 09:00", "2026-01-13 06:00")
    ]
    assert looks == [copenhagen("2026-01-13 06:00")] * 2 + [None]


@st.composite
def cases(draw: st.DrawFn) -> tuple[CaseFacts, datetime, Calendar]:
    registered = copenhagen("2026-01-01 00:00") + timedelta(hours=draw(st.integers(0, 9000)))
    days = st.dates(local_day(registered), local_day(registered) + timedelta(days=90))
    acute_on = draw(st.none() | days)
    told = st.builds(ToldDate, st.sampled_from(CaseLetter), st.none() | days)
    about = CaseFacts(
        registered_at=registered,
        open=draw(st.booleans()),
        acknowledge=draw(st.booleans()),
        first_of_application=draw(st.booleans()),
        remanded=draw(st.booleans()),
        due_on=draw(st.none() | days),
        acute_on=acute_on,
        acute_passed=acute_on is not None and draw(st.booleans()),
        delay_told=draw(st.booleans()),
        letters=tuple(draw(st.lists(told, max_size=3))),
    )
    now = registered + timedelta(hours=draw(st.integers(0, 400)))
    return about, now, draw(calendars(local_day(registered)))


@given(cases())
def test_a_second_look_asks_for_nothing_new(
    question: tuple[CaseFacts, datetime, Calendar],
) -> None:
    about, now, calendar = question
    letters, again = case_letters(about, now=now, calendar=calendar)
    assert again is None or again > now
    assert len({letter.letter for letter in letters}) == len(letters)
    written = tuple(ToldDate(letter.letter, letter.for_date) for letter in letters)
    if about.due_on is None:  # an acknowledgement without a deadline told of none
        written = tuple(replace(t, date=None) if t.letter != "acute-confirmation" else t
                        for t in written)  # fmt: skip
    after = replace(about, letters=(*about.letters, *written))
    assert case_letters(after, now=now, calendar=calendar)[0] == ()


@given(cases())
def test_nothing_is_found_late(question: tuple[CaseFacts, datetime, Calendar]) -> None:
    about, now, calendar = question
    letters, again = case_letters(about, now=now, calendar=calendar)
    for hours in range(1, 24 * 14):
        instant = now + timedelta(hours=hours)
        if again is not None and instant >= again:
            break
        assert case_letters(about, now=instant, calendar=calendar)[0] == letters


# --- row 15 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "done", "asked", "again"),
    [
        pytest.param("2026-01-09 10:00", None, False, "2026-02-06 10:00", id="registered"),
        pytest.param("2026-02-06 09:59:59", None, False, "2026-02-06 10:00", id="a second before"),
        pytest.param("2026-02-06 10:00", None, True, "2026-02-13 10:00", id="after four weeks"),
        pytest.param("2026-05-01 10:00", None, True, "2026-05-08 10:00", id="after downtime"),
        pytest.param(
            "2026-02-09 08:00", "2026-02-09 08:00", False, "2026-02-16 08:00", id="looked into"
        ),
        pytest.param(
            "2026-02-16 08:00", "2026-02-09 08:00", True, "2026-02-23 08:00", id="then weekly"
        ),
    ],
)
def test_row_15_a_case_without_a_deadline_comes_back(
    now: str, done: str | None, asked: bool, again: str
) -> None:
    task, moment = without_deadline_task(
        copenhagen("2026-01-09 10:00"), copenhagen(done) if done else None, now=copenhagen(now)
    )
    assert task is (TaskKind.WITHOUT_DEADLINE if asked else None)
    assert moment == copenhagen(again)
    assert moment > copenhagen(now)
