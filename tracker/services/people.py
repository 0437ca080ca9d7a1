"""Parties come, change and go: from that day on it changes who is told, in which language and
how."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tracker.codes import DigitalPost, EventKind, Role
from tracker.errors import Refused
from tracker.models import Party
from tracker.office import Office
from tracker.services.acting import Hand, act_on
from tracker.services.checks import as_text, not_future, plain_line
from tracker.services.desk import Desk
from tracker.services.parties import (
    NewParty,
    add_parties,
    check_address,
    check_language,
    check_party,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange:
    """What changes about a party; None leaves it as it is. `until` is its last day in the case;
    `lives` takes back a death that was recorded by mistake."""

    name: str | None = None
    address: tuple[str, ...] | None = None
    phone: str | None = None
    language: str | None = None
    digital_post: DigitalPost | None = None
    secret_address: bool | None = None
    gets_copy: bool | None = None
    must_be_told: bool | None = None
    until: date | None = None
    died_on: date | None = None
    lives: bool = False


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


def party_at(hand: Hand, number: int) -> Party:
    """The party with a number, as `rettidig show` counts them."""
    if not 1 <= number <= len(hand.file.parties):
        raise Refused(f"there is no party {number}: the case has 1 to {len(hand.file.parties)}")
    return hand.file.parties[number - 1]


def change_party(
    office: Office,
    municipality: str,
    reference: str,
    number: int,
    change: PartyChange,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Change a party: the old values stay in the journal, its letters follow the new ones.

    A death ends what is told to that party and sends nobody a letter; where the applicant died,
    close the case. A power that ends gives the letters back to the party itself.
    """
    if change.died_on is not None:
        not_future(change.died_on, now, "the death")
    check_language(change.language)
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        party = party_at(hand, number)
        if change.gets_copy is not None and party.role == Role.REPRESENTATIVE:
            raise Refused("the copy goes to the party who is represented: give its number")
        changed = {**_sealed(hand, party, change), **_plain(hand, party, change)}
        if not changed:
            raise Refused("nothing was to be changed: name what is new")
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.PARTY_CHANGED, party=number, changed=changed)


def _sealed(hand: Hand, party: Party, change: PartyChange) -> dict[str, Any]:
    """Change what is sealed; answers with old and new, which the journal seals as well."""
    what = f"the {party.role}'s"
    given: dict[str, str | None] = {
        "name": plain_line(change.name, f"{what} name") if change.name else None,
        "address": check_address(change.address, what) if change.address else None,
        "phone": plain_line(change.phone, f"{what} telephone number") if change.phone else None,
    }
    changed = {}
    for field, new in given.items():
        if new is not None:
            old = hand.store.open(party, f"{field}_sealed")
            if field == "name":
                hand.store.rename(party, new)
            else:
                hand.store.seal(party, f"{field}_sealed", new)
            changed[field] = {"old": old, "new": new}
    return changed


def _plain(hand: Hand, party: Party, change: PartyChange) -> dict[str, Any]:
    given: dict[str, Any] = {
        "language": change.language,
        "digital_post": change.digital_post,
        "secret_address": change.secret_address,
        "gets_copy": change.gets_copy,
        "died_on": change.died_on,
        "represents_until" if party.role == Role.REPRESENTATIVE else "until_on": change.until,
    }
    changed = {}
    if change.must_be_told is not None and change.must_be_told != party.must_be_told:
        changed = _told(hand, party, told=change.must_be_told)
    for column, new in given.items():
        if new is not None:
            changed[column] = {"old": as_text(getattr(party, column)), "new": as_text(new)}
            setattr(party, column, new)
    if change.lives and party.died_on is not None:
        changed["died_on"] = {"old": as_text(party.died_on), "new": as_text(None)}
        party.died_on = None
    return changed


def _was_told(party: Party) -> bool:
    """Whether a duty to tell once lasted, and was taken back."""
    since, until = party.since_on, party.until_on
    return since is not None and until is not None and since <= until


def _told(hand: Hand, party: Party, *, told: bool) -> dict[str, Any]:
    """The duty to tell begins today, or ended yesterday: the days it lasted stay on file.

    Whether a date was told in time is judged by who had to be told that day, so nobody who is
    left out later takes an untold date out of the figures (decision 022). A duty that is taken up
    again never ceased: a date that slipped before, or meanwhile, stays in them.
    """
    if told:
        began = party.since_on if _was_told(party) else hand.today
        new = {"must_be_told": True, "since_on": began, "until_on": None}
    else:
        began = party.since_on or hand.file.application.received_on
        last = min(party.until_on or hand.today, hand.today - timedelta(days=1))
        new = {"must_be_told": False, "since_on": began, "until_on": last}
    changed = {}
    for column, value in new.items():
        old = getattr(party, column)
        if old != value:
            changed[column] = {"old": as_text(old), "new": as_text(value)}
            setattr(party, column, value)
    return changed
