"""`rettidig due` as a person or another system calls it: its own process, text in, text out."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.vectors import rows

COLUMNS: Final = (
    "received", "within", "hverdag", "arbejdsdag", "closing_days", "roll", "month_end",
)  # fmt: skip
#: What the wider calendar of the oracles closes, in the years that they ask about.
CLOSED: Final = " ".join(
    f"{year}-{day}" for year in range(2022, 2030) for day in ("06-05", "12-24", "12-31")
)
UNITS: Final = {"days": "dage", "weeks": "uger", "months": "måneder"}

ROOT: Final = Path(__file__).parents[2]

Row = dict[str, str]


def due(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker.cli.main", "due", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        encoding="utf-8",
        check=False,
    )


def answered(*arguments: str) -> dict[str, Any]:
    """The one object that `--json` prints."""
    done = due(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def batch(questions: list[Row], folder: Path) -> list[dict[str, Any]]:
    """The answers of `--csv`, one object a row, in order."""
    path = folder / "questions.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(questions)
    done = due("--csv", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(questions)
    return answers


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one plain line of a refusal."""
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line


# --- the tables, whole, through `--csv` ----------------------------------------------------------


def closing(row: Row) -> str:
    return "" if row["calendar"] == "DK_PUBLIC" else CLOSED


def test_every_working_day_of_the_oracle(tmp_path: Path) -> None:
    table = rows("dk_working_day_oracle.csv")
    answers = batch(
        [
            {
                "received": row["start_date"],
                "within": f"{row['working_days']} arbejdsdage",
                "arbejdsdag": "open-days",
                "closing_days": closing(row),
            }
            for row in table
        ],
        tmp_path,
    )
    expected = [row["expected_next_day_is_day_1"] for row in table]
    assert [answer["due_on"] for answer in answers] == expected


@pytest.mark.parametrize("column", ["expected_no_roll", "expected_roll_next_working_day"])
def test_every_calendar_unit_of_the_oracle(column: str, tmp_path: Path) -> None:
    table = rows("dk_calendar_unit_oracle.csv")
    rolls = {"DK_PUBLIC": "next-working-day", "DK_PUBLIC_PLUS_0605_1224_1231": "statutory"}
    answers = batch(
        [
            {
                "received": row["start_date"],
                "within": f"{row['amount']} {UNITS[row['unit']]}",
                "closing_days": closing(row),
                "roll": "" if column == "expected_no_roll" else rolls[row["calendar"]],
            }
            for row in table
        ],
        tmp_path,
    )
    assert [answer["due_on"] for answer in answers] == [row[column] for row in table]


def test_every_dated_example_of_the_law_note(tmp_path: Path) -> None:
    table = [row for row in rows("law_examples.csv") if row["received"] and not row["cap"]]
    asked: tuple[str, ...] = ("received", "within", "hverdag", "closing_days", "month_end")
    questions = [{name: row[name] for name in asked} for row in table]
    answers = batch(questions, tmp_path)
    assert [answer["due_on"] for answer in answers] == [row["due_on"] for row in table]
    assert [answer.get("due_at", "") for answer in answers] == [row["due_at"] for row in table]
    for answer, row in zip(answers, table, strict=True):
        assert answer["act_by"] == (row["act_by"] or answer["act_by"])
    rolled = batch([{**question, "roll": "statutory"} for question in questions], tmp_path)
    for answer, row in zip(rolled, table, strict=True):
        assert answer["due_on"] == (row["rolled_on"] or answer["due_on"])


# --- single questions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "due_on", "act_by"),
    [
        pytest.param(
            "--received 2026-03-05 --within|4 uger", "2026-04-02", "2026-04-01", id="W-03"
        ),
        pytest.param(
            "--received 2026-05-08 --within|4 uger|--closing-day 2026-06-05 "
            "--closing-day 2026-06-04",
            "2026-06-05",
            "2026-06-03",
            id="two closing days move the act alone",
        ),
        pytest.param(
            "--received 2026-02-28 --month-end sticky --within|1 måned",
            "2026-03-31",
            "2026-03-31",
            id="W-18, sticky",
        ),
        pytest.param(
            "--received 2026-01-07 --hverdag mon-sat --within|5 hverdage",
            "2026-01-13",
            "2026-01-13",
            id="W-29, Saturdays count",
        ),
        pytest.param(
            "--received 2026-12-11 --roll next-working-day --within|2 uger",
            "2026-12-28",
            "2026-12-28",
            id="W-11, rolled",
        ),
    ],
)
def test_one_question(arguments: str, due_on: str, act_by: str) -> None:
    head, *words = arguments.split("|")
    asked = [*head.split(), *(words[:1]), *(word for more in words[1:] for word in more.split())]
    answer = answered(*asked)
    assert (answer["due_on"], answer["act_by"]) == (due_on, act_by)
    assert "due_at" not in answer
    assert answer["steps"][0]["code"] == "start"


def test_hours_have_an_instant_in_danish_time() -> None:
    answer = answered("--received", "2026-03-28T14:00", "--within", "24 timer")
    assert answer["due_at"] == "2026-03-29T15:00:00+02:00"
    assert (answer["due_on"], answer["act_by"]) == ("2026-03-29", "2026-03-29")
    in_utc = answered("--received", "2026-03-28T13:00Z", "--within", "24 timer")
    assert in_utc["due_at"] == answer["due_at"]


def test_reasons_are_json() -> None:
    answer = answered("--received", "2026-03-30", "--within", "7 hverdage")
    assert [step["code"] for step in answer["steps"]] == ["start", "length"]
    assert answer["steps"][0] == {
        "code": "start", "event": "receipt", "on": "2026-03-30", "at": None,
    }  # fmt: skip
    assert answer["steps"][1]["skipped"] == ["2026-04-02", "2026-04-03", "2026-04-06"]


def test_people_get_sentences() -> None:
    done = due("--received", "2026-03-05", "--within", "4 uger")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-04-02" in done.stdout
    assert "2026-04-01" in done.stdout


# --- refusals ------------------------------------------------------------------------------------


UNANSWERABLE: Final = {
    "no computable limit": ("2026-03-05", "hurtigst muligt", "no due date"),
    "no length": ("2026-03-05", "fire uger", "write a number and a unit"),
    "no such day": ("2026-02-30", "4 uger", "2026-02-30"),
    "a day written otherwise": ("5/3 2026", "4 uger", "2026-03-05"),
    "before the table": ("2014-12-31", "4 uger", "2015–2040"),
    "past the table": ("2040-12-31", "4 uger", "2015–2040"),
    "the first instant there is": ("0001-01-01T00:00", "24 timer", "2015–2040"),
    "hours from a bare day": ("2026-04-02", "24 timer", "time of day"),
    "an hour that the clocks skipped": ("2026-03-29T02:30", "24 timer", "does not exist"),
}


def test_what_has_no_answer_is_refused_in_one_line() -> None:
    received, within, said = UNANSWERABLE["no computable limit"]
    assert said in refused(due("--received", received, "--within", within, "--json"))


def test_rows_without_an_answer_say_why() -> None:
    lines = ["received,within", *(f"{row[0]},{row[1]}" for row in UNANSWERABLE.values())]
    done = due("--csv", "-", stdin="\n".join(lines))
    assert (done.returncode, done.stderr) == (4, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["row"] for row in found] == list(range(1, len(UNANSWERABLE) + 1))
    for why, row in zip(UNANSWERABLE, found, strict=True):
        assert UNANSWERABLE[why][2] in row["error"], why
        assert len(row["error"].splitlines()) == 1


def test_unknown_words_are_refused_with_the_known_ones() -> None:
    given = ("--received", "2026-03-05", "--within", "4 uger", "--roll", "sidelæns")
    assert "next-working-day" in refused(due(*given))
    columns = ("hverdag", "arbejdsdag", "month_end")
    known = ("mon-sat", "open-days", "sticky")
    lines = [
        f"received,within,{','.join(columns)}",
        *(f"2026-03-05,4 uger{',' * (n + 1)}sidelæns{',' * (2 - n)}" for n in range(3)),
    ]
    done = due("--csv", "-", stdin="\n".join(lines))
    assert done.returncode == 4
    for word, line in zip(known, done.stdout.splitlines(), strict=True):
        assert word in json.loads(line)["error"]


def test_an_unknown_option_is_wrong_usage() -> None:
    assert due("--modtaget", "2026-03-05").returncode == 2


def test_a_bad_row_says_so_and_the_rest_goes_on() -> None:
    lines = ["received,within", "2026-01-05,4 uger", "2026-01-05,snart", "2026-01-10,4 uger"]
    done = due("--csv", "-", stdin="\n".join(lines))
    first, bad, last = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 4
    assert (first["due_on"], last["due_on"]) == ("2026-02-02", "2026-02-07")
    assert bad.keys() == {"row", "error"}
    assert bad["row"] == 2
    assert "snart" in bad["error"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("modtaget,within\n2026-01-05,4 uger\n", id="another heading"),
        pytest.param("received,within,farve\n2026-01-05,4 uger,rød\n", id="an unknown column"),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    path.write_text(text, encoding="utf-8")
    assert "received" in refused(due("--csv", str(path)))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refused(due("--csv", str(tmp_path / "none.csv")))
