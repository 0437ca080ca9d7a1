"""What a person decided about the doubtful rows of a table, read from the list they filled in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.errors import RulesError
from rules.importing_table import TableError, decode, plain, read_records
from rules.limit import Limit, parse_limit
from rules.period import quoted

#: The list's file, in the pack's folder; a filled-in one is read by the next import.
TO_SETTLE: Final = "to-settle.csv"

#: What the list tells, and the columns that a person fills in.
TOLD: Final = ("row", "title", "words", "why", "decide")
FILLED: Final = (
    *("limit", "delivery", "acute", "supplier change"),
    *("new title", "phrase", "law", "id", "leave out"),
    *("settled by", "settled on"),
)
COLUMNS: Final = (*TOLD, *FILLED)

#: Written into another column than `limit`: the table's words there are not taken.
NOT_TAKEN: Final = "no"


#: A day as a person writes it, or as a Danish spreadsheet makes it: 05-03-2026 is in March.
_DAY: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DANISH_DAY: Final = re.compile(
    r"(?P<day>\d{1,2})[-./] ?(?P<month>\d{1,2})[-./ ] ?(?P<year>\d{4})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that is not taken over until somebody has said what it means."""

    key: str
    title: str
    words: str
    why: str
    decide: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote beside a row; what is empty was not asked or not answered."""

    key: str
    title: str = ""
    words: str = ""
    why: str = ""
    decide: str = ""
    limit: str = ""
    delivery: str = ""
    acute: str = ""
    supplier_change: str = ""
    new_title: str = ""
    phrase: str = ""
    law: str = ""
    id: str = ""
    leave_out: str = ""
    settled_by: str = ""
    settled_on: str = ""

    @property
    def given(self) -> bool:
        """Whether anything was filled in."""
        return any(getattr(self, _field(column)) for column in FILLED)

    def read(self, column: str) -> Limit | None:
        """A limit that was written, in a pack's own words; raises `TableError` if it is none."""
        text = getattr(self, column)
        if not text or (text == NOT_TAKEN and column != "limit"):
            return None
        try:
            return parse_limit(text)
        except RulesError as error:
            place = f"{TO_SETTLE}, row {self.key}, {column.replace('_', ' ')}"
            raise TableError(f"{place}: {error}") from error

    @property
    def settled_day(self) -> date | None:
        """The day it was settled; raises `TableError` for what is no day."""
        if not self.settled_on:
            return None
        found = _DAY.fullmatch(self.settled_on) or _DANISH_DAY.fullmatch(self.settled_on)
        parts = {name: int(text) for name, text in (found.groupdict() if found else {}).items()}
        try:
            return date(**parts)
        except (TypeError, ValueError) as error:
            place = f"{TO_SETTLE}, row {self.key}, settled on"
            said = f"{quoted(self.settled_on)} is no day: write year-month-day, such as 2026-03-01"
            raise TableError(f"{place}: {said}") from error


def _field(column: str) -> str:
    return column.replace(" ", "_")


def read_answers(content: bytes) -> dict[str, Answer]:
    """The filled-in rows of the list, by row; a spreadsheet may have saved it anew.

    Raises `TableError` for a file that is not such a list.
    """
    records = list(read_records(decode(content)))
    if not records or "row" not in records[0][1]:
        raise TableError(f'{TO_SETTLE} has no column "row": keep its first line as it was written')
    heads = [head.lower() for head in records[0][1]]
    if unknown := [head for head in heads if head and head not in COLUMNS]:
        raise TableError(f"{TO_SETTLE} has an unknown column {quoted(unknown[0])}: remove it")
    found: dict[str, Answer] = {}
    for _, cells in records[1:]:
        pairs = zip(heads, cells, strict=False)
        answer = _answer({_field(head): cell.removeprefix("'") for head, cell in pairs if head})
        if answer.given:
            found[answer.key] = answer
    return found


def _answer(cells: Mapping[str, str]) -> Answer:
    named = {("key" if name == "row" else name): plain(text) for name, text in cells.items()}
    return Answer(**{"key": "", **named})


def check_answers(answers: Mapping[str, Answer], rows: Mapping[str, tuple[str, str]]) -> None:
    """Refuse answers to rows that are gone or say something else than when they were answered.

    `rows` maps each row to its title and its published words. A line that somebody added has
    neither.
    """
    for answer in answers.values():
        if answer.key not in rows:
            raise TableError(
                f"{TO_SETTLE} answers row {quoted(answer.key)}, which the table does not have: "
                "correct the row, or remove the line"
            )
        title, words = rows[answer.key]
        if answer.words and answer.words != words:
            raise _changed(answer.key, "the words", answer.words, words)
        if answer.title and answer.title != title:
            raise _changed(answer.key, "the title", answer.title, title)


def _changed(key: str, what: str, before: str, now: str) -> TableError:
    return TableError(
        f"{TO_SETTLE} answers row {key} with {what} {quoted(before)}, but the table now says "
        f"{quoted(now)}: look at the row again, and write the new words into the list; or give "
        "the table a column Nr, so that rows keep their number when others come or go"
    )


def list_rows(doubts: Iterable[Doubt], answers: Mapping[str, Answer]) -> list[dict[str, str]]:
    """The list as rows of cells: what is still open first, then what somebody has settled."""
    rows = [
        {"row": doubt.key, **{name: getattr(doubt, name) for name in TOLD[1:]}} for doubt in doubts
    ]
    open_keys = {row["row"] for row in rows}
    for row in rows:
        row.update(_filled(answers.get(row["row"])))
    settled = [answer for key, answer in answers.items() if key not in open_keys]
    return rows + [
        {
            "row": answer.key,
            **{name: getattr(answer, name) for name in TOLD[1:]},
            **_filled(answer),
        }
        for answer in settled
    ]


def _filled(answer: Answer | None) -> dict[str, str]:
    return {column: getattr(answer, _field(column)) for column in FILLED} if answer else {}
