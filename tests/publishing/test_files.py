"""What is published says the same in every form: page, spreadsheet, data and paper."""

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import page as page_validation
import pytest

from rules.public_list import public_list
from tests.letters.pdf_reading import read_pdf
from tests.publishing.catalogue import AREAS, HOME, ON, pack
from tracker.publishing.files import PDF, plain_files, with_paper
from tracker.publishing.words import CAVEAT, PAGE

PAGES: Final = ("index.html", "en.html")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    found = public_list(pack(tmp_path_factory.mktemp("packs")), ON)
    return with_paper(plain_files(found, ON), found, ON)


class Text(HTMLParser):
    """The words of a page, without its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text(files: dict[str, bytes], name: str = "index.html") -> str:
    """A page as it reads, with every space the same."""
    return " ".join(" ".join(Text(files[name].decode()).words).split())


DANISH: Final = {
    "the heading": "Hvornår får du svar på din ansøgning?",
    "nobody has confirmed it": "Ingen hos kommunen har bekræftet dem endnu.",
    "it is a part": "Den har kun en del af kommunens frister.",
    "a standard replaces no assessment": CAVEAT["da"],
    "what to do when it is urgent": "Så skal du ikke vente på fristen. Ring på 12 34 56 78.",
    "acute": "er fristen for både svar og hjælp: straks, samme dag.",
    "remanded": "gælder fristen igen, dog højst 4 uger.",
    "what the deadlines rest on": "efter retssikkerhedsloven § 3, stk. 2.",
    "what a remanded case rests on": "fik Ankestyrelsens afgørelse (retssikkerhedsloven § 3 a).",
    "heads for what is no application": "Frist for svar eller afgørelse",
    "what a law does not limit": "ikke sat her",
    "what no list names": "For områder, der ikke står på listen, er fristen 12 uger.",
    "a limit": "15 hverdage",
    "help after the answer": "12 hverdage efter svaret",
    "the upper bound of a range": "12 uger Kommunens egne ord: Ti til tolv uger",
    "an acute limit of its own": "Haster det: svar 24 timer; hjælp 48 timer",
    "a remanded limit of its own": "2 uger efter at vi fik Ankestyrelsens afgørelse",
    "the former law": "før serviceloven § 71",
    "when it was adopted": "Vedtaget 24. februar 2026",
    "no limit": "ingen fast frist Kommunens egne ord: Løbende optag",
    "a field of work": "Frister: Ældre og omsorg",
    "who adopted a standard": "byrådet, 24. februar 2026",
    "who was heard": "Seniorråd (20. januar 2026) og Handicapråd",
    "suppliers alike": "Kravene er de samme for private og kommunale leverandører.",
    "how far the revision is": "1 af 2 kvalitetsstandarder er vedtaget i denne omgang.",
    "what does not hold yet": "Standarden er i høring. Den gælder ikke endnu.",
    "what will change": "Gælder fra 1. september 2026",
    "rules set by law": "Genvurdering efter klage",
    "when it was published": "Offentliggjort 1. juni 2026",
}


@pytest.mark.parametrize("words", DANISH.values(), ids=DANISH)
def test_the_danish_page_says(files: dict[str, bytes], words: str) -> None:
    assert words in text(files)


def test_the_english_page_frames_the_danish_names(files: dict[str, bytes]) -> None:
    said = text(files, "en.html")
    for words in (
        "When will you have an answer to your application?",
        CAVEAT["en"],
        "15 working days (hverdage)",
        "1 of 2 quality standards have been adopted this time.",
    ):
        assert words in said
    assert '<th scope="row" role="rowheader"><span lang="da">' in files["en.html"].decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_and_runs_nothing(files: dict[str, bytes], name: str) -> None:
    html = files[name].decode()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", html)
    loaded = re.findall(r"<link rel=\"stylesheet\" href=\"([^\"]+)\"", html)
    assert len(loaded) == 2
    assert all(address.startswith("../assets/") for address in loaded)
    assert not re.search(r"\ssrc=", html)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_a_page_leads_somewhere(files: dict[str, bytes], name: str) -> None:
    html = files[name].decode()
    ids = re.findall(r"\sid=\"([^\"]+)\"", html)
    assert len(ids) == len(set(ids))
    inside = set(re.findall(r"href=\"#([^\"]+)\"", html))
    assert inside <= set(ids)
    beside = {a for a in re.findall(r"href=\"([a-z.]+)\"", html) if not a.startswith("..")}
    assert beside <= set(files)


def test_the_spreadsheet_opens_in_excel_and_runs_nothing(files: dict[str, bytes]) -> None:
    content = files["frister.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    by_id = {row["Id"]: row for row in rows}
    assert by_id["formel"]["Område"] == "'=HYPERLINK(1)"
    assert by_id["rengoering"]["Du får svar inden"] == "15\N{NO-BREAK SPACE}hverdage"
    assert by_id["rengoering"]["Kvalitetsstandard"] == "Personlig og praktisk hjælp"
    assert by_id["rengoering"]["Bekræftet af kommunen"] == "nej"
    assert by_id["lov.genvurdering"]["Bekræftet af kommunen"] == "lov"


def data(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[name])


def test_the_data_hold_standards_and_the_revision(files: dict[str, bytes]) -> None:
    said = data(files, "frister.json")
    assert said["revision"] == {
        "adopted": 1, "in_hearing": 1, "draft": 0, "overdue": 0, "total": 2,
    }  # fmt: skip
    held, mad = said["standards"]
    assert held["in_force"]["adopted_by"] == "byrådet"
    assert held["in_force"]["heard"] == [
        {"body": "Seniorråd", "on": "2026-01-20"},
        {"body": "Handicapråd", "on": None},
    ]
    assert (mad["in_force"], mad["under_way"]["state"], mad["areas"]) == (
        None,
        "in-hearing",
        ["Mad"],
    )
    assert [row["area"] for row in said["coming"]] == ["mad"]
    assert said["caveat"] == CAVEAT


def test_the_history_holds_every_version_with_its_days(files: dict[str, bytes]) -> None:
    versions = {one["area"]: one["versions"] for one in data(files, "historik.json")["areas"]}
    assert [(v["in_force_from"], v["in_force_until"]) for v in versions["mad"]] == [
        (None, "2026-08-31"),
        ("2026-09-01", None),
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", v["version"]) for v in versions["mad"])


def test_the_paper_says_what_the_page_says(files: dict[str, bytes]) -> None:
    paper = " ".join(read_pdf(files[PDF]).text.split())
    for words in ("15 hverdage", "Ti til tolv uger", "Personlig og praktisk hjælp", CAVEAT["da"]):
        assert words in paper


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_paper_keeps_the_standard(files: dict[str, bytes], profile: str) -> None:
    report = page_validation.validate_pdf_bytes(files[PDF], profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_a_list_without_laws_says_that_the_source_names_none(tmp_path: Path) -> None:
    said = "oplyser kilden den ikke"
    assert said in text(plain_files(public_list(pack(tmp_path / "a"), ON), ON))
    bare = re.sub(r"(?m)^law .*\n", "", AREAS)
    areas = re.sub(r"(?m)^(phrase .*\n)", r'\1law = ["serviceloven § 83"]\n', bare)
    files = plain_files(public_list(pack(tmp_path / "b", areas=areas), ON), ON)
    assert said not in text(files)


def test_a_later_day_shows_what_holds_then(tmp_path: Path) -> None:
    found = public_list(pack(tmp_path), date(2027, 3, 1))
    said = text(plain_files(found, date(2027, 3, 1)))
    assert "2½ måned" in said
    assert "Tidligere frister" in said
    assert "1 skulle være vedtaget igen." in said


def test_what_is_said_otherwise_and_means_the_same_is_no_remark(tmp_path: Path) -> None:
    more = (
        'acute = { decision = "med det samme", delivery = "straks", published = "Straks" }\n'
        'remanded = { same = true, at_most = "4 uger", published = "højst fire uger" }\n'
    )
    areas = AREAS.replace("adopted_on = 2026-02-24\n", f"adopted_on = 2026-02-24\n{more}")
    files = plain_files(public_list(pack(tmp_path, areas=areas), ON), ON)
    assert text(files).count("Haster det: svar") == 1


def test_a_confirmed_complete_list_carries_no_warning(tmp_path: Path) -> None:
    home = HOME.replace("unconfirmed", "confirmed").replace('"part"', '"complete"')
    files = plain_files(public_list(pack(tmp_path, home=home), ON), ON)
    assert 'class="alert' not in files["index.html"].decode()
    assert "ikke bekræftet" not in text(files)


def test_the_accessibility_statement_is_linked_where_there_is_one(tmp_path: Path) -> None:
    found = public_list(pack(tmp_path), ON)
    address = "https://was.digst.dk/proeve"
    page = plain_files(found, ON, address)["index.html"].decode()
    assert f'<a href="{address}">Tilgængelighedserklæring</a>' in page
    assert "Tilgængelighedserklæring" not in plain_files(found, ON)["index.html"].decode()


def test_both_languages_have_every_sentence() -> None:
    danish, english = PAGE["da"], PAGE["en"]
    assert danish.keys() == english.keys()
    for key, sentence in danish.items():
        places = set(re.findall(r"\{[a-z]+\}", sentence))
        assert places == set(re.findall(r"\{[a-z]+\}", english[key])), key
