"""Parties come, change and go: from that day on it changes who is told, in which language and
how."""

from dataclasses import replace
from datetime import datetime

from rules.notice_facts import TaskKind
from tracker.codes import Ending, EventKind, Role
from tracker.errors import Refused
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import as_text, not_future, reason_of
from tracker.services.desk import Desk
from tracker.services.parties import NewParty, add_parties, check_language, check_party
from tracker.services.party_values import Changed, PartyChange, change_values, party_at
from tracker.services.tasks import open_task, withdraw_task


def add_party(
    office: Office,
    municipality: str,
    reference: str,
    new: NewParty,
    *,
    represents: int = 1,
    must_be_told: bool | None = None,
    now: datetime,
    actor: str,
) -> list[str]:
    """Add a party; a representative stands for the party with the number `represents`.

    It is told from that day on, unless it is a child who is not told itself; what to say about
    that is the answer. A date that had passed by then does not count as not told for it.
    """
    checked = check_party(new if must_be_told is None else replace(new, told=must_be_told))
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        principal = party_at(hand, represents)
        if new.role is Role.REPRESENTATIVE and principal.role == Role.REPRESENTATIVE:
            raise Refused(
                f"party {represents} is a representative: name the party who is represented"
            )
        language = office.settings.default_language
        copied, rule = principal.gets_copy, Desk(hand.store, office, hand.file).rule
        notes = add_parties(
            hand.store, hand.file, [checked], language, represents=principal, rule=rule
        )
        party = hand.file.parties[-1]
        if party.must_be_told and party.since_on is None:
            party.since_on = hand.today
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.PARTY_CHANGED, added=new.role, name=checked.name)
        if principal.gets_copy != copied:
            changed = {"gets_copy": {"old": as_text(copied), "new": as_text(True)}}
            hand.store.record(hand.file, EventKind.PARTY_CHANGED, party=represents, changed=changed)
        return notes


def change_party(
    office: Office,
    municipality: str,
    reference: str,
    number: int,
    change: PartyChange,
    *,
    now: datetime,
    actor: str,
) -> list[str]:
    """Change a party, or correct what was written about it; answers with what to say about a
    child's age.

    The old values stay in the journal with the reason, its letters follow the new ones. A death
    ends what is told to that party and sends nobody a letter; where the applicant died, close the
    case. A power that ends gives the letters back to the party itself.
    """
    if change.died_on is not None:
        not_future(change.died_on, now, "the death")
    check_language(change.language)
    why = reason_of(change.why, "a correction") if change.why is not None else None
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        changed, notes = change_values(hand, number, change)
        if not changed:
            raise Refused("nothing was to be changed: name what is new")
        hand.store.session.flush()
        said = {"why": why} if why else {}
        hand.store.record(hand.file, EventKind.PARTY_CHANGED, party=number, changed=changed, **said)
        _after_death(hand, number, changed)
        return notes


def _after_death(hand: Hand, number: int, changed: Changed) -> None:
    """A death is a task, once for each that is recorded; one that was none is asked about no
    more."""
    principals, case = hand.file.principals(), hand.file.case
    of_the_case = hand.file.parties[number - 1] in principals and case.ending != Ending.DIED
    if not of_the_case or "died_on" not in changed:
        return
    desk = Desk(hand.store, hand.office, hand.file)
    if changed["died_on"]["old"] in {None, "None"}:
        open_task(desk, TaskKind.DEATH, case.id, None, anew=True)
    elif all(party.died_on is None for party in principals):
        withdraw_task(desk, TaskKind.DEATH, case.id)
