"""Rows as a table for a terminal, or as CSV that a Danish spreadsheet opens and never runs."""

import sys
from collections.abc import Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from notifications.spreadsheets import as_csv

Row = dict[str, Any]


#: Columns that are broken last: a number or a day torn in two is unreadable.
WHOLE: Final = frozenset(
    {
        "reference",
        "due_on",
        "act_by",
        "standing",
        "told",
        "kind",
        "track",
        "code",
        "round",
        "for_date",
        "promised_until",
        "starts_on",
        "met_on",
    }
)

#: Width where nobody's terminal says how wide it is.
_WIDTH: Final = 110


def console() -> Console:
    """Where tables are shown: as wide as the terminal, or as a page."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDTH)


def print_table(title: str, rows: Sequence[Row], *, columns: Sequence[str] | None = None) -> None:
    """A table on stdout without its empty columns; says so in words when there is nothing to
    show."""
    if not rows:
        print(f"{title}: none")
        return
    shown = [c for c in columns or rows[0] if any(row[c] not in (None, "") for row in rows)]
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in shown:
        numeric = all(isinstance(row[column], int | float | None) for row in rows)
        table.add_column(
            column.replace("_", " "),
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=column in WHOLE,
        )
    for row in rows:
        table.add_row(*("" if row[c] is None else str(row[c]) for c in shown))
    console().print(table)


def print_csv(rows: Sequence[Row]) -> None:
    """Rows for a Danish spreadsheet, on stdout."""
    if rows:
        sys.stdout.buffer.write(as_csv(list(rows[0]), rows))
        sys.stdout.flush()
