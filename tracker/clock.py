"""The only place that asks what time it is."""

from datetime import UTC, date, datetime

from rules.local_time import local_day


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today(instant: datetime) -> date:
    """The Danish day of an instant."""
    return local_day(instant)
