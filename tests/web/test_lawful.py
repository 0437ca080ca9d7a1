"""What the menu of a case offers is what the use cases take, in every state of a case."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tests.helpers import at
from tests.web import act_cases
from tests.web.act_cases import LAWFUL, UNLAWFUL
from tests.web.casework import Desk, working
from tracker.codes import BoardOutcome, Ending
from tracker.errors import Refused
from tracker.services import desk as desks
from tracker.services.appealing import BoardAnswer, record_board
from tracker.services.next_acts import can
from tracker.services.reclassifying import join
from tracker.services.reopening import reopen
from tracker.store import Store
from tracker.web.acts.fields import read
from tracker.web.acts.page import ActPage, Doing
from tracker.web.acts.table import ACTS
from tracker.web.forms import Form
from tracker.web.posted import Posted
from tracker.web.refused.next_acts import ACTS as TITLES
from tracker.web.words import words

Make = Callable[[Desk], str]


def died(desk: Desk) -> str:
    """Somebody who had been granted help that had not come."""
    reference = act_cases.granted(desk)
    desk.installation.close(reference, "2026-03-24", Ending.DIED)
    return reference


def annulled(desk: Desk) -> str:
    """A decision that the board set aside."""
    reference = act_cases.sent(desk)
    answer = BoardAnswer(outcome=BoardOutcome.ANNULLED, received_on=date(2026, 3, 23))
    desk.installation.act(record_board, reference, answer, now=at("2026-03-23"))
    return reference


def joined(desk: Desk) -> str:
    """A case that lives on in another."""
    first, reference = desk.installation.register("2026-03-04"), act_cases.running(desk)
    desk.installation.act(join, reference, first, "samme ansøgning", now=at("2026-03-23"))
    return reference


def acute_before(desk: Desk) -> str:
    """Help of an earlier round is owed at once; the round that new facts opened is not acute."""
    reference = act_cases.granted(desk)
    desk.installation.acute(reference, "faldet", now=at("2026-03-23"))
    return _reopened(desk, reference)


def acute_again(desk: Desk) -> str:
    """Help came, and the need of the new round cannot wait for its decision."""
    reference = _reopened(desk, act_cases.delivered(desk))
    desk.installation.acute(reference, "faldet igen", now=at("2026-03-25"))
    return reference


def _reopened(desk: Desk, reference: str) -> str:
    day, now = date(2026, 3, 24), at("2026-03-24")
    desk.installation.act(reopen, reference, day, "nye oplysninger", now=now)
    return reference


STATES: Final[dict[str, Make]] = {
    make.__name__: make
    for make in (
        *(case[0] for case in LAWFUL.values()),
        *UNLAWFUL.values(),
        *(died, annulled, joined, acute_before, acute_again),
    )
}
#: Taken of somebody who knows the number, and offered to nobody: a closed case gets no new reader.
KEPT_BACK: Final = {"ny-part"}
#: Named by a refusal only where nothing else puts the day right, or says that somebody asked.
NAMED_SELDOM: Final = {"correct --received", "remind"}
#: Ends the case it is done in, and names another.
NAMES_ANOTHER: Final = {"samme-sag"}


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Mette at work; every state is a case of its own."""
    with working(migrated_sqlite, tmp_path_factory.mktemp("lawful")) as desk:
        yield desk


def looked_at(desk: Desk, reference: str, page: ActPage) -> tuple[bool, dict[str, Any] | None]:
    """Whether an act is offered, and what is typed on its page where the page can take it."""
    office = desk.installation.office
    with office.reading(desk.now) as store:
        case = desks.Desk(store, office, store.find("0999", reference, lock=False))
        form = Form(words("da"), Posted(tuple(LAWFUL[page.slug][1].items())))
        typed = read(page.fields, form, case)
        return page.lawful(case) is None, typed if form.fine else None


class Undone(Exception):
    """Ends the transaction of an act that was taken, so that the next is tried on the same case."""


def undo(_store: Store) -> None:
    raise Undone


def is_taken(desk: Desk, reference: str, page: ActPage, typed: dict[str, Any]) -> bool:
    """Whether the use case takes an act; nothing of it stays."""
    office = desk.installation.office.with_beside(undo)
    try:
        page.carry_out(Doing(office, "fjordby", reference, desk.now, "mette", typed))
    except Refused:
        return False
    except Undone:
        return True
    raise AssertionError(f"{page.slug} was neither refused nor written")


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_taken_and_what_is_not_is_refused(desk: Desk, state: str) -> None:
    reference = STATES[state](desk)
    wrong = []
    for slug in sorted(LAWFUL.keys() - NAMES_ANOTHER - KEPT_BACK):
        offered, typed = looked_at(desk, reference, ACTS[slug])
        if typed is None:
            continue
        if is_taken(desk, reference, ACTS[slug], typed) != offered:
            wrong.append((slug, offered))
    assert wrong == []


@pytest.mark.parametrize("state", STATES)
def test_the_menu_offers_what_a_refusal_names(desk: Desk, state: str) -> None:
    pages = {page.title: page for page in ACTS.values()}
    office, reference = desk.installation.office, STATES[state](desk)
    with office.reading(desk.now) as store:
        case = desks.Desk(store, office, store.find("0999", reference, lock=False))
        wrong = [
            name
            for name, title in TITLES.items()
            if title and name not in NAMED_SELDOM
            if can(case.file, name) != (pages[title].lawful(case) is None)
        ]
    assert wrong == []
