"""Rows as a table for a terminal, or as CSV that a Danish spreadsheet opens and never runs.

What draws tables is loaded when one is drawn: a command that prints none starts sooner.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

from notifications.spreadsheets import as_csv

Row = dict[str, Any]


#: Columns that are never broken: a number or a day torn in two is unreadable.
WHOLE: Final = frozenset(
    {
        "reference",
        "due_on",
        "act_by",
        "told",
        "kind",
        "track",
        "in_time",
        "told_in_time",
        "code",
        "round",
        "for_date",
        "promised_until",
        "starts_on",
        "met_on",
    }
)

#: Width where nobody's terminal says how wide it is.
_WIDTH: Final = 100

#: Widths at which the other columns are broken, the widest that fits first.
_WIDTHS: Final = (60, 40, 32, 28, 26, 24, 22, 20, 18, 16, 14, 12)

#: Where a text may be broken: after a space, and after what joins the parts of a code or address.
_PIECES: Final = re.compile(r"[^-./ ]+[-./ ]*|[-./ ]+")

_GAP: Final = 2


def console() -> "Console":
    """Where tables are shown: as wide as the terminal, or as a page."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_WIDTH)


def print_table(
    title: str,
    rows: Sequence[Row],
    *,
    columns: Sequence[str] | None = None,
    under: str | None = None,
    out: "Console | None" = None,
) -> None:
    """A table on stdout without its empty columns; says so in words when there is nothing to
    show.

    Rows that follow each other with the same value of `under` stand below that value.
    """
    if not rows:
        print(f"{title}: none")
        return
    from rich.table import Table

    out, asked = out or console(), [c for c in columns or rows[0] if c != under]
    shown = [c for c in asked if any(row[c] not in (None, "") for row in rows)]
    sizes = _sizes(shown, rows, under, out.width)
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column, size in sizes.items():
        numeric = all(isinstance(row[column], int | float | None) for row in rows)
        table.add_column(
            column.replace("_", " "),
            justify="right" if numeric else "left",
            overflow="fold",
            width=size,
        )
    _add_rows(table, sizes, rows, under)
    out.print(table)


def _add_rows(
    table: "Table", sizes: Mapping[str, int | None], rows: Sequence[Row], under: str | None
) -> None:
    from rich.text import Text

    first, above = next(iter(sizes)), None
    for row in rows:
        cells = ["\n".join(_lines(column, row[column], size)) for column, size in sizes.items()]
        if under and (above is None or above[under] != row[under]):
            table.add_row(Text(str(row[under] or "-"), style="bold"))
        elif under and above is not None and above[first] == row[first]:
            cells[0] = ""
        table.add_row(*map(Text, cells))
        above = row


def _sizes(
    shown: Sequence[str], rows: Sequence[Row], under: str | None, room: int
) -> dict[str, int | None]:
    """How wide each column is: its texts are broken only as far as the room makes it needful."""
    for width, heads in ((_WIDTHS[0], "whole"), *((width, "broken") for width in _WIDTHS)):
        sizes = {column: _size(column, rows, width, heads) for column in shown}
        if under:
            first = shown[0]
            sizes[first] = max(sizes[first], *(len(str(row[under] or "")) for row in rows))
        if sum(size + _GAP for size in sizes.values()) - _GAP <= room:
            return dict(sizes)
    return dict.fromkeys(shown)


def _size(column: str, rows: Sequence[Row], width: int, heads: str) -> int:
    """The room that a column needs when its texts are broken at a width."""
    lines = [line for row in rows for line in _lines(column, row[column], width)]
    head = column.replace("_", " ")
    return max(len(text) for text in (*([head] if heads == "whole" else head.split()), *lines))


def _lines(column: str, value: Any, width: int | None) -> list[str]:
    """A value as lines of at most that width, where its pieces allow it."""
    text = "" if value is None else str(value)
    if column in WHOLE or width is None or len(text) <= width:
        return [text]
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def print_csv(rows: Sequence[Row]) -> None:
    """Rows for a Danish spreadsheet, on stdout."""
    if rows:
        sys.stdout.buffer.write(as_csv(list(rows[0]), rows))
        sys.stdout.flush()
