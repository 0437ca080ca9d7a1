"""What `rules check` finds in a pack: limits that cannot both be meant, and nothing else."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from rules.findings import findings
from tests.packs.sample import AREA, HOME, sample

ON: Final = date(2026, 6, 1)
CONFIRMED: Final = HOME.replace("unconfirmed", "confirmed")
WEEKS: Final = 'decision = { within = "4 uger" }'
NONE: Final = 'decision = { within = "ikke fastsat" }'

#: The lines after an area's limit, and the codes that they must give, besides none.
AREAS: Final = {
    "nothing odd": ("", WEEKS, set()),
    "acute is shorter": ('acute = { decision = "straks" }\n', WEEKS, set()),
    "acute is longer": ('acute = { decision = "5 uger" }\n', WEEKS, {"acute-longer"}),
    "acute is longer in another unit": (
        'acute = { decision = "30 hverdage" }\n',
        WEEKS,
        {"acute-longer"},
    ),
    "acute in hours is shorter": ('acute = { decision = "24 timer" }\n', WEEKS, set()),
    "acute is sometimes longer, over Easter": (
        'acute = { decision = "20 hverdage" }\n',
        WEEKS,
        set(),
    ),
    "acute help is longer": (
        'delivery = { within = "1 uge" }\nacute = { delivery = "2 uger" }\n',
        WEEKS,
        {"acute-longer"},
    ),
    "remanded is longer": ('remanded = { within = "6 uger" }\n', WEEKS, {"remanded-longer"}),
    "remanded is capped below": (
        'remanded = { same = true, at_most = "2 uger" }\n',
        WEEKS,
        set(),
    ),
    "remanded is capped above": (
        'remanded = { same = true, at_most = "5 uger" }\n',
        WEEKS,
        {"cap-above-limit"},
    ),
    "remanded is capped at the limit": (
        'remanded = { same = true, at_most = "4 uger" }\n',
        WEEKS,
        set(),
    ),
    "help from a decision without a limit": (
        'delivery = { within = "1 uge" }\n',
        NONE,
        {"no-limit", "delivery-without-start"},
    ),
    "in all shorter than the decision": ('total_expected = "2 uger"\n', WEEKS, {"total-too-short"}),
    "in force before it was adopted": (
        "adopted_on = 2026-03-01\nin_force_from = 2026-01-01\n",
        WEEKS,
        {"adopted-late"},
    ),
    "ended before the day": (
        'acute = { decision = "5 uger" }\nin_force_until = 2026-05-31\n',
        WEEKS,
        set(),
    ),
    "two units that disagree": (
        "",
        'decision = { within = "14 hverdage", published = "14 hverdage (2 uger)" }',
        {"two-units"},
    ),
    "two units, settled": (
        "",
        'decision = { within = "14 hverdage", published = "14 hverdage (2 uger)", '
        'settled = { limit = "14 hverdage", by = "lederen", on = 2026-03-02 } }',
        set(),
    ),
    "two units, the other one settled": (
        "",
        'decision = { within = "2 uger", published = "14 hverdage (2 uger)", '
        'settled = { limit = "2 uger" } }',
        set(),
    ),
    "two units in other words": (
        "",
        'decision = { within = "2 uger", published = "2 uger, dvs. 14 hverdage" }',
        {"two-units"},
    ),
    "settled as what the words do not say": (
        "",
        'decision = { within = "3 uger", published = "14 hverdage (2 uger)", '
        'settled = { limit = "3 uger" } }',
        {"words-differ"},
    ),
    "waits for papers": (
        "",
        'decision = { within = "4 uger", published = "4 uger fra sagen er fuldt oplyst" }',
        {"unlawful-start"},
    ),
    "a range": ("", 'decision = { within = "2-4 uger" }', {"range"}),
}


@pytest.mark.parametrize(("more", "limit", "codes"), AREAS.values(), ids=AREAS)
def test_what_is_found_about_an_area(
    tmp_path: Path, more: str, limit: str, codes: set[str]
) -> None:
    pack = sample(tmp_path, AREA.replace(WEEKS, limit) + more, CONFIRMED)
    assert {one.code for one in findings(pack, ON)} == codes


def test_a_cap_that_counts_for_one_area_is_no_contradiction(tmp_path: Path) -> None:
    home = CONFIRMED + 'remanded = { same = true, at_most = "3 uger" }\n'
    short = AREA.replace('"hjemmehjaelp"', '"mad"').replace("4 uger", "2 uger")
    assert findings(sample(tmp_path / "a", AREA + short, home), ON) == []
    (found,) = findings(sample(tmp_path / "b", short, home), ON)
    assert (found.code, found.about) == ("cap-above-limit", "mad")
    other = short.replace('"mad"', '"indkoeb"')
    (found,) = findings(sample(tmp_path / "c", short + other, home), ON)
    assert (found.code, found.about) == ("cap-above-limit", None)


def test_unconfirmed_is_told_once_for_the_pack(tmp_path: Path) -> None:
    assert [one.code for one in findings(sample(tmp_path), ON)] == ["unconfirmed"]
