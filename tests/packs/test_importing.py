"""Reading a municipality's table into a pack: nothing guessed, nothing lost, ids that stay."""

import csv
import io
import random
import tomllib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from rules.findings import findings
from rules.importing import Imported, import_table
from rules.importing_answers import TO_SETTLE, Answer, read_answers
from rules.importing_general import read_general
from rules.importing_laws import read_laws
from rules.importing_names import base_id, phrase_of, phrasebook, tell_apart
from rules.importing_place import PLACES, find_place
from rules.importing_table import Table, TableError, TableRow, decode, read_csv, read_nested
from rules.importing_toml import MADE, with_areas
from rules.limit import Limit, LimitKind, parse_limit
from rules.limit_text import limit_text
from rules.pack import PackError, load_folder, load_pack
from rules.pack_fields import AreaId, Phrase
from rules.pack_files import MUNICIPALITY, WHEEL_PACKS
from rules.rule import Rule

TABLES: Final = Path(__file__).parent / "tables"
SLUGS: Final = sorted(path.stem for path in TABLES.glob("*.yaml"))
BY_HAND: Final = {"aarhus", "faaborg-midtfyn", "gentofte", "herning", "norddjurs"}


def nested(slug: str) -> Table:
    """A table that was read off a municipality's published pages."""
    text = (TABLES / f"{slug}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar as it stands there
    return read_nested(yaml.load(text, Loader=loader))  # noqa: S506


def answers_of(slug: str) -> dict[str, Answer]:
    """What was settled when the pack that comes along was made."""
    path = WHEEL_PACKS / slug / TO_SETTLE
    return read_answers(path.read_bytes()) if path.exists() else {}


def imported(slug: str) -> Imported:
    """The table of a municipality with the answers and the page of its pack."""
    home = load_pack(slug).municipality
    return import_table(
        nested(slug), name=home.name, code=home.code, source=home.source, answers=answers_of(slug)
    )


@pytest.mark.parametrize("slug", sorted({*SLUGS} - BY_HAND))
def test_a_pack_that_comes_along_is_what_its_table_gives(slug: str) -> None:
    made = imported(slug)
    folder = WHEEL_PACKS / slug
    held = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.toml")}
    assert held == dict(made.files)
    assert bool(made.doubts or answers_of(slug)) == (folder / TO_SETTLE).exists()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_row_is_taken_left_out_or_to_settle(slug: str) -> None:
    made = imported(slug)
    found = [*made.taken, *(row.key for row in made.left_out), *(d.key for d in made.doubts)]
    assert sorted(key for key in found if not key.startswith("general: ")) == sorted(
        row.key for row in nested(slug).rows
    )
    assert all(doubt.why and doubt.decide for doubt in made.doubts)


#: Rows of the packs by hand, by the area they became; `published.csv` holds them.
def by_hand(slug: str) -> dict[str, Rule]:
    """The rules of a pack by hand, by the row that each was made from."""
    lines = (TABLES.parent / "published.csv").read_text(encoding="utf-8").splitlines()
    cells = [line.split(",")[1:4] for line in lines if line.startswith(f"{slug},")]
    pack = load_pack(slug)
    return {row: pack.versions(area)[0] for row, area, clock in cells if clock == "decision"}


#: Since 2021 another authority decides; the pack by hand says so, and the importer asks.
ELSEWHERE: Final = "aarhus-018"


@pytest.mark.parametrize("slug", sorted(BY_HAND - {"norddjurs"}))
def test_the_importer_reads_the_limits_of_the_packs_by_hand(slug: str, tmp_path: Path) -> None:
    made = import_table(nested(slug), name="Prøve Kommune", code="0999")
    rules = {rule.area: rule for rule in written(made, tmp_path).rules}
    hand = by_hand(slug)
    both = [key for key in made.taken if key in hand]
    assert len(both) >= 15
    assert ELSEWHERE not in both
    for key in both:
        mine, theirs = rules[made.taken[key]], hand[key]
        assert (mine.decision and mine.decision.limit) == (
            theirs.decision and theirs.decision.limit
        ), key
        assert (mine.delivery and mine.delivery.limit) == (
            theirs.delivery and theirs.delivery.limit
        ), key
        assert mine.law == theirs.law or not mine.law, key


def written(made: Imported, folder: Path) -> Any:
    """The pack of an import, written and loaded strictly."""
    place = folder / "proeve"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in made.files.items():
        (place / name).write_text(text, encoding="utf-8")
    return load_folder(place)


# --- ids and phrases -----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["gentofte", "hoersholm"])
def test_the_order_of_the_rows_changes_no_id(slug: str) -> None:
    table = nested(slug)
    rows = [row for row in table.rows if "older" not in row.note]
    mixed = random.Random(4).sample(rows, len(rows))
    one = import_table(Table(tuple(rows), {}, table.sources), name="A Kommune", code="0999")
    other = import_table(Table(tuple(mixed), {}, table.sources), name="A Kommune", code="0999")
    kept = set(one.taken) & set(other.taken)
    assert {key: one.taken[key] for key in kept} == {key: other.taken[key] for key in kept}
    assert set(one.taken.values()) == set(other.taken.values())


@pytest.mark.parametrize(
    ("title", "field", "slug"),
    [
        pytest.param("Madservice", "Ældre", "madservice", id="one word"),
        pytest.param("Praktisk hjælp, rengøring", "", "praktisk-hjaelp.rengoering", id="a comma"),
        pytest.param("Hjælpemidler – enkle sager", "", "hjaelpemidler.enkle-sager", id="a dash"),
        pytest.param("El-køretøj", "", "el-koeretoej", id="a hyphen is no dash"),
        pytest.param("Merudgifter", "Børn og unge", "boern.merudgifter", id="for children"),
        pytest.param("Aflastning, børn", "Børn", "boern.aflastning", id="children said once"),
        pytest.param("Støtte (§ 85)", "", "stoette", id="the paragraph stands in the law"),
        pytest.param("A (B (C", "", "a.b-c", id="one part is set apart"),
        pytest.param("Hjælp " * 30, "", "-".join(["hjaelp"] * 8), id="cut at a word"),
    ],
)
def test_a_title_gives_a_readable_id(title: str, field: str, slug: str) -> None:
    assert base_id(title, field) == slug


@pytest.mark.parametrize(
    ("laws", "fields", "parts"),
    [
        (
            [["sundhedsloven § 170"], ["aktivloven § 82"]],
            ["Ydelse", "Ydelse"],
            ["sundhedsloven", "aktivloven"],
        ),
        (
            [["serviceloven § 41"], ["serviceloven § 100"]],
            ["Social", "Social"],
            ["paragraf-41", "paragraf-100"],
        ),
        ([[], []], ["Ældre", "Social"], ["aeldre", "social"]),
        ([[], []], ["Ældre", "Ældre"], None),
    ],
    ids=["by act", "by paragraph", "by field", "not at all"],
)
def test_equal_ids_get_a_part_that_tells_them_apart(
    laws: list[list[str]], fields: list[str], parts: list[str] | None
) -> None:
    assert tell_apart(laws, fields) == parts


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("Madservice", "madservice"),
        ("Nødkald", "et nødkald"),
        ("STU", "STU"),
        ("Støtte i hjemmet (§ 85)", "støtte i hjemmet"),
        ("Hjælp, øvrige", None),
        ("Komplicerede sager", None),
        ("Sygebehandling mv. m.v.", None),
        ("Børn under 3", None),
        ("Afgørelse om tilbud", None),
        ("STU-forløb", None),
        ("Hjælp til " + "meget " * 12 + "lang titel", None),
    ],
)
def test_a_title_is_a_phrase_or_a_question(title: str, phrase: str | None) -> None:
    found = phrase_of(title)
    assert (found.danish if found else None) == phrase


def test_every_phrase_that_is_kept_can_stand_in_a_pack() -> None:
    check = TypeAdapter(Phrase)
    for phrase in phrasebook().values():
        assert check.validate_python(phrase.danish) == phrase.danish
        assert check.validate_python(phrase.english) == phrase.english
        assert len(phrase.danish) <= 60


# --- the legal basis -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Serviceloven § 83", ["serviceloven § 83"]),
        ("Serviceloven §§ 82a, 82b", ["serviceloven §§ 82 a og 82 b"]),
        ("Serviceloven §§ 112, 113, 116", ["serviceloven §§ 112, 113 og 116"]),
        (
            "Serviceloven §§ 84, stk. 1, 86, stk. 2",
            ["serviceloven § 84, stk. 1", "serviceloven § 86, stk. 2"],
        ),
        (
            "Serviceloven § 192, Almenboligloven § 54",
            ["serviceloven § 192", "almenboligloven § 54"],
        ),
        (
            "Lov om højeste, mellemste, forhøjet almindelig og almindelig førtidspension § 16",
            ["lov om højeste, mellemste, forhøjet almindelig og almindelig førtidspension § 16"],
        ),
        ("Aktivloven (lov om aktiv socialpolitik) kap. 10, 10a", ["aktivloven kap. 10 og 10 a"]),
        ("Serviceloven kap. 17, § 101", ["serviceloven kap. 17, § 101"]),
        ("Lov om social pension §§ 26a-e", ["lov om social pension §§ 26 a-e"]),
        ("SEL § 83; LAB § 44", ["serviceloven § 83", "lov om en aktiv beskæftigelsesindsats § 44"]),
        ("CPR-loven § 12", ["CPR-loven § 12"]),
        ("Serviceloven (paragraf afkortet i lagret tekst)", ["serviceloven"]),
        ("SEL §83", ["serviceloven § 83"]),
        ("SEL §§83, 84", ["serviceloven §§ 83 og 84"]),
        ("BL § 90", ["barnets lov § 90"]),
        ("SUL § 138; ABL § 54a", ["sundhedsloven § 138", "almenboligloven § 54 a"]),
        ("Servicelovens § 83", ["serviceloven § 83"]),
        ("Barnets lovs § 90", ["barnets lov § 90"]),
        ("Serviceloven § 83 / Ældreloven § 9", ["serviceloven § 83", "ældreloven § 9"]),
        (
            "Serviceloven § 83 a og sundhedsloven § 138",
            ["serviceloven § 83 a", "sundhedsloven § 138"],
        ),
        (
            "Offentlighedsloven og Forvaltningsloven",
            ["offentlighedsloven", "forvaltningsloven"],
        ),
        ("Serviceloven § 83 og 84", ["serviceloven § 83 og 84"]),
        ("Lov om tidlig pension § 3", ["lov om tidlig pension § 3"]),
        ("Bekendtgørelse nr. 1234", ["bekendtgørelse nr. 1234"]),
        ("", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_laws_read_as_a_letter_prints_them(text: str, law: list[str]) -> None:
    found = read_laws(text)
    assert (list(found.law), found.clear) == (law, True)


@pytest.mark.parametrize(
    ("text", "law", "former"),
    [
        pytest.param(
            "Barnets lov § 90 (Serviceloven §§ 44/84)",
            "barnets lov § 90",
            "serviceloven §§ 44 og 84",
            id="in brackets",
        ),
        pytest.param(
            "BL § 90 (tidl. SEL § 44)", "barnets lov § 90", "serviceloven § 44", id="short"
        ),
        pytest.param(
            "Barnets lov § 90 (Tidligere serviceloven § 44)",
            "barnets lov § 90",
            "serviceloven § 44",
            id="in full",
        ),
        pytest.param(
            "BL § 90 (før: SEL § 44)", "barnets lov § 90", "serviceloven § 44", id="before"
        ),
        pytest.param(
            "Ældreloven § 10, tidligere serviceloven § 83, stk. 1",
            "ældreloven § 10",
            "serviceloven § 83, stk. 1",
            id="after a comma",
        ),
    ],
)
def test_a_paragraph_that_was_renumbered_keeps_both(text: str, law: str, former: str) -> None:
    found = read_laws(text)
    assert (found.law, found.former, found.clear) == ((law,), (former,), True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("§ 56", id="no act"),
        pytest.param("SER [sic] § 103", id="marked as doubtful"),
        pytest.param("Serviceloven § ?", id="no number"),
        pytest.param("83", id="a number alone"),
        pytest.param("Serviceloven 83", id="a number without its sign"),
        pytest.param("BL § 90 (tidl. § 44)", id="no former act"),
        pytest.param("BL § 90 (tidl. SEL 44)", id="a former number without its sign"),
        pytest.param("BL § 90 (tidl. SEL § 44), BL § 91", id="former, in the middle"),
        pytest.param(
            "Ældreloven § 10, tidligere serviceloven § 83, Sundhedsloven § 1",
            id="former, and an act of which nothing says whether it is in force",
        ),
        pytest.param("Serviceloven § 44 (nu barnets lov § 90)", id="a paragraph of another act"),
        pytest.param("BL § 90 (SEL § 44), BL § 91 (SEL § 45)", id="two that were renumbered"),
    ],
)
def test_a_law_that_cannot_be_read_is_not_guessed(text: str) -> None:
    found = read_laws(text)
    assert (found.law, found.former, found.clear) == ((), (), False)


def test_an_answer_that_is_no_law_stays_a_question() -> None:
    made = only(row(law="§ 56"), Answer("2", law="Serviceloven 83"))
    assert ["legal basis" in doubt.why for doubt in made.doubts] == [True]
    settled = only(row(law="§ 56"), Answer("2", law="Serviceloven § 83"))
    assert not settled.doubts


# --- doubts --------------------------------------------------------------------------------------


def only(row: TableRow, answer: Answer | None = None, **general: str) -> Imported:
    """A table of one row, imported."""
    answers = {row.key: answer} if answer else {}
    table = Table((row,), general, ("https://example.dk",))
    return import_table(table, name="Prøve Kommune", code="0999", answers=answers)


def row(words: str = "4 uger", title: str = "Madservice", **more: Any) -> TableRow:
    """A row of a table."""
    return TableRow("2", title, words, **more)


@pytest.mark.parametrize(
    ("doubtful", "why"),
    [
        pytest.param(row("12 uger, dog 16 uger ved hjemmebesøg"), "2 limits", id="two limits"),
        pytest.param(row("et stykke tid"), "", id="unreadable"),
        pytest.param(row("14 hverdage (2 uger)"), "not the same length", id="two lengths"),
        pytest.param(row("4 uger", note="Teksten er afbrudt"), "cut", id="cut text"),
        pytest.param(row(""), "the one above may hold for it too", id="an empty cell"),
        pytest.param(row("", "", field="Hjælpemidler"), "a heading, or a note", id="a heading"),
        pytest.param(row("", "", field="* Dog 12 uger"), "a heading, or a note", id="a footnote"),
        pytest.param(row(title="Madservice*"), "points to a note", id="a star"),
        pytest.param(row(title="Madservice 1)"), "points to a note", id="a number of a note"),
        pytest.param(row(title="Madservice¹"), "points to a note", id="a raised number"),
        pytest.param(row(title="Madservice2"), "points to a note", id="a number that was raised"),
        pytest.param(row("4 uger *"), "not known", id="a star at the limit"),
        pytest.param(row(acute="løbende"), "no date follows from the acute", id="acute: no date"),
        pytest.param(row(acute="5 uger"), "5 uger, is longer than 4 uger", id="acute: longer"),
        pytest.param(row("3 måneder1"), "not explained", id="a raised number at the limit"),
        pytest.param(
            row(note="Dog 12 uger ved nye ansøgninger"), "the note says another", id="a note"
        ),
        pytest.param(row("30 dage", note="Overskrift: arbejdsdage"), "heading", id="heading"),
        pytest.param(row("straks", field="Omsorg (akut)"), "acute need", id="acute alone"),
        pytest.param(row("4 uger efter visitation"), "help itself", id="a delivery limit"),
        pytest.param(row("4 uger", starts="first_contact"), "first contact", id="another start"),
        pytest.param(row("4 måneder – lovbestemt frist"), "the law sets", id="set by law"),
        pytest.param(row("typisk 4 uger"), "typical", id="no maximum"),
        pytest.param(row(title="Hjælp, øvrige"), "inside a sentence", id="no phrase"),
        pytest.param(row(title="(titel ikke i lagret tekst)"), "title", id="no title"),
        pytest.param(row(law="§ 56"), "legal basis", id="no act"),
        pytest.param(row(title="Folkepension"), "another authority", id="decided elsewhere"),
        pytest.param(row(delivery="efter aftale"), "delivery limit", id="unreadable delivery"),
        pytest.param(row(acute="snarligt"), "acute limit", id="unreadable acute"),
        pytest.param(
            row(supplier_change="14 hverdage (2 uger)"), "supplier", id="two units beside"
        ),
    ],
)
def test_a_doubtful_row_is_listed_and_not_taken(doubtful: TableRow, why: str) -> None:
    made = only(doubtful)
    (doubt,) = made.doubts
    assert why in doubt.why
    assert doubt.decide
    assert not made.taken
    assert list(made.files) == [MUNICIPALITY]
    assert 'table  = "missing"' in made.files[MUNICIPALITY]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Løbende", LimitKind.ONGOING),
        ("Ved henvendelse", LimitKind.ON_CONTACT),
        ("Udbetaling Danmark", LimitKind.DELEGATED),
        ("xx uger", LimitKind.UNSET),
        ("Straks", LimitKind.IMMEDIATE),
    ],
)
def test_words_that_give_no_date_are_taken_with_their_kind(
    words: str, kind: LimitKind, tmp_path: Path
) -> None:
    (rule,) = written(only(row(words)), tmp_path).versions("madservice")
    assert (rule.decision.limit.kind, rule.decision.published) == (kind, words)


@pytest.mark.parametrize(
    "outside",
    [row(scope="general_admin"), row(measures="receipt"), row(title="Hjemviste sager")],
    ids=["another field", "an acknowledgement", "remanded cases"],
)
def test_what_is_no_service_of_the_field_is_left_out_with_its_reason(outside: TableRow) -> None:
    made = only(outside)
    assert [left.key for left in made.left_out] == ["2"]
    assert made.left_out[0].why in made.files[MUNICIPALITY].replace("\n# ", " ")
    assert not made.doubts


def test_one_service_with_two_limits_is_a_question_and_with_one_is_kept_once() -> None:
    def two(words: str) -> Imported:
        rows = (row("4 uger"), TableRow("3", "Madservice", words))
        table = Table(rows, {}, ("https://example.dk",))
        return import_table(table, name="Prøve Kommune", code="0999")

    assert [doubt.key for doubt in two("5 uger").doubts] == ["2", "3"]
    assert (two("Inden for 4 uger").taken, len(two("4 uger").left_out)) == ({"2": "madservice"}, 1)


def test_an_acute_row_stands_beside_the_ordinary_one_of_the_same_service(tmp_path: Path) -> None:
    rows = (row("1 uge"), TableRow("3", "Madservice", "Straks", field="Akut", acute_only=True))
    table = Table(rows, {}, ("https://example.dk",))
    made = import_table(table, name="Prøve Kommune", code="0999")
    assert made.taken == {"2": "madservice", "3": "madservice"}
    (rule,) = written(made, tmp_path).versions("madservice")
    assert rule.decision.limit == parse_limit("1 uge")
    assert rule.acute.decision.kind is LimitKind.IMMEDIATE


# --- answers -------------------------------------------------------------------------------------


def test_an_answer_settles_its_doubt_and_keeps_the_published_words(tmp_path: Path) -> None:
    words = "12 uger, dog 16 uger ved hjemmebesøg"
    answer = Answer("2", limit="16 uger", new_title="Bil: støtte", phrase="en bil", id="bil")
    made = only(row(words, "Bil, støtte"), answer)
    (rule,) = written(made, tmp_path).versions("bil")
    assert (rule.title, rule.phrase) == ("Bil: støtte", "en bil")
    assert rule.decision.limit == parse_limit("16 uger")
    assert rule.decision.published == words


@pytest.mark.parametrize(
    ("day", "written_day"), [("2026-03-02", 2), ("02-03-2026", 2), ("3/3-2026", 3), ("", None)]
)
def test_a_choice_between_two_units_is_kept_with_who_made_it(
    tmp_path: Path, day: str, written_day: int | None
) -> None:
    words = "14 hverdage (2 uger)"
    assert "not the same length" in only(row(words)).doubts[0].why
    answer = Answer("2", words=words, limit="2 uger", settled_by="Anne Holm", settled_on=day)
    made = only(row(words), answer)
    (rule,) = written(made, tmp_path).versions("madservice")
    assert rule.decision.limit == parse_limit("2 uger")
    assert rule.decision.published == words
    assert [warning.code for warning in rule.warnings] == ["unconfirmed"]
    (area,) = tomllib.loads(made.files["sagsomraader.toml"])["area"]
    on = {"on": date(2026, 3, written_day)} if written_day else {}
    assert area["decision"]["settled"] == {"limit": "2 uger", "by": "Anne Holm", **on}


def test_a_choice_in_another_column_is_kept_too(tmp_path: Path) -> None:
    beside = row(delivery="7 hverdage (1 uge)", supplier_change="14 hverdage (2 uger)")
    made = only(beside, Answer("2", delivery="1 uge", supplier_change="14 hverdage"))
    (rule,) = written(made, tmp_path).versions("madservice")
    assert {warning.code for warning in rule.warnings} == {"unconfirmed"}
    (area,) = tomllib.loads(made.files["sagsomraader.toml"])["area"]
    assert area["delivery"]["settled"] == {"limit": "1 uge"}
    assert area["supplier_change"]["settled"] == {"limit": "14 hverdage"}
    assert "settled" not in area["decision"]


LATE_PAPERS: Final = "4 uger, levering senest 2 uger efter komplet ansøgning"


@pytest.mark.parametrize(
    "helped",
    [row(LATE_PAPERS), row(delivery="2 uger efter hjemmebesøg")],
    ids=["in the limit's own cell", "in a column of its own"],
)
def test_help_from_a_start_that_no_pack_can_hold_is_asked_about(
    tmp_path: Path, helped: TableRow
) -> None:
    (doubt,) = only(helped).doubts
    assert "starts with something else" in doubt.why
    assert doubt.decide.startswith("delivery: ")
    (rule,) = written(only(helped, Answer("2", delivery="2 uger")), tmp_path).versions("madservice")
    assert (rule.delivery.limit, rule.delivery.start) == (parse_limit("2 uger"), "decision")


def test_help_from_a_discharge_keeps_its_start(tmp_path: Path) -> None:
    helped = row("4 uger, levering inden 7 dage efter udskrivning")
    (rule,) = written(only(helped), tmp_path).versions("madservice")
    assert rule.delivery.start == "discharge"


def test_a_law_that_is_too_long_for_a_pack_is_told_by_the_load(tmp_path: Path) -> None:
    made = only(row(law="LAB " + "§ 1, stk. 1, " * 40 + "§ 2"))
    with pytest.raises(PackError, match="characters"):
        written(made, tmp_path)


@pytest.mark.parametrize("nothing", ["-", "–", "Ikke relevant", "n/a"])
def test_a_column_that_says_nothing_takes_nothing_back(nothing: str) -> None:
    made = only(row(delivery=nothing, acute=nothing, supplier_change=nothing))
    (area,) = tomllib.loads(made.files["sagsomraader.toml"])["area"]
    assert not {"delivery", "acute", "supplier_change"} & set(area)


def test_a_heading_is_asked_about_once_and_can_be_left_out() -> None:
    heading = row("", "", field="HJÆLPEMIDLER")
    (doubt,) = only(heading).doubts
    assert (doubt.title, doubt.decide.partition(":")[0]) == ("HJÆLPEMIDLER", "leave out")
    (left,) = only(heading, Answer("2", leave_out="heading")).left_out
    assert left.why == "heading"


def test_a_note_without_another_limit_is_a_comment() -> None:
    made = only(row(note="Dog ikke i weekender"))
    assert "# Note in the table: Dog ikke i weekender" in made.files["sagsomraader.toml"]


def test_a_field_of_work_that_was_one_merged_cell_is_asked_about() -> None:
    text = "Forvaltning;Ydelse;Frist\nBørn;Aflastning;8 uger\n;Merudgifter;8 uger\n"
    table = read_csv(text)
    made = import_table(table, name="Prøve Kommune", code="0999", source="https://example.dk")
    assert list(made.taken) == ["2"]
    assert "cells were merged" in made.doubts[0].why
    alone = read_csv(text.replace("Børn", ""))
    made = import_table(alone, name="Prøve Kommune", code="0999", source="https://example.dk")
    assert list(made.taken) == ["2", "3"]


def test_a_range_from_a_half_is_written_as_it_is_read(tmp_path: Path) -> None:
    (rule,) = written(only(row("½-1½ måned")), tmp_path).versions("madservice")
    assert limit_text(rule.decision.limit) == "½-1½ måneder"


def test_a_bullet_is_no_part_of_a_title() -> None:
    assert [row.title for row in read_csv("Ydelse;Frist\n• Mad;1 uge\n– Bad;1 uge\n").rows] == [
        "Mad",
        "Bad",
    ]


@pytest.mark.parametrize("words", [["Straks"], ["4 uger", "6 uger"]])
def test_a_row_for_remanded_cases_that_settles_nothing_is_asked_about(
    tmp_path: Path, words: list[str]
) -> None:
    rows = [TableRow(str(n), "Hjemviste sager", text) for n, text in enumerate(words, 2)]
    table = Table((*rows, TableRow("9", "Madservice", "1 uge")), {}, ("https://example.dk",))
    made = import_table(table, name="Prøve Kommune", code="0999")
    assert [doubt.key for doubt in made.doubts] == [row.key for row in rows]
    assert not made.left_out
    assert "remanded" not in made.files[MUNICIPALITY]
    written(made, tmp_path)
    answers = {row.key: Answer(row.key, leave_out="by hand") for row in rows}
    settled = import_table(table, name="Prøve Kommune", code="0999", answers=answers)
    assert (settled.doubts, len(settled.left_out)) == ((), len(rows))


def test_an_answer_to_another_doubt_settles_no_units() -> None:
    made = only(row("et stykke tid"), Answer("2", limit="4 uger", settled_by="Anne Holm"))
    assert "settled" not in made.files["sagsomraader.toml"]


LONGER: Final = {
    "the decision": (
        row("6 måneder", "Børnefaglig undersøgelse", law="Barnets lov § 20"),
        "the decision has 6 måneder, longer than 4 måneder from awareness "
        "in lov.boernefaglig-undersoegelse (barnets lov § 20, stk. 3)",
        Answer("2", limit="6 måneder"),
    ),
    "help without a limit": (
        row("2 uger", "Stofmisbrugsbehandling", law="SEL § 101"),
        "the help has no limit here; it has 14 dage from contact in lov.stofmisbrugsbehandling "
        "(serviceloven § 101, stk. 2)",
        Answer("2", delivery="no"),
    ),
    "help that takes longer": (
        row("1 uge", "Stofmisbrugsbehandling", law="SEL § 101", delivery="4 uger"),
        "the help has 4 uger from decision, longer than 14 dage from contact "
        "in lov.stofmisbrugsbehandling (serviceloven § 101, stk. 2)",
        Answer("2", delivery="14 dage"),
    ),
    "beside another doubt": (
        row("et stykke tid", "Stofmisbrugsbehandling", law="SEL § 101"),
        "the help has no limit here; it has 14 dage from contact in lov.stofmisbrugsbehandling "
        "(serviceloven § 101, stk. 2)",
        Answer("2", limit="2 uger", delivery="no"),
    ),
}


@pytest.mark.parametrize(("longer", "why", "answer"), LONGER.values(), ids=LONGER)
def test_a_limit_that_is_longer_than_the_law_is_asked_about_as_it_is_found(
    tmp_path: Path, longer: TableRow, why: str, answer: Answer
) -> None:
    (doubt,) = only(longer).doubts
    assert why in doubt.why
    settled = only(longer, answer)
    assert not settled.doubts
    found = findings(written(settled, tmp_path), date(2026, 6, 1))
    told = {one.text for one in found if one.code == "longer-than-law"}
    assert why in told or answer.delivery == "14 dage"


def test_a_limit_that_is_no_longer_than_the_law_is_taken() -> None:
    assert not only(row("4 måneder", "Børnefaglig undersøgelse", law="Barnets lov § 20")).doubts


def test_an_acute_row_can_be_settled_without_an_ordinary_limit(tmp_path: Path) -> None:
    answer = Answer("2", limit="ikke fastsat", acute="straks")
    made = only(row("Straks", field="Akut"), answer)
    (rule,) = written(made, tmp_path).versions("madservice")
    assert (rule.decision.limit.kind, rule.decision.published) == (LimitKind.UNSET, None)
    assert rule.acute.decision.kind is LimitKind.IMMEDIATE


def test_an_answer_leaves_a_row_out_or_a_limit_beside_it() -> None:
    assert only(row("et stykke tid"), Answer("2", leave_out="older")).left_out[0].why == "older"
    made = only(row(delivery="efter aftale"), Answer("2", delivery="no"))
    assert "delivery" not in made.files["sagsomraader.toml"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer("9", limit="4 uger"), "does not have"),
        (Answer("2", words="8 uger", limit="4 uger"), "the table now says"),
        (Answer("2", title="Madservice*", limit="4 uger"), "the title .* a column Nr"),
        (Answer("2", limit="ca. 4 uger"), "to-settle.csv, row 2, limit"),
        (Answer("2", limit="no"), "to-settle.csv, row 2, limit"),
        (Answer("2", limit="4 uger", settled_on="i maj"), "row 2, settled on: .* is no day"),
        (Answer("2", limit="4 uger", settled_on="31-02-2026"), "settled on: .* is no day"),
    ],
    ids=[
        *(
            "no such row",
            "the words have changed",
            "another row has the number",
            "no limit",
            "a limit must be one",
        ),
        *("no day", "a day that never was"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answer: Answer, why: str) -> None:
    table = Table((row(),), {}, ("https://example.dk",))
    with pytest.raises(TableError, match=why):
        import_table(table, name="P Kommune", code="0999", answers={answer.key: answer})


def test_a_list_that_a_spreadsheet_saved_anew_is_read() -> None:
    text = "row;title;words;why;decide;limit;leave out\r\n2;Mad;xx;;;'4 uger;\r\n3;Bad;;;;;\r\n"
    assert list(read_answers(text.encode("cp1252"))) == ["2"]
    assert read_answers(text.encode("utf-8-sig"))["2"].limit == "4 uger"


@pytest.mark.parametrize("text", ["", "title;limit\nA;4 uger", "row;grænse\n2;4 uger"])
def test_what_is_no_such_list_is_refused(text: str) -> None:
    with pytest.raises(TableError, match=TO_SETTLE):
        read_answers(text.encode())


# --- rules for all rows --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("remand: Gælder også hjemviste sager", "remanded", {"same": True}),
        (
            "remand: Hjemviste sager: fristen for den enkelte paragraf, dog højst 4 uger",
            "remanded",
            {"same": True, "at_most": "4 uger"},
        ),
        ("remand: Hjemviste sager har egen frist: 4 uger", "remanded", {"within": "4 uger"}),
        ("acute: Ved akut behov behandles sagerne med det samme", "acute", {"decision": "straks"}),
        (
            "acute: Ved akut behov visiteres og leveres hjælpen omgående",
            "acute",
            {"decision": "straks", "delivery": "straks"},
        ),
        ("receipt: Kvittering senest 5 hverdage", "acknowledgement", {"within": "5 hverdage"}),
        (
            "receipt: Kvittering senest 7 dage efter modtagelse (ældre side)",
            "acknowledgement",
            {"within": "7 dage"},
        ),
    ],
)
def test_a_rule_for_all_rows_becomes_a_key(text: str, key: str, value: dict[str, Any]) -> None:
    name, words = text.split(": ", 1)
    found = read_general({name: words})
    assert (found.keys, found.doubts) == ({key: {**value, "published": words}}, ())


@pytest.mark.parametrize(
    "text",
    [
        "remand: Gælder også hjemviste sager, medmindre andet står ved sagstypen",
        "acute: Akutte sager behandles hurtigere",
        "receipt: Kvittering senest 10 arbejdsdage (merudgifter)",
        "default: Svar som udgangspunkt inden 10 hverdage, medmindre særlig frist",
        "unit: Fristerne beregnes med tillæg af søndage og helligdage",
    ],
)
def test_a_rule_for_all_rows_that_cannot_be_read_is_a_doubt(text: str) -> None:
    name, words = text.split(": ", 1)
    found = read_general({name: words})
    assert ([doubt.words for doubt in found.doubts], found.keys) == ([words], {})


def test_what_ends_the_clock_and_when_it_was_adopted_are_read() -> None:
    texts = {"start": "Fra modtagelse til afgørelsen sendes", "adopted": "Byrådet 1. marts 2026"}
    found = read_general(texts)
    assert found.keys == {"ends": "sent"}
    assert str(found.adopted_on) == "2026-03-01"


@pytest.mark.parametrize(
    "words",
    ["1 uge", "15 hverdage", "2½ måneder", "½ måned", "10-12 uger", "24 timer", "1 år", "straks"],
)
def test_a_limit_is_written_as_a_pack_writes_it(words: str) -> None:
    assert limit_text(parse_limit(words)) == words


@given(
    st.sampled_from([kind for kind in LimitKind if kind.value not in {"duration", "unreadable"}])
)
def test_every_kind_of_limit_has_words(kind: LimitKind) -> None:
    assert parse_limit(limit_text(Limit(kind))).kind is kind


# --- tables --------------------------------------------------------------------------------------

CSV: Final = "Ydelse;Frist\r\nPersonlig pleje;En uge\r\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(CSV.encode(), id="UTF-8"),
        pytest.param(CSV.encode("utf-8-sig"), id="UTF-8 with its mark"),
        pytest.param(CSV.replace("pleje", "pleje på dagen").encode("cp1252"), id="Windows-1252"),
        pytest.param(CSV.replace(";", "\t").encode("utf-16"), id="UTF-16, tabs"),
        pytest.param(CSV.replace(";", ",").encode(), id="commas"),
        pytest.param(b"\r\n" + CSV.encode() + b";\r\n\r\n", id="blank lines"),
    ],
)
def test_a_file_is_read_as_a_spreadsheet_saves_it(content: bytes) -> None:
    (found,) = read_csv(decode(content)).rows
    assert found.title.startswith("Personlig pleje")
    assert found.words == "En uge"


def test_a_row_has_the_number_that_the_spreadsheet_shows() -> None:
    text = 'title,deadline,source\n"A\nB",4 uger,\n\nC,"2 uger, højst",https://example.dk\n'
    table = read_csv(text)
    assert [(r.key, r.title, r.words) for r in table.rows] == [
        ("2", "A B", "4 uger"),
        ("4", "C", "2 uger, højst"),
    ]
    assert table.sources == ("https://example.dk",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("Ydelse;Pris\nA;4 uger\n", '"Pris" is not known'),
        ("Ydelse;Note\nA;B\n", '"deadline" or "frist"'),
        ("Frist;Note\nA;B\n", '"title" or "ydelse"'),
        ("Ydelse;Titel;Frist\nA;B;C\n", "two columns"),
        ("Ydelse;Frist\nA;4 uger;mere\n", "row 2 has more cells"),
        ("Nr;Ydelse;Frist\n1;A;4 uger\n1;B;4 uger\n", "stands twice"),
        ("Ydelse;Frist\nA;" + "x" * 600, "600 characters"),
        ('Ydelse;Frist\n"A;' + "x" * 140_000, "CSV"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(text: str, why: str) -> None:
    with pytest.raises(TableError, match=why):
        read_csv(text)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "no list"),
        ({"rows": {}}, "no list"),
        ({"rows": ["A"]}, "row 1"),
        ({"rows": [{"title": "A"}]}, "needs title and raw"),
        ({"rows": [{"title": "A", "raw": "x", "frist": "x"}]}, "unknown key"),
        ({"rows": [{"title": ["A"], "raw": "x"}]}, "is a list"),
        ({"rows": [], "general_rules": ["x"]}, "general_rules"),
        ({"rows": [{"id": "1", "title": "A", "raw": "x"}] * 2}, "stands twice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nested_values_that_are_no_table_are_refused(value: Any, why: str) -> None:
    with pytest.raises(TableError, match=why):
        read_nested(value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(TableError, match="no text"):
        decode(b"\x81\x8d\x8f")
    with pytest.raises(TableError, match="5 MB"):
        decode(b"a" * 5_000_001)


#: Cells that people and spreadsheets write, and any text at all.
CELL: Final = st.one_of(
    st.sampled_from(["Mad", "STU-forløb", "Lov: mad", "mad", "ÅBc", "§ 83", "SEL § 83", "4 uger"]),
    st.text(max_size=20),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), max_size=5))
def test_whatever_stands_in_the_cells_the_pack_loads(rows: list[tuple[str, ...]]) -> None:
    """Every row is taken, left out or a doubt, and what is taken loads strictly."""
    text = io.StringIO()
    heads = ("title", "area", "law", "note", "source", "deadline")
    csv.writer(text).writerows([heads, *((*cells, "4 uger") for cells in rows)])
    table = read_csv(text.getvalue())
    made = import_table(table, name="Prøve Kommune", code="0999", source="https://example.dk")
    assert len(made.taken) + len(made.doubts) + len(made.left_out) == len(table.rows)
    with TemporaryDirectory() as folder:
        pack = written(made, Path(folder))
    assert {*made.taken.values()} <= {*pack.areas()}


@pytest.mark.parametrize(
    ("home", "after"),
    [
        pytest.param(f'# {MADE}\ntable  = "missing"\n', '"part"', id="the importer's line"),
        pytest.param(f'# {MADE}\r\ntable = "missing"\r\n', '"part"', id="Windows' line ends"),
        pytest.param('table = "missing"\n', '"missing"', id="a file by hand"),
        pytest.param(f'# {MADE}\ntable = "missing" # set\n', '"missing"', id="a person's line"),
        pytest.param(f'# {MADE}\ntable = "complete"\n', '"complete"', id="confirmed"),
    ],
)
def test_only_the_importers_own_word_about_the_table_changes(home: str, after: str) -> None:
    found = with_areas(home.encode()).decode()
    assert found == home.replace('"missing"', after)
    assert after in found


# --- municipalities ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ("Norddjurs", "norddjurs"),
        ("norddjurs kommune", "norddjurs"),
        ("0707", "norddjurs"),
        ("Bornholm", "bornholm"),
        ("København", "koebenhavn"),
        ("Ærø", "aeroe"),
        ("lyngby-taarbæk", "lyngby-taarbaek"),
    ],
)
def test_a_municipality_is_found_by_name_slug_or_code(given: str, slug: str) -> None:
    assert find_place(given).slug == slug


def test_an_unknown_municipality_needs_a_code_and_hears_a_near_name() -> None:
    with pytest.raises(TableError, match="did you mean norddjurs"):
        find_place("Nordjurs")
    with pytest.raises(TableError, match="--code"):
        find_place("Xyz")
    assert find_place("Bakkedal", code="0999") == ("bakkedal", "Bakkedal Kommune", "0999")


def test_every_municipality_has_a_folder_name_of_its_own() -> None:
    assert len(PLACES) == 98
    assert {slug for slug in SLUGS if slug not in PLACES} == set()
    check = TypeAdapter(AreaId)
    assert all(check.validate_python(slug) == slug for slug in PLACES)
