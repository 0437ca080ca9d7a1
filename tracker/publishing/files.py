"""Everything that one municipality publishes, as files: the same list and day, the same bytes."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from notifications.spreadsheets import as_csv
from rules.public_list import PublicList
from tracker.publishing.data import history_json, list_json, spreadsheet_rows
from tracker.publishing.page import page_of
from tracker.publishing.pages import FILES, list_page
from tracker.publishing.paper import list_pdf

PDF: Final = "frister.pdf"


def plain_files(
    found: PublicList, published_on: date, statement: str | None = None
) -> dict[str, bytes]:
    """All files but the PDF, which says nothing that the page does not.

    `statement` is the address of the accessibility statement that the pages link to.
    """
    rows = list(spreadsheet_rows(found))
    pages = {
        file: list_page(page_of(found, language, published_on), statement)
        for language, file in FILES.items()
    }
    return {
        **pages,
        "frister.json": _json(list_json(found, published_on)),
        "historik.json": _json(history_json(found, published_on)),
        "frister.csv": as_csv(list(rows[0]), rows),
    }


def with_paper(
    files: Mapping[str, bytes], found: PublicList, published_on: date
) -> dict[str, bytes]:
    """The same with the PDF."""
    page = page_of(found, "da", published_on)
    return {**files, PDF: list_pdf(page, published_on)}


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
