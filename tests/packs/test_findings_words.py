"""Published words that promise another limit than the one that counts, limit by limit."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from rules.findings import findings
from tests.packs.sample import AREA, HOME, sample

CONFIRMED: Final = HOME.replace("unconfirmed", "confirmed")
WEEKS: Final = 'decision = { within = "4 uger" }'


def decision(within: str, published: str) -> str:
    """A decision limit with its words."""
    return f'decision = {{ within = "{within}", published = "{published}" }}'


#: The limits of an area, and those that words and limit are found to disagree about.
DIFFERENT: Final = {
    "a longer one": (decision("4 uger", "8 uger"), ["decision"]),
    "a shorter one": (decision("15 hverdage", "Senest 5 hverdage"), ["decision"]),
    "words without a limit": (decision("4 uger", "Løbende"), ["decision"]),
    "a limit without one": (decision("løbende", "4 uger"), ["decision"]),
    "another unit that is often the same": (decision("10 hverdage", "2 uger"), ["decision"]),
    "the hoped-for one": (
        decision("hurtigst muligt", "Hurtigst muligt og senest 3 uger"),
        ["decision"],
    ),
    "the extended one": (
        decision("8 uger", "4 uger, kan forlænges til 8 uger"),
        ["decision"],
    ),
    "the help's": (
        WEEKS + '\ndelivery = { within = "2 uger", published = "3 uger efter visitation" }',
        ["delivery"],
    ),
    "the acute one": (
        WEEKS + '\nacute = { decision = "straks", published = "2 dage" }',
        ["acute decision"],
    ),
    "the acute one beside the ordinary": (
        WEEKS + '\nacute = { decision = "2 dage", published = "4 uger, i akutte tilfælde straks" }',
        ["acute decision"],
    ),
    "the acute help": (
        WEEKS + '\nacute = { decision = "straks", delivery = "3 dage", published = "straks" }',
        ["acute delivery"],
    ),
    "the cap": (
        WEEKS + '\nremanded = { same = true, at_most = "2 uger", published = "højst 3 uger" }',
        ["remanded"],
    ),
    "remanded, with a limit of its own": (
        WEEKS + '\nremanded = { within = "2 uger", published = "3 uger" }',
        ["remanded"],
    ),
    "remanded, the same": (
        WEEKS + '\nremanded = { same = true, published = "6 uger" }',
        ["remanded"],
    ),
    "another supplier's": (
        WEEKS + '\nsupplier_change = { within = "2 uger", published = "14 hverdage" }',
        ["supplier change"],
    ),
}

SAME: Final = {
    "the same": decision("4 uger", "Senest 4 uger"),
    "number words": decision("4 uger", "fire uger"),
    "the upper bound": decision("12 uger", "10 - 12 uger"),
    "a range": decision("10-12 uger", "10 - 12 uger"),
    "weeks in days": decision("14 dage", "2 uger"),
    "a year in months": decision("12 måneder", "1 år"),
    "a half": decision("2½ måned", "2½ måned"),
    "the first of two units": decision("14 hverdage", "14 hverdage (2 uger)"),
    "the second of two units": decision("2 uger", "14 hverdage (2 uger)"),
    "due the same day": decision("straks", "Samme dag"),
    "the ordinary one of two": decision("4 uger", "4 uger, i akutte tilfælde straks"),
    "words that cannot be read": decision("4 uger", "8 flerbgranser"),
    "no words": WEEKS,
    "somebody else's limit": decision("anden myndighed", "Seks måneder"),
    "the acute one of two": WEEKS
    + '\nacute = { decision = "straks", published = "4 uger, i akutte tilfælde straks" }',
    "the cap of two": WEEKS
    + '\nremanded = { same = true, at_most = "2 uger", published = "højst to uger" }',
    "remanded, the same": WEEKS + '\nremanded = { same = true, published = "4 uger" }',
}  # fmt: skip


def differing(folder: Path, limits: str) -> list[str]:
    """What is found to differ in an area with these limits."""
    pack = sample(folder, AREA.replace(WEEKS, limits), CONFIRMED)
    found = [one for one in findings(pack, date(2026, 6, 1)) if one.code == "words-differ"]
    return [one.text.removeprefix("the ").split(" limit is")[0] for one in found]


@pytest.mark.parametrize(("limits", "expected"), DIFFERENT.values(), ids=DIFFERENT)
def test_words_that_say_another_limit(tmp_path: Path, limits: str, expected: list[str]) -> None:
    assert differing(tmp_path, limits) == expected


@pytest.mark.parametrize("limits", SAME.values(), ids=SAME)
def test_words_that_say_the_limit_that_counts(tmp_path: Path, limits: str) -> None:
    assert differing(tmp_path, limits) == []


def test_both_are_told_as_a_pack_writes_them(tmp_path: Path) -> None:
    pack = sample(tmp_path, AREA.replace(WEEKS, decision("4 uger", "8 uger")), CONFIRMED)
    (found,) = findings(pack, date(2026, 6, 1))
    assert (found.code, found.about) == ("words-differ", "hjemmehjaelp")
    assert found.text == 'the decision limit is published as "8 uger", but 4 uger counts'
