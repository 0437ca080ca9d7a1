"""One deliberately broken pack per mistake: its address, what was found, what to write instead."""

from pathlib import Path
from typing import Final

import pytest

from rules.pack import PackError, load_pack
from tests.packs.sample import HOME, write_pack

BROKEN: Final = Path(__file__).parent.parent / "packs_broken"
M, O, S = "municipality.toml", "omsorg.toml", "sundhed.toml"  # noqa: E741 - columns of the table

#: The folder, the file and line of its mistake, and words that the message must hold.
MISTAKES: Final[dict[str, tuple[str, int, str]]] = {
    # keys
    "unknown-key": (O, 8, 'unknown key "desicion": did you mean "decision"?'),
    "unknown-key-far": (O, 9, 'unknown key "frekvens": the keys here are id, title, phrase'),
    "unknown-key-in-limit": (O, 8, 'unknown key "start": did you mean "from"?'),
    "unknown-key-in-municipality": (M, 7, 'unknown key "hverdage": did you mean "hverdag"?'),
    "unknown-key-in-contact": (M, 10, 'unknown key "telefax": the keys here are address, cvr'),
    "key-of-a-statute": (O, 9, '"extension" belongs to rules that a statute sets'),
    "missing-id": (O, 3, '"id" is missing: write id = "praktisk-hjaelp.rengoering"'),
    "missing-title": (O, 3, '"title" is missing: write title = '),
    "missing-phrase": (O, 3, '"phrase" is missing: write phrase = "rengøring og tøjvask"'),
    "missing-within": (O, 8, '"within" is missing: write within = "4 uger"'),
    "missing-source": (M, 1, '"source" is missing: write source = "https://…"'),
    "missing-name": (M, 1, '"name" is missing: write name = "Aarhus Kommune"'),
    "missing-closing-day-reason": (M, 8, '"why" is missing: write why = '),
    "missing-municipality": ("", 1, "municipality.toml is missing in this folder: add it with"),
    "missing-areas": (O, 1, '"area" is missing: write a heading [[area]]'),
    "no-limit": (O, 3, 'the area has no limit: add decision = { within = "4 uger" }'),
    "delivery-without-decision": (O, 3, "the delivery limit runs from a decision that has no"),
    # types
    "text-as-number": (O, 5, "title: 15 is not text: put it in quotation marks, such as title"),
    "list-as-text": (O, 7, 'is not a list: put it in square brackets, such as law = ["'),
    "table-as-text": (O, 8, "is not a table of keys: put its keys in braces, such as decision"),
    "limit-as-number": (O, 8, "within: 4 is not text: put it in quotation marks"),
    "date-as-text": (O, 9, 'in_force_from: "2026-03-01" is not a date: write year-month-day'),
    "date-with-time": (O, 9, "in_force_from: 2026-03-01 08:00:00 is not a date: write year"),
    "truth-as-text": (M, 9, 'can_reply: "ja" is not true or false: write one of these'),
    "number-as-text": (M, 7, 'postal_hverdage: "6" is not a whole number: write its digits'),
    "number-out-of-range": (M, 7, "postal_hverdage: 0 is out of range: write at least 1"),
    "heading-with-one-bracket": (O, 3, "the heading [area] needs two brackets: write [[area]]"),
    # limits
    "unreadable-period": (O, 8, 'within: "4 ugr" is not a limit: write a length ("4 uger"'),
    "unreadable-limit": (O, 8, 'within: "når sagen er fuldt oplyst" is not a limit: write'),
    "empty-limit": (O, 8, 'within: "" is not a limit: write a length'),
    "zero-limit": (O, 8, "a period must be longer than zero"),
    "half-week": (O, 8, "a half has no meaning in weeks: write it in whole weeks"),
    "range-backwards": (O, 8, "the range must run from the shorter to the longer"),
    "limit-too-long": (O, 8, "400 months is longer than any case lives (at most 120 months)"),
    "unknown-start": (O, 8, 'from: "fuldt-oplyst" is not known here: write "receipt"'),
    "decision-from-decision": (O, 8, 'from: "decision" is not known here: write "receipt"'),
    "unreadable-promise": (M, 7, '"hurtigst muligt" is not a length of time: write a number'),
    "remanded-both": (M, 7, "remanded: say either same = true"),
    "remanded-neither": (M, 7, "remanded: say either same = true"),
    "cap-on-own-limit": (M, 7, "at_most goes with same = true and is a length"),
    "cap-without-length": (M, 7, "at_most goes with same = true and is a length"),
    "acute-unreadable": (O, 9, 'decision: "akut" is not a limit: write a length'),
    "settled-another-limit": (O, 8, 'settled chooses "2 uger", but within says "14 hverdage"'),
    "settled-without-words": (O, 8, "settled says which of two published lengths counts: write"),
    "settled-as-text": (O, 8, 'settled: "2 uger" is not a table of keys: put its keys in braces'),
    "settled-unknown-key": (O, 8, 'unknown key "decided_by": the keys here are limit, by, on'),
    # dates and versions
    "impossible-date": (O, 9, "there is no such day: write year-month-day"),
    "date-outside-table": (O, 9, "1926-03-01 lies outside 2015–2040"),
    "until-before-from": (O, 10, "in_force_until: 2026-02-28 lies before in_force_from"),
    "overlapping-versions": (
        O,
        17,
        'two versions of "hjemmehjaelp" are in force on 2026-03-01: end the older one '
        "(overlapping-versions/omsorg.toml, line 4) with in_force_until = 2026-02-28",
    ),
    "duplicate-id": (O, 11, 'id "hjemmehjaelp" stands twice (also in duplicate-id/omsorg.toml'),
    "duplicate-id-in-two-files": (S, 4, "(also in duplicate-id-in-two-files/omsorg.toml, line 2)"),
    # ids, codes, words
    "bad-id": (O, 4, '"Hjemmehjælp" is not an id: use a–z, 0–9, hyphens and dots'),
    "id-with-space": (O, 4, 'such as "hjemme-hjaelp"'),
    "reserved-prefix": (O, 4, 'an id that begins with "lov." is a rule set by law: choose'),
    "code-as-number": (M, 4, "code: 999 is not text: put it in quotation marks, such as code ="),
    "code-too-short": (M, 4, '"999" is not a municipality code: write its four digits, "0751"'),
    "code-of-another": (M, 4, '"0715" is not the code of Aarhus Kommune: write "0751"'),
    "unknown-status": (M, 5, '"draft" is not known here: write "unconfirmed" or "confirmed"'),
    "unknown-hverdag": (M, 7, 'hverdag: "mon-sun" is not known here: write "mon-fri" or'),
    "unknown-arbejdsdag": (M, 7, 'arbejdsdag: "åbningsdage" is not known here: write "working-'),
    "unknown-ends": (M, 7, 'ends: "received" is not known here: write "decided" or "sent"'),
    "unknown-month-end": (M, 7, 'month_end: "last" is not known here: write "clamp" or "sticky"'),
    "unknown-roll": (M, 7, 'roll: "forward" is not known here: write "none", "next-working-day"'),
    "bad-cvr": (M, 9, "is not a CVR number: write its eight digits without spaces"),
    "bad-kle": (O, 9, '"27-36-04" is not a KLE number: write "27.36.04"'),
    "empty-phrase": (O, 6, "phrase: the text is empty: write it, or leave the key out"),
    "phrase-with-capital": (O, 6, 'stands inside a sentence: begin it small, "hjemmehjælp"'),
    "phrase-with-full-stop": (O, 6, 'stands inside a sentence: leave out the last "."'),
    "text-over-two-lines": (O, 5, "title: the text holds a line break"),
    "text-too-long": (O, 5, "title: the text has 604 characters: write at most 500"),
    "empty-law": (O, 7, "law: the text is empty"),
    "unknown-team": (O, 9, 'no [[contact.team]] in municipality.toml has the id "visitation"'),
    "team-twice": (M, 12, "visitation stands twice in [[contact.team]]: keep one"),
    "closing-day-twice": (M, 12, "2026-05-15 stands twice in [[closing_day]]: keep one"),
    # quality standards
    "standard-without-adoption": (M, 7, "an adopted standard says who adopted it and when: add"),
    "standard-draft-adopted": (
        M,
        7,
        'a standard that is adopted has state = "adopted", not "draft"',
    ),
    "standard-unknown-state": (M, 10, 'state: "hoering" is not known here: write "draft", "in-he'),
    "standard-review-before-adoption": (
        M,
        13,
        "next_review: 2026-02-01 does not lie after adopted",
    ),
    "standard-twice-under-way": (M, 13, '"hjemmehjaelp" has two revisions that are not adopted'),
    "standard-adopted-twice": (M, 15, '"hjemmehjaelp" is adopted twice on 2026-02-24: keep one'),
    "standard-heard-as-text": (
        M,
        11,
        "is not a table of keys: put its keys in braces, such as heard",
    ),
    "standard-unknown-key": (M, 11, 'unknown key "adoptedby": did you mean "adopted_by"?'),
    "standard-missing-state": (M, 7, '"state" is missing: write state = "adopted"'),
    "unknown-standard": (O, 9, 'no [[quality_standard]] of this pack has the id "hjemmehjaelp"'),
    "unknown-standard-of-file": (O, 2, 'no [[quality_standard]] of this pack has the id "hjemme'),
    # not TOML, not text
    "not-toml": (O, 5, "a line needs a key, an equals sign and a value"),
    "missing-quotation-mark": (O, 5, "a quotation mark is missing at the end of a text"),
    "missing-value": (O, 5, "a value is missing or lacks its quotation marks"),
    "text-without-quotation-marks": (O, 5, "a value is missing or lacks its quotation marks"),
    "key-twice": (O, 6, "a key stands twice in one table: keep one of them"),
    "missing-bracket": (O, 8, "a closing bracket is missing"),
    "danish-letter-in-key": (O, 6, "this is not TOML"),
    "nested-too-deep": (O, 1, "the file nests too deep: check its brackets"),
    "not-utf-8": (O, 5, "the file is not UTF-8: save it again with the encoding UTF-8"),
}

SEVERAL: Final = [
    (M, 1, '"status" is missing'),
    (M, 4, '"999" is not a municipality code'),
    (M, 5, 'unknown key "stauts": did you mean "status"?'),
    (O, 4, "the text is empty"),
    (O, 6, '"4 ugr" is not a limit'),
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_stops_the_load_with_its_address(mistake: str) -> None:
    file, line, words = MISTAKES[mistake]
    with pytest.raises(PackError) as caught:
        load_pack(mistake, folders=[BROKEN])
    (problem,) = caught.value.problems
    assert problem.file == str(BROKEN / mistake / file)
    assert problem.line == line
    assert words in problem.text
    assert str(caught.value) == f"{problem.file}:{line}: {problem.text}"
    assert "\n" not in str(caught.value)


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    with pytest.raises(PackError) as caught:
        load_pack("several-mistakes", folders=[BROKEN])
    problems = caught.value.problems
    assert [(Path(found.file).name, found.line) for found in problems] == [
        (file, line) for file, line, _ in SEVERAL
    ]
    for found, (_, _, words) in zip(problems, SEVERAL, strict=True):
        assert words in found.text
    assert (caught.value.file, caught.value.line) == problems[0][:2]
    assert len(str(caught.value).splitlines()) == len(SEVERAL)


def test_every_broken_pack_is_in_the_table() -> None:
    folders = {path.name for path in BROKEN.iterdir() if path.is_dir()}
    assert folders == {*MISTAKES, "several-mistakes"}


def test_a_mistake_in_one_pack_does_not_stop_another() -> None:
    assert load_pack("aarhus", folders=[BROKEN]).municipality.code == "0751"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('"a\\nb" = 1\n', id="in a key"),
        pytest.param('ends = "a\\nb\\u001b[31m"\n', id="in a value"),
        pytest.param('contact = { cvr = "1\\n2" }\n', id="in a checked value"),
    ],
)
def test_a_line_break_in_what_was_found_does_not_break_the_message(
    tmp_path: Path, line: str
) -> None:
    with pytest.raises(PackError) as caught:
        load_pack("proeve", folders=[write_pack(tmp_path, home=HOME + line)])
    assert str(caught.value).isprintable()


def test_a_page_pasted_by_mistake_is_cut_in_the_message(tmp_path: Path) -> None:
    home = HOME.replace('"0999"', f'"{"9" * 100_000}"')
    with pytest.raises(PackError) as caught:
        load_pack("proeve", folders=[write_pack(tmp_path, home=home)])
    assert len(str(caught.value)) < 1000


def test_many_mistakes_are_found_quickly_and_each_at_its_line(tmp_path: Path) -> None:
    one = '[[area]]\nid = "a-{0}"\ntitle = "A"\nphrase = "a"\ndecision = {{ within = "4 ugr" }}\n'
    folder = write_pack(tmp_path, omsorg="".join(one.format(number) for number in range(500)))
    with pytest.raises(PackError) as caught:
        load_pack("proeve", folders=[folder])
    assert [found.line for found in caught.value.problems] == [5 * n + 5 for n in range(500)]
