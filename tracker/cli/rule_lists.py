"""Packs and areas as lines that stay readable in a narrow terminal: no word is torn in two."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from tracker.cli.tables import Row

#: Width where nobody's terminal says how wide it is.
_WIDTH: Final = 100

_INDENT: Final = "    "


def print_packs(rows: Sequence[Row]) -> None:
    """One line per pack; its source stands in `rules show` and in the JSON."""
    columns = ("pack", "name", "code", "areas", "status")
    widths = {c: max(len(c), *(len(str(row[c])) for row in rows)) for c in columns}
    for row in ({c: c for c in columns}, *rows):
        print("  ".join(str(row[c]).ljust(widths[c]) for c in columns).rstrip())


def print_areas(rows: Sequence[Row]) -> None:
    """Each area with its limits on a line, and below it what it is about."""
    for row in rows:
        for line in _area_lines(row, _room()):
            print(line)


def _room() -> int:
    return shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH


def _area_lines(row: Row, width: int) -> Iterator[str]:
    limits = [f"{what} {row[what]}" for what in ("decision", "delivery") if row[what]]
    first = f"{row['area']}  {' · '.join(limits)}"
    if len(first) <= width:
        yield first
    else:
        yield row["area"]
        yield from _wrapped(" · ".join(limits), width)
    yield from _wrapped(" · ".join(_about(row)), width)


def _about(row: Row) -> Iterator[str]:
    yield row["title"]
    if row["law"]:
        yield row["law"] + (f" (before: {row['former_law']})" if row["former_law"] else "")
    if row["in_force"] != "on every day":
        yield row["in_force"]
    if row["warnings"]:
        yield f"[{row['warnings']}]"


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
