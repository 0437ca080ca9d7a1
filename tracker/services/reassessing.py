"""A changed need: help that runs is looked at again, in a round of its own, and goes on meanwhile.

It is the municipality's own look, not an application, so retssikkerhedsloven § 3 sets it no date
(law.md 1.2); a council may have adopted a limit. Who asks for other help has applied.
"""

from datetime import date, datetime

from rules.local_time import local_day
from rules.steps import StartEvent
from rules.terms import Track
from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.office import Office
from tracker.services.acting import act_on
from tracker.services.checks import not_before, not_future, reason_of, running
from tracker.services.granted import decision_of, going
from tracker.services.reopening import nothing_waits
from tracker.services.rounds import open_round


def reassess(
    office: Office,
    municipality: str,
    reference: str,
    known: date | datetime,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Open a reassessment of the help that runs, from the day we knew that the need had changed.

    It ends with a decision: unchanged, or help that takes the old help's place.
    """
    why = reason_of(reason, "a reassessment")
    known_on = local_day(known) if isinstance(known, datetime) else known
    not_future(known_on, now, "the day we knew of the changed need")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        if hand.file.decision is None:
            raise Refused(
                f"case {reference} has a round that is not decided: "
                "what has changed belongs to its decision"
            )
        nothing_waits(hand.file, reference)
        granted_on = _granted_on(hand.file, known_on)
        what = "the day we knew of the changed need"
        not_before(known_on, granted_on, what, "when the help was granted")
        open_round(hand, known, Track.ORDINARY, StartEvent.NEED_CHANGED)
        hand.store.record(hand.file, EventKind.REASSESSMENT_OPENED, known_on, why=why)
        hand.recount("reassessment-opened")


def _granted_on(file: CaseFile, on: date) -> date:
    """The day from which some help runs that can be looked at again."""
    runs = [g for g in going(file) if g.until_on is None or g.until_on >= on]
    if not runs:
        raise Refused(
            f"case {file.case.reference} has no help that runs and could be looked at again: "
            "register a new application, or reopen the case on new facts"
        )
    return min(decision_of(file, grant).decided_on for grant in runs)
