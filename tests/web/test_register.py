"""Ny ansøgning: what is understood of what is typed, the dates before saving, and what is saved."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import col, select

from rules.pack import load_pack
from rules.steps import steps_to_json
from tests.helpers import FJORDBY, PACKS, Installation, aase, at
from tests.web.people import CODE, OTHER_CODE, TEAM, Browser, Clock, Town
from tracker.codes import Outcome, Role
from tracker.models import Application, Case, Deadline, Lookup, Party, Round
from tracker.policy import StaffRole
from tracker.services.accounts import caseworkers, set_active, set_roles
from tracker.services.memberships import NewRole
from tracker.services.registering import AcuteNeed, EarlierRound, NewApplication, register
from tracker.web.register.areas import area_choices, find_areas
from tracker.web.register.dates import promised
from tracker.web.words import words

NOW = at("2026-03-26", 9, 30)
TODAY = date(2026, 3, 26)
CPR = "010150-9995"  # nobody's: made up for tests


def opened(installation: Installation) -> Town:
    """Fjordby at half past nine, with Mette, who works in every team."""
    town = Town.of(installation, Clock(NOW))
    town.hire("mk", NewRole(StaffRole.CASEWORKER), name="Mette Prøve Kjær")
    return town


@pytest.fixture
def ole(town: Town) -> str:
    """A colleague in another team."""
    town.hire("ole", NewRole(StaffRole.CASEWORKER, teams=("boern",)), name="Ole Prøve")
    return "ole"


@pytest.fixture
def town(sqlite_installation: Installation) -> Town:
    """A town of one test."""
    return opened(sqlite_installation)


@pytest.fixture(scope="module")
def still(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town in which nothing is ever registered."""
    folder = tmp_path_factory.mktemp("register")
    (folder / "x.db").write_bytes(migrated_sqlite.read_bytes())
    with Installation.at(folder, f"sqlite:///{folder}/x.db") as installation:
        yield opened(installation)


@pytest.fixture(scope="module")
def still_browser(still: Town) -> Browser:
    """Mette's browser in that town, with the empty form open."""
    browser = still.enter("mk")
    browser.get("/ansoegning")
    return browser


def plain(page: str) -> str:
    """The words of a page."""
    text = re.sub(r"<[^>]+>", " ", page)
    return " ".join(unescape(text).replace("\N{NO-BREAK SPACE}", " ").split())


def typed(**fields: Any) -> dict[str, Any]:
    """The routine case; names of fields with `_` for `-`."""
    given = {"omraade": "Praktisk hjælp: rengøring", "modtaget": "5/3", "ansoeger": "Inger M. Holm",
             "kom": "digital", "post": "registered"}  # fmt: skip
    return {**given, **{name.replace("_", "-"): value for name, value in fields.items()}}


def seen(browser: Browser) -> str:
    """What the page on the screen says was shown."""
    found = re.search(r'name="vist" value="([^"]*)"', browser.page)
    assert found
    return unescape(found[1])


def token(browser: Browser) -> dict[str, str]:
    """The token of the page that is open; a part of a page has none."""
    return {"csrf": browser.token}


def sent(town: Town, who: str = "mk", **fields: Any) -> tuple[Browser, Any]:
    """Fill the form in, look at the dates, and register."""
    browser = town.enter(who)
    browser.get("/ansoegning")
    browser.post("/ansoegning", **typed(beregn="1", **fields))
    return browser, browser.post("/ansoegning", **typed(vist=seen(browser), **fields))


def rows(town: Town, model: Any, *order: Any) -> list[Any]:
    with town.installation.office.reading(NOW) as store:
        return list(store.session.exec(select(model).order_by(*order or (model.id,))).all())


# --- areas by typing -----------------------------------------------------------------------------

FOUND = [
    ("rengør", "rengoering", "a beginning inside the title"),
    ("RENGØRING", "rengoering", "in capitals"),
    ("Praktisk hjælp: rengøring", "rengoering", "the title itself"),
    ("rengoering", "rengoering", "the id of the pack"),
    ("§ 114", "bil", "the paragraph"),
    ("114", "bil", "the paragraph as a number"),
    ("27.24.00", "aflastning", "the KLE number"),
    ("27.24", "aflastning", "the beginning of a KLE number"),
    ("lastning", "aflastning", "a part of a compound"),
    ("voksne underv", "loebende", "words in another order"),
]


@pytest.mark.parametrize(("text", "area", "why"), FOUND, ids=[why for _, _, why in FOUND])
def test_an_area_is_found_by_typing(text: str, area: str, why: str) -> None:
    pack = load_pack(FJORDBY, folders=[PACKS])
    assert [c.id for c in find_areas(text, area_choices(pack, TODAY, words("da")))] == [area]


def test_what_fits_several_areas_is_ordered_by_how_near_it_is() -> None:
    choices = area_choices(load_pack("aarhus"), TODAY, words("da"))
    found = find_areas("hjemmehjælp", choices)
    assert {"praktisk-hjaelp.indkoeb", "praktisk-hjaelp.rengoering"} <= {c.id for c in found}
    assert find_areas("praktisk", choices)[0].value.startswith("Praktisk")
    assert find_areas("findes ikke", choices) == []
    assert find_areas("  ", choices) == []


@pytest.mark.parametrize("slug", ["aarhus", "herning", "norddjurs"])
def test_every_choice_stands_for_one_area_alone(slug: str) -> None:
    choices = area_choices(load_pack(slug), TODAY, words("da"))
    for choice in choices:
        assert [c.id for c in find_areas(choice.value, choices)] == [choice.id]
        assert choice.line


# --- the dates shown are the dates registered ----------------------------------------------------

MODES: dict[str, dict[str, Any]] = {
    "ordinary": {},
    "remanded": {"remanded": EarlierRound()},
    "acute": {"acute": AcuteNeed("falder", since=at("2026-03-20", 8, 14))},
}


@pytest.mark.parametrize(
    ("slug", "mode"),
    [*((FJORDBY, mode) for mode in MODES), ("aarhus", "ordinary"), ("aarhus", "remanded"),
     ("norddjurs", "ordinary"), ("norddjurs", "acute")],
)  # fmt: skip
def test_the_dates_shown_equal_those_registered(
    sqlite_installation: Installation, slug: str, mode: str
) -> None:
    office = sqlite_installation.office
    pack, received, more = office.book.pack(slug), at("2026-03-19", 10, 5), MODES[mode]
    new = NewApplication(
        municipality=slug, areas=pack.areas(), received=received, parties=[aase()], **more
    )
    made = register(office, new, now=NOW, actor="mk")
    assert len(made.references) == len(pack.areas())
    code = pack.municipality.code
    with office.reading(NOW) as store:
        areas = {c.id: c.area for c in store.session.exec(select(Case)).all()}
        kept: dict[str, list[Any]] = {area: [] for area in areas.values()}
        query = select(Deadline).where(Deadline.municipality_code == code)
        for row in store.session.exec(query).all():
            due = (row.starts_on, row.due_on, row.act_by, row.due_at, row.steps, row.published)
            kept[areas[row.case_id]].append((row.kind, row.track, *due))
    acute = more.get("acute")
    for area in pack.areas():
        shown = promised(
            pack,
            area,
            received,
            remanded=mode == "remanded",
            acute_from=acute.since if acute else None,
        )
        assert sorted(map(repr, kept[area])) == sorted(
            repr((str(p.kind), str(p.track), p.starts_on, p.due.due_on, p.due.act_by,
                  p.due.due_at, steps_to_json(p.due.steps), _published(p)))
            for p in shown
        ), area  # fmt: skip


def _published(shown: Any) -> str | None:
    """The stored acute date quotes no words."""
    return None if shown.track == "acute" else shown.published


# --- the page ------------------------------------------------------------------------------------


def test_the_empty_form_begins_in_the_area_with_today(town: Town) -> None:
    page = town.enter("mk").get("/ansoegning").text
    assert re.search(r'id="omraade"[^>]*autofocus', page)
    assert 'value="26.3.2026"' in page
    assert "torsdag 26. marts 2026 · i dag" in plain(page)
    assert "serviceloven § 83 · afgørelse 4 uger · levering 12 hverdage" in plain(page)
    assert "style=" not in page


def test_a_routine_case_is_registered(town: Town) -> None:
    browser, answer = sent(town, ansoeger="Inger M. Holm")
    assert (answer.status_code, answer.headers["location"]) == (303, "/arbejde")
    assert "2026-0001 er registreret." in plain(browser.get("/arbejde").text)
    (case,), (application,) = rows(town, Case), rows(town, Application)
    assert (case.area, case.team, case.caseworker) == ("rengoering", TEAM, None)
    assert (application.received_on, application.form) == (date(2026, 3, 5), "digital")
    assert [d.due_on for d in rows(town, Deadline)] == [date(2026, 4, 2)]


def test_the_panel_says_date_reasons_and_rule(town: Town) -> None:
    browser = town.enter("mk")
    browser.get("/ansoegning")
    answer = browser.post("/ansoegning/frister", **typed())
    text = plain(answer.text)
    assert "<html" not in answer.text
    for said in (
        "Afgørelse senest torsdag 2. april 2026 skærtorsdag – kommunen har lukket",
        "Seneste arbejdsdag onsdag 1. april 2026 om 4 hverdage",
        "Frist snart Fristen er tæt på. Sagen kommer øverst i dit arbejde.",
        "Levering senest 12 hverdage efter afgørelsen",
        "Fristen er 4 uger. Den ender på samme ugedag, torsdag den 2. april 2026.",
        "Reglen: “4 uger”. Se kilden",
    ):
        assert said in text


STATES = [
    ({"omraade": ""}, "Skriv område og dato, så står fristen her.", "nothing is typed"),
    ({"omraade": "serviceloven"}, "Vælg området, så står fristen her.", "several areas fit"),
    ({"modtaget": "5.3.2027"}, "Vi kan regne fristen ud, når datoen er rettet.", "a wrong date"),
    (
        {"omraade": "ledsagelse", "modtaget": "1.2.2024"},
        "Vi har ingen frist for området den dag. Reglerne gælder fra 1. juni 2024.",
        "no rule in force",
    ),
    ({"omraade": "loebende"}, "Området har ingen frist i dage: løbende.", "no computable limit"),
    (
        {"modtaget": "20.2.2026"},
        "Overskredet Fristen gik 20. marts. Ansøger skal have besked i dag.",
        "already late",
    ),
    ({"omraade": "krisehjaelp"}, "Fristen er i timer. Skriv klokkeslættet", "hours and no time"),
    (
        {"omraade": "krisehjaelp", "modtaget": "26/3", "klokken": "8.14"},
        "fredag 27. marts 2026 i morgen kl. 8.14",
        "hours and a time",
    ),
    ({"modtaget": "26.2.2026"}, "Frist i dag", "due today"),
    ({"akut": "1", "modtaget": "26/3"}, "Akut: afgørelse senest torsdag 26. marts", "acute"),
    (
        {"hjemvist": "1", "hjemvist_hvor": "andet", "hjemvist_modtaget": "16/3"},
        "Ny afgørelse senest mandag 13. april 2026",
        "remanded",
    ),
    ({"omraade-2": "pleje"}, "Personlig pleje Afgørelse senest", "two areas"),
    (
        {"repraesentant_navn": "Rie Prøve"},
        "Breve går til Rie Prøve.",
        "a representative gets the letters",
    ),
    (
        {"omraade": "aflastning", "barn_navn": "Bo Prøve", "barn_foedt": "1.6.2020"},
        "Bo Prøve får selv brev fra 1. juni 2030.",
        "a child who will be told itself",
    ),
]


@pytest.mark.parametrize(("fields", "said", "why"), STATES, ids=[why for _, _, why in STATES])
def test_the_panel_in_each_state(
    still_browser: Browser, fields: dict[str, str], said: str, why: str
) -> None:
    assert said in plain(
        still_browser.client.post(
            "/ansoegning/frister", data=token(still_browser) | typed(**fields)
        ).text
    )


def test_doubts_about_a_rule_are_said(town: Town) -> None:
    town.hire("aa", NewRole(StaffRole.CASEWORKER), code="0751")
    browser = town.enter("aa", code="0751")
    browser.get("/ansoegning")
    fields = typed(omraade="praktisk-hjaelp.rengoering")
    text = plain(browser.post("/ansoegning/frister", **fields).text)
    assert "Reglen er ikke bekræftet af kommunen." in text
    browser.get("/ansoegning")
    fields = typed(omraade="lov.boernefaglig-undersoegelse")
    text = plain(browser.post("/ansoegning/frister", **fields).text)
    assert "Fristen regnes fra den dag, vi blev opmærksomme på det." in text


def test_a_typed_date_is_echoed_in_words(town: Town) -> None:
    browser = town.enter("mk")
    said = {
        "5/3": "torsdag 5. marts 2026 · for 15 hverdage siden",
        "i går": "onsdag 25. marts 2026 · for 1 hverdag siden",
        "i dag": "torsdag 26. marts 2026 · i dag",
        "31/2": "",
        "2.2.2026": "mandag 2. februar 2026",
        "1.1.1995": "søndag 1. januar 1995",
    }
    for text, expected in said.items():
        assert plain(browser.get("/ansoegning/dato", params={"modtaget": text}).text) == expected


def test_no_count_is_said_where_no_open_day_has_gone_by(town: Town) -> None:
    town.clock.now = at("2026-03-29", 9, 30)  # a Sunday
    browser = town.enter("mk")
    said = {
        "26/3": "torsdag 26. marts 2026 · for 1 hverdag siden",
        "27/3": "fredag 27. marts 2026",
        "28/3": "lørdag 28. marts 2026",
    }
    for text, expected in said.items():
        assert plain(browser.get("/ansoegning/dato", params={"modtaget": text}).text) == expected


ERRORS = [
    ({"ansoeger": ""}, "ansoeger", "Skriv CPR-nummer eller navn."),
    ({"ansoeger": "0101509995123"}, "ansoeger", "Et CPR-nummer har ti cifre. Se nummeret efter."),
    (
        {"ansoeger": "321350-1234 Bo"},
        "ansoeger",
        "CPR-nummeret begynder ikke med en fødselsdato. Se nummeret efter.",
    ),
    (
        {"ansoeger": CPR},
        "ansoeger",
        "Vi kender ikke navnet. Skriv det efter CPR-nummeret.",
    ),
    (
        {"modtaget": "5.3.2027"},
        "modtaget",
        "Datoen 5.3.2027 ligger i fremtiden. Skriv den dag, ansøgningen kom.",
    ),
    (
        {"modtaget": "31/2"},
        "modtaget",
        'Vi kan ikke læse "31/2". Skriv datoen som 5.3.2026.',
    ),
    ({"modtaget": ""}, "modtaget", "Skriv den dag, ansøgningen kom."),
    ({"modtaget": "5.3.2010"}, "modtaget", "Vi kan regne fra 1.1.2015. Se datoen efter."),
    (
        {"modtaget": "i dag kl. 16.30"},
        "modtaget",
        "kl. 16.30 er ikke nået endnu. Se klokkeslættet efter.",
    ),
    ({"omraade": ""}, "omraade", "Skriv, hvad borgeren søger om."),
    (
        {"omraade": "brunkål"},
        "omraade",
        'Vi kender ikke området "brunkål". Skriv noget af navnet, paragraffen eller KLE-nummeret.',
    ),
    (
        {"omraade": "serviceloven 83"},
        "omraade",
        '"serviceloven 83" passer på flere områder. Vælg et af dem.',
    ),
    (
        {"omraade_2": "rengøring"},
        "omraade-2",
        "Området står her to gange. Fjern det ene.",
    ),
    (
        {"omraade": "krisehjaelp"},
        "klokken",
        "Skriv klokkeslættet. Fristen er i timer.",
    ),
    (
        {"omraade": "krisehjaelp", "klokken": "snart"},
        "klokken",
        'Vi kan ikke læse "snart". Skriv klokkeslættet som 8.14.',
    ),
    ({"akut": "1"}, "akut-hvorfor", "Skriv, hvorfor det haster."),
    (
        {"hjemvist": "1", "hjemvist_hvor": "her", "hjemvist_modtaget": "16/3"},
        "hjemvist-sag",
        "Skriv nummeret på den gamle sag.",
    ),
    (
        {"hjemvist": "1", "hjemvist_hvor": "her", "hjemvist_modtaget": "16/3",
         "hjemvist_sag": "2026-9999"},
        "hjemvist-sag",
        "Vi kan ikke finde sagen. Se nummeret efter.",
    ),
    (
        {"hjemvist": "1", "hjemvist_hvor": "andet"},
        "hjemvist-modtaget",
        "Skriv, hvornår vi fik Ankestyrelsens afgørelse.",
    ),
    ({"barn_foedt": "1.6.2020"}, "barn-navn", "Skriv navnet: Barn."),
    (
        {"barn_navn": f"Bo {CPR}", "barn_foedt": "1.6.2020"},
        "barn-foedt",
        "Fødselsdatoen passer ikke med CPR-nummeret.",
    ),
    (
        {"adresse": "\n".join("1234567")},
        "adresse",
        "Adressen må højst have 6 linjer.",
    ),
    (
        {"journaliseret": "1/3"},
        "journaliseret",
        "Journaliseringen kan ikke ligge før 5.3.2026, hvor ansøgningen kom.",
    ),
    (
        {"ansoeger": "Bo \N{RIGHT-TO-LEFT OVERRIDE}"},
        "ansoeger",
        "Her står et tegn, som ikke kan ses. Skriv det igen.",
    ),
    (
        {"ansoeger": "Bo\x00"},
        "ansoeger",
        "Her står et tegn, som ikke kan ses. Skriv det igen.",
    ),
    ({"ansoeger": "x" * 1001}, "ansoeger", "Teksten er for lang. Skriv højst 1000 tegn."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field", "said"), ERRORS, ids=[f"{f}: {s}" for _, f, s in ERRORS]
)
def test_what_must_change_is_said_at_its_field(
    still: Town, still_browser: Browser, fields: dict[str, str], field: str, said: str
) -> None:
    answer = still_browser.post("/ansoegning", **typed(**fields))
    page = answer.text
    assert answer.status_code == 422
    assert re.search(r"<title>\s*Fejl: Ny ansøgning", page)
    assert "Ret 1 ting, før du kan registrere" in plain(page)
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert plain(page).count(said) == 2
    assert rows(still, Application) == []


def test_everything_typed_stays(town: Town) -> None:
    fields = {"ansoeger": "", "modtaget": "31/2", "akut": "1", "akut_hvorfor": "<b>faldet</b>",
              "repraesentant_navn": "Rie & Co", "kom": "oral", "adresse": "Vej 1\nBy"}  # fmt: skip
    _, answer = sent(town, **fields)
    page = answer.text
    for kept in ('value="31/2"', 'value="&lt;b&gt;faldet&lt;/b&gt;"', "Rie &amp; Co", "Vej 1\nBy"):
        assert kept in page
    assert re.search(r'value="oral" checked', page)
    assert re.search(r'id="akut"[^>]* checked', page)
    assert '<details class="fold more" open>' in page
    assert "Ret 2 ting, før du kan registrere" in plain(page)


def test_without_script_an_ambiguous_text_comes_back_as_a_choice(town: Town) -> None:
    browser, answer = sent(town, omraade="serviceloven 83")
    offered = re.findall(r'name="omraade-valg" value="([^"]+)"', answer.text)
    assert offered == ["pleje", "rengoering"]
    assert "serviceloven § 83 · afgørelse 5 hverdage" in plain(answer.text)
    picked = {"omraade": "serviceloven 83", "omraade_for": "serviceloven 83",
              "omraade_valg": "pleje"}  # fmt: skip
    looked = browser.post("/ansoegning", **typed(**picked))
    assert 'value="Personlig pleje"' in looked.text
    browser.post("/ansoegning", **typed(omraade="Personlig pleje", vist=seen(browser)))
    assert [case.area for case in rows(town, Case)] == ["pleje"]


def test_dates_that_nobody_has_seen_are_shown_before_saving(town: Town) -> None:
    browser = town.enter("mk")
    browser.get("/ansoegning")
    first = browser.post("/ansoegning", **typed())
    assert first.status_code == 200
    assert "Se fristen, og registrér så." in plain(first.text)
    assert "torsdag 2. april 2026" in plain(first.text)
    assert rows(town, Case) == []
    other = browser.post("/ansoegning", **typed(vist=seen(browser), modtaget="6/3"))
    assert "Se fristen, og registrér så." in plain(other.text)
    last = browser.post("/ansoegning", **typed(vist=seen(browser), modtaget="6/3"))
    assert last.status_code == 303


def test_the_next_one_can_be_taken_at_once(town: Town) -> None:
    browser, answer = sent(town, igen="1")
    assert answer.headers["location"] == "/ansoegning"
    page = browser.get("/ansoegning").text
    assert "2026-0001 er registreret." in plain(page)
    assert re.search(r'id="omraade"[^>]* value=""', page), "the last area is not carried over"


@pytest.mark.parametrize(
    "applicant",
    ["Åse Prøve-Testesen", "åse prøve-testesen", f"{CPR} Åse P. Testesen", CPR],
    ids=["the same name", "in small letters", "the same number", "the number alone"],
)
def test_a_duplicate_is_pointed_out_not_blocked(town: Town, applicant: str) -> None:
    party = aase(cpr=CPR) if CPR in applicant else aase()
    town.installation.register("2026-03-02", parties=[party])
    browser, answer = sent(town, ansoeger=applicant)
    assert answer.status_code == 200
    assert "Der er allerede en sag" in plain(answer.text)
    assert '<a href="/sag/2026-0001"' in answer.text
    assert "Registrér alligevel" in plain(answer.text)
    assert len(rows(town, Case)) == 1
    again = typed(ansoeger=applicant, vist=seen(browser), alligevel="2026-0001")
    assert browser.post("/ansoegning", **again).status_code == 303
    assert len(rows(town, Case)) == 2
    assert [row.act for row in rows(town, Lookup)].count("register") == 2


OTHERS = {
    "another area": {"omraade": "Personlig pleje"},
    "another name": {"ansoeger": "Åse Prøve-Hansen"},
    "another number": {"ansoeger": "020250-9996 Åse Prøve-Testesen"},
}


@pytest.mark.parametrize("fields", OTHERS.values(), ids=OTHERS)
def test_what_is_no_duplicate_is_not_pointed_out(town: Town, fields: dict[str, str]) -> None:
    town.installation.register("2026-03-02", parties=[aase(cpr=CPR)])
    given: dict[str, Any] = {"ansoeger": "Åse Prøve-Testesen", **fields}
    assert sent(town, **given)[1].status_code == 303


def test_a_decided_case_is_no_duplicate(town: Town) -> None:
    old = town.installation.register("2026-03-02")
    town.installation.decide(old, "2026-03-20")
    assert sent(town, ansoeger="Åse Prøve-Testesen")[1].status_code == 303


def test_a_duplicate_of_another_team_is_nobodys_business(town: Town, ole: str) -> None:
    town.installation.register("2026-03-02", "bil", team=TEAM, parties=[aase(cpr=CPR)])
    given = {"omraade": "Støtte til bil", "team": "boern"}
    _, answer = sent(town, who=ole, ansoeger=f"{CPR} Åse Prøve-Testesen", **given)
    assert answer.status_code == 303
    _, answer = sent(town, who=ole, ansoeger=CPR, **given)
    assert "Vi kender ikke navnet." in plain(answer.text)


def test_an_area_of_another_team_is_refused_at_its_field(town: Town, ole: str) -> None:
    _, answer = sent(town, who=ole)
    said = "Området hører til et andet team. Bed teamlederen om adgang."
    assert plain(answer.text).count(said) == 2
    assert rows(town, Case) == []


def test_several_areas_are_one_application(town: Town) -> None:
    browser, answer = sent(town, omraade_2="Personlig pleje", omraade_3="§ 114")
    assert answer.status_code == 303
    assert "2026-0001, 2026-0002, 2026-0003 er registreret." in plain(browser.get("/arbejde").text)
    assert len(rows(town, Application)) == 1
    assert {c.area for c in rows(town, Case)} == {"rengoering", "pleje", "bil"}


def test_an_acute_case_is_registered_from_its_hour(town: Town) -> None:
    fields = {"akut": "1", "akut_hvorfor": "Faldet i nat", "akut_fra": "i dag kl. 8.14",
              "akut_ring": "1", "telefon": "12 34 56 78", "modtaget": "i dag"}  # fmt: skip
    assert sent(town, **fields)[1].status_code == 303
    (case,) = rows(town, Case)
    assert (case.acute_from, case.call_agreed) == (at("2026-03-26", 8, 14), True)
    assert {(d.track, d.due_on) for d in rows(town, Deadline)} == {
        ("acute", TODAY), ("ordinary", date(2026, 4, 23))
    }  # fmt: skip


ACUTE_FROM = [
    ({"modtaget": "i dag"}, NOW, "today and no hour: now"),
    ({"modtaget": "5/3"}, at("2026-03-05", 0), "an earlier day: its beginning"),
    ({"modtaget": "5/3 8.14"}, at("2026-03-05", 8, 14), "the hour of the receipt"),
    ({"modtaget": "5/3", "akut_fra": "20/3"}, at("2026-03-20", 0), "a day of its own"),
]


@pytest.mark.parametrize(
    ("fields", "since", "why"), ACUTE_FROM, ids=[why for _, _, why in ACUTE_FROM]
)
def test_an_acute_case_without_an_hour(
    town: Town, fields: dict[str, str], since: datetime, why: str
) -> None:
    assert sent(town, akut="1", akut_hvorfor="Faldet", **fields)[1].status_code == 303
    assert rows(town, Case)[0].acute_from == since


def test_a_remand_whose_first_round_was_elsewhere(town: Town) -> None:
    fields = {"hjemvist": "1", "hjemvist_hvor": "andet", "hjemvist_modtaget": "16.3.2026",
              "hjemvist_dato": "12.3.2026", "hjemvist_tidligere": "1.10.2025",
              "hjemvist_hjaelp": "yes", "modtaget": ""}  # fmt: skip
    assert sent(town, **fields)[1].status_code == 303
    (round_,) = rows(town, Round)
    assert (round_.track, round_.started_on) == ("remanded", date(2026, 3, 16))
    assert (round_.remanded_on, round_.help_resumed) == (date(2026, 3, 12), True)
    assert round_.earlier_decided_on == date(2025, 10, 1)


def test_a_remand_of_a_case_here_opens_its_next_round(town: Town, ole: str) -> None:
    old = town.installation.register("2026-01-05")
    back = {"hjemvist": "1", "hjemvist_hvor": "her", "hjemvist_sag": old,
            "hjemvist_modtaget": "16/3", "omraade": "", "ansoeger": ""}  # fmt: skip
    undecided = sent(town, **back)[1]
    said = "Der er ingen afgørelse, som Ankestyrelsen kan sende tilbage."
    assert said in plain(undecided.text)
    town.installation.decide(old, "2026-02-18", Outcome.REFUSED)
    assert "Sagen hører til et andet team." in plain(sent(town, who=ole, **back)[1].text)
    early = sent(town, **{**back, "hjemvist_modtaget": "1/2"})[1]
    assert "Hjemvisningen kan ikke ligge før afgørelsen i sagen." in plain(early.text)
    more = {"akut": "1", "akut_hvorfor": "Faldet", "barn_navn": "Bo Prøve"}
    text = plain(sent(town, **back, **more)[1].text)
    assert "Gør så sagen akut på dens egen side." in text
    assert "Tilføj så parten på sagen." in text
    browser, answer = sent(town, **back)
    assert answer.status_code == 303
    assert f"Hjemvisning registreret på {old}." in plain(browser.get("/arbejde").text)
    assert [r.number for r in rows(town, Round, col(Round.number))] == [1, 2]
    assert len(rows(town, Case)) == 1


def test_caseworkers_to_choose_are_those_who_may_decide_now(town: Town, ole: str) -> None:
    office, now = town.installation.office, town.clock.now
    town.hire("leder", NewRole(StaffRole.TEAM_LEADER), name="Anna Prøve")
    town.hire("admin", NewRole(StaffRole.ADMINISTRATOR))
    town.hire("revisor", NewRole(StaffRole.AUDITOR))
    town.hire("nabo", NewRole(StaffRole.CASEWORKER), code=OTHER_CODE)
    town.hire("ingen")
    for login in ("lukket", "flyttet"):
        town.hire(login, NewRole(StaffRole.CASEWORKER))
    set_active(office, CODE, "lukket", False, now=now, actor="test")
    set_roles(office, CODE, "flyttet", (), now=now, actor="test")
    found = caseworkers(office, CODE, now=now)
    assert list(found) == ["leder", "mk", ole]
    assert found["leder"] == "Anna Prøve"


def test_parties_are_registered_with_the_applicant(town: Town) -> None:
    fields = {"omraade": "aflastning", "barn_navn": "Bo Prøve", "barn_foedt": "1.6.2020",
              "foraelder_navn": "Fie Prøve", "foraelder_post": "exempt",
              "foraelder_adresse": "Opdigtet Vej 1\n0000 Fjordby",
              "repraesentant_navn": "Rie Prøve", "repraesentant_omfang": "alt",
              "repraesentant_til": "1.4.2027", "brevsprog": "en", "kom": "letter",
              "sagsbehandler": "mk", "journaliseret": "6/3"}  # fmt: skip
    assert sent(town, **fields)[1].status_code == 303
    people = {p.role: p for p in rows(town, Party)}
    assert set(people) == {"applicant", "custody-holder", "child", "representative"}
    assert people[Role.APPLICANT].language == "en"
    assert people[Role.CUSTODY_HOLDER].digital_post == "exempt"
    assert people[Role.CHILD].since_on == date(2030, 6, 1)
    assert people[Role.REPRESENTATIVE].represents_until == date(2027, 4, 1)
    assert rows(town, Case)[0].caseworker == "mk"
    assert rows(town, Application)[0].journaled_on == date(2026, 3, 6)


def test_somebody_anonymous_needs_no_name(town: Town) -> None:
    assert sent(town, ansoeger="", anonym="1", henvendelse="1")[1].status_code == 303
    (party,) = rows(town, Party)
    assert (party.anonymous, party.role, party.name_sealed) == (True, "reporter", None)


def test_a_cpr_number_stands_in_no_address_title_or_log(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        browser, answer = sent(town, ansoeger=f"Bo Prøve {CPR}")
        page = browser.get("/arbejde").text
        _, wrong = sent(town, ansoeger=f"Bo Prøve {CPR}", modtaget="31/2")
    assert answer.status_code == 303
    number = CPR.replace("-", "")
    said = [answer.headers["location"], str(answer.headers.get("set-cookie")), page]
    said += [f"{r.getMessage()} {r.args}" for r in caplog.records]
    said += re.findall(r"<title>.*?</title>", wrong.text)
    assert not [text for text in said if CPR in text or number in text]
    party = rows(town, Party)[0]
    assert party.cpr_index is not None


def test_the_form_is_there_in_english(town: Town) -> None:
    page = plain(town.enter("mk").get("/ansoegning?sprog=en").text)
    assert "What does the citizen apply for?" in page
    assert "serviceloven § 83 · decision 4 weeks · delivery 12 working days" in page


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_no_look_costs_many_statements(town: Town) -> None:
    for number in range(4):
        town.installation.register(f"2026-03-0{number + 2}", parties=[aase(cpr=CPR)])
    for number in range(50):
        town.hire(f"u{number}", NewRole(StaffRole.CASEWORKER), name=f"Prøve {number}")
    browser, engine = town.enter("mk"), town.installation.office.engine
    browser.get("/ansoegning")
    with statements(engine) as asked:
        page = browser.get("/ansoegning").text
    assert '<option value="u49"' in page
    assert len(asked) <= 12
    with statements(engine) as asked:
        browser.post("/ansoegning/frister", **typed())
    assert len(asked) <= 4
    with statements(engine) as asked:
        browser.post("/ansoegning", **typed(ansoeger=CPR))
    assert len(asked) <= 12


def test_who_no_letter_can_reach_is_said_when_it_is_registered(town: Town) -> None:
    browser, answer = sent(town, post="unknown")
    assert answer.status_code == 303
    said = plain(browser.get("/arbejde").text)
    assert "Part 1 har ingen adresse og er ikke tilmeldt Digital Post, så intet brev kan" in said
