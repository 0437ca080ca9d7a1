"""Lengths and limits as packs and commands write them: what is read, and what is refused."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.errors import RulesError
from rules.limit import COMPUTABLE, LIMIT_WORDS, Limit, LimitError, LimitKind, parse_limit
from rules.period import LONGEST, UNIT_WORDS, Period, PeriodError, Unit, parse_period
from tests.strategies import periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("4 uger", Period(4, Unit.WEEKS)),
        ("1 uge", Period(1, Unit.WEEKS)),
        ("15 hverdage", Period(15, Unit.HVERDAGE)),
        ("7 arbejdsdage", Period(7, Unit.ARBEJDSDAGE)),
        ("14 dage", Period(14, Unit.DAYS)),
        ("14 kalenderdage", Period(14, Unit.DAYS)),
        ("3 mdr.", Period(3, Unit.MONTHS)),
        ("1 år", Period(1, Unit.YEARS)),
        ("24 timer", Period(24, Unit.HOURS)),
        pytest.param("2 døgn", Period(48, Unit.HOURS), id="a døgn is 24 hours"),
        pytest.param("2½ måned", Period(2, Unit.MONTHS, half=True), id="a half as a fraction"),
        pytest.param("2,5 måneder", Period(2, Unit.MONTHS, half=True), id="a half with a comma"),
        pytest.param("2.5 måneder", Period(2, Unit.MONTHS, half=True), id="a half with a point"),
        pytest.param("½ år", Period(0, Unit.YEARS, half=True), id="only a half"),
        pytest.param("  4   UGER ", Period(4, Unit.WEEKS), id="spaces and capitals"),
        pytest.param("4\u00a0uger", Period(4, Unit.WEEKS), id="a no-break space"),
        pytest.param("4uger", Period(4, Unit.WEEKS), id="no space"),
        pytest.param("010 dage", Period(10, Unit.DAYS), id="leading zeros"),
    ],
)
def test_lengths_are_read(text: str, period: Period) -> None:
    assert parse_period(text) == period
    assert parse_limit(text) == Limit(LimitKind.DURATION, max=period)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "write a number and a unit", id="nothing"),
        pytest.param("uger", "write a number and a unit", id="no number"),
        pytest.param("4", "write a number and a unit", id="no unit"),
        pytest.param("fire uger", "write a number and a unit", id="a number in words"),
        pytest.param("4 måner", "write a number and a unit", id="a misspelt unit"),
        pytest.param("-4 uger", "write a number and a unit", id="negative"),
        pytest.param("4 uger ca.", "write a number and a unit", id="words around it"),
        pytest.param("٤ uger", "write a number and a unit", id="digits of another script"),
        pytest.param("4\n\nmåner", '"4 måner" is not', id="what was found stands on one line"),
        pytest.param("0 uger", "longer than zero", id="zero"),
        pytest.param("4½ uger", "a half has no meaning in weeks", id="half a week"),
        pytest.param("2½ hverdag", "a half has no meaning in hverdage", id="half a working day"),
        pytest.param("1½ døgn", "12 timer", id="half a døgn is written in hours"),
        pytest.param("9999 uger", "longer than any case lives", id="too long"),
        pytest.param("x" * 500, "…", id="what was found is cut"),
    ],
)
def test_what_is_no_length_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("unit", Unit)
def test_no_length_is_longer_than_a_case_lives(unit: Unit) -> None:
    assert Period(LONGEST[unit], unit).amount == LONGEST[unit]
    with pytest.raises(PeriodError, match=f"at most {LONGEST[unit]}"):
        Period(LONGEST[unit] + 1, unit)


@pytest.mark.parametrize(
    ("period", "number", "text"),
    [
        (Period(15, Unit.HVERDAGE), 15, "15 hverdage"),
        (Period(2, Unit.MONTHS, half=True), 2.5, "2½ months"),
        (Period(0, Unit.YEARS, half=True), 0.5, "½ years"),
    ],
)
def test_a_period_as_number_and_text(period: Period, number: float, text: str) -> None:
    assert period.number == number
    assert str(period) == text


@pytest.mark.parametrize("text", LIMIT_WORDS)
def test_words_without_a_length(text: str) -> None:
    limit = parse_limit(text.upper())
    assert limit == Limit(LIMIT_WORDS[text])
    assert limit.computable is (limit.kind in COMPUTABLE)
    assert not limit.is_range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("10-12 uger", 10, 12, id="hyphen"),
        pytest.param("10 – 12 uger", 10, 12, id="dash and spaces"),
        pytest.param("0-6 uger", None, 6, id="from nothing is no lower bound"),
        pytest.param("1-2½ måned", 1, 2.5, id="a half in the upper bound"),
        pytest.param("1-2 døgn", 24, 48, id="døgn in hours"),
    ],
)
def test_the_upper_bound_of_a_range_is_the_limit(text: str, low: int | None, high: float) -> None:
    limit = parse_limit(text)
    assert limit.max is not None
    assert limit.max.number == high
    assert (limit.min.number if limit.min else None) == low
    assert limit.is_range is (low is not None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("12-10 uger", "from the shorter to the longer", id="backwards"),
        pytest.param("4-4 uger", "from the shorter to the longer", id="no range"),
        pytest.param("4-8 måner", '"8 måner" is not', id="a misspelt unit"),
        pytest.param("snarest", "hurtigst muligt", id="an unknown word lists the known ones"),
        pytest.param("fire uger", "write a number and a unit", id="a length in words"),
        pytest.param("inden\njul", '"inden jul" is not', id="what was found stands on one line"),
    ],
)
def test_what_is_no_limit_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises((LimitError, PeriodError)) as caught:
        parse_limit(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_limit_has_a_length_when_its_kind_needs_one() -> None:
    with pytest.raises(LimitError, match="needs length"):
        Limit(LimitKind.DURATION)
    with pytest.raises(LimitError, match="has no length"):
        Limit(LimitKind.SAME_DAY, max=Period(1, Unit.DAYS))


PIECES = st.sampled_from(
    ["4", "0", "½", ",5", ".5", "-", "–", " ", "\n", "\x1b", "99999", *UNIT_WORDS, *LIMIT_WORDS]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=6).map("".join))


@given(TEXTS)
@example("4-\u2028uger")
@example("0-99999 uger")
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    for read in (parse_period, parse_limit):
        try:
            read(text)
        except RulesError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017 - most texts raise nothing
            assert str(error).isprintable()  # noqa: PT017


@given(periods())
def test_a_length_is_read_as_it_is_written(period: Period) -> None:
    danish = {Unit.WEEKS: "uger", Unit.MONTHS: "måneder", Unit.HOURS: "timer"}
    text = str(period).replace(period.unit, danish.get(period.unit, period.unit))
    assert parse_period(text) == period
