"""A mistake in one place hides none in another: what is sound beside it is looked at as well."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.pack import PackError, load_pack
from rules.pack_mending import mended
from rules.pack_schema import CouncilArea
from tests.packs.sample import AREA, HOME, write_pack

BROKEN: Final = AREA.replace("4 uger", "4 ugr").replace("hjemmehjaelp", "madservice")
STANDARD: Final = '[[quality_standard]]\nid = "pleje"\ntitle = "Pleje"\nstate = "draft"\n'
TEAM: Final = '[[contact.team]]\nid = "visitation"\nname = "Visitation"\n'
CLOSED: Final = '[[closing_day]]\non = 2026-05-15\nwhy = "lukket"\n'


def mistakes(folder: Path) -> list[tuple[str, int, str]]:
    """Every mistake of the pack in a folder: its file, its line, and what was found."""
    with pytest.raises(PackError) as caught:
        load_pack("proeve", folders=[folder])
    return [(Path(found.file).name, found.line, found.text) for found in caught.value.problems]


LIMIT: Final = ("omsorg.toml", 6, 'within: "4 ugr" is not a limit')


@pytest.mark.parametrize(
    ("more", "found"),
    [
        pytest.param(
            AREA + AREA, (14, 'id "hjemmehjaelp" stands twice (also in'), id="an id twice"
        ),
        pytest.param(
            AREA.replace("hjemmehjaelp", "lov.x"), (8, '"lov." is a rule set by law'), id="prefix"
        ),
        pytest.param(AREA + 'team = "x"\n', (13, "no [[contact.team]]"), id="an unknown team"),
        pytest.param(
            AREA + 'standard = "x"\n', (13, "no [[quality_standard]]"), id="an unknown standard"
        ),
        pytest.param(
            STANDARD + STANDARD, (12, "has two revisions that are not adopted"), id="two under way"
        ),
    ],
)
def test_an_unreadable_limit_hides_nothing_in_its_file(
    tmp_path: Path, more: str, found: tuple[int, str]
) -> None:
    told = mistakes(write_pack(tmp_path, omsorg=BROKEN + more))
    assert len(told) == 2
    for one, (file, line, words) in zip(told, [LIMIT, ("omsorg.toml", *found)], strict=True):
        assert one[:2] == (file, line)
        assert words in one[2]


MISTAKES: Final = {
    "a limit": AREA.replace("4 uger", "4 ugr"),
    "no limit": AREA.replace('decision = { within = "4 uger" }\n', ""),
    "no title": AREA.replace('title    = "Hjemmehjælp"\n', ""),
    "an unknown key": AREA + "frekvens = 1\n",
    "a misspelt limit": AREA.replace("decision", "desicion"),
    "a settlement": AREA.replace('"4 uger" }', '"4 uger", settled = { limit = "4 uger" } }'),
}


@pytest.mark.parametrize("area", MISTAKES.values(), ids=MISTAKES)
def test_an_area_with_a_mistake_of_its_own_is_held_against_the_others(
    tmp_path: Path, area: str
) -> None:
    told = mistakes(write_pack(tmp_path, omsorg=AREA, sundhed=area + 'team = "x"\n'))
    assert len(told) == 3
    assert any('id "hjemmehjaelp" stands twice (also in' in text for _, _, text in told)
    assert any("no [[contact.team]]" in text for _, _, text in told)


DATED: Final = AREA + "in_force_from = 2026-03-01\n"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(AREA.replace("hjemmehjaelp", "Hjemme"), id="an id that is none"),
        pytest.param(AREA.replace('id       = "hjemmehjaelp"\n', ""), id="no id"),
        pytest.param(AREA + 'in_force_until = "i går"\n', id="a date that is none"),
        pytest.param(AREA + "in_force_untill = 2026-02-28\n", id="a misspelt date"),
        pytest.param(
            AREA + "in_force_from = 2026-02-28\nin_force_until = 2026-02-01\n", id="backwards"
        ),
    ],
)
def test_what_may_differ_once_it_is_read_is_not_called_twice(tmp_path: Path, other: str) -> None:
    assert len(mistakes(write_pack(tmp_path, omsorg=DATED + other))) == 1


def test_a_mistake_of_a_whole_area_is_told_beside_one_of_its_keys(tmp_path: Path) -> None:
    area = MISTAKES["no limit"].replace('"Hjemmehjælp"', "15")
    told = mistakes(write_pack(tmp_path, omsorg=area))
    assert [(line, text[:10]) for _, line, text in told] == [(1, "the area h"), (3, "title: 15 ")]


@given(
    st.dictionaries(
        st.sampled_from([*CouncilArea.model_fields, "telefax"]),
        st.one_of(st.none(), st.text(max_size=5), st.integers(), st.just([]), st.just({})),
    )
)
def test_whatever_an_area_says_it_can_be_set_aside(entry: dict[str, object]) -> None:
    assert mended(entry) is not None


def test_a_broken_municipality_hides_nothing_there_and_elsewhere(tmp_path: Path) -> None:
    home = HOME.replace("unconfirmed", "draft") + TEAM + TEAM + CLOSED + CLOSED
    area = AREA + 'team = "x"\n'
    told = mistakes(write_pack(tmp_path, home=home, omsorg=area, sundhed=AREA))
    assert [(file, line) for file, line, _ in told] == [
        ("municipality.toml", 3),
        ("municipality.toml", 8),
        ("municipality.toml", 14),
        ("omsorg.toml", 7),
        ("sundhed.toml", 2),
    ]
    assert "visitation stands twice in [[contact.team]]" in told[1][2]
    assert "2026-05-15 stands twice in [[closing_day]]" in told[2][2]


def test_a_file_that_is_no_text_hides_nothing_else(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, omsorg=BROKEN + AREA, sundhed=AREA)
    (folder / "proeve" / "mad.toml").write_bytes(b"\xff")
    assert [(file, line) for file, line, _ in mistakes(folder)] == [
        ("mad.toml", 1),
        ("omsorg.toml", 6),
        ("sundhed.toml", 2),
    ]


def test_a_municipality_that_is_no_text_is_not_missing(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, omsorg=AREA + 'team = "x"\n')
    (folder / "proeve" / "municipality.toml").write_bytes(b"\xff")
    ((file, line, text),) = mistakes(folder)
    assert (file, line) == ("municipality.toml", 1)
    assert "not UTF-8" in text


NAMED: Final = AREA + 'team = "visitation"\nstandard = "pleje"\n'


@pytest.mark.parametrize(
    ("home", "more", "count"),
    [
        pytest.param(HOME + TEAM + "telefon = 1\n", STANDARD, 1, id="a team with a mistake"),
        pytest.param(
            HOME + TEAM, STANDARD.replace("draft", "new"), 1, id="a standard with a mistake"
        ),
        pytest.param(HOME + TEAM, STANDARD + "id", 1, id="a file that is no TOML"),
        pytest.param(HOME + TEAM + "x", STANDARD, 1, id="a municipality that is no TOML"),
        pytest.param(
            HOME + TEAM, STANDARD.replace('id = "pleje"', ""), 1, id="a standard without an id"
        ),
        pytest.param(
            HOME + TEAM.replace('id = "visitation"', ""), STANDARD, 1, id="a team without an id"
        ),
        pytest.param(HOME + "contact = 1\n", STANDARD, 1, id="no table of contacts"),
        pytest.param(HOME + TEAM, STANDARD.replace("[[", "[").replace("]]", "]"), 1, id="brackets"),
    ],
)
def test_what_a_mistake_may_hide_is_not_called_unknown(
    tmp_path: Path, home: str, more: str, count: int
) -> None:
    told = mistakes(write_pack(tmp_path, home=home, omsorg=NAMED, mad=more + "\n" + BROKEN))
    broken_limit = [text for _, _, text in told if "4 ugr" in text]
    assert len(told) - len(broken_limit) == count, told
    assert not any("no [[" in text for _, _, text in told)


def test_a_kept_pack_does_not_hide_a_file_that_is_no_text(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "packs", omsorg=AREA)
    load_pack("proeve", folders=[folder], cache=tmp_path / "kept")
    (folder / "proeve" / "mad.toml").write_bytes(b"\xff")
    with pytest.raises(PackError, match="not UTF-8"):
        load_pack("proeve", folders=[folder], cache=tmp_path / "kept")
