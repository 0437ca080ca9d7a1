"""Granted help is looked at again on set days, and given up."""

from datetime import date, datetime

from rules.calendar import LAST_DAY
from rules.deadline import due_date
from rules.limit import Limit, LimitKind
from rules.notice_facts import TaskKind
from rules.period import Unit, parse_period
from tracker.codes import EventKind, FollowUpKind
from tracker.errors import Refused
from tracker.models import FollowUp, Grant
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import not_before, not_future, reason_of, running
from tracker.services.desk import Desk
from tracker.services.granted import decision_of, going, going_at, number_of
from tracker.services.tasks import finish_about


def plan_follow_up(
    office: Office,
    municipality: str,
    reference: str,
    kind: FollowUpKind,
    due_on: date,
    *,
    grant: int | None = None,
    every: str | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Set a day on which the help is looked at again, once or every so often ("6 måneder")."""
    if kind is FollowUpKind.SUPPLIER_CHANGE:
        raise Refused("another supplier is asked for with rettidig grant --asked")
    if every is not None and parse_period(every).unit is Unit.HOURS:
        raise Refused(f'help is not looked at again every "{every}": give days, weeks or months')
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        still = going(hand.file)
        if not still:
            raise Refused(f"case {reference} has no help that goes on and could be followed up")
        chosen = going_at(hand.file, grant, "to follow up") if grant is not None else None
        decided_on = decision_of(hand.file, chosen or still[-1]).decided_on
        not_before(due_on, decided_on, "the follow-up", "when the decision was made")
        if due_on > LAST_DAY:
            raise Refused(f"the follow-up {due_on} is too far ahead: give one before {LAST_DAY}")
        _plan(hand, kind, due_on, chosen, every)


def _plan(
    hand: Hand, kind: FollowUpKind, due_on: date, grant: Grant | None, every: str | None
) -> None:
    hand.store.add(
        FollowUp(
            municipality_code=hand.file.case.municipality_code,
            id=hand.store.new_id(),
            case_id=hand.file.case.id,
            grant_id=grant.id if grant else None,
            kind=kind,
            due_on=due_on,
            every=every,
            recorded_at=hand.store.now,
            recorded_by=hand.store.actor,
        ),
        hand.file,
    )
    hand.store.record(hand.file, EventKind.FOLLOW_UP_PLANNED, due_on, of=kind, every=every)


def finish_follow_up(
    office: Office, municipality: str, reference: str, on: date, *, now: datetime, actor: str
) -> date | None:
    """Record that the next follow-up was held; a recurring one answers with its next day."""
    not_future(on, now, "the follow-up")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        looks = [f for f in hand.file.follow_ups if f.kind != FollowUpKind.SUPPLIER_CHANGE]
        planned = [f for f in looks if f.done_on is None]
        if not planned:
            raise Refused(f"case {reference} has no planned follow-up")
        row = min(planned, key=lambda f: f.due_on)
        row.done_on = on
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.FOLLOW_UP_DONE, on, of=row.kind)
        finish_about(Desk(hand.store, office, hand.file), TaskKind.FOLLOW_UP, row.id)
        if row.every is None:
            return None
        grant = next((g for g in hand.file.grants if g.id == row.grant_id), None)
        limit = Limit(LimitKind.DURATION, max=parse_period(row.every))
        calendar = Desk(hand.store, office, hand.file).calendar
        following = due_date(row.due_on, limit, calendar=calendar).due_on
        _plan(hand, FollowUpKind(row.kind), following, grant, row.every)
        return following


def end_grant(
    office: Office,
    municipality: str,
    reference: str,
    on: date,
    why: str,
    *,
    grant: int | None = None,
    now: datetime,
    actor: str,
) -> None:
    """The citizen refuses or gives up a grant: its delivery is no longer owed from that day."""
    not_future(on, now, "the end of the grant")
    words = reason_of(why, "ending a grant")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        chosen = going_at(hand.file, grant, "that could be ended")
        decided_on = decision_of(hand.file, chosen).decided_on
        not_before(on, decided_on, "the end of the grant", "when it was granted")
        chosen.ended_on = on
        hand.store.session.flush()
        number = number_of(hand.file, chosen)
        hand.store.record(hand.file, EventKind.GRANT_ENDED, on, grant=number, why=words)
        hand.recount("grant-ended")
