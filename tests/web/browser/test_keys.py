"""Shortcuts: what they do, when they are quiet, and where the focus is after an act."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.browser.looking import follow
from tests.web.browser.served import Served


@pytest.fixture
def page(fjordby: Served) -> Iterator[Any]:
    """My work."""
    opened = fjordby.page_of("caseworker", "/arbejde")
    yield opened
    opened.close()


def focused(page: Any) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def rows(page: Any) -> list[str]:
    """The case numbers of the list."""
    return [text.strip() for text in page.locator("[data-row]").all_inner_texts()]


def test_j_and_k_move_the_focus_and_o_opens(page: Any) -> None:
    listed, seen = rows(page), []
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == [listed[0], listed[1], listed[2], listed[1]]
    page.keyboard.press("o")
    page.wait_for_url(f"**/sag/{listed[1]}")


@pytest.mark.parametrize(
    ("key", "place"),
    [("n", "/ansoegning"), ("m", "/arbejde"), ("?", "/genveje")],
)
def test_a_letter_leads_to_a_page(fjordby: Served, page: Any, key: str, place: str) -> None:
    page.goto("/profil")
    page.keyboard.press(key)
    page.wait_for_url(f"**{place}")


@pytest.mark.parametrize(
    ("key", "case", "act"),
    [("a", "at-risk", "afgoerelse"), ("b", "at-risk", "besked"), ("l", "granted", "levering")],
)
def test_a_letter_begins_an_act_on_a_case(
    fjordby: Served, page: Any, key: str, case: str, act: str
) -> None:
    page.goto(fjordby.path(f"/sag/{{{case}}}"))
    page.keyboard.press(key)
    page.wait_for_url(f"**/{act}*")


def test_they_are_quiet_while_a_field_has_the_focus(page: Any) -> None:
    page.keyboard.press("s")
    page.keyboard.type("mn?jo")
    assert page.input_value("#soeg-bar") == "mn?jo"
    assert page.url.endswith("/arbejde")


def test_they_are_off_when_they_are_switched_off(fjordby: Served) -> None:
    page = fjordby.page_of("newcomer", "/profil")
    page.uncheck("#shortcuts")
    follow(page, "main button[type=submit]")
    assert page.get_attribute("body", "data-shortcuts") == "off"
    for key in ("m", "n", "?", "s"):
        page.keyboard.press(key)
    assert "/profil" in page.url
    assert focused(page) != ""
    assert page.evaluate("document.activeElement.id") != "soeg-bar"
    page.close()


def test_an_error_in_the_summary_leads_to_its_field(fjordby: Served, page: Any) -> None:
    page.goto(fjordby.path("/sag/{at-risk}/ret-modtaget"))
    follow(page, "#handling")
    assert page.evaluate("document.activeElement.className").startswith("alert alert-error")
    page.keyboard.press("Tab")
    link = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.evaluate("'#' + document.activeElement.id") == link


def test_after_an_act_the_list_comes_back_with_the_focus_on_the_next_row(
    fjordby: Served, page: Any
) -> None:
    number = fjordby.cases["unsent-too"]
    listed = rows(page)
    row = page.locator("tr", has=page.get_by_role("link", name=number, exact=True))
    follow(page, row.get_by_role("link", name="Registrér afsendelse"))
    follow(page, "#handling")
    assert number in page.inner_text(".alert-success")
    assert page.url.endswith("/arbejde")
    assert focused(page) == listed[listed.index(number) + 1]
