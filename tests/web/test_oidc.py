"""Logging in through a real identity provider: canaille, on this machine, over real HTTP."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest

from tests.helpers import FJORDBY, Installation
from tests.web.people import CODE, HTTPS, Browser, Town
from tests.web.provider import CLIENT_ID, PASSWORD
from tracker.errors import SettingsError
from tracker.policy import StaffRole
from tracker.services.accounts import account, set_active
from tracker.services.identity_provider import read_identity_provider
from tracker.services.memberships import NewRole

SECRET = "only-for-tests"
GROUPS = """
[[group]]
name = "Rettidig Hjælp"
role = "caseworker"
teams = ["hjaelp"]

[[group]]
name = "Rettidig Ledere"
role = "team-leader"
"""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider, and where it is."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    script = Path(__file__).with_name("provider.py")
    process = subprocess.Popen(
        [sys.executable, script, str(port), f"{HTTPS}/login/oidc/callback", SECRET],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "listening\n"
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.communicate()


@pytest.fixture
def town(sqlite_installation: Installation, tmp_path: Path, issuer: str) -> Town:
    """Fjordby, whose staff signs in there."""
    return town_with(sqlite_installation, tmp_path, issuer)


def town_with(
    installation: Installation, folder: Path, issuer: str, *, groups: str = GROUPS, **changes: Any
) -> Town:
    (folder / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    (folder / "groups.toml").write_text(groups, encoding="utf-8")
    given = {
        "municipality": FJORDBY,
        "public_url": HTTPS,
        "oidc_issuer": issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret_file": folder / "secret",
        "oidc_roles": folder / "groups.toml",
        "oidc_extra_scopes": "groups",
        **changes,
    }
    settings = installation.office.settings.model_copy(update=given)
    office = replace(installation.office, settings=settings)
    return Town.of(Installation(office, installation.outbox))


def at_provider(address: str, login: str) -> str:
    """Sign in at the provider as a person does; answers the address it sends the browser to."""
    with httpx2.Client(timeout=60) as client:
        answer = client.get(address)
        for _ in range(12):
            if answer.is_redirect:
                address = urljoin(str(answer.url), answer.headers["location"])
                if address.startswith(HTTPS):
                    return address
                answer = client.get(address)
                continue
            fields = {"login": login, "password": PASSWORD, "answer": "accept"}
            asked = re.findall(r'<(?:input|button)[^>]*name="([^"]+)"', answer.text)
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text)
            form = {name: value for name, value in fields.items() if name in asked}
            form |= {"csrf_token": token[1]} if token else {}
            answer = client.post(str(answer.url), data=form)
    raise AssertionError("the provider did not send us back")


def leave(browser: Browser, onward: str = "/profil") -> str:
    """Go to the provider from our login page; answers its address with our question."""
    answer = browser.get("/login/oidc", params={"next": onward})
    assert answer.status_code == 302
    return str(answer.headers["location"])


def come_back(browser: Browser, address: str) -> httpx2.Response:
    return browser.get(address.removeprefix(HTTPS))


def test_a_group_gives_a_role_and_the_account_is_made(town: Town) -> None:
    browser = town.browser()
    assert "Log ind med kommunens login" in browser.get("/login").text
    asked = leave(browser)
    question = parse_qs(urlsplit(asked).query)
    assert question["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= question.keys()
    answer = come_back(browser, at_provider(asked, "mk"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/profil")
    page = browser.get("/profil").text
    assert "Mette Kjær" in page
    assert "Sagsbehandler: Team Hjælp i hjemmet" in page
    assert "Skift adgangskode" not in page
    assert browser.get("/password").status_code == 404
    made = account(town.installation.office, CODE, "mk", now=town.clock.now)
    assert made.roles == (NewRole(StaffRole.CASEWORKER, ("hjaelp",)),)
    assert not made.has_password


def test_nobody_gets_in_without_a_role(town: Town) -> None:
    browser = town.browser()
    answer = come_back(browser, at_provider(leave(browser), "gaest"))
    assert answer.status_code == 403
    assert "Du har ingen rolle i Rettidig endnu" in answer.text
    assert browser.get("/profil").status_code == 303
    assert town.browser().log_in("gaest", PASSWORD).status_code == 401


def test_roles_follow_the_groups_at_each_sign_in(
    town: Town, sqlite_installation: Installation, tmp_path: Path, issuer: str
) -> None:
    browser = town.browser()
    come_back(browser, at_provider(leave(browser), "sl"))
    assert "Teamleder" in browser.get("/profil").text
    changed = GROUPS.replace("team-leader", "auditor")
    later = town_with(sqlite_installation, tmp_path, issuer, groups=changed)
    again = later.browser()
    come_back(again, at_provider(leave(again), "sl"))
    assert "Revisor" in again.get("/profil").text
    nothing = GROUPS.replace("Rettidig Ledere", "Andre")
    later = town_with(sqlite_installation, tmp_path, issuer, groups=nothing)
    last = later.browser()
    assert come_back(last, at_provider(leave(last), "sl")).status_code == 403
    assert again.get("/profil").status_code == 303  # every session has ended
    held = account(later.installation.office, CODE, "sl", now=later.clock.now)
    assert held.roles == ()


def test_a_deactivated_account_stays_out(town: Town) -> None:
    browser = town.browser()
    address = at_provider(leave(browser), "mk")
    come_back(browser, address)
    set_active(
        town.installation.office, CODE, "mk", False, now=town.clock.now, actor="administrator"
    )
    assert browser.get("/profil").status_code == 303
    answer = come_back(browser, at_provider(leave(browser), "mk"))
    assert (answer.status_code, "Din konto er lukket" in answer.text) == (403, True)


def test_a_local_account_of_that_name_is_not_taken_over(town: Town) -> None:
    town.hire("mk", NewRole(StaffRole.ADMINISTRATOR), password=PASSWORD)
    browser = town.browser()
    answer = come_back(browser, at_provider(leave(browser), "mk"))
    assert answer.status_code == 403
    assert "En anden konto her har dit brugernavn" in answer.text


def test_a_refusal_of_the_provider_is_answered_with_a_page(town: Town) -> None:
    browser = town.browser()
    leave(browser)
    answer = browser.get("/login/oidc/callback?error=access_denied&error_description=<b>nej</b>")
    assert answer.status_code == 502
    assert "<b>nej" not in answer.text


def test_a_provider_that_is_away_is_answered_with_a_page(
    sqlite_installation: Installation, tmp_path: Path
) -> None:
    town = town_with(sqlite_installation, tmp_path, "http://127.0.0.1:9")
    answer = town.browser().get("/login/oidc")
    assert answer.status_code == 502
    assert "Kommunens login svarede ikke" in answer.text


def test_without_a_provider_there_is_no_such_page(sqlite_installation: Installation) -> None:
    browser = Town.of(sqlite_installation).browser()
    assert browser.get("/login/oidc").status_code == 404
    assert "kommunens login" not in browser.get("/login").text


@pytest.mark.parametrize(
    ("changes", "groups", "words"),
    [
        ({"municipality": None}, GROUPS, "RETTIDIG_MUNICIPALITY"),
        ({"oidc_client_id": None}, GROUPS, "RETTIDIG_OIDC_CLIENT_ID"),
        ({"oidc_client_secret_file": None}, GROUPS, "RETTIDIG_OIDC_CLIENT_SECRET_FILE"),
        ({"oidc_client_secret_file": Path("none")}, GROUPS, "none cannot be read"),
        ({"oidc_roles": None}, GROUPS, "RETTIDIG_OIDC_ROLES"),
        ({}, "", "group: Field required"),
        ({}, "[[group]]\nname = 'x'\nrole = 'boss'", "group.0.role"),
        ({}, "[[group]]\nname = 'x'\nrole = 'auditor'\nteam = 'y'", "group.0.team"),
        ({}, "[[group", "groups.toml"),
    ],
)
def test_settings_that_lack_something_are_refused_at_the_start(
    sqlite_installation: Installation,
    tmp_path: Path,
    changes: dict[str, Any],
    groups: str,
    words: str,
) -> None:
    with pytest.raises(SettingsError, match=re.escape(words)):
        town_with(sqlite_installation, tmp_path, "https://id.example", groups=groups, **changes)


def test_several_groups_give_several_roles(
    sqlite_installation: Installation, tmp_path: Path
) -> None:
    town = town_with(sqlite_installation, tmp_path, "https://id.example")
    office = town.installation.office
    provider = read_identity_provider(office.settings, office.book)
    assert provider is not None
    given = provider.roles_of(["Rettidig Ledere", "Rettidig Hjælp", "Rettidig Hjælp", "Kantinen"])
    assert {role.role for role in given} == {StaffRole.CASEWORKER, StaffRole.TEAM_LEADER}
    assert SECRET not in repr(provider)


# Last, because they leave codes at the provider that nobody fetches, and canaille, which keeps
# them in memory here, may take one of them for a later one.


def test_an_answer_counts_once_and_not_after_ten_minutes(town: Town) -> None:
    browser = town.browser()
    address = at_provider(leave(browser), "mk")
    assert come_back(browser, address).status_code == 303
    assert come_back(browser, address).status_code == 502
    address = at_provider(leave(browser), "mk")
    town.clock.pass_(minutes=11)
    assert come_back(browser, address).status_code == 502


def test_an_answer_that_we_did_not_ask_for_is_refused(town: Town) -> None:
    browser, stranger = town.browser(), town.browser()
    address = at_provider(leave(stranger), "mk")  # somebody else's question
    for question in (address, "/login/oidc/callback", "/login/oidc/callback?code=x&state=y"):
        leave(browser)
        answer = come_back(browser, question)
        assert (answer.status_code, browser.get("/profil").status_code) == (502, 303)
    assert "Gå til forsiden, og log ind igen." in answer.text
