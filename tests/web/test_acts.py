"""Every act page: asked when lawful, refused with a reason when not, and carried out as the command
line does it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from notifications.causes import Cause
from tests.helpers import aase, at
from tests.web import act_cases
from tests.web.act_cases import ALWAYS, LAWFUL, UNLAWFUL, granted, running, sent
from tests.web.casework import Desk, errors_in, plain, working
from tracker.codes import Ending, Outcome
from tracker.services.closing import close
from tracker.services.complaining import NewComplaint, complain
from tracker.services.contacting import log_reminder
from tracker.services.deciding import NewGrant, decide
from tracker.services.delivering import deliver
from tracker.web.acts.table import ACTS
from tracker.web.words import words

DAY = date(2026, 3, 24)


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with working(migrated_sqlite, tmp_path_factory.mktemp("acts")) as desk:
        yield desk


def kinds(desk: Desk, reference: str) -> list[str]:
    return [one["kind"] for one in desk.show(reference)["events"]]


def test_every_act_is_tried_here() -> None:
    assert set(LAWFUL) == set(ACTS)
    assert set(UNLAWFUL) | ALWAYS == set(ACTS)


@pytest.mark.parametrize("act", LAWFUL)
def test_an_act_is_asked_and_carried_out(desk: Desk, act: str) -> None:
    make, typed, left = LAWFUL[act]
    reference = make(desk)
    if act == "samme-sag":
        typed = {**typed, "anden": f"2026-{int(reference[5:]) - 1:04}"}
    page = desk.page(f"/sag/{reference}/{act}")
    assert f"<h1>{ACTS[act].title}</h1>" in page
    assert "alert-info" not in page
    before = kinds(desk, reference)
    answer = desk.send(f"/sag/{reference}/{act}", **typed)
    assert answer.status_code == 303, errors_in(answer.text)
    assert left in kinds(desk, reference)[len(before) :]
    alert = desk.page(f"/sag/{reference}").split("alert-success")[1][:500]
    assert reference in alert
    if right := ACTS[act].put_right:
        assert f'<a href="/sag/{reference}/{right}">Ret</a>' in alert
        assert "alert-info" not in desk.page(f"/sag/{reference}/{right}")


@pytest.mark.parametrize("act", UNLAWFUL)
def test_an_act_that_is_not_lawful_says_why(desk: Desk, act: str) -> None:
    reference = UNLAWFUL[act](desk)
    page = desk.page(f"/sag/{reference}/{act}")
    assert "alert-info" in page
    assert '<form method="post" data-main' not in page
    typed = LAWFUL[act][1] | ({"anden": "2026-0001"} if act == "samme-sag" else {})
    before = kinds(desk, reference)
    answer = desk.browser.post(f"/sag/{reference}/{act}", **typed)
    assert answer.status_code in (409, 422)
    assert kinds(desk, reference) == before


#: What the page does beside what the command line does, on two cases made alike.
SAME: dict[str, tuple[Any, dict[str, str], Callable[[Desk, str], Any]]] = {
    "afgoerelse": (
        running,
        {
            "udfald": "granted",
            "dag": "24.3.2026",
            "ydelser": "Rengøring / Opdigtet ApS\nTøjvask",
            "fra": "1.4.2026",
            "sendt": "24.3.2026",
        },
        lambda desk, reference: desk.installation.act(
            decide,
            reference,
            Outcome.GRANTED,
            DAY,
            grants=[
                NewGrant(service="Rengøring", supplier="Opdigtet ApS", from_on=date(2026, 4, 1)),
                NewGrant(service="Tøjvask", from_on=date(2026, 4, 1)),
            ],
            sent_on=DAY,
            now=desk.now,
        ),
    ),
    "levering": (
        granted,
        {"ydelse": "1", "dag": "24.3.2026"},
        lambda desk, reference: desk.installation.act(
            deliver, reference, DAY, grant=1, partial=False, now=desk.now
        ),
    ),
    "klage": (
        sent,
        {"dag": "24.3.2026", "hvem": "1"},
        lambda desk, reference: desk.installation.act(
            complain, reference, NewComplaint(received_on=DAY, party=1), now=desk.now
        ),
    ),
    "hjemvist": (
        sent,
        {"dag": "24.3.2026", "hjaelp": "yes"},
        lambda desk, reference: desk.installation.remand(
            reference, "2026-03-24", now=desk.now, help_resumed=True
        ),
    ),
    "akut": (
        running,
        {"hvorfor": "faldet", "siden": "24.3.2026 kl. 8.14", "aftalt": "1"},
        lambda desk, reference: desk.installation.acute(
            reference, "faldet", since=at("2026-03-24", 8, 14), call_agreed=True, now=desk.now
        ),
    ),
    "ret-modtaget": (
        running,
        {"modtaget": "3.3.2026", "hvorfor": "forkert kasse"},
        lambda desk, reference: desk.installation.correct(
            reference, "2026-03-03", "forkert kasse", now=desk.now
        ),
    ),
    "afventer": (
        running,
        {"aarsag": "home-visit", "dag": "20.3.2026", "bedt": "14/4"},
        lambda desk, reference: desk.installation.await_(
            reference, Cause.HOME_VISIT, "2026-03-20", asked_on=date(2026, 4, 14), now=desk.now
        ),
    ),
    "flyttet": (
        running,
        {"dag": "24.3.2026", "hvorfor": "til Opdigtet By"},
        lambda desk, reference: desk.installation.act(
            close, reference, Ending.MOVED, DAY, why="til Opdigtet By", now=desk.now
        ),
    ),
}


def effect(desk: Desk, reference: str) -> dict[str, Any]:
    """What a case shows, without ids, instants and the name of whoever did it."""
    shown = desk.show(reference)
    for name in ("letters", "events", "tasks"):
        shown[name] = [one["kind"] for one in shown[name]]
    return {key: value for key, value in shown.items() if key not in ("reference", "application")}


@pytest.mark.parametrize("act", SAME)
def test_a_page_does_what_the_command_line_does(desk: Desk, act: str) -> None:
    make, typed, command = SAME[act]
    here, there = make(desk), make(desk)
    answer = desk.send(f"/sag/{here}/{act}", **typed)
    assert answer.status_code == 303, errors_in(answer.text)
    command(desk, there)
    assert effect(desk, here) == effect(desk, there)


@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        pytest.param(
            "afgoerelse", {"dag": "24.3.2026"}, "Vælg: Hvad er afgjort?", id="nothing chosen"
        ),
        pytest.param(
            "afgoerelse",
            {"udfald": "refused", "dag": "31/2"},
            'Vi kan ikke læse "31/2". Skriv datoen som 5.3.2026.',
            id="no day",
        ),
        pytest.param(
            "afgoerelse",
            {"udfald": "refused", "dag": "5.3.2027"},
            "Datoen 5.3.2027 ligger i fremtiden. Skriv den dag, det skete.",
            id="a day ahead",
        ),
        pytest.param(
            "afgoerelse",
            {"udfald": "refused", "dag": "2.3.2026"},
            "Afgørelsen kan ikke ligge 2.3.2026. Det er før 5.3.2026, hvor ansøgningen eller "
            "hjemvisningen kom. Se datoen efter.",
            id="decided before received",
        ),
        pytest.param(
            "afgoerelse",
            {"udfald": "refused", "dag": "24.3.2026", "ydelser": "Rengøring"},
            "Når udfaldet er afslag, bevilger det ingen hjælp. Lad feltet Bevilget stå tomt, "
            "eller vælg delvis bevilling.",
            id="a refusal that grants",
        ),
        pytest.param("ret-modtaget", {"modtaget": "4/3"}, "Skriv noget her: Hvorfor?", id="why"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Desk, act: str, typed: dict[str, str], said: str
) -> None:
    reference = running(desk)
    before = kinds(desk, reference)
    answer = desk.send(f"/sag/{reference}/{act}", **typed)
    page = plain(answer.text)
    assert answer.status_code in (409, 422)
    assert said in [plain(text) for text in errors_in(page)]
    assert "<title>Fejl:" in page
    for value in typed.values():
        assert value in page
    assert kinds(desk, reference) == before


def test_who_comes_second_sees_who_was_first_and_keeps_what_was_typed(desk: Desk) -> None:
    reference = running(desk)
    path = f"/sag/{reference}/afgoerelse"
    mine = desk.browser.get(path).text
    other = desk.town.enter("sofie")
    assert other.get(path).status_code == 200
    first = other.post(path, version=version(other.page), udfald="refused", dag="24.3.2026")
    assert first.status_code == 303
    second = desk.browser.post(
        path, version=version(mine), udfald="granted", dag="23.3.2026", ydelser="Rengøring hver uge"
    )
    page = plain(second.text)
    assert second.status_code == 409
    said = "Sofie Prøve Lind var først kl. 9.00: Afgørelse 24.3.2026: afslag. Din er ikke gemt."
    assert said in page
    assert "Rengøring hver uge" in page
    assert 'value="23.3.2026"' in page
    assert desk.show(reference)["rounds"][0]["decided_on"] == "2026-03-24"


def version(page: str) -> str:
    return page.split('name="version" value="')[1].split('"')[0]


def test_an_act_leads_back_to_where_one_came_from_and_never_elsewhere(desk: Desk) -> None:
    reference = running(desk)
    path = f"/sag/{reference}/rykker"
    assert desk.send(path, dag="24.3.2026", tilbage="/arbejde?side=2").headers["location"] == (
        "/arbejde?side=2"
    )
    elsewhere = desk.send(path, dag="24.3.2026", tilbage="//ond.example/")
    assert elsewhere.headers["location"] == f"/sag/{reference}"


@pytest.mark.parametrize("act", LAWFUL)
def test_no_act_is_done_on_a_case_that_changed_since(desk: Desk, act: str) -> None:
    make, typed, _left = LAWFUL[act]
    reference = make(desk)
    if act == "samme-sag":
        typed = {**typed, "anden": f"2026-{int(reference[5:]) - 1:04}"}
    opened = desk.browser.get(f"/sag/{reference}/{act}").text
    desk.installation.act(log_reminder, reference, date(2026, 3, 25), now=desk.now)
    before = kinds(desk, reference)
    answer = desk.browser.post(f"/sag/{reference}/{act}", version=version(opened), **typed)
    assert answer.status_code == 409
    assert "Ansøger har spurgt til sagen. Din er ikke gemt." in plain(answer.text)
    assert kinds(desk, reference) == before


def test_a_day_that_no_calendar_reaches_leaves_the_form(desk: Desk) -> None:
    reference = running(desk)
    answer = desk.send(f"/sag/{reference}/ret-modtaget", modtaget="1.1.1990", hvorfor="slåfejl")
    page = plain(answer.text)
    assert answer.status_code == 409
    assert errors_in(page) == [
        "Datoen 1.1.1990 ligger for langt væk til at regne med. Se den efter."
    ]
    assert "slåfejl" in page


def test_what_was_sent_twice_says_that_it_is_there_already(desk: Desk) -> None:
    reference = running(desk)
    path = f"/sag/{reference}/rykker"
    opened = desk.browser.get(path).text
    typed = {"dag": "24.3.2026", "note": "ringede", "version": version(opened)}
    assert desk.browser.post(path, **typed).status_code == 303
    again = desk.browser.post(path, **typed)
    assert again.status_code == 409
    assert errors_in(plain(again.text)) == [
        "Du har selv ændret sagen kl. 9.00: Ansøger har spurgt til sagen. Det, der står her, er "
        "ikke gemt oven i."
    ]
    assert kinds(desk, reference).count("reminder-received") == 1


@pytest.mark.parametrize("version", ["\u00b2", "\u0663", "9" * 5000, "-1", "x"])
@pytest.mark.parametrize("act", ["rykker", "besked"])
def test_a_version_that_nobody_has_seen_is_none(desk: Desk, act: str, version: str) -> None:
    reference = running(desk)
    typed = {"handling": "gem", "frist": "afgoerelse", "hvornaar": "dato", "dato": "29/4"}
    typed |= {"aarsag": "home-visit", "dag": "24.3.2026", "version": version}
    desk.browser.get(f"/sag/{reference}/{act}")
    before = kinds(desk, reference)
    assert desk.browser.post(f"/sag/{reference}/{act}", **typed).status_code == 409
    assert kinds(desk, reference) == before


def test_an_act_that_there_is_none_of_is_404(desk: Desk) -> None:
    assert desk.browser.get(f"/sag/{running(desk)}/opfundet").status_code == 404


def test_the_menu_holds_what_is_lawful_and_says_why_the_rest_is_not(desk: Desk) -> None:
    page = desk.page(f"/sag/{running(desk)}")
    more = page[page.index('id="mere"') :]
    assert '/afventer">Sagen afventer noget' in more
    assert '/klage"' not in more
    assert "Der er ingen afgørelse i sagen." in more


def test_a_day_ahead_without_its_year_is_the_next_one(desk: Desk) -> None:
    reference = granted(desk)
    desk.send(f"/sag/{reference}/opfoelgning", hvad="follow-up", dag="1/2")
    assert "Opfølgning planlagt til 1.2.2027." in desk.page(f"/sag/{reference}")


def test_every_act_has_its_words_in_english() -> None:
    english = words("en")
    for page in ACTS.values():
        for text in (page.title, page.done, page.lead, *(f.label for f in page.fields)):
            assert not text or english.text(text) != text or text in ("Team", "Digital Post"), text


def test_other_people_are_kept_out(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05", parties=(aase(name="Hemmelig Prøve"),))
    nobody = desk.town.browser()
    answer = nobody.get(f"/sag/{reference}/afgoerelse")
    assert answer.status_code == 303
    assert "Hemmelig" not in answer.text


def test_what_follows_from_a_childs_age_is_said_after_the_act(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05", "aflastning")
    child = {"rolle": "child", "navn": "Lille Prøve", "post": "registered"}
    desk.send(f"/sag/{reference}/ny-part", **child)
    alert = desk.page(f"/sag/{reference}").split("alert-success")[1][:900]
    assert "barnet får ikke selv besked" in alert
    assert '<a href="/sag/' in alert
    assert "barnet får ikke selv besked" not in desk.page(f"/sag/{reference}")


def test_a_party_whom_no_letter_can_reach_is_said_in_the_language_of_the_page(desk: Desk) -> None:
    reference = running(desk)
    path = f"/sag/{reference}/ny-part?sprog=en"
    desk.send(path, rolle="guardian", navn="Poul Prøve")
    said = "Party 2 has no address and is not registered for Digital Post, so no letter can"
    assert said in desk.page(f"/sag/{reference}?sprog=en").split("alert-success")[1][:900]


@pytest.mark.parametrize(
    ("act", "day", "said"),
    [
        ("ret-levering", "leveret", "Skriv en dato: Leveret den"),
        ("ret-genvurdering", "besvaret", "Skriv en dato: Svaret er givet den"),
    ],
)
def test_a_correction_takes_a_day_or_a_box_and_never_neither(
    desk: Desk, act: str, day: str, said: str
) -> None:
    make, typed, _left = LAWFUL[act]
    reference = make(desk)
    before = desk.show(reference)
    neither = desk.send(f"/sag/{reference}/{act}", hvorfor="slåfejl")
    assert (neither.status_code, errors_in(neither.text)) == (422, [said])
    both = desk.send(f"/sag/{reference}/{act}", **typed, slet="1")
    assert errors_in(both.text) == ["Du har både skrevet en dato og sat kryds. Vælg det ene."]
    assert desk.show(reference) == before
    assert desk.send(f"/sag/{reference}/{act}", slet="1", hvorfor="slåfejl").status_code == 303
    assert [k for k in kinds(desk, reference) if k != "task-done"][-1] == "corrected"


def group_of(page: str, address: str) -> str:
    """The group of *Mere* that a link stands in."""
    before = page[page.index('id="mere"') :].split(f'/{address}"')[0]
    return before.split("<summary>")[-1].split("</summary>")[0]


def test_corrections_stand_together_and_a_wrong_ending_under_the_end(desk: Desk) -> None:
    page = desk.page(f"/sag/{act_cases.passed_on(desk)}")
    wrong = ("ret-modtaget", "ret-klage", "ret-genvurdering", "ret-videresendt", "ret-part")
    assert {group_of(page, act) for act in wrong} == {"Skrevet forkert"}
    assert group_of(page, "part") == "Ændret"
    closed = desk.page(f"/sag/{act_cases.closed(desk)}")
    assert group_of(closed, "ret-lukning") == "Slut"


def test_a_choice_of_one_is_made_already_or_not_asked_for(desk: Desk) -> None:
    reference = act_cases.complained(desk)
    assert 'name="hvem" value="1" checked' in desk.page(f"/sag/{reference}/ret-part")
    assert "Hvis klage?" not in desk.page(f"/sag/{reference}/ret-klage")
    assert "Hvem repræsenteres?" not in desk.page(f"/sag/{reference}/ret-part")
    desk.send(f"/sag/{reference}/ny-part", rolle="guardian", navn="Poul Prøve")
    assert "Hvem repræsenteres?" in desk.page(f"/sag/{reference}/ret-part")
    assert "Hvis klage?" not in desk.page(f"/sag/{reference}/genvurdering")
    new = NewComplaint(received_on=DAY, party=2)
    desk.installation.act(complain, reference, new, now=desk.now)
    assert "Hvis klage?" in desk.page(f"/sag/{reference}/genvurdering")


def test_a_choice_that_nobody_has_to_make_can_be_taken_back(desk: Desk) -> None:
    page = desk.page(f"/sag/{running(desk)}/part")
    assert 'type="radio" id="post"' not in page
    assert page.count('<option value="">Ikke valgt</option>') == 0
    assert page.count('<option value="" selected>Ikke valgt</option>') == 4
