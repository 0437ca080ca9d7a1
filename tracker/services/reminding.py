"""The administrator is told, once a day, that a year's closing days are missing."""

from datetime import datetime

from sqlmodel import select

from rules.closing_years import closing_year_text, missing_closing_year
from rules.local_time import local_day
from rules.terms import local
from tracker import slots
from tracker.models import ReferenceCounter
from tracker.office import Office


def remind_of_closing_days(office: Office, holder: str, *, now: datetime) -> list[str]:
    """One line for each municipality with cases whose closing days are missing.

    Each is said once a day, whoever asks: the day's slot in the database is the record of it. A
    transaction for each.
    """
    midnight = local(local_day(now), 0)
    said = []
    for code in _codes(office, now):
        place = office.book.of(code).municipality
        year = missing_closing_year(place, local_day(now))
        job = f"closing-days {code}"
        if year is not None and slots.claim(office, job, midnight, holder, now=now):
            slots.finish(office, job, midnight, holder, now=now)
            said.append(closing_year_text(place, year))
    return said


def _codes(office: Office, now: datetime) -> list[str]:
    """The municipalities that have ever registered a case here."""
    with office.reading(now) as store:
        return sorted(store.session.exec(select(ReferenceCounter.municipality_code).distinct()))
