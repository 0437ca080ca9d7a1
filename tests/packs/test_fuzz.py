"""No text crashes the loader: it loads, or it is refused with an address."""

import tempfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.pack import PackError, load_pack
from rules.pack_errors import Problem
from rules.pack_files import WHEEL_PACKS, PackFile
from rules.pack_parsing import parse
from rules.pack_schema import CouncilFile, MunicipalityFile, StatutoryFile
from tests.packs.sample import AREA, HOME, write_pack

MODELS: Final = [MunicipalityFile, CouncilFile, StatutoryFile]
SHIPPED: Final = [path.read_text(encoding="utf-8") for path in sorted(WHEEL_PACKS.glob("*/*.toml"))]
#: Pieces that mean something to the reader, so that the search gets past the first line.
PIECES: Final = [
    *("[[area]]", "[area]", "[contact]", "[[contact.team]]", "[[closing_day]]", "\n", " = ", '"'),
    *("id", "title", "phrase", "decision", "delivery", "within", "from", "remanded", "code", "on"),
    *('"4 uger"', '"½ måned"', '"0999"', "2026-03-01", "2026-02-30", "true", "0", "1e999", "nan"),
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        ".",
        "#",
        "'",
        '"""',
        "'''",
        "\\",
        "\\u0000",
        "\x00",
        "\r",
        "\ufeff",
    ),
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A pack file that came along, with one stretch of it replaced."""
    text = draw(st.sampled_from(SHIPPED))
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, 40)))
    filling = draw(
        st.text(max_size=10) | st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
    )
    return text[:start] + filling + text[end:]


TEXTS: Final = (
    st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | mutated()
)


def check(problems: list[Problem], text: str) -> None:
    """Every problem has words, on one line, and an address inside the text."""
    for problem in problems:
        assert problem.text.isprintable()
        assert 1 <= problem.line <= text.count("\n") + 1


@given(text=TEXTS, model=st.sampled_from(MODELS))
@settings(max_examples=300, deadline=None)
@example(text="x = " + "[" * 5000, model=CouncilFile)
@example(text="x = " + "9" * 5000, model=CouncilFile)
@example(text="postal_hverdage = " + "9" * 400, model=MunicipalityFile)
@example(text="a" + ".a" * 3000 + " = 1", model=CouncilFile)
@example(text="window = { top = nan, left = inf }", model=MunicipalityFile)
@example(text='"" = 1\n[""]\n', model=MunicipalityFile)
@example(text="area = [1, [], {}]", model=CouncilFile)
@example(text="[[area]]\n[[area.decision]]", model=CouncilFile)
@example(text='code = "\u0660\u0667\u0665\u0661"', model=MunicipalityFile)
def test_a_text_is_a_model_or_has_problems(
    text: str, model: type[MunicipalityFile | CouncilFile | StatutoryFile]
) -> None:
    problems: list[Problem] = []
    parsed = parse(PackFile("proeve/x.toml", "x.toml", text), model, problems)
    assert (parsed is None) == bool(problems)
    check(problems, text)


@given(home=st.just(HOME) | TEXTS, area=st.just(AREA) | TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_folder_loads_or_is_refused(home: str, area: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write_pack(Path(name), home=home, omsorg=area)
        try:
            pack = load_pack("proeve", folders=[folder])
        except PackError as error:
            assert error.problems  # noqa: PT017 - either outcome is lawful
        else:
            assert all(rule.version for rule in pack.rules)


@given(content=st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write_pack(Path(name))
        (folder / "proeve" / "omsorg.toml").write_bytes(b"\xff" + content)
        with pytest.raises(PackError, match="not UTF-8"):
            load_pack("proeve", folders=[folder])
