"""The council changes its rules: what changed, what governed a case, and what must be moved."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rules.calendar import Calendar
from rules.deadline import due_date
from rules.limit import parse_limit
from tests.acceptance.shell import Shell, refused
from tests.helpers import FJORDBY, PACKS
from tests.services.test_recalculating import CLOSED, OPEN_DAYS
from tracker import clock

TODAY = clock.today(clock.now())
NEXT = Calendar().open_after(TODAY, 2)
PERSON = ("--name", "Bo Opdigtet", "--digital-post", "registered")


@pytest.fixture
def town(shell: Shell) -> tuple[Shell, Path]:
    """A folder with a case of March 2024, and a pack of its own that can be changed."""
    shutil.copytree(PACKS, shell.folder / "packs")
    pack = shell.folder / "packs" / FJORDBY
    with (pack / "social.toml").open("a", encoding="utf-8") as file:
        file.write(OPEN_DAYS)
    return Shell(shell.folder, {"RETTIDIG_PACKS": str(shell.folder / "packs")}), pack


def test_a_closing_day_is_shown_and_then_moves_the_dates(town: tuple[Shell, Path]) -> None:
    shell, pack = town
    received = ("--received", str(TODAY), *PERSON)
    assert shell("register", "--area", "aabne-dage", *received).code == 0
    with (pack / "municipality.toml").open("a", encoding="utf-8") as file:
        file.write(CLOSED.format(day=NEXT))
    shown = shell("recalculate", "--dry-run", "--json").json
    (moved,) = shown["moved"]
    old = due_date(TODAY, parse_limit("10 hverdage"), calendar=Calendar()).due_on
    assert (moved["old_due_on"], moved["due_on"]) == (str(old), str(Calendar().open_after(old)))
    assert moved["closing_days"][0]["decided_by"] == "økonomiudvalget"
    done = shell("recalculate")
    assert (done.code, done.err) == (0, "")
    assert "1 dates moved" in done.out
    why = "fredag efter Kristi himmelfartsdag (decided by økonomiudvalget on 2026-04-01)"
    assert f"because of {NEXT} {why}" in done.out.splitlines()
    assert shell("recalculate", "--json").json["moved"] == []


def test_what_governed_a_case_is_shown_after_the_file_has_changed(
    town: tuple[Shell, Path], case: str
) -> None:
    shell, pack = town
    areas = pack / "social.toml"
    text = areas.read_text(encoding="utf-8")
    areas.write_text(text.replace('"4 uger"', '"6 uger"'), encoding="utf-8")
    ran = shell("rules", "show", FJORDBY, "--as-governed", case)
    assert ran.code == 0, ran.err
    assert "decision       4 weeks" in ran.out
    assert '    decision  = { within = "4 uger", published = "4 uger" }' in ran.out
    assert "Personlig pleje" not in ran.out  # the entry alone
    said = shell("rules", "show", FJORDBY, "--as-governed", case, "--json").json
    (kept,) = said["rounds"]
    assert kept["rule"]["area"] == "rengoering"
    assert kept["file_text"] == (PACKS / FJORDBY / "social.toml").read_text(encoding="utf-8")


def test_a_difference_says_how_many_open_cases_began_under_which_version(
    town: tuple[Shell, Path], case: str
) -> None:
    shell, pack = town
    areas = pack / "social.toml"
    text = areas.read_text(encoding="utf-8")
    areas.write_text(
        text.replace(
            'decision  = { within = "4 uger", published = "4 uger" }',
            'decision  = { within = "6 uger", published = "4 uger" }',
        ),
        encoding="utf-8",
    )
    old = str(PACKS / FJORDBY)
    ran = shell("rules", "diff", old, FJORDBY)
    assert ran.code == 0, ran.err
    said = "Praktisk hjælp: rengøring (rengoering): the decision limit was 4 weeks, is now 6 weeks"
    assert said in ran.out.splitlines()
    assert "Open cases of rengoering: 1 under an earlier version, which they keep." in ran.out
    assert "rewritten in place" in ran.out
    for sides in ((old, FJORDBY), (FJORDBY, "--since", str(TODAY))):
        found = shell("rules", "diff", *sides, "--json").json
        change = next(c for c in found["changes"] if c.get("area") == "rengoering")
        assert (change["kind"], change["old"], change["new"]) == ("rewritten", "4 weeks", "6 weeks")
        assert [(line["area"], line["cases"]) for line in found["open_cases"]] == [
            ("rengoering", 1)
        ]


def test_files_are_compared_too_and_no_database_is_made(empty: Shell) -> None:
    file = PACKS / FJORDBY / "social.toml"
    copy = empty.folder / "social.toml"
    text = file.read_text(encoding="utf-8")
    copy.write_text(text.replace('"12 uger"', '"10 uger"'), encoding="utf-8")
    for old in (str(file), FJORDBY):
        ran = empty("rules", "diff", old, str(copy))
        assert ran.code == 0, ran.err
        assert "Støtte til bil (bil): the decision limit was 12 weeks, is now 10 weeks" in ran.out
        assert len(ran.out.splitlines()) == 3  # its published wording, and the advice
    assert empty("rules", "diff", FJORDBY, FJORDBY).out == "nothing changed\n"
    assert not (empty.folder / "rettidig.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("fjordby",), "name two packs", id="one pack"),
        pytest.param(("fjordby", "fjordby", "--since", "2026-01-01"), "name two", id="too many"),
        pytest.param(("fjordby", "fjordbi"), 'did you mean "fjordby"', id="no such pack"),
        pytest.param(("fjordby", "x.toml"), "there is no file x.toml", id="no such file"),
        pytest.param(("fjordby", "--since", "i går"), "as a day", id="no day"),
        pytest.param(("fjordby", "--since", "2026-01-01"), "asks the database", id="no database"),
    ],
)
def test_a_question_that_cannot_be_answered(
    empty: Shell, arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(empty("rules", "diff", *arguments))


def test_lists_stay_readable(empty: Shell) -> None:
    packs = empty("rules", "list").out.splitlines()
    assert all(len(line) <= 80 for line in packs)
    assert any(line.startswith("fjordby ") and "confirmed" in line for line in packs)
    areas = empty("rules", "list", FJORDBY).out.splitlines()
    assert "rengoering  decision 4 weeks · delivery 12 hverdage" in areas
    assert "    Praktisk hjælp: rengøring · serviceloven § 83" in areas
    assert all(len(line) <= 100 for line in areas)


def test_the_law_stands_with_the_paragraph_it_had_before(empty: Shell) -> None:
    text = empty("rules", "list", "gentofte").out
    assert "barnets lov § 20, stk. 2 (before: serviceloven § 50)" in text
    shown = empty("rules", "show", "gentofte", "boern.boernefaglig-undersoegelse", "--json").json
    assert [rule["former_law"] for rule in shown["rules"]] == [["serviceloven § 50"]]


def test_explain_says_the_law(shell: Shell, case: str) -> None:
    assert "By serviceloven § 83" in shell("explain", case).out
    (deadline,) = [
        d for d in shell("explain", case, "--json").json["deadlines"] if d["kind"] == "decision"
    ]
    assert (deadline["law"], deadline["former_law"]) == (["serviceloven § 83"], [])


def test_closing_days_and_fallback_are_shown_with_their_decision(town: tuple[Shell, Path]) -> None:
    shell, pack = town
    home = pack / "municipality.toml"
    text = home.read_text(encoding="utf-8")
    fallback = 'fallback = { within = "12 uger", source = "https://fjordby.example/frister" }\n'
    home.write_text(fallback + text + CLOSED.format(day=date(2026, 5, 15)), encoding="utf-8")
    shown = shell("rules", "show", FJORDBY)
    assert "fallback       12 weeks" in shown.out
    day = "2026-05-15 fredag efter Kristi himmelfartsdag"
    assert f"closing_days   {day} (decided by økonomiudvalget on 2026-04-01)" in shown.out
