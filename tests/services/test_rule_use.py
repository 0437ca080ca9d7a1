"""Which versions open cases began under, and what those said after the pack has changed."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.helpers import FJORDBY, PACKS, Installation, at
from tracker.codes import Outcome
from tracker.errors import NotFound
from tracker.rulebook import RuleBook
from tracker.services.rule_use import governing_versions, open_cases_by_version, rules_kept_by


@pytest.fixture
def town(installation: Installation, tmp_path: Path) -> tuple[Installation, Path]:
    """An installation with a pack of its own, and the file of its areas."""
    packs = tmp_path / "packs"
    shutil.copytree(PACKS, packs)
    office = replace(installation.office, book=RuleBook([packs]))
    return replace(installation, office=office), packs / FJORDBY / "social.toml"


def lengthen(file: Path) -> None:
    """What nobody should do: rewrite a limit in place."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('within = "4 uger"', 'within = "6 uger"', 1), encoding="utf-8")


def test_open_cases_are_counted_by_the_version_they_began_under(
    town: tuple[Installation, Path],
) -> None:
    here, file = town
    first = here.register("2026-03-02")
    here.register("2026-03-02")
    here.register("2026-02-02", "boligindretning")
    here.register("2026-03-02", "boligindretning")
    here.register("2024-03-02", "ledsagelse", now=at("2026-03-02"))
    decided, ended = here.register("2026-03-02"), here.register("2026-03-02")
    here.decide(decided, "2026-03-03", Outcome.REFUSED)
    here.close(ended, "2026-03-03")
    pack = here.office.book.pack(FJORDBY)
    old = pack.rule_in_force("rengoering", date(2026, 3, 2)).version
    eight, four = (rule.version for rule in pack.versions("boligindretning"))
    lengthen(file)
    here.register("2026-03-04")
    new = here.office.book.pack(FJORDBY).rule_in_force("rengoering", date(2026, 3, 4)).version
    assert new != old
    assert open_cases_by_version(here.office, "0999", now=at("2026-03-05")) == {
        ("rengoering", old): 2,
        ("rengoering", new): 1,
        ("boligindretning", eight): 1,
        ("boligindretning", four): 1,
        ("ledsagelse", None): 1,
    }
    here.remand(decided, "2026-03-06", now=at("2026-03-06"))
    found = open_cases_by_version(here.office, "0999", now=at("2026-03-06"))
    assert found[("rengoering", new)] == 2  # a new round, under the rule of its day
    assert first


def test_the_text_that_governed_a_case_is_shown_after_the_file_has_changed(
    town: tuple[Installation, Path],
) -> None:
    here, file = town
    reference = here.register("2026-03-02")
    before = file.read_text(encoding="utf-8")
    lengthen(file)
    here.register("2026-03-04")
    (kept,) = governing_versions(here.office, FJORDBY, reference, now=at("2026-03-05"))
    assert (kept.round, kept.path, kept.text) == (1, "fjordby/social.toml", before)
    assert kept.rule.decision is not None
    assert str(kept.rule.decision.limit.max) == "4 weeks"
    # The case itself goes on as it began.
    assert here.show(reference, at("2026-03-05"))["deadlines"][0]["due_on"] == "2026-03-30"


def test_a_text_is_kept_once_per_version(town: tuple[Installation, Path]) -> None:
    here, file = town
    for _ in range(3):
        here.register("2026-03-02")
    rows = here.rows()
    assert (rows["rule_version"], rows["pack_file"]) == (1, 1)
    lengthen(file)
    here.register("2026-03-04")
    rows = here.rows()
    assert (rows["rule_version"], rows["pack_file"]) == (2, 2)


def test_what_the_cases_had_kept_by_a_day(town: tuple[Installation, Path]) -> None:
    here, file = town
    here.register("2026-03-02")
    lengthen(file)
    here.register("2026-03-04")
    limits = [
        [str(rule.decision.limit.max) for rule in kept if rule.decision]
        for day in ("2026-03-01", "2026-03-03", "2026-03-04")
        for kept in [
            rules_kept_by(here.office, "0999", date.fromisoformat(day), now=at("2026-03-05"))
        ]
    ]
    assert limits == [[], ["4 weeks"], ["6 weeks"]]


def test_a_case_without_a_rule_keeps_none(town: tuple[Installation, Path]) -> None:
    here, _file = town
    reference = here.register("2024-03-02", "ledsagelse")
    with pytest.raises(NotFound, match="no rule was in force"):
        governing_versions(here.office, FJORDBY, reference, now=at("2024-03-05"))


def test_a_pack_that_is_broken_while_the_program_runs_stays_as_it_was(
    town: tuple[Installation, Path], caplog: pytest.LogCaptureFixture
) -> None:
    here, file = town
    here.register("2026-03-02")
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole + "[[area]\n", encoding="utf-8")
    assert here.show(here.register("2026-03-03"), at("2026-03-03"))["deadlines"]
    assert "the last good one counts" in caplog.text
    assert caplog.text.count("cannot be used") == 1
    file.write_text(whole, encoding="utf-8")
    lengthen(file)
    case = here.show(here.register("2026-03-04"), at("2026-03-04"))
    assert case["deadlines"][0]["due_on"] == "2026-04-15"
