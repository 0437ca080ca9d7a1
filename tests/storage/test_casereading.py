"""A case file read for looking at equals the one that is read to be changed, row by row."""

from datetime import date

from sqlalchemy import event
from sqlmodel import SQLModel, col, select

from notifications.causes import Cause
from tests.helpers import FJORDBY, Installation, at
from tracker.casefile import CaseFile
from tracker.casereading import read_through
from tracker.codes import Ending, Outcome
from tracker.models import Case
from tracker.store import PARTS


def _rows(file: CaseFile) -> dict[str, list[SQLModel]]:
    lists = {part.name: [row.model_dump() for row in getattr(file, part.name)] for part in PARTS}
    heads = {"case": [file.case.model_dump()], "application": [file.application.model_dump()]}
    return {**lists, **heads}


def _lived(installation: Installation) -> str:
    """A case with something in most of its tables."""
    reference = installation.register("2026-03-05")
    installation.await_(reference, next(iter(Cause)), "2026-03-09")
    installation.live(reference, at("2026-03-30", 12))
    installation.decide(reference, "2026-03-31", Outcome.GRANTED, "Rengøring", sent="2026-03-31")
    installation.deliver(reference, "2026-04-02")
    installation.remand(reference, "2026-04-20")
    return reference


def test_both_ways_read_the_same_rows(installation: Installation) -> None:
    reference = _lived(installation)
    code = installation.office.book.pack(FJORDBY).municipality.code
    with installation.office.reading(at("2026-05-01")) as store:
        looked = store.find(code, reference, lock=False)
        changed = store.load(code, looked.case.id, lock=False)
        assert _rows(looked) == _rows(changed)
        lists = (looked.parties, looked.grants, looked.deliveries, looked.notices, looked.waits)
        assert all(lists)
        assert looked.application.received_on == date(2026, 3, 5)


def test_a_file_is_read_in_two_statements(sqlite_installation: Installation) -> None:
    reference = _lived(sqlite_installation)
    code = sqlite_installation.office.book.pack(FJORDBY).municipality.code
    asked: list[str] = []
    engine = sqlite_installation.office.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with sqlite_installation.office.reading(at("2026-05-01")) as store:
        store.find(code, reference, lock=False)
    assert len([text for text in asked if text.startswith("SELECT")]) == 2


def test_all_at_once_are_read_as_one_by_one(installation: Installation) -> None:
    lived, other = _lived(installation), installation.register("2026-03-06")
    installation.close(installation.register("2026-03-07"), "2026-03-08", Ending.WITHDRAWN)
    code = installation.office.book.pack(FJORDBY).municipality.code
    open_ones = select(col(Case.id)).where(
        Case.municipality_code == code, col(Case.ending).is_(None)
    )
    with installation.office.reading(at("2026-05-01")) as store:
        files = {
            file.case.reference: _rows(file)
            for file in read_through(store.session, PARTS, code, open_ones)
        }
        assert files == {
            reference: _rows(store.find(code, reference, lock=False))
            for reference in (lived, other)
        }


def test_however_many_are_read_in_one_statement(sqlite_installation: Installation) -> None:
    for day in range(1, 10):
        sqlite_installation.register(f"2026-03-0{day}")
    code = sqlite_installation.office.book.pack(FJORDBY).municipality.code
    asked: list[str] = []
    engine = sqlite_installation.office.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with sqlite_installation.office.reading(at("2026-05-01")) as store:
        files = list(read_through(store.session, PARTS, code, select(col(Case.id))))
    assert len(files) == 9
    assert len([text for text in asked if text != "BEGIN"]) == 1
