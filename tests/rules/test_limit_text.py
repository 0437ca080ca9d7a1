"""A limit in a pack's words reads back as the same limit, and never as another."""

import pytest

from rules.limit import LIMIT_WORDS, Limit, LimitKind, parse_limit
from rules.limit_text import limit_text
from rules.period import Period, Unit


@pytest.mark.parametrize(
    "words",
    [
        *("15 hverdage", "1 uge", "10-12 uger", "2½ måned", "½ år"),
        *("½-1½ måneder", "½-1 år", "1½-2 måneder", "12-24 timer", "1-2 døgn"),
        *LIMIT_WORDS,
    ],
)
def test_it_reads_back(words: str) -> None:
    limit = parse_limit(words)
    assert parse_limit(limit_text(limit)) == limit


def test_a_range_in_two_units_is_told_by_what_counts() -> None:
    limit = Limit(LimitKind.DURATION, max=Period(4, Unit.WEEKS), min=Period(1, Unit.DAYS))
    assert limit_text(limit) == "4 uger"  # "1-4 uger" would promise another range
