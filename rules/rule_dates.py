"""The decision date of a rule for one start, by the track that the case is on."""

from datetime import date, datetime

from rules.deadline import DueDate, due_date
from rules.municipality import Municipality
from rules.rule import Rule
from rules.terms import Track
from rules.track_limits import TrackLimit, acute_limit, help_limit, ordinary_limit, remanded_limit


def governing_limit(rule: Rule, track: Track) -> TrackLimit | None:
    """The limit that gives a case its first date; the help's own where nothing is decided.

    None where the rule has no limit for the track.
    """
    if track is Track.ACUTE:
        return acute_limit(rule.acute)
    if track is Track.REMANDED:
        return remanded_limit(rule)
    return ordinary_limit(rule) or help_limit(rule)


def first_date(
    rule: Rule, place: Municipality, start: date | datetime, *, track: Track = Track.ORDINARY
) -> DueDate | None:
    """When it is due, counted from `start` as day zero; None where the rule has no limit.

    Raises `LimitError` or `DeadlineError` where the limit sets no date.
    """
    limit = governing_limit(rule, track)
    if limit is None:
        return None
    return due_date(
        start,
        limit.limit,
        calendar=place.calendar,
        counting=rule.counting,
        event=limit.start,
        cap=limit.cap,
    )
