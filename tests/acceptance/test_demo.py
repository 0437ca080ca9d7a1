"""The demonstration, run as a newcomer runs it: in a process of its own, in a folder of its own."""

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import page
import pytest

from notifications.kinds import LetterKind
from tests.acceptance.shell import ROOT, Shell
from tracker import clock
from tracker.demo.bulk import crowd_of_lives
from tracker.demo.ground import MARK
from tracker.demo.lives import LIVES
from tracker.demo.staff import DEMO_PASSWORD, logins
from tracker.office import open_office
from tracker.services.sessions import find_session
from tracker.services.signed_in import SignedIn
from tracker.services.signing_in import Credentials, sign_in
from tracker.settings import read_settings

LAST = "2026-03-27"
SHORT = ("--cases", "1", "--until", LAST)


def demo(folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the demonstration in a folder, with nothing else in the environment."""
    return command(folder, "demo", *arguments, **settings)


def command(folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    environ = {
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-m", "tracker.cli.main", *arguments],
        cwd=folder,
        env={**environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(done: "subprocess.CompletedProcess[str]") -> str:
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line.removeprefix("rettidig: ")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the whole script has been lived through."""
    folder = tmp_path_factory.mktemp("newcomer")
    done = demo(folder, "--until", LAST)
    assert done.returncode == 0, done.stderr
    (folder / "stdout").write_text(done.stdout, encoding="utf-8")
    (folder / "stderr").write_text(done.stderr, encoding="utf-8")
    return folder


def settings_of(folder: Path) -> dict[str, str]:
    """The variables that the file to source sets, as a shell sets them."""
    script = ". demo/settings.sh && env"
    said = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True)
    pairs = (line.partition("=") for line in said.stdout.splitlines())
    return {name: value for name, _, value in pairs if name.startswith("RETTIDIG_")}


def listed(folder: Path) -> list[dict[str, str]]:
    text = (folder / "demo" / "letters" / "letters.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


# What is shown


@pytest.mark.parametrize(
    "words",
    [
        "Overdue now",
        "Decided (or delivered) in time, and told in time when not",
        "The other municipalities",
        "The story of case 2025-",
        "- The application reached us on",
        "It stands as: breached, told in time.",
        "demo/letters",
        "What to try next",
    ],
)
def test_it_shows(lived: Path, words: str) -> None:
    assert words in (lived / "stdout").read_text(encoding="utf-8")


def test_it_fits_a_page(lived: Path) -> None:
    lines = (lived / "stdout").read_text(encoding="utf-8").splitlines()
    assert max(len(line) for line in lines) <= 100


def test_progress_goes_to_stderr_a_line_a_month(lived: Path) -> None:
    said = (lived / "stderr").read_text(encoding="utf-8")
    assert re.search(r"^rettidig: March 2026: \d+ applications, \d+ letters$", said, re.MULTILINE)


def test_what_was_shown_is_kept(lived: Path) -> None:
    kept = (lived / "demo" / "report.txt").read_text(encoding="utf-8")
    assert kept == (lived / "stdout").read_text(encoding="utf-8")


def test_somebody_of_each_role_can_log_in(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lived)
    said = (lived / "stdout").read_text(encoding="utf-8")
    office, _warnings = open_office(read_settings(settings_of(lived)))
    now = clock.now()
    for login, role in logins():
        assert re.search(rf"^  {login} +{role}$", said, re.MULTILINE)
        token = sign_in(office, Credentials("0751", login, DEMO_PASSWORD), now=now)
        found = find_session(office, token, now=now)
        assert isinstance(found, SignedIn)
        assert found.roles == {role}
    office.engine.dispose()
    assert DEMO_PASSWORD in said


def test_nothing_lies_outside_its_folder(lived: Path) -> None:
    assert {path.name for path in lived.iterdir()} == {"demo", "stdout", "stderr"}


# The letters


def test_every_kind_of_letter_was_written(lived: Path) -> None:
    assert {row["kind"] for row in listed(lived)} == set(LetterKind)


def test_letters_have_plain_names_and_are_all_listed(lived: Path) -> None:
    letters = lived / "demo" / "letters"
    found = {path.relative_to(letters).as_posix() for path in letters.rglob("*.pdf")}
    assert found == {row["file"] for row in listed(lived)}
    plain = re.compile(r"[a-z-]+/20\d\d-\d{4}-[a-z]+(-[a-z]+)*(-\d+)?\.pdf")
    assert all(plain.fullmatch(name) for name in found)


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_letters_are_valid(lived: Path, kind: LetterKind, profile: str) -> None:
    letter = next(row for row in listed(lived) if row["kind"] == kind)
    pdf = (lived / "demo" / "letters" / letter["file"]).read_bytes()
    result: Any = page.validate_pdf_bytes(pdf, profile=profile)
    assert result.is_compliant, result.failures


# What can be tried next


def test_the_other_commands_find_what_it_made(lived: Path) -> None:
    settings = settings_of(lived)
    assert command(lived, "db", "check", **settings).returncode == 0
    assert command(lived, "overdue", **settings).returncode == 3
    reference = next(row["reference"] for row in listed(lived) if row["file"].startswith("aarhus"))
    shown = command(lived, "show", reference, **settings)
    assert reference in shown.stdout


def test_a_case_stands_for_each_thing_it_shows(lived: Path) -> None:
    text = (lived / "demo" / "cases.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert Counter(row["shows"] for row in rows) == Counter(
        life.shows for life in LIVES for _area in life.areas
    )


def test_every_life_takes_its_course() -> None:
    assert len({life.shows for life in LIVES}) == len(LIVES)


# Again


@pytest.fixture(scope="module")
def done_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder after a short demonstration, and what it printed. Every run begins anew there, so
    it does not matter which came before."""
    folder = tmp_path_factory.mktemp("again")
    done = demo(folder, *SHORT)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_a_second_run_begins_anew_and_gives_the_same(done_once: tuple[Path, str]) -> None:
    folder, first = done_once
    (folder / "demo" / "my-notes.txt").write_text("mine", encoding="utf-8")
    again = demo(folder, *SHORT)
    assert (again.returncode, again.stdout) == (0, first)
    assert (folder / "demo" / "my-notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_second_run_works_with_the_settings_of_the_first(done_once: tuple[Path, str]) -> None:
    folder, first = done_once
    again = demo(folder, *SHORT, **settings_of(folder))
    assert (again.returncode, again.stdout) == (0, first)


def test_another_seed_gives_other_people(done_once: tuple[Path, str]) -> None:
    folder, first = done_once
    assert demo(folder, *SHORT, "--seed", "2").stdout != first


def test_what_is_drawn_depends_on_the_seed_alone() -> None:
    drawn = [list(crowd_of_lives(50, 2, seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert {life.municipality for life in drawn[0]} > {"aarhus", "gentofte"}


@pytest.mark.soak
def test_more_applications_are_drawn_over_years(tmp_path: Path) -> None:
    done = demo(tmp_path, "--cases", "120", "--years", "2", "--until", LAST)
    assert done.returncode == 0, done.stderr
    assert "120 applications" in done.stdout
    assert re.search(r"^lived through from 2024-", done.stdout, re.MULTILINE)


# What it leaves alone


def test_a_folder_that_it_did_not_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("mine", encoding="utf-8")
    assert "was not made by the demo" in refusal(demo(tmp_path, *SHORT))
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["thesis.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert demo(tmp_path, *SHORT, "--folder", "here").returncode == 0
    assert (tmp_path / "here" / MARK).is_file()


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine", encoding="utf-8")
    assert "cannot be used" in refusal(demo(tmp_path, *SHORT))


def test_a_database_with_cases_is_refused(shell: Shell) -> None:
    url = f"sqlite:///{shell.folder}/rettidig.db"
    before = shell.counts()
    line = refusal(demo(shell.folder, *SHORT, RETTIDIG_DATABASE_URL=url))
    assert "the demo did not make" in line
    assert shell.counts() == before
    assert not (shell.folder / "demo").exists()


def test_an_empty_database_that_is_named_is_used(tmp_path: Path) -> None:
    named = {"RETTIDIG_DATABASE_URL": "sqlite:///mine.db", "RETTIDIG_MUNICIPALITY": "aarhus"}
    assert demo(tmp_path, *SHORT, **named).returncode == 0
    assert not (tmp_path / "demo" / "rettidig.db").exists()
    assert command(tmp_path, "report", "compliance", **named).returncode == 0


def test_it_ends_yesterday_at_the_latest(tmp_path: Path) -> None:
    assert "is not over yet" in refusal(demo(tmp_path, "--until", "2040-01-01"))


@pytest.mark.soak
@pytest.mark.parametrize(
    "last",
    ["2023-06-05", "2024-05-10", "2025-12-28", "2026-01-01", "2026-04-06", "2026-08-02"],
    ids=["5 June", "after ascension", "christmas", "new year", "easter", "summer"],
)
def test_it_ends_on_any_day(tmp_path: Path, last: str) -> None:
    assert demo(tmp_path, "--until", last).returncode == 0
