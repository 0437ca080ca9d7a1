"""A session that runs out in the middle of a form loses nothing of what was typed."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.helpers import Installation
from tests.web.people import PASSWORD, Browser, Town
from tracker.models import SavedForm
from tracker.policy import StaffRole
from tracker.services.memberships import NewRole


@pytest.fixture
def town(sqlite_installation: Installation) -> Town:
    """Fjordby with two people."""
    town = Town.of(sqlite_installation)
    for login in ("mk", "sl"):
        town.hire(login, NewRole(StaffRole.CASEWORKER), password=PASSWORD)
    return town


def left_open(town: Town) -> Browser:
    """A browser in which the profile's form was sent an hour after it was opened."""
    browser = town.enter("mk")
    browser.get("/profil")
    town.clock.pass_(hours=1)
    answer = browser.post("/profil", language="en", note="Åse ringer på fredag\nkl. 9")
    assert answer.headers["location"] == "/login?next=%2F&udloebet=1"
    return browser


def kept(town: Town) -> list[SavedForm]:
    """The forms in the database."""
    with town.installation.office.reading(town.clock.now) as store:
        return list(store.session.exec(select(SavedForm)))


def test_what_was_typed_waits_and_can_be_sent(town: Town) -> None:
    browser = left_open(town)
    assert "Log ind, så fortsætter du, hvor du slap." in browser.get("/login?udloebet=1").text
    entered = browser.post("/login", login="mk", password=PASSWORD)
    page = browser.get(entered.headers["location"])
    assert entered.headers["location"] == "/login/fortsaet"
    assert "Åse ringer på fredag\nkl. 9</li>" in page.text
    assert town.user("mk").language == "da"
    sent = browser.post("/login/fortsaet", language="en", note="Åse ringer på fredag\nkl. 9")
    assert (sent.status_code, sent.headers["location"]) == (307, "/profil")
    assert browser.post("/profil", language="en").status_code == 303
    assert town.user("mk").language == "en"
    assert kept(town) == []
    assert browser.get("/login/fortsaet").headers["location"] == "/"


def test_what_was_typed_is_sealed(town: Town) -> None:
    left_open(town)
    (row,) = kept(town)
    assert "Åse".encode() not in row.form_sealed


def test_somebody_else_at_the_same_browser_does_not_see_it(town: Town) -> None:
    browser = left_open(town)
    entered = browser.log_in("sl")
    assert browser.get(entered.headers["location"]).headers["location"] == "/"


def test_it_can_be_thrown_away(town: Town) -> None:
    browser = left_open(town)
    browser.log_in("mk")
    browser.get("/login/fortsaet")
    assert browser.post("/login/kasser").status_code == 303
    assert kept(town) == []


def test_it_is_kept_for_an_hour(town: Town) -> None:
    browser = left_open(town)
    town.clock.pass_(minutes=61)
    browser.log_in("mk")
    assert browser.get("/login/fortsaet").headers["location"] == "/"
    assert kept(town) == []


def test_a_form_without_the_sessions_token_is_not_kept(town: Town) -> None:
    browser = town.enter("mk")
    town.clock.pass_(hours=1)
    assert browser.post("/profil", "made up", language="en").status_code == 303
    assert town.browser().post("/profil", language="en").status_code == 303
    assert kept(town) == []


def test_a_password_is_not_kept(town: Town) -> None:
    browser = town.enter("mk")
    browser.get("/password")
    town.clock.pass_(hours=1)
    browser.post("/password", present=PASSWORD, new="fire helt nye ord")
    assert kept(town) == []


def test_a_form_open_in_another_window_can_be_sent_after_the_login(town: Town) -> None:
    browser = town.browser()
    browser.log_in("mk")
    browser.get("/profil")
    token = browser.token
    town.clock.now += timedelta(hours=1)
    browser.log_in("mk")
    assert browser.post("/profil", token, language="en").status_code == 303


def test_htmx_is_told_to_load_the_login_page(town: Town) -> None:
    answer = town.browser().get("/profil", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login?next=%2Fprofil")
