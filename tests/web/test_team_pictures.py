"""Bars and lines as geometry: nothing is drawn that is not so, and labels can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.services.reporting import Share
from tracker.web.team.bars import AGE_WIDTH, SHARE_WIDTH, age_bars, share_bar
from tracker.web.team.lines import APART, BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, picture

SHARES = st.lists(st.none() | st.floats(0, 1), min_size=12, max_size=12)


@pytest.mark.parametrize(
    ("share", "length"),
    [
        (Share(361, 412), 262.9),
        (Share(0, 5), 0),
        (Share(5, 5), SHARE_WIDTH),
        (Share(3, 4), None),
        (Share(0, 0), None),
    ],
    ids=["most", "none", "all", "fewer than five", "nothing"],
)
def test_a_share_is_as_long_as_it_is_large(share: Share, length: float | None) -> None:
    bar = share_bar(share)
    assert (bar.length if bar else None) == length
    if bar:
        assert bar.mark == SHARE_WIDTH * 0.8


def test_ages_are_drawn_to_one_scale() -> None:
    bars = age_bars([6, 7, 4, 0], [1, 1, 2, 0])
    assert max(bar.length for bar in bars) == pytest.approx(AGE_WIDTH, abs=0.2)
    assert bars[0].told / bars[0].untold == pytest.approx(5, rel=0.01)
    assert (bars[3].told, bars[3].untold) == (0, 0)


def test_one_of_many_can_still_be_seen() -> None:
    (few, many) = age_bars([1, 1000], [1, 0])
    assert few.untold >= 3
    assert few.told == 0
    assert many.told == AGE_WIDTH


def test_nothing_overdue_draws_nothing() -> None:
    assert [bar.length for bar in age_bars([0, 0], [0, 0])] == [0, 0]


def test_a_month_with_too_few_cases_is_a_gap() -> None:
    line = picture([0.5, 0.6, None, 0.7, None, 0.8, 0.9], [None] * 7).lines[0]
    assert [len(run) for run in line.stretches] == [2, 2]
    assert len(line.alone) == 1


def test_no_cases_draw_no_line() -> None:
    lines = picture([None] * 12, [None] * 12).lines
    assert not any(line.drawn or line.stretches or line.alone for line in lines)


@given(SHARES, SHARES)
def test_everything_lies_inside_and_labels_stand_apart(
    first: list[float | None], second: list[float | None]
) -> None:
    drawn = picture(first, second)
    for line in drawn.lines:
        for point in (*line.alone, *(point for run in line.stretches for point in run)):
            assert LEFT <= point.x <= WIDTH - RIGHT
            assert TOP <= point.y <= HEIGHT - BOTTOM
    labels = [line.label for line in drawn.lines if line.label]
    if len(labels) == 2:
        assert abs(labels[0].y - labels[1].y) >= APART - 0.001
    assert all(TOP <= label.y <= HEIGHT - BOTTOM + APART for label in labels)
