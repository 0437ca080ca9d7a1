"""The letters of a case's own, rows 2, 5, 16 and 17 of notices.md, as the model has them."""

from datetime import date, datetime

from tests.simulation.days import day_of, instant, midnight_after
from tests.simulation.facts import OWN_LETTERS, Case, Clock, Letter, Way
from tests.simulation.town import OPEN_DAYS

WORK_BEGINS = 6


def withdraw_own_letters(case: Case) -> None:
    """Decided or ended first: what has not left lapses."""
    for letter in case.letters:
        if letter.kind in OWN_LETTERS and letter.ours:
            letter.take_back("cancelled")


def weigh_own_letters(case: Case, now: datetime, delay_told: set[int]) -> None:
    """Send what each party must know about where the case stands."""
    if not case.open:
        return
    for person in case.written_to:
        _weigh(case, person, now, told_of_delay=person in delay_told)


def _weigh(case: Case, person: int, now: datetime, *, told_of_delay: bool) -> None:
    clock = case.own_clock("ordinary", "remanded")
    _withdraw_moved(case, person, clock)
    letters = _standing(case, person)
    acute = case.own_clock("acute")
    urgent = acute is not None and not _passed(acute, now)
    if acute is not None and urgent and not _confirmed(letters, acute):
        _send(case, person, "acute-confirmation", acute, acute.due, now)
    if told_of_delay:
        return
    if case.round.track == "remanded":
        morning = instant(OPEN_DAYS.after(day_of(case.round.registered_at)), WORK_BEGINS)
        known = any(x.kind == "remand-receipt" for x in letters)
        if clock is not None and not known and now >= morning:
            _send(case, person, "remand-receipt", clock, clock.due, now)
    elif _acknowledges(case) and not urgent and not letters:
        day = clock.due if clock else day_of(case.round.registered_at)
        _send(case, person, "acknowledgement", clock, day, now)
    if moved := _moved(letters, clock, case):
        _send(case, person, "corrected-deadline", clock, moved, now)


def _confirmed(letters: list[Letter], acute: Clock) -> bool:
    return any(x.kind == "acute-confirmation" and x.for_date == acute.due for x in letters)


def _acknowledges(case: Case) -> bool:
    """The first case speaks for all that came with it; where the law dates only the help there is
    nothing to say."""
    first = case is case.application.cases[0] or case.split_off
    return first and not case.area.delivery_from_start


def _withdraw_moved(case: Case, person: int, clock: Clock | None) -> None:
    """Row 2: what tells a date that moved, and has not left, is made anew."""
    for letter in case.letters:
        dated = letter.kind in OWN_LETTERS and letter.kind != "acute-confirmation"
        moved = letter.clock is not None and (clock is None or letter.for_date != clock.due)
        if dated and moved and letter.person == person and letter.ours:
            letter.take_back("superseded")


def _standing(case: Case, person: int) -> list[Letter]:
    """What a party has been told, or will be, in this round; the first case speaks for all."""
    found = [
        letter
        for letter in case.letters
        if letter.kind in OWN_LETTERS
        and letter.person == person
        and letter.state == "approved"
        and letter.made_at >= case.round.registered_at
    ]
    first = case.application.cases[0]
    if first is not case and not case.split_off and case.round.number == 1:
        for letter in first.letters:
            if letter.kind == "acknowledgement" and letter.state == "approved":
                return [letter, *found]
    return found


def _moved(letters: list[Letter], clock: Clock | None, case: Case) -> date | None:
    told = [x for x in letters if x.kind != "acute-confirmation"]
    if not told or clock is None:
        return None
    said = _said(told[-1], case)
    return clock.due if said is not None and said != clock.due else None


def _said(letter: Letter, case: Case) -> date | None:
    """The date a letter told about a case; an acknowledgement lists every case's."""
    if letter.kind == "acknowledgement":
        return letter.listed.get(case.reference)
    return letter.for_date


def _passed(clock: Clock, now: datetime) -> bool:
    return now > clock.due_at if clock.due_at else now >= midnight_after(clock.due)


def _send(
    case: Case, person: int, kind: str, clock: Clock | None, day: date, now: datetime
) -> None:
    letter = Letter(kind, clock, person, day, now, "approved", approved_at=now, automatic=True)
    letter.ways.append(Way(case.channel(person, day_of(now))))
    if kind == "acknowledgement":
        listed = [case] if case.split_off else [c for c in case.application.cases if c.open]
        clocks = {c.reference: c.own_clock("ordinary", "remanded") for c in listed}
        letter.listed = {ref: clock.due for ref, clock in clocks.items() if clock is not None}
    case.letters.append(letter)
    case.copied(letter, now)
