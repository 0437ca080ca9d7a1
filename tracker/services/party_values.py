"""What can be changed about a party, and what was recorded wrongly: each value, old and new."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from tracker.codes import DigitalPost, Role
from tracker.cpr import born_on, cpr_index, read_cpr
from tracker.errors import Refused
from tracker.models import Party
from tracker.services.acting import Hand
from tracker.services.checks import as_text, plain_line, reason_of
from tracker.services.children import child_duty
from tracker.services.desk import Desk
from tracker.services.parties import check_address

Changed = dict[str, dict[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange:
    """What changes about a party, or was recorded wrongly; None leaves it as it is.

    `until` is its last day in the case, or of a power, and `stays` takes that back; `lives` takes
    back a death that was recorded by mistake. `represents` is the number of whom a representative
    stands for. `born` says from which day a child is told, and is not kept. `why` stays on file: a
    number, role or principal that was recorded wrongly is put right only with one.
    """

    name: str | None = None
    cpr: str | None = None
    address: tuple[str, ...] | None = None
    phone: str | None = None
    scope: str | None = None
    language: str | None = None
    digital_post: DigitalPost | None = None
    secret_address: bool | None = None
    gets_copy: bool | None = None
    must_be_told: bool | None = None
    role: Role | None = None
    represents: int | None = None
    born: date | None = None
    until: date | None = None
    stays: bool = False
    died_on: date | None = None
    lives: bool = False
    why: str | None = None


def party_at(hand: Hand, number: int) -> Party:
    """The party with a number, as `rettidig show` counts them."""
    if not 1 <= number <= len(hand.file.parties):
        raise Refused(f"there is no party {number}: the case has 1 to {len(hand.file.parties)}")
    return hand.file.parties[number - 1]


def change_values(hand: Hand, number: int, change: PartyChange) -> tuple[Changed, list[str]]:
    """Give a party its new values; answers with old and new, which the journal seals, and notes."""
    party = party_at(hand, number)
    _check(party, number, change)
    changed = {**_sealed(hand, party, change), **_plain(hand, party, change)}
    changed |= _taken_back(party, change)
    changed |= _stands_for(hand, party, number, change)
    by_age, notes = _by_age(hand, party, number, change)
    changed |= by_age
    _reason_given(changed, change)
    return changed, notes


def _check(party: Party, number: int, change: PartyChange) -> None:
    """Refuse what does not go with the role of the party."""
    representing = party.role == Role.REPRESENTATIVE
    if change.gets_copy is not None and representing:
        raise Refused("the copy goes to the party who is represented: give its number")
    if not representing and (change.represents is not None or change.scope is not None):
        raise Refused(
            f"party {number} represents nobody: name a representative, "
            "or add one with --add representative"
        )
    becomes = change.role is not None and change.role != party.role
    if becomes and (representing or change.role is Role.REPRESENTATIVE):
        raise Refused(
            "nobody becomes a representative, or a party, by a correction: end this one with "
            "--until, and add the right one with --add"
        )
    if change.born is not None and (change.role or party.role) != Role.CHILD:
        raise Refused(f"party {number} is no child: its date of birth decides nothing")
    if change.until is not None and change.stays:
        raise Refused("--stays says that there is no last day: leave --until out")


#: What is put right only with a reason, where something was recorded before.
_CORRECTED: Final = ("cpr", "role", "represents")


def _reason_given(changed: Changed, change: PartyChange) -> None:
    wrong = [field for field in _CORRECTED if changed.get(field, {}).get("old") is not None]
    if wrong:
        reason_of(change.why, "a correction")


def _sealed(hand: Hand, party: Party, change: PartyChange) -> Changed:
    """Change what is sealed."""
    what, store = f"the {party.role}'s", hand.store
    given: dict[str, str | None] = {
        "name": plain_line(change.name, f"{what} name") if change.name else None,
        "address": check_address(change.address, what) if change.address else None,
        "phone": plain_line(change.phone, f"{what} telephone number") if change.phone else None,
        "scope": plain_line(change.scope, f"what {what} power covers") if change.scope else None,
        "cpr": read_cpr(change.cpr) if change.cpr else None,
    }
    changed: Changed = {}
    for field, new in given.items():
        old = store.open(party, f"{field}_sealed")
        if new is None or (field == "cpr" and new == old):
            continue
        if field == "name":
            store.rename(party, new)
        else:
            store.seal(party, f"{field}_sealed", new)
        if field == "cpr":
            party.cpr_index = cpr_index(new, store.sealer)
        changed[field] = {"old": old, "new": new}
    return changed


def _plain(hand: Hand, party: Party, change: PartyChange) -> Changed:
    given: dict[str, Any] = {
        "language": change.language,
        "digital_post": change.digital_post,
        "secret_address": change.secret_address,
        "gets_copy": change.gets_copy,
        "role": change.role if change.role != party.role else None,
        "died_on": change.died_on,
        _last_day(party): change.until,
    }
    changed: Changed = {}
    if change.must_be_told is not None and change.must_be_told != party.must_be_told:
        changed = _told(hand, party, told=change.must_be_told)
    for column, new in given.items():
        if new is not None:
            changed[column] = {"old": as_text(getattr(party, column)), "new": as_text(new)}
            setattr(party, column, new)
    return changed


def _last_day(party: Party) -> str:
    """The column of a party's last day: in the case, or of its power."""
    return "represents_until" if party.role == Role.REPRESENTATIVE else "until_on"


def _taken_back(party: Party, change: PartyChange) -> Changed:
    """A death, or a last day, that was recorded by mistake."""
    if change.stays and not party.must_be_told and party.role != Role.REPRESENTATIVE:
        raise Refused("nobody tells that party anything: begin to with --told")
    wrong = [("died_on", change.lives), (_last_day(party), change.stays)]
    changed: Changed = {}
    for column, asked in wrong:
        if asked and getattr(party, column) is not None:
            changed[column] = {"old": as_text(getattr(party, column)), "new": None}
            setattr(party, column, None)
    return changed


def _stands_for(hand: Hand, party: Party, number: int, change: PartyChange) -> Changed:
    """Whom a representative stands for was written down wrongly."""
    if change.represents is None:
        return {}
    principal = party_at(hand, change.represents)
    if principal.role == Role.REPRESENTATIVE:
        raise Refused(
            f"party {change.represents} is a representative: name the party who is represented"
        )
    ids = [p.id for p in hand.file.parties]
    old = ids.index(party.represents_id) + 1 if party.represents_id in ids else None
    if old == change.represents:
        return {}
    party.represents_id = principal.id
    return {"represents": {"old": as_text(old), "new": str(change.represents)}}


def _by_age(
    hand: Hand, party: Party, number: int, change: PartyChange
) -> tuple[Changed, list[str]]:
    """A child whose age was not known, or wrong, is told from the day that the right one says.

    Nobody is told, or left out, without a word to whoever acts: a duty that a person may have
    taken away is not begun by a number, and one that runs is not ended by it.
    """
    asked = change.born is not None or change.cpr is not None or change.role is not None
    if party.role != Role.CHILD or not asked or change.must_be_told is not None:
        return {}, []
    number_ = hand.store.open(party, "cpr_sealed")
    born = change.born or (born_on(number_) if number_ else None)
    if born and number_ and born_on(number_) != born:
        raise Refused("the child's CPR number and the date of birth disagree: check both")
    rule = Desk(hand.store, hand.office, hand.file).rule
    duty = child_duty(None, born, rule.child_from_age if rule else None, today=hand.today)
    told = party.must_be_told and (party.since_on is None or party.since_on <= hand.today)
    if told and duty.since_on is not None:
        return {}, [f"party {number} is told, and too young for it by its age: --not-told ends it"]
    if told or (not party.must_be_told and change.born is None):
        late = not told and duty.must_be_told
        says = f"party {number} is not told itself: by its age it is, say --told"
        return {}, [says] if late else []
    if not duty.must_be_told:
        return {}, [duty.note] if duty.note else []
    return _begins(party, duty.since_on or hand.today), [duty.note] if duty.note else []


def _begins(party: Party, since: date) -> Changed:
    """The duty to tell a child begins on a day."""
    return _set(party, {"must_be_told": True, "since_on": since, "until_on": None})


def _set(party: Party, new: dict[str, Any]) -> Changed:
    changed: Changed = {}
    for column, value in new.items():
        old = getattr(party, column)
        if old != value:
            changed[column] = {"old": as_text(old), "new": as_text(value)}
            setattr(party, column, value)
    return changed


def _was_told(party: Party) -> bool:
    """Whether a duty to tell once lasted, and was taken back."""
    since, until = party.since_on, party.until_on
    return since is not None and until is not None and since <= until


def _told(hand: Hand, party: Party, *, told: bool) -> Changed:
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
    return _set(party, new)
