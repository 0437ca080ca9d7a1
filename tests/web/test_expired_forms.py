"""A session that runs out in the middle of a form loses nothing of what was typed."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Final

import pytest
from httpx2 import Response
from sqlmodel import select

from tests.helpers import Installation
from tests.web.people import PASSWORD, Browser, Town
from tracker.models import SavedForm
from tracker.policy import StaffRole
from tracker.services.memberships import NewRole

TEMPLATES: Final = Path(__file__).parents[2] / "tracker" / "web" / "templates"
HTMX: Final = {"HX-Request": "true"}
AWAY: Final = "Du har været væk for længe. Send formularen, så kan du logge ind og fortsætte."
APPLICATION: Final = {"omraade": "rengøring", "modtaget": "4.3", "ansoeger": "Åse Prøve-Testesen"}
NOTICE: Final = {"version": "1", "frist": "afgoerelse", "ord": "Vi venter på Åses læge."}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that htmx fetches while somebody types, and the form that they type in."""

    form: str
    path: str
    target: str  # as htmx names it
    said_in: str | None  # where the page says that the session ran out
    typed: dict[str, str]
    posts: bool = True


PARTS: Final = (
    Part("/ansoegning", "/ansoegning/frister", "div#frister", "#frister", APPLICATION),
    Part("/ansoegning", "/ansoegning/dato", "p#modtaget-laest", None, APPLICATION, posts=False),
    Part("/sag/{case}/besked", "/sag/{case}/besked/ord", "p#lix", "#lix", {**NOTICE, "del": "lix"}),
    Part("/sag/{case}/besked", "/sag/{case}/besked/ord", "div#ordene", "#lix", NOTICE),
)


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


def test_a_part_of_a_page_takes_nobody_to_another(town: Town) -> None:
    answer = town.browser().get("/profil", headers=HTMX)
    assert (answer.status_code, answer.text) == (401, "")
    assert "hx-redirect" not in answer.headers
    assert answer.headers["hx-reswap"] == "none"


def test_every_route_of_htmx_is_tried_here() -> None:
    asked = [
        address
        for page in TEMPLATES.rglob("*.html")
        for address in re.findall(r'hx-(?:get|post|put|patch|delete)=.([^"\']+)', page.read_text())
    ]
    ends = {address.rpartition("/")[2] for address in asked}
    assert len(asked) == len(PARTS)
    assert ends == {part.path.rpartition("/")[2] for part in PARTS}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.path} into {part.target}")
def test_what_htmx_asks_for_after_the_session_loses_nothing(town: Town, part: Part) -> None:
    case = town.installation.register("2026-03-04", now=town.clock.now)
    browser, form = town.enter("mk"), part.form.format(case=case)
    browser.get(form)
    town.clock.pass_(hours=1)
    answer = ask_for(browser, part, case)
    assert answer.status_code == 401
    assert "hx-redirect" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert kept(town) == []
    said = (answer.headers.get("hx-retarget"), answer.headers["hx-reswap"], answer.text)
    assert said == ((part.said_in, "innerHTML", AWAY) if part.said_in else (None, "none", ""))
    sent = browser.post(form, **part.typed)
    assert sent.headers["location"].endswith("udloebet=1")
    entered = browser.log_in("mk")
    page = browser.get(entered.headers["location"]).text
    for name, value in part.typed.items():
        assert f'<textarea hidden name="{name}">\n{value}</textarea>' in page
    onward = browser.post("/login/fortsaet", **part.typed)
    assert (onward.status_code, onward.headers["location"]) == (307, form)
    assert ask_for(browser, part, case).status_code == 200


def test_a_letter_looked_at_after_the_session_leads_back_to_its_form(town: Town) -> None:
    case = town.installation.register("2026-03-04", now=town.clock.now)
    browser, form = town.enter("mk"), f"/sag/{case}/besked"
    browser.get(form)
    town.clock.pass_(hours=1)
    typed = {**NOTICE, "fra": "/arbejde", "hvornaar": "dato", "dato": "29/4", "note": "Åse rejser"}
    typed["aarsag"] = "home-visit"
    browser.post(f"{form}/kladde.pdf", **typed)
    entered = browser.log_in("mk")
    assert entered.headers["location"] == "/login/fortsaet"
    browser.get("/login/fortsaet")
    onward = browser.post("/login/fortsaet")
    assert (onward.status_code, onward.headers["location"]) == (307, form)
    told = re.findall('<li class="kept">(.*)</li>', browser.page)
    assert told == ["Vi venter på Åses læge.", "dato", "29/4", "Åse rejser", "home-visit"]
    shown = browser.post(form, **fields_of(browser.page))
    assert shown.status_code == 200
    for text in ("29/4", "Vi venter på Åses læge.", "Åse rejser"):
        assert text in unescape(shown.text)
    assert town.installation.kinds(case, town.clock.now) == ["acknowledgement"]


def test_in_the_frame_of_a_letter_it_is_said_that_the_session_ran_out(town: Town) -> None:
    """The form stands beside it, with what was typed: no login page in a frame."""
    case = town.installation.register("2026-03-04", now=town.clock.now)
    browser, form = town.enter("mk"), f"/sag/{case}/besked"
    browser.get(form)
    town.clock.pass_(hours=1)
    browser.client.headers["Sec-Fetch-Dest"] = "iframe"
    answers = (
        browser.client.post(f"{form}/kladde.pdf", data={**NOTICE, "csrf": browser.token}),
        browser.client.get(f"{form}/kladde.pdf"),
    )
    for answer in answers:
        assert answer.status_code == 401
        assert AWAY in unescape(answer.text)
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers
    assert kept(town) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_fetched_after_the_session_leads_to_the_list_it_is_of(
    town: Town, ending: str
) -> None:
    browser = town.enter("mk")
    browser.get("/profil")
    town.clock.pass_(hours=1)
    answer = browser.get(f"/team/sager.{ending}?vis=overskredet")
    onward = "%2Fteam%2Fsager%3Fvis%3Doverskredet"
    assert answer.headers["location"] == f"/login?next={onward}&udloebet=1"


def test_htmx_swaps_a_fault_into_no_page(town: Town) -> None:
    browser = town.enter("mk")
    answer = browser.get("/sag/2026-9999", headers=HTMX)
    assert (answer.status_code, answer.headers["hx-reswap"]) == (404, "none")
    assert "hx-reswap" not in browser.get("/sag/2026-9999").headers


def fields_of(page: str) -> dict[str, str]:
    """What the page that goes on sends, as a browser reads it."""
    found = re.findall(r'(?s)<textarea hidden name="([^"]+)">\n(.*?)</textarea>', page)
    return {name: unescape(value) for name, value in found}


def ask_for(browser: Browser, part: Part, case: str) -> Response:
    """Ask for a part of the page as htmx does, with what is typed on it."""
    address, client = part.path.format(case=case), browser.client
    headers = {**HTMX, "HX-Target": part.target, "X-CSRF-Token": browser.token}
    if part.posts:
        return client.post(address, headers=headers, data=part.typed)
    return client.get(address, headers=headers, params=part.typed)
