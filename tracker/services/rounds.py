"""Opening a round of a case: it keeps the rule in force on the day it starts."""

from datetime import date, datetime
from typing import Any, Final

from rules.local_time import end_of_day, local_day
from rules.steps import StartEvent
from rules.terms import DeadlineKind, Track
from tracker.codes import EventKind
from tracker.models import Round
from tracker.rulebook import keep
from tracker.services.acting import Hand
from tracker.services.counting import lapse
from tracker.services.desk import Desk
from tracker.services.wanting import OF_THE_ROUND

#: Why a row lapsed that an ended case left undone.
LEFT_UNDONE: Final = "ended"


def open_round(
    hand: Hand, start: date | datetime, track: Track, event: StartEvent, **about: Any
) -> Round:
    """Add the next round of a case; one that had ended otherwise (withdrawn, say) runs again."""
    case, book = hand.file.case, hand.office.book
    started_on = local_day(start) if isinstance(start, datetime) else start
    rule = book.in_force(case.municipality_code, case.area, started_on)
    if rule is not None:
        keep(hand.store, book, rule, case.municipality_code)
    stop_ended_clocks(hand)
    _leave_acute(hand)
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


def _leave_acute(hand: Hand) -> None:
    """An acute need belongs to the round it became known in: in the next somebody sets it anew."""
    case, since = hand.file.case, hand.file.case.acute_from
    if since is None:
        return
    case.acute_from, case.call_agreed = None, False
    why = "a new round began"
    hand.store.record(hand.file, EventKind.ACUTE_CLEARED, why=why, since=since)


def stop_ended_clocks(hand: Hand) -> None:
    """What an ended case left undone is judged by the day it ended, not by the days since."""
    file, ended_on = hand.file, hand.file.case.ended_on
    if ended_on is None:
        return
    kinds = {*OF_THE_ROUND, DeadlineKind.DELIVERY, DeadlineKind.SUPPLIER_CHANGE}
    desk = Desk(hand.store, hand.office, file)
    undone = [d for d in file.running() if d.kind in kinds and not desk.clock(d).stopped]
    lapse(hand.store, file, undone, LEFT_UNDONE)
    for deadline in undone:
        deadline.lapsed_at = min(hand.store.now, end_of_day(ended_on))
