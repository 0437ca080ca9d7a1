"""Many cases at once: copies of a few that lived through the services, written straight in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlmodel import SQLModel, select

from tracker.models import (
    Case,
    CaseSummary,
    Deadline,
    DeadlineSummary,
    Decision,
    Dispatch,
    Grant,
    NameToken,
    Notice,
    Party,
    Round,
    Task,
)
from tracker.models.base import TenantRow
from tracker.names import name_tokens
from tracker.store import Store

#: What is copied of a case, parents first.
_TABLES: Final[tuple[type[Any], ...]] = (
    *(Case, Party, Round, Decision, Grant, Deadline, Notice, Dispatch, Task),
    *(CaseSummary, DeadlineSummary),
)
_BATCH: Final = 2000

FIRST_NAMES: Final = (
    *("Åse", "Bo", "Carla", "Dagny", "Ebbe", "Freja", "Gunnar", "Hanne", "Ib", "Jytte"),
    *("Karl", "Lone", "Mogens", "Nanna", "Ole", "Pia", "Rasmus", "Sofie", "Tage", "Ulla"),
)
LAST_NAMES: Final = tuple(
    f"{first}{last}"
    for first in ("Prøve", "Test", "Opdigtet", "Skygge", "Sand", "Klit", "Fjord", "Eng")
    for last in ("sen", "gaard", "holm", "lund", "borg", "skov")
)


@dataclass(frozen=True, slots=True)
class Template:
    """The rows of one case, and its sealed values opened."""

    rows: dict[type[Any], list[dict[str, Any]]]
    opened: dict[tuple[UUID, str], bytes]


def template(store: Store, code: str, reference: str) -> Template:
    """A case as it can be copied."""
    case_id = store.find(code, reference, lock=False).case.id
    rows: dict[type[Any], list[dict[str, Any]]] = {}
    opened = {}
    for model in _TABLES:
        own = model.id if model in (Case, CaseSummary) else model.case_id
        found = store.session.exec(
            select(model).where(model.municipality_code == code, own == case_id)
        ).all()
        rows[model] = [row.model_dump() for row in found]
        for row in found:
            for column in (c for c in type(row).model_fields if c.endswith("_sealed")):
                value = store.open_bytes(row, column)
                if value is not None:
                    opened[row.id, column] = value
    return Template(rows, opened)


def crowd(
    store: Store,
    templates: Sequence[Template],
    weights: Sequence[int],
    count: int,
    *,
    caseworkers: Sequence[str],
    year: int,
) -> None:
    """Write so many copies, each with a number, a name and a caseworker of its own."""
    random = Random("crowd")
    waiting: dict[type[Any], list[dict[str, Any]]] = {}
    for number in range(1, count + 1):
        chosen = random.choices(templates, weights)[0]
        name = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
        about = {"reference": f"{year}-{number:05d}", "caseworker": random.choice(caseworkers)}
        for model, row in _copy(store, chosen, name, about):
            waiting.setdefault(model, []).append(row)
        if number % _BATCH == 0 or number == count:
            every: tuple[type[Any], ...] = (*_TABLES, NameToken)
            for table in every:
                if rows := waiting.get(table):
                    store.session.execute(insert(table), rows)
            waiting.clear()


def _copy(
    store: Store, of: Template, name: str, about: dict[str, str]
) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    ids = {row["id"]: uuid4() for rows in of.rows.values() for row in rows}
    texts = {str(old): str(new) for old, new in ids.items()}
    for model, rows in of.rows.items():
        for row in rows:
            new = {column: _moved(value, ids, texts) for column, value in row.items()}
            new |= {column: value for column, value in about.items() if column in row}
            if model is Dispatch:
                new["message_uuid"] = uuid4()
            _seal(store, of, model, row["id"], new, name)
            yield model, new
            if model is Party:
                code = new["municipality_code"]
                for token in name_tokens(name, store.sealer, code):
                    yield (
                        NameToken,
                        {"municipality_code": code, "token": token, "party_id": new["id"]},
                    )


def _moved(value: Any, ids: dict[UUID, UUID], texts: dict[str, str]) -> Any:
    if isinstance(value, UUID):
        return ids.get(value, value)
    return texts.get(value, value) if isinstance(value, str) else value


def _seal(
    store: Store, of: Template, model: type[TenantRow], old: UUID, new: dict[str, Any], name: str
) -> None:
    place = f"{model.__tablename__}.{{}}/{new['municipality_code']}/{new['id']}"
    for column in (c for c in new if c.endswith("_sealed") and new[c] is not None):
        value = name.encode() if column == "name_sealed" else of.opened[old, column]
        new[column] = store.sealer.seal(value, place.format(column))
