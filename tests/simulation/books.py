"""What stands in the database and in the outbox, read with plain queries, beside the model."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from tests.simulation.facts import Case, Letter, Way
from tracker.models import Case as CaseRow
from tracker.models import Deadline, Dispatch, Grant, Notice, Party, Round, Task
from tracker.office import Office

Line = tuple[Any, ...]

#: The tasks that the table of notices asks for, and the one that a remand brings.
TASKS = (
    *("set-date-and-reason", "telephone", "reason-missing", "late-and-untold", "no-receipt"),
    *("second-automatic-notice", "send-decision", "death", "without-deadline", "letter-failed"),
    "resume-help",
)


@dataclass
class Entry:
    """One notice, to which party, about which promise, and its ways."""

    notice: Notice
    person: int
    promise: tuple[str, int, int | None] | None
    ways: list[Dispatch]

    @property
    def key(self) -> Line:
        """What tells a notice from all others of its case."""
        notice = self.notice
        about = self.promise, self.person, notice.kind, notice.for_date
        return *about, notice.created_at, notice.state


@dataclass
class Page:
    """What the database holds about one case."""

    reference: str
    version: int
    letters: list["Entry"] = field(default_factory=list)
    deadlines: list[Line] = field(default_factory=list)
    tasks: list[Line] = field(default_factory=list)


@dataclass
class Books:
    """The case files as they stand; those that no act has touched since are not read again."""

    office: Office
    pages: dict[str, Page] = field(default_factory=dict)

    def read(self, *, all_of_it: bool = False) -> dict[str, Page]:
        """Every case, by its number."""
        with Session(self.office.engine) as session:
            touched = {
                case_id: Page(reference, version)
                for case_id, reference, version in session.exec(
                    select(CaseRow.id, CaseRow.reference, CaseRow.version)
                )
                if all_of_it or self._version(reference) != version
            }
            _fill(session, touched)
            session.expunge_all()
        self.pages |= {page.reference: page for page in touched.values()}
        return dict(self.pages)

    def versions(self) -> dict[str, int]:
        """How often each case was written, now."""
        with Session(self.office.engine) as session:
            return dict(session.exec(select(CaseRow.reference, CaseRow.version)).all())

    def _version(self, reference: str) -> int | None:
        return self.pages[reference].version if reference in self.pages else None


def _fill(session: Session, pages: dict[UUID, Page]) -> None:
    def rows(model: type[Any]) -> list[Any]:
        found = session.exec(select(model).where(col(model.case_id).in_(list(pages)))).all()
        return sorted(found, key=lambda row: row.id)

    if not pages:
        return
    parties, grants = _numbered(rows(Party)), _numbered(rows(Grant))
    rounds = {row.id: row.number for row in rows(Round)}
    ways = defaultdict(list)
    for way in rows(Dispatch):
        ways[way.notice_id].append(way)
    promises: dict[UUID | None, tuple[str, int, int | None]] = {}
    for row in rows(Deadline):
        grant = grants[row.grant_id] if row.grant_id else None
        promises[row.id] = row.kind, rounds[row.round_id], grant
        pages[row.case_id].deadlines.append(_deadline(row, rounds[row.round_id], grant))
    for notice in rows(Notice):
        person, promise = parties[notice.party_id], promises.get(notice.deadline_id)
        entry = Entry(notice, person, promise, ways[notice.id])
        pages[notice.case_id].letters.append(entry)
    for task in rows(Task):
        if task.kind in TASKS:
            pages[task.case_id].tasks.append((task.kind, task.for_date, task.done_at))


def _numbered(rows: Iterable[Party | Grant]) -> dict[UUID, int]:
    """Rows numbered within their case, in the order they were made."""
    numbers: dict[UUID, int] = {}
    counts: dict[UUID, int] = defaultdict(int)
    for row in rows:
        numbers[row.id] = counts[row.case_id]
        counts[row.case_id] += 1
    return numbers


def _deadline(row: Deadline, round_number: int, grant: int | None) -> Line:
    return (
        (row.kind, row.track, round_number, grant),
        (row.starts_on, row.due_on, row.act_by, row.due_at),
        (row.superseded_at is not None, row.lapsed_at, row.recorded_at),
    )


def written(page: Page) -> dict[str, list[Line]]:
    """A page as lines that can be compared."""
    letters = [
        (
            entry.key,
            (entry.notice.promised_until, entry.notice.automatic, entry.notice.approved_at),
            tuple((w.channel, w.state, w.dispatched_at, w.available_at) for w in entry.ways),
        )
        for entry in page.letters
    ]
    found: dict[str, list[Line]] = {
        "letters": letters,
        "deadlines": page.deadlines,
        "tasks": page.tasks,
    }
    return {name: sorted(lines, key=lambda line: repr(line)) for name, lines in found.items()}


def expected(case: Case) -> dict[str, list[Line]]:
    """The same lines, from the model."""
    letters = [
        (
            key_of(letter),
            (letter.until, letter.automatic, letter.approved_at),
            tuple((w.channel, w.state, w.sent_at, w.arrived_at) for w in letter.ways),
        )
        for letter in case.letters
    ]
    deadlines = [
        (
            (c.kind, c.track, c.round.number, c.grant),
            (c.start, c.due, c.act_by, c.due_at),
            (c.gone, c.lapsed_at, c.noticed_at),
        )
        for c in case.clocks
    ]
    tasks = [(t.kind, t.for_date, t.done_at) for t in case.tasks]
    found: dict[str, list[Any]] = {"letters": letters, "deadlines": deadlines, "tasks": tasks}
    return {name: sorted(lines, key=lambda line: repr(line)) for name, lines in found.items()}


def differences(pages: dict[str, Page], cases: Iterable[Case]) -> list[str]:
    """Where database and model say different things."""
    found = []
    for case in cases:
        ours, theirs = expected(case), written(pages[case.reference])
        for name in ours:
            mine, stored = Counter(ours[name]), Counter(theirs[name])
            if mine != stored:
                found.append(f"{case.reference} {case.area.name}: {name}")
                found += [f"  missing {_plain(x)}" for x in (mine - stored).elements()]
                found += [f"  unasked {_plain(x)}" for x in (stored - mine).elements()]
    return found


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_plain(v) for v in value) + ")"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%MZ}"
    return value.isoformat() if isinstance(value, date) else str(value)


def key_of(letter: Letter) -> Line:
    """The same key, of a letter of the model."""
    promise: object = letter.clock.promise if letter.clock else None
    if letter.original is not None:
        promise = key_of(letter.original)[:3]
    about = promise, letter.person, letter.kind, letter.for_date
    return *about, letter.made_at, letter.state


def way_of(page: Page, letter: Letter, way: Way) -> Dispatch | None:
    """The row of a way of the model."""
    key = key_of(letter)
    ways = [w for entry in page.letters if entry.key == key for w in entry.ways]
    return next((w for w in ways if w.channel == way.channel), None)


def outbox(folder: Path) -> dict[UUID, str]:
    """The letters that lie in the folder, each once and whole: message and checksum."""
    found: dict[UUID, str] = {}
    named: set[Path] = set()
    for file in sorted(folder.glob("*/*/*.json")):
        values = json.loads(file.read_bytes())
        message, pdf = UUID(values["message_uuid"]), file.parent / values["file"]
        assert message not in found, f"{message} lies there twice"
        assert hashlib.sha256(pdf.read_bytes()).hexdigest() == values["sha256"]
        found[message] = values["sha256"]
        named.add(pdf)
    return found | {UUID(int=0): str(pdf) for pdf in folder.glob("*/*/*.pdf") if pdf not in named}
