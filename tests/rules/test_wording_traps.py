"""Published wordings: what is said beside the limit, and what must never be read as one."""

from pathlib import Path
from typing import Final

import pytest

from rules.wording import read_wording
from tests.rules.wordings import codes, length, words
from tests.vectors import rows

# What stands beside the limit


@pytest.mark.parametrize(
    ("text", "part", "limit"),
    [
        ("I akutte situationer – straks. Ellers 0 - 7 dage", "acute", "immediate"),
        ("Op til 3 arbejdsdage, ved akut behov inden for et døgn", "acute", "24 hours"),
        ("4 uger, dog straks i akutte tilfælde", "acute", "immediate"),
        ("Afgørelse: 4 uger, levering: 2 uger", "delivery", "2 weeks"),
        ("Hurtigst muligt og senest inden for 2 uger", "soft", "as-soon-as-possible"),
        ("Samme dag eller senest inden for 2 arbejdsdage", "soft", "same-day"),
        ("4 uger, kan forlænges til 3 måneder", "extension", "3 months"),
        ("4 uger. Samlet tid forventes 4 måneder", "total", "4 months"),
        ("125 arbejdsdage. Delfrist: 10 arbejdsdage", "within", "10 arbejdsdage"),
    ],
)
def test_another_limit_in_the_same_words(text: str, part: str, limit: str) -> None:
    assert words(getattr(read_wording(text), part)) == limit


def test_two_units_are_both_kept_and_neither_is_made_from_the_other() -> None:
    reading = read_wording("14 hverdage (2 uger)")
    assert (length(reading.limit.max), length(reading.equivalent)) == ("14 hverdage", "2 weeks")
    assert codes("14 hverdage (2 uger)") == {"two-units"}
    assert codes("14 dage (2 uger)") == codes("20 arbejdsdage (4 uger)") == set()


def test_what_recurs_what_is_counted_in_and_what_the_law_sets() -> None:
    assert length(read_wording("3 måneder, herefter hver 6. måned").repeat) == "6 months"
    assert read_wording("10 uger inkl. ventetid").includes == ("inkl. ventetid",)
    assert read_wording("10 uger ekskl. leveringstid").excludes == ("ekskl. leveringstid",)
    assert read_wording("7 hverdage – lovbestemt frist").statutory
    delivery = read_wording("Senest 15 hverdage. Levering senest 12 hverdage efter visitation")
    assert (delivery.starts, delivery.delivery_starts) == (None, "decision")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5-6 uger", "range"),
        ("0-6 uger", "range"),
        ("4. til 5. dag", "ordinal"),
        ("typisk otte uger", "not-a-maximum"),
        ("cirka 6 måneder", "not-a-maximum"),
        ("80 % af sagerne inden for 4 uger", "not-a-maximum"),
        ("en uges tid", "not-a-maximum"),
        ("4 ugers tid", "not-a-maximum"),
        ("4 uger inkl. levering", "not-the-decision"),
        ("Max 4 uger inklusive eventuel leveringstid", "not-the-decision"),
        ("Hurtigst muligt og senest 4 uger", "soft-promise"),
        ("4 uger fra fuldt oplyst", "unlawful-start"),
        ("5 arbejdsdage ved genbevilling", "condition"),
        ("påbegynder behandlingen af din sag indenfor 14 dage", "not-the-decision"),
        ("Levering inden 5 hverdage", "not-the-decision"),
        ("4 uger, kan forlænges til 3 måneder", "extension"),
        ("løbende", "no-limit"),
        ("Inden for 3 måneder, dog tidligst ønsket startdato", "not-before"),
    ],
)
def test_doubt_is_said(text: str, code: str) -> None:
    assert code in codes(text)


# What must not be read

TRAPS: Final = [
    ("straks inside a word", "straksbehandling", "no-number"),
    ("løbende inside a word", "sideløbende", "unknown-word"),
    ("paragraph and limit glued", "§ 835 hver-dage", "paragraph"),
    ("paragraphs and limit glued", "§ 54-712 uger", "paragraph"),
    ("paragraph and limit side by side", "§ 83 5 hverdage", "paragraph"),
    ("paragraphs with a comma", "§ 103, 104 uger", "paragraph"),
    ("paragraph and unit", "§ 10 og 4 uger", "paragraph"),
    ("zero", "0 uger", "zero"),
    ("range of zero", "0-0 dage", "zero"),
    ("range downwards", "6-4 uger", "range"),
    ("range between units downwards", "4 uger - 14 dage", "range"),
    ("a half with no meaning", "1½ uge", "length"),
    ("past any case", "600 uger", "length"),
    ("a huge number", "999999 uger", "unknown-number"),
    ("a number left over", "4 uger 2", "unknown-number"),
    ("two numbers", "4 eller 8 uger", "unknown-number"),
    ("a thousand", "1.000 dage", "unknown-number"),
    ("a fraction that is none", "3/4 år", "unknown-number"),
    ("a half, or one to two", "1/2 måneder", "unknown-number"),
    ("a half, or one to two, in short", "1/2 mdr.", "unknown-number"),
    ("a squashed fraction", "11/2 måned", "unknown-number"),
    ("half a unit filled in", "4-xx uger", "unknown-number"),
    ("a raised digit", "4² uger", "unknown-number"),
    ("other digits", "٤ uger", "unknown-word"),
    ("wide digits", "\uff14 uger", "unknown-word"),
    ("a decimal cut in front", ",5 måned", "cut"),
    ("a minus", "-4 uger", "cut"),
    ("cut behind", "4 uger og", "cut"),
    ("cut behind a dash", "4 uger -", "cut"),
    ("cut before the dots", "... 4 uger", "cut"),
    ("cut in brackets", "4 uger (kan", "cut"),
    ("marked as cut", "Senest 5 arbejdsdage, efter klagen er modt[afkortet]", "cut"),
    ("a footnote", "4 uger*", "unknown-word"),
    ("at least", "mindst 4 uger", "unknown-word"),
    ("more than", "over 4 uger", "unknown-word"),
    ("not before", "tidligst 4 uger", "unknown-word"),
    ("not", "ikke 4 uger", "unknown-word"),
    ("from", "fra 4 uger", "unknown-word"),
    ("an exception", "4 uger, medmindre der partshøres", "unknown-word"),
    ("some", "et par uger", "unknown-word"),
    ("a week of the year", "uge 4", "unknown-word"),
    ("the fourth week", "4. uge", "unknown-number"),
    ("a date", "senest 1. maj", "unknown-number"),
    ("two limits", "4 uger 8 uger", "several-limits"),
    ("two limits, two lines", "4 uger\n8 uger", "several-limits"),
    ("two limits with or", "4 uger eller 8 uger", "several-limits"),
    ("two limits with but", "4 uger, dog senest 8 uger", "several-limits"),
    ("two limits by kind", "8 uger ved nyansøgning, 2 uger ved genbevilling", "several-limits"),
    ("two limits in brackets", "4 uger (8 uger)", "several-limits"),
    ("too far apart to be one", "4 uger (3 måneder)", "several-limits"),
    ("a sum", "4 uger og 3 dage", "several-limits"),
    ("a word and a length", "straks, 2 uger", "several-limits"),
    ("none and a length", "ingen 4 uger", "several-limits"),
    ("acute is longer", "4 uger, ved akut behov 8 uger", "several-limits"),
    ("acute waits and the rest does not", "Ved akut behov 4 uger, ellers straks", "several-limits"),
    ("acute without a limit", "4 uger, akut: ingen frist", "several-limits"),
    ("acute without a date", "4 uger, akut: løbende", "several-limits"),
    ("in all shorter than a part", "4 måneder. Samlet tid 4 uger", "several-limits"),
    ("an age", "for børn 0-6 år", "several-limits"),
    ("extension is shorter", "4 uger, kan forlænges til 2 uger", "several-limits"),
    ("step is longer", "4 uger. Delfrist: 8 uger", "several-limits"),
    ("whose length is it", "inkl. ventetid 4 uger", "order"),
    ("acute only", "Ved akut behov: straks", "acute-only"),
    ("a year as number", "4 uger (2021)", "unknown-number"),
    ("hidden between digits", "1\u200b4 uger", "unknown-number"),
    ("a control character", "4 uger\x00", "unknown-word"),
    ("another script", "4 недели", "unknown-number"),
    ("a page, not a cell", "4 uger " * 200, "too-long"),
    ("a table of contents", "1 " * 300, "unknown-number"),
    ("no word ends it", "samme frist som ved " + "a" * 500 + "1", "unknown-word"),
]


@pytest.mark.parametrize(
    ("text", "code"), [pytest.param(text, code, id=trap) for trap, text, code in TRAPS]
)
def test_trap_is_refused_with_its_reason(text: str, code: str) -> None:
    reading = read_wording(text)
    assert reading.refused
    (warning,) = reading.warnings
    assert warning.code == code
    assert warning.text.isprintable()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        pytest.param("straksbehandling: inden for 15 arbejdsdage", "15 arbejdsdage", id="straks"),
        pytest.param("4 uger § 84", "4 weeks", id="paragraph behind"),
        pytest.param("4 uger for § 103 og § 104", "4 weeks", id="paragraphs behind"),
        pytest.param("§ 75 ... 3 måneder", "3 months", id="paragraph before, dots between"),
        pytest.param("§ 112, stk. 3: 2 måneder", "2 months", id="paragraph before, colon"),
        pytest.param("5 hver-dage", "5 hverdage", id="word broken in its cell"),
        pytest.param("5 hver\u00addage", "5 hverdage", id="soft hyphen"),
        pytest.param("2½ ma\u030aned", "2.5 months", id="decomposed letters"),
        pytest.param("10\u00a0–\u00a012\u2009uger", "10 weeks..12 weeks", id="odd spaces"),
        pytest.param("SENEST 4 UGER.", "4 weeks", id="capitals"),
        pytest.param("4 ugers sagsbehandlingstid", "4 weeks", id="time in a word"),
        pytest.param("4 uge(r)", "4 weeks", id="plural in brackets"),
    ],
)
def test_trap_is_read(text: str, limit: str) -> None:
    assert words(read_wording(text).limit) == limit


# The page that explains it


def test_the_page_names_every_warning_and_every_reason() -> None:
    page = (Path(__file__).parents[2] / "docs/wordings.md").read_text(encoding="utf-8")
    found = {code for row in rows("wordings.csv") for code in codes(row["raw"])}
    assert not {code for code in found | {code for _, _, code in TRAPS} if f"`{code}`" not in page}
