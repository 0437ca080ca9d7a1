"""Many cases at once: copies of a few that lived through the services, written straight in.

SQLite alone: rows are taken and put as the driver has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

from tracker.ids import new_id
from tracker.names import name_tokens
from tracker.store import Store

#: What is copied of a case, parents first.
_TABLES: Final = (
    *("case", "party", "round", "decision", "grant", "deadline", "notice", "dispatch", "task"),
    *("case_summary", "deadline_summary"),
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

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """The rows of one case, and its sealed values opened."""

    rows: dict[str, list[Row]]
    opened: dict[tuple[str, str], bytes]


def template(store: Store, code: str, reference: str) -> Template:
    """A case as it can be copied."""
    case_id = store.find(code, reference, lock=False).case.id.hex
    rows: dict[str, list[Row]] = {}
    opened = {}
    for table in _TABLES:
        key = "id" if table in ("case", "case_summary") else "case_id"
        query = f'SELECT * FROM "{table}" WHERE municipality_code = ? AND {key} = ?'  # noqa: S608
        found = store.session.connection().exec_driver_sql(query, (code, case_id))
        # A drawn letter is what makes a database large, and no list reads it.
        rows[table] = [
            {**row, "pdf_sealed": None} if "pdf_sealed" in row else dict(row)
            for row in found.mappings()
        ]
        for row in rows[table]:
            for column in _sealed(row):
                place = _place(table, column, code, row["id"])
                opened[row["id"], column] = store.sealer.open_bytes(row[column], place)
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
    store.session.connection().exec_driver_sql("PRAGMA cache_size = -200000")
    waiting: dict[str, list[Row]] = {}
    for number in range(1, count + 1):
        chosen = random.choices(templates, weights)[0]
        name = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
        about = {"reference": f"{year}-{number:05d}", "caseworker": random.choice(caseworkers)}
        at = store.now + timedelta(milliseconds=number)
        for table, row in _copy(store, chosen, name, about, at):
            waiting.setdefault(table, []).append(row)
        if number % _BATCH == 0 or number == count:
            for table in (*_TABLES, "name_token"):
                _put(store, table, waiting.get(table, []))
            waiting.clear()


def _put(store: Store, table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in rows[0])
    marks = ", ".join("?" * len(rows[0]))
    query = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
    store.session.connection().exec_driver_sql(query, [tuple(row.values()) for row in rows])


def _copy(
    store: Store, of: Template, name: str, about: Row, at: datetime
) -> Iterator[tuple[str, Row]]:
    # One after the other, as ours are: an index grows at its end.
    ids = {row["id"]: new_id(at).hex for rows in of.rows.values() for row in rows}
    same = ids | {str(UUID(old)): str(UUID(new)) for old, new in ids.items()}
    for table, rows in of.rows.items():
        for row in rows:
            new = {
                column: same.get(value, value) if isinstance(value, str) else value
                for column, value in row.items()
            }
            new |= {column: value for column, value in about.items() if column in row}
            if table == "dispatch":
                new["message_uuid"] = uuid4().hex
            code = new["municipality_code"]
            for column in _sealed(row):
                value = name.encode() if column == "name_sealed" else of.opened[row["id"], column]
                new[column] = store.sealer.seal(value, _place(table, column, code, new["id"]))
            yield table, new
            if table == "party":
                for token in name_tokens(name, store.sealer, code):
                    found = {"municipality_code": code, "token": token, "party_id": new["id"]}
                    yield "name_token", found


def _sealed(row: Row) -> list[str]:
    return [column for column in row if column.endswith("_sealed") and row[column] is not None]


def _place(table: str, column: str, code: str, row_id: str) -> str:
    """Where a sealed value stands, as `TenantRow.place` has it."""
    return f"{table}.{column}/{code}/{UUID(row_id)}"
