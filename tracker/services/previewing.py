"""A delay notice as it would go out now, with nothing stored: by the code that will send it."""

from datetime import date

from notifications.letter_data import LetterData
from rules.notice_facts import Act, ActKind, NoticeState
from rules.told import at_stake
from tracker.models import Deadline, Expectation, Notice, Party
from tracker.services.desk import Desk
from tracker.services.expecting import NewExpectation, expectation_row
from tracker.services.letter_facts import letter_data
from tracker.services.weighing import letter_kind, recipient_of, said_now


def preview(
    desk: Desk, deadline: Deadline, party: Party, *, by: str, new: NewExpectation | None = None
) -> LetterData:
    """The letter that a party would get if somebody approved it now.

    `new` is what is typed and not stored yet; without it the last that was stored speaks, with
    its words approved. Raises `Refused` for what `expect` refuses, `LetterError` where the letter
    cannot be written.
    """
    stored, before = desk.file.expectation(deadline), list(desk.file.expectations)
    if new is not None:
        row = expectation_row(desk, new)
        row.reason_approved = row.reason_sealed is not None
        desk.file.expectations.append(row)
    elif stored is not None:
        row = Expectation(**stored.model_dump())
        row.reason_approved = stored.reason_sealed is not None
        desk.file.expectations.append(row)
    try:
        return _letter(desk, deadline, party, by)
    finally:
        desk.file.expectations[:] = before


def _letter(desk: Desk, deadline: Deadline, party: Party, by: str) -> LetterData:
    act = Act(ActKind.SEND, 9, at_stake(desk.clock(deadline), recipient_of(desk, deadline, party)))
    notice = _unstored(desk, deadline, party, act, by)
    _promise, data = said_now(desk, deadline, party, act)
    return letter_data(desk, notice, party, **data)


def _unstored(desk: Desk, deadline: Deadline, party: Party, act: Act, by: str) -> Notice:
    for_date = act.for_date or date.max
    return Notice(
        municipality_code=desk.file.case.municipality_code,
        id=desk.store.new_id(),
        case_id=desk.file.case.id,
        party_id=party.id,
        deadline_id=deadline.id,
        about_id=deadline.id,
        kind=letter_kind(desk, deadline, party, act),
        for_date=for_date,
        state=NoticeState.DRAFT,
        created_at=desk.now,
        approved_by=by,
    )
