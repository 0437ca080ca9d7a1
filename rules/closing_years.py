"""Whether a municipality has said on which days of a year its town hall is closed."""

from datetime import date
from typing import Final

from rules.municipality import Municipality

#: Closing days are decided in the autumn: from this month the next year's are asked for …
ASKED_FROM: Final = 10

#: … and through this month of the year itself; then silence is the answer.
ASKED_UNTIL: Final = 3


def missing_closing_year(municipality: Municipality, today: date) -> int | None:
    """The year that is asked for and of which the pack says nothing; None when all is well.

    A council that closes on no day of its own says so with `open_all_year`.
    """
    if today.month >= ASKED_FROM:
        year = today.year + 1
    elif today.month <= ASKED_UNTIL:
        year = today.year
    else:
        return None
    said = {day.on.year for day in municipality.closings} | set(municipality.open_all_year)
    return None if year in said else year


def closing_year_text(municipality: Municipality, year: int) -> str:
    """What an administrator must do, in one line."""
    return (
        f"{municipality.name} has no closing days for {year}: add [[closing_day]] to "
        f"municipality.toml, or open_all_year = [{year}], then run 'rettidig recalculate'"
    )
