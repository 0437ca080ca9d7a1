"""Is a deadline realistic: the areas where too few cases of the last year were decided in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from rules.findings import Finding
from rules.local_time import local_day
from tracker.office import Office
from tracker.services.figures import figures
from tracker.services.reporting import Line, Period, compliance, of_words, unrealistic


def unrealistic_areas(office: Office, municipality: str, *, now: datetime) -> list[Finding]:
    """A finding per area and track under 80 % decided in time; fewer than five are not judged.

    The decisions of the last twelve months, all teams together. One look, nothing changes.
    """
    today = local_day(now)
    year = Period(first=year_before(today), last=today)
    found = (replace(figure, team="") for figure in figures(office, municipality, now=now))
    lines = unrealistic(compliance(found, year))
    return list(_findings(municipality, lines))


def year_before(day: date) -> date:
    """The same day a year before; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _findings(municipality: str, lines: list[Line]) -> Iterator[Finding]:
    for line in lines:
        track = "" if line.track == "ordinary" else f" ({line.track})"
        overdue = f", {line.overdue} overdue now" if line.overdue else ""
        text = (
            f"{of_words(line.in_time)} decided in time in the last year{track}{overdue}: "
            "the deadline is perhaps too short, or must be revised"
        )
        yield Finding(municipality, "unrealistic", line.area, text)
