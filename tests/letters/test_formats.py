"""Dates, times, lengths and numbers as people read them."""

from datetime import UTC, date, datetime

import pytest

from notifications import formats
from notifications.formats import NBSP, Language
from rules.period import parse_period

DAY = date(2026, 4, 7)


@pytest.mark.parametrize(
    ("language", "long", "prose", "plain"),
    [
        ("da", "tirsdag 7. april 2026", "tirsdag den 7. april 2026", "7. april 2026"),
        ("en", "Tuesday 7 April 2026", "Tuesday 7 April 2026", "7 April 2026"),
    ],
)
def test_dates(language: Language, long: str, prose: str, plain: str) -> None:
    unbroken = plain.replace(" ", NBSP)
    assert formats.long_date(DAY, language) == long.replace(plain, unbroken)
    assert formats.prose_date(DAY, language) == prose.replace(plain, unbroken)
    assert formats.plain_date(DAY, language) == unbroken
    assert formats.day_month(DAY, language) == unbroken[:-5]
    assert formats.short_date(DAY) == "7.4.2026"


@pytest.mark.parametrize(
    ("moment", "da", "en"),
    [
        (datetime(2026, 3, 26, 8, 14), "kl. 8.14", "8.14"),
        (datetime(2026, 3, 26, 14, 0), "kl. 14.00", "14.00"),
        (datetime(2026, 3, 26, 7, 14, tzinfo=UTC), "kl. 8.14", "8.14"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "kl. 0.30", "0.30"),
    ],
    ids=["naive is Copenhagen's", "whole hour", "winter", "summer, next day"],
)
def test_clock(moment: datetime, da: str, en: str) -> None:
    assert formats.clock(moment, "da") == da.replace(" ", NBSP)
    assert formats.clock(moment, "en") == en


def test_an_instant_belongs_to_a_danish_day() -> None:
    assert formats.local_date(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("text", "da", "en"),
    [
        ("4 uger", "4 uger", "4 weeks"),
        ("1 uge", "1 uge", "1 week"),
        ("15 hverdage", "15 hverdage", "15 working days"),
        ("1 arbejdsdag", "1 arbejdsdag", "1 working day"),
        ("2½ måned", "2½ måned", "2½ months"),
        ("½ måned", "½ måned", "½ month"),
        ("1½ år", "1½ år", "1½ years"),
        ("24 timer", "24 timer", "24 hours"),
        ("1 døgn", "24 timer", "24 hours"),
        ("14 dage", "14 dage", "14 days"),
    ],
)
def test_periods(text: str, da: str, en: str) -> None:
    assert formats.period_phrase(parse_period(text), "da") == da
    assert formats.period_phrase(parse_period(text), "en") == en


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("89591000", "89 59 10 00"),
        ("89 59 10 00", "89 59 10 00"),
        ("+45 8959 1000", "+45 8959 1000"),
        ("8959 1000 lokal 12", "8959 1000 lokal 12"),
    ],
)
def test_telephone_numbers(typed: str, shown: str) -> None:
    assert formats.phone_number(typed).replace(NBSP, " ") == shown
    assert " " not in formats.phone_number(typed).split(" lokal")[0]


@pytest.mark.parametrize(
    ("danish", "english"),
    [
        ("mandag til fredag kl. 9–14", "Monday to Friday 9–14"),
        (
            "mandag til onsdag kl. 9–14, torsdag kl. 9–17 og fredag kl. 9–12",
            "Monday to Wednesday 9–14, Thursday 9–17 and Friday 9–12",
        ),
        ("Hverdage kl. 10.00-12.30", "weekdays 10.00-12.30"),
        ("alle dage undtagen i juli", "alle dage undtagen i juli"),
    ],
)
def test_opening_hours(danish: str, english: str) -> None:
    assert formats.opening_hours(danish, "en") == english
    assert formats.opening_hours(danish, "da") == danish


@pytest.mark.parametrize(
    "text",
    [
        "serviceloven §~83",
        "§~85, jf. §~82 a",
        "kl.~9–14",
        "stk.~2",
        "den 14.~april",
        "den 14.~april~2026",
        "on 14~April~2026",
        "89~59~10~00",
        "kommer den 2. gang",
        "Vej 12 8500 By",
    ],
)
def test_what_belongs_together_stays_on_a_line(text: str) -> None:
    assert formats.tied(text.replace("~", " ")) == text.replace("~", NBSP)


def test_enumerations() -> None:
    assert formats.joined([], "da") == ""
    assert formats.joined(["a"], "da") == "a"
    assert formats.joined(["a", "b", "c"], "da") == "a, b og c"
    assert formats.joined(["a", "b"], "en") == "a and b"
