"""How the body of an act becomes a call of its use case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from tracker.office import Office
from tracker.policy import Act
from tracker.services import amending, appealing, complaining, expecting, following
from tracker.services.amending_complaints import (
    correct_complaint_receipt,
    correct_forwarding,
    correct_reconsideration,
    undo_reconsideration,
)
from tracker.services.deciding import NewGrant, decide
from tracker.services.delivering import deliver
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import change_party
from tracker.services.suppliers import change_supplier
from tracker.web.api import act_bodies as given_in
from tracker.web.api import bodies
from tracker.web.api import correction_bodies as corrected_in


@dataclass(frozen=True, slots=True)
class Doing:
    """One call of a use case on one case."""

    office: Office
    municipality: str
    reference: str
    now: datetime
    actor: str

    def do(self, service: Callable[..., Any], *facts: Any, **more: Any) -> Any:
        """Call it."""
        about = (self.office, self.municipality, self.reference, *facts)
        return service(*about, now=self.now, actor=self.actor, **more)


#: What an act does with its body.
Deed: TypeAlias = Callable[[Doing, Any], Any]


@dataclass(frozen=True, slots=True)
class ApiAct:
    """One act: POST /cases/{reference}/{path}."""

    path: str
    summary: str
    body: type[bodies.Body] | None
    carry_out: Deed
    needs: Act = Act.DECIDE


def new_party(given: bodies.PartyIn) -> NewParty:
    """A person as a program names it."""
    return NewParty(**given.model_dump())


def _grants(given: list[bodies.GrantIn]) -> list[NewGrant]:
    return [NewGrant(**grant.model_dump()) for grant in given]


def on_the_day(service: Callable[..., Any]) -> Deed:
    """An act of which only the day is told."""
    return lambda act, given: act.do(service, given.on)


def on_the_day_for(service: Callable[..., Any]) -> Deed:
    """An act of which the day is told, and why."""
    return lambda act, given: act.do(service, given.on, given.why)


def made_of(service: Callable[..., Any], new: Callable[..., Any]) -> Deed:
    """An act that takes what is told as one value."""
    return lambda act, given: act.do(service, new(**given.model_dump()))


def do_decide(act: Doing, given: given_in.DecisionIn) -> None:
    """A decision, with what it grants."""
    found = _grants(given.grants)
    act.do(decide, given.outcome, given.decided, grants=found, sent_on=given.sent_on)


def do_deliver(act: Doing, given: given_in.DeliveryIn) -> None:
    """Help that reached the citizen."""
    act.do(deliver, given.delivered, grant=given.grant, partial=given.partial)


def do_reconsider(act: Doing, given: given_in.ReconsiderationIn) -> None:
    """What the second look came to."""
    more = {"grants": _grants(given.grants), "party": given.party}
    act.do(complaining.reconsider, given.outcome, given.on, **more)


def do_board(act: Doing, given: given_in.BoardAnswerIn) -> None:
    """The board's answer."""
    values = given.model_dump(exclude={"grants"})
    act.do(appealing.record_board, appealing.BoardAnswer(**values, grants=_grants(given.grants)))


def do_await(act: Doing, given: given_in.WaitingIn) -> None:
    """What the case waits for."""
    act.do(expecting.await_information, given.cause, **given.model_dump(exclude={"cause"}))


def do_correct_decision(act: Doing, given: corrected_in.DecisionCorrectionIn) -> None:
    """A decision corrected, or undone."""
    if given.undo:
        act.do(amending.undo_decision, given.why)
        return
    dates = {"decided_on": given.decided_on, "sent_on": given.sent_on}
    act.do(amending.correct_decision, given.why, **dates, outcome=given.outcome)


def do_correct_complaint(act: Doing, given: corrected_in.ComplaintCorrectionIn) -> None:
    """A day of a complaint corrected, or its second look undone."""
    days = {
        correct_complaint_receipt: given.received_on,
        correct_reconsideration: given.reconsidered_on,
        correct_forwarding: given.forwarded_on,
    }
    if given.undo:
        act.do(undo_reconsideration, given.why, party=given.party)
    for correct, day in days.items():
        if day is not None:
            act.do(correct, day, given.why, party=given.party)


def do_change_party(act: Doing, given: given_in.PartyChangeIn) -> None:
    """A party changed; what is left out stays."""
    values = given.model_dump(exclude={"party"})
    address = tuple(given.address) if given.address is not None else None
    act.do(change_party, given.party, PartyChange(**{**values, "address": address}))


def do_plan(act: Doing, given: given_in.FollowUpIn) -> None:
    """A follow-up planned."""
    more = {"grant": given.grant, "every": given.every}
    act.do(following.plan_follow_up, given.kind, given.due_on, **more)


def do_change_supplier(act: Doing, given: given_in.SupplierIn) -> None:
    """Another supplier."""
    more = {"grant": given.grant, "asked_on": given.asked_on}
    act.do(change_supplier, given.supplier, given.on, **more)
