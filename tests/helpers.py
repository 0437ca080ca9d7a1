"""An installation for tests: a real database, an invented municipality's rules, letters in a
folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from notifications.channels.folder import FolderChannel
from rules.local_time import COPENHAGEN
from tracker.codes import DigitalPost
from tracker.office import Office, open_office
from tracker.services.confirming import confirm
from tracker.services.dispatching import Dispatched, dispatch
from tracker.services.parties import NewParty
from tracker.services.registering import NewApplication, register
from tracker.services.sweeping import Swept, sweep
from tracker.settings import Settings
from tracker.views import case_view

FJORDBY = "fjordby"
PACKS = Path(__file__).parent / "packs_invented"


def at(day: str | date, hour: int = 9, minute: int = 0) -> datetime:
    """A Danish clock time as an instant in UTC."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(on, time(hour, minute), COPENHAGEN).astimezone(UTC)


def aase(**changes: Any) -> NewParty:
    """An invented applicant who receives Digital Post."""
    given: dict[str, Any] = {
        "name": "Åse Prøve-Testesen",
        "address": ("Opdigtet Vej 1", "0000 Fjordby"),
        "digital_post": DigitalPost.REGISTERED,
    }
    return NewParty(**{**given, **changes})


@dataclass(frozen=True, slots=True)
class Installation:
    """An opened office, and what a person in a test does with it."""

    office: Office
    outbox: Path

    @classmethod
    @contextmanager
    def at(cls, folder: Path, url: str) -> Iterator["Installation"]:
        """Open an installation in a folder, and let go of the database afterwards."""
        settings = Settings(
            database_url=url,
            key_file=folder / "rettidig.key",
            packs=PACKS,
            outbox=folder / "outbox",
        )
        office, _warnings = open_office(settings)
        yield cls(office, settings.outbox)
        office.engine.dispose()

    def register(
        self,
        received: str,
        *areas: str,
        now: datetime | None = None,
        parties: Sequence[NewParty] = (),
        **more: Any,
    ) -> str:
        """Register an application the morning it came; answers the first case number."""
        new = NewApplication(
            municipality=FJORDBY,
            areas=areas or ("rengoering",),
            received=date.fromisoformat(received),
            parties=parties or (aase(),),
            **more,
        )
        made = register(self.office, new, now=now or at(received), actor="mk")
        return made.references[0]

    def sweep(self, now: datetime) -> Swept:
        """One sweep."""
        return sweep(self.office, now=now)

    def dispatch(self, now: datetime) -> Dispatched:
        """One run of the dispatcher into the outbox folder."""
        return dispatch(self.office, FolderChannel(self.outbox), now=now)

    def arrive(self, reference: str, now: datetime) -> int:
        """Confirm every sent letter of a case; answers how many there were."""
        letters = self.show(reference, now)["letters"]
        sent = [letter["message"] for letter in letters if letter["state"] == "sent"]
        return confirm(self.office, [UUID(m) for m in sent], now, now=now, actor="mk").now

    def show(self, reference: str, now: datetime) -> dict[str, Any]:
        """The case as `rettidig show --json` gives it."""
        code = self.office.book.pack(FJORDBY).municipality.code
        with self.office.reading(now) as store:
            file = store.find(code, reference, lock=False)
            return case_view(store, self.office, file)

    def live(self, reference: str, now: datetime) -> dict[str, Any]:
        """Sweep, dispatch and confirm at an instant, as a good day goes; answers the case."""
        self.sweep(now)
        self.dispatch(now)
        self.arrive(reference, now)
        return self.show(reference, now)
