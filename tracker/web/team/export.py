"""A list as a file: the rows first, then when it was made, of what, and what the words mean."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import xlsxwriter

from notifications.spreadsheets import as_csv
from tracker.services.team_lists import MOST_EXPORTED, BehindRow
from tracker.web.badges import badge
from tracker.web.case import words as codes
from tracker.web.team.listing import TOLD, TRACKS, Lister, look
from tracker.web.words import Words, mark

Cell = str | int | date | None

#: Heading and width of each column.
COLUMNS: Final = (
    (mark("Sag"), 12),
    (mark("Område"), 34),
    (mark("Team"), 22),
    (mark("Sagsbehandler"), 22),
    (mark("Frist for"), 14),
    (mark("Forløb"), 12),
    (mark("Modtaget"), 12),
    (mark("Frist"), 12),
    (mark("Sket"), 12),
    (mark("Status"), 18),
    (mark("Dage for sent"), 14),
    (mark("Besked"), 18),
    (mark("Afventer"), 28),
)
#: What a spreadsheet calls its two sheets.
SHEETS: Final = (mark("Sager"), mark("Om tallene"))


@dataclass(frozen=True, slots=True)
class About:
    """What a file says about itself: label and value, line by line."""

    title: str
    lines: tuple[tuple[str, str], ...]


def cells(row: BehindRow, lister: Lister) -> list[Cell]:
    """One row as values."""
    words = lister.words
    return [
        row.reference,
        lister.teller.title(row.area),
        lister.teller.teams.get(row.team, row.team),
        lister.person(row.caseworker),
        codes.said(codes.KINDS, row.kind, words),
        words.text(TRACKS[row.track]) if row.track in TRACKS else row.track,
        row.received_on,
        row.due_on,
        row.met_on,
        badge(look(row), words).word,
        row.days_late or None,
        badge(TOLD[row.told], words).word if row.told else "",
        codes.said(codes.CAUSES, row.awaiting, words),
    ]


def headings(words: Words) -> list[str]:
    """The columns' names in a language."""
    return [words.text(text) for text, _width in COLUMNS]


def csv_file(rows: Iterable[list[Cell]], about: About, words: Words) -> bytes:
    """Semicolons and a byte order mark; an empty line divides the rows from what is said of them.

    Headings stand first, so that the file opens as a table.
    """
    names = headings(words)
    return as_csv(names, _csv_rows(names, rows, about))


def _csv_rows(
    names: Sequence[str], rows: Iterable[list[Cell]], about: About
) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield dict(zip(names, map(_text, row), strict=True))
    yield {}
    for label, value in about.lines:
        yield {names[0]: label, names[1]: value}


def _text(cell: Cell) -> str | int | None:
    """Dates as every spreadsheet reads them."""
    return cell.isoformat() if isinstance(cell, date) else cell


def xlsx_file(rows: Iterable[list[Cell]], about: About, words: Words) -> bytes:
    """Two sheets; no text becomes a formula or a link, and dates are dates."""
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd-mm-yyyy",
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": about.title})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet(words.text(SHEETS[0]))
    for place, (text, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, words.text(text), bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, last, place, cell, day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    _about_sheet(book, about, words, bold)
    book.close()
    return target.getvalue()


def _write(sheet: Any, line: int, place: int, cell: Cell, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, place, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(line, place, cell)
    elif cell:
        sheet.write_string(line, place, cell)


def _about_sheet(book: Any, about: About, words: Words, bold: Any) -> None:
    sheet = book.add_worksheet(words.text(SHEETS[1]))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for line, (label, value) in enumerate(about.lines):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, value)


def most_said(words: Words) -> str:
    """What a file says that stops before the list does."""
    return words.say(
        "Filen har højst %(most)s rækker. Vælg færre, fx et område.",
        most=f"{MOST_EXPORTED:,}".replace(",", "."),
    )
