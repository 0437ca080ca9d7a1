"""Bad input at the door: one plain line says what is wrong and what to do; nothing is written."""

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acceptance.shell import Shell, refused
from tracker import clock

BROKEN = Path(__file__).parents[1] / "packs_broken"

TODAY = clock.today(clock.now())
NEXT_MONTH = str(TODAY + timedelta(days=30))

REGISTER = ("register", "--area", "rengoering", "--name", "Bo Opdigtet")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ("register", "--area", "rumfart", "--name", "Bo"), "rumfart", id="an unknown area"
        ),
        pytest.param(
            (*REGISTER, "--received", "2024-02-30"), "cannot read", id="a day there is not"
        ),
        pytest.param((*REGISTER, "--received", "05-03-2024"), "cannot read", id="a day turned"),
        pytest.param(
            (*REGISTER, "--received", "2024-03-31T02:30"), "does not exist", id="a skipped hour"
        ),
        pytest.param((*REGISTER, "--received", NEXT_MONTH), "future", id="received next month"),
        pytest.param(
            (*REGISTER, "--received", "1998-03-05"), "1998", id="a year before the calendar"
        ),
        pytest.param(
            (*REGISTER, "--received", "9999-12-31"), "9999", id="a year after the calendar"
        ),
        pytest.param(
            ("register", "--area", "rengoering", "--name", "Bo\x1b[31m"), "U+001B", id="control"
        ),
        pytest.param(
            ("register", "--area", "rengoering", "--name", "Bo\nOpdigtet"), "U+000A", id="two lines"
        ),
        pytest.param((*REGISTER, "--by", "m\x1bk"), "U+001B", id="an actor that cannot be read"),
        pytest.param(("reassess", "CASE", "--reason", "x"), "is not decided", id="no help yet"),
        pytest.param(("grant", "CASE", "--asked", "2024-03-05"), "has no grant", id="no supplier"),
        pytest.param(("register", "--area", "rengoering"), "name is missing", id="nobody"),
        pytest.param((*REGISTER, "--cpr", "12345"), "CPR", id="half a CPR number"),
        pytest.param((*REGISTER, "--form", "duer"), "is not one of", id="a form there is not"),
        pytest.param((*REGISTER, "--language", "xx"), "da or en", id="a language there is not"),
        pytest.param((*REGISTER, "--acute", " "), "reason", id="acute without a reason"),
        pytest.param(
            (*REGISTER, "--municipality", "atlantis"), "atlantis", id="no such municipality"
        ),
        pytest.param(
            ("decide", "CASE", "refused", "--on", "2024-03-04"), "before", id="decided too early"
        ),
        pytest.param(("decide", "CASE", "refused", "--on", NEXT_MONTH), "future", id="too late"),
        pytest.param(
            ("decide", "CASE", "måske"), "granted, partly, refused", id="an outcome there is not"
        ),
        pytest.param(
            ("decide", "CASE", "refused", "--grant", "rengøring"), "grants nothing", id="refused"
        ),
        pytest.param(("sent", "CASE"), "has not been decided", id="sent before it is decided"),
        pytest.param(("deliver", "CASE"), "nothing has been granted", id="help too early"),
        pytest.param(("remand", "CASE"), "no decision", id="sent back undecided"),
        pytest.param(
            ("expect", "CASE", "--on", str(TODAY)), "not after today", id="expected today"
        ),
        pytest.param(
            ("expect", "CASE", "--time-frame", "hurtigst muligt", "--awaiting", "doctor"),
            "is not a time frame",
            id="hurtigst muligt",
        ),
        pytest.param(("expect", "CASE"), "either a date", id="expected never"),
        pytest.param(
            ("expect", "CASE", "--on", NEXT_MONTH, "--awaiting", "vejret"),
            "is not one of",
            id="a cause there is not",
        ),
        pytest.param(
            ("expect", "CASE", "--on", "9999-12-31"), "too far ahead", id="expected at no time"
        ),
        pytest.param(
            ("party", "CASE", "1", "--name", "Bo Opdigtet", "--scope", "alt"),
            "represents nobody",
            id="a power of nobody's",
        ),
        pytest.param(
            ("party", "CASE", "1", "--role", "guardian"),
            "needs a reason",
            id="another role, and no why",
        ),
        pytest.param(
            ("party", "CASE", "--add", "guardian", "--name", "Bo Opdigtet", "--lives"),
            "not with --add",
            id="what an added party would leave out",
        ),
        pytest.param(("await", "CASE"), "is not one of", id="waiting for nothing"),
        pytest.param(("acute", "CASE", "--why", ""), "needs a reason", id="acute, and no why"),
        pytest.param(
            ("acute", "CASE", "--why", "x", "--clear"), "is not acute", id="nothing acute"
        ),
        pytest.param(("close", "CASE", "glemt"), "is not one of", id="an ending there is not"),
        pytest.param(("task", "CASE", "dans"), "no open task", id="a task there is not"),
        pytest.param(
            ("notice", "CASE", "--returned", "brev 7"), "not a message id", id="no message"
        ),
        pytest.param(("show", "2024-9999"), "no case 2024-9999", id="no such case"),
        pytest.param(("explain", "CASE", "--language", "fr"), "da, en", id="explained in French"),
        pytest.param(("sweep", "--on", "i morgen"), "cannot read", id="swept on no day"),
        pytest.param(("dispatch", "--confirm", "nowhere"), "no manifest", id="no manifest"),
        pytest.param(("rules", "show", "atlantis"), "atlantis", id="no such pack"),
        pytest.param(("report", "compliance", "--from", "marts"), "cannot read", id="a month"),
    ],
)
def test_one_plain_line_and_nothing_written(
    shell: Shell, case: str, arguments: tuple[str, ...], said: str
) -> None:
    before = shell.counts()
    ran = shell(*(case if word == "CASE" else word for word in arguments))
    assert said in refused(ran)
    assert shell.counts() == before


def test_due_refuses_an_area_without_a_rule_that_day_and_names_the_days(empty: Shell) -> None:
    question = ("due", "--municipality", "fjordby", "--area", "ledsagelse")
    line = refused(empty(*question, "--received", "2024-05-01"))
    assert "from 2024-06-01 on" in line


def test_register_files_an_area_without_a_rule_that_day_and_says_so(shell: Shell) -> None:
    person = ("--area", "ledsagelse", "--name", "Bo Opdigtet")
    ran = shell("register", *person, "--received", "2024-05-01", "--json")
    assert ran.code == 0
    (case,) = ran.json["cases"]
    assert case["deadlines"] == []
    assert "is filed without a deadline: no rule was in force on 2024-05-01" in ran.err
    assert "from 2024-06-01 on" in ran.err


@pytest.mark.parametrize("mistake", ["unknown-key", "not-toml", "several-mistakes"])
def test_a_broken_pack_is_one_plain_line_at_the_door(shell: Shell, mistake: str) -> None:
    before = shell.counts()
    packs = {"RETTIDIG_PACKS": str(BROKEN), "RETTIDIG_MUNICIPALITY": mistake}
    assert ".toml" in refused(shell(*REGISTER, **packs))
    assert shell.counts() == before


def test_a_name_with_markup_is_kept_as_typed(shell: Shell) -> None:
    name = "Bo [bold]Opdigtet[/bold] <b>#x</b> *y*"
    person = ("--name", name, "--address", "Opdigtet Vej 1")
    made = shell("register", "--area", "bil", *person, "--received", "2024-03-05", "--json")
    reference = made.json["cases"][0]["reference"]
    shown = shell("show", reference)
    assert name in shown.out
    assert shell("dispatch", "--json").json["failed"] == []


# Settings


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        pytest.param(
            {"RETTIDIG_DATABSE_URL": "x"}, "did you mean RETTIDIG_DATABASE_URL?", id="misspelt"
        ),
        pytest.param({"RETTIDIG_FARVE": "blå"}, "RETTIDIG_FARVE is not a setting", id="unknown"),
        pytest.param({"RETTIDIG_SEND_HOUR": "middag"}, "RETTIDIG_SEND_HOUR", id="no hour"),
        pytest.param({"RETTIDIG_SEND_HOUR": "23"}, "RETTIDIG_SEND_HOUR", id="at night"),
    ],
)
def test_a_setting_that_is_none_is_refused(
    shell: Shell, settings: dict[str, str], said: str
) -> None:
    assert said in refused(shell("worklist", **settings))


def test_without_a_municipality_the_way_to_name_one_is_told(shell: Shell) -> None:
    assert "--municipality" in refused(shell("worklist", RETTIDIG_MUNICIPALITY=""))


# The database


def test_a_missing_folder_is_one_plain_line(empty: Shell) -> None:
    ran = empty("worklist", RETTIDIG_DATABASE_URL="sqlite:////nowhere/at/all/rettidig.db")
    assert "check RETTIDIG_DATABASE_URL" in refused(ran)


def test_a_database_in_use_is_one_plain_line_and_nothing_is_written(
    shell: Shell, case: str
) -> None:
    before = shell.counts()
    url = f"sqlite:///{shell.folder}/rettidig.db"
    others = {
        "RETTIDIG_DATABASE_URL": url,
        "RETTIDIG_KEY_FILE": str(shell.folder / "rettidig.key"),
    }
    holder = sqlite3.connect(shell.folder / "rettidig.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    # All at once, because each waits its whole patience of fifteen seconds.
    waiting = [
        shell.start(*arguments, **others)
        for arguments in ((*REGISTER, "--received", "2024-03-05"), ("decide", case, "refused"))
    ]
    looked = shell("show", case, "--json")  # a look waits for nobody
    ended = [(process, *process.communicate(timeout=120)) for process in waiting]
    holder.rollback()
    holder.close()
    assert looked.json["reference"] == case
    for process, out, err in ended:
        assert (process.returncode, out) == (1, "")
        assert err == "rettidig: the database is in use by another process: try again in a moment\n"
    assert shell.counts() == before


def test_a_missing_key_is_one_plain_line(shell: Shell) -> None:
    (shell.folder / "rettidig.key").unlink()
    assert "put back the one this database was made with" in refused(shell("worklist"))


def test_a_wrong_key_is_one_plain_line(shell: Shell, case: str) -> None:
    (shell.folder / "rettidig.key").write_text("ab" * 32)
    assert "is RETTIDIG_KEY_FILE the key of this database?" in refused(shell("show", case))


# The disk for letters


def test_letters_that_cannot_be_written_are_a_line_each_and_exit_4(shell: Shell) -> None:
    (shell.folder / "outbox").write_text("in the way")
    ran = shell("dispatch", "--json")
    assert ran.code == 4
    (line,) = ran.err.splitlines()
    assert "cannot be written" in line
    assert ran.json["sent"] == 0


def test_a_full_disk_for_letters_is_told_and_the_letter_goes_later(shell: Shell, case: str) -> None:
    letter = shell("show", case, "--json").json["letters"][0]
    folder = shell.folder / "outbox" / str(TODAY) / letter["channel"]
    folder.mkdir(parents=True)
    part = f".{case}-{letter['kind']}-{letter['message'].replace('-', '')[-8:]}.pdf.part"
    os.symlink("/dev/full", folder / part)
    ran = shell("dispatch")
    assert (ran.code, len(ran.err.splitlines())) == (4, 1)
    assert "No space left on device" in ran.err
    assert list(folder.iterdir()) == []
    later = shell("dispatch", "--on", str(TODAY + timedelta(days=1)), "--json")
    assert (later.code, later.json["sent"]) == (0, 1)
