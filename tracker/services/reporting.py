"""Figures per team and area: who is late now, who was decided in time, and who was told in time.

The two rates stand side by side, each with its own denominator, and beside them what is overdue
now: a share alone can be polished by holding finished cases back (law.md 9).
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from statistics import fmean, median
from typing import Any, Final

from rules.standing import Standing
from rules.terms import DeadlineKind, Track
from rules.told import Told
from tracker.services.figures import Figure

#: Ages of open overdue cases in calendar days, each up to and including.
AGE_BANDS: Final = ((7, "1-7"), (30, "8-30"), (90, "31-90"), (100_000, "over 90"))

#: A share of fewer than these says nothing: counts stand alone.
SMALLEST_SHARE: Final = 5

#: An area under this share of decisions in time has perhaps too short a deadline.
REALISTIC: Final = 0.8


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `share` is None where the denominator is too small to divide by."""

    count: int
    denominator: int

    @property
    def share(self) -> float | None:
        """The fraction, or None for fewer than five."""
        return self.count / self.denominator if self.denominator >= SMALLEST_SHARE else None

    def as_json(self) -> dict[str, Any]:
        """Count, denominator and share."""
        share = self.share
        return {
            "count": self.count,
            "denominator": self.denominator,
            "share": None if share is None else round(share, 4),
        }


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one team, area, kind and track."""

    team: str
    area: str
    kind: str
    track: str
    received: int
    open: int
    overdue: int
    overdue_untold: int
    oldest_days: int
    ages: dict[str, int]
    at_risk: int
    in_time: Share
    late: int
    told_in_time: Share
    told_late: int
    not_told: int
    sent_after_due: int
    mean_days: float | None
    median_days: float | None
    without_deadline: int
    ended: int

    def as_json(self) -> dict[str, Any]:
        """The line with the keys of the contract; `told` holds the second rate."""
        values = {
            key: value
            for key, value in asdict(self).items()
            if key not in {"in_time", "late", "told_in_time", "told_late", "not_told"}
        }
        told = {
            "told_in_time": self.told_in_time.as_json(),
            "told_late": self.told_late,
            "not_told": self.not_told,
            "denominator": self.told_in_time.denominator,
        }
        decided = {"in_time": self.in_time.as_json(), "late": self.late}
        decided["denominator"] = self.in_time.denominator
        return {**values, "decided": decided, "told": told}


@dataclass(frozen=True, slots=True)
class Period:
    """Which promises are counted: by the day they were met, or by the day they began (a cohort)."""

    first: date | None = None
    last: date | None = None
    by_receipt: bool = False

    def holds(self, figure: Figure) -> bool:
        """Whether a promise belongs to the period; what is open now always does, unless by
        receipt."""
        day = figure.started_on if self.by_receipt else figure.met_on
        if day is None:
            return True
        return not ((self.first and day < self.first) or (self.last and day > self.last))


ALWAYS: Final = Period()


def compliance(figures: Iterable[Figure], period: Period = ALWAYS) -> list[Line]:
    """A line for each team, area, kind and track, in that order."""
    chosen = sorted((f for f in figures if period.holds(f)), key=_group)
    return [_line(key, list(group)) for key, group in groupby(chosen, key=_group)]


def total(figures: Iterable[Figure], period: Period = ALWAYS) -> list[Line]:
    """The same for the whole municipality: a line for each kind and track."""
    chosen = sorted((f for f in figures if period.holds(f)), key=lambda f: (f.kind, f.track))
    grouped = groupby(chosen, key=lambda f: ("", "", f.kind, f.track))
    return [_line(key, list(group)) for key, group in grouped]


def _group(figure: Figure) -> tuple[str, str, str, str]:
    return figure.team, figure.area, figure.kind, figure.track


def _line(key: tuple[str, str, str, str], group: Sequence[Figure]) -> Line:
    team, area, kind, track = key
    met, breached = _of(group, Standing.MET), _of(group, Standing.BREACHED)
    late = [f for f in breached if not f.ended]  # an ending is never counted as decided
    overdue, done = _of(group, Standing.OVERDUE), [f for f in group if f.met_on is not None]
    slipped = [f for f in (*overdue, *breached) if f.told is not None]
    told = {kind_: [f for f in slipped if f.told is kind_] for kind_ in Told}
    days = [(f.met_on - f.started_on).days for f in done if f.met_on is not None]
    return Line(
        team=team,
        area=area,
        kind=kind,
        track=track,
        received=len(group),
        open=sum(f.open for f in group),
        overdue=len(overdue),
        overdue_untold=sum(f.told is Told.NOT_TOLD for f in overdue),
        oldest_days=max((f.days_late for f in overdue), default=0),
        ages=ages(overdue),
        at_risk=len(_of(group, Standing.AT_RISK)),
        in_time=Share(len(met), len(met) + len(late)),
        late=len(late),
        told_in_time=Share(len(told[Told.TOLD_IN_TIME]), len(slipped)),
        told_late=len(told[Told.TOLD_LATE]),
        not_told=len(told[Told.NOT_TOLD]),
        sent_after_due=sum(f.sent_after_due for f in group),
        mean_days=round(fmean(days), 1) if days else None,
        median_days=median(days) if days else None,
        without_deadline=len(_of(group, Standing.WITHOUT_DEADLINE)),
        ended=sum(f.ended for f in group),
    )


def _of(group: Iterable[Figure], standing: Standing) -> list[Figure]:
    return [f for f in group if f.standing is standing]


def ages(overdue: Iterable[Figure]) -> dict[str, int]:
    """How many open overdue promises are how old, in calendar days after the date."""
    counts = {name: 0 for _limit, name in AGE_BANDS}
    for figure in overdue:
        counts[next(name for limit, name in AGE_BANDS if figure.days_late <= limit)] += 1
    return counts


def overdue_list(figures: Iterable[Figure]) -> list[Figure]:
    """Open promises past their date: acute first, those nobody was told of before others, oldest
    first."""
    late = _of(figures, Standing.OVERDUE)
    return sorted(
        late,
        key=lambda f: (
            f.track != Track.ACUTE,
            f.told is not Told.NOT_TOLD,
            -f.days_late,
            f.reference,
        ),
    )


def unrealistic(lines: Iterable[Line]) -> list[Line]:
    """Decision lines under the share that makes a deadline look too short (law.md 1.3)."""
    return [
        line
        for line in lines
        if line.kind == DeadlineKind.DECISION
        and line.in_time.share is not None
        and line.in_time.share < REALISTIC
    ]


Row = dict[str, Any]


def flat(line: Line) -> Row:
    """A line as one row of a table."""
    return {
        "team": line.team,
        "area": line.area,
        "kind": line.kind,
        "track": line.track,
        "open": line.open,
        "overdue": line.overdue,
        "overdue_untold": line.overdue_untold,
        "oldest_days": line.oldest_days,
        **{f"overdue_{name.replace(' ', '_')}": count for name, count in line.ages.items()},
        "at_risk": line.at_risk,
        "decided": line.in_time.denominator,
        "in_time": line.in_time.count,
        "in_time_share": percent(line.in_time),
        "late": line.late,
        "slipped": line.told_in_time.denominator,
        "told_in_time": line.told_in_time.count,
        "told_in_time_share": percent(line.told_in_time),
        "told_late": line.told_late,
        "not_told": line.not_told,
        "sent_after_due": line.sent_after_due,
        "mean_days": line.mean_days,
        "median_days": line.median_days,
        "without_deadline": line.without_deadline,
        "ended": line.ended,
    }


def percent(share: Share) -> str:
    """A whole percentage, "71 %"; empty where the denominator is too small."""
    return "" if share.share is None else f"{share.share:.0%}".replace("%", " %")


def of_words(share: Share) -> str:
    """A share as a person reads it: "8 of 10 (80 %)"; counts alone where there are few, "-" for
    none."""
    if share.denominator == 0:
        return "-"
    counts = f"{share.count} of {share.denominator}"
    return f"{counts} ({percent(share)})" if share.share is not None else counts
