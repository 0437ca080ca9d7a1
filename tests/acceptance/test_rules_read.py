"""`rettidig rules read` as a person or a system calls it: words in, one JSON object a line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.vectors import rows

ROOT: Final = Path(__file__).parents[2]
_REFUSED: Final = "unreadable"


def read(*arguments: str, stdin: bytes = b"", **environ: str) -> list[dict[str, Any]]:
    """What the command prints for wordings in its arguments or on stdin."""
    done = subprocess.run(
        [sys.executable, "-m", "tracker.cli.main", "rules", "read", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": "", **environ},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_arguments_are_read_in_order() -> None:
    wordings = ("Senest 15 hverdage", "2½ måned", "0 - 4 uger", "§ 835 hver-dage", "- 4 uger", "-")
    found = read(*wordings)
    assert [answer["text"] for answer in found] == list(wordings)
    assert found[0] == {
        "text": "Senest 15 hverdage",
        "limit": {"kind": "duration", "max": {"amount": 15, "unit": "hverdage"}, "min": None},
        "starts": None,
        "warnings": [],
    }
    assert found[1]["limit"]["max"] == {"amount": 2.5, "unit": "months"}
    assert found[2]["limit"]["min"] == {"amount": 0, "unit": "weeks"}
    assert [answer["limit"]["kind"] for answer in found[3:]] == ["unreadable"] * 2 + ["unset"]
    assert found[3]["limit"]["max"] is None
    assert [warning["code"] for warning in found[3]["warnings"]] == ["paragraph"]


def test_what_stands_beside_the_limit_has_keys_of_its_own() -> None:
    acute, delivery = read(
        "I akutte situationer – straks. Ellers 0 - 3 dage",
        "Afgørelse senest 15 hverdage. Levering senest 12 hverdage efter visitation",
    )
    assert acute["acute"] == {"kind": "immediate", "max": None, "min": None}
    assert delivery["delivery"]["max"] == {"amount": 12, "unit": "hverdage"}
    assert (delivery["starts"], delivery["delivery_starts"]) == (None, "decision")
    assert "acute" not in delivery


def test_every_line_of_stdin_is_answered_an_empty_one_too() -> None:
    """The collected wordings, one process; a byte order mark and other ends of lines."""
    table = rows("wordings.csv")
    lines = "\r\n".join(row["raw"] for row in table)
    found = read(stdin=f"\ufeff{lines}\n\n".encode())
    assert [answer["text"] for answer in found] == [*(row["raw"] for row in table), ""]
    assert found[-1]["limit"]["kind"] == "unset"
    kinds = [answer["limit"]["kind"] for answer in found[:-1]]
    wrong = [r["row"] for r, k in zip(table, kinds, strict=True) if k not in (r["kind"], _REFUSED)]
    assert not wrong


@pytest.mark.parametrize(
    ("stdin", "kinds"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"\xff\xfe 4 uger", [_REFUSED], id="no UTF-8"),
        pytest.param(b"\x00\x1b[31m4 uger", [_REFUSED], id="control characters"),
        pytest.param("4 uger\u2028".encode() * 2, [_REFUSED], id="odd line ends are no lines"),
        pytest.param(b"4 uger " * 100_000, [_REFUSED], id="huge"),
        pytest.param("2½ ma\u030aned\nstraks".encode(), ["duration", "immediate"], id="two"),
    ],
)
def test_hostile_input_is_refused_line_by_line(stdin: bytes, kinds: list[str]) -> None:
    assert [answer["limit"]["kind"] for answer in read(stdin=stdin)] == kinds


def test_danish_letters_do_not_hang_on_the_locale() -> None:
    (answer,) = read("to måneder", LC_ALL="C")
    assert answer["limit"]["max"] == {"amount": 2, "unit": "months"}
