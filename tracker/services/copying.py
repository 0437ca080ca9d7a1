"""A copy to the party of what its representative gets: it tells nobody, and its fate is its own.

"Told" follows the letter to the one who must be told. A copy is a notice of its own kind, about
the notice that it copies, so no rule that weighs telling ever sees it.
"""

from typing import Final

from notifications.letter_data import LetterData
from rules.notice_facts import NoticeState
from rules.terms import Reach
from tracker.codes import DigitalPost
from tracker.models import Notice, Party
from tracker.services.desk import Desk
from tracker.services.letter_facts import addressed_to

#: What a copy is called in place of the kind of its letter.
COPY: Final = "copy"


def copy_of(desk: Desk, notice: Notice, party: Party, letter: LetterData) -> Notice | None:
    """A copy of an approved letter, where the party wishes one and another gets the letter."""
    addressee = desk.file.addressee(party, desk.today)
    if not party.gets_copy or party.anonymous or addressee.id == party.id:
        return None
    paper = own_reach(party) is Reach.PAPER
    own = {**addressed_to(desk, party, party, paper=paper), "copy_of": letter.recipient.name}
    values = {**letter.model_dump(), **own}
    row = Notice(
        municipality_code=notice.municipality_code,
        id=desk.store.new_id(),
        case_id=notice.case_id,
        party_id=party.id,
        about_id=notice.id,
        kind=COPY,
        for_date=notice.for_date,
        state=NoticeState.APPROVED,
        automatic=notice.automatic,
        template_version=notice.template_version,
        created_at=desk.now,
        approved_at=desk.now,
        approved_by=notice.approved_by,
    )
    desk.store.seal(row, "data_sealed", LetterData.model_validate(values).model_dump_json())
    return desk.store.add(row, desk.file)


def own_reach(party: Party) -> Reach:
    """How a letter reaches the party itself, whoever represents it."""
    return Reach.DIGITAL if party.digital_post == DigitalPost.REGISTERED else Reach.PAPER


def copies_of(desk: Desk, notice: Notice) -> list[Notice]:
    """The copies of a notice."""
    return [n for n in desk.file.notices if n.kind == COPY and n.about_id == notice.id]


def original_of(desk: Desk, copy: Notice) -> Notice:
    """The notice that a copy copies."""
    return next(n for n in desk.file.notices if n.id == copy.about_id)
