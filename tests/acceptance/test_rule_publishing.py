"""`rules check`, `publish`, `published` and `affected`, as a person at a terminal calls them."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acceptance.shell import Shell, refused
from tests.helpers import FJORDBY
from tests.publishing.catalogue import AREAS, HOME
from tracker import clock

TODAY = clock.today(clock.now())


@pytest.fixture
def catalogue(empty: Shell) -> Shell:
    """A folder with a pack that has quality standards, and no database."""
    folder = empty.folder / "packs" / "proeve"
    folder.mkdir(parents=True)
    (folder / "municipality.toml").write_text(HOME, encoding="utf-8")
    (folder / "omsorg.toml").write_text(AREAS, encoding="utf-8")
    environ = {"RETTIDIG_PACKS": str(folder.parent), "RETTIDIG_MUNICIPALITY": ""}
    return Shell(empty.folder, environ)


def test_findings_are_lines_below_their_municipality_and_no_failure(catalogue: Shell) -> None:
    ran = catalogue("rules", "check", "proeve")
    assert (ran.code, ran.err) == (0, "")
    first, revision, *rest = ran.out.splitlines()
    assert first.startswith("proeve: 3 areas, ")
    assert "of 2 quality standards adopted" in revision
    assert "  formel: the decision limit is a range, 10 weeks to 12 weeks: 12 weeks counts" in rest
    assert all(line.startswith("  ") for line in rest)
    assert not (catalogue.folder / "rettidig.db").exists()


def test_findings_as_json(catalogue: Shell) -> None:
    ran = catalogue("rules", "check", "proeve", "--json")
    (one,) = ran.json["municipalities"]
    assert (ran.code, one["municipality"], one["areas"]) == (0, "proeve", 3)
    assert {"code", "about", "text"} == set(one["findings"][0])
    assert {"unconfirmed", "range"} <= {found["code"] for found in one["findings"]}
    assert ran.json["errors"] == []


def test_a_pack_with_a_mistake_ends_with_one(catalogue: Shell) -> None:
    path = catalogue.folder / "packs" / "proeve" / "omsorg.toml"
    broken = AREAS.replace('"15 hverdage"', '"15 hverdag e"')
    path.write_text(broken, encoding="utf-8")
    ran = catalogue("rules", "check", "proeve")
    assert ran.code == 1
    assert "/proeve/omsorg.toml:9: " in ran.out
    assert ran.err == "rettidig: 1 thing to put right in the rules\n"
    path.write_text(broken.replace('"12 hverdage"', '"12 hverdag e"'), encoding="utf-8")
    ran = catalogue("rules", "check", "proeve")
    assert "/proeve/omsorg.toml:10: " in ran.out
    assert ran.err == "rettidig: 2 things to put right in the rules\n"


def test_deadlines_that_decisions_do_not_keep_are_found_where_there_are_cases(shell: Shell) -> None:
    received = (TODAY - timedelta(days=90)).isoformat()
    decided = (TODAY - timedelta(days=10)).isoformat()
    for number in range(5):
        person = ("--name", f"Bo Opdigtet {number}", "--digital-post", "registered")
        ran = shell("register", "--area", "rengoering", "--received", received, *person, "--json")
        reference = ran.json["cases"][0]["reference"]
        assert shell("decide", reference, "refused", "--on", decided).code == 0
    ran = shell("rules", "check", FJORDBY)
    assert ran.code == 0
    assert "  rengoering: 0 of 5 (0 %) decided in time in the last year, 1 overdue now" in ran.out
    assert "decided in time" not in shell("rules", "check", FJORDBY, "--guard").out


def test_publishing_and_proving_what_was_public(catalogue: Shell) -> None:
    site = catalogue.folder / "site"
    ran = catalogue("rules", "publish", str(site), "--municipality", "proeve", "--json")
    assert ran.code == 0, ran.err
    (done,) = ran.json
    assert (done["municipality"], done["new"]) == ("proeve", True)
    again = catalogue("rules", "publish", str(site), "--municipality", "proeve")
    assert again.out.startswith(f"proeve: unchanged since {TODAY}, history/{done['folder']}, ")

    held = catalogue("rules", "published", str(site), "--on", TODAY.isoformat())
    assert held.code == 0
    assert "intact" in held.out
    assert done["sha256"] in held.out
    before = catalogue("rules", "published", str(site), "--on", "2020-01-01")
    assert "was published on or before 2020-01-01" in refused(before)

    page = site / "history" / done["folder"] / "index.html"
    page.write_text("<p>something else</p>", encoding="utf-8")
    broken = catalogue("rules", "published", str(site), "--on", TODAY.isoformat(), "--json")
    assert broken.code == 1
    assert [one["intact"] for one in json.loads(broken.out)] == [False]


def test_a_folder_that_cannot_be_written_is_one_line(catalogue: Shell) -> None:
    if os.geteuid() == 0:
        place = Path("/proc/nowhere")  # even an administrator cannot write there
    else:
        place = catalogue.folder / "closed" / "site"
        place.parent.mkdir(mode=0o500)
    line = refused(catalogue("rules", "publish", str(place), "--municipality", "proeve"))
    assert "cannot be written" in line


def test_grants_under_an_older_rule_are_listed(shell: Shell) -> None:
    person = ("--name", "Bo Opdigtet", "--digital-post", "registered")
    ran = shell(
        *("register", "--area", "boligindretning", "--received", "2026-02-10", *person, "--json")
    )
    reference = ran.json["cases"][0]["reference"]
    granted = shell("decide", reference, "granted", "--on", "2026-02-11", "--grant", "rampe")
    assert granted.code == 0, granted.err
    ran = shell("rules", "affected", FJORDBY, "--area", "boligindretning", "--json")
    (one,) = ran.json
    assert (one["reference"], one["service"], one["since"]) == (reference, "rampe", "2026-02-11")
    assert "2026-03-01" in one["because"]
    assert shell("rules", "affected", FJORDBY).out.startswith("Grants under an older rule")
    assert "boligindretnin" in refused(shell("rules", "affected", FJORDBY, "--area", "boligin"))
