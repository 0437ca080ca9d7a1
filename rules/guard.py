"""The calendar guard: does the pinned table still agree with the `holidays` package?"""

from collections.abc import Mapping
from datetime import date

from holidays import country_holidays

from rules.calendar import FIRST_DAY, LAST_DAY, PUBLIC_HOLIDAYS
from rules.errors import RulesError


class CalendarDisagreement(RulesError):
    """The pinned table and the `holidays` package name different public holidays."""


def package_holidays() -> dict[date, str]:
    """Danish public holidays of the table's years, as the installed `holidays` package has them."""
    # The language is named because the package otherwise answers in that of the process.
    return dict(
        country_holidays(
            "DK", years=range(FIRST_DAY.year, LAST_DAY.year + 1), language="da", expand=False
        )
    )


def differences(table: Mapping[date, str], package: Mapping[date, str]) -> list[str]:
    """One sentence per day on which the two differ, oldest first; empty when they agree."""
    return [
        f"{day} is {table.get(day, 'an ordinary day')} in the pinned table "
        f"and {package.get(day, 'an ordinary day')} in the holidays package"
        for day in sorted({*table, *package})
        if table.get(day) != package.get(day)
    ]


def check_calendar(table: Mapping[date, str] = PUBLIC_HOLIDAYS) -> None:
    """Compare the table with the package; raises `CalendarDisagreement` naming the first day.

    New dates must not be computed while they differ; letters already due still go.
    """
    if found := differences(table, package_holidays()):
        more = f" ({len(found)} days differ)" if len(found) > 1 else ""
        raise CalendarDisagreement(
            f"{found[0]}{more}: no new dates are computed until the table rules/data/"
            "public_holidays.csv has been checked against the law and put right"
        )
