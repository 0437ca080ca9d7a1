"""The public pages: the same dates as the clock, nothing personal, no cookie, and not too often."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from notifications.formats import long_date
from rules.errors import RulesError
from rules.pack import load_pack
from rules.rule_dates import first_date
from tests.helpers import FJORDBY, PACKS, Installation, at
from tracker.web.app import make_app
from tracker.web.citizen.finding import find_area
from tracker.web.rate import Rate

NOW = at("2026-03-26")


@pytest.fixture
def visitor(sqlite_installation: Installation) -> Iterator[TestClient]:
    app = make_app(sqlite_installation.office, now=lambda: NOW)
    with TestClient(app, base_url="https://testserver") as client:
        yield client


def test_the_answer_is_the_date_that_the_clock_would_give(visitor: TestClient) -> None:
    pack, received = load_pack(FJORDBY, folders=[PACKS]), date(2026, 3, 20)
    asked = 0
    for rule in pack.rules:
        if rule.statutory or not rule.in_force_on(received) or asked == 8:
            continue
        try:
            due = first_date(rule, pack.municipality, received)
        except RulesError:
            continue
        if due is None:
            continue
        page = visitor.get(f"/frister/{FJORDBY}?omraade={rule.area}&modtaget=20.3.2026").text
        assert long_date(due.due_on, "da") in page, rule.area
        asked += 1
    assert asked > 2


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        pytest.param("omraade=rengoering&modtaget=2.1.2026", 200, "Fristen er gået", id="passed"),
        pytest.param("omraade=&modtaget=5.3.2026", 422, "Skriv, hvad du har søgt om", id="no-area"),
        pytest.param("omraade=zzz&modtaget=5.3.2026", 422, "Vi fandt ikke", id="unknown-area"),
        pytest.param("omraade=rengoering&modtaget=31/2", 422, "Vi kan ikke læse", id="no-such-day"),
        pytest.param("omraade=rengoering&modtaget=5.3.2027", 422, "ligger i fremtiden", id="ahead"),
        pytest.param(
            "omraade=rengoering&modtaget=31.12.2014",
            422,
            "Vi kan regne fra 1.1.2015. Se datoen efter.",
            id="before-the-calendar",
        ),
        pytest.param(
            "omraade=loebende&modtaget=5.3.2026", 200, "Der er ingen fast frist", id="no-limit"
        ),
        pytest.param("omraade=krisehjaelp&modtaget=5.3.2026", 200, "24 timer", id="hours"),
        pytest.param("find=rengøring", 200, "Praktisk hjælp: rengøring", id="found-in-the-list"),
        pytest.param("find=%3Cb%3E", 200, "&lt;b&gt;", id="markup-is-text"),
        pytest.param("sprog=en", 200, "When will you have an answer", id="english"),
    ],
)
def test_a_page_says_what_to_do(visitor: TestClient, query: str, status: int, words: str) -> None:
    answer = visitor.get(f"/frister/{FJORDBY}?{query}")
    assert answer.status_code == status
    assert words in answer.text


def test_nothing_is_kept_and_everybody_gets_the_same(visitor: TestClient) -> None:
    answer = visitor.get(f"/frister/{FJORDBY}?omraade=rengoering&modtaget=5.3.2026")
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"].startswith("public")
    assert "Cookie" not in answer.headers.get("vary", "")


@pytest.mark.parametrize("name", ["frister.csv", "frister.json", "historik.json", "frister.pdf"])
def test_the_list_is_there_as_a_file(visitor: TestClient, name: str) -> None:
    answer = visitor.get(f"/frister/{FJORDBY}/{name}")
    assert answer.status_code == 200
    assert answer.content


def test_an_unknown_municipality_or_file_is_no_page(visitor: TestClient) -> None:
    assert visitor.get("/frister/ingen-kommune").status_code == 404
    assert visitor.get(f"/frister/{FJORDBY}/{quote('../x')}").status_code == 404


def test_a_typed_word_finds_the_area_it_can_only_mean() -> None:
    pack, today = load_pack("aarhus"), date(2026, 3, 26)
    assert find_area(pack, "Praktisk hjælp: rengøring og tøjvask", today).area
    several = find_area(pack, "hjælp", today)
    assert several.area is None
    assert len(several.near) > 1


def test_who_asks_without_a_pause_must_wait() -> None:
    rate = Rate(depth=3, per_second=0.5)
    assert [rate.allows("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert rate.allows("b", 0.0)
    assert not rate.allows("a", 1.0)
    assert rate.allows("a", 2.0)
    assert rate.wait() == 2


def test_too_many_questions_are_refused_in_words(visitor: TestClient) -> None:
    answers = [visitor.get("/frister/ingen-kommune") for _ in range(90)]
    last = answers[-1]
    assert last.status_code == 429
    assert "Prøv igen om et minut" in last.text
    assert last.headers["retry-after"]
