"""A municipality's table of deadlines as rows: from a spreadsheet's CSV, or from nested values."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

from rules.errors import RulesError
from rules.pack_fields import LONGEST_LINE
from rules.period import quoted
from rules.slugs import as_slug


class TableError(RulesError):
    """A table that cannot be read until somebody corrects it."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as it stands in the table; `key` is its number in a spreadsheet, or its own id."""

    key: str
    title: str
    words: str  # the published wording of the limit
    field: str = ""  # field of work
    law: str = ""
    delivery: str = ""
    acute: str = ""
    supplier_change: str = ""
    note: str = ""
    source: str = ""
    scope: str = ""
    measures: str = ""
    starts: str = ""
    acute_only: bool = False
    source_date: str = ""

    @property
    def name(self) -> str:
        """What a person knows the row by: its title, else what a heading or a note has instead."""
        return self.title or self.field or self.note


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, what the page says about all of them, and the addresses it was read from."""

    rows: tuple[TableRow, ...]
    general: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


#: Every accepted heading of a column, as a slug.
HEADS: Final[dict[str, str]] = {
    **dict.fromkeys(("row", "id", "nr", "raekke"), "key"),
    **dict.fromkeys(
        ("area", "field", "field-of-work", "omraade", "fagomraade", "sagsomraade", "forvaltning"),
        "field",
    ),
    **dict.fromkeys(("title", "service", "titel", "ydelse", "sagstype", "indsats"), "title"),
    **dict.fromkeys(("law", "lov", "lovgrundlag", "lovbestemmelse", "paragraf"), "law"),
    **dict.fromkeys(
        ("deadline", "limit", "frist", "svarfrist", "afgoerelsesfrist", "sagsbehandlingsfrist"),
        "words",
    ),
    **dict.fromkeys(("sagsbehandlingstid", "tidsfrist"), "words"),
    **dict.fromkeys(("delivery", "levering", "leveringsfrist", "leveringstid"), "delivery"),
    **dict.fromkeys(("acute", "akut", "akut-frist", "frist-ved-akut-behov"), "acute"),
    **dict.fromkeys(("supplier-change", "leverandoerskift"), "supplier_change"),
    **dict.fromkeys(("note", "notes", "bemaerkning", "bemaerkninger", "noter"), "note"),
    **dict.fromkeys(("source", "kilde", "link", "adresse"), "source"),
    **dict.fromkeys(("scope", "felt"), "scope"),
}
_NEEDED: Final = {"title": '"title" or "ydelse"', "words": '"deadline" or "frist"'}

#: A list's own sign before a title.
_BULLET: Final = re.compile(r"^[•·▪◦‣–-]\s+")

#: No municipality publishes more; a longer file is another file.
MOST_ROWS: Final = 5000
MOST_BYTES: Final = 5_000_000


def decode(content: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if len(content) > MOST_BYTES:
        raise TableError("the file is larger than 5 MB: save the table of deadlines alone")
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("the file is no text: save it from the spreadsheet as CSV (UTF-8)")


def read_csv(text: str) -> Table:
    """The rows under their headings, Danish or English; separated by semicolon, comma or tab.

    Raises `TableError` with the row, for a heading that is not known, a row that is longer than
    the headings, and a cell that is longer than any wording.
    """
    lines = list(read_records(text))
    if not lines:
        raise TableError("the file is empty: it needs a line of headings and a row per service")
    columns = _columns(lines[0][1])
    rows = tuple(_csv_row(number, cells, columns) for number, cells in lines[1:])
    _no_doubles(rows)
    return Table(rows, sources=tuple(dict.fromkeys(row.source for row in rows if row.source)))


def read_records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, with their number in a spreadsheet."""
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise TableError(f"the table has more than {MOST_ROWS} rows: is it the right file?")
            if any(cell.strip() for cell in cells):
                yield number, [plain(cell) for cell in cells]
    except csv.Error as error:
        raise TableError(f"the file cannot be read as CSV: {error}") from error


def plain(text: str) -> str:
    """A cell as one line without signs that cannot be seen; soft hyphens are no letters."""
    whole = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())


def _columns(heads: Sequence[str]) -> list[str]:
    columns = []
    for head in heads:
        name = HEADS.get(as_slug(head), "") if head else "-"
        if not name:
            known = (
                "area (Forvaltning), title (Ydelse), law (Lovgrundlag), deadline (Frist), delivery "
                "(Levering), acute (Akut), supplier change (Leverandørskift), note (Bemærkning), "
                "source (Kilde), scope (Felt), row (Nr)"
            )
            raise TableError(
                f"the column {quoted(head)} is not known: the first row holds the headings, each "
                f"one of {known}; rename it, or remove what stands above or beside the table"
            )
        if name != "-" and name in columns:
            raise TableError(f"two columns mean the same as {quoted(head)}: keep one")
        columns.append(name)
    for name, words in _NEEDED.items():
        if name not in columns:
            raise TableError(f"the table has no column {words}: add its heading in the first row")
    return columns


def _csv_row(number: int, cells: Sequence[str], columns: Sequence[str]) -> TableRow:
    if any(cells[len(columns) :]):
        raise TableError(
            f"row {number} has more cells than the first row has headings: put a text that holds "
            "the separator in quotation marks"
        )
    found: dict[str, Any] = dict(zip(columns, cells, strict=False))
    found.pop("-", None)
    found["key"] = found.get("key") or str(number)
    found["title"] = _BULLET.sub("", found.get("title", ""))
    return _checked(TableRow(**{"words": "", **found}))


def _checked(row: TableRow) -> TableRow:
    for part in fields(row):
        value = getattr(row, part.name)
        if isinstance(value, str) and len(value) > LONGEST_LINE:
            raise TableError(
                f"row {row.key}: a cell has {len(value)} characters: keep the limit and its words "
                f"alone, at most {LONGEST_LINE}"
            )
    return row


#: The keys of a row in a nested table, and what each is here; the empty ones are not used.
_ROW_KEYS: Final[dict[str, str]] = {
    "id": "key",
    "area": "field",
    "title": "title",
    "law": "law",
    "raw": "words",
    "delivery_raw": "delivery",
    "acute_raw": "acute",
    "note": "note",
    "source": "source",
    "scope": "scope",
    "measures": "measures",
    "counting_start": "starts",
    "acute_related": "acute_only",
    "supplier_change_raw": "supplier_change",
    **dict.fromkeys(
        ("deadline", "delivery", "supplier_change", "patterns", "statutory", "party"), ""
    ),
}


def read_nested(value: Any) -> Table:
    """The table from nested values, as a YAML file gives them: `rows`, `sources`, `general_rules`.

    Values that somebody worked out from the wording (`deadline`) are not used: the wording is.
    """
    if not isinstance(value, Mapping) or not isinstance(value.get("rows"), list):
        raise TableError('the file has no list "rows": write rows: and a row per service below it')
    if len(value["rows"]) > MOST_ROWS:
        raise TableError(f"the table has more than {MOST_ROWS} rows: is it the right file?")
    pages = {
        str(page["id"]): page
        for page in value.get("sources") or []
        if isinstance(page, Mapping) and "id" in page
    }
    rows = tuple(_nested_row(number, entry, pages) for number, entry in enumerate(value["rows"], 1))
    _no_doubles(rows)
    general = value.get("general_rules") or {}
    if not isinstance(general, Mapping) or any(
        isinstance(text, list | Mapping) for text in general.values()
    ):
        raise TableError('"general_rules" is not a list of keys and texts: write key: "text"')
    return Table(
        rows,
        {str(key): plain(str(text)) for key, text in general.items()},
        tuple(str(page["url"]) for page in pages.values() if page.get("url")),
    )


def _nested_row(number: int, entry: Any, pages: Mapping[str, Mapping[str, Any]]) -> TableRow:
    if not isinstance(entry, Mapping):
        raise TableError(f"row {number} is not a list of keys and texts: write title: and raw:")
    for key in entry:
        if key not in _ROW_KEYS:
            raise TableError(f"row {number} has an unknown key {quoted(str(key))}: remove it")
        if _ROW_KEYS[key] and isinstance(entry[key], list | Mapping):
            raise TableError(f"row {number}: {key} is a list: write one text")
    found = {_ROW_KEYS[key]: text for key, text in entry.items() if _ROW_KEYS[key]}
    texts = {key: plain(str(text)) for key, text in found.items() if key != "acute_only"}
    if not texts.get("title") or not texts.get("words"):
        raise TableError(f"row {number} needs title and raw")
    page = pages.get(texts.get("source", ""), {})
    texts["source"] = str(page.get("url", texts.get("source", "")))
    return _checked(
        TableRow(
            **{"key": str(number), **texts},
            acute_only=str(found.get("acute_only", "")).lower() == "true",
            source_date=str(page.get("date_shown", "")),
        )
    )


def _no_doubles(rows: Sequence[TableRow]) -> None:
    for key, count in Counter(row.key for row in rows).items():
        if count > 1:
            raise TableError(f"the row {quoted(key)} stands twice: give one another id")
