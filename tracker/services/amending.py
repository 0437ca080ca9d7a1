"""Corrections of what was recorded about decisions, deliveries, acute needs and remands.

The wrong row stays, superseded, or its old value stands in the journal; every date is recounted
and every notice weighed anew. A wrongly recorded decision reopens the clock and the duty to tell.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from rules.local_time import local_day
from rules.terms import Track
from tracker.codes import EventKind, Outcome
from tracker.errors import Refused
from tracker.models import Decision, Delivery
from tracker.office import Office
from tracker.rulebook import keep
from tracker.services.acting import Hand, act_on
from tracker.services.checks import as_text, not_before, not_future, reason_of
from tracker.services.deciding import GRANTS_NOTHING, add_grants, check_outcome, default_grant


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
    """Correct when the running round was decided or sent, or what was decided."""
    why = reason_of(reason, "a correction")
    if decided_on is None and sent_on is None and outcome is None:
        raise Refused("name what was wrong: --decided, --sent or --outcome")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        old = _decision(hand)
        check_outcome(hand.file, outcome or Outcome(old.outcome))
        new = _replaced(hand, old, decided_on, sent_on, outcome)
        _check_decision(hand, new)
        old.superseded_at = now
        hand.store.session.flush()
        hand.store.add(new, hand.file)
        _move_grants(hand, old, new)
        changed = {
            field: {"old": as_text(getattr(old, field)), "new": as_text(getattr(new, field))}
            for field in ("decided_on", "sent_on", "outcome")
            if getattr(old, field) != getattr(new, field)
        }
        if not changed:
            raise Refused("that is what is recorded already")
        hand.store.record(hand.file, EventKind.CORRECTED, fact="decision", why=why, changed=changed)
        hand.recount("decision-corrected")


def _decision(hand: Hand) -> Decision:
    """The running round's own decision, where nothing has been built on it yet."""
    decision = hand.file.decision
    reference = hand.file.case.reference
    if decision is None:
        raise Refused(f"case {reference} has no decision in its running round to correct")
    if decision.annulled_on is not None:
        raise Refused(
            f"the decision of case {reference} no longer holds: a later one took its place"
        )
    if any(c.decision_id == decision.id and c.superseded_at is None for c in hand.file.complaints):
        raise Refused(f"somebody has complained of the decision in case {reference}: it stands")
    if any(b.decision_id == decision.id for b in hand.file.board_decisions):
        raise Refused(f"the board has answered about the decision in case {reference}: it stands")
    return decision


def _replaced(
    hand: Hand,
    old: Decision,
    decided_on: date | None,
    sent_on: date | None,
    outcome: Outcome | None,
) -> Decision:
    values = old.model_dump(exclude={"id", "recorded_at", "recorded_by"})
    if decided_on is not None:
        values |= {"decided_on": decided_on, "decided_at": None}
    if sent_on is not None:
        values["sent_on"] = sent_on
    if outcome is not None:
        values["outcome"] = outcome
    new_id, store = hand.store.new_id(), hand.store
    return Decision(**values, id=new_id, recorded_at=store.now, recorded_by=store.actor)


def _check_decision(hand: Hand, new: Decision) -> None:
    not_future(new.decided_on, hand.store.now, "the decision")
    began = hand.file.round.started_on
    not_before(new.decided_on, began, "the decision", "when the application or remand came")
    if new.sent_on is not None:
        not_future(new.sent_on, hand.store.now, "the day the decision was sent")
        not_before(new.sent_on, new.decided_on, "the day it was sent", "when it was made")
    ended_on = hand.file.case.ended_on
    if ended_on is not None:
        not_before(ended_on, new.decided_on, "the recorded ending", "when the decision was made")
    _check_deliveries(hand, new)


def _check_deliveries(hand: Hand, new: Decision) -> None:
    """Help that has come was granted, and not before it was; an acute need could not wait."""
    granted = {grant.id for grant in hand.file.grants_of(hand.file.decision)}
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
        decision = _decision(hand)
        _nothing_came(hand, decision)
        decision.superseded_at = now
        for grant in hand.file.grants_of(decision):
            grant.superseded_at = now
        hand.store.session.flush()
        changed = {"decided_on": {"old": str(decision.decided_on), "new": None}}
        hand.store.record(hand.file, EventKind.CORRECTED, fact="decision", why=why, changed=changed)
        hand.recount("decision-undone")


def _nothing_came(hand: Hand, decision: Decision) -> None:
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
        hand.store.record(hand.file, EventKind.CORRECTED, fact="delivery", why=why, changed=changed)
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


def correct_acute(
    office: Office,
    municipality: str,
    reference: str,
    since: datetime,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Correct when the acute need became known to us."""
    if since > now:
        raise Refused("the acute need cannot begin in the future: check the time")

    def change(hand: Hand) -> dict[str, Any]:
        old = hand.file.case.acute_from
        if old is None:
            raise Refused(f"case {reference} is not acute: there is nothing to correct")
        if since == old:
            raise Refused("that is when the need is recorded to have become known already")
        began = hand.file.application.received_on
        not_before(local_day(since), began, "the acute need", "when the application came")
        hand.file.case.acute_from = since
        return {"acute_from": {"old": old.isoformat(), "new": since.isoformat()}}

    _correct(office, municipality, reference, "acute", reason, change, now=now, actor=actor)


def correct_remand_receipt(
    office: Office,
    municipality: str,
    reference: str,
    received_on: date,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Correct the day we received the board's decision that sent the case back."""
    not_future(received_on, now, "the receipt of the remand")

    def change(hand: Hand) -> dict[str, Any]:
        round_ = hand.file.round
        if round_.track != Track.REMANDED or round_.number == 1:
            raise Refused(f"the running round of case {reference} did not begin with a remand here")
        if received_on == round_.started_on:
            raise Refused(f"{received_on} is the recorded day of receipt already")
        annulled = next(d for d in hand.file.decisions if d.id == round_.annuls_id)
        whole = round_.annuls_part_sealed is None
        not_before(received_on, annulled.decided_on, "the remand", "when the decision was made")
        if round_.remanded_on is not None:
            not_before(received_on, round_.remanded_on, "its receipt", "the board's own date")
        if hand.file.decision is not None:
            decided_on = hand.file.decision.decided_on
            not_before(decided_on, received_on, "the recorded decision", "the corrected receipt")
        if (ended_on := hand.file.case.ended_on) is not None:
            not_before(ended_on, received_on, "the recorded ending", "the corrected receipt")
        old, round_.started_on, round_.started_at = round_.started_on, received_on, None
        case, book = hand.file.case, office.book
        rule = book.in_force(case.municipality_code, case.area, received_on)
        round_.rule_version = rule.version if rule else None
        if rule is not None:
            keep(hand.store, book, rule, case.municipality_code)
        if whole:
            annulled.annulled_on = received_on
        for answer in hand.file.board_decisions:
            if answer.recorded_at == round_.registered_at:
                answer.received_on = received_on
        return {"remand_received_on": {"old": str(old), "new": str(received_on)}}

    _correct(
        office, municipality, reference, "remand-corrected", reason, change, now=now, actor=actor
    )


def _correct(
    office: Office,
    municipality: str,
    reference: str,
    fact: str,
    reason: str,
    change: Callable[[Hand], dict[str, Any]],
    *,
    now: datetime,
    actor: str,
) -> None:
    why = reason_of(reason, "a correction")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        changed = change(hand)
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.CORRECTED, fact=fact, why=why, changed=changed)
        hand.recount(fact)
