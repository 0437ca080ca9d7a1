"""The same at the command line: proof, dossier, acts near the date, and a file as once known."""

import json
import shutil
from pathlib import Path

import pytest

from tests.acceptance.shell import Shell, refused


@pytest.fixture(scope="module")
def shell(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with one case of 2024: registered years late, its letter sent, and closed."""
    folder = tmp_path_factory.mktemp("doors")
    shutil.copyfile(migrated_sqlite, folder / "rettidig.db")
    shell = Shell(folder)
    person = ("--name", "Åse Prøve-Testesen", "--address", "Opdigtet Vej 1", "--cpr", "010190-1234")
    steps = (
        ("register", "--area", "rengoering", "--received", "2024-03-05", *person),
        ("dispatch",),
    )
    for step in steps:
        done = shell(*step)
        assert done.code == 0, done.err
    return shell


@pytest.fixture(scope="module")
def case(shell: Shell) -> str:
    """The number of that case."""
    return str(shell("report", "acts", "--json").json["acts"][0]["reference"])


def test_proof(shell: Shell, case: str) -> None:
    view = shell("show", case, "--proof", "--json").json
    assert view["journal"]["intact"] is True
    way = next(way for notice in view["notices"] for way in notice["ways"])
    one = shell("show", case, "--message", way["message"])
    assert one.code == 0
    assert "the journal is whole" in one.out
    assert f"{way['sha256']} (equal)" in one.out
    assert "no letter with message" in refused(shell("show", case, "--message", "x"))


def test_dossier(shell: Shell, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = shell("dossier", case, "--folder", str(folder), "--purpose", "aktindsigt", "--json").json
    assert sorted(done["files"]) == sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
    )
    said = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))
    assert said["dossier"]["purpose"] == "aktindsigt"
    again = shell("dossier", case, "--folder", str(folder), "--purpose", "aktindsigt")
    assert "is not empty: name a new one" in refused(again)
    assert shell("dossier", case, "--folder", str(tmp_path / "b")).code == 2


def test_acts(shell: Shell, case: str) -> None:
    (act,) = shell("report", "acts", "--json").json["acts"]
    assert (act["reference"], act["act"], act["due_on"]) == (case, "registered-late", "2024-04-02")
    table = shell("report", "acts", "--csv").out
    assert table.lstrip("\N{BYTE ORDER MARK}").startswith("reference;team;area;act;")
    assert "Åse" not in table
    assert shell("report", "acts", "--until", "2024-12-31").out == (
        "Acts near or after the date: none\n"
    )


def test_before_it_was_registered(shell: Shell, case: str) -> None:
    line = refused(shell("show", case, "--as-known-on", "2024-03-06"))
    assert "was registered after 2024-03-06" in line
