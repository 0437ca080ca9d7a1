"""Dates and times as people type them: each accepted form reads back, and no text crashes."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.formats import long_date, plain_date, prose_date, short_date
from rules.local_time import COPENHAGEN
from tracker.web.typed import read_date, read_moment, read_time

TODAY = date(2026, 3, 26)  # a Thursday

READ = [
    ("5/3", date(2026, 3, 5), "the fastest: day and month"),
    ("5.3", date(2026, 3, 5), "with a dot"),
    ("5.3.", date(2026, 3, 5), "with the dot of an ordinal"),
    ("5-3", date(2026, 3, 5), "with a dash"),
    ("5 3", date(2026, 3, 5), "with a blank"),
    ("05.03", date(2026, 3, 5), "with zeros"),
    ("26/3", TODAY, "without a year it may be today"),
    ("27/3", date(2025, 3, 27), "without a year it has happened: last year"),
    ("31/12", date(2025, 12, 31), "New Year's Eve in spring was the last one"),
    ("29/2", None, "neither this year nor the last one has the day"),
    ("5.3.26", date(2026, 3, 5), "a short year"),
    ("5.3.2026", date(2026, 3, 5), "as pages write it"),
    ("5. 3. 2026", date(2026, 3, 5), "with blanks"),
    ("050326", date(2026, 3, 5), "six figures"),
    ("05032026", date(2026, 3, 5), "eight figures"),
    ("2026-03-05", date(2026, 3, 5), "ISO, copied from elsewhere"),
    ("5. marts", date(2026, 3, 5), "the month by name"),
    ("5.marts 2026", date(2026, 3, 5), "without a blank"),
    ("5 mar 2026", date(2026, 3, 5), "the month cut short"),
    ("5 March 2026", date(2026, 3, 5), "in English"),
    ("5. MAJ 2025", date(2025, 5, 5), "in capitals"),
    ("torsdag 5. marts 2026", date(2026, 3, 5), "copied from the panel"),
    ("torsdag den 5. marts 2026", date(2026, 3, 5), "copied from a letter"),
    ("fredag 5. marts 2026", None, "the day of the week is another"),
    ("i dag", TODAY, "today"),
    ("I DAG", TODAY, "today in capitals"),
    ("i går", date(2026, 3, 25), "yesterday"),
    ("igår", date(2026, 3, 25), "yesterday in one word"),
    ("i forgårs", date(2026, 3, 24), "the day before"),
    ("yesterday", date(2026, 3, 25), "yesterday in English"),
    ("  5/3  ", date(2026, 3, 5), "with blanks around it"),
    ("5.\N{NO-BREAK SPACE}marts\N{NO-BREAK SPACE}2026", date(2026, 3, 5), "our own blanks"),
    ("29.2.2024", date(2024, 2, 29), "a leap day"),
    ("31/2", None, "no such day"),
    ("29.2.2026", None, "no leap year"),
    ("32.1.2026", None, "no such day of the month"),
    ("5.13.2026", None, "no such month"),
    ("0/0", None, "zeros"),
    ("5.3.1899", None, "before anybody's application"),
    ("5.3.20266", None, "five figures of a year"),
    ("503", None, "three figures can mean two days"),
    ("", None, "nothing"),
    ("   ", None, "blanks"),
    ("marts", None, "a month is no day"),
    ("torsdag", None, "a day of the week alone"),
    ("5. martsz", None, "no month"),
    ("snart", None, "a word"),
    ("5" * 41, None, "longer than any date"),
]


@pytest.mark.parametrize(("text", "day", "why"), READ, ids=[why for _, _, why in READ])
def test_a_typed_day_is_read(text: str, day: date | None, why: str) -> None:
    assert read_date(text, TODAY) == day


AHEAD = [
    ("1/4", date(2026, 4, 1), "still to come this year"),
    ("26/3", TODAY, "today"),
    ("1/3", date(2027, 3, 1), "gone this year: the next one"),
    ("1.3.2026", date(2026, 3, 1), "with a year it is that year"),
]


@pytest.mark.parametrize(("text", "day", "why"), AHEAD, ids=[why for _, _, why in AHEAD])
def test_what_is_planned_lies_ahead(text: str, day: date, why: str) -> None:
    assert read_date(text, TODAY, earliest=TODAY) == day


TIMES = [
    ("8.14", time(8, 14), "as pages write it"),
    ("08:14", time(8, 14), "as clocks write it"),
    ("kl. 8.14", time(8, 14), "as letters write it"),
    ("kl 8", time(8), "a whole hour"),
    ("23", time(23), "an hour alone"),
    ("0.00", time(0), "midnight"),
    ("24.00", None, "no such hour"),
    ("8.60", None, "no such minute"),
    ("8.1", None, "half a minute"),
    ("", None, "nothing"),
    ("om lidt", None, "a word"),
]


@pytest.mark.parametrize(("text", "at", "why"), TIMES, ids=[why for _, _, why in TIMES])
def test_a_typed_time_is_read(text: str, at: time | None, why: str) -> None:
    assert read_time(text) == at


def moment(hour: int, minute: int = 0, day: date = date(2026, 3, 5)) -> datetime:
    return datetime.combine(day, time(hour, minute), COPENHAGEN)


MOMENTS = [
    ("5.3.2026 kl. 8.14", moment(8, 14), "day and time"),
    ("5/3 8.14", moment(8, 14), "as short as it gets"),
    ("5.3.2026, 08:14", moment(8, 14), "with a comma"),
    ("5. marts 2026 kl. 8", moment(8), "a whole hour"),
    ("i går kl. 23.59", moment(23, 59, date(2026, 3, 25)), "yesterday at night"),
    ("5.3.2026", date(2026, 3, 5), "a day alone"),
    ("5 3.26", date(2026, 3, 5), "a date that looks like a time"),
    ("5/3 25.00", None, "no such hour"),
    ("kl. 8.14", None, "a time without a day"),
]


@pytest.mark.parametrize(("text", "read", "why"), MOMENTS, ids=[why for _, _, why in MOMENTS])
def test_a_typed_moment_is_read(text: str, read: date | datetime | None, why: str) -> None:
    assert read_moment(text, TODAY) == read


FORMS: dict[str, Callable[[date], str]] = {
    "table": short_date,
    "zeros": lambda day: f"{day:%d.%m.%Y}",
    "slashes": lambda day: f"{day.day}/{day.month}/{day.year}",
    "figures": lambda day: f"{day:%d%m%Y}",
    "iso": date.isoformat,
    "plain": lambda day: plain_date(day, "da"),
    "long": lambda day: long_date(day, "da"),
    "prose": lambda day: prose_date(day, "da"),
    "english": lambda day: long_date(day, "en"),
}
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(days, days, st.sampled_from(sorted(FORMS)))
def test_a_day_written_with_its_year_reads_back_on_any_day(
    day: date, today: date, form: str
) -> None:
    assert read_date(FORMS[form](day), today) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), days)
def test_two_figures_of_a_year_are_of_this_century(day: date, today: date) -> None:
    assert read_date(f"{day:%d.%m.%y}", today) == day
    assert read_date(f"{day:%d%m%y}", today) == day


@given(st.dates(date(1992, 1, 1), date(2099, 12, 31)), st.integers(0, 364))
def test_a_day_without_a_year_is_of_the_last_twelve_months(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    assert read_date(f"{day.day}/{day.month}", today) == day


@given(days, st.times())
def test_a_moment_reads_back(day: date, at: time) -> None:
    text = f"{short_date(day)} kl. {at.hour}.{at.minute:02}"
    assert read_moment(text, day) == datetime.combine(day, time(at.hour, at.minute), COPENHAGEN)


@given(st.text(max_size=60) | st.text("0123456789./- :,klimrsågdø", max_size=30), days)
def test_no_text_crashes(text: str, today: date) -> None:
    for found in (read_date(text, today), read_date(text, today, earliest=today)):
        assert found is None or isinstance(found, date)
    assert read_time(text) is None or isinstance(read_time(text), time)
    assert read_moment(text, today) is None or isinstance(read_moment(text, today), date)
