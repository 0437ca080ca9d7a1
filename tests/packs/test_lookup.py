"""Looking up the rule of an area on a day, and what is said when there is none."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from rules.calendar import Calendar
from rules.deadline import due_date
from rules.pack import (
    NoRuleInForce,
    Pack,
    PackError,
    UnknownArea,
    UnknownMunicipality,
    load_pack,
    pack_slugs,
)
from rules.pack_files import WHEEL_PACKS
from tests.packs.sample import AREA, HOME, sample, write_pack

#: law.md W-66: eight weeks, and four from 1 March 2026 on.
TWO_VERSIONS: Final = (
    AREA.replace('"4 uger"', '"8 uger"')
    + "in_force_until = 2026-02-28\n\n"
    + AREA
    + "in_force_from = 2026-03-01\nadopted_on = 2026-02-24\n"
)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param(date(2026, 2, 28), date(2026, 4, 25), id="the last day of the older rule"),
        pytest.param(date(2026, 3, 1), date(2026, 3, 29), id="the first day of the newer rule"),
    ],
)
def test_the_day_of_receipt_chooses_the_version(tmp_path: Path, received: date, due: date) -> None:
    """law.md W-66."""
    rule = sample(tmp_path, TWO_VERSIONS).rule_in_force("hjemmehjaelp", received)
    assert rule.decision is not None
    assert due_date(received, rule.decision.limit, calendar=Calendar()).due_on == due


def test_versions_come_oldest_first_and_differ(tmp_path: Path) -> None:
    older, newer = sample(tmp_path, TWO_VERSIONS).versions("hjemmehjaelp")
    assert (older.in_force_until, newer.in_force_from) == (date(2026, 2, 28), date(2026, 3, 1))
    assert newer.adopted_on == date(2026, 2, 24)
    assert older.version != newer.version


def test_a_rule_without_dates_is_in_force_on_every_day(tmp_path: Path) -> None:
    pack = sample(tmp_path)
    assert pack.rule_in_force("hjemmehjaelp", date.min).in_force_on(date.max)


GAPS: Final = AREA + "in_force_from = 2024-01-01\nin_force_until = 2024-12-31\n\n" + AREA


@pytest.mark.parametrize(
    ("text", "on", "words"),
    [
        pytest.param(
            AREA + "in_force_from = 2026-03-01\n",
            date(2026, 2, 28),
            'Prøve Kommune has no rule for "hjemmehjaelp" in force on 2026-02-28; '
            "it has one from 2026-03-01 on",
            id="before the first",
        ),
        pytest.param(
            AREA + "in_force_until = 2026-02-28\n",
            date(2026, 3, 1),
            "it has one until 2026-02-28",
            id="after the last",
        ),
        pytest.param(
            GAPS + "in_force_from = 2026-01-01\n",
            date(2025, 6, 1),
            "it has one from 2024-01-01 to 2024-12-31 and from 2026-01-01 on",
            id="between two",
        ),
    ],
)
def test_a_day_without_a_rule_is_told_which_days_have_one(
    tmp_path: Path, text: str, on: date, words: str
) -> None:
    with pytest.raises(NoRuleInForce) as caught:
        sample(tmp_path, text).rule_in_force("hjemmehjaelp", on)
    assert words in str(caught.value)


@pytest.fixture(scope="module")
def aarhus() -> Pack:
    return load_pack("aarhus")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        pytest.param(
            "praktisk-hjaelp.rengøring", "praktisk-hjaelp.rengoering", id="a Danish letter"
        ),
        pytest.param("praktisk-hjælp.indkob", "praktisk-hjaelp.indkoeb", id="misspelt"),
        pytest.param("rengøring", "praktisk-hjaelp.rengoering", id="what it is called"),
        pytest.param("Støvsugning", "praktisk-hjaelp.rengoering", id="an everyday word"),
        pytest.param("aktindsigt", "lov.aktindsigt", id="set by law"),
    ],
)
def test_an_unknown_area_suggests_what_was_meant(aarhus: Pack, asked: str, meant: str) -> None:
    assert not aarhus.has_area(asked)
    with pytest.raises(UnknownArea) as caught:
        aarhus.rule_in_force(asked, date(2026, 3, 5))
    message = str(caught.value)
    assert message.startswith(f'Aarhus Kommune has no area "{asked}": did you mean "')
    assert meant in message
    assert "\n" not in message


@pytest.mark.parametrize("asked", ["", "xyzzy", "§§§", "§\n§"])
def test_an_area_that_is_like_no_other_points_to_the_list(aarhus: Pack, asked: str) -> None:
    with pytest.raises(UnknownArea, match="rettidig rules list") as caught:
        aarhus.versions(asked)
    assert str(caught.value).isprintable()


def test_areas_are_sorted_and_hold_the_statutory_ones(aarhus: Pack) -> None:
    areas = aarhus.areas()
    assert areas == sorted(set(areas))
    assert "lov.aktindsigt-offentlighedsloven" in areas
    assert aarhus.has_area("praktisk-hjaelp.rengoering")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param("Århus", 'did you mean "aarhus"?', id="Danish spelling"),
        pytest.param("nordjurs", 'did you mean "norddjurs"?', id="misspelt"),
        pytest.param("../aarhus", 'did you mean "aarhus"?', id="a path"),
        pytest.param("statutory", "there is aabenraa, aalborg, aarhus", id="not a municipality"),
        pytest.param("", "there is aabenraa", id="nothing"),
    ],
)
def test_an_unknown_municipality_suggests_one(asked: str, words: str) -> None:
    with pytest.raises(UnknownMunicipality) as caught:
        load_pack(asked)
    assert words in str(caught.value)


def test_a_municipality_s_own_folder_replaces_the_one_that_came_along(tmp_path: Path) -> None:
    write_pack(
        tmp_path, slug="aarhus", home=HOME.replace("Prøve", "Aarhus").replace("0999", "0751")
    )
    pack = load_pack("aarhus", folders=[tmp_path])
    assert [rule.area for rule in pack.rules if not rule.statutory] == []
    assert pack.has_area("lov.genvurdering")
    assert load_pack("herning", folders=[tmp_path]).has_area("fleksjob")


def test_the_first_folder_that_holds_the_municipality_wins(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", omsorg=AREA)
    second = write_pack(tmp_path / "second", omsorg=AREA.replace("hjemmehjaelp", "madservice"))
    assert load_pack("proeve", folders=[first, second]).has_area("hjemmehjaelp")
    assert load_pack("proeve", folders=[second, first]).has_area("madservice")
    assert pack_slugs([first, second]) == tuple(sorted((*pack_slugs(), "proeve")))


def test_the_packs_that_came_along_may_be_named_as_a_folder() -> None:
    assert load_pack("aarhus", folders=[WHEEL_PACKS]).municipality.code == "0751"


def test_rules_set_by_law_cannot_be_replaced(tmp_path: Path) -> None:
    write_pack(tmp_path, slug="statutory")
    with pytest.raises(PackError, match="rules set by law come with Rettidig"):
        load_pack("aarhus", folders=[tmp_path])


def test_a_folder_with_a_wrong_name_is_not_passed_over(tmp_path: Path) -> None:
    """Left aside silently, Norddjurs would be counted by the pack that came along."""
    write_pack(tmp_path, slug="Norddjurs")
    with pytest.raises(PackError, match='rename this folder to "norddjurs"'):
        load_pack("norddjurs", folders=[tmp_path])


def test_a_folder_of_packs_that_does_not_exist_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="this folder cannot be read"):
        load_pack("aarhus", folders=[tmp_path / "paks"])


def test_files_that_are_no_toml_are_left_alone(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, omsorg=AREA)
    (folder / "proeve" / "notater.txt").write_text("ikke en regel", encoding="utf-8")
    (folder / "proeve" / "._omsorg.toml").write_bytes(b"\x00\x05\x16\x07")
    (folder / ".git").mkdir()
    assert load_pack("proeve", folders=[folder]).has_area("hjemmehjaelp")


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, omsorg="\ufeff" + AREA)
    assert load_pack("proeve", folders=[folder]).has_area("hjemmehjaelp")
