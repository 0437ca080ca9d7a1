"""What three people come for, done as they do it: with JavaScript, and without it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.browser.looking import Visit, follow
from tests.web.browser.served import FIRST_DAY, Served
from tests.web.people import FIRST_PASSWORD, PASSWORD

SCRIPT = [pytest.param(True, id="with JavaScript"), pytest.param(False, id="without JavaScript")]


@pytest.fixture
def page(fjordby: Served, javascript: bool) -> Iterator[Any]:
    """A browser of nobody, empty."""
    context = fjordby.fresh(javascript=javascript)
    visit = Visit(context.new_page(), fjordby.base)
    yield visit.page
    assert visit.trouble == []
    context.close()


def said(page: Any) -> str:
    """What the page says was done."""
    return " ".join(page.locator(".alert-success").inner_text().split())


def tab_to(page: Any, name: str) -> None:
    """Press Tab until a field or button has the focus, as who has no mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "(document.activeElement.name || '') + '#' + document.activeElement.id"
        )
        if name in focus.split("#"):
            return
    raise AssertionError(f"{name} cannot be reached with Tab")


def first_login(page: Any, login: str) -> None:
    """Log in with the first password, and change it."""
    page.goto("/login")
    page.fill("#login", login)
    page.fill("#password", FIRST_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/password")
    assert "Vælg din egen, før du går videre." in page.inner_text("main")
    page.fill("#present", FIRST_PASSWORD)
    page.fill("#new", PASSWORD)
    page.fill("#again", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbejde")


def register_by_keyboard(page: Any, name: str, *, javascript: bool) -> str:
    """Register the routine case without a mouse; answers its number."""
    if javascript:
        page.keyboard.press("n")
        page.wait_for_url("**/ansoegning")
        page.keyboard.type("rengør")
        page.locator(".combo-list li").first.wait_for()
        page.keyboard.press("Tab")
    else:
        page.get_by_role("link", name="Ny ansøgning").first.press("Enter")
        page.wait_for_url("**/ansoegning")
        page.keyboard.type("Praktisk hjælp: rengøring")
        page.keyboard.press("Tab")
    page.keyboard.type("5/3")
    tab_to(page, "ansoeger")
    page.keyboard.type(name)
    if javascript:
        page.locator("#frister .day").first.wait_for()
        page.keyboard.press("Control+Enter")
    else:
        page.keyboard.press("Enter")  # shows the dates; saving comes when they have been seen
        page.locator("#frister .day").first.wait_for()
        assert "torsdag 2. april 2026" in plain(page)
        page.locator("#ansoeger").focus()
        tab_to(page, "handling")
        page.keyboard.press("Enter")
    page.wait_for_url("**/arbejde")
    return said(page).split(" ")[0]


def plain(page: Any) -> str:
    """The words of the page, with plain spaces."""
    return " ".join(page.inner_text("main").split())


@pytest.mark.parametrize("javascript", SCRIPT)
def test_a_caseworker_from_the_first_login_to_the_help(
    fjordby: Served, page: Any, javascript: bool
) -> None:
    first_login(page, FIRST_DAY[javascript])
    assert "Her er ingen sager endnu" in plain(page)
    number = register_by_keyboard(page, f"Rosa Prøve {javascript}", javascript=javascript)
    follow(page, page.get_by_role("link", name=number))
    assert "Afgørelse senest torsdag 2. april 2026" in plain(page)
    decide_and_deliver(page, number)
    write_notice(page, fjordby.cases["notice-script" if javascript else "notice-plain"])


def decide_and_deliver(page: Any, number: str) -> None:
    """Grant the help and say that it came; each is said on the page that follows."""
    follow(page, page.get_by_role("link", name="Registrér afgørelse"))
    page.check("input[name=udfald][value=granted]")
    page.fill("#ydelser", "Rengøring hver uge / Fjordby Rengøring")
    page.fill("#sendt", "i dag")
    follow(page, "#handling")
    assert said(page).startswith(f"Afgørelse registreret på {number}.")
    assert page.locator(".alert-success a").count() >= 1
    assert "Levering senest" in plain(page)
    follow(page, page.get_by_role("link", name="Registrér levering"))
    follow(page, "#handling")
    assert said(page).startswith(f"Levering registreret på {number}.")


def write_notice(page: Any, number: str) -> None:
    """Set a date, give the cause, and approve."""
    page.goto(f"/sag/{number}/besked")
    page.fill("#dato", "20.4.2026")
    page.select_option("#aarsag", label="Oplysninger fra læge")
    page.fill("textarea[name=ord]", "Vi venter på oplysninger fra din læge.")
    follow(page, "#handling .button-primary")
    assert number in said(page)
    page.goto(f"/sag/{number}")
    assert "20.4.2026" in page.inner_text("#breve + *")


@pytest.mark.parametrize("javascript", SCRIPT)
def test_a_team_leader_from_the_counts_to_a_case(fjordby: Served, javascript: bool) -> None:
    page = fjordby.page_of("team-leader", "/team", javascript=javascript)
    follow(page, page.get_by_role("link", name="Overskredet nu"))
    assert fjordby.cases["late-untold"] in plain(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert fjordby.cases["late-untold"] in download.value.path().read_text(encoding="utf-8-sig")
    follow(page, page.get_by_role("link", name=fjordby.cases["late-untold"]))
    assert "Afgørelse senest fredag 13. februar 2026" in plain(page)
    follow(page, page.get_by_role("link", name="Team", exact=True))
    follow(page, page.get_by_role("link", name="Sagsbehandlere"))
    assert "Mette Prøve Kjær" in plain(page)
    page.close()


@pytest.mark.parametrize("javascript", SCRIPT)
def test_a_citizen_finds_the_date_and_the_reasons(page: Any, javascript: bool) -> None:
    page.goto("/frister/fjordby")
    page.fill("#omraade", "rengøring")
    page.fill("#modtaget", "5. marts")
    page.keyboard.press("Enter")
    page.locator("[role=status]").wait_for()
    assert "Kommunen skal afgøre din sag senest torsdag 2. april 2026" in plain(page)
    page.locator("summary", has_text="Hvorfor denne dato?").click()
    assert "Fristen er 4 uger." in plain(page)
    follow(page, page.get_by_role("link", name="English"))
    assert "Thursday 2 April 2026" in plain(page)
    follow(page, page.get_by_role("link", name="Dansk"))
    page.fill("#find", "bil")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=bil*")
    assert "Støtte til bil" in plain(page)
    assert "Personlig pleje" not in plain(page)


@pytest.mark.parametrize("javascript", SCRIPT)
def test_a_form_half_filled_in_goes_along_into_the_other_language(
    fjordby: Served, javascript: bool
) -> None:
    context = fjordby.fresh("caseworker", javascript=javascript)
    visit = Visit(context.new_page(), fjordby.base)
    page, path = visit.page, fjordby.path("/sag/{half-typed}/afventer")
    page.goto(path)
    page.select_option("#aarsag", "doctor")
    page.fill("#note", "ringet to gange")
    follow(page, page.get_by_role("button", name="English"))
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.input_value("#note") == "ringet to gange"
    assert page.input_value("#aarsag") == "doctor"
    follow(page, page.get_by_role("button", name="Dansk"))
    assert page.locator("html").get_attribute("lang") == "da"
    assert page.input_value("#note") == "ringet to gange"
    assert visit.trouble == []
    context.close()
