"""A mistake in one place hides none in another: what is sound beside it is looked at as well."""

from pathlib import Path
from typing import Final

import pytest

from rules.pack import PackError, load_pack
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
