"""The drawing of a case's course: where days lie, what fits, when there is nothing to draw."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import Calendar
from tracker.web.case.scale import LEFT, LETTER, RIGHT, WIDTH, Scale, ticks
from tracker.web.case.timeline import Course, Label, Promise, Timeline, sentence, timeline
from tracker.web.words import words

DA = words("da")
TODAY = date(2026, 3, 26)
PLAIN = Course("Afgørelse", "", date(2026, 3, 5), date(2026, 4, 2), date(2026, 4, 1), None, "")


def drawn(*courses: Course, today: date = TODAY, all_lanes: bool = False) -> Timeline:
    found = timeline(courses, today, Calendar(), DA, all_lanes=all_lanes)
    assert found is not None
    return found


def span(label: Label) -> tuple[float, float]:
    width = len(label.text) * LETTER
    left = {"middle": label.x - width / 2, "end": label.x - width, "start": label.x}[label.anchor]
    return left, left + width


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    start = draw(days)
    due = start + timedelta(days=draw(st.integers(0, 120)))
    done = draw(st.none() | st.integers(0, 300).map(lambda n: start + timedelta(days=n)))
    told = draw(st.lists(st.tuples(st.integers(0, 150), st.integers(1, 90)), max_size=3))
    promises = tuple(
        Promise(start + timedelta(days=on), start + timedelta(days=on + more))
        for on, more in sorted(told)
    )
    outcome = draw(st.sampled_from(["afslag", "bevilling", "delvis bevilling"]))
    return Course("Afgørelse", "runde 1", start, due, due, done, outcome, promises)


@given(st.lists(courses(), min_size=1, max_size=7), days)
def test_no_label_lies_over_another_or_outside(found: list[Course], today: date) -> None:
    line = timeline(found, today, Calendar(), DA)
    if line is None:
        return
    for label in line.labels:
        left, right = span(label)
        assert left >= 0
        assert right <= WIDTH
    for one in line.labels:
        for other in line.labels:
            if one is not other and one.y == other.y:
                assert span(one)[1] < span(other)[0] or span(other)[1] < span(one)[0]


@given(st.lists(courses(), min_size=1, max_size=7), days)
def test_everything_drawn_lies_inside_the_drawing(found: list[Course], today: date) -> None:
    line = timeline(found, today, Calendar(), DA)
    if line is None:
        return
    for shape in line.shapes:
        assert LEFT <= shape.x <= RIGHT + 10
        assert 0 < shape.y < line.height
        if shape.kind in ("used", "late", "future"):
            assert shape.to >= shape.x


@given(days, st.integers(5, 3000))
def test_the_marks_along_the_edge_never_run_into_each_other(first: date, length: int) -> None:
    scale = Scale.over(first, first + timedelta(days=length))
    named = [tick for tick in ticks(scale, "da") if tick.label]
    assert named
    for before, after in pairwise(named):
        assert before.x + len(before.label) * LETTER < after.x
    assert named[-1].x + len(named[-1].label) * LETTER <= WIDTH


@given(days, st.integers(1, 2000), st.integers(0, 2000))
def test_a_later_day_never_lies_to_the_left(first: date, length: int, step: int) -> None:
    scale = Scale.over(first, first + timedelta(days=length))
    day = first + timedelta(days=step)
    assert scale.x(first) <= scale.x(day) or day < first
    assert LEFT <= scale.x(day) <= RIGHT


@pytest.mark.parametrize(
    ("length", "label"),
    [
        pytest.param(30, "ma. 9. marts", id="Mondays up to 45 days"),
        pytest.param(100, "april", id="months up to 240"),
        pytest.param(500, "apr. 2026", id="quarters up to 800"),
        pytest.param(1500, "2027", id="then years"),
    ],
)
def test_the_grid_follows_the_length(length: int, label: str) -> None:
    found = ticks(Scale.over(date(2026, 3, 5), date(2026, 3, 5) + timedelta(days=length)), "da")
    assert label in {tick.label for tick in found}


def test_under_four_days_nothing_is_drawn() -> None:
    short = replace(PLAIN, start=TODAY, due=TODAY + timedelta(days=3), act_by=TODAY)
    assert timeline([short], TODAY, Calendar(), DA) is None
    assert timeline([], TODAY, Calendar(), DA) is None
    longer = replace(short, due=TODAY + timedelta(days=4))
    assert timeline([longer], TODAY, Calendar(), DA) is not None


def test_over_five_lanes_the_oldest_fold_until_somebody_asks() -> None:
    many = [
        replace(PLAIN, start=PLAIN.start + timedelta(days=n), due=PLAIN.due + timedelta(days=n))
        for n in range(7)
    ]
    line = drawn(*many)
    assert (len(line.lanes), line.folded) == (5, 2)
    assert len(line.sentences) == 7
    whole = drawn(*many, all_lanes=True)
    assert (len(whole.lanes), whole.folded) == (7, 0)


def kinds(course: Course, today: date = TODAY) -> list[str]:
    return [shape.kind for shape in drawn(PLAIN, course, today=today).shapes if shape.y > 90]


@pytest.mark.parametrize(
    ("course", "today", "marks"),
    [
        pytest.param(PLAIN, TODAY, ["used", "future", "start", "act-by", "due"], id="running"),
        pytest.param(
            PLAIN, date(2026, 4, 20), ["used", "late", "start", "act-by", "due"], id="overdue"
        ),
        pytest.param(
            replace(PLAIN, done=date(2026, 3, 20), outcome="afslag"),
            TODAY,
            ["used", "left", "start", "act-by", "due", "done"],
            id="decided early",
        ),
        pytest.param(
            replace(PLAIN, due=PLAIN.start, act_by=PLAIN.start, done=PLAIN.start),
            TODAY,
            ["diamond"],
            id="starts and ends the same day",
        ),
        pytest.param(
            replace(PLAIN, promises=(Promise(date(2026, 3, 20), date(2026, 4, 20)),)),
            TODAY,
            ["used", "future", "start", "act-by", "due", "notice", "promise"],
            id="told",
        ),
    ],
)
def test_each_course_has_its_marks(course: Course, today: date, marks: list[str]) -> None:
    assert kinds(course, today) == marks


def test_lateness_begins_the_day_after() -> None:
    on_the_day = sentence(PLAIN, PLAIN.due, DA)
    assert "dag siden" not in on_the_day
    assert "1 dag siden" in sentence(PLAIN, PLAIN.due + timedelta(days=1), DA)


def test_easter_is_a_band_while_the_drawing_is_short() -> None:
    after = replace(PLAIN, due=date(2026, 4, 17), act_by=date(2026, 4, 17))
    assert [name for _, _, name in drawn(after).bands] == ["påske"]
    long = replace(PLAIN, start=date(2025, 1, 1))
    assert drawn(long).bands == []
