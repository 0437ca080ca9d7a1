"""Published wordings: the collected tables, and each form of the catalogue."""

import csv
from typing import Final

import pytest

from rules.limit import LIMIT_WORDS, Limit, LimitKind
from rules.period import Unit
from rules.wording import Reading, read_wording
from tests.rules.wordings import codes, length, words
from tests.vectors import FOLDER, rows

#: The wordings of 32 municipalities, each with what its words say (not what stands beside them).
COLLECTED: Final = rows("wordings.csv")


def facts(reading: Reading) -> dict[str, str]:
    """What a row of the table says, as it was read."""
    low = length(reading.limit.min)
    if reading.from_zero and reading.limit.max:
        low = f"0 {reading.limit.max.unit}"
    return {
        "kind": str(reading.limit.kind),
        "max": length(reading.limit.max),
        "min": low,
        "starts": reading.starts or "",
    }


# The collected tables


def test_of_the_collected_wordings_none_is_read_wrong_and_few_are_refused() -> None:
    assert len(COLLECTED) == 574
    expected = [{key: row[key] for key in ("kind", "max", "min", "starts")} for row in COLLECTED]
    found = [facts(read_wording(row["raw"])) for row in COLLECTED]
    refused = [f["kind"] == "unreadable" != e["kind"] for f, e in zip(found, expected, strict=True)]
    wrong = [
        (row["row"], row["raw"], f)
        for row, e, f, r in zip(COLLECTED, expected, found, refused, strict=True)
        if not r and e != f
    ]
    assert not wrong
    assert sum(refused) <= 0.03 * len(COLLECTED)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param("kerteminde-001", "cut", id="ends in the middle"),
        pytest.param("skive-033", "cut", id="words left out"),
        pytest.param("hvidovre-025", "cut", id="words left out between two limits"),
        pytest.param("norddjurs-010", "unknown-word", id="a postponement, not a limit"),
    ],
)
def test_the_refused_rows_of_the_tables(row: str, code: str) -> None:
    (raw,) = (found["raw"] for found in COLLECTED if found["row"] == row)
    assert codes(raw) == {code}


# Every form of the catalogue (A1 to F1), with its code

FORMS: Final = [
    ("A1", "4 uger", "4 weeks"),
    ("A2 op til", "Op til 40 arbejdsdage", "40 arbejdsdage"),
    ("A2 maksimalt", "maksimalt seks uger", "6 weeks"),
    ("A2 max", "max 12 uger", "12 weeks"),
    ("A2 maks.", "Maks. 12 uger", "12 weeks"),
    ("A2 behind", "12 uger max.", "12 weeks"),
    ("A2 højst", "højst 12 uger", "12 weeks"),
    ("A3 inden", "Inden 20 arbejdsdage", "20 arbejdsdage"),
    ("A3 inden for", "Inden for 2 uger", "2 weeks"),
    ("A3 indenfor", "Indenfor 4 uger", "4 weeks"),
    ("A3 senest", "Senest 15 hverdage", "15 hverdage"),
    ("A3 ugers", "2 ugers svartid", "2 weeks"),
    ("A4", "To uger", "2 weeks"),
    ("A4 en", "en måned", "1 months"),
    ("A4 én", "Én uge", "1 weeks"),
    ("A4 et", "et år", "1 years"),
    ("A4 tolv", "tolv uger", "12 weeks"),
    ("A4 fjorten", "fjorten dage", "14 days"),
    ("A4 femogtyve", "femogtyve hverdage", "25 hverdage"),
    ("A5", "2½ måned", "2.5 months"),
    ("A5 1/2", "2 1/2 måned", "2.5 months"),
    ("A5 1,5", "1,5 måned", "1.5 months"),
    ("A5 to en halv", "to en halv måned", "2.5 months"),
    ("A5 to og en halv", "to og en halv måned", "2.5 months"),
    ("A5 halvanden", "halvanden måned", "1.5 months"),
    ("A5 et halvt", "et halvt år", "0.5 years"),
    ("A5 ½", "½ år", "0.5 years"),
    ("A6", "10 - 12 uger inkl. ventetid", "10 weeks..12 weeks"),
    ("A6 dash", "12–14 uger", "12 weeks..14 weeks"),
    ("A6 words", "fem til seks uger", "5 weeks..6 weeks"),
    ("A6 mellem", "mellem 4 og 6 uger", "4 weeks..6 weeks"),
    ("A6 fra til", "fra 4 til 6 uger", "4 weeks..6 weeks"),
    ("A7", "0 - 4 uger", "4 weeks"),
    ("A8", "1 dag til 4 uger", "1 days..4 weeks"),
    ("A8 max", "2 dage – max. 2 uger", "2 days..2 weeks"),
    ("A9", "4. til 5. dag", "4 days..5 days"),
    ("A10", "Hurtigst muligt og senest indenfor 2 uger", "2 weeks"),
    ("A10 snarest", "snarest muligt og inden for 4 uger", "4 weeks"),
    ("A10 dog", "hurtigst muligt, dog senest 4 uger", "4 weeks"),
    ("A11", "Samme dag eller senest indenfor 2 arbejdsdage", "2 arbejdsdage"),
    ("A12 average", "i gennemsnit inden for 4 uger", "4 weeks"),
    ("A12 about", "ca. 12 uger", "12 weeks"),
    ("A12 expected", "forventes at være på 6 måneder", "6 months"),
    ("A12 share", "80 % af sagerne inden for 4 uger", "4 weeks"),
    ("A13", "14 hverdage (2 uger)", "14 hverdage"),
    ("A14", "4 - 7 mdr. inkl. ventetid", "4 months..7 months"),
    ("A15", "Maksimalt 12 uger eksklusiv eventuel leveringstid", "12 weeks"),
    ("A16", "4 uger, sideløbende med afdækning eller børnefaglig undersøgelse", "4 weeks"),
    ("A17", "4 måneder – lovbestemt frist", "4 months"),
    ("B1", "Straks", "immediate"),
    ("B1 omgående", "omgående", "immediate"),
    ("B1 med det samme", "Med det samme", "immediate"),
    ("B2", "Fra dag til dag (på hverdage)", "day-to-day"),
    ("B3", "Samme dag", "same-day"),
    ("B4", "Hurtigst muligt", "as-soon-as-possible"),
    ("B5", "Ved henvendelse (ingen sagsbehandlingstid)", "on-contact"),
    ("B6", "Løbende", "ongoing"),
    ("B7", "Ingen tidsfrist", "none"),
    ("B7 judgement", "Ingen tidsfrister, sygeplejerskens vurdering", "none"),
    ("B8", "Uvisiteret", "none"),
    ("B9", "Via borger.dk", "unreadable"),
    ("B10", "Udbetaling Danmark", "delegated"),
    ("B11", "Samme frist som ved samme tilbud til andre målgrupper", "reference"),
    ("B12", "Undtaget for servicemål", "exempt"),
    ("B13", "møder 4 gange årligt", "calendar"),
    ("B14 xx", "xx uger", "unset"),
    ("B14 dash", "-", "unset"),
    ("B14 long dash", "–", "unset"),
    ("B14 empty", "", "unset"),
    ("B14 blank", " \t", "unset"),
    ("C1", "I akutte situationer – straks. Ellers 0 - 3 dage", "3 days"),
    ("C2", "Op til 3 arbejdsdage, ved akut behov inden for et døgn", "3 arbejdsdage"),
    ("C2 first", "straks ved akut behov, ellers 5 hverdage", "5 hverdage"),
    ("C2 need", "2 uger (om nødvendigt ydes hjælpen straks)", "2 weeks"),
    ("C3", "Inden 5 arbejdsdage ved genbevilling", "5 arbejdsdage"),
    ("C4", "14-40 arbejdsdage", "14 arbejdsdage..40 arbejdsdage"),
    ("C7", "Op til 12 mdr. inkl. ventetid", "12 months"),
    ("C8", "4 uger (Kan forlænges til 3 måneder ved særligt undersøgelsesbehov)", "4 weeks"),
    ("D1", "Afgørelse senest 15 hverdage. Levering senest 12 hverdage", "15 hverdage"),
    ("D2", "14 arbejdsdage efter visitationen", "14 arbejdsdage"),
    ("D3", "maksimalt gå to hverdage", "2 hverdage"),
    ("D4", "Opstart af ansøgning efter maksimalt 14 dage", "14 days"),
    ("D6", "4 uger fra sagen er oplyst (Samlet tid forventes 4 måneder)", "4 weeks"),
    (
        "D7",
        "Inden 125 arbejdsdage (Delfrist: borgeren kontaktes inden 10 arbejdsdage)",
        "125 arbejdsdage",
    ),
    ("D8", "1 uge hos Borgerservice som derefter sendes videre", "1 weeks"),
    ("D9", "3 måneder, herefter hver 6. måned", "3 months"),
    ("D10", "4 uger til at revurdere", "4 weeks"),
    ("D12", "udsættes garantidatoen med 3 måneder", "unreadable"),
    ("F1", "30 dage", "30 days"),
    ("hours", "24 timer", "24 hours"),
    ("døgn are elapsed time", "inden for et døgn", "24 hours"),
    ("half a døgn", "1½ døgn", "36 hours"),
]


@pytest.mark.parametrize(
    ("text", "limit"), [pytest.param(text, limit, id=code) for code, text, limit in FORMS]
)
def test_form(text: str, limit: str) -> None:
    assert words(read_wording(text).limit) == limit


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("2 uger", None, id="not stated"),
        pytest.param("4 uger fra sagen er oplyst", "fully-informed", id="E1"),
        pytest.param("4 uger fra fuldt oplyst", "fully-informed", id="E1 short"),
        pytest.param("4 uger, når alle oplysninger er indhentet", "fully-informed", id="E1 facts"),
        pytest.param(
            "4 uger efter modtagelse af al relevant dokumentation", "documents-received", id="E2"
        ),
        pytest.param(
            "Inden 10 arbejdsdage fra der foreligger lægelig/terapeutisk dokumentation",
            "documents-received",
            id="E2 medical",
        ),
        pytest.param("14 dage efter første henvendelse", "contact", id="E3"),
        pytest.param("Senest 12 hverdage efter visitation", "decision", id="E4"),
        pytest.param("3 uger efter afgørelse om støttende indsats", "decision", id="E4 decision"),
        pytest.param("5 arbejdsdage efter modtagelse af genoptræningsplan", "referral", id="E5"),
        pytest.param(
            "Inden 3 måneder fra sagen er modtaget fra Udbetaling Danmark", "forwarded", id="E5 UDK"
        ),
        pytest.param(
            "senest 3 måneder efter sagen er behandlet på rehabiliteringsteam",
            "board-treatment",
            id="E5 board",
        ),
        pytest.param("fra dag til dag ved udskrivning", "discharge", id="E6"),
        pytest.param("8 dage fra anmodning og betaling af gebyr", "fee-paid", id="E7"),
        pytest.param("op til 2 uger fra tidspunktet klagen er modtaget", "complaint", id="E8"),
        pytest.param("4 uger fra modtagelse af Ankestyrelsens afgørelse", "remand", id="E8 remand"),
        pytest.param("op til 4 måneder fra vi modtager din ansøgning", "receipt", id="receipt"),
    ],
)
def test_start_of_counting(text: str, starts: str | None) -> None:
    reading = read_wording(text)
    assert (reading.starts, reading.refused) == (starts, False)


# Packs and publication


@pytest.mark.parametrize("word", LIMIT_WORDS)
def test_every_word_of_a_pack_reads_back(word: str) -> None:
    assert read_wording(word).limit == Limit(LIMIT_WORDS[word])


def test_a_refusal_is_a_limit_that_no_date_follows_from() -> None:
    limit = read_wording("4 uger eller deromkring").limit
    assert (limit.kind, limit.computable) == (LimitKind.UNREADABLE, False)


def test_the_table_names_only_kinds_and_units_that_there_are() -> None:
    for row in COLLECTED:
        assert LimitKind(row["kind"])
        assert all(Unit(row[bound].split()[1]) for bound in ("max", "min") if row[bound])
    with (FOLDER / "wordings.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["row", "raw", "kind", "max", "min", "starts"]
