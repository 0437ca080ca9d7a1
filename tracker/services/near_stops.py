"""Corrections of what stopped a clock: help that came, a second look, a complaint that went on.

The date stays where it was, and is met, or met no more, by another day than the one on file: a late
one can come to look timely by it.
"""

from collections.abc import Iterator
from typing import Any, Final

from rules.terms import DeadlineKind
from tracker.casefile import CaseFile
from tracker.models import Deadline, Event, Round

#: What a correction of a complaint is called in the list, by the fact that it put right.
_OF_A_COMPLAINT: Final = {
    "reconsideration-corrected": "reconsideration-corrected",
    "reconsideration-undone": "reconsideration-undone",
    "forwarding-corrected": "forwarding-corrected",
    "decision": "reconsideration-corrected",  # one that followed a complaint
}


def stops_corrected(
    file: CaseFile, event: Event, values: dict[str, Any], ran: Round
) -> Iterator[tuple[str, Deadline]]:
    """The dates that a correction gave another stop, each with what the act is called; `ran` is
    the round that ran then."""
    fact, changed = values.get("fact"), values.get("changed", {})
    if fact == "delivery":
        came = changed.get("delivered_on", {}).get("new")
        act = "delivery-corrected" if came else "delivery-undone"
        yield from ((act, row) for row in _delivery_dates(file, event, ran))
    elif act := _OF_A_COMPLAINT.get(str(fact), ""):
        for row in file.deadlines:
            own = row.complaint_id and str(row.complaint_id) == values.get("complaint")
            late = row.kind == DeadlineKind.FORWARDING or fact != "forwarding-corrected"
            if own and late:
                yield act, row


def _delivery_dates(file: CaseFile, event: Event, ran: Round) -> Iterator[Deadline]:
    """The dates of the help whose delivery an entry corrected: of its grant, and of its round."""
    old = next((d for d in file.deliveries if d.superseded_at == event.recorded_at), None)
    if old is None:
        return
    grant = next((g for g in file.grants if g.id == old.grant_id), None)
    made = next((d for d in file.decisions if grant and d.id == grant.decision_id), None)
    round_id = made.round_id if made else ran.id
    for row in file.deadlines:
        of_round = row.round_id == round_id and (grant is None or row.grant_id is None)
        of_grant = grant is not None and row.grant_id == grant.id
        if row.kind == DeadlineKind.DELIVERY and (of_round or of_grant):
            yield row
