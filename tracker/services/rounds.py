"""Opening a round of a case: it keeps the rule in force on the day it starts."""

from datetime import date, datetime
from typing import Any

from rules.local_time import end_of_day, local_day
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.models import Round
from tracker.rulebook import keep
from tracker.services.acting import Hand
from tracker.services.counting import lapse


def open_round(
    hand: Hand, start: date | datetime, track: Track, event: StartEvent, **about: Any
) -> Round:
    """Add the next round of a case; one that had ended otherwise (withdrawn, say) runs again."""
    case, book = hand.file.case, hand.office.book
    started_on = local_day(start) if isinstance(start, datetime) else start
    rule = book.in_force(case.municipality_code, case.area, started_on)
    if rule is not None:
        keep(hand.store, book, rule, case.municipality_code)
    if case.ended_on is not None:
        _stop_ended_clocks(hand, case.ended_on)
    case.ending, case.ended_on = None, None
    return hand.store.add(
        Round(
            municipality_code=case.municipality_code,
            id=hand.store.new_id(),
            case_id=case.id,
            number=len(hand.file.rounds) + 1,
            track=track,
            start_event=event,
            started_on=started_on,
            started_at=start if isinstance(start, datetime) else None,
            registered_at=hand.store.now,
            rule_version=rule.version if rule else None,
            **about,
        ),
        hand.file,
    )


def _stop_ended_clocks(hand: Hand, ended_on: date) -> None:
    """What the ended round left undone is judged by the day it ended, not by the days since."""
    file = hand.file
    undone = [
        d
        for d in file.running()
        if (d.kind == DeadlineKind.DECISION and file.decision_of(d.round_id) is None)
        or (d.kind == DeadlineKind.DELIVERY and file.delivered(d.grant_id) is None)
    ]
    lapse(hand.store, file, undone, "ended")
    for deadline in undone:
        deadline.lapsed_at = min(hand.store.now, end_of_day(ended_on))
