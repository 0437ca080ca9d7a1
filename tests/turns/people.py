"""Who is told, and what becomes of letters: parties, the post, the machine and the hours."""

from datetime import timedelta

from notifications.channels import Outgoing
from tests.simulation.days import day_of
from tests.simulation.facts import Letter, Task, Way
from tests.simulation.model import arrival, dispatch, open_task, weigh
from tests.turns.acts import new_party
from tests.turns.clerk import WHO, Clerk
from tests.turns.counting import recount
from tests.turns.facts import Party
from tests.turns.file import File
from tracker.codes import DigitalPost
from tracker.services import dispatching, sweeping
from tracker.services.confirming import confirm, report_returned
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party


class Postbox:
    """A channel that takes every letter."""

    def send(self, letter: Outgoing) -> None:
        """Take a letter: it has a recipient, a subject and pages."""
        assert letter.recipient or letter.subject
        assert letter.pdf

    def finish(self) -> None:
        """Nothing is left to do."""


def join_in(clerk: Clerk, case: File, party: Party, represents: int) -> None:
    """Somebody comes into the case."""
    parties = case.parties
    may = 1 <= represents <= len(parties)
    may = may and (party.principal or parties[represents - 1].principal)

    may = may and not (party.gets_copy and party.principal)

    def follow() -> None:
        party.begin(case.place, clerk.today)
        party.since = party.since or (clerk.today if party.must_be_told else None)
        party.stands_for = None if party.principal else represents - 1
        if party.gets_copy:
            parties[represents - 1].gets_copy, party.gets_copy = True, False
        case.people.append(party)

    clerk.act(
        case,
        add_party,
        new_party(party),
        represents=represents,
        must_be_told=party.said,
        may=may,
        follow=follow,
    )


def change(clerk: Clerk, case: File, number: int, change_: PartyChange) -> None:
    """What changes about somebody: how letters go, whether and until when, or a death."""
    parties = case.parties
    may = 1 <= number <= len(parties) and change_ != PartyChange()
    may = may and _goes_with(case, parties[number - 1], change_)
    may = may and (change_.died_on is None or change_.died_on <= clerk.today)

    def follow() -> None:
        party = parties[number - 1]
        died = party.died
        if change_.digital_post is not None:
            party.digital = change_.digital_post is DigitalPost.REGISTERED
        party.until = None if change_.stays else change_.until or party.until
        party.died_on = None if change_.lives else change_.died_on or party.died_on
        if change_.represents is not None:
            party.stands_for = change_.represents - 1
        if change_.gets_copy is not None:
            party.gets_copy = change_.gets_copy
        if change_.must_be_told is not None:
            _duty(clerk, case, party, told=change_.must_be_told)
        if party.principal and party.died is not died and case.ending != "died":
            _after_death(clerk, case, party)

    clerk.act(case, change_party, number, change_, may=may, follow=follow)


def _after_death(clerk: Clerk, case: File, party: Party) -> None:
    """A death is asked about whenever one is recorded, and not once it was none."""
    if party.died:
        open_task(case, Task("death", case, None), clerk.now, anew=True)
    elif not any(p.died for p in case.parties if p.principal):
        for task in case.tasks:
            if task.kind == "death" and task.done_at is None:
                task.done_at, task.lapsed = clerk.now, True


def _goes_with(case: File, party: Party, change_: PartyChange) -> bool:
    """Whether a change says something new, and fits who the party is."""
    there, whom = len(case.parties), change_.represents
    fits = [
        change_.must_be_told is None or party.must_be_told is not change_.must_be_told,
        change_.gets_copy is None or party.principal,
        not change_.lives or party.died,
        not change_.stays or party.until is not None,
        not change_.stays or party.must_be_told or not party.principal,
    ]
    if whom is not None:
        fits += [not party.principal, 1 <= whom <= there, party.stands_for != whom - 1]
        fits.append(1 <= whom <= there and case.parties[whom - 1].principal)
    return all(fits)


def _duty(clerk: Clerk, case: File, party: Party, *, told: bool) -> None:
    """The duty begins today, or ended yesterday: the days it lasted stay on file, and one that is
    taken up again never ceased."""
    yesterday = clerk.today - timedelta(days=1)
    last = None if told else min(party.until or clerk.today, yesterday)
    if told and not party.was_told:
        party.since = clerk.today
    if not told:
        party.since = party.since or case.application.received_on
    party.until = last if party.principal else party.until
    party.must_be_told = told


# The machine and the post


def look(clerk: Clerk) -> None:
    """The sweep: every case whose moment has come."""
    done = sweeping.sweep(clerk.town.office, now=clerk.now)
    assert not done.failed, done.failed
    clerk.happened("sweep")
    for case in clerk.files:
        weigh(case, clerk.now)


def post(clerk: Clerk) -> None:
    """The dispatcher: every letter that waits leaves."""
    done = dispatching.dispatch(clerk.town.office, Postbox(), now=clerk.now)
    assert not done.failed, done.failed
    clerk.happened("dispatch")
    for case in clerk.files:
        dispatch(case, clerk.now)


def ways(clerk: Clerk, *states: str) -> list[tuple[File, Letter, Way]]:
    """The letters that are so far on their way."""
    return [
        (case, letter, way)
        for case in clerk.files
        for letter in case.letters
        for way in letter.ways
        if way.state in states
    ]


def arrive(clerk: Clerk, case: File, letter: Letter, way: Way) -> None:
    """A letter is confirmed: made available, or handed over to the post."""
    assert way.message is not None
    done = confirm(clerk.town.office, [way.message], clerk.now, now=clerk.now, **WHO)
    clerk.happened("confirm", case)
    assert (done.now, done.before) == ((1, 0) if way.state == "sent" else (0, 1))
    if way.state == "sent":
        way.state, way.arrived_at = "available", arrival(way, clerk.now)
        _heard_of(clerk, case, letter)


def come_back(clerk: Clerk, case: File, letter: Letter, way: Way, ahead: int) -> None:
    """A letter is rejected, or comes back; one that never left cannot."""
    assert way.message is not None
    message, day = way.message, day_of(clerk.now) + timedelta(days=ahead)

    def call() -> None:
        report_returned(clerk.town.office, message, day, now=clerk.now, **WHO)

    if way.state not in ("sent", "available") or ahead > 0:
        clerk.refused("report_returned", call)
        return
    call()
    clerk.happened("report_returned", case)
    way.state, way.arrived_at = "returned", None
    _heard_of(clerk, case, letter)


def _heard_of(clerk: Clerk, case: File, letter: Letter) -> None:
    """What became of a letter is known: one may move its own date."""
    if letter.clock is not None and case.area_of(letter.clock).extended:
        recount(case, clerk.now)
    weigh(case, clerk.now)
