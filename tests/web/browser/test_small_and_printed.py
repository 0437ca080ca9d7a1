"""Telephones and paper, a session that runs out, and what a page weighs."""

from typing import Final

import pytest

from tests.web.browser.looking import Visit, follow
from tests.web.browser.served import Served
from tests.web.people import PASSWORD

#: Everything that My work needs, as it is sent, when nothing is in the cache.
MOST_BYTES: Final = 120_000


def test_a_telephone_carries_the_timeline_as_tables(fjordby: Served) -> None:
    page = fjordby.page_of("caseworker", "/sag/{remanded}")
    assert page.locator(".timeline svg").is_visible()
    page.set_viewport_size({"width": 767, "height": 900})
    assert not page.locator(".timeline svg").is_visible()
    table = page.locator("section[aria-labelledby=frister]").inner_text()
    for value in ("2.2.2026", "13.4.2026", "18.2.2026", "Afgjort for sent", "16.3.2026"):
        assert value in table
    page.close()


def test_paper_carries_the_case_without_the_bar(fjordby: Served) -> None:
    page = fjordby.page_of("caseworker", "/sag/{remanded}")
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert not page.locator(".foot").is_visible()
    assert page.locator("#frister").is_visible()
    page.close()


def test_a_session_that_runs_out_in_mid_form_loses_nothing(fjordby: Served) -> None:
    context, clock = fjordby.fresh("in-team"), fjordby.town.clock
    visit, before = Visit(context.new_page(), fjordby.base), clock.now
    visit.go(fjordby.path("/sag/{half-typed}/afgoerelse"))
    visit.page.check("input[name=udfald][value=granted]")
    visit.page.fill("#ydelser", "Rengøring / Åses Værksted")
    try:
        clock.pass_(hours=1)
        follow(visit.page, "#handling")
        assert "Du har været væk for længe." in visit.page.inner_text("main")
        visit.page.fill("#login", "it")
        visit.page.fill("#password", PASSWORD)
        follow(visit.page, "main button[type=submit]")
        assert "Rengøring / Åses Værksted" in visit.page.inner_text("main")
        assert visit.look() == []
        follow(visit.page, visit.page.get_by_role("button", name="Send det nu"))
        assert "Afgørelse registreret" in visit.page.inner_text(".alert-success")
    finally:
        clock.now = before
    context.close()


@pytest.mark.parametrize(
    ("path", "field", "chosen", "place"),
    [
        pytest.param("/ansoegning", "#ansoeger", "#akut", "#frister", id="an application"),
        pytest.param("/sag/{half-typed}/besked", "#ord", "#aarsag", "#lix", id="a notice"),
    ],
)
def test_typing_on_after_the_session_ran_out_loses_nothing(
    fjordby: Served, path: str, field: str, chosen: str, place: str
) -> None:
    context, clock = fjordby.fresh("in-team"), fjordby.town.clock
    page, before, path = context.new_page(), clock.now, fjordby.path(path)
    page.goto(path)
    page.fill(field, "Åses Værksted")
    try:
        clock.pass_(hours=1)
        with page.expect_response(lambda answer: answer.status == 401):
            if chosen == "#akut":
                page.check(chosen)
            else:
                page.select_option(chosen, index=2)
        page.wait_for_function(
            "place => document.querySelector(place).innerText.includes('Send formularen')",
            arg=place,
        )
        assert page.url.endswith(path)
        assert page.input_value(field) == "Åses Værksted"
        follow(page, "#handling" if path == "/ansoegning" else "button[value=gem]")
        page.fill("#login", "it")
        page.fill("#password", PASSWORD)
        follow(page, "main button[type=submit]")
        assert "Åses Værksted" in page.inner_text("main")
        follow(page, page.get_by_role("button", name="Send det nu"))
        assert page.input_value(field) == "Åses Værksted"
    finally:
        clock.now = before
    context.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_looking_at_the_letter_after_the_session_ran_out_loses_nothing(
    fjordby: Served, width: int
) -> None:
    context, clock = fjordby.fresh("in-team"), fjordby.town.clock
    page, before, path = context.new_page(), clock.now, fjordby.path("/sag/{half-typed}/besked")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    page.fill("#ord", "Åses Værksted")
    try:
        clock.pass_(hours=1)
        if width > 1000:
            page.get_by_role("button", name="Vis det med det, du har skrevet").click()
            said = page.frame_locator("iframe[name=brevet]").get_by_text("Send formularen")
            said.wait_for()
            assert page.input_value("#ord") == "Åses Værksted"
            follow(page, "button[value=gem]")
        else:
            follow(page, page.get_by_role("button", name="Se brevet som PDF"))
        page.fill("#login", "it")
        page.fill("#password", PASSWORD)
        follow(page, "main button[type=submit]")
        follow(page, page.get_by_role("button", name="Send det nu"))
        assert page.url.endswith(path)
        assert page.input_value("#ord") == "Åses Værksted"
    finally:
        clock.now = before
    context.close()


@pytest.mark.parametrize("path", ["/arbejde", "/sag/{late-told}"])
def test_a_first_load_is_light_and_a_second_asks_for_the_document_alone(
    fjordby: Served, path: str
) -> None:
    context, sent = fjordby.fresh("caseworker"), []
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.on("Network.loadingFinished", lambda event: sent.append(int(event["encodedDataLength"])))
    wire.send("Network.enable")
    page.goto(fjordby.path(path), wait_until="networkidle")
    assert len(sent) > 5
    assert sum(sent) <= MOST_BYTES
    fjordby.asked.clear()
    page.goto(fjordby.path(path), wait_until="networkidle")
    assert fjordby.asked == [fjordby.path(path)]
    context.close()
