"""The catalogue of rules: what counts beside what was published, versions, and what to look at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.findings import Finding
from rules.pack import load_pack
from rules.pack_files import pack_slugs
from tests.helpers import PACKS, Installation
from tests.web.people import Town, staffed
from tests.web.test_work import plain
from tracker.web.rules.view import counted, rule_row
from tracker.web.rules.words import FINDINGS, checks
from tracker.web.words import words


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Fjordby with everybody, two cases of one area under two versions, and one of another."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "x.db").write_bytes(migrated_sqlite.read_bytes())
    with (
        Installation.at(folder, f"sqlite:///{folder}/x.db") as installation,
        staffed(installation) as town,
    ):
        for day in ("2026-02-20", "2026-03-02", "2026-03-03"):
            installation.register(day, "boligindretning")
        yield town


def page(town: Town, path: str, who: str = "caseworker") -> str:
    """The words of a page."""
    answer = town.enter(who).get(path)
    assert answer.status_code == 200
    return plain(answer.text)


def test_what_counts_stands_beside_what_was_published(town: Town) -> None:
    said = page(town, "/regler")
    assert "serviceloven § 112 2 uger “Du får svar inden 2 uger” 4 uger" in said
    assert "12 hverdage “12 hverdage efter afgørelsen”" in said
    assert "fra 1.3.2026 til 31.12.2030" in said
    assert "Der kan ikke regnes en dato. Sagerne står som “Uden frist”." in said
    assert "Frister, som loven sætter" in said


@pytest.mark.parametrize(
    ("find", "seen", "unseen"),
    [
        ("boligi", "Boligindretning", "Personlig pleje"),
        ("§ 114", "Støtte til bil", "Aflastning"),
        ("27.24", "Aflastning", "Støtte til bil"),
        ("PLEJE personlig", "Personlig pleje", "Aflastning"),
    ],
    ids=["title", "paragraph", "KLE", "words in any order"],
)
def test_an_area_is_found_by(town: Town, find: str, seen: str, unseen: str) -> None:
    said = page(town, f"/regler?find={find.replace(' ', '+')}")
    assert seen in said
    assert unseen not in said


def test_what_is_not_found_says_what_was_looked_for(town: Town) -> None:
    assert "Vi fandt ikke “tandlæge”. Vis alle" in page(town, "/regler?find=tandlæge")


def test_versions_stand_newest_first_with_the_cases_that_began_under_each(town: Town) -> None:
    said = page(town, "/regler/boligindretning")
    new, old = said.index("I kraft fra 1. marts 2026"), said.index("I kraft til 28. februar 2026")
    assert new < old
    assert "2 uden afgørelse begyndte under denne udgave" in said[new:old]
    assert "1 uden afgørelse begyndte under denne udgave" in said[old:]
    assert "Vedtaget 20. januar 2026" in said[new:old]


@pytest.mark.parametrize(
    ("area", "received", "says"),
    [
        ("boligindretning", "5.3.2026", "Senest torsdag 2. april 2026"),
        ("boligindretning", "5.2.2026", "Senest torsdag 2. april 2026"),
        ("krisehjaelp", "5.3.2026", "Fristen er i timer"),
        ("loebende", "5.3.2026", "Der kan ikke regnes en dato"),
        ("ledsagelse", "5.3.2024", "Der er ingen regel for området den dag."),
        ("bil", "31/2", 'Vi kan ikke læse "31/2".'),
    ],
)
def test_a_date_is_worked_out(town: Town, area: str, received: str, says: str) -> None:
    assert says in page(town, f"/regler/{area}?modtaget={received}")


def test_an_area_that_nobody_knows_is_no_page(town: Town) -> None:
    assert town.enter("caseworker").get("/regler/nonsense").status_code == 404


def test_only_who_looks_after_the_rules_sees_what_to_look_at(town: Town) -> None:
    assert "Det skal nogen se på" not in page(town, "/regler")
    said = page(town, "/regler", "administrator")
    assert "Hele kommunen Lukkedagene for et år mangler." in said


def test_every_finding_of_every_pack_has_its_danish() -> None:
    codes = set[str]()
    for slug in pack_slugs():
        pack = load_pack(slug)
        codes |= {warning.code for rule in pack.rules for warning in rule.warnings}
        codes |= {warning.code for warning in pack.warnings}
    assert codes
    assert codes <= FINDINGS.keys()


def test_a_finding_without_danish_is_said_as_it_is() -> None:
    found = [Finding("x", "new-code", "bil", "something new"), Finding("x", "range", None, "-")]
    assert checks(found, {"bil": "Bil"}, words("da")) == [
        ("Bil", "something new"),
        ("Hele kommunen", "Kommunen har skrevet et spænd. Det længste gælder."),
    ]


def test_a_limit_of_hours_needs_the_clock() -> None:
    pack = load_pack("fjordby", folders=(PACKS,))
    rule = pack.versions("krisehjaelp")[0]
    assert counted(rule, pack.municipality, date(2026, 3, 5), words("da")).day == ""
    elsewhere = replace(rule, source="byrådets bog")
    assert rule_row(elsewhere, words("da")).source == "byrådets bog"


def test_the_english_pages_have_no_danish_of_ours(town: Town) -> None:
    for path in ("/regler?sprog=en", "/regler/bil?sprog=en&modtaget=5.3.2026"):
        said = page(town, path, "administrator")
        for danish in ("Regler", "Advarsler", "Afgørelse", "I kraft", "Kilde", "gælder"):
            assert danish not in said, (path, danish)
