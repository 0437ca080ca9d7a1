"""Case files read in two statements, for looking at: their rows belong to no transaction.

A case file lies in seventeen tables. Asked one by one they cost more than everything else on a
page, so they are asked together: one UNION ALL whose columns are shared by type.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Column, Row, Select, bindparam, cast, literal, null, select, union_all
from sqlalchemy.sql.expression import CompoundSelect
from sqlalchemy.sql.type_api import TypeEngine
from sqlmodel import Session, col

from tracker.casefile import CaseFile
from tracker.errors import NotFound
from tracker.models import Application, Case


class Part(NamedTuple):
    """One list of a case file: its name, its rows, and the column that orders them."""

    name: str
    model: type[Any]
    order: str


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
        made = part.model(**_values(parts, part, row))
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
    asked: list[Any] = [literal(number)]
    for kind, type_, most in _layout(parts):
        own = _columns(parts[number]).get(kind, [])
        asked += [*own, *(cast(null(), type_) for _ in range(most - len(own)))]
    return select(*(column.label(f"c{place}") for place, column in enumerate(asked))).where(
        model.municipality_code == bindparam("code"),
        col(model.case_id).in_(bindparam("ids", expanding=True)),
    )


def _values(parts: tuple[Part, ...], part: Part, row: Row[Any]) -> dict[str, Any]:
    values, place = {}, 1
    for kind, _, most in _layout(parts):
        for offset, column in enumerate(_columns(part).get(kind, [])):
            values[column.name] = row[place + offset]
        place += most
    return values
