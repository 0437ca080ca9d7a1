"""Acute, set later or cleared again: who, when and why stay on file (design §2.6)."""

from datetime import datetime

from rules.local_time import local_day
from tracker.casefile import decided_before
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.office import Office
from tracker.services.acting import act_on
from tracker.services.checks import not_before, reason_of, running, undecided
from tracker.services.counting import acute_left, end
from tracker.services.next_acts import help_waits
from tracker.services.registering import AcuteNeed


def set_acute(
    office: Office, municipality: str, reference: str, need: AcuteNeed, *, now: datetime, actor: str
) -> None:
    """A case becomes acute from the moment the need became known to us; the ordinary date stays.

    Also after the decision, while granted help has not come: then the help is due that day.
    """
    why = reason_of(need.why, "an acute case")
    since = need.since or now
    if since > now:
        raise Refused("the acute need cannot begin in the future: check the time")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        if not help_waits(hand.file):
            undecided(hand.file)
        running(hand.file)
        if hand.file.case.acute_from is not None:
            raise Refused(f"case {reference} is acute already, since {hand.file.acute_on()}")
        began = hand.file.application.received_on
        not_before(local_day(since), began, "the acute need", "when the application came")
        hand.file.case.acute_from = since
        hand.file.case.call_agreed = need.call_agreed
        hand.store.record(hand.file, EventKind.ACUTE_SET, local_day(since), why=why, since=since)
        hand.recount("acute-set")


def clear_acute(
    office: Office, municipality: str, reference: str, why: str, *, now: datetime, actor: str
) -> None:
    """The need is no longer acute: its date lapses, or stays breached if its day has passed.

    So does the acute date of help that an earlier round granted and that has not come.
    """
    words = reason_of(why, "clearing an acute case")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        known, decision = hand.file.case.acute_from, hand.file.decision
        running(hand.file)
        left = acute_left(hand.file)
        if known is None and not left:
            raise Refused(f"case {reference} is not acute: there is nothing to clear")
        if known and decision is not None and not decided_before(decision, known):
            undecided(hand.file)
        since, hand.file.case.acute_from = hand.file.case.acute_from, None
        for deadline in left:
            end(hand.store, hand.file, deadline, "acute-cleared")
        hand.store.record(hand.file, EventKind.ACUTE_CLEARED, why=words, since=since)
        hand.recount("acute-cleared")
