"""The frame of an act on one case: find it, do it, recount, weigh, all in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from rules.local_time import local_day
from tracker.casefile import CaseFile
from tracker.errors import Outdated
from tracker.office import Office
from tracker.services.case_weighing import weigh
from tracker.services.counting import recount
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Hand:
    """One act on one case, in one transaction."""

    store: Store
    office: Office
    file: CaseFile

    @property
    def today(self) -> date:
        """The Danish day of the act."""
        return local_day(self.store.now)

    def recount(self, reason: str) -> None:
        """Let the deadlines follow the facts."""
        self.office.book.check_calendar()
        recount(self.store, self.office.book, self.file, reason=reason)


@contextmanager
def act_on(
    office: Office, municipality: str, reference: str, *, now: datetime, actor: str
) -> Iterator[Hand]:
    """The file of a case, locked; when the act is done its notices are weighed anew.

    Raises `NotFound`, and `Outdated` where the one who acts has not seen the newest version; an
    error inside leaves nothing changed.
    """
    code = office.book.pack(municipality).municipality.code
    with office.writing(now, actor) as store:
        file = store.find(code, reference)
        check_seen(office, file)
        yield Hand(store, office, file)
        weigh(store, office, file)


def check_seen(office: Office, file: CaseFile) -> None:
    """Raise `Outdated` where the one who acts has not seen the newest version of a case."""
    if office.seen_version is not None and office.seen_version != file.case.version:
        raise Outdated(
            f"case {file.case.reference} has changed since you looked at it (it is now version "
            f"{file.case.version}): look at what happened, then do it again"
        )
