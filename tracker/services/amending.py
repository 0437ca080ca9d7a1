"""Corrections of what was recorded about decisions and deliveries.

The wrong row stays, superseded; every date is recounted and every notice weighed anew. A wrongly
recorded decision reopens the clock and the duty to tell.
"""

from datetime import date, datetime

from tracker.codes import EventKind, Outcome
from tracker.errors import Refused
from tracker.models import Decision, Delivery
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.answered_by import follow_decision
from tracker.services.checks import as_text, not_before, not_future, reason_of
from tracker.services.deciding import GRANTS_NOTHING, add_grants, check_outcome, default_grant
from tracker.services.next_acts import next_acts


def correct_decision(
    office: Office,
    municipality: str,
    reference: str,
    reason: str,
    *,
    decided_on: date | None = None,
    sent_on: date | None = None,
    outcome: Outcome | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Correct when the decision that holds was made or sent, or what was decided.

    Of one that followed a complaint the day of the second look, and what it came to, go with it.
    """
    why = reason_of(reason, "a correction")
    if decided_on is None and sent_on is None and outcome is None:
        raise Refused("name what was wrong: --decided, --sent or --outcome")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        old = amendable(hand)
        check_outcome(hand.file, outcome or Outcome(old.outcome))
        new = changed_decision(hand, old, decided_on, sent_on, outcome)
        replace_decision(hand, old, new, why)


def replace_decision(hand: Hand, old: Decision, new: Decision, why: str) -> None:
    """Put a corrected decision in the place of the wrong one, and its grants with it."""
    _check_decision(hand, old, new)
    changed = {
        field: {"old": as_text(getattr(old, field)), "new": as_text(getattr(new, field))}
        for field in ("decided_on", "sent_on", "outcome")
        if getattr(old, field) != getattr(new, field)
    }
    if not changed:
        raise Refused("that is what is recorded already")
    old.superseded_at = hand.store.now
    hand.store.session.flush()
    hand.store.add(new, hand.file)
    _move_grants(hand, old, new)
    about = follow_decision(hand, new)
    said = {"fact": "decision", "why": why, "changed": changed, **about}
    hand.store.record(hand.file, EventKind.CORRECTED, **said)
    hand.recount("decision-corrected")


def amendable(hand: Hand) -> Decision:
    """The decision that holds in the running round, where nothing has been built on it yet."""
    decision, reference = hand.file.standing_decision, hand.file.case.reference
    if decision is None and hand.file.decision is None:
        raise Refused(
            f"case {reference} has no decision in its running round to correct: "
            f"what can happen now is {next_acts(hand.file)}"
        )
    if decision is None:
        raise Refused(
            f"the decision of case {reference} no longer holds, a later one took its place: "
            f"what can happen now is {next_acts(hand.file)}"
        )
    if any(c.decision_id == decision.id and c.superseded_at is None for c in hand.file.complaints):
        raise Refused(
            f"somebody has complained of the decision in case {reference}, so it stands: "
            f"what can happen now is {next_acts(hand.file)}"
        )
    answered = any(b.decision_id == decision.id for b in hand.file.board_decisions)
    if decision.board_decision_id is not None or answered:
        raise Refused(
            f"the board has answered about the decision in case {reference}, so it stands: "
            f"what can happen now is {next_acts(hand.file)}"
        )
    return decision


def changed_decision(
    hand: Hand,
    old: Decision,
    decided_on: date | None,
    sent_on: date | None,
    outcome: Outcome | None,
) -> Decision:
    """The row that takes the place of a wrong decision; None leaves a value as it was."""
    values = old.model_dump(exclude={"id", "recorded_at", "recorded_by"})
    if decided_on is not None:
        values |= {"decided_on": decided_on, "decided_at": None}
    if sent_on is not None:
        values["sent_on"] = sent_on
    if outcome is not None:
        values["outcome"] = outcome
    new_id, store = hand.store.new_id(), hand.store
    return Decision(**values, id=new_id, recorded_at=store.now, recorded_by=store.actor)


def _check_decision(hand: Hand, old: Decision, new: Decision) -> None:
    not_future(new.decided_on, hand.store.now, "the decision")
    began = hand.file.round.started_on
    not_before(new.decided_on, began, "the decision", "when the application or remand came")
    if new.sent_on is not None:
        not_future(new.sent_on, hand.store.now, "the day the decision was sent")
        not_before(new.sent_on, new.decided_on, "the day it was sent", "when it was made")
    ended_on = hand.file.case.ended_on
    if ended_on is not None:
        not_before(ended_on, new.decided_on, "the recorded ending", "when the decision was made")
    _check_deliveries(hand, old, new)


def _check_deliveries(hand: Hand, old: Decision, new: Decision) -> None:
    """Help that has come was granted, and not before it was; an acute need could not wait."""
    granted = {grant.id for grant in hand.file.grants_of(old)}
    came = [d for d in hand.file.deliveries if d.superseded_at is None and d.grant_id in granted]
    if came and new.outcome in GRANTS_NOTHING:
        raise Refused(
            f"help was delivered on {came[-1].delivered_on}: if it was not, correct that first, "
            "rettidig correct --undo delivery"
        )
    if hand.file.case.acute_from is None:
        for delivery in came:
            not_before(
                delivery.delivered_on, new.decided_on, "the recorded delivery", "when it was made"
            )


def _move_grants(hand: Hand, old: Decision, new: Decision) -> None:
    """What was granted goes with the corrected decision; a refusal grants nothing."""
    granted = hand.file.grants_of(old)
    for grant in granted:
        if new.outcome in GRANTS_NOTHING:
            grant.superseded_at = hand.store.now
        else:
            grant.decision_id = new.id
    hand.store.session.flush()
    if not granted and new.outcome not in GRANTS_NOTHING:
        add_grants(hand, new, default_grant(hand, Outcome(new.outcome)))


def undo_decision(
    office: Office, municipality: str, reference: str, reason: str, *, now: datetime, actor: str
) -> None:
    """No decision was made: the clock runs on as if none had been recorded."""
    why = reason_of(reason, "a correction")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        decision = amendable(hand)
        if decision.complaint_id is not None:
            raise Refused(
                "the decision that holds followed a complaint: take the second look back, "
                "rettidig correct --undo reconsideration"
            )
        nothing_came(hand, decision)
        decision.superseded_at = now
        for grant in hand.file.grants_of(decision):
            grant.superseded_at = now
        hand.store.session.flush()
        changed = {"decided_on": {"old": str(decision.decided_on), "new": None}}
        hand.store.record(hand.file, EventKind.CORRECTED, fact="decision", why=why, changed=changed)
        hand.recount("decision-undone")


def nothing_came(hand: Hand, decision: Decision) -> None:
    """Help that has come was granted: what granted it is not undone beneath it."""
    granted = {grant.id for grant in hand.file.grants_of(decision)}
    came = [d for d in hand.file.deliveries if d.superseded_at is None and d.grant_id in granted]
    if came:
        raise Refused(
            f"help was delivered on {came[-1].delivered_on}: if it was not, correct that first, "
            "rettidig correct --undo delivery"
        )


def correct_delivery(
    office: Office,
    municipality: str,
    reference: str,
    reason: str,
    *,
    delivered_on: date | None,
    now: datetime,
    actor: str,
) -> None:
    """Correct the last recorded delivery; with no day, it did not happen."""
    why = reason_of(reason, "a correction")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        standing = [d for d in hand.file.deliveries if d.superseded_at is None]
        if not standing:
            raise Refused(f"case {reference} has no recorded delivery to correct")
        old = standing[-1]
        old.superseded_at = now
        hand.store.session.flush()
        if delivered_on is not None:
            not_future(delivered_on, now, "the delivery")
            _check_delivery(hand, old, delivered_on)
            values = old.model_dump(exclude={"id", "delivered_on", "delivered_at", "superseded_at"})
            values |= {"recorded_at": now, "recorded_by": actor}
            new_id = hand.store.new_id()
            hand.store.add(Delivery(**values, id=new_id, delivered_on=delivered_on), hand.file)
        changed = {"delivered_on": {"old": str(old.delivered_on), "new": as_text(delivered_on)}}
        grant = next((n for n, g in enumerate(hand.file.grants, 1) if g.id == old.grant_id), None)
        said = {"fact": "delivery", "why": why, "changed": changed, "grant": grant}
        hand.store.record(hand.file, EventKind.CORRECTED, **said)
        hand.recount("delivery-corrected")


def _check_delivery(hand: Hand, old: Delivery, delivered_on: date) -> None:
    if delivered_on == old.delivered_on:
        raise Refused(f"{delivered_on} is the recorded day of the delivery already")
    began = hand.file.application.received_on
    not_before(delivered_on, began, "the delivery", "when the application came")
    grant = next((g for g in hand.file.grants if g.id == old.grant_id), None)
    if grant is not None and hand.file.case.acute_from is None:
        decision = next(d for d in hand.file.decisions if d.id == grant.decision_id)
        granted_on = decision.decided_on
        not_before(delivered_on, granted_on, "the delivery", "when the help was granted")
