"""Every turn a case can take, as one act on one day; the services refuse what is not lawful."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from notifications.causes import Cause
from rules.local_time import local_day
from tests.helpers import FJORDBY, Installation
from tracker.codes import (
    BoardOutcome,
    ComplaintOutcome,
    DigitalPost,
    Ending,
    FollowUpKind,
    Outcome,
    Role,
)
from tracker.services.amending import correct_decision, correct_delivery, undo_decision
from tracker.services.amending_complaints import (
    correct_complaint_receipt,
    correct_forwarding,
    correct_reconsideration,
    undo_reconsideration,
)
from tracker.services.amending_rounds import correct_acute, correct_remand_receipt, undo_ending
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.contacting import answer_reminders, hear, hearing_answered, log_reminder
from tracker.services.correcting import correct_receipt
from tracker.services.deciding import NewGrant, decide, record_sent
from tracker.services.delivering import deliver
from tracker.services.expecting import NewExpectation, await_information, expect, stop_awaiting
from tracker.services.following import end_grant, finish_follow_up, plan_follow_up
from tracker.services.grant_dates import GrantDates, set_grant_dates
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party
from tracker.services.reclassifying import hand_over, reclassify, split
from tracker.services.registering import AcuteNeed
from tracker.services.remanding import NewRemand, remand
from tracker.services.reopening import reopen
from tracker.services.suppliers import change_supplier

Turn = Callable[[Installation, str, datetime], object]


def _day(now: datetime, back: int = 0) -> date:
    return local_day(now) - timedelta(days=back)


TURNS: Final[dict[str, Turn]] = {
    "acute": lambda i, r, n: set_acute(
        i.office, FJORDBY, r, AcuteNeed("er faldet"), now=n, actor="mk"
    ),
    "acute cleared": lambda i, r, n: clear_acute(i.office, FJORDBY, r, "rask", now=n, actor="mk"),
    "acute corrected": lambda i, r, n: correct_acute(
        i.office, FJORDBY, r, n - timedelta(hours=5), "set forkert", now=n, actor="mk"
    ),
    "receipt corrected": lambda i, r, n: correct_receipt(
        i.office, FJORDBY, r, date(2026, 1, 2), "stemplet forkert", now=n, actor="mk"
    ),
    "receipt corrected again": lambda i, r, n: correct_receipt(
        i.office, FJORDBY, r, date(2026, 1, 7), "kuverten fundet", now=n, actor="mk"
    ),
    "awaits": lambda i, r, n: await_information(
        i.office, FJORDBY, r, Cause.DOCTOR, since=_day(n), note="ring igen", now=n, actor="mk"
    ),
    "awaits no more": lambda i, r, n: stop_awaiting(
        i.office, FJORDBY, r, _day(n), now=n, actor="mk"
    ),
    "expected": lambda i, r, n: expect(
        i.office,
        FJORDBY,
        r,
        NewExpectation(expected_on=_day(n, -60), cause=Cause.DOCTOR),
        now=n,
        actor="mk",
    ),
    "granted": lambda i, r, n: decide(
        i.office,
        FJORDBY,
        r,
        Outcome.GRANTED,
        _day(n),
        grants=[NewGrant(service="rengøring", supplier="Firma A"), NewGrant(service="vask")],
        now=n,
        actor="mk",
    ),
    "refused": lambda i, r, n: decide(
        i.office, FJORDBY, r, Outcome.REFUSED, _day(n), now=n, actor="mk"
    ),
    "sent": lambda i, r, n: record_sent(i.office, FJORDBY, r, _day(n), now=n, actor="mk"),
    "decision corrected": lambda i, r, n: correct_decision(
        i.office, FJORDBY, r, "tastefejl", outcome=Outcome.GRANTED, now=n, actor="mk"
    ),
    "decision corrected to a refusal": lambda i, r, n: correct_decision(
        i.office, FJORDBY, r, "tastefejl", outcome=Outcome.REFUSED, now=n, actor="mk"
    ),
    "decision undone": lambda i, r, n: undo_decision(
        i.office, FJORDBY, r, "forkert sag", now=n, actor="mk"
    ),
    "delivered": lambda i, r, n: deliver(i.office, FJORDBY, r, _day(n), now=n, actor="mk"),
    "delivery undone": lambda i, r, n: correct_delivery(
        i.office, FJORDBY, r, "kom ikke", delivered_on=None, now=n, actor="mk"
    ),
    "another supplier": lambda i, r, n: change_supplier(
        i.office, FJORDBY, r, "Firma B", _day(n), grant=1, now=n, actor="mk"
    ),
    "grant given up": lambda i, r, n: end_grant(
        i.office, FJORDBY, r, _day(n), "ønsker det ikke", grant=2, now=n, actor="mk"
    ),
    "complaint": lambda i, r, n: complain(
        i.office, FJORDBY, r, NewComplaint(received_on=_day(n)), now=n, actor="mk"
    ),
    "upheld": lambda i, r, n: reconsider(
        i.office, FJORDBY, r, ComplaintOutcome.UPHELD, _day(n), now=n, actor="mk"
    ),
    "met by a new decision": lambda i, r, n: reconsider(
        i.office,
        FJORDBY,
        r,
        ComplaintOutcome.NEW_DECISION,
        _day(n),
        grants=[NewGrant(service="rengøring")],
        now=n,
        actor="mk",
    ),
    "forwarded": lambda i, r, n: forward(i.office, FJORDBY, r, _day(n), now=n, actor="mk"),
    "board changed": lambda i, r, n: record_board(
        i.office,
        FJORDBY,
        r,
        BoardAnswer(
            outcome=BoardOutcome.CHANGED,
            received_on=_day(n),
            grants=[NewGrant(service="rengøring")],
        ),
        now=n,
        actor="mk",
    ),
    "board changed a part": lambda i, r, n: record_board(
        i.office,
        FJORDBY,
        r,
        BoardAnswer(
            outcome=BoardOutcome.CHANGED,
            received_on=_day(n),
            part="vinduerne",
            grants=[NewGrant(service="vinduespudsning")],
        ),
        now=n,
        actor="mk",
    ),
    "board annulled": lambda i, r, n: record_board(
        i.office,
        FJORDBY,
        r,
        BoardAnswer(outcome=BoardOutcome.ANNULLED, received_on=_day(n)),
        now=n,
        actor="mk",
    ),
    "effectuated": lambda i, r, n: effectuate(i.office, FJORDBY, r, _day(n), now=n, actor="mk"),
    "remanded": lambda i, r, n: remand(
        i.office, FJORDBY, r, NewRemand(received=_day(n)), now=n, actor="mk"
    ),
    "remand corrected": lambda i, r, n: correct_remand_receipt(
        i.office, FJORDBY, r, _day(n, 1), "stemplet dagen før", now=n, actor="mk"
    ),
    "wished later": lambda i, r, n: set_grant_dates(
        i.office, FJORDBY, r, GrantDates(wished_on=_day(n, -20)), now=n, actor="mk"
    ),
    "another complaint": lambda i, r, n: complain(
        i.office, FJORDBY, r, NewComplaint(received_on=_day(n), party=2), now=n, actor="mk"
    ),
    "complaint corrected": lambda i, r, n: correct_complaint_receipt(
        i.office, FJORDBY, r, _day(n, 1), "stemplet dagen før", now=n, actor="mk"
    ),
    "second look corrected": lambda i, r, n: correct_reconsideration(
        i.office, FJORDBY, r, _day(n, 1), "skrevet dagen før", now=n, actor="mk"
    ),
    "met in part after all": lambda i, r, n: correct_decision(
        i.office, FJORDBY, r, "kun delvist", outcome=Outcome.PARTLY, now=n, actor="mk"
    ),
    "second look undone": lambda i, r, n: undo_reconsideration(
        i.office, FJORDBY, r, "forkert sag", now=n, actor="mk"
    ),
    "forwarding corrected": lambda i, r, n: correct_forwarding(
        i.office, FJORDBY, r, _day(n, 1), "sendt dagen før", now=n, actor="mk"
    ),
    "ending undone": lambda i, r, n: undo_ending(
        i.office, FJORDBY, r, "forkert sag", now=n, actor="mk"
    ),
    "reopened": lambda i, r, n: reopen(
        i.office, FJORDBY, r, _day(n), "nye oplysninger", now=n, actor="mk"
    ),
    "reclassified": lambda i, r, n: reclassify(
        i.office, FJORDBY, r, "pleje", "er personlig pleje", now=n, actor="mk"
    ),
    "reclassified back": lambda i, r, n: reclassify(
        i.office, FJORDBY, r, "rengoering", "var rengøring", now=n, actor="mk"
    ),
    "split": lambda i, r, n: split(
        i.office, FJORDBY, r, ["boligindretning"], "også bolig", now=n, actor="mk"
    ),
    "handed over": lambda i, r, n: hand_over(
        i.office, FJORDBY, r, team=f"hold {n:%d%m}", caseworker="ab", now=n, actor="mk"
    ),
    "exempt": lambda i, r, n: change_party(
        i.office, FJORDBY, r, 1, PartyChange(digital_post=DigitalPost.EXEMPT), now=n, actor="mk"
    ),
    "married": lambda i, r, n: change_party(
        i.office,
        FJORDBY,
        r,
        1,
        PartyChange(name=f"Åse Nygift {n:%d}", must_be_told=True, language="en"),
        now=n,
        actor="mk",
    ),
    "wrong number": lambda i, r, n: change_party(
        i.office,
        FJORDBY,
        r,
        1,
        PartyChange(cpr=f"010190{n:%d%m}", role=Role.GUARDIAN, why="tastet forkert"),
        now=n,
        actor="mk",
    ),
    "wrong principal": lambda i, r, n: change_party(
        i.office,
        FJORDBY,
        r,
        3,
        PartyChange(represents=2, scope="Kun breve", why="tastet forkert"),
        now=n,
        actor="mk",
    ),
    "custody holder added": lambda i, r, n: add_party(
        i.office,
        FJORDBY,
        r,
        NewParty(name="Ib Prøve", role=Role.CUSTODY_HOLDER, digital_post=DigitalPost.REGISTERED),
        now=n,
        actor="mk",
    ),
    "representative added": lambda i, r, n: add_party(
        i.office,
        FJORDBY,
        r,
        NewParty(name="Adv. Prøve", role=Role.REPRESENTATIVE, address=("Vej 2", "0000 Fjordby")),
        now=n,
        actor="mk",
    ),
    "reminded": lambda i, r, n: log_reminder(
        i.office, FJORDBY, r, _day(n), note="ringede", now=n, actor="mk"
    ),
    "reminder answered": lambda i, r, n: answer_reminders(
        i.office, FJORDBY, r, _day(n), now=n, actor="mk"
    ),
    "heard": lambda i, r, n: hear(i.office, FJORDBY, r, _day(n), _day(n, -14), now=n, actor="mk"),
    "hearing answered": lambda i, r, n: hearing_answered(
        i.office, FJORDBY, r, _day(n), now=n, actor="mk"
    ),
    "follow-up planned": lambda i, r, n: plan_follow_up(
        i.office,
        FJORDBY,
        r,
        FollowUpKind.FOLLOW_UP,
        _day(n, -30),
        every="6 måneder",
        now=n,
        actor="mk",
    ),
    "followed up": lambda i, r, n: finish_follow_up(
        i.office, FJORDBY, r, _day(n), now=n, actor="mk"
    ),
    "withdrawn": lambda i, r, n: close(
        i.office, FJORDBY, r, Ending.WITHDRAWN, _day(n), why="fortrød", now=n, actor="mk"
    ),
    "swept": lambda i, r, n: i.sweep(n),
    "dispatched": lambda i, r, n: (i.sweep(n), i.dispatch(n)),
    "confirmed": lambda i, r, n: i.arrive(r, n),
    "approved": lambda i, r, n: i.approve(r, now=n),
    "returned": lambda i, r, n: _return_last(i, r, n),
}


def _return_last(inst: Installation, ref: str, now: datetime) -> None:
    """The last letter that left comes back."""
    letters = inst.show(ref, now)["letters"]
    out = [letter["kind"] for letter in letters if letter["state"] in {"sent", "available"}]
    if out:
        inst.returned(ref, out[-1], str(local_day(now)), now=now)
