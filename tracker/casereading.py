"""Case files read in one or two statements, for looking at: their rows belong to no transaction.

A case file lies in seventeen tables. Asked one by one they cost more than everything else on a
page, so they are asked together: one UNION ALL whose columns are shared by type.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Column, Row, Select, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm.attributes import instance_dict
from sqlalchemy.sql.expression import CompoundSelect
from sqlalchemy.sql.type_api import TypeEngine
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from tracker.casefile import CaseFile
from tracker.errors import NotFound
from tracker.models import Application, Case


class Part(NamedTuple):
    """One list of a case file: its name, its rows, and the column that orders them."""

    name: str
    model: type[Any]
    order: str


#: What every case file has once; the rest are lists.
_HEADS: Final = (Part("case", Case, "id"), Part("application", Application, "id"))
#: Rows that are fetched together where a file at a time is read.
_FETCHED: Final = 2000


def find_file(
    session: Session, parts: Sequence[Part], municipality_code: str, reference: str
) -> CaseFile:
    """The file of the case with that number; raises `NotFound`."""
    found = _heads(session, municipality_code, col(Case.reference) == reference)
    if not found:
        raise NotFound(f"there is no case {reference} in this municipality: check the number")
    return _filled(session, tuple(parts), municipality_code, found)[0]


def read_files(
    session: Session, parts: Sequence[Part], municipality_code: str, ids: Sequence[UUID]
) -> list[CaseFile]:
    """The files of several cases of one municipality, in the order of their ids as given."""
    files = _heads(session, municipality_code, col(Case.id).in_(ids))
    by_id = {f.case.id: f for f in _filled(session, tuple(parts), municipality_code, files)}
    return [by_id[case_id] for case_id in ids if case_id in by_id]


def read_through(
    session: Session, parts: Sequence[Part], municipality_code: str, which: SelectOfScalar[UUID]
) -> Iterator[CaseFile]:
    """The files of the cases whose ids a query selects, in the order of those ids.

    One statement, and one file at a time in memory, however many there are.
    """
    together = (*_HEADS, *parts)
    rows = session.execute(
        _ordered(together, which),
        {"code": municipality_code},
        execution_options={"yield_per": _FETCHED},
    )
    for _, own in groupby(rows, key=lambda row: row[-1]):
        yield _file(together, own)


def _ordered(parts: tuple[Part, ...], which: SelectOfScalar[UUID]) -> CompoundSelect[Any]:
    """The rows of all files, those of one case together; its id stands last in each row."""
    chosen = which.cte("chosen")
    ids = select(chosen.c[0])
    own = [
        select(*_asked(parts, number), case_id.label("of_case"))
        .select_from(source)
        .where(code == bindparam("code"), case_id.in_(ids))
        for number, (source, code, case_id) in enumerate(map(_place, parts))
    ]
    return union_all(*own).order_by("of_case")


def _place(part: Part) -> tuple[Any, Any, Any]:
    """Where the rows of a part stand: in which tables, of which municipality, of which case."""
    if part.model is Case:
        return Case, col(Case.municipality_code), col(Case.id)
    if part.model is Application:
        joined = Case.__table__.join(  # type: ignore[attr-defined]
            Application,
            (col(Application.municipality_code) == col(Case.municipality_code))
            & (col(Application.id) == col(Case.application_id)),
        )
        return joined, col(Case.municipality_code), col(Case.id)
    return part.model, col(part.model.municipality_code), col(part.model.case_id)


def _file(parts: tuple[Part, ...], rows: Iterable[Row[Any]]) -> CaseFile:
    made: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        part = parts[row[0]]
        made[part.name].append(_made(parts, part, row))
    (case,), (application,) = (made.pop(head.name) for head in _HEADS)
    file = CaseFile(case, application, **made)
    for part in parts[len(_HEADS) :]:
        _sort(getattr(file, part.name), part.order)
    return file


def _heads(session: Session, code: str, which: Any) -> list[CaseFile]:
    query = (
        select(Case, Application)
        .join(
            Application,
            (col(Application.municipality_code) == col(Case.municipality_code))
            & (col(Application.id) == col(Case.application_id)),
        )
        .where(col(Case.municipality_code) == code, which)
    )
    return [CaseFile(case, application) for case, application in session.execute(query)]


def _filled(
    session: Session, parts: tuple[Part, ...], code: str, files: list[CaseFile]
) -> list[CaseFile]:
    by_id = {file.case.id: file for file in files}
    given = {"code": code, "ids": list(by_id)}
    for row in session.execute(_statement(parts), given) if files else ():
        part = parts[row[0]]
        made = _made(parts, part, row)
        getattr(by_id[made.case_id], part.name).append(made)
    for file in files:
        for part in parts:
            _sort(getattr(file, part.name), part.order)
    return files


def _sort(rows: list[Any], order: str) -> None:
    rows.sort(key=lambda row: (getattr(row, order), row.id))


@cache
def _columns(part: Part) -> dict[str, list[Column[Any]]]:
    """The columns of a table by the kind of what they hold."""
    found: defaultdict[str, list[Column[Any]]] = defaultdict(list)
    for column in part.model.__table__.columns:
        found[type(column.type).__name__].append(column)
    return found


@cache
def _layout(parts: tuple[Part, ...]) -> tuple[tuple[str, TypeEngine[Any], int], ...]:
    """Each kind, its type, and the most columns of it that one table has."""
    types: dict[str, TypeEngine[Any]] = {}
    most: defaultdict[str, int] = defaultdict(int)
    for part in parts:
        for kind, columns in _columns(part).items():
            # Without a length: a type with one would cut what another table holds.
            types.setdefault(kind, type(columns[0].type)())
            most[kind] = max(most[kind], len(columns))
    return tuple((kind, types[kind], most[kind]) for kind in types)


@cache
def _statement(parts: tuple[Part, ...]) -> CompoundSelect[Any]:
    return union_all(*(_select(parts, number) for number in range(len(parts))))


def _select(parts: tuple[Part, ...], number: int) -> Select[Any]:
    model = parts[number].model
    return select(*_asked(parts, number)).where(
        model.municipality_code == bindparam("code"),
        col(model.case_id).in_(bindparam("ids", expanding=True)),
    )


def _asked(parts: tuple[Part, ...], number: int) -> list[Any]:
    """What is selected of one table: its place among the parts, then its columns by type."""
    asked: list[Any] = [literal(number)]
    for kind, type_, most in _layout(parts):
        own = _columns(parts[number]).get(kind, [])
        asked += [*own, *(cast(null(), type_) for _ in range(most - len(own)))]
    return [column.label(f"c{place}") for place, column in enumerate(asked)]


@cache
def _places(parts: tuple[Part, ...], part: Part) -> tuple[tuple[str, int], ...]:
    """Where the columns of a part stand in a row."""
    found, place = [], 1
    for kind, _, most in _layout(parts):
        own = _columns(part).get(kind, [])
        found += [(column.name, place + offset) for offset, column in enumerate(own)]
        place += most
    return tuple(found)


def _made(parts: tuple[Part, ...], part: Part, row: Row[Any]) -> Any:
    """A row as its model, filled as a loader fills it: what the database holds needs no checks."""
    made = part.model.__mapper__.class_manager.new_instance()
    values = tuple(row)
    instance_dict(made).update({name: values[place] for name, place in _places(parts, part)})
    return made
