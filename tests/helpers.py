"""An installation for tests: a real database, an invented municipality's rules, letters in a
folder."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import SQLModel

from notifications.causes import Cause
from notifications.channels.folder import FolderChannel
from notifications.letter_data import LetterData
from notifications.letters import compose
from rules.local_time import COPENHAGEN
from tracker.codes import DigitalPost, Ending, Outcome
from tracker.office import Office, open_office
from tracker.services.approving import approve_notices, finish_task
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close
from tracker.services.confirming import confirm, report_returned
from tracker.services.correcting import correct_receipt
from tracker.services.deciding import NewGrant, decide, record_sent
from tracker.services.delivering import deliver
from tracker.services.dispatching import Dispatched, dispatch
from tracker.services.expecting import NewExpectation, await_information, expect, stop_awaiting
from tracker.services.parties import NewParty
from tracker.services.registering import AcuteNeed, NewApplication, register
from tracker.services.remanding import NewRemand, remand
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


def deadline_of(case: dict[str, Any], kind: str = "decision", **about: Any) -> dict[str, Any]:
    """The one current deadline of a shown case that is of that kind (and track, round …)."""
    wanted = {"kind": kind, **about}
    deadlines: list[dict[str, Any]] = case["deadlines"]
    (found,) = [d for d in deadlines if wanted.items() <= d.items()]
    return found


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

    # Acts on one case, at nine in the morning of their day unless an instant is given.

    def acute(self, reference: str, why: str, *, now: datetime, **more: Any) -> None:
        """Set a case acute."""
        set_acute(self.office, FJORDBY, reference, AcuteNeed(why, **more), now=now, actor="mk")

    def no_longer_acute(self, reference: str, why: str, *, now: datetime) -> None:
        """Clear an acute case."""
        clear_acute(self.office, FJORDBY, reference, why, now=now, actor="mk")

    def await_(self, reference: str, cause: Cause, since: str, **more: Any) -> None:
        """Record what a case waits for."""
        on = date.fromisoformat(since)
        now = more.pop("now", at(since))
        await_information(
            self.office, FJORDBY, reference, cause, since=on, now=now, actor="mk", **more
        )

    def stop_awaiting(self, reference: str, on: str) -> None:
        """Record that what a case waited for has come."""
        day = date.fromisoformat(on)
        stop_awaiting(self.office, FJORDBY, reference, day, now=at(on), actor="mk")

    def expect(self, reference: str, *, now: datetime, **said: Any) -> None:
        """Record what can be expected; `expected_on` as text."""
        for key in ("expected_on", "next_letter_on"):
            if key in said:
                said[key] = date.fromisoformat(said[key])
        new = NewExpectation(**said)
        expect(self.office, FJORDBY, reference, new, now=now, actor="mk")

    def approve(self, reference: str, *, now: datetime) -> None:
        """Approve what waits."""
        approve_notices(self.office, FJORDBY, reference, now=now, actor="mk")

    def decide(
        self,
        reference: str,
        on: str,
        outcome: Outcome = Outcome.REFUSED,
        *grants: str,
        sent: str | None = None,
        now: datetime | None = None,
    ) -> None:
        """Decide a case, and send the decision where a day is given."""
        decide(
            self.office,
            FJORDBY,
            reference,
            outcome,
            date.fromisoformat(on),
            grants=[NewGrant(service=service) for service in grants],
            sent_on=date.fromisoformat(sent) if sent else None,
            now=now or at(sent or on),
            actor="mk",
        )

    def sent(self, reference: str, on: str, *, now: datetime | None = None) -> None:
        """Record that the decision was sent."""
        day = date.fromisoformat(on)
        record_sent(self.office, FJORDBY, reference, day, now=now or at(on), actor="mk")

    def deliver(self, reference: str, on: str, *, now: datetime | None = None, **more: Any) -> None:
        """Record that the help has come."""
        day = date.fromisoformat(on)
        deliver(self.office, FJORDBY, reference, day, now=now or at(on), actor="mk", **more)

    def remand(
        self, reference: str, received: str, *, now: datetime | None = None, **more: Any
    ) -> None:
        """Record that the appeals board sent a case back."""
        new = NewRemand(received=date.fromisoformat(received), **more)
        remand(self.office, FJORDBY, reference, new, now=now or at(received), actor="mk")

    def close(
        self,
        reference: str,
        on: str,
        ending: Ending = Ending.WITHDRAWN,
        *,
        now: datetime | None = None,
        **more: Any,
    ) -> None:
        """End a case otherwise than by a decision."""
        day = date.fromisoformat(on)
        close(self.office, FJORDBY, reference, ending, day, now=now or at(on), actor="mk", **more)

    def correct(self, reference: str, received: str, reason: str, *, now: datetime) -> None:
        """Correct the day of receipt."""
        day = date.fromisoformat(received)
        correct_receipt(self.office, FJORDBY, reference, day, reason, now=now, actor="mk")

    def returned(self, reference: str, kind: str, on: str, *, now: datetime | None = None) -> None:
        """Report the last letter of a kind as returned."""
        moment = now or at(on)
        found = [le for le in self.show(reference, moment)["letters"] if le["kind"] == kind]
        message, day = UUID(found[-1]["message"]), date.fromisoformat(on)
        report_returned(self.office, message, day, now=moment, actor="mk")

    def done(self, reference: str, task: str, *, now: datetime) -> int:
        """Mark the open tasks of a kind done."""
        return finish_task(self.office, FJORDBY, reference, task, now=now, actor="mk")

    def act(
        self, service: Callable[..., Any], reference: str, *facts: Any, now: datetime, **more: Any
    ) -> Any:
        """Any other act on a case."""
        return service(self.office, FJORDBY, reference, *facts, now=now, actor="mk", **more)

    # What came of it

    def rows(self) -> dict[str, int]:
        """How many rows each table holds: an act that is refused leaves them all as they were."""
        with self.office.reading(at("2026-01-01")) as store:
            return {
                table.name: store.session.execute(
                    select(func.count()).select_from(table)
                ).scalar_one()
                for table in SQLModel.metadata.sorted_tables
            }

    def kinds(self, reference: str, now: datetime) -> list[str]:
        """The letters of a case that nobody has withdrawn, oldest first."""
        withdrawn = {"cancelled", "superseded"}
        letters = self.show(reference, now)["letters"]
        return [letter["kind"] for letter in letters if letter["state"] not in withdrawn]

    def tasks(self, reference: str, now: datetime) -> list[str]:
        """The open tasks of a case."""
        tasks = self.show(reference, now)["tasks"]
        return [task["kind"] for task in tasks if task["done_at"] is None]

    def texts(self, reference: str, kind: str) -> list[str]:
        """The words of every letter of a kind that was approved, oldest first, with plain
        spaces."""
        code = self.office.book.pack(FJORDBY).municipality.code
        with self.office.reading(at("2026-01-01")) as store:
            file = store.find(code, reference, lock=False)
            frozen = [store.open(n, "data_sealed") for n in file.notices if n.kind == kind]
        letters = [compose(LetterData.model_validate_json(said)).text for said in frozen if said]
        return [text.replace("\N{NO-BREAK SPACE}", " ") for text in letters]

    def files(self, pattern: str = "*.pdf") -> list[Path]:
        """The files in the outbox."""
        return sorted(self.outbox.rglob(pattern))
