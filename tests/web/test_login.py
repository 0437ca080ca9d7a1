"""Logging in and out with name and password: who gets in, for how long, and what nobody learns."""

import re

import pytest
from sqlmodel import select

from tests.helpers import Installation
from tests.web.people import CODE, FIRST_PASSWORD, OTHER_CODE, PASSWORD, Browser, Town
from tracker.models import AccountEvent, WebSession
from tracker.policy import StaffRole
from tracker.services.accounts import NewUser, add_user, set_active, set_password, set_roles
from tracker.services.memberships import NewRole
from tracker.web.app import make_app

CASEWORKER = NewRole(StaffRole.CASEWORKER)


@pytest.fixture
def town(sqlite_installation: Installation) -> Town:
    """Fjordby with Mette, who has a password."""
    return with_mette(sqlite_installation)


@pytest.fixture
def either(installation: Installation) -> Town:
    """The same on each kind of database, for what is counted and ends there."""
    return with_mette(installation)


def with_mette(installation: Installation) -> Town:
    town = Town.of(installation)
    town.hire("mk", CASEWORKER, password=PASSWORD, name="Mette Kjær")
    return town


def said(page: str) -> str:
    """What the error summary says."""
    found = re.search(r"error-summary.*?</ul>", page, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found[0]) if found else ""


def is_in(browser: Browser) -> bool:
    """Whether somebody is signed in."""
    return browser.get("/profil").status_code == 200


def test_the_right_password_opens_a_session_and_goes_back_to_the_page(either: Town) -> None:
    browser = either.browser()
    asked = browser.get("/profil?x=1")
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=%2Fprofil%3Fx%3D1")
    browser.get(asked.headers["location"])
    entered = browser.post("/login", login=" MK ", password=PASSWORD, next="/profil?x=1")
    assert (entered.status_code, entered.headers["location"]) == (303, "/profil?x=1")
    cookies = entered.headers.get_list("set-cookie")
    (cookie,) = [c for c in cookies if c.startswith("__Host-rettidig=")]
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
    assert "Mette Kjær" in browser.get("/profil").text
    assert browser.get("/login?next=/profil").headers["location"] == "/profil"


def test_a_refusal_never_says_which_was_wrong(town: Town) -> None:
    answers = set()
    for login, password in (("mk", "forkert adgangskode"), ("nobody", PASSWORD), ("", "")):
        browser = town.browser()
        answer = browser.log_in(login, password)
        assert (answer.status_code, is_in(browser)) == (401, False)
        answers.add(said(answer.text))
    assert len(answers) == 1
    assert "Navn og adgangskode passer ikke sammen" in answers.pop()


def test_the_typed_name_stays_and_the_password_does_not(town: Town) -> None:
    answer = town.browser().log_in("mk", "forkert adgangskode")
    assert 'value="mk"' in answer.text
    assert "forkert adgangskode" not in answer.text
    assert "<title>Fejl: Log ind" in answer.text


def test_the_database_holds_neither_token_nor_password(town: Town) -> None:
    browser = town.browser()
    browser.log_in("mk")
    token = browser.client.cookies["__Host-rettidig"]
    with town.installation.office.reading(town.clock.now) as store:
        sessions = store.session.exec(select(WebSession)).all()
        entries = store.session.exec(select(AccountEvent)).all()
    held = str([row.model_dump() for row in (*sessions, *entries)])
    assert token not in held
    assert PASSWORD not in held
    assert (town.user("mk").password_hash or "").startswith("$argon2id$")


@pytest.mark.parametrize(
    ("failures", "minutes", "gets_in"),
    [
        pytest.param(4, 0, True, id="four failures lock nothing"),
        pytest.param(5, 0, False, id="five lock the name, also for the right password"),
        pytest.param(5, 14, False, id="for a quarter of an hour"),
        pytest.param(5, 15, True, id="and no longer"),
    ],
)
def test_lockout(either: Town, failures: int, minutes: int, gets_in: bool) -> None:
    browser = either.browser()
    for _ in range(failures):
        browser.log_in("mk", "forkert adgangskode")
    either.clock.pass_(minutes=minutes)
    browser.log_in("mk")
    assert is_in(browser) is gets_in


def test_an_administrator_lets_a_locked_user_in_again(town: Town) -> None:
    browser = town.browser()
    for _ in range(5):
        browser.log_in("mk", "forkert adgangskode")
    office, now = town.installation.office, town.clock.now
    set_password(office, CODE, "mk", FIRST_PASSWORD, now=now, actor="admin")
    assert browser.log_in("mk", FIRST_PASSWORD).status_code == 303
    assert browser.get("/profil").headers["location"] == "/password"


@pytest.mark.parametrize(
    ("minutes", "steps", "stays"),
    [
        pytest.param(29, 1, True, id="half an hour without a page"),
        pytest.param(31, 1, False, id="more than half an hour without a page"),
        pytest.param(25, 23, True, id="a page now and then for nine hours"),
        pytest.param(25, 24, False, id="ten hours, however busy"),
    ],
)
def test_a_session_ends_in_time(either: Town, minutes: int, steps: int, stays: bool) -> None:
    browser = either.enter("mk")
    for _ in range(steps - 1):
        either.clock.pass_(minutes=minutes)
        assert is_in(browser)
    either.clock.pass_(minutes=minutes)
    answer = browser.get("/profil")
    assert (answer.status_code == 200) is stays
    if not stays:
        assert "Du har været væk for længe" in browser.get(answer.headers["location"]).text


def test_the_first_password_must_be_changed(either: Town) -> None:
    office, now = either.installation.office, either.clock.now
    new = NewUser(login="ny", name="Nynne Ny", password=FIRST_PASSWORD, roles=(CASEWORKER,))
    add_user(office, CODE, new, now=now, actor="admin")
    browser = either.browser()
    browser.log_in("ny", FIRST_PASSWORD)
    assert browser.get("/profil").headers["location"] == "/password"
    browser.get("/password")
    changed = browser.post("/password", present=FIRST_PASSWORD, new=PASSWORD, again=PASSWORD)
    assert (changed.status_code, is_in(browser)) == (303, True)
    assert either.browser().log_in("ny", FIRST_PASSWORD).status_code == 401
    assert either.browser().log_in("ny").status_code == 303


@pytest.mark.parametrize(
    ("present", "new", "again", "words"),
    [
        pytest.param("forkert", "fire helt nye ord", None, "nuværende", id="wrong present one"),
        pytest.param(PASSWORD, "kort", None, "mindst 12 tegn", id="too short"),
        pytest.param(PASSWORD, "x" * 300, None, "højst 200 tegn", id="too long"),
        pytest.param(PASSWORD, "Adgangskode2026!", None, "let at gætte", id="common word"),
        pytest.param(PASSWORD, "123456789012", None, "let at gætte", id="counted"),
        pytest.param(PASSWORD, "aaaaaaaaaaaaaa", None, "let at gætte", id="one letter"),
        pytest.param(PASSWORD, PASSWORD, None, "er den gamle", id="the same"),
        pytest.param(PASSWORD, "fire helt nye ord", "andre", "ikke ens", id="two that differ"),
    ],
)
def test_a_password_that_is_not_taken(
    town: Town, present: str, new: str, again: str | None, words: str
) -> None:
    browser = town.enter("mk")
    browser.get("/password")
    answer = browser.post("/password", present=present, new=new, again=again or new)
    assert answer.status_code == 422
    assert words in said(answer.text)
    assert town.browser().log_in("mk").status_code == 303


def test_a_changed_password_ends_the_other_sessions(town: Town) -> None:
    here, elsewhere = town.enter("mk"), town.enter("mk")
    here.get("/password")
    here.post("/password", present=PASSWORD, new="fire helt nye ord", again="fire helt nye ord")
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_logging_out_ends_the_session_itself(town: Town) -> None:
    browser = town.browser()
    browser.log_in("mk")
    token = browser.client.cookies["__Host-rettidig"]
    browser.get("/profil")
    answer = browser.post("/logout")
    assert "Du er logget af" in browser.get(answer.headers["location"]).text
    browser.client.cookies.set("__Host-rettidig", token, domain="testserver.local", path="/")
    assert not is_in(browser)


def test_a_login_replaces_the_session_that_the_browser_had(town: Town) -> None:
    browser = town.browser()
    browser.log_in("mk")
    before = browser.client.cookies["__Host-rettidig"]
    again = town.browser()
    again.client.cookies.set("__Host-rettidig", before, domain="testserver.local", path="/")
    town.clock.pass_(minutes=31)
    again.log_in("mk")
    assert is_in(again)
    assert not is_in(browser)


def test_roles_and_deactivation_count_from_the_next_page(town: Town) -> None:
    browser = town.enter("mk")
    assert "Ny ansøgning" in browser.get("/profil").text
    office, now = town.installation.office, town.clock.now
    set_roles(office, CODE, "mk", (), now=now, actor="admin")
    assert "Ny ansøgning" not in browser.get("/profil").text
    set_active(office, CODE, "mk", False, now=now, actor="admin")
    assert not is_in(browser)
    assert browser.log_in("mk").status_code == 401


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "/\tevil", "profil", "",
    ],
)  # fmt: skip
def test_nobody_is_sent_to_another_host(town: Town, onward: str) -> None:
    browser = town.browser()
    browser.get("/login", params={"next": onward})
    answer = browser.post("/login", login="mk", password=PASSWORD, next=onward)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("cookie", ["", "0999.", "0999." + "x" * 43, "9999." + "x" * 43, "%00"])
def test_a_made_up_session_is_nobody(town: Town, cookie: str) -> None:
    browser = town.browser()
    browser.client.cookies.set("__Host-rettidig", cookie, domain="testserver.local", path="/")
    assert not is_in(browser)


def test_people_of_two_municipalities_say_which_is_theirs(town: Town) -> None:
    assert "municipality" not in town.browser().get("/login").text
    town.hire("mk", CASEWORKER, code=OTHER_CODE, password="fire helt andre ord", name="Max K")
    page = town.browser().get("/login").text
    assert re.findall(r'<option value="(\d+)"', page) == [OTHER_CODE, CODE]
    for code, password, name in (
        (CODE, PASSWORD, "Mette Kjær"),
        (OTHER_CODE, "fire helt andre ord", "Max K"),
    ):
        browser = town.browser()
        browser.log_in("mk", password, municipality=code)
        assert name in browser.get("/profil").text
    for code in (OTHER_CODE, "1234", "' OR 1=1"):
        assert town.browser().log_in("mk", PASSWORD, municipality=code).status_code == 401


# Plain http, on this machine alone


def test_on_this_machine_cookies_go_without_https(town: Town) -> None:
    town.app = make_app(town.installation.office, local=True, now=town.clock)
    browser = town.browser("http://127.0.0.1:8470")
    entered = browser.log_in("mk")
    (cookie,) = [c for c in entered.headers.get_list("set-cookie") if c.startswith("rettidig=")]
    assert "HttpOnly" in cookie
    assert "Secure" not in cookie
    assert is_in(browser)


def test_elsewhere_plain_http_lets_nobody_in(town: Town) -> None:
    browser = town.browser("http://rettidig.example")
    assert browser.log_in("mk").status_code == 403  # browsers keep no such cookie without https
    assert not is_in(browser)


# Forms from elsewhere


def test_a_login_form_needs_the_token_of_its_page(town: Town) -> None:
    browser = town.browser()
    browser.get("/login")
    for token in ("", "x", town.browser().token):
        assert browser.post("/login", token, login="mk", password=PASSWORD).status_code == 403
    assert not is_in(browser)


def test_a_form_of_another_person_is_refused(town: Town) -> None:
    town.hire("sl", CASEWORKER)
    mine, theirs = town.enter("mk"), town.enter("sl")
    mine.get("/profil")
    theirs.get("/profil")
    answer = mine.post("/profil", theirs.token, language="en")
    assert answer.status_code == 403
    assert "Formularen kom ikke fra siden her" in answer.text
    assert town.user("mk").language == "da"


def test_every_page_has_another_token_and_each_can_be_used(town: Town) -> None:
    browser = town.enter("mk")
    browser.get("/profil")
    first = browser.token
    browser.get("/profil")
    assert browser.token != first
    assert browser.post("/profil", first, language="en").status_code == 303
    assert town.user("mk").language == "en"


def test_a_header_carries_the_token_as_well(town: Town) -> None:
    browser = town.enter("mk")
    browser.get("/profil")
    headers = {"X-CSRF-Token": browser.token}
    answer = browser.client.post("/profil", data={"language": "en"}, headers=headers)
    assert answer.status_code == 303
