"""Nothing that a person types becomes markup; what cannot be shown stops one letter, plainly."""

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.blocks import Block, BlockKind, blocks_of
from notifications.cleaning import one_line
from notifications.errors import LetterError
from notifications.letters import compose
from notifications.pdf import render_pdf
from tests.letters.examples import VARIANTS, example
from tests.letters.pdf_reading import read_pdf

HOSTILE = [
    '#panic("x")',
    "{{7*7}}",
    "{% include 'letter.typ' %}",
    "{# comment #}",
    "</h1><script>alert(1)</script>",
    "# Heading",
    "## Subheading",
    "- item",
    "-! item",
    "! date",
    "@ greeting",
    "= signature",
    "*bold* _it_ $x^2$ <label> @ref `raw` ~ -- ---",
    '#sys.inputs #read("/etc/hostname")',
    "%n %s {0} ${HOME} \\u{41}",
    "\"; 'quotes' «guillemets»",
    "// comment /* comment */",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("variant", ["delay-notice", "acknowledgement/several-areas"])
def test_values_are_shown_as_they_were_typed(variant: str, value: str) -> None:
    plain = example(variant)
    recipient = {"name": value, "address_lines": [value, value]}
    data = example(
        variant,
        recipient=recipient,
        applicant_name=value,
        role="representative",
        area=value,
        law=value,
        team=value,
        signed_by=value,
        reason=value,
        awaiting=value,
        complaint_to=value,
        municipality={"name": "Fjordby Kommune", "address_lines": [value]},
        reference=value,
        cases=[case.model_copy(update={"area": value, "law": value}) for case in plain.cases],
    )
    letter = compose(data)
    kinds = [kind for kind, _ in compose(plain).blocks]
    assert [kind for kind, _ in letter.blocks[2:]] == kinds[1:]
    found = read_pdf(render_pdf(letter, data))
    assert found.text.count(value) >= 5
    assert "49" not in found.text


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("value", ["# H", "## H", "! D", "- I", "-! I", "@ G", "= S"])
def test_a_value_alone_on_its_line_opens_no_block(variant: str, value: str) -> None:
    assert kinds_with(variant, value) == kinds_with(variant, "x")


def kinds_with(variant: str, value: str) -> list[BlockKind]:
    data = example(variant, reason=value, awaiting=value, time_frame=value, grant=value)
    return [kind for kind, _ in compose(data).blocks]


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("Åse\nBro", "Åse Bro"),
        ("Åse\r\n\tBro", "Åse Bro"),
        ("Åse\u2028Bro\u2029", "Åse Bro"),
        ("Åse\x00\x1b[31mBro", "Åse[31mBro"),
        ("Åse\x02Bro", "ÅseBro"),
        ("\u202eorB esÅ\u202c", "orB esÅ"),
        ("Å\u200bs\u200de\ufeff \u00adBro", "Åse Bro"),
        ("A\u030ase", "Åse"),
        ("Åse\u00a0 \u2003Bro", "Åse Bro"),
        ("Bro\u2011Sten", "Bro-Sten"),
        ("Åse\ud800", "Åse"),
        ("   ", ""),
    ],
)
def test_cleaning(typed: str, clean: str) -> None:
    assert one_line(typed) == clean


def test_what_cannot_be_seen_is_not_kept() -> None:
    data = example("delay-notice", applicant_name="Åse\u202e\nBro", role="guardian")
    assert data.applicant_name == "Åse Bro"
    assert "Kære Åse Bro" in compose(data).text


@given(st.text())
def test_a_clean_line_is_one_line_and_stays_as_it_is(text: str) -> None:
    clean = one_line(text)
    assert len(clean.splitlines()) <= 1
    assert one_line(clean) == clean
    assert clean.isprintable() or not clean.isascii()


@given(st.text(st.characters(codec="utf-8"), min_size=1))
@settings(max_examples=60)
def test_any_reason_stays_one_paragraph(text: str) -> None:
    try:
        letter = compose(example("delay-notice", reason=f"x{text}"))
    except LetterError:  # it looked like a CPR number, or promised nothing
        return
    kinds = [kind for kind, _ in compose(example("delay-notice")).blocks]
    assert [kind for kind, _ in letter.blocks] == kinds


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_name_is_shown_or_refused(name: str) -> None:
    with contextlib.suppress(LetterError):
        data = example("delay-notice", recipient={"name": name}, reason=name)
        found = read_pdf(render_pdf(compose(data), data))
        assert found.named("H1") == ["Din afgørelse bliver forsinket"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"recipient": {"name": "李 Wei"}},
            "the letter cannot show the character '李' (U+674E) in the recipient's name: "
            "correct the recipient's name",
        ),
        (
            {"recipient": {"name": "Åse", "address_lines": ["Vej 1", "عمر"]}},
            "the letter cannot show the character 'ر' (U+0631) in the recipient's address: "
            "correct the recipient's address",
        ),
        (
            {"reason": "Vi venter på 😀."},
            "the letter cannot show the character '😀' (U+1F600) in the reason: correct the reason",
        ),
        (
            {"area": "bolig \ue000"},
            "the letter cannot show the character U+E000 (a character without a name) in the area: "
            "correct the area",
        ),
        (
            {"signed_by": "Åse 1\u20e3"},
            "the letter cannot show the character '\u20e3' (U+20E3) in the signature: "
            "correct the signature",
        ),
    ],
    ids=["Chinese", "Arabic", "emoji", "private use", "combining"],
)
def test_an_unsupported_character_is_named(changes: dict[str, Any], message: str) -> None:
    data = example("delay-notice", **changes)
    with pytest.raises(LetterError) as caught:
        render_pdf(compose(data), data)
    assert str(caught.value) == message


def test_the_letter_after_a_broken_one_is_fine() -> None:
    broken = example("delay-notice", reason="Vi venter på 😀.")
    with pytest.raises(LetterError):
        render_pdf(compose(broken), broken)
    data = example("delay-notice")
    assert read_pdf(render_pdf(compose(data), data)).pages == 1


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Ğülşah Çelik", "Ольга Ёлкина", "Nguyễn Thị Ánh"])
def test_names_from_elsewhere_are_shown(name: str) -> None:
    data = example("delay-notice", recipient={"name": name}, applicant_name=name)
    assert read_pdf(render_pdf(compose(data), data)).text.count(name) == 2


def test_a_marker_inside_a_value_is_text() -> None:
    assert blocks_of("Vi venter.\n\x02# Ikke en overskrift\n## Spørgsmål\nSvar") == (
        Block(BlockKind.TEXT, "Vi venter. # Ikke en overskrift"),
        Block(BlockKind.SUBHEADING, "Spørgsmål"),
        Block(BlockKind.TEXT, "Svar"),
    )
