"""The switch of language on a page with a form: everything typed is there, nothing is done."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import aase
from tests.web.act_cases import LAWFUL, running
from tests.web.casework import Desk, plain, version_in, working
from tracker.policy import StaffRole
from tracker.services.memberships import NewRole

#: Where somebody types, and what: `{case}` is a running case with a CPR number.
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "registering": (
        "/ansoegning",
        {"omraade": "Praktisk hjælp: rengøring", "modtaget": "5/3", "ansoeger": "Inger Prøve"},
    ),
    "an act": ("/sag/{case}/afventer", {"dag": "31/2", "note": "ringet to gange"}),
    "a notice": (
        "/sag/{case}/besked",
        {"frist": "afgoerelse", "hvornaar": "dato", "dato": "29/4", "ord": "Vi venter på lægen."},
    ),
    "a CPR number": ("/sag/{case}/cpr/1", {"formaal": "other", "hvorfor": "borgeren ringede"}),
    "a closing day": ("/lukkedage", {"dag": "5.6.2026", "hvorfor": "grundlovsdag"}),
    "a new user": ("/administration/ny-bruger", {"name": "Ny Prøve", "login": "ny.proeve"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with working(migrated_sqlite, tmp_path_factory.mktemp("language")) as desk:
        roles = (NewRole(StaffRole.ADMINISTRATOR), NewRole(StaffRole.CASEWORKER))
        desk.town.hire("alt", *roles)
        desk.browser = desk.town.enter("alt")
        yield desk


def button(page: str) -> tuple[str, str]:
    """The form that the button takes along, and the language that it asks for."""
    found = re.search(
        r'<button[^>]*form="([^"]+)" name="vis-paa" value="(\w+)" formnovalidate', page
    )
    assert found, page[-1500:]
    assert re.search(rf'<form[^>]* id="{found[1]}"', page)
    return found[1], found[2]


@pytest.mark.parametrize("form", FORMS)
def test_what_was_typed_is_there_in_the_other_language(desk: Desk, form: str) -> None:
    reference = desk.installation.register("2026-03-05", parties=(aase(cpr="010190-0001"),))
    path, typed = FORMS[form]
    path = path.format(case=reference)
    desk.browser.client.cookies.delete("sprog")
    opened = desk.browser.get(path).text
    assert button(opened)[1] == "en"
    before, rows = desk.show(reference), desk.installation.rows()
    for language in ("en", "da"):
        typed = {**typed, "version": version_in(opened), "vis-paa": language}
        answer = desk.browser.post(path, **typed)
        page = plain(answer.text)
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in page
        assert "error-summary" not in page
        for name in FORMS[form][1]:
            assert typed[name] in page
        assert button(page)[1] == ("da" if language == "en" else "en")
        assert desk.browser.client.cookies["sprog"] == language
    assert (desk.show(reference), desk.installation.rows()) == (before, rows)


@pytest.mark.parametrize("act", LAWFUL)
def test_no_act_is_carried_out_by_the_switch(desk: Desk, act: str) -> None:
    make, typed, _left = LAWFUL[act]
    reference = make(desk)
    path = f"/sag/{reference}/{act}"
    opened = desk.browser.get(path).text
    before = desk.show(reference)
    answer = desk.browser.post(path, **typed, **{"vis-paa": "en", "version": version_in(opened)})
    assert answer.status_code == 200
    assert all(value in plain(answer.text) for value in typed.values())
    assert desk.show(reference) == before


def test_the_form_that_comes_back_can_be_sent_in_its_language(desk: Desk) -> None:
    reference = running(desk)
    path = f"/sag/{reference}/rykker"
    opened = desk.browser.get(f"{path}?sprog=da").text
    assert f'value="en" formnovalidate formaction="{path}"' in opened
    typed = {"dag": "24.3.2026", "note": "ringede", "version": version_in(opened)}
    assert 'lang="en"' in desk.browser.post(f"{path}?sprog=da", **typed, **{"vis-paa": "en"}).text
    assert desk.browser.post(path, **typed).status_code == 303
    assert '<html lang="en">' in desk.browser.get(f"/sag/{reference}").text


def test_a_page_without_a_form_and_a_language_that_there_is_none_of(desk: Desk) -> None:
    reference = running(desk)
    assert 'name="vis-paa"' not in desk.browser.get(f"/sag/{reference}").text
    assert 'name="vis-paa"' not in desk.browser.get(f"/sag/{reference}/levering").text
    answer = desk.browser.post(f"/sag/{reference}/rykker", **{"vis-paa": "\r\nSet-Cookie: x"})
    assert answer.status_code == 200
    assert '<html lang="da">' in answer.text
