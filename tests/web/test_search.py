"""Search: by number, by part of a name, by CPR number; within one's reach, and never in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.helpers import Installation, aase, at
from tests.web.people import Browser, Clock, Town
from tests.web.test_work import plain, rows_of
from tracker.models import Lookup, NameToken
from tracker.policy import StaffRole
from tracker.services.memberships import NewRole
from tracker.services.party_values import PartyChange
from tracker.services.people import change_party

NOW = at("2026-03-26", 10)
CPR = "010170-0000"


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Three cases in one team, and one in another."""
    folder = tmp_path_factory.mktemp("search")
    (folder / "x.db").write_bytes(migrated_sqlite.read_bytes())
    with Installation.at(folder, f"sqlite:///{folder}/x.db") as installation:
        made = Town.of(installation, Clock(NOW))
        made.hire("mk", NewRole(StaffRole.CASEWORKER, teams=("hjaelp",)), name="Mette Kjær")
        for name, team in (
            ("Karl Emil Rosenkrantz-Åby", "hjaelp"),
            ("Bo Dé Ørsted", "hjaelp"),
            ("Rosa Hansen", "hjaelp"),
            ("Rosa Hansen", "andre"),
        ):
            person = aase(name=name, cpr=CPR if name.startswith("Karl") else None)
            installation.register("2026-03-10", parties=[person], team=team)
        yield made


@pytest.fixture
def browser(town: Town) -> Browser:
    """Mette, at the search page."""
    browser = town.enter("mk")
    browser.get("/soeg")
    return browser


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("rosen", ["2026-0001"]),
        ("Ros", ["2026-0003", "2026-0001"]),
        ("emil karl", ["2026-0001"]),
        ("aaby", ["2026-0001"]),
        ("ÅBY", ["2026-0001"]),
        ("bo", ["2026-0002"]),
        ("de", ["2026-0002"]),
        ("ørsted", ["2026-0002"]),
        ("rosenkrantz", ["2026-0001"]),
        ("rosenkrantzx", []),
        ("ro", []),
        ("rosa karl", []),
        ("hansen", ["2026-0003"]),
        ("%", []),
        ("2026-0003", ["2026-0003"]),
        ("3", ["2026-0003"]),
        ("2026-3", ["2026-0003"]),
        ("2026-0004", []),
        ("999999", []),
    ],
)
def test_a_search_finds(browser: Browser, asked: str, found: list[str]) -> None:
    assert rows_of(browser.get("/soeg", params={"q": asked}).text) == found


def test_a_number_leads_straight_to_the_case(browser: Browser) -> None:
    answer = browser.post("/soeg", q=" 2026-0002 ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sag/2026-0002")


def test_a_name_goes_into_an_address_that_can_be_shared(browser: Browser) -> None:
    answer = browser.post("/soeg", q="Åby")
    assert (answer.status_code, answer.headers["location"]) == (303, "/soeg?q=%C3%85by")


def test_nothing_found_says_what_was_asked_and_what_is_not_shown(browser: Browser) -> None:
    said = plain(browser.get("/soeg", params={"q": "Nobody"}).text)
    assert "Ingen sager passer til “Nobody”" in said
    assert "Andre teams’ sager vises ikke." in said


@pytest.mark.parametrize("typed", [CPR, "0101700000", "010170 0000"])
def test_a_cpr_number_is_posted_and_shown_nowhere(browser: Browser, typed: str) -> None:
    answer = browser.post("/soeg", q=typed)
    assert (answer.status_code, rows_of(answer.text)) == (200, ["2026-0001"])
    assert "0101700000" not in answer.text
    assert "010170" not in answer.text


def test_a_cpr_number_in_an_address_is_not_looked_for(browser: Browser) -> None:
    answer = browser.get("/soeg", params={"q": CPR})
    assert rows_of(answer.text) == []
    assert "Et CPR-nummer må ikke stå i en adresse" in plain(answer.text)


def test_every_look_is_logged_and_no_name_is(town: Town, browser: Browser) -> None:
    browser.get("/soeg", params={"q": "Rosenkrantz"})
    browser.post("/soeg", q=CPR)
    browser.post("/soeg", q="2026-0003")
    with town.installation.office.reading(NOW) as store:
        log = store.session.exec(select(Lookup).order_by(col(Lookup.id).desc())).all()[:3]
    acts = [(row.act, row.actor, row.cpr_index is not None) for row in log]
    assert acts == [
        ("search-number", "mk", False),
        ("search-cpr", "mk", True),
        ("search-name", "mk", False),
    ]
    assert not [row for row in log if row.purpose_sealed]


def test_a_new_name_replaces_the_old_one_and_neither_is_stored(
    sqlite_installation: Installation,
) -> None:
    town = Town.of(sqlite_installation, Clock(NOW))
    town.hire("mk", NewRole(StaffRole.CASEWORKER))
    reference = sqlite_installation.register("2026-03-10", parties=[aase(name="Gammel Navnesen")])
    change = PartyChange(name="Nyholm")
    sqlite_installation.act(change_party, reference, 1, change, now=NOW)
    browser = town.enter("mk")
    assert rows_of(browser.get("/soeg?q=nyholm").text) == [reference]
    assert rows_of(browser.get("/soeg?q=navnesen").text) == []
    with sqlite_installation.office.reading(NOW) as store:
        kept = b"".join(row.token for row in store.session.exec(select(NameToken)))
    assert b"nyholm" not in kept.lower()


def test_a_closed_case_is_found_and_says_how_it_ended(sqlite_installation: Installation) -> None:
    town = Town.of(sqlite_installation, Clock(NOW))
    town.hire("mk", NewRole(StaffRole.CASEWORKER))
    reference = sqlite_installation.register("2026-03-10")
    sqlite_installation.close(reference, "2026-03-20", why="ringede")
    page = town.enter("mk").get("/soeg?q=testesen").text
    assert rows_of(page) == [reference]
    assert "Lukket: trukket tilbage" in plain(page)
    assert "dage for sent" not in plain(page)
    assert "frist" not in plain(page.split("<tbody")[1].split("</tbody")[0])


def test_the_shortcuts_stand_on_a_page_with_what_does_the_same(browser: Browser) -> None:
    said = plain(browser.get("/genveje").text)
    for word in ("Næste sag", "Tab til næste sagsnummer", "Ctrl", "Send formularen"):
        assert word in said
