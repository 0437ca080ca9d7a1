"""Reading and writing case files: rows in, rows out, sealed and journaled, in the caller's
transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, delete, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rules.local_time import local_day
from tracker import journal
from tracker.casefile import CaseFile
from tracker.casereading import Part, find_file, read_files
from tracker.codes import EventKind
from tracker.errors import NotFound
from tracker.ids import new_id
from tracker.models import (
    Application,
    BoardDecision,
    Case,
    CaseLink,
    Complaint,
    Deadline,
    Decision,
    Delivery,
    Dispatch,
    Event,
    EventPayload,
    Expectation,
    FollowUp,
    Grant,
    Hearing,
    NameToken,
    Notice,
    Party,
    ReferenceCounter,
    Reminder,
    Round,
    Task,
    Waiting,
)
from tracker.models.base import TenantRow
from tracker.names import name_tokens
from tracker.sealing import Sealer

Row = TypeVar("Row", bound=SQLModel)

#: The lists of a case file and the rows they hold, in the order they are read.
PARTS: Final[tuple[Part, ...]] = (
    Part("parties", Party, "id"),
    Part("rounds", Round, "number"),
    Part("decisions", Decision, "recorded_at"),
    Part("grants", Grant, "id"),
    Part("deliveries", Delivery, "recorded_at"),
    Part("complaints", Complaint, "recorded_at"),
    Part("board_decisions", BoardDecision, "recorded_at"),
    Part("deadlines", Deadline, "recorded_at"),
    Part("reminders", Reminder, "recorded_at"),
    Part("hearings", Hearing, "recorded_at"),
    Part("follow_ups", FollowUp, "recorded_at"),
    Part("links", CaseLink, "recorded_at"),
    Part("expectations", Expectation, "recorded_at"),
    Part("waits", Waiting, "recorded_at"),
    Part("notices", Notice, "created_at"),
    Part("dispatches", Dispatch, "id"),
    Part("tasks", Task, "opened_at"),
)
_PART_OF: Final = {model: name for name, model, _order in PARTS}


@cache
def _rows_of(part: Part) -> SelectOfScalar[Any]:
    """One list of several case files. Building the query costs more than asking it: built once."""
    model = part.model
    return (
        select(model)
        .where(
            model.municipality_code == bindparam("code"),
            col(model.case_id).in_(bindparam("ids", expanding=True)),
        )
        .order_by(getattr(model, part.order), model.id)
    )


def upsert(session: Session, model: type[SQLModel]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that can say what happens when the key is taken, in the dialect of the database."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model)
    return sqlite.insert(model)


@dataclass(slots=True)
class Store:
    """One transaction's reading and writing; `now` is the instant of the act, `actor` who acts."""

    session: Session
    sealer: Sealer
    now: datetime
    actor: str
    #: What this transaction changed or made, for who must find it again: cases by number.
    touched: set[str] = field(default_factory=set)
    _heads: dict[UUID, tuple[int, str]] = field(default_factory=dict)

    def new_id(self) -> UUID:
        """An id for a row of this instant."""
        return new_id(self.now)

    def add(self, row: Row, file: CaseFile | None = None) -> Row:
        """Insert a row now, and put it into its list of the case file."""
        self.session.add(row)
        self.session.flush()
        if isinstance(row, Party):
            self.index_name(row)
        if file is not None:
            getattr(file, _PART_OF[type(row)]).append(row)
        return row

    def add_once(self, row: SQLModel) -> bool:
        """Insert a row unless its key is taken; the key decides, also between processes."""
        insert = upsert(self.session, type(row)).values(row.model_dump())
        # What it returns says whether it did; the count of rows is -1 on PostgreSQL either way.
        done = insert.on_conflict_do_nothing().returning(*inspect(type(row)).primary_key)
        return self.session.execute(done).first() is not None

    # Sealed values

    def seal(self, row: TenantRow, column: str, value: str | bytes | None) -> None:
        """Set a sealed column of a row to a value, or to nothing."""
        sealed = None if value is None else self.sealer.seal(value, row.place(column))
        setattr(row, column, sealed)

    def open(self, row: TenantRow, column: str) -> str | None:
        """The text in a sealed column of a row; None where nothing stands."""
        sealed = getattr(row, column)
        return None if sealed is None else self.sealer.open(sealed, row.place(column))

    def open_bytes(self, row: TenantRow, column: str) -> bytes | None:
        """The bytes in a sealed column of a row; None where nothing stands."""
        sealed = getattr(row, column)
        return None if sealed is None else self.sealer.open_bytes(sealed, row.place(column))

    def rename(self, party: Party, name: str) -> None:
        """Seal another name of a party, and let a search find it by that one alone."""
        self.seal(party, "name_sealed", name)
        self.session.execute(
            delete(NameToken).where(
                col(NameToken.municipality_code) == party.municipality_code,
                col(NameToken.party_id) == party.id,
            )
        )
        self.index_name(party)

    def index_name(self, party: Party) -> None:
        """Let a search find a party by its sealed name; what is indexed already stays so."""
        code, name = party.municipality_code, self.open(party, "name_sealed") or ""
        rows = [
            {"municipality_code": code, "party_id": party.id, "token": token}
            for token in sorted(name_tokens(name, self.sealer, code))
        ]
        if rows:
            put = upsert(self.session, NameToken).on_conflict_do_nothing()
            self.session.execute(put, rows)

    # Case files

    def load(self, municipality_code: str, case_id: UUID, *, lock: bool = True) -> CaseFile:
        """The whole file of one case, locked against others until the transaction ends."""
        query = select(Case).where(Case.municipality_code == municipality_code, Case.id == case_id)
        case = self.session.exec(query.with_for_update() if lock else query).one_or_none()
        if case is None:
            raise NotFound("the case is no longer in this database")
        return self.files([case])[0]

    def find(self, municipality_code: str, reference: str, *, lock: bool = True) -> CaseFile:
        """The file of the case with that number; raises `NotFound`.

        Without the lock the file is for looking at only: what is changed in it is not stored.
        """
        if not lock:
            return find_file(self.session, PARTS, municipality_code, reference)
        query = select(Case.id).where(
            Case.municipality_code == municipality_code, Case.reference == reference
        )
        case_id = self.session.exec(query).one_or_none()
        if case_id is None:
            raise NotFound(f"there is no case {reference} in this municipality: check the number")
        return self.load(municipality_code, case_id)

    def look(self, municipality_code: str, ids: Sequence[UUID]) -> list[CaseFile]:
        """The files of several cases of one municipality, for looking at only."""
        return read_files(self.session, PARTS, municipality_code, ids)

    def files(self, cases: Sequence[Case]) -> list[CaseFile]:
        """The files of several cases of one municipality, in a fixed number of queries."""
        if not cases:
            return []
        code, ids = cases[0].municipality_code, [case.id for case in cases]
        applications = self._by_id(Application, code, {case.application_id for case in cases})
        files = {c.id: CaseFile(c, applications[c.application_id]) for c in cases}
        for part in PARTS:
            for row in self.session.exec(_rows_of(part), params={"code": code, "ids": ids}):
                getattr(files[row.case_id], part.name).append(row)
        return [files[case.id] for case in cases]

    def _by_id(
        self, model: type[Application], code: str, ids: set[UUID]
    ) -> dict[UUID, Application]:
        query = select(model).where(model.municipality_code == code, col(model.id).in_(ids))
        return {row.id: row for row in self.session.exec(query)}

    def next_reference(self, municipality_code: str, year: int) -> str:
        """The next case number of a municipality and year: "2026-0257"."""
        insert = upsert(self.session, ReferenceCounter).values(
            municipality_code=municipality_code, year=year, last=1
        )
        counted = insert.on_conflict_do_update(
            index_elements=["municipality_code", "year"],
            set_={"last": col(ReferenceCounter.last) + 1},
        ).returning(col(ReferenceCounter.last))
        last: int = self.session.execute(counted).scalar_one()
        return f"{year}-{last:04d}"

    # The journal

    def record(
        self, file: CaseFile, what: EventKind, on: date | None = None, /, **values: Any
    ) -> Event:
        """Append an entry to the journal of a case: what happened, on which day, with its
        values."""
        case = file.case
        seq, prev_hash = self._heads.get(case.id) or self._head(case)
        payload = EventPayload(
            municipality_code=case.municipality_code, id=self.new_id(), salt=b"", data_sealed=b""
        )
        data = journal.payload_bytes(values)
        payload.salt = journal.new_salt()
        self.seal(payload, "data_sealed", data)
        event = Event(
            municipality_code=case.municipality_code,
            id=payload.id,
            case_id=case.id,
            seq=seq + 1,
            kind=what,
            happened_on=on or local_day(self.now),
            recorded_at=self.now,
            actor=self.actor,
            payload_hash=journal.payload_hash(payload.salt, data),
            prev_hash=prev_hash,
            hash="",
        )
        event.hash = journal.entry_hash(event)
        self.add(event)
        self.add(payload)
        self._heads[case.id] = (event.seq, event.hash)
        return event

    def _head(self, case: Case) -> tuple[int, str]:
        query = (
            select(Event.seq, Event.hash)
            .where(Event.municipality_code == case.municipality_code, Event.case_id == case.id)
            .order_by(col(Event.seq).desc())
            .limit(1)
        )
        head = self.session.exec(query).one_or_none()
        return (head[0], head[1]) if head else (0, journal.GENESIS)

    def journal_of(self, file: CaseFile) -> list[tuple[Event, dict[str, Any] | None]]:
        """Every entry of a case with its values, oldest first; None where they were erased."""
        case = file.case
        query = (
            select(Event, EventPayload)
            .outerjoin(
                EventPayload,
                (col(EventPayload.municipality_code) == col(Event.municipality_code))
                & (col(EventPayload.id) == col(Event.id)),
            )
            .where(Event.municipality_code == case.municipality_code, Event.case_id == case.id)
            .order_by(col(Event.seq))
        )
        return [(event, self._values(payload)) for event, payload in self.session.exec(query)]

    def _values(self, payload: EventPayload | None) -> dict[str, Any] | None:
        if payload is None:
            return None
        return journal.payload_values(self.open_bytes(payload, "data_sealed") or b"{}")

    def touch(self, file: CaseFile) -> None:
        """Count the case's version on: somebody changed it."""
        file.case.version += 1
        self.touched.add(file.case.reference)
        self.session.add(file.case)
