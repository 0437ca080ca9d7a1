"""Administration: an administrator lets people in, says what each may, and closes accounts."""

import re
from collections.abc import Iterator

import pytest

from tests.helpers import Installation
from tests.web.people import CODE, PASSWORD, Browser, Town, staffed
from tests.web.test_work import statements
from tracker.policy import StaffRole
from tracker.services.accounts import Account, account, list_users
from tracker.services.memberships import NewRole
from tracker.services.sign_in_attempts import FIRST_LOCK

USER = "/administration/bruger/caseworker"


@pytest.fixture
def town(sqlite_installation: Installation) -> Iterator[Town]:
    """Fjordby with somebody of each role."""
    with staffed(sqlite_installation) as town:
        yield town


@pytest.fixture
def admin(town: Town) -> Browser:
    """The administrator at the front page of the administration."""
    browser = town.enter("administrator")
    browser.get("/administration")
    return browser


def seen(town: Town, login: str) -> Account:
    return account(town.installation.office, CODE, login, now=town.clock.now)


def test_the_list_shows_people_roles_and_teams(admin: Browser) -> None:
    assert "Sagsbehandler: Team Hjælp i hjemmet" in admin.page
    assert "Fristadministrator" in admin.page
    cells = r'<th scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(\d+)</td>'
    rows = re.findall(cells, admin.page)
    assert ("Team Hjælp i hjemmet", "hjaelp", "1") in rows
    assert ("boern", "boern", "1") in rows  # in no pack: a role names it
    assert "other-municipality" not in admin.page


def test_a_long_list_costs_no_more_statements_and_says_who_is_locked(
    town: Town, admin: Browser
) -> None:
    for number in range(50):
        town.hire(f"u{number}", NewRole(StaffRole.CASEWORKER), name=f"Prøve {number}")
    for login, failures in (("u7", 5), ("u8", 4)):
        for _ in range(failures):
            town.browser().log_in(login, "forkert adgangskode", municipality=CODE)
    with statements(town.installation.office.engine) as asked:
        page = admin.get("/administration").text
    assert len(asked) <= 12
    assert page.count("Låst efter for mange forsøg") == 1
    users = list_users(town.installation.office, CODE, now=town.clock.now)
    locked = {user.login: user.locked_until for user in users if user.locked_until}
    assert locked == {"u7": town.clock.now + FIRST_LOCK}
    assert seen(town, "u7").locked_until == locked["u7"]
    town.clock.pass_(minutes=15)
    assert seen(town, "u7").locked_until is None


def test_a_new_user_logs_in_with_the_password_that_was_shown(town: Town, admin: Browser) -> None:
    admin.get("/administration/ny-bruger")
    fields = {
        "name": "Åse Ny", "login": "Åse", "role-caseworker": "1",
        "team-caseworker-hjaelp": "1", "areas-caseworker": "rengoering, 27.36",
    }  # fmt: skip
    answer = admin.post("/administration/ny-bruger", **fields)
    found = re.search(r"<strong>(\S+)</strong>", answer.text)
    assert found is not None
    assert seen(town, "åse").roles == (
        NewRole(StaffRole.CASEWORKER, ("hjaelp",), ("27.36", "rengoering")),
    )
    browser = town.browser()
    assert browser.log_in("åse", found[1], municipality=CODE).status_code == 303
    assert browser.get("/profil").headers["location"] == "/password"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"name": ""}, "Skriv brugerens navn.", id="no name"),
        pytest.param({"login": ""}, "Skriv et brugernavn.", id="no login"),
        pytest.param({"login": "a b"}, "Brug kun bogstaver, tal", id="login with a blank"),
        pytest.param({"login": "x" * 81}, "Brug kun bogstaver, tal", id="login too long"),
        pytest.param({"login": "Caseworker"}, "En anden har det brugernavn", id="login taken"),
        pytest.param({"name": "Bo\u202eOb"}, "Navnet kan ikke bruges", id="name that turns"),
        pytest.param(
            {"role-auditor": "1", "areas-auditor": "findes.ikke"},
            "Området &#34;findes.ikke&#34; findes ikke",
            id="unknown area",
        ),
    ],
)
def test_a_new_user_that_cannot_be(
    town: Town, admin: Browser, changes: dict[str, str], words: str
) -> None:
    admin.get("/administration/ny-bruger")
    answer = admin.post("/administration/ny-bruger", **{"name": "Bo Ny", "login": "bo", **changes})
    assert answer.status_code == 422
    assert words in answer.text
    users = list_users(town.installation.office, CODE, now=town.clock.now)
    assert len(users) == 5


def test_roles_are_changed_and_the_old_ones_stay_on_record(town: Town, admin: Browser) -> None:
    page = admin.get(USER).text
    assert re.search(r'name="role-caseworker" value="1" checked', page)
    assert re.search(r'name="team-caseworker-hjaelp" value="1" checked', page)
    answer = admin.post(USER, **{"role-team-leader": "1"})
    assert "Rollerne er gemt." in admin.get(answer.headers["location"]).text
    assert seen(town, "caseworker").roles == (NewRole(StaffRole.TEAM_LEADER),)
    admin.post(USER)
    assert seen(town, "caseworker").roles == ()


def test_a_new_password_ends_sessions_and_unlocks(town: Town, admin: Browser) -> None:
    browser = town.enter("caseworker")
    for _ in range(5):
        town.browser().log_in("caseworker", "forkert adgangskode", municipality=CODE)
    assert "Låst efter for mange forsøg" in admin.get(USER).text
    answer = admin.post(f"{USER}/adgangskode")
    found = re.search(r"<strong>(\S+)</strong>", answer.text)
    assert found is not None
    assert browser.get("/profil").status_code == 303
    assert town.browser().log_in("caseworker", found[1], municipality=CODE).status_code == 303


def test_an_account_is_closed_and_opened(town: Town, admin: Browser) -> None:
    browser = town.enter("caseworker")
    admin.get(USER)
    admin.post(f"{USER}/luk")
    assert browser.get("/profil").status_code == 303
    assert "Lukket" in admin.get(USER).text
    admin.post(f"{USER}/aabn")
    assert seen(town, "caseworker").active


def test_one_administrator_remains(town: Town, admin: Browser) -> None:
    admin.get("/administration/bruger/administrator")
    for answer in (
        admin.post("/administration/bruger/administrator"),
        admin.post("/administration/bruger/administrator/luk"),
    ):
        assert answer.status_code == 422
        assert "mindst én fristadministrator" in answer.text
    assert seen(town, "administrator").active


def test_people_of_another_municipality_are_not_there(admin: Browser) -> None:
    for way in ("", "/adgangskode", "/luk", "/aabn"):
        answer = admin.post(f"/administration/bruger/other-municipality{way}")
        assert answer.status_code == 404


def test_who_did_what_is_logged(town: Town, admin: Browser) -> None:
    town.hire("ny", password=PASSWORD)
    admin.get("/administration/bruger/ny")
    admin.post("/administration/bruger/ny", **{"role-auditor": "1"})
    admin.post("/administration/bruger/ny/luk")
    statement = (
        'SELECT kind, actor FROM account_event e JOIN "user" u ON u.id = e.user_id '
        "WHERE u.login = 'ny' ORDER BY e.id"
    )
    with town.installation.office.reading(town.clock.now) as store:
        rows = store.session.connection().exec_driver_sql(statement).all()
    assert [tuple(row) for row in rows] == [
        ("added", "test"),
        ("roles-set", "administrator"),
        ("deactivated", "administrator"),
        ("signed-out-everywhere", "administrator"),
    ]
