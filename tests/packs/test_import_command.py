"""`rettidig rules import` as a person calls it: a table in, a pack and a list of questions out."""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from rules.importing_answers import TO_SETTLE
from rules.pack import load_pack
from tests.acceptance.shell import Ran, Shell, refused

TABLES: Final = Path(__file__).parent / "tables"
#: As a Danish spreadsheet saves it: semicolons and Windows-1252. The municipality is invented.
BAKKEDAL: Final = TABLES / "bakkedal.csv"
PLACE: Final = ("--municipality", "Bakkedal", "--code", "0999", "--source", "https://example.dk")

Import = Callable[..., Ran]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A municipality's own packs: none yet."""
    return tmp_path / "packs"


@pytest.fixture
def run(tmp_path: Path, packs: Path) -> Import:
    """The command, writing to those packs."""
    shell = Shell(tmp_path, {"RETTIDIG_PACKS": str(packs), "RETTIDIG_MUNICIPALITY": ""})
    return lambda *words: shell("rules", "import", *words)


def fill_in(path: Path, **answers: dict[str, str]) -> None:
    """Fill in the list in a spreadsheet, which saves it with other marks than it was written."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        row.update(answers.get(f"row{row['row']}", {}))
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_a_table_becomes_a_pack_and_its_doubts_are_settled_in_the_list(
    run: Import, packs: Path
) -> None:
    first = run(str(BAKKEDAL), *PLACE)
    assert (first.code, first.err) == (0, "")
    assert "Bakkedal Kommune: 14 areas from 20 rows" in first.out
    assert "To settle: 5" in first.out
    folder = packs / "bakkedal"
    assert sorted(path.name for path in folder.iterdir()) == [
        "aeldre-og-sundhed.toml",
        "boern-og-unge.toml",
        "job-og-ydelser.toml",
        "municipality.toml",
        "social-og-handicap.toml",
        TO_SETTLE,
    ]
    pack = load_pack("bakkedal", folders=[packs])
    assert (pack.municipality.code, pack.municipality.status) == ("0999", "unconfirmed")
    assert not pack.has_area("praktisk-hjaelp.rengoering")

    home = folder / "municipality.toml"
    home.write_text(home.read_text("utf-8") + '\n[contact]\nphone = "12 34 56 78"\n', "utf-8")
    fill_in(
        folder / TO_SETTLE,
        row3={"phrase": "rengøring"},
        row6={"new title": "Hjælpemidler: enkle", "phrase": "et enkelt hjælpemiddel"},
        row7={"limit": "16 uger", "phrase": "et hjælpemiddel"},
        row20={"leave out": "en frist for et møde"},
    )
    again = run(str(BAKKEDAL), *PLACE, "--replace")
    assert again.code == 0
    assert "17 areas from 20 rows" in again.out
    assert "en frist for et møde: row 20" in again.out
    assert "To settle: 1" in again.out
    pack = load_pack("bakkedal", folders=[packs])
    assert pack.has_area("praktisk-hjaelp.rengoering")
    assert pack.municipality.contact.phone == "12 34 56 78"

    # What was settled is kept, and what is open can still be filled in.
    assert run(str(BAKKEDAL), *PLACE, "--replace").out == again.out
    assert [path.name for path in packs.iterdir()] == ["bakkedal"]


def test_the_first_area_makes_the_list_a_part(run: Import, packs: Path) -> None:
    table = packs.parent / "en.csv"
    table.write_text("Ydelse;Frist\nMadservice;14 hverdage (2 uger)\n", "utf-8")
    assert "0 areas from 1 rows" in run(str(table), *PLACE).out
    home = packs / "bakkedal" / "municipality.toml"
    first = home.read_bytes()
    assert b'table  = "missing"' in first
    fill_in(packs / "bakkedal" / TO_SETTLE, row2={"limit": "2 uger"})
    assert "1 areas from 1 rows" in run(str(table), *PLACE, "--replace").out
    assert home.read_bytes() == first.replace(b'"missing"', b'"part"')
    assert load_pack("bakkedal", folders=[packs]).municipality.table == "part"


def test_an_area_that_is_gone_is_told_and_files_of_a_person_stay(run: Import, packs: Path) -> None:
    assert run(str(BAKKEDAL), *PLACE).code == 0
    own = packs / "bakkedal" / "egen.toml"
    area = '[[area]]\nid = "egen"\ntitle = "Egen"\nphrase = "egen"\n'
    own.write_text(f'{area}decision = {{ within = "4 uger" }}\n', "utf-8")
    shorter = packs.parent / "kort.csv"
    shorter.write_text("Ydelse;Frist\nMadservice;4 uger\n", "utf-8")
    again = run(str(shorter), *PLACE, "--replace")
    assert again.code == 0
    assert "no longer in the pack: " in again.err
    assert "boern.merudgifter" in again.err
    assert "egen," not in again.err
    pack = load_pack("bakkedal", folders=[packs])
    assert sorted(rule.area for rule in pack.rules if not rule.statutory) == ["egen", "madservice"]


def test_json_tells_what_became_of_every_row(run: Import) -> None:
    told = run(str(BAKKEDAL), *PLACE, "--json").json
    assert (told["municipality"], told["rows"]) == ("bakkedal", 20)
    keys = [*told["imported"], *(row["row"] for row in told["left_out"] + told["to_settle"])]
    assert sorted(keys, key=int) == [str(number) for number in range(2, 22)]


def test_a_folder_that_is_there_is_not_touched(run: Import, packs: Path) -> None:
    table = TABLES / "roskilde.yaml"
    assert run(str(table), "--municipality", "Roskilde").code == 0
    before = {path.name: path.read_bytes() for path in (packs / "roskilde").iterdir()}
    assert "--replace" in refused(run(str(table), "--municipality", "0265"))
    assert before == {path.name: path.read_bytes() for path in (packs / "roskilde").iterdir()}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("a.csv", "Ydelse;Pris\nA;4 uger\n", '"Pris" is not known', id="a heading"),
        pytest.param("a.csv", "Ydelse;Frist\n\n", "has no rows", id="headings alone"),
        pytest.param("a.yaml", "rows: []\n", "has no rows", id="an empty list"),
        pytest.param("a.yaml", "rows: [\n", "not YAML", id="broken YAML"),
        pytest.param("a.yaml", "rows:\n - {title: A}\n", "needs title and raw", id="half a row"),
        pytest.param("a.yaml", f"rows: {'[' * 3000}", "a.yaml", id="nested too deep"),
        pytest.param("none.csv", None, "cannot be read", id="no such file"),
    ],
)
def test_a_table_that_cannot_be_read_leaves_nothing(
    run: Import, packs: Path, name: str, content: str | None, why: str
) -> None:
    path = packs.parent / name
    if content is not None:
        path.write_text(content, "utf-8")
    assert why in refused(run(str(path), *PLACE))
    assert list(packs.iterdir()) == []


def test_a_pack_that_would_not_load_is_not_put_in_place(run: Import, packs: Path) -> None:
    assert run(str(BAKKEDAL), *PLACE).code == 0
    folder = packs / "bakkedal"
    fill_in(folder / TO_SETTLE, row3={"phrase": "Rengøring."})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    line = refused(run(str(BAKKEDAL), *PLACE, "--replace"))
    assert "bakkedal/aeldre-og-sundhed.toml" in line
    assert "phrase" in line
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert [path.name for path in packs.iterdir()] == ["bakkedal"]


def test_it_needs_a_folder_and_a_municipality(run: Import, tmp_path: Path) -> None:
    bare = Shell(tmp_path, {"RETTIDIG_PACKS": "", "RETTIDIG_MUNICIPALITY": ""})
    assert "RETTIDIG_PACKS" in refused(bare("rules", "import", str(BAKKEDAL), *PLACE))
    assert "near" not in refused(run(str(BAKKEDAL), "--municipality", "Bakkedal"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(run: Import, packs: Path) -> None:
    packs.mkdir(mode=0o500)
    assert "cannot be written" in refused(run(str(BAKKEDAL), *PLACE))
