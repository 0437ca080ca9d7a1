"""My work: what stands on the list, in which order, for whom; and what it costs the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bench.crowd import crowd, template
from notifications.causes import Cause
from tests.helpers import Installation, aase, at
from tests.web.people import Browser, Clock, Town
from tracker.policy import StaffRole
from tracker.services.contacting import log_reminder
from tracker.services.memberships import NewRole
from tracker.services.registering import AcuteNeed

NOW = at("2026-03-26", 10)

Busy = tuple[Browser, dict[str, str]]


@pytest.fixture
def town(sqlite_installation: Installation) -> Town:
    """Fjordby with Mette, who has cases, Ny, who has none, and Tove, who leads."""
    town = Town.of(sqlite_installation, Clock(NOW))
    town.hire("mk", NewRole(StaffRole.CASEWORKER), name="Mette Kjær")
    town.hire("ny", NewRole(StaffRole.CASEWORKER), name="Ny Nysen")
    town.hire("tl", NewRole(StaffRole.TEAM_LEADER), name="Tove Leder")
    return town


def a_case(town: Town, received: str, area: str = "rengoering", **more: Any) -> str:
    """A case of Mette's."""
    return town.installation.register(received, area, **{"caseworker": "mk", **more})


@pytest.fixture(scope="module")
def busy(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Busy]:
    """Mette's browser on a day with a case in each group, for what is only read."""
    folder = tmp_path_factory.mktemp("busy")
    (folder / "x.db").write_bytes(migrated_sqlite.read_bytes())
    with Installation.at(folder, f"sqlite:///{folder}/x.db") as installation:
        town = Town.of(installation, Clock(NOW))
        town.hire("mk", NewRole(StaffRole.CASEWORKER), name="Mette Kjær")
        yield town.enter("mk"), a_day(town)


def a_day(town: Town) -> dict[str, str]:
    """A case for each group of the list."""
    at_work = town.installation
    found = {
        "acute": a_case(town, "2026-03-26", "pleje", now=at("2026-03-26", 8, 14),
                        acute=AcuteNeed("falder", since=at("2026-03-26", 8, 14))),
        "due-today": a_case(town, "2026-02-26", parties=[aase(name="Jens Bundgaard")]),
        "notice-due": a_case(town, "2026-02-06", "pleje", parties=[aase(name="Lone Poulsen")]),
        "other-tasks": a_case(town, "2026-03-16", "bil"),
        "at-risk": a_case(town, "2026-03-10", parties=[aase(name="Peter Ravn")]),
        "rest": a_case(town, "2026-03-24", "bil", parties=[aase(name="Rolig Prøve")]),
        "undated": a_case(town, "2026-03-24", "loebende"),
    }  # fmt: skip
    at_work.act(log_reminder, found["other-tasks"], date(2026, 3, 25), now=at("2026-03-25"))
    at_work.await_(found["at-risk"], Cause.DOCTOR, "2026-03-19")
    return found


def rows_of(page: str) -> list[str]:
    """The case numbers on a page, in their order."""
    return re.findall(r"data-row href=\"/sag/([^\"]+)\"", page)


def plain(page: str) -> str:
    """The words of a page."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>", "", page))
    return " ".join(unescape(text).replace("\N{NO-BREAK SPACE}", " ").split())


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_each_case_stands_once_under_the_act_that_is_due(busy: Busy) -> None:
    browser, cases = busy
    page = browser.get("/arbejde").text
    groups = re.findall(r"<h2>(.*?) <span", page)
    assert groups == ["Akut", "Frist i dag", "Besked skal af sted", "Andre opgaver", "Frist snart"]
    order = ("acute", "due-today", "notice-due", "other-tasks", "at-risk")
    assert rows_of(page) == [cases[group] for group in order]
    assert "4 sager kræver noget i dag" in plain(page)
    assert "Viser 5 af 7 sager. Vis 2 sager, der ikke haster" in plain(page)


@pytest.mark.parametrize(
    ("group", "reason", "act"),
    [
        ("acute", "Akut siden i dag kl. 8.14. Afgørelse og hjælp", "Registrér afgørelse"),
        ("due-today", "Fristen er i dag.", "Registrér afgørelse"),
        ("notice-due", "Fristen er gået, og ansøger har ikke fået besked.", "Skriv besked nu"),
        ("other-tasks", "Ansøger har spurgt til sagen 25. marts.", "Se opgaven"),
        ("at-risk", "Afventer lægeoplysninger siden 19. marts. Fristen står fast.", ""),
    ],
)
def test_a_row_says_why_it_stands_there_and_offers_the_one_act(
    busy: Busy, group: str, reason: str, act: str
) -> None:
    browser, cases = busy
    page, reference = browser.get("/arbejde").text, cases[group]
    row = next(r for r in page.split("<tr") if f'href="/sag/{reference}"' in r).split("</tr")[0]
    assert reason in plain(row)
    assert plain(row).endswith(f"{act} i sag {reference}" if act else reason)


def test_the_rest_can_be_unfolded_and_folded(busy: Busy) -> None:
    browser, cases = busy
    page = browser.get("/arbejde?resten=1").text
    assert rows_of(page)[-2:] == [cases["rest"], cases["undated"]]
    assert "Skjul sager, der ikke haster" in page


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("vis=i-dag", ["acute", "due-today", "notice-due", "other-tasks"]),
        ("vis=afventer", ["at-risk"]),
        ("vis=uden-frist", ["undated"]),
        ("omraade=bil", ["other-tasks", "rest"]),
        ("status=overdue", ["notice-due"]),
        ("frist=gaaet", ["notice-due"]),
        ("frist=ingen", ["undated"]),
        ("forloeb=acute", ["acute"]),
        ("status=nonsense&forloeb=x&vis=y", ["acute", "due-today", "notice-due", "other-tasks",
                                             "at-risk"]),
    ],
)  # fmt: skip
def test_selections_and_filters_stand_in_the_address(
    busy: Busy, query: str, groups: list[str]
) -> None:
    browser, cases = busy
    assert rows_of(browser.get(f"/arbejde?{query}").text) == [cases[g] for g in groups]


def test_a_head_sorts_and_drops_the_groups(busy: Busy) -> None:
    browser, cases = busy
    page = browser.get("/arbejde?sorter=sag").text
    assert rows_of(page) == sorted(cases.values())
    assert 'aria-sort="ascending"' in page
    assert "Tilbage til dagens orden" in page
    assert "<h2>" not in page
    assert rows_of(browser.get("/arbejde?sorter=-sag").text) == sorted(cases.values())[::-1]


def test_over_fifty_rows_come_in_pages(town: Town) -> None:
    multiply(town, a_case(town, "2026-03-16"), 60)
    browser, seen = town.enter("mk"), []
    page = browser.get("/arbejde?resten=1").text
    assert "Side 1 af 2 · sag 1–50 af 60" in page
    seen += rows_of(page)
    following = re.search(r'href="([^"]+)" rel="next"', page)
    assert following is not None
    last = browser.get(unescape(following[1])).text
    assert "Side 2 af 2 · sag 51–60 af 60" in last
    assert len({*seen, *rows_of(last)}) == 60
    back = re.search(r'href="([^"]+)" rel="prev"', last)
    assert back is not None
    assert rows_of(browser.get(unescape(back[1])).text) == seen


def test_who_has_no_cases_is_told_how_to_begin_and_what_is_unassigned(town: Town) -> None:
    town.installation.register("2026-03-16")
    browser = town.enter("ny")
    said = plain(browser.get("/arbejde").text)
    assert "Intet haster i dag" in said
    assert "Her er ingen sager endnu" in said
    assert "1 sag i teamet er ikke fordelt. Se dem" in said
    assert len(rows_of(browser.get("/arbejde?vis=ikke-fordelt").text)) == 1


def test_who_is_up_to_date_sees_the_next_deadline(town: Town) -> None:
    reference = a_case(town, "2026-03-24", "bil")
    page = town.enter("mk").get("/arbejde").text
    assert "Du er ajour" in page
    assert f'href="/sag/{reference}"' in page


def test_only_a_leader_looks_at_a_colleagues_list(town: Town) -> None:
    reference = a_case(town, "2026-02-26")
    page = town.enter("tl").get("/arbejde?sagsbehandler=mk")
    assert "Sager hos Mette Kjær" in page.text
    assert rows_of(page.text) == [reference]
    assert "sagsbehandler=mk" in page.text.split("tabs-line")[1].split("</ul>")[0]
    assert town.enter("ny").get("/arbejde?sagsbehandler=mk").status_code == 403
    assert rows_of(town.enter("tl").get("/arbejde").text) == []


def test_a_case_outside_ones_reach_is_not_on_the_list(town: Town) -> None:
    town.hire("graense", NewRole(StaffRole.CASEWORKER, teams=("hjaelp",)))
    near = a_case(town, "2026-02-26", caseworker="graense")
    a_case(town, "2026-02-26", caseworker="graense", team="andre")
    assert rows_of(town.enter("graense").get("/arbejde").text) == [near]


def test_the_english_page_has_no_danish_of_ours(busy: Busy) -> None:
    said = plain(busy[0].get("/arbejde?sprog=en").text)
    for word in ("My work", "Do it by", "Notice must go", "Record decision", "today"):
        assert word in said
    assert "Hvorfor" not in said
    assert "i dag" not in said


@pytest.mark.parametrize("how_many", [5, 500])
def test_a_list_costs_the_same_statements_however_long(town: Town, how_many: int) -> None:
    reference = a_case(town, "2026-02-26")
    multiply(town, reference, how_many)
    browser = town.enter("mk")
    browser.get("/arbejde")
    for path in ("/arbejde", "/arbejde?resten=1&sorter=frist", "/arbejde?sagsbehandler=mk"):
        with statements(town.installation.office.engine) as asked:
            page = browser.get(path)
        assert f"{how_many} sager" in plain(page.text)
        assert len(asked) <= 12, asked


def multiply(town: Town, reference: str, how_many: int) -> None:
    """The same case again and again."""
    with town.installation.office.writing(NOW) as store:
        one = template(store, "0999", reference)
        crowd(store, [one], [1], how_many - 1, caseworkers=["mk"], year=2025)
