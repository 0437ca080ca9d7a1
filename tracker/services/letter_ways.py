"""Where a letter goes: its channel, its reader and the address, settled when it is sent."""

from notifications.errors import LetterError
from notifications.letter_data import LetterData
from rules.terms import Reach
from tracker.models import Dispatch, Notice, Party
from tracker.services import noticing
from tracker.services.copying import COPY, own_reach
from tracker.services.desk import Desk
from tracker.services.letter_facts import addressed_to


def settle_channel(desk: Desk, way: Dispatch, notice: Notice) -> None:
    """Channel and address are settled at sending: an exemption, a move, a secret address or a
    power that ended since the approval counts. What the letter says stays as approved."""
    party, reader = _readers(desk, notice)
    if len(desk.file.dispatches_of(notice)) == 1:
        way.channel = own_reach(reader)
    letter = LetterData.model_validate_json(desk.store.open(notice, "data_sealed") or "{}")
    values = addressed_to(desk, party, reader, paper=way.channel == Reach.PAPER)
    settled = letter.model_copy(update=values)
    if settled != letter:
        desk.store.seal(notice, "data_sealed", settled.model_dump_json())
    noticing.send_copy(desk, notice, party, settled)


def reader_cpr(desk: Desk, notice: Notice) -> str | None:
    """The number Digital Post is addressed to: the reader's."""
    _party, reader = _readers(desk, notice)
    return desk.store.open(reader, "cpr_sealed")


def _readers(desk: Desk, notice: Notice) -> tuple[Party, Party]:
    """Whose letter it is, and who reads it today: the representative instead, a copy the party."""
    party = next(p for p in desk.file.parties if p.id == notice.party_id)
    own = notice.kind == COPY
    return party, party if own else desk.file.addressee(party, desk.today)


def check_it_can_arrive(way: Dispatch, letter: LetterData) -> None:
    """Refuse an envelope without an address: it reaches nobody, and would count as proof."""
    if way.channel == Reach.PAPER and not any(letter.recipient.address_lines):
        raise LetterError(
            "its reader has no address and gets no Digital Post: tell by telephone, and record an "
            "address with rettidig party"
        )
