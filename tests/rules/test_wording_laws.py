"""Laws of reading: no text crashes it, no number is made up, no word is passed over."""

from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.limit import Limit, LimitKind
from rules.limit_text import limit_text
from rules.period import Period
from rules.reading import Reading
from rules.wording import read_wording
from rules.wording_words import LONGEST_TEXT, NUMBER_WORDS
from tests.strategies import periods
from tests.vectors import rows

RAW: Final = sorted({row["raw"] for row in rows("wordings.csv")})

#: What real wordings are made of; put together at random they are mostly nonsense.
PIECES: Final = (
    "4", "10", "0", "½", "1/2", "en", "to", "fjorten", "halvanden", "uger", "hverdage", "måned",
    "mdr.", "døgn", "arbejdsdage", "år", "-", "–", " til ", " og ", "eller", "mellem", "senest",
    "inden for", "op til", "maks.", "ca.", "§ 83", "§ 10, stk. 3", "(", ")", ",", ":", ".", "…",
    "straks", "løbende", "samme dag", "hurtigst muligt", "ingen", "ellers", "ved akut behov", "xx",
    "efter visitation", "fra sagen er oplyst", "inkl. ventetid", "sideløbende med afdækning",
    "levering", "kan forlænges til", "samlet tid", "herefter hver", "ikke", "mindst", "dog", "*",
)  # fmt: skip

any_text = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.tuples(st.sampled_from(RAW), st.text(max_size=4), st.sampled_from(RAW)).map("".join),
)


def lengths(reading: Reading) -> list[Period]:
    """Every length that was read."""
    limits = (reading.limit, reading.acute, reading.delivery, reading.extension, reading.total)
    found = [period for limit in limits if limit for period in (limit.max, limit.min)]
    return [period for period in (*found, reading.equivalent, reading.repeat) if period]


def known(raw: str) -> list[Period]:
    """The lengths of a whole wording."""
    return lengths(read_wording(raw))


def stands_in(period: Period, text: str) -> bool:
    """Whether the number is written there: in digits or as a word, in hours or in døgn."""
    numbers = {period.amount, period.amount / 24, (period.amount - 12) / 24}
    spelled = {word for word, number in NUMBER_WORDS.items() if number in numbers}
    spelled |= {f"{number:g}" for number in numbers}
    halves = ("½", "1/2", "halv", ",5", ".5")
    half = period.half or period.amount % 24 == 12
    return any(word in text for word in spelled) or (half and any(h in text for h in halves))


@given(any_text)
@example("\ud800 uger")
@example("4" * LONGEST_TEXT)
@example("4 uger" * 100_000)
@example("(" * LONGEST_TEXT)
@example("İ" * 20 + " 4 uger")
def test_no_text_crashes_it_and_no_number_is_made_up(text: str) -> None:
    reading = read_wording(text)
    assert reading.text == text
    assert all(stands_in(period, text.lower()) for period in lengths(reading))
    assert reading.refused <= bool(reading.warnings)
    for warning in reading.warnings:
        assert warning.code
        assert len(warning.text.splitlines()) == 1


@given(periods())
def test_every_length_of_a_pack_reads_back(period: Period) -> None:
    limit = Limit(LimitKind.DURATION, max=period)
    text = limit_text(limit)
    for words in (text, f"Senest {text}", f"op til {text}.", text.upper()):
        reading = read_wording(words)
        assert (reading.limit, reading.warnings) == (limit, ())


@pytest.mark.parametrize("word", ["zzz", "7", "ikke", "mindst", "plus", "tidligst", "+ 2", "*"])
def test_a_word_or_number_more_is_never_passed_over(word: str) -> None:
    """Whatever could change a limit, before or behind a wording that reads, is refused."""
    read = [raw for raw in RAW if not read_wording(raw).refused]
    more = [text for raw in read for text in (f"{raw} {word}", f"{word} {raw}")]
    assert not [text for text in more if not read_wording(text).refused]


def test_a_wording_cut_off_anywhere_gives_no_other_limit() -> None:
    """A cell cut behind any letter says the same limit, no number, or nothing."""
    whole = [raw for raw in RAW if not read_wording(raw).refused]
    cut = {raw[:end]: raw for raw in whole for end in range(1, len(raw))}
    found = {part: read_wording(part).limit.max for part in cut}
    wrong = [part for part, period in found.items() if period not in (None, *known(cut[part]))]
    assert not wrong
