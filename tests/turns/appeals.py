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
from tests.turns.forwarding import ask_to_forward
from tracker.codes import BoardOutcome, ComplaintOutcome
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.contacting import answer_reminders, hear, hearing_answered, log_reminder
from tracker.services.remanding import NewRemand, remand


def whose(case: File, number: int) -> int:
    """The party with a number; a representative complains for whom it stands for."""
    party = case.parties[number - 1]
    return number - 1 if party.stands_for is None else party.stands_for


def dispute(clerk: Clerk, case: File, back: int, number: int) -> None:
    """A complaint about the decision that holds."""
    day, verdict = clerk.back(back), case.holds
    may = case.ending is None and verdict is not None and 1 <= number <= len(case.parties)
    may = may and not any(c.open and c.person == whose(case, number) for c in case.complaints)
    may = may and day <= clerk.today and (verdict is None or day >= verdict.on)

    def follow() -> None:
        assert verdict is not None
        made = Complaint(-1 - len(case.complaints), whose(case, number), verdict, day)
        case.complaints.append(made)

    new = NewComplaint(received_on=day, party=number)
    clerk.act(case, complain, new, may=may, follow=follow, count=True)


def _meant(case: File, found: list[Complaint], number: int | None) -> Complaint | None:
    """The complaint of a party, or the first."""
    if number is not None:
        there = 1 <= number <= len(case.parties)
        found = [c for c in found if there and c.person == whose(case, number)]
    return found[0] if found else None


def look_again(
    clerk: Clerk, case: File, outcome: str, back: int, grants: int, number: int | None = None
) -> None:
    """What the second look came to: a new decision takes the old one's place."""
    day = clerk.back(back)
    waiting = sorted((c for c in case.complaints if c.open), key=lambda c: c.received)
    about = _meant(case, waiting, number)
    decided = outcome in ("new-decision", "partly")
    may = about is not None and about.received <= day <= clerk.today
    may = may and (decided or not grants)

    def follow() -> None:
        assert about is not None
        about.outcome, about.looked_on = outcome, day
        if decided:
            took = case.running()
            stage = _taken_over(clerk, case, about.verdict, day)
            made = "granted" if outcome == "new-decision" else "partly"
            given = numbers(case, grants or 1)
            new = Verdict(made, day, None, clerk.now, given, own=False)
            new.upon, new.took, new.took_at = about, took, clerk.now
            stage.verdicts.append(new)
        ask_to_forward(clerk, case, about)

    more = {"grants": grants_named(grants), "party": number}
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


def pass_on(clerk: Clerk, case: File, back: int, number: int | None = None) -> None:
    """A complaint goes on to the board."""
    day = clerk.back(back)
    about = _meant(case, [c for c in case.complaints if c.to_forward], number)
    may = about is not None and (about.looked_on or day) <= day <= clerk.today

    def follow() -> None:
        assert about is not None
        about.forwarded_on = day
        done(clerk, case, about)

    clerk.act(case, forward, day, may=may, follow=follow, party=number)


def answered(case: File, verdict: Verdict, day: date) -> None:
    """An answer of the board came, to the last complaint about a decision."""
    about = [c for c in case.complaints if c.verdict is verdict]
    case.answers.append((about[-1] if about else None, day))


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
        answered(case, verdict, day)
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
        answered(case, annulled, day)
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
