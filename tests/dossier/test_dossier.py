"""A whole case handed out: everything in it, both standards, and nothing half-written."""

import hashlib
import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page as page_validation
import pytest

from notifications.dossier import Pages, render_dossier
from rules.local_time import local_day
from tests.dossier.conftest import CPR, Lived, opened_copy
from tests.helpers import FJORDBY
from tests.letters.pdf_reading import Read, read_pdf
from tracker.dossier.view import Wishes
from tracker.errors import Refused
from tracker.services.handing_out import hand_out
from tracker.services.party_values import PartyChange
from tracker.services.people import change_party


def made(lived: Lived, folder: Path, **wished: Any) -> dict[str, Any]:
    """A dossier written into a folder; what its JSON says."""
    wishes = Wishes(**{"purpose": "aktindsigt", **wished})
    office = lived.installation.office
    hand_out(office, FJORDBY, lived.reference, folder, wishes, now=lived.now, actor="mk")
    said: dict[str, Any] = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))
    return said


@dataclass(frozen=True, slots=True)
class Folder:
    """A dossier that was made once, for tests that only read it."""

    path: Path
    said: dict[str, Any]
    shown: dict[str, Any]

    @property
    def pdf(self) -> bytes:
        return (self.path / "dossier.pdf").read_bytes()


@pytest.fixture(scope="session")
def folder(lived_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = tmp_path_factory.mktemp("dossier") / "out"
    with opened_copy(lived_once, path.parent / "copy") as lived:
        said = made(lived, path)
        return Folder(path, said, lived.installation.show(lived.reference, lived.now))


@pytest.fixture(scope="session")
def paper(folder: Folder) -> Read:
    return read_pdf(folder.pdf)


def test_everything_is_in_it(folder: Folder) -> None:
    said = folder.said
    shown = folder.shown
    assert len(said["dates"]) == len(shown["deadlines"]) + len(shown["moved"])
    assert all(item["sentences"] for item in said["dates"])
    assert all(d["reason"] for d in said["dates"] if d["superseded_at"] or d["lapsed_at"])
    for part in ("rounds", "decisions", "complaints", "board", "grants", "deliveries"):
        assert said[part], part
    for part in ("parties", "reminders", "waits", "expectations", "rules"):
        assert said[part], part
    assert len(said["letters"]) == len(shown["letters"])
    assert len(said["journal"]["events"]) == len(shown["events"])
    assert said["journal"]["intact"] is True


def test_every_correction_has_old_new_and_why(folder: Folder) -> None:
    found = folder.said["corrections"]
    first = next(c for c in found if c["kind"] == "corrected")
    assert (first["old"], first["new"], first["why"]) == (
        "2026-01-05",
        "2026-01-02",
        "stemplet forkert",
    )
    assert all({"old", "new", "by", "at"} <= set(c) for c in found)


def test_letters_are_exactly_as_stored(folder: Folder) -> None:
    said, path = folder.said, folder.path
    named = {
        n: w["sha256"]
        for le in said["letters"]
        for n, w in zip(le["files"], le["ways"], strict=False)
    }
    assert named
    assert {str(p.relative_to(path)) for p in path.glob("letters/*")} == set(named)
    for name, recorded in named.items():
        assert hashlib.sha256((path / name).read_bytes()).hexdigest() == recorded
    assert all(le["text_as_sent"] and le["text"] for le in said["letters"] if le["files"])


def test_rules_stand_with_their_published_words(folder: Folder) -> None:
    rules = folder.said["rules"]
    assert "4 uger" in {words for rule in rules for words in rule["published"]}
    assert all(len(rule["pack_sha256"]) == 64 for rule in rules)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_keeps_the_standard(folder: Folder, profile: str) -> None:
    data = folder.pdf
    report = page_validation.validate_pdf_bytes(data, profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant
    assert b"\r\nendstream" not in data


def test_the_pdf_has_headings_and_header_rows(paper: Read) -> None:
    found = paper
    assert found.language == "da"
    assert found.named("H1") == ["Sag 2026-0001: Personlig pleje"]
    chapters = found.named("H2")
    assert chapters[0] == "Det skete der i sagen"
    assert chapters[-1] == "Journal"
    order = ["Frister og begrundelser", "Breve, som de blev sendt", "Journal"]
    assert [c for c in chapters if c in order] == order
    assert found.named("TH")
    assert "Åse" not in found.title
    assert "Ansøgningen kom mandag den 5. januar 2026." in found.text


def test_the_story_fits_the_first_page(paper: Read) -> None:
    second = [line.text for line in paper.lines if line.page == 1 and line.mark is not None]
    assert " ".join(second).startswith("Frister og begrundelser")


def test_reasons_in_english(lived: Lived, tmp_path: Path) -> None:
    said = made(lived, tmp_path / "out", language="en")
    assert said["dates"][0]["sentences"][0].startswith("The application reached us")


def test_cpr_numbers_are_masked(folder: Folder, paper: Read) -> None:
    number = CPR.replace("-", "")
    assert number not in json.dumps(folder.said)
    assert number not in paper.text
    assert "******-****" in paper.text


def test_cpr_numbers_and_notes_where_wished(lived: Lived, tmp_path: Path) -> None:
    said = json.dumps(made(lived, tmp_path / "out", with_cpr=True, with_notes=True))
    paper = read_pdf((tmp_path / "out" / "dossier.pdf").read_bytes()).text
    for wished in (CPR.replace("-", ""), "ring igen", "ringede"):
        assert wished in said
        assert wished in paper


def test_internal_notes_stay_inside(folder: Folder, paper: Read) -> None:
    for note in ("ring igen", "ringede"):
        assert note not in json.dumps(folder.said)
        assert note not in paper.text


def test_a_secret_address_is_withheld(lived: Lived, tmp_path: Path) -> None:
    change = PartyChange(secret_address=True, address=("Skjult Vej 9", "0000 Fjordby"))
    office = lived.installation.office
    change_party(office, FJORDBY, lived.reference, 1, change, now=lived.now, actor="mk")
    assert "Skjult Vej" not in json.dumps(made(lived, tmp_path / "out"))


@pytest.mark.parametrize("with_cpr", [False, True], ids=["without numbers", "with numbers"])
def test_a_number_that_was_corrected_is_in_no_dossier(
    lived: Lived, tmp_path: Path, *, with_cpr: bool
) -> None:
    office, now = lived.installation.office, lived.now
    for cpr in ("0101900001", "0202900002"):
        change = PartyChange(cpr=cpr, why="tastet forkert")
        change_party(office, FJORDBY, lived.reference, 1, change, now=now, actor="mk")
    said = made(lived, tmp_path / "out", with_cpr=with_cpr)
    assert "0101900001" not in json.dumps(said)
    assert ("0202900002" in json.dumps(said)) is with_cpr
    corrected = [c for c in said["corrections"] if c["field"] == "cpr"][-1]
    assert (corrected["old"], corrected["new"]) == ("******-****", "******-****")
    assert corrected["why"] == "tastet forkert"


def test_the_look_up_is_journaled(lived: Lived, tmp_path: Path) -> None:
    said = made(lived, tmp_path / "out", purpose="klage til Ombudsmanden")
    last = lived.installation.show(lived.reference, lived.now)["events"][-1]
    assert (last["kind"], last["by"]) == ("dossier-made", "mk")
    assert last["values"]["purpose"] == "klage til Ombudsmanden"
    assert said["journal"]["events"][-1]["kind"] == "dossier-made"


def test_only_its_owner_may_read_it(folder: Folder) -> None:
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_an_empty_folder_is_filled(lived: Lived, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert made(lived, tmp_path / "out")["reference"] == lived.reference


def _full(folder: Path) -> Path:
    folder.mkdir()
    (folder / "mine.txt").write_text("x", encoding="utf-8")
    return folder


def _file(folder: Path) -> Path:
    folder.write_text("x", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("prepare", "purpose", "said"),
    [
        (_full, "aktindsigt", "is not empty"),
        (_file, "aktindsigt", "is no folder"),
        (lambda folder: folder / "deep" / "er", "aktindsigt", "does not exist"),
        (lambda folder: folder, "  ", "needs a purpose"),
        (lambda folder: folder, "om 010190-1234", "CPR number"),
    ],
    ids=["a full folder", "a file", "no folder above", "no purpose", "a number as purpose"],
)
def test_refused_in_one_line_and_nothing_written(
    lived: Lived, tmp_path: Path, prepare: Any, purpose: str, said: str
) -> None:
    folder: Path = prepare(tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    events = len(lived.installation.show(lived.reference, lived.now)["events"])
    with pytest.raises(Refused, match=said) as refused:
        made(lived, folder, purpose=purpose)
    assert "\n" not in str(refused.value)
    assert [p for p in sorted(tmp_path.rglob("*")) if ".db-" not in p.name] == [
        p for p in before if ".db-" not in p.name
    ]
    assert len(lived.installation.show(lived.reference, lived.now)["events"]) == events


def test_a_character_that_the_font_lacks_is_spelt_out(lived: Lived) -> None:
    pages = Pages("da")
    pages.title("Sag")
    pages.text("李 og 😀")
    day = local_day(lived.now)
    data = render_dossier(pages, title="Sag", author="Kommune", footer=["Sag"], made_on=day)
    assert "[U+674E] og [U+1F600]" in read_pdf(data).text
