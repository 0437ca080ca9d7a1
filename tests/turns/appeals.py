"""Complaints, the board and remands; questions on the way."""

from datetime import date, datetime, timedelta

from tests.simulation.facts import Task
from tests.simulation.model import open_task
from tests.simulation.town import OPEN_DAYS
from tests.turns.acts import grants_named
from tests.turns.clerk import Clerk, done, numbers
from tests.turns.corrections import next_round
from tests.turns.counting import leave_behind, leave_ended, retire
from tests.turns.facts import REMINDER_OPEN_DAYS, Asked, Changed, Complaint, Stage, Verdict
from tests.turns.file import File
from tracker.codes import BoardOutcome, ComplaintOutcome
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.contacting import answer_reminders, hear, hearing_answered, log_reminder
from tracker.services.remanding import NewRemand, remand


def dispute(clerk: Clerk, case: File, back: int, number: int) -> None:
    """A complaint about the decision that holds."""
    day, verdict, people = clerk.back(back), case.holds, case.principals
    may = case.ending is None and verdict is not None and 1 <= number <= len(people)
    may = may and not any(c.open for c in case.complaints)
    may = may and day <= clerk.today and (verdict is None or day >= verdict.on)

    def follow() -> None:
        assert verdict is not None
        made = Complaint(-1 - len(case.complaints), people[number - 1], verdict, day)
        case.complaints.append(made)

    new = NewComplaint(received_on=day, party=number)
    clerk.act(case, complain, new, may=may, follow=follow, count=True)


def look_again(clerk: Clerk, case: File, outcome: str, back: int, grants: int) -> None:
    """What the second look came to: a new decision takes the old one's place."""
    day = clerk.back(back)
    waiting = next((c for c in case.complaints if c.open), None)
    decided = outcome in ("new-decision", "partly")
    may = waiting is not None and waiting.received <= day <= clerk.today
    may = may and (decided or not grants)

    def follow() -> None:
        assert waiting is not None
        waiting.outcome, waiting.looked_on = outcome, day
        if decided:
            about = _taken_over(clerk, case, waiting.verdict, day)
            made = "granted" if outcome == "new-decision" else "partly"
            given = numbers(case, grants or 1)
            about.verdicts.append(Verdict(made, day, None, clerk.now, given, own=False))
        if outcome in ("upheld", "partly"):
            by = OPEN_DAYS.after(day)
            open_task(case, Task("forward-complaint", waiting, by), clerk.now)

    more = {"grants": grants_named(grants)}
    new = ComplaintOutcome(outcome)
    clerk.act(case, reconsider, new, day, may=may, follow=follow, count=True, **more)


def _taken_over(clerk: Clerk, case: File, old: Verdict, day: date) -> Stage:
    """The round whose decision a new one takes the place of: what was complained of, or if that
    has been replaced since, what holds now."""
    about, held = case.stage_of(old), case.holding
    if case.replaced(about) and held:
        about = case.stage_of(held[-1])
        retire(case, held[-1], day, clerk.now)
    retire(case, old, day, clerk.now)
    return about


def pass_on(clerk: Clerk, case: File, back: int) -> None:
    """The complaint goes on to the board."""
    day = clerk.back(back)
    waiting = [c for c in case.complaints if c.to_forward]
    last = waiting[-1] if waiting else None
    may = last is not None and last.looked_on is not None
    may = may and last is not None and (last.looked_on or day) <= day <= clerk.today

    def follow() -> None:
        assert last is not None
        last.forwarded = True
        done(clerk, case, last)

    clerk.act(case, forward, day, may=may, follow=follow)


def _may_fall(case: File, verdict: Verdict, ends: list[int]) -> bool:
    """Whether grants can fall with a part of a decision: they are its, hold, and go on."""
    return all(n - 1 in case.going and n - 1 in verdict.grants for n in ends)


def board(
    clerk: Clerk,
    case: File,
    outcome: str,
    back: int,
    grants: int,
    ends: list[int],
    *,
    part: bool,
) -> None:
    """The board answers, and it is no remand: none of it starts a decision clock."""
    day, verdict, stage = clerk.back(back), case.holds, case.stage
    if case.standing is None and stage.part_only and stage.annuls in case.holding:
        assert stage.annuls is not None
        verdict = stage.annuls
    may = case.ending is None and verdict is not None and outcome != "remanded"
    may = may and (outcome == "changed" or not grants)
    may = may and day <= clerk.today and (verdict is None or day >= verdict.on)
    may = may and (not ends or (part and outcome in ("changed", "annulled")))
    may = may and (verdict is None or _may_fall(case, verdict, ends))

    def follow() -> None:
        assert verdict is not None
        case.answered.append(verdict)
        case.ended_grants |= dict.fromkeys((n - 1 for n in ends), day)
        about = case.stage_of(verdict)
        if outcome in ("changed", "annulled") and not part:
            for old in case.held_of(about):
                retire(case, old, day, clerk.now)
        if outcome == "changed":
            made, given = "granted" if grants else "refused", numbers(case, grants)
            new = Verdict(made, day, None, clerk.now, given, sent_on=day, own=False)
            about.verdicts.append(new)
            case.changed.append(Changed(day))
            open_task(case, Task("effectuate", case.changed[-1], day), clerk.now)

    answer = BoardAnswer(
        outcome=BoardOutcome(outcome),
        received_on=day,
        part="tøjvask" if part else None,
        grants=grants_named(grants),
        ends=ends,
    )
    clerk.act(case, record_board, answer, may=may, follow=follow, count=True)


def carry_out(clerk: Clerk, case: File, back: int) -> None:
    """What the board changed is done."""
    day = clerk.back(back)
    row = next((c for c in case.changed if not c.done), None)
    may = row is not None and row.received <= day <= clerk.today

    def follow() -> None:
        assert row is not None
        row.done = True
        done(clerk, case, row)

    clerk.act(case, effectuate, day, may=may, follow=follow)


def send_back(
    clerk: Clerk,
    case: File,
    back: int,
    number: int | None,
    boards_own: int,
    ends: list[int],
    *,
    part: bool,
) -> None:
    """The board remands: the decision is annulled, a new round runs from our receipt."""
    hours = case.area.decision is not None and case.area.decision.unit == "hours"
    day = clerk.back(back)
    came: date | datetime = clerk.now if hours and back == 0 else day
    own_day = clerk.back(boards_own)
    stage = next((s for s in case.stages if s.number == (number or len(case.stages))), None)
    annulled = stage.last if stage else None
    may = annulled is not None and (case.ending is not None or case.decision is not None)
    if annulled is not None:
        may = may and annulled.on <= day <= clerk.today and (not annulled.annulled_on or part)
    may = may and own_day <= day and not (hours and not isinstance(came, datetime))
    may = may and (part or not ends) and (annulled is None or _may_fall(case, annulled, ends))

    def follow() -> None:
        case.ended_grants |= dict.fromkeys((n - 1 for n in ends), day)
        assert annulled is not None
        assert stage is not None
        leave_ended(case, clerk.now)
        if not part:
            for old in {*case.held_of(stage), annulled}:
                retire(case, old, day, clerk.now)
            rest = [c for c in case.running() if c.round is stage and c.kind != "reconsideration"]
            leave_behind(case, rest, clerk.now)
        new = Stage(len(case.rounds) + 1, "remanded", came, clerk.now)
        new.annuls, new.remanded_on, new.part_only = annulled, own_day, part
        next_round(clerk, case, new)
        open_task(case, Task("resume-help", new, day), clerk.now)

    what = "tøjvask" if part else None
    answer = NewRemand(received=came, remanded_on=own_day, annuls=number, part=what, ends=ends)
    clerk.act(case, remand, answer, may=may, follow=follow, count=True)


def question(clerk: Clerk, case: File, back: int) -> None:
    """An applicant asks where the case is."""
    day = clerk.back(back)
    may = case.application.received_on <= day <= clerk.today

    def follow() -> None:
        asked = Asked(day)
        case.reminders.append(asked)
        by = OPEN_DAYS.after(day, REMINDER_OPEN_DAYS)
        open_task(case, Task("answer-reminder", asked, by), clerk.now)

    clerk.act(case, log_reminder, day, may=may, follow=follow)


def answer(clerk: Clerk, case: File, back: int) -> None:
    """The applicant's questions were answered."""
    day = clerk.back(back)
    waiting = [r for r in case.reminders if not r.answered]
    may = bool(waiting) and all(r.on <= day for r in waiting) and day <= clerk.today

    def follow() -> None:
        for row in waiting:
            row.answered = True
            done(clerk, case, row)

    clerk.act(case, answer_reminders, day, may=may, follow=follow)


def heard(clerk: Clerk, case: File, back: int, days: int) -> None:
    """The parties are asked for their view; no clock pauses."""
    day = clerk.back(back)
    may = case.ending is None and case.application.received_on <= day <= clerk.today
    may = may and days >= 0
    until = day + timedelta(days=days)
    clerk.act(case, hear, day, until, may=may, follow=lambda: case.hearings.append(Asked(day)))


def they_answered(clerk: Clerk, case: File, back: int) -> None:
    """The parties have answered."""
    day = clerk.back(back)
    waiting = [h for h in case.hearings if not h.answered]
    may = bool(waiting) and all(h.on <= day for h in waiting) and day <= clerk.today

    def follow() -> None:
        for row in waiting:
            row.answered = True

    clerk.act(case, hearing_answered, day, may=may, follow=follow)
