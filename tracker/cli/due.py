"""`rettidig due`: a due date with its reasons, without a database."""

import csv
import importlib
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, TextIO

import typer

from notifications.explain import explain
from notifications.formats import Language
from rules.calendar import Calendar
from rules.counting import Counting, MonthEnd, Roll
from rules.deadline import DueDate, due_date
from rules.errors import RulesError
from rules.limit import parse_limit
from rules.local_time import COPENHAGEN
from rules.steps import steps_to_json
from tracker.cli.values import read_day, read_moment, read_word
from tracker.errors import Refused, TrackerError

HVERDAG: Final = ("mon-fri", "mon-sat")
ARBEJDSDAG: Final = ("working-days", "open-days")
SOME_FAILED: Final = 4


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the command."""
    app.command(name, help=text)(due)


def due(
    received: Annotated[
        str | None, typer.Option(help="Day (or time) of receipt: 2026-03-05, 2026-04-02T16:30.")
    ] = None,
    within: Annotated[str | None, typer.Option(help='Length: "4 uger", "15 hverdage".')] = None,
    hverdag: Annotated[str, typer.Option(help="mon-fri or mon-sat.")] = "mon-fri",
    arbejdsdag: Annotated[str, typer.Option(help="working-days or open-days.")] = "working-days",
    closing_day: Annotated[
        list[str] | None, typer.Option(help="A day the town hall is closed; may be repeated.")
    ] = None,
    roll: Annotated[str, typer.Option(help="none, next-working-day or statutory.")] = "none",
    month_end: Annotated[str, typer.Option(help="clamp or sticky.")] = "clamp",
    municipality: Annotated[str | None, typer.Option(help="Pack folder, such as aarhus.")] = None,
    area: Annotated[str | None, typer.Option(help="Area of the pack.")] = None,
    acute: Annotated[bool, typer.Option("--acute", help="Help is needed at once.")] = False,
    remanded: Annotated[
        bool, typer.Option("--remanded", help="Sent back by the appeals board.")
    ] = False,
    csv_file: Annotated[
        str | None, typer.Option("--csv", help="File of questions, one a row; - for stdin.")
    ] = None,
    language: Annotated[str, typer.Option(help="Language of the reasons: da or en.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Answer with the due date, the last working day to act on, and the reasons."""
    if csv_file is not None:
        raise typer.Exit(_rows(csv_file))
    if received is None:
        raise Refused("give the day of receipt: --received 2026-03-05")
    start = read_moment(received, "--received")
    if (within is None) == (municipality is None):
        raise Refused("give either --within, or --municipality with --area")
    if within is not None:
        days = [read_day(day, "--closing-day") for day in closing_day or ()]
        counting = _counting(hverdag, arbejdsdag, roll, month_end)
        answer = _count(start, within, counting, days)
        about: dict[str, Any] = {}
    else:
        assert municipality is not None  # noqa: S101 - one of the two is given
        answer, about = _by_rule(municipality, area, start, acute=acute, remanded=remanded)
    _show(answer, about, read_language(language), as_json=as_json)


def read_language(text: str) -> Language:
    """The language of the sentences; raises `Refused`."""
    if text == "da":
        return "da"
    if text == "en":
        return "en"
    raise Refused(f'--language: "{text}" is not one of da, en')


def _counting(hverdag: str, arbejdsdag: str, roll: str, month_end: str) -> Counting:
    return Counting(
        saturday=_one_of(hverdag, HVERDAG, "hverdag") == "mon-sat",
        open_days=_one_of(arbejdsdag, ARBEJDSDAG, "arbejdsdag") == "open-days",
        roll=read_word(roll, Roll, "roll"),
        month_end=read_word(month_end, MonthEnd, "month_end"),
    )


def _one_of(text: str, words: tuple[str, ...], what: str) -> str:
    if text not in words:
        raise Refused(f'{what}: "{text}" is not one of {", ".join(words)}')
    return text


def _count(start: date | datetime, within: str, counting: Counting, closed: list[date]) -> DueDate:
    calendar = Calendar(dict.fromkeys(closed, "lukkedag"))
    return due_date(start, parse_limit(within), calendar=calendar, counting=counting)


def _by_rule(
    municipality: str, area: str | None, start: date | datetime, *, acute: bool, remanded: bool
) -> tuple[DueDate, dict[str, Any]]:
    # Loaded by name: reading packs needs pydantic, which a bare length of time does not.
    rule_due = importlib.import_module("tracker.cli.rule_due")
    answer: tuple[DueDate, dict[str, Any]] = rule_due.by_rule(
        municipality, area, start, acute=acute, remanded=remanded
    )
    return answer


def _json(answer: DueDate, about: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "due_on": answer.due_on.isoformat(),
        "act_by": answer.act_by.isoformat(),
    }
    if answer.due_at is not None:
        values["due_at"] = answer.due_at.astimezone(COPENHAGEN).isoformat()
    return {**values, "steps": steps_to_json(answer.steps), **about}


def _show(answer: DueDate, about: dict[str, Any], language: Language, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_json(answer, about), ensure_ascii=False))
        return
    print(f"due on   {answer.due_on:%a} {answer.due_on}")
    if answer.due_at is not None:
        print(f"due at   {answer.due_at.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}")
    print(f"act by   {answer.act_by:%a} {answer.act_by}")
    for sentence in explain(answer.steps, language, letter=False):
        print(f"  {sentence}")
    for line in about.get("warnings", ()):
        print(f"warning: {line}", file=sys.stderr)


def _rows(path: str) -> int:
    """Answer a file of questions, a JSON object a row; a bad row says so and the rest goes on."""
    failed = False
    with _opened(path) as file:
        for number, row in _questions(file, path):
            try:
                print(json.dumps(_json(_answer(row), {}), ensure_ascii=False))
            except (RulesError, TrackerError) as error:
                failed = True
                print(json.dumps({"row": number, "error": str(error)}, ensure_ascii=False))
    return SOME_FAILED if failed else 0


def _opened(path: str) -> TextIO:
    if path == "-":
        return sys.stdin
    try:
        return Path(path).open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from error


_COLUMNS: Final = frozenset(
    {"received", "within", "hverdag", "arbejdsdag", "closing_days", "roll", "month_end"}
)


def _questions(file: TextIO, path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their number, the first after the heading being 1."""
    try:
        reader = csv.DictReader(file, restkey="more", restval="")
        heads = set(reader.fieldnames or ())
        if not {"received", "within"} <= heads or not heads <= _COLUMNS:
            raise Refused(
                f"{path}: the first line must name the columns received and within, and may name "
                + ", ".join(sorted(_COLUMNS - {"received", "within"}))
            )
        yield from enumerate(reader, start=1)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path} is not a CSV file in UTF-8: {error}") from error


def _answer(row: dict[str, str]) -> DueDate:
    if "more" in row:
        raise Refused("the row has more fields than the heading")
    counting = _counting(
        row.get("hverdag") or "mon-fri",
        row.get("arbejdsdag") or "working-days",
        row.get("roll") or "none",
        row.get("month_end") or "clamp",
    )
    closed = [read_day(day, "closing_days") for day in (row.get("closing_days") or "").split()]
    return _count(read_moment(row["received"], "received"), row["within"], counting, closed)
