"""The command line as a contract: help, keys, exit codes, and what `--on` and `--dry-run` do."""

import csv
import io
import json
import re
import stat
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from typer.main import get_command

from tests.acceptance.shell import Shell, refused
from tracker import clock
from tracker.cli.main import COMMANDS, build

TODAY = clock.today(clock.now())
PERSON = ("--name", "Bo Opdigtet", "--digital-post", "registered")

#: A deadline of a case, in `register` and `show` alike.
DEADLINE = {
    "kind", "track", "round", "starts_on", "due_on", "act_by", "met_on", "standing", "rule",
}  # fmt: skip


def registered(shell: Shell, received: str, *more: str) -> str:
    """The number of a new case."""
    given = more if "--area" in more else ("--area", "rengoering", *more)
    ran = shell("register", "--received", received, *PERSON, *given, "--json")
    assert ran.code == 0, ran.err
    return str(ran.json["cases"][0]["reference"])


# Help


def commands_of(name: str) -> Iterator[tuple[str, Any]]:
    """A command, or each of the commands of a group; Typer brings its own Click along."""
    top: Any = get_command(build(name))
    command = top.commands[name]
    for word, found in getattr(command, "commands", {"": command}).items():
        yield f"{name} {word}".strip(), found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_so_has_each_of_its_options(name: str) -> None:
    for path, command in commands_of(name):
        assert (command.help or "").strip(), path
        options = [option for option in command.params if option.param_type_name == "option"]
        assert not [option.name for option in options if not option.help], path


def test_help_of_a_command_names_its_options(empty: Shell) -> None:
    ran = empty("sweep", "--help")
    assert (ran.code, ran.err) == (0, "")
    assert {"--on", "--dry-run", "--json"} <= set(ran.out.split())


def test_help_of_the_whole_names_every_command_with_its_line(empty: Shell) -> None:
    ran = empty("--help")
    assert ran.code == 0
    words = " ".join(ran.out.split())
    lines = {name: f"{name} {text[:24]}" for name, (_module, text) in COMMANDS.items()}
    assert not [name for name, line in lines.items() if line not in words]
    assert "3 overdue cases found" in words


def test_the_module_runs_as_a_process_of_its_own(empty: Shell) -> None:
    process = empty.start("due", "--received", "2026-03-05", "--within", "4 uger", "--json")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["due_on"] == "2026-04-02"


def test_a_shell_is_helped_to_complete_a_command(empty: Shell) -> None:
    ran = empty(_RETTIDIG_COMPLETE="complete_bash", COMP_WORDS="rettidig dis", COMP_CWORD="1")
    assert ran.out.split() == ["dispatch"]


def test_a_shell_is_helped_to_complete_an_option(empty: Shell) -> None:
    ran = empty(
        _RETTIDIG_COMPLETE="complete_bash", COMP_WORDS="rettidig sweep --dr", COMP_CWORD="2"
    )
    assert ran.out.split() == ["--dry-run"]


# Keys that stay


def test_register_prints_the_application_and_its_cases(shell: Shell) -> None:
    ran = shell(
        "register", "--area", "rengoering", "--area", "bil", "--received", "2024-03-05", *PERSON,
        "--json",
    )  # fmt: skip
    assert {"application", "cases"} <= ran.json.keys()
    for case in ran.json["cases"]:
        assert {"reference", "area", "deadlines"} <= case.keys()
        assert all(deadline.keys() >= DEADLINE for deadline in case["deadlines"])
    assert [case["deadlines"][0]["due_on"] for case in ran.json["cases"]] == [
        "2024-04-02",
        "2024-05-28",
    ]


def test_register_says_the_dates_to_a_person_too(shell: Shell) -> None:
    ran = shell("register", "--oral", "--area", "rengoering", "--name", "Bo Opdigtet")
    assert ran.code == 0
    assert re.search(r"case \d{4}-\d{4}  rengoering\n  decision \(ordinary\) due on", ran.out)


def test_show_prints_the_whole_case(shell: Shell, case: str) -> None:
    shown = shell("show", case, "--json").json
    assert {
        "reference", "area", "standing", "told", "rounds", "deadlines", "promises", "letters",
        "tasks", "events",
    } <= shown.keys()  # fmt: skip
    assert shown["deadlines"][0].keys() >= DEADLINE
    assert {
        "kind", "party", "for_date", "promised_until", "state", "dispatched_at", "available_at",
    } <= shown["letters"][0].keys()  # fmt: skip
    assert (shown["standing"], shown["told"]) == ("overdue", "not-told")


def test_show_answers_every_act(shell: Shell, case: str) -> None:
    said = shell("decide", case, "refused", "--on", "2024-04-10", "--sent", "2024-04-10", "--json")
    assert said.json == shell("show", case, "--json").json
    assert said.json["standing"] == "breached"


def test_show_speaks_to_a_person_too(shell: Shell, case: str) -> None:
    ran = shell("show", case)
    assert "standing: overdue" in ran.out
    assert "Åse Prøve-Testesen" in ran.out


def test_explain_gives_the_sentences_of_the_letters(shell: Shell, case: str) -> None:
    ran = shell("explain", case, "--language", "da", "--json")
    (decision,) = [d for d in ran.json["deadlines"] if d["kind"] == "decision"]
    assert decision["sentences"][0].startswith("Ansøgningen kom tirsdag den 5.\N{NO-BREAK SPACE}")
    assert decision["due_on"] == "2024-04-02"


def test_the_report_of_compliance_gives_told_and_denominators(shell: Shell) -> None:
    report = shell("report", "compliance", "--json").json
    (line,) = report["areas"]
    assert line["told"]["denominator"] == 1
    assert line["told"]["not_told"] == 1
    assert line["decided"]["denominator"] == 0
    assert line["told"]["told_in_time"]["denominator"] == 1
    assert line["overdue"] == 1


# Exit codes


def test_overdue_cases_are_exit_code_3(shell: Shell, case: str) -> None:
    ran = shell("overdue", "--json")
    assert ran.code == 3
    (row,) = ran.json["overdue"]
    assert (row["reference"], row["due_on"], row["told"]) == (case, "2024-04-02", "not-told")


def test_no_overdue_case_is_exit_code_0(shell: Shell, case: str) -> None:
    shell("close", case, "withdrawn")
    ran = shell("overdue")
    assert (ran.code, ran.out) == (0, "Overdue now: none\n")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("show",), id="without its argument"),
        pytest.param(("show", "2024-0001", "--colour"), id="with an option there is not"),
        pytest.param(("frobnicate",), id="that does not exist"),
        pytest.param(("register", "--name", "Bo"), id="without an area"),
    ],
)
def test_wrong_usage_is_exit_code_2(empty: Shell, arguments: tuple[str, ...]) -> None:
    ran = empty(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert not (empty.folder / "rettidig.db").exists()


# First use, and the database


def test_the_first_command_makes_database_and_key_and_warns_once(empty: Shell) -> None:
    first = empty("worklist", "--json")
    assert (first.code, first.json["cases"]) == (0, [])
    assert "a key was made in" in first.err
    assert "keep a copy apart from the database" in first.err
    key = empty.folder / "rettidig.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert empty("worklist", "--json").err == ""


def test_two_first_commands_at_once_share_one_key_and_one_database(empty: Shell) -> None:
    person = ("--name", "Bo Opdigtet", "--received", "2024-03-05", "--json")
    both = [empty.start("register", "--area", area, *person) for area in ("bil", "pleje")]
    ended = [(process, *process.communicate(timeout=120)) for process in both]
    assert [(process.returncode, err.count("a key was made")) for process, _out, err in ended] in (
        [(0, 1), (0, 0)],
        [(0, 0), (0, 1)],
        [(0, 1), (0, 1)],  # both began before there was one, and one gave way
    )
    numbers = [json.loads(out)["cases"][0]["reference"] for _process, out, _err in ended]
    assert len(set(numbers)) == 2
    assert [empty("show", number).code for number in numbers] == [0, 0]  # one key opens both


def test_upgrade_says_where_the_database_is(empty: Shell) -> None:
    assert re.fullmatch(r"database at \d+\n", empty("db", "upgrade").out)
    assert re.fullmatch(r"database at \d+ already\n", empty("db", "upgrade").out)


def test_check_finds_a_whole_database_whole(shell: Shell) -> None:
    ran = shell("db", "check")
    assert ran.code == 0
    assert re.fullmatch(r"1 cases?, \d+ journal entries: all whole\n", ran.out)


def test_a_copy_made_in_use_is_a_whole_database(shell: Shell, case: str) -> None:
    copy = shell.folder / "copy.db"
    assert shell("db", "backup", str(copy)).code == 0
    url = f"sqlite:///{copy}"
    assert shell("show", case, "--json", RETTIDIG_DATABASE_URL=url).json["reference"] == case


def test_a_copy_overwrites_nothing(shell: Shell) -> None:
    target = shell.folder / "copy.db"
    target.write_text("something else")
    assert "exists already" in refused(shell("db", "backup", str(target)))
    assert target.read_text() == "something else"


# Sweep and dispatch


def test_a_dry_run_shows_what_would_be_made_and_writes_nothing(shell: Shell) -> None:
    reference = registered(shell, str(TODAY))
    day = str(TODAY + timedelta(days=27))
    before = shell.counts()
    ran = shell("sweep", "--on", day, "--dry-run", "--json")
    assert any(line.startswith(f"{reference} delay-notice") for line in ran.json["made"])
    assert shell.counts() == before
    assert shell("sweep", "--on", day, "--json").json["made"] == ran.json["made"]
    assert shell("sweep", "--on", day, "--json").json["made"] == []


def test_sweeping_a_day_to_come_is_said(shell: Shell) -> None:
    ran = shell("sweep", "--on", str(TODAY + timedelta(days=1)), "--dry-run")
    assert (ran.code, len(ran.err.splitlines())) == (0, 1)
    assert "lies in the future" in ran.err


def test_letters_go_to_the_outbox_and_count_when_their_manifest_is_confirmed(
    shell: Shell,
) -> None:
    reference = registered(shell, str(TODAY))
    assert shell("dispatch", "--json").json["sent"] == 2
    letter = shell("show", reference, "--json").json["letters"][0]
    assert (letter["state"], letter["available_at"]) == ("sent", None)
    folder = shell.folder / "outbox" / str(TODAY) / "digital-post"
    assert len(list(folder.glob("*.pdf"))) == 1
    confirmed = shell("dispatch", "--confirm", str(folder), "--json").json
    assert confirmed == {"confirmed": 1, "confirmed_before": 0}
    again = shell("dispatch", "--confirm", str(folder), "--json").json
    assert again == {"confirmed": 0, "confirmed_before": 1}
    letter = shell("show", reference, "--json").json["letters"][0]
    assert letter["state"] == "available"


def test_a_second_dispatch_sends_nothing(shell: Shell) -> None:
    registered(shell, str(TODAY))
    shell("dispatch")
    assert shell("dispatch", "--json").json == {
        "sent": 0,
        "cancelled": 0,
        "events": 0,
        "failed": [],
    }


# CSV


def test_csv_opens_in_a_danish_spreadsheet_and_runs_nothing(shell: Shell) -> None:
    registered(shell, "2024-03-05", "--team", "=1+1")
    ran = shell("overdue", "--csv")
    assert ran.code == 3
    assert ran.out.startswith("\N{ZERO WIDTH NO-BREAK SPACE}reference;team;")
    rows = list(csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff")), delimiter=";"))
    assert {row["team"] for row in rows} == {"hjaelp", "'=1+1"}


@pytest.mark.parametrize("report", ["overdue", "compliance"])
def test_both_reports_come_as_csv(shell: Shell, report: str) -> None:
    ran = shell("report", report, "--csv")
    assert ran.code == 0
    rows = list(csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff")), delimiter=";"))
    assert [(row["area"], row["overdue"]) for row in rows] == [("rengoering", "1")]
