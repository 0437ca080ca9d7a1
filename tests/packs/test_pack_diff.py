"""What changed between two packs is told in plain sentences."""

from itertools import pairwise
from pathlib import Path

import pytest

from rules.pack import Pack, load_pack, pack_slugs
from rules.pack_diff import Change, pack_changes
from tests.packs.sample import AREA, HOME, sample

VERSIONED = AREA + "adopted_on = 2026-02-24\nin_force_from = 2026-03-01\n"
ENDED = AREA.replace("4 uger", "8 uger") + "in_force_until = 2026-02-28\n"
TWO = "\n".join(AREA.replace('"hjemmehjaelp"', f'"a{n}"') for n in range(3))


def changes(folder: Path, old: str, new: str, **homes: str) -> list[Change]:
    first = sample(folder / "old", old, homes.get("old_home", HOME))
    return list(pack_changes(first, sample(folder / "new", new, homes.get("new_home", HOME))))


@pytest.mark.parametrize("slug", ["gentofte", "faaborg-midtfyn"])
def test_a_pack_does_not_differ_from_itself(slug: str) -> None:
    assert pack_changes(load_pack(slug), load_pack(slug)) == ()


def test_every_pack_differs_from_another() -> None:
    packs: list[Pack] = [load_pack(slug) for slug in pack_slugs()[:4]]
    for old, new in pairwise(packs):
        assert all(change.text for change in pack_changes(old, new))


def test_comments_and_order_are_no_change(tmp_path: Path) -> None:
    lines = AREA.splitlines()
    other = "\n".join(["# a comment", lines[0], *reversed(lines[1:])])
    assert changes(tmp_path, AREA, other) == []


AREA_CHANGES = {
    "a new area": (
        AREA,
        AREA + VERSIONED.replace('"hjemmehjaelp"', '"andet"'),
        "Hjemmehjælp (andet) is new: the decision limit 4 weeks, the remanded limit the same, "
        "in force from 2026-03-01 on, adopted on 2026-02-24",
    ),
    "an area that is gone": (
        AREA + AREA.replace('"hjemmehjaelp"', '"andet"'),
        AREA,
        "Hjemmehjælp (andet) is gone: an area whose cases run keeps its entry, with in_force_until",
    ),
    "a new version": (
        AREA.replace("4 uger", "8 uger"),
        ENDED + VERSIONED,
        "Hjemmehjælp (hjemmehjaelp): the decision limit was 8 weeks, is now 4 weeks, "
        "in force from 2026-03-01 on, adopted on 2026-02-24",
    ),
    "a limit rewritten in place": (
        AREA,
        AREA.replace("4 uger", "5 uger"),
        "Hjemmehjælp (hjemmehjaelp): the decision limit was 4 weeks, is now 5 weeks",
    ),
    "an acute limit": (
        AREA,
        AREA + 'acute = { decision = "1 døgn" }\n',
        "Hjemmehjælp (hjemmehjaelp): acute decision is 24 hours, where nothing was said",
    ),
    "a delivery limit": (
        AREA + 'delivery = { within = "2 uger" }\n',
        AREA,
        "Hjemmehjælp (hjemmehjaelp): the delivery limit was 2 weeks, and is left out now",
    ),
    "a remanded limit": (
        AREA,
        AREA + 'remanded = { same = true, at_most = "4 uger" }\n',
        "Hjemmehjælp (hjemmehjaelp): the remanded limit was the same, "
        "is now the same, at most 4 weeks",
    ),
    "a renumbered statute": (
        AREA,
        AREA.replace(
            'law      = ["serviceloven § 83"]',
            'law = ["ældreloven § 10"]\nformer_law = ["serviceloven § 83"]',
        ),
        "Hjemmehjælp (hjemmehjaelp): law was serviceloven § 83, is now ældreloven § 10",
    ),
    "a last day": (
        AREA,
        AREA + "in_force_until = 2026-12-31\n",
        "Hjemmehjælp (hjemmehjaelp): the last day in force is 2026-12-31, where nothing was said",
    ),
    "a version that is gone": (
        ENDED + VERSIONED,
        VERSIONED,
        "Hjemmehjælp (hjemmehjaelp): the version until 2026-02-28 is gone",
    ),
}


@pytest.mark.parametrize(("old", "new", "text"), AREA_CHANGES.values(), ids=AREA_CHANGES)
def test_a_change_of_an_area(tmp_path: Path, old: str, new: str, text: str) -> None:
    found = changes(tmp_path, old, new)
    assert found[0].text == text
    assert len(found) == (2 if "former_law" in new else 1)


def test_a_change_carries_its_values(tmp_path: Path) -> None:
    (change,) = changes(tmp_path, AREA.replace("4 uger", "8 uger"), ENDED + VERSIONED)
    assert (change.kind, change.area, change.what) == (
        "changed",
        "hjemmehjaelp",
        "the decision limit",
    )
    assert (change.old, change.new, str(change.in_force_from), str(change.adopted_on)) == (
        "8 weeks",
        "4 weeks",
        "2026-03-01",
        "2026-02-24",
    )
    assert change.old_version != change.new_version


def test_what_the_municipality_changes_is_told_once_with_the_areas(tmp_path: Path) -> None:
    (change,) = changes(tmp_path, TWO, TWO, new_home=HOME + 'ends = "sent"\n')
    assert change.text == ("In 3 areas what stops the clock was decided, is now sent: a0, a1, a2")
    assert (change.kind, change.areas) == ("setting", ("a0", "a1", "a2"))


SETTINGS = {
    "status": (
        HOME.replace('"unconfirmed"', '"confirmed"'),
        "For the whole municipality: status was unconfirmed, is now confirmed",
    ),
    "a fallback": (
        HOME + 'fallback = { within = "12 uger", source = "https://example.dk" }\n',
        "For the whole municipality: fallback limit is 12 weeks, where nothing was said",
    ),
    "a promise": (
        HOME + 'notice = { default_promise = "3 uger" }\n',
        "For the whole municipality: default promise is 3 weeks, where nothing was said",
    ),
    "a closing day": (
        HOME
        + '[[closing_day]]\non = 2026-05-15\nwhy = "lukket"\ndecided_by = "byrådet"\n'
        + "decided_on = 2025-11-12\n",
        "2026-05-15 is a closing day now: lukket (decided by byrådet on 2025-11-12); "
        "the last open day to act on can move: run 'rettidig recalculate'",
    ),
}


@pytest.mark.parametrize(("home", "text"), SETTINGS.values(), ids=SETTINGS)
def test_a_change_of_the_municipality(tmp_path: Path, home: str, text: str) -> None:
    assert text in [change.text for change in changes(tmp_path, AREA, AREA, new_home=home)]


def test_a_closing_day_names_the_areas_whose_dates_move(tmp_path: Path) -> None:
    closed = HOME + '[[closing_day]]\non = 2026-05-15\nwhy = "lukket"\n'
    counted = AREA.replace("4 uger", "4 arbejdsdage") + 'arbejdsdag = "open-days"\n'
    (gone,) = changes(tmp_path, counted, counted, old_home=closed)
    assert gone.text == (
        "2026-05-15 is no longer a closing day: the last open day to act on can move, "
        "and the dates of hjemmehjaelp: run 'rettidig recalculate'"
    )
    assert gone.areas == ("hjemmehjaelp",)
