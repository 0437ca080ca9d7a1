"""The help afterwards: given up, followed up, from another supplier, looked at again."""

from datetime import date, timedelta

from tests.simulation.town import Length
from tests.turns.clerk import Clerk, done
from tests.turns.corrections import next_round
from tests.turns.facts import FollowUp, Request, Stage
from tests.turns.file import File
from tracker.codes import FollowUpKind
from tracker.services.following import end_grant, finish_follow_up, plan_follow_up
from tracker.services.grant_dates import GrantDates, set_grant_dates
from tracker.services.reassessing import reassess
from tracker.services.suppliers import ask_supplier, change_supplier, keep_supplier


def give_up(clerk: Clerk, case: File, back: int, number: int | None) -> None:
    """The citizen refuses or gives up a grant."""
    may, grant = going_at(clerk, case, back, number)

    def follow() -> None:
        assert grant is not None
        case.ended_grants[grant] = clerk.back(back)

    more = {"grant": number}
    day = clerk.back(back)
    clerk.act(case, end_grant, day, "flyttet hjem", may=may, follow=follow, count=True, **more)


def going_at(clerk: Clerk, case: File, back: int, number: int | None) -> tuple[bool, int | None]:
    day, going = clerk.back(back), case.going
    alone = going[0] if len(going) == 1 else None
    chosen = alone if number is None else number - 1
    if case.ending is not None or chosen is None or chosen not in going:
        return False, None
    return case.verdict_of(chosen).on <= day <= clerk.today, chosen


def wish(clerk: Clerk, case: File, ahead: int, number: int | None) -> None:
    """The citizen wishes the help from another day; no date moves."""
    going, day = case.going, clerk.today + timedelta(days=ahead)
    alone = going[0] if len(going) == 1 else None
    chosen = alone if number is None else number - 1
    may = case.ending is None and chosen in going and case.wishes.get(chosen or 0) != day

    def follow() -> None:
        assert chosen is not None
        case.wishes[chosen] = day

    new = GrantDates(wished_on=day)
    clerk.act(case, set_grant_dates, new, grant=number, may=may, follow=follow)


def plan(clerk: Clerk, case: File, ahead: int, months: int | None, number: int | None) -> None:
    """Granted help will be looked at again."""
    due, still = clerk.today + timedelta(days=ahead), case.going
    grant = number - 1 if number else None
    may = case.ending is None and bool(still) and (grant is None or grant in still)
    if may:
        may = due >= case.verdict_of(max(still) if grant is None else grant).on

    def follow() -> None:
        case.follow_ups.append(FollowUp(due, months, grant))

    every = f"{months} måneder" if months else None
    kind = FollowUpKind.FOLLOW_UP
    clerk.act(case, plan_follow_up, kind, due, grant=number, every=every, may=may, follow=follow)


def followed_up(clerk: Clerk, case: File, back: int) -> None:
    """It was looked at again; a recurring one plans the next."""
    day = clerk.back(back)
    waiting = [f for f in case.follow_ups if not f.done]
    row = min(waiting, key=lambda f: f.due, default=None)

    def follow() -> None:
        assert row is not None
        row.done = True
        done(clerk, case, row)
        if row.months:
            due = Length(row.months, "months").end(row.due)
            case.follow_ups.append(FollowUp(due, row.months, row.grant))

    may = row is not None and day <= clerk.today
    clerk.act(case, finish_follow_up, day, may=may, follow=follow)


def ask(clerk: Clerk, case: File, back: int, number: int | None) -> None:
    """The citizen wishes another supplier: a clock of its own."""
    may, grant = going_at(clerk, case, back, number)
    may = may and not any(r.waits and r.grant == grant for r in case.requests)

    def follow() -> None:
        _asked(case, grant, clerk.back(back))

    day = clerk.back(back)
    clerk.act(case, ask_supplier, day, grant=number, may=may, follow=follow, count=True)


def _asked(case: File, grant: int | None, day: date) -> Request:
    assert grant is not None
    stage = case.stage_of(case.verdict_of(grant))
    made = Request(1001 + len(case.requests), grant, day, stage)
    case.requests.append(made)
    return made


def supplier(
    clerk: Clerk, case: File, back: int, number: int | None, asked_back: int | None
) -> None:
    """Another supplier comes: no date of the help moves; perhaps the wish is recorded with it."""
    day, asked = clerk.back(back), clerk.back(asked_back) if asked_back is not None else None
    may, grant = going_at(clerk, case, back, number)
    waiting = next((r for r in case.requests if r.waits and r.grant == grant), None)
    if may and grant is not None and asked is not None:
        may = waiting is None and case.verdict_of(grant).on <= asked <= day
    elif waiting is not None:
        may = may and waiting.on <= day

    def follow() -> None:
        found = waiting if asked is None else _asked(case, grant, asked)
        if found is not None:
            found.done_on = day

    more = {"grant": number, "asked_on": asked}
    new = "Hjælp ApS"
    clerk.act(case, change_supplier, new, day, may=may, follow=follow, count=True, **more)


def keep(clerk: Clerk, case: File, back: int, number: int | None) -> None:
    """The citizen stays with the supplier after all."""
    may, grant = going_at(clerk, case, back, number)
    day = clerk.back(back)
    waiting = next((r for r in case.requests if r.waits and r.grant == grant), None)
    may = may and waiting is not None and waiting.on <= day

    def follow() -> None:
        assert waiting is not None
        waiting.kept = True

    why = "er glad for den gamle"
    clerk.act(case, keep_supplier, why, day, grant=number, may=may, follow=follow, count=True)


def look_at_need(clerk: Clerk, case: File, back: int) -> None:
    """The need has changed: a round of its own, and the help goes on meanwhile."""
    day = clerk.back(back)
    runs = [g for g in case.going if case.last_days.get(g, day) >= day]
    may = case.ending is None and case.decision is not None and bool(runs)
    may = may and case.to_send is None and not any(c.open for c in case.complaints)
    may = may and day <= clerk.today and day >= min(case.verdict_of(g).on for g in runs)

    def follow() -> None:
        stage = Stage(len(case.rounds) + 1, "ordinary", day, clerk.now, looks_again=True)
        next_round(clerk, case, stage)

    clerk.act(case, reassess, day, "er faldet igen", may=may, follow=follow, count=True)
