"""The letter on paper: both standards, tags, fonts, millimetres, and always the same bytes."""

import functools
import multiprocessing
import os
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from pathlib import Path

import page as page_validation
import pytest

from notifications import pdf
from notifications.blocks import BlockKind
from notifications.errors import LetterError
from notifications.formats import Language
from notifications.letters import compose
from notifications.pdf import render_pdf
from tests.letters.examples import LANGUAGES, VARIANTS, example
from tests.letters.pdf_reading import Line, Read, read_pdf

CORPUS = [(v, lang, hard) for v in VARIANTS for lang in LANGUAGES for hard in (False, True)]
everything = pytest.mark.parametrize(("variant", "language", "hardest"), CORPUS)


@functools.cache
def rendered(variant: str, language: Language = "da", hardest: bool = False) -> bytes:
    data = example(variant, language, hardest=hardest)
    return render_pdf(compose(data), data)


@functools.cache
def read(variant: str, language: Language = "da", hardest: bool = False) -> Read:
    return read_pdf(rendered(variant, language, hardest))


# --- standards ------------------------------------------------------------------------------------


@everything
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_keeps_the_standard(
    variant: str, language: Language, hardest: bool, profile: str
) -> None:
    report = page_validation.validate_pdf_bytes(
        rendered(variant, language, hardest), profile=profile
    )
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 100


@everything
def test_no_stream_can_be_read_as_one_byte_too_long(
    variant: str, language: Language, hardest: bool
) -> None:
    assert b"\r\nendstream" not in rendered(variant, language, hardest)


@everything
def test_fonts_are_plex_and_nothing_else(variant: str, language: Language, hardest: bool) -> None:
    assert read(variant, language, hardest).fonts == {"IBMPlexSans", "IBMPlexSans-SemiBold"}


@everything
def test_language_and_title(variant: str, language: Language, hardest: bool) -> None:
    found, data = read(variant, language, hardest), example(variant, language, hardest=hardest)
    assert found.language == language
    assert found.title == compose(data).title
    for name in {*data.recipient.name.split(), *data.applicant_name.split()}:
        assert name not in found.title


# --- tags and reading order -----------------------------------------------------------------------


@everything
def test_headings_and_lists_are_tagged(variant: str, language: Language, hardest: bool) -> None:
    found, letter = (
        read(variant, language, hardest),
        compose(example(variant, language, hardest=hardest)),
    )
    kinds = [kind for kind, _ in letter.blocks]
    names = [tag.name for tag in found.tags]
    assert found.named("H1") == [letter.subject]
    assert names.count("H2") == kinds.count(BlockKind.SUBHEADING)
    assert names.count("LI") == kinds.count(BlockKind.ITEM) + kinds.count(BlockKind.DATE_ITEM)
    assert "H3" not in names


@everything
def test_the_whole_letter_is_there_in_reading_order(
    variant: str, language: Language, hardest: bool
) -> None:
    found, data = read(variant, language, hardest), example(variant, language, hardest=hardest)
    letter = compose(data)
    text, position = found.text.replace(" • ", " "), 0
    head = [data.recipient.name, *data.recipient.address_lines, data.municipality.name]
    for part in [*head, data.reference, *(block.text for block in letter.blocks)]:
        plain = part.replace("\u00a0", " ")
        assert plain in text[position:], plain
        position = text.index(plain, position) + len(plain)


def test_return_line_and_footer_are_artefacts() -> None:
    found = read("acknowledgement", "da", True)
    assert found.artefacts[0] == (
        "Afsender: Nordsø-Vesterbjerg-Sønderhede Kommune, Gammel Kongevej 112, 9999 Vesterbjerg"
    )
    rest = "".join(found.artefacts[1:]).replace("\u00a0", " ")
    assert "CVR 12 34 56 78" in rest
    assert "Side 1 af 2" in rest
    assert "Side 2 af 2" in rest
    assert "CVR" not in found.text
    assert "Side 1" not in found.text


# --- the page -------------------------------------------------------------------------------------


@everything
def test_pages(variant: str, language: Language, hardest: bool) -> None:
    found = read(variant, language, hardest)
    assert found.pages <= (2 if hardest else 1)
    numbered = any(re.search(r"Side|Page", text) for text in found.artefacts)
    assert numbered is (found.pages == 2)


@everything
def test_the_greeting_is_never_alone_on_a_page(
    variant: str, language: Language, hardest: bool
) -> None:
    found, letter = (
        read(variant, language, hardest),
        compose(example(variant, language, hardest=hardest)),
    )
    last_question = [text for kind, text in letter.blocks if kind is BlockKind.SUBHEADING][-1]
    greeting = next(text for kind, text in letter.blocks if kind is BlockKind.SIGNATURE)
    on_page = {line.text.strip(): line.page for line in found.lines if line.mark is not None}
    assert on_page[greeting] == on_page[last_question] == found.pages - 1


@everything
def test_the_window_shows_the_address_and_nothing_else(
    variant: str, language: Language, hardest: bool
) -> None:
    data = example(variant, language, hardest=hardest)
    shown = [line for line in first_page(read(variant, language, hardest)) if in_window(line)]
    return_line, *address = sorted(shown, key=lambda line: line.baseline)
    assert return_line.mark is None
    assert top(return_line) == pytest.approx(40, abs=0.05)
    text = re.sub("- ", "-", " ".join(line.text.strip() for line in address))
    assert text == " ".join([data.recipient.name, *data.recipient.address_lines])
    assert len(address) <= 7
    assert top(address[0]) > bottom(return_line)
    assert max(bottom(line) for line in address) <= 75
    assert {line.size for line in address} == {11.0}
    assert {round(line.left, 1) for line in shown} == {20.0}


def first_page(found: Read) -> list[Line]:
    return [line for line in found.lines if line.page == 0]


def in_window(line: Line) -> bool:
    return line.left < 120 and bottom(line) > 35 and top(line) < 88


def top(line: Line) -> float:
    """The top of a line's box: eight tenths of its size stand above the baseline."""
    return line.baseline - 0.8 * line.size * 25.4 / 72


def bottom(line: Line) -> float:
    return line.baseline + 0.2 * line.size * 25.4 / 72


@everything
def test_the_millimetres(variant: str, language: Language, hardest: bool) -> None:
    found = read(variant, language, hardest)
    heading = next(line for line in found.lines if line.size == 17)
    assert top(heading) == pytest.approx(90, abs=0.05)
    assert {round(line.left, 1) for line in first_page(found) if in_right_column(line)} == {140.0}
    tagged = [line for line in found.lines if line.mark is not None]
    assert max(bottom(line) for line in tagged) <= 297 - 24 + 0.1
    assert min(line.left for line in found.lines) >= 19.99
    # The pages that follow begin at the top margin, as the first one's right column does.
    assert min(top(line) for line in tagged) == pytest.approx(20, abs=0.05)


def in_right_column(line: Line) -> bool:
    return line.left > 120 and line.baseline < 88


@everything
def test_the_type(variant: str, language: Language, hardest: bool) -> None:
    found, letter = (
        read(variant, language, hardest),
        compose(example(variant, language, hardest=hardest)),
    )
    bold = [
        line for line in found.lines if line.font.endswith("SemiBold") and line.mark is not None
    ]
    assert {line.size for line in bold} <= {17.0, 13.0, 12.5, 11.0}
    dated = next((text for kind, text in letter.blocks if kind is BlockKind.DATE), None)
    if dated is not None:
        assert " ".join(line.text.strip() for line in bold if line.size == 12.5) == dated
    pairs = zip(found.lines, found.lines[1:], strict=False)
    same = [b.baseline - a.baseline for a, b in pairs if is_next_body_line(a, b)]
    assert min(same) == pytest.approx(15.5 * 25.4 / 72, abs=0.01)


def is_next_body_line(a: Line, b: Line) -> bool:
    body = a.size == b.size == 11 and a.font == b.font and "Bold" not in a.font
    return body and a.page == b.page and a.baseline > 95 and a.baseline < b.baseline


@pytest.mark.parametrize(("top_mm", "left_mm"), [(36, 15), (45, 22), (50, 30)])
def test_the_window_can_be_moved(top_mm: int, left_mm: int) -> None:
    data = example("acknowledgement", hardest=True, window={"top": top_mm, "left": left_mm})
    found = read_pdf(render_pdf(compose(data), data))
    shown = [line for line in first_page(found) if in_window(line)]
    assert min(top(line) for line in shown) == pytest.approx(top_mm, abs=0.05)
    assert {round(line.left, 1) for line in shown} == {left_mm}
    assert max(bottom(line) for line in shown) <= 88


def test_a_long_name_is_set_smaller_before_it_is_refused() -> None:
    lines = [f"Kollektivet Den Gamle Højskole, {i}" for i in range(7)]
    recipient = {"name": "Åse Bro", "address_lines": lines}
    data = example("acknowledgement", recipient=recipient)
    found = read_pdf(render_pdf(compose(data), data))
    address = [line for line in first_page(found) if in_window(line) and line.mark is not None]
    assert {line.size for line in address} == {9.0}
    assert max(bottom(line) for line in address) <= 75
    assert len(address) == 8


@pytest.mark.parametrize(
    "recipient",
    [
        {"name": "Åse", "address_lines": [f"Linje {i}" for i in range(12)]},
        {"name": "Å" * 55, "address_lines": []},
    ],
    ids=["too many lines", "a word wider than the window"],
)
def test_an_address_that_does_not_fit_is_refused(recipient: dict[str, object]) -> None:
    data = example("acknowledgement", recipient=recipient)
    with pytest.raises(LetterError, match="do not fit the window of an envelope"):
        render_pdf(compose(data), data)


def test_more_than_two_pages_are_refused() -> None:
    data = example("delay-notice", reason="Vi venter på svar fra en anden myndighed. " * 120)
    with pytest.raises(LetterError, match="more than two pages: shorten the reason"):
        render_pdf(compose(data), data)


# --- the same bytes, everywhere -------------------------------------------------------------------


def test_the_same_letter_gives_the_same_bytes() -> None:
    data = example("acknowledgement")
    assert render_pdf(compose(data), data) == rendered("acknowledgement")


def test_the_date_of_the_file_is_the_date_of_the_letter() -> None:
    data = example("acknowledgement", letter_on=date(2027, 2, 3))
    assert b"2027-02-03" in render_pdf(compose(data), data)


def test_threads_have_a_compiler_each() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(_render_one, ["acknowledgement", "delay-notice"] * 6))
    assert found == [rendered("acknowledgement"), rendered("delay-notice")] * 6


def test_a_spawned_process_renders_the_same() -> None:
    rendered("acknowledgement")  # a compile in the parent is what makes a fork hang
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(_render_one, "acknowledgement").result() == rendered("acknowledgement")


def _render_one(variant: str) -> bytes:
    data = example(variant)
    return render_pdf(compose(data), data)


def test_a_missing_font_stops_the_letter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(LetterError, match=r"IBMPlexSans-Regular\.ttf is not installed.*make setup"):
        pdf._fonts.__wrapped__()


def test_reasons_can_be_worded_without_jinja_or_typst() -> None:
    code = (
        "import notifications.explain, sys; "
        "print({'jinja2', 'typst', 'pydantic', 'holidays'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=os.environ,
    )
    assert done.stdout.strip() == "set()"
