"""The course of a case as a drawing: lanes of clocks, what was due, what happened, what was told.

interface.md §6. Nothing can be learnt from it alone: the tables below hold every value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from notifications.formats import day_month
from rules.calendar import Calendar
from tracker.web.case.scale import Room, Scale, Tick, ticks
from tracker.web.words import Words

TOP: Final = 34
LANE: Final = 62
NOTICE: Final = 26
BAR: Final = 14
#: Below this many days there is nothing to draw.
SHORTEST: Final = 4
#: More lanes than these are folded away, the oldest first.
MOST_LANES: Final = 5
_BANDS_UP_TO: Final = 240


@dataclass(frozen=True, slots=True)
class Promise:
    """A notice that reached somebody: when, and what it promised."""

    on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """One clock of one round, as the drawing needs it."""

    name: str
    under: str
    start: date
    due: date
    act_by: date
    done: date | None
    outcome: str
    promises: tuple[Promise, ...] = ()
    stopped: date | None = None  # no longer watched, without being done


@dataclass(frozen=True, slots=True)
class Shape:
    """One drawn thing: `kind` is its class in rettidig.css."""

    kind: str
    x: float
    y: float
    to: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A text that has found its place."""

    text: str
    x: float
    y: float
    anchor: str
    strong: bool = False
    told: bool = False


@dataclass(slots=True)
class Timeline:
    """The whole drawing, and the same in sentences."""

    height: int
    ticks: list[Tick]
    today: float
    title: str
    sentences: list[str]
    lanes: list[tuple[str, str, int]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    bands: list[tuple[float, float, str]] = field(default_factory=list)
    folded: int = 0


def timeline(
    courses: Sequence[Course],
    today: date,
    calendar: Calendar,
    words: Words,
    *,
    all_lanes: bool = False,
) -> Timeline | None:
    """The drawing of a case; None where it is too short, and a sentence says it all."""
    if not courses:
        return None
    first = min(course.start for course in courses)
    last = max(day for course in courses for day in _days(course, today))
    if (last - first).days < SHORTEST:
        return None
    scale = Scale.over(first, last)
    shown = list(courses) if all_lanes else list(courses)[-MOST_LANES:]
    drawn = Timeline(
        height=0,
        ticks=ticks(scale, words.language),
        today=scale.x(today),
        title=words.say(
            "Forløbet fra %(first)s til %(last)s",
            first=day_month(first, words.language),
            last=day_month(last, words.language),
        ),
        sentences=[sentence(course, today, words) for course in courses],
        folded=len(courses) - len(shown),
    )
    room, y = Room(), TOP
    for course in shown:
        y = _lane(drawn, course, y, scale, today, room, words)
    drawn.height = y + 24
    if scale.days <= _BANDS_UP_TO:
        drawn.bands = _bands(scale, calendar, words)
    return drawn


def _days(course: Course, today: date) -> list[date]:
    promised = [p.until for p in course.promises if p.until is not None]
    open_ = [today] if course.done is None and course.stopped is None else []
    return [course.start, course.due, *promised, *open_, *([course.done] if course.done else [])]


def _lane(
    drawn: Timeline, course: Course, top: int, scale: Scale, today: date, room: Room, words: Words
) -> int:
    middle = top + 26
    drawn.lanes.append((course.name, course.under, middle))
    _bars(drawn, course, middle, scale, today)
    _marks(drawn, course, middle, scale)
    _texts(drawn, course, middle, scale, room, words)
    if not course.promises:
        return top + LANE
    _promises(drawn, course, middle + 32, scale, room, words)
    return top + LANE + NOTICE


def _bars(drawn: Timeline, course: Course, y: int, scale: Scale, today: date) -> None:
    end = course.done or course.stopped or today
    used_to = min(end, course.due)
    if used_to > course.start:
        drawn.shapes.append(Shape("used", scale.x(course.start), y, scale.x(used_to)))
    if end > course.due:
        drawn.shapes.append(Shape("late", scale.x(course.due), y, scale.x(end)))
    elif end < course.due and (course.done is not None or course.stopped is not None):
        drawn.shapes.append(Shape("left", scale.x(end), y, scale.x(course.due)))
    elif today < course.due:
        begins = max(today, course.start)
        drawn.shapes.append(Shape("future", scale.x(begins), y, scale.x(course.due)))


def _marks(drawn: Timeline, course: Course, y: int, scale: Scale) -> None:
    if course.start == course.due == (course.done or course.due):
        drawn.shapes.append(Shape("diamond", scale.x(course.start), y))
        return
    drawn.shapes.append(Shape("start", scale.x(course.start), y))
    if course.act_by != course.due:
        drawn.shapes.append(Shape("act-by", scale.x(course.act_by), y))
    drawn.shapes.append(Shape("due", scale.x(course.due), y))
    if course.done is not None:
        drawn.shapes.append(Shape("done", scale.x(course.done), y))


def _texts(drawn: Timeline, course: Course, y: int, scale: Scale, room: Room, words: Words) -> None:
    same = course.start == course.due
    due = (
        words.say("samme dag")
        if same
        else words.say("frist %(day)s", day=day_month(course.due, words.language))
    )
    _write(drawn, room, due, scale.x(course.due), y - 20, strong=True)
    if not same:
        start = words.say("fra %(day)s", day=day_month(course.start, words.language))
        _write(drawn, room, start, scale.x(course.start), y + 24)
    if course.done is not None:
        ends = max(scale.x(course.done), scale.x(course.due))
        room.reserve(y + 5, scale.x(course.start) - 8, ends + 8)
        text = f"{course.outcome} {day_month(course.done, words.language)}"
        late = (course.done - course.due).days
        if late > 0:
            text += ", " + words.count("%(num)s dag for sent", "%(num)s dage for sent", late)
        _write(drawn, room, text, ends + 14, y + 5, prefer="start")


def _promises(
    drawn: Timeline, course: Course, y: int, scale: Scale, room: Room, words: Words
) -> None:
    left, right = scale.x(course.promises[0].on), 0.0
    for promise in course.promises:
        x = scale.x(promise.on)
        drawn.shapes.append(Shape("notice", x, y))
        right = max(right, x + 10)
        if promise.until is not None:
            to = max(scale.x(promise.until), x + 16)
            drawn.shapes.append(Shape("promise", x + 10, y, to))
            right = max(right, to + 6)
    room.reserve(y + 5, left - 10, right)
    last = course.promises[-1]
    if last.until is None:
        return
    text = words.say(
        "besked %(day)s: lovet %(until)s",
        day=day_month(last.on, words.language),
        until=day_month(last.until, words.language),
    )
    if not _write(drawn, room, text, right + 6, y + 5, prefer="start", told=True):
        _write(drawn, room, text, left - 16, y + 5, prefer="end", told=True)


def _write(
    drawn: Timeline,
    room: Room,
    text: str,
    x: float,
    y: int,
    *,
    prefer: str = "middle",
    strong: bool = False,
    told: bool = False,
) -> bool:
    """Write a text where there is room; what has none stands in the table."""
    anchor = room.place(text, x, y, prefer=prefer)
    if anchor is not None:
        drawn.labels.append(Label(text, x, y, anchor, strong, told))
    return anchor is not None


def _bands(scale: Scale, calendar: Calendar, words: Words) -> list[tuple[float, float, str]]:
    """Easter and Christmas, when nothing is open for days."""
    found = []
    for year in range(scale.first.year, scale.last.year + 1):
        for name, first, last in (
            (words.say("påske"), "Skærtorsdag", "Anden påskedag"),
            (words.say("jul"), "Juledag", "Anden juledag"),
        ):
            days = _named(year, calendar, {first, last})
            if len(days) == 2 and scale.first <= days[0] and days[1] <= scale.last:
                left, right = scale.x(days[0]), scale.x(days[1] + timedelta(days=1))
                found.append((left, round(right - left, 1), name))
    return found


def _named(year: int, calendar: Calendar, names: set[str]) -> list[date]:
    day, found = date(year, 3, 1), []
    while day.year == year:
        if calendar.holiday_name(day) in names:
            found.append(day)
        day += timedelta(days=1)
    return found


def sentence(course: Course, today: date, words: Words) -> str:
    """One lane in words: what was due, what happened, and whether those concerned knew."""
    name = f"{course.name}, {course.under}" if course.under else course.name
    due = day_month(course.due, words.language)
    given = {"name": name, "due": due}
    if course.done is not None:
        done = day_month(course.done, words.language)
        late = (course.done - course.due).days
        if late > 0:
            return words.count(
                "%(name)s: %(done)s, %(num)s dag efter fristen %(due)s.",
                "%(name)s: %(done)s, %(num)s dage efter fristen %(due)s.",
                late,
                done=f"{course.outcome} {done}",
                **given,
            )
        return words.say(
            "%(name)s: %(done)s, inden fristen %(due)s.", done=f"{course.outcome} {done}", **given
        )
    if course.stopped is not None:
        return words.say("%(name)s: løber ikke mere, fristen var %(due)s.", **given)
    if today > course.due:
        late = (today - course.due).days
        return words.count(
            "%(name)s: fristen var %(due)s, %(num)s dag siden.",
            "%(name)s: fristen var %(due)s, %(num)s dage siden.",
            late,
            **given,
        )
    return words.say("%(name)s: frist %(due)s.", **given)
