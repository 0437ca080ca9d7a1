"""Corrections of what was recorded, and a case in the wrong place."""

from dataclasses import replace
from datetime import date, datetime

from tests.simulation.days import day_of
from tests.simulation.facts import Delivery
from tests.simulation.model import weigh
from tests.turns.acts import ended
from tests.turns.clerk import Clerk, numbers
from tests.turns.counting import leave_ended, recount
from tests.turns.facts import GRANTS_NOTHING, Complaint, Stage, Verdict
from tests.turns.file import File
from tests.turns.forwarding import ask_to_forward
from tests.turns.town import AREAS
from tracker.codes import Outcome
from tracker.services.amending import correct_decision, correct_delivery, undo_decision
from tracker.services.amending_complaints import (
    correct_complaint_receipt,
    correct_forwarding,
    correct_reconsideration,
    undo_reconsideration,
)
from tracker.services.amending_rounds import correct_acute, correct_remand_receipt, undo_ending
from tracker.services.correcting import correct_receipt
from tracker.services.reclassifying import hand_over, join, reclassify, split
from tracker.services.reopening import reopen

WHY = "stemplet forkert"


def receipt(clerk: Clerk, case: File, received: date | datetime) -> None:
    """The day of receipt was written down wrongly: every case of the application follows."""
    application = case.application
    cases = [c for c in clerk.files if c.application is application]
    day = day_of(received) if isinstance(received, datetime) else received
    may = received <= clerk.now if isinstance(received, datetime) else day <= clerk.today
    may = may and (day != application.received_on or isinstance(received, datetime))
    for each in cases:
        decided = each.stages[0].decision
        later = [d.on for d in each.deliveries]
        later += [decided.on] if decided else []
        later += [each.ended_on] if each.ended_on else []
        later += [stage.started_on for stage in each.stages[1:]]
        may = may and all(day <= other for other in later)

    def follow() -> None:
        application.received = received
        for each in cases:
            each.stages[0].start = received
            recount(each, clerk.now)
        for each in cases:
            weigh(each, clerk.now)

    clerk.act(case, correct_receipt, received, WHY, may=may, follow=follow)


def _touchable(case: File) -> Verdict | None:
    """The decision that holds in the round, where nothing has been built on it yet."""
    own = case.standing
    if own is None or own.by_board or (own.upon and _of_two(case, own)):
        return None
    built = [c for c in case.complaints if c.verdict is own]
    return None if built or own in case.answered else own


def _of_two(case: File, verdict: Verdict) -> bool:
    """Whether it took the place of what was complained of, and of what held since."""
    about = verdict.upon
    return about is not None and case.stage_of(about.verdict) is not case.stage_of(verdict)


def decision(
    clerk: Clerk, case: File, back: int | None, sent_back: int | None, outcome: str | None
) -> None:
    """Decided or sent on another day, or another outcome."""
    own = _touchable(case)
    on = clerk.back(back) if back is not None else None
    sent = clerk.back(sent_back) if sent_back is not None else None
    new = None
    if own is not None:
        new = replace(own, on=on or own.on, sent_on=sent or own.sent_on, recorded_at=clerk.now)
        new.outcome, new.at = outcome or own.outcome, None if on else own.at
    may = own is not None and new is not None and _lawful(clerk, case, own, new)

    def follow() -> None:
        assert own is not None
        assert new is not None
        if new.outcome in GRANTS_NOTHING:
            new.grants = []
        elif not new.grants:
            new.grants = numbers(case, 1)
        _exchange(clerk, case, own, new)

    more = {"decided_on": on, "sent_on": sent, "outcome": Outcome(outcome) if outcome else None}
    clerk.act(case, correct_decision, WHY, may=may, follow=follow, count=True, **more)


def _exchange(clerk: Clerk, case: File, own: Verdict, new: Verdict) -> None:
    """The right decision takes the wrong one's place, and its complaint says the same."""
    if case.stage.decision is own:
        case.stage.decision = new
    case.stage.verdicts = [new if v is own else v for v in case.stage.verdicts]
    if new.upon is not None:
        new.upon.outcome = "new-decision" if new.outcome == "granted" else "partly"
        new.upon.looked_on = new.upon.verdict.annulled_on = new.on
        ask_to_forward(clerk, case, new.upon)


def _lawful(clerk: Clerk, case: File, own: Verdict, new: Verdict) -> bool:
    if (own.on, own.sent_on, own.outcome) == (new.on, new.sent_on, new.outcome):
        return False
    if not case.stage.started_on <= new.on <= clerk.today:
        return False
    if new.sent_on is not None and not new.on <= new.sent_on <= clerk.today:
        return False
    if case.ended_on is not None and new.on > case.ended_on:
        return False
    came = [d.on for d in case.deliveries if d.grant in own.grants]
    if new.outcome == "unchanged" and not case.stage.looks_again:
        return False
    if new.upon is not None and not _still_answers(own, new, new.upon):
        return False
    if came and new.outcome in GRANTS_NOTHING:
        return False
    return case.acute_from is not None or all(day >= new.on for day in came)


def _still_answers(own: Verdict, new: Verdict, complaint: Complaint) -> bool:
    """Whether a corrected decision can be what a second look came to."""
    sent_on = complaint.forwarded_on
    same = sent_on is None or (new.outcome == own.outcome and new.on <= sent_on)
    return new.outcome in ("granted", "partly") and complaint.received <= new.on and same


def undo(clerk: Clerk, case: File) -> None:
    """No decision was made: the clock runs on."""
    own = _touchable(case)
    own = own if own is not None and own.upon is None else None
    came = own is not None and any(d.grant in own.grants for d in case.deliveries)

    def follow() -> None:
        assert own is not None
        case.stage.decision = None
        case.stage.verdicts.remove(own)

    may = own is not None and not came
    clerk.act(case, undo_decision, WHY, may=may, follow=follow, count=True)


# Complaints


def complaint_receipt(clerk: Clerk, case: File, back: int) -> None:
    """The last complaint came on another day."""
    day, about = clerk.back(back), case.complaints[-1]
    may = day != about.received and about.verdict.on <= day <= clerk.today
    may = may and (about.looked_on is None or day <= about.looked_on)

    def follow() -> None:
        about.received = day
        ask_to_forward(clerk, case, about)

    clerk.act(case, correct_complaint_receipt, day, WHY, may=may, follow=follow, count=True)


def _last(case: File, found: list[Complaint]) -> Complaint:
    """The last complaint that fits; where none does, the last, and it will not."""
    return found[-1] if found else case.complaints[-1]


def passed_on(clerk: Clerk, case: File, back: int) -> None:
    """The last complaint that went on to the board did so on another day."""
    day = clerk.back(back)
    about = _last(case, [c for c in case.complaints if c.forwarded_on])
    sent = about.forwarded_on
    may = sent is not None and day != sent and (about.looked_on or day) <= day <= clerk.today
    may = may and all(day <= came for to, came in case.answers if to is about)

    def follow() -> None:
        about.forwarded_on = day

    clerk.act(case, correct_forwarding, day, WHY, may=may, follow=follow, count=True)


def _upon(case: File, complaint: Complaint) -> Verdict | None:
    """The decision that a second look led to."""
    made = [v for s in case.stages for v in s.verdicts if v.upon is complaint]
    return made[-1] if made else None


def second_look(clerk: Clerk, case: File, back: int) -> None:
    """The last answer was given on another day, and what was decided upon it with it."""
    day, about = clerk.back(back), _last(case, [c for c in case.complaints if c.outcome])
    own, new = _upon(case, about), None
    if own is not None:
        new = replace(own, on=day, recorded_at=clerk.now)
        new.at = None
        may = own is _touchable(case) and _lawful(clerk, case, own, new)
    else:
        may = about.outcome is not None and day != about.looked_on
        may = may and about.received <= day <= (about.forwarded_on or clerk.today)
        may = may and day <= clerk.today

    def follow() -> None:
        if own is not None and new is not None:
            _exchange(clerk, case, own, new)
        about.looked_on = day
        ask_to_forward(clerk, case, about)

    clerk.act(case, correct_reconsideration, day, WHY, may=may, follow=follow, count=True)


def no_second_look(clerk: Clerk, case: File) -> None:
    """The last answer was not given: the old decision holds, and owes its help, again."""
    about = _last(case, [c for c in case.complaints if c.outcome])
    own = _upon(case, about)
    may = about.outcome is not None and about.forwarded_on is None
    may = may and case.stage_of(about.verdict) is case.stage
    if own is None:
        may = may and about.verdict.annulled_on is None
    else:
        may = may and own is _touchable(case)
        may = may and not any(d.grant in own.grants for d in case.deliveries)

    def follow() -> None:
        about.outcome = about.looked_on = None
        if own is not None:
            case.stage.verdicts.remove(own)
            about.verdict.annulled_on = None
            for clock in own.took:
                clock.gone = clock.gone or clock.lapsed_at == own.took_at
        ask_to_forward(clerk, case, about)

    clerk.act(case, undo_reconsideration, WHY, may=may, follow=follow, count=True)


def no_ending(clerk: Clerk, case: File) -> None:
    """The case did not end: it runs on in the same round."""

    def follow() -> None:
        case.ending = case.ended_on = None
        dead = any(p.died for p in case.parties if p.principal)
        for task in case.tasks:
            asked = task.kind == "tell-applicant" or (task.kind == "death" and not dead)
            if task.about is case and asked and task.done_at is None:
                task.done_at, task.lapsed = clerk.now, True

    may = case.ending is not None and case.ending != "joined"
    clerk.act(case, undo_ending, WHY, may=may, follow=follow, count=True)


def delivery(clerk: Clerk, case: File, back: int | None) -> None:
    """The last recorded delivery came on another day, or did not come."""
    last = case.deliveries[-1] if case.deliveries else None
    day = clerk.back(back) if back is not None else None
    may = last is not None
    if last is not None and day is not None:
        may = day != last.on and case.application.received_on <= day <= clerk.today
        verdicts = [v for s in case.stages for v in s.verdicts if last.grant in v.grants]
        if verdicts and case.acute_from is None:
            may = may and day >= verdicts[0].on

    def follow() -> None:
        assert last is not None
        case.deliveries.remove(last)
        if day is not None:
            case.deliveries.append(Delivery(last.grant, day, last.partial, clerk.now))

    clerk.act(case, correct_delivery, WHY, delivered_on=day, may=may, follow=follow, count=True)


def acute(clerk: Clerk, case: File, since: datetime) -> None:
    """The need became known at another moment."""
    may = case.acute_from is not None and since <= clerk.now and since != case.acute_from
    may = may and day_of(since) >= case.application.received_on

    def follow() -> None:
        case.acute_from = since

    clerk.act(case, correct_acute, since, WHY, may=may, follow=follow, count=True)


def remand_receipt(clerk: Clerk, case: File, back: int) -> None:
    """The board's decision came on another day."""
    day, stage = clerk.back(back), case.stage
    may = stage.annuls is not None and day != stage.started_on and day <= clerk.today
    may = may and (stage.annuls is None or day >= stage.annuls.on)
    may = may and (stage.remanded_on is None or day >= stage.remanded_on)
    may = may and (stage.decision is None or day <= stage.decision.on)
    may = may and (case.ended_on is None or day <= case.ended_on)

    def follow() -> None:
        assert stage.annuls is not None
        stage.start = day
        if not stage.part_only:
            stage.annuls.annulled_on = day

    clerk.act(case, correct_remand_receipt, day, WHY, may=may, follow=follow, count=True)


def another_area(clerk: Clerk, case: File, name: str) -> None:
    """The case was filed under the wrong area."""

    def follow() -> None:
        old, case.area = case.place, AREAS[name]
        case.stage.area = AREAS[name]
        recount(case, clerk.now, keep_passed=True)
        for clock in case.clocks:
            if clock.round is case.stage and clock.lapsed_at and clock.kind != "reconsideration":
                case.left_in.setdefault(clock, old)

    may = case.open and name in AREAS and name != case.area.name
    clerk.act(case, reclassify, name, WHY, may=may, follow=follow)


def split_off(clerk: Clerk, case: File, names: list[str]) -> None:
    """The application is about more areas than were registered."""
    siblings = [c for c in clerk.files if c.application is case.application]
    there = {c.area.name for c in siblings if c.ending is None}
    may = case.ending is None and bool(names) and len(set(names)) == len(names)
    may = may and not there & set(names) and set(names) <= set(AREAS)
    made = clerk.act(case, split, names, WHY, may=may)
    for reference, name in zip(made or (), names, strict=bool(made)):
        start = case.stages[0].start
        stage = Stage(1, "ordinary", start, clerk.now, area=AREAS[name])
        people = [replace(p) for p in case.parties]
        new = File(reference, AREAS[name], case.application, list(people), [stage])
        new.split_off = True
        case.application.cases.append(new)
        clerk.files.append(new)
        clerk.unchecked.add(new)
        recount(new, clerk.now)
        weigh(new, clerk.now)


def _named(case: File) -> bool:
    return any(party.principal and not party.anonymous for party in case.parties)


def duplicate(clerk: Clerk, case: File, other: File) -> None:
    """The same application was registered twice: the later case ends."""
    may = case.open and other is not case and other.ending is None
    may = may and other.area is case.area
    may = may and other.application.received_on <= case.application.received_on
    may = may and (_named(other) or not _named(case))  # all in these lives share one name

    def follow() -> None:
        ended(case, "joined", clerk.today, clerk.now)
        clerk.unchecked.add(other)

    clerk.act(case, join, other.reference, WHY, may=may, follow=follow)


def another_desk(clerk: Clerk, case: File, team: str) -> None:
    """Somebody else takes over."""
    clerk.act(case, hand_over, team=team, may=bool(team.strip()))


def new_facts(clerk: Clerk, case: File, back: int) -> None:
    """A decided or closed case is reopened: a new round from the day the facts came."""
    hours = case.area.decision is not None and case.area.decision.unit == "hours"
    day = clerk.back(back)
    came: date | datetime = clerk.now if hours and back == 0 else day
    unsent = case.to_send is not None and case.ending is None
    may = case.ending is not None or case.decision is not None
    may = may and not unsent and not any(c.open for c in case.complaints)
    held = case.standing or case.decision
    since = case.ended_on or (held.on if held else None)
    may = may and day <= clerk.today and (since is None or day >= since)
    may = may and not (hours and not isinstance(came, datetime))

    def follow() -> None:
        next_round(clerk, case, Stage(len(case.rounds) + 1, "ordinary", came, clerk.now))

    clerk.act(case, reopen, came, "ny lægeerklæring", may=may, follow=follow, count=True)


def next_round(clerk: Clerk, case: File, stage: Stage) -> None:
    """A round opens, also in a case that had ended."""
    stage.area = case.place
    leave_ended(case, clerk.now)
    case.acute_from = None  # a new round is not acute by itself
    case.ending = case.ended_on = None
    case.rounds.append(stage)
