"""What the database says about one life, beside what the model says."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from rules.terms import DeadlineKind
from tests.helpers import FJORDBY, Installation
from tests.simulation.books import Line, expected, key_of
from tests.simulation.sums import OPEN, promise
from tests.turns.file import File
from tracker.casefile import CaseFile
from tracker.codes import FollowUpKind
from tracker.models import Deadline, Notice
from tracker.services.copying import COPY
from tracker.services.desk import Desk
from tracker.services.standings import case_standing, deadline_views


def check(town: Installation, files: list[File], now: datetime) -> None:
    """Dates, standings, letters and tasks of every case are those of the model."""
    office = town.office
    code = office.book.pack(FJORDBY).municipality.code
    wrong: list[str] = []
    with office.reading(now) as store:
        for case in files:
            rows = store.find(code, case.reference, lock=False)
            stored = Stored(rows)
            wrong += _unlike(case, _lines(expected(case)), _lines(stored.written()))
            desk = Desk(store, office, rows)
            case.look_on(desk.today)
            stands = _standings(stored, desk)
            wrong += _unlike(case, _lines({"standing": _expected_standings(case, now)}), stands)
            _note_messages(case, rows, stored)
    assert not wrong, f"at {now}\n" + "\n".join(wrong)


class Stored:
    """The rows of a case as lines that can be compared."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.rounds = {row.id: row.number for row in file.rounds}
        grants = sorted(file.grants, key=lambda row: row.id)
        self.subjects: dict[UUID | None, int | None] = {None: None}
        self.subjects |= {row.id: number for number, row in enumerate(grants)}
        complaints = sorted(file.complaints, key=lambda row: row.id)
        self.subjects |= {row.id: -number for number, row in enumerate(complaints, start=1)}
        asked = [row for row in file.follow_ups if row.kind == FollowUpKind.SUPPLIER_CHANGE]
        asked.sort(key=lambda row: row.id)
        self.subjects |= {row.id: 1000 + number for number, row in enumerate(asked, start=1)}
        self.people = {row.id: n for n, row in enumerate(sorted(file.parties, key=lambda p: p.id))}
        self.deadlines = {row.id: row for row in file.deadlines}

    def promise(self, row: Deadline) -> tuple[str, int, int | None]:
        """Which promise a date belongs to."""
        subject = row.grant_id or row.complaint_id
        if row.kind == DeadlineKind.SUPPLIER_CHANGE:
            subject = UUID(row.subject_key)
        return row.kind, self.rounds[row.round_id], self.subjects[subject]

    def key(self, notice: Notice) -> Line:
        """What tells a notice from all others of its case."""
        row = self.deadlines[notice.deadline_id] if notice.deadline_id else None
        promise: object = self.promise(row) if row else None
        if notice.kind == COPY:
            original = next(n for n in self.file.notices if n.id == notice.about_id)
            promise = self.key(original)[:3]
        about = promise, self.people[notice.party_id]
        return *about, notice.kind, notice.for_date, notice.created_at, notice.state

    def written(self) -> dict[str, list[Line]]:
        """The same lines as the model's."""
        letters: list[Line] = [
            (
                self.key(n),
                (n.promised_until, n.automatic, n.approved_at),
                tuple(
                    (w.channel, w.state, w.dispatched_at, w.available_at)
                    for w in self.file.dispatches_of(n)
                ),
            )
            for n in self.file.notices
        ]
        deadlines: list[Line] = [
            (
                (d.kind, d.track, *self.promise(d)[1:]),
                (d.starts_on, d.due_on, d.act_by, d.due_at),
                (d.superseded_at is not None, d.lapsed_at, d.recorded_at),
            )
            for d in self.file.deadlines
        ]
        tasks: list[Line] = [(t.kind, t.for_date, t.done_at) for t in self.file.tasks]
        return {"letters": letters, "deadlines": deadlines, "tasks": tasks}


def _standings(stored: Stored, desk: Desk) -> list[str]:
    views = deadline_views(desk)
    lines: list[Line] = [
        (
            (v.deadline.track, *stored.promise(v.deadline)),
            (v.deadline.due_on, v.met_on, v.standing, v.told, v.days_late),
        )
        for v in views
    ]
    lines.append(("the case", str(case_standing(desk, views))))
    return _lines({"standing": lines})


def _expected_standings(case: File, now: datetime) -> list[Line]:
    lines: list[Line] = []
    for clock in (c for c in case.clocks if not c.gone):
        found = promise(case, clock, now)
        how = found.due, found.met, found.standing, found.told, found.days_late
        lines.append(((clock.track, *clock.promise), how))
    lines.append(("the case", _case_standing(case, now)))
    return lines


def _case_standing(case: File, now: datetime) -> str:
    """The worst that still runs; where nothing does, how it went."""
    if case.ending is not None:
        return "ended"
    found = {p.standing for c in case.running() if (p := promise(case, c, now)).met is None}
    for worst in reversed(OPEN):
        if worst in found:
            return worst
    last = [promise(case, c, now) for c in case.clocks if not c.gone and c.round is case.stage]
    help_alone = case.area.delivery_from_start and any(p.met for p in last)
    if case.decision is None and not help_alone:
        return "without-deadline"
    if case.to_send is not None:
        return "not-sent"
    return "breached" if any(p.standing == "breached" for p in last) else "met"


def _lines(found: dict[str, list[Any]]) -> list[str]:
    return [f"{name} {_plain(line)}" for name, lines in found.items() for line in lines]


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_plain(v) for v in value) + ")"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return str(value)


def _unlike(case: File, mine: list[str], stored: list[str]) -> list[str]:
    ours, theirs = Counter(mine), Counter(stored)
    missing = [f"{case.reference}: missing {x}" for x in (ours - theirs).elements()]
    return missing + [f"{case.reference}: unasked {x}" for x in (theirs - ours).elements()]


def _note_messages(case: File, rows: CaseFile, stored: Stored) -> None:
    """By which number each letter went, for its receipt."""
    ways = {
        (stored.key(n), w.channel): w.message_uuid
        for n in rows.notices
        for w in rows.dispatches_of(n)
    }
    for letter in case.letters:
        for way in letter.ways:
            way.message = ways.get((key_of(letter), way.channel))
