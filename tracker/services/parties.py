"""The people of a case, as they are written into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.local_time import local_day
from rules.rule import Rule
from tracker.casefile import CaseFile
from tracker.codes import DigitalPost, Role
from tracker.cpr import born_on, cpr_index, read_cpr
from tracker.errors import Refused
from tracker.models import Party
from tracker.services.checks import plain_line
from tracker.services.children import Duty, child_duty
from tracker.store import Store

#: Name and address fill at most seven lines of an envelope's window.
ADDRESS_LINES = 6

LANGUAGES = ("da", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    """A person as typed; `address` is one line each. A representative stands for the first
    party, who gets a copy of the letters with `copy_to_party`.

    `told` is whether it must be told; None leaves that to the rule: a child by its age, which the
    CPR number or `born` gives, everybody else yes.
    """

    name: str = ""
    role: Role = Role.APPLICANT
    cpr: str | None = None
    address: Sequence[str] = ()
    phone: str | None = None
    language: str | None = None
    digital_post: DigitalPost = DigitalPost.UNKNOWN
    anonymous: bool = False
    secret_address: bool = False
    scope: str | None = None
    until: date | None = None
    born: date | None = None
    told: bool | None = None
    copy_to_party: bool = False


@dataclass(frozen=True, slots=True)
class CheckedParty:
    """A person whose every value can be written."""

    given: NewParty
    name: str
    cpr: str | None
    address: str
    phone: str | None
    scope: str | None

    @property
    def born(self) -> date | None:
        """The date of birth, as given or in the CPR number."""
        return self.given.born or (born_on(self.cpr) if self.cpr else None)


def check_party(given: NewParty) -> CheckedParty:
    """Refuse what cannot be kept or printed, before anything is written."""
    what = f"the {given.role}'s"
    name = plain_line(given.name, f"{what} name")
    if not name and not given.anonymous:
        raise Refused(f"{what} name is missing: a letter needs somebody to go to")
    address = check_address(given.address, what)
    check_language(given.language)
    cpr = read_cpr(given.cpr) if given.cpr else None
    if cpr and given.born and born_on(cpr) != given.born:
        raise Refused(f"{what} CPR number and the date of birth disagree: check both")
    if given.copy_to_party and given.role is not Role.REPRESENTATIVE:
        raise Refused("a copy goes to a party whose representative gets the letters")
    phone = plain_line(given.phone, f"{what} telephone number") if given.phone else None
    scope = plain_line(given.scope, f"what {what} power covers") if given.scope else None
    return CheckedParty(given, name, cpr, address, phone, scope)


def check_language(language: str | None) -> None:
    """Refuse a language that no letter is written in."""
    if language not in {None, *LANGUAGES}:
        raise Refused(f'no letter is written in the language "{language}": give da or en')


def check_address(lines: Sequence[str], what: str) -> str:
    """An address as one text, a line each; raises `Refused` for more than an envelope shows."""
    plain = [plain_line(line, f"{what} address") for line in lines]
    kept = [line for line in plain if line]
    if len(kept) > ADDRESS_LINES:
        raise Refused(f"{what} address has {len(kept)} lines: an envelope shows {ADDRESS_LINES}")
    return "\n".join(kept)


def check_parties(given: Sequence[NewParty]) -> list[CheckedParty]:
    """Check every party; the first must be one who can be told, not a representative."""
    if not given or given[0].role is Role.REPRESENTATIVE:
        raise Refused("a case needs an applicant: give at least a name")
    return [check_party(party) for party in given]


def add_parties(
    store: Store,
    file: CaseFile,
    parties: Sequence[CheckedParty],
    language: str,
    *,
    represents: Party | None = None,
    rule: Rule | None = None,
) -> list[str]:
    """Write checked parties into a case file; answers with what to say about who is not told.

    A representative stands for `represents`, or for the first party of the case. The `rule` says
    from which age a child is told.
    """
    notes = []
    for checked in parties:
        given = checked.given
        representing = given.role is Role.REPRESENTATIVE
        duty = _duty(checked, rule, local_day(store.now))
        notes += [duty.note] if duty.note else []
        row = Party(
            municipality_code=file.case.municipality_code,
            id=store.new_id(),
            case_id=file.case.id,
            role=given.role,
            language=given.language or language,
            digital_post=given.digital_post,
            anonymous=given.anonymous,
            secret_address=given.secret_address,
            represents_id=(represents or file.parties[0]).id if representing else None,
            represents_until=given.until if representing else None,
            until_on=None if representing else given.until,
            must_be_told=duty.must_be_told,
            since_on=duty.since_on,
        )
        if given.copy_to_party:
            (represents or file.parties[0]).gets_copy = True
        _seal(store, row, checked)
        store.add(row, file)
        notes += no_channel(len(file.parties), checked) if row.must_be_told else []
    return notes


def no_channel(number: int, checked: CheckedParty) -> list[str]:
    """What to say about a party whom no letter can reach; who stays unnamed wants none."""
    given = checked.given
    if given.digital_post is DigitalPost.REGISTERED or checked.address or given.anonymous:
        return []
    return [
        f"party {number} has no address and is not registered for Digital Post: no letter can "
        "reach it; record an address with rettidig party"
    ]


def _seal(store: Store, row: Party, checked: CheckedParty) -> None:
    """What is personal about a party, sealed to its row; its CPR number is found by an index."""
    store.seal(row, "name_sealed", checked.name or None)
    store.seal(row, "address_sealed", checked.address or None)
    store.seal(row, "phone_sealed", checked.phone)
    store.seal(row, "scope_sealed", checked.scope)
    if checked.cpr:
        store.seal(row, "cpr_sealed", checked.cpr)
        row.cpr_index = cpr_index(checked.cpr, store.sealer)


def _duty(checked: CheckedParty, rule: Rule | None, today: date) -> Duty:
    """Whether a party must be told; a child by its age."""
    told = checked.given.told
    if checked.given.role is not Role.CHILD:
        return Duty(told is not False)
    return child_duty(told, checked.born, rule.child_from_age if rule else None, today=today)
