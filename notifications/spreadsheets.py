"""CSV that a Danish spreadsheet opens as it is meant, and never runs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

#: Spreadsheets take a text that begins with one of these for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows under their columns: semicolons, UTF-8 with a byte order mark, formulas made plain."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns, delimiter=";", lineterminator="\r\n", extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    """The value, with an apostrophe before a text that begins like a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
