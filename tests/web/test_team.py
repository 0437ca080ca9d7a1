"""The team's page: the report's figures, each with its list, for those who may see them."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.helpers import FJORDBY
from tests.web.people import Town
from tests.web.team_town import NOW, lived_in
from tests.web.test_work import multiply, plain, statements
from tracker.services.figures import figures
from tracker.services.reporting import Line, Period, compliance


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A team's year, for what is only read."""
    with lived_in(tmp_path_factory.mktemp("team"), migrated_sqlite) as town:
        yield town


def page(town: Town, path: str = "/team", who: str = "lis") -> str:
    """A page as somebody sees it."""
    answer = town.enter(who).get(path)
    assert answer.status_code == 200, path
    return answer.text


def five(html: str) -> dict[str, tuple[int, str]]:
    """The five counts and their lists."""
    found = re.findall(r'<span class="number">(\d+)</span><a href="([^"]+)">([^<]+)</a>', html)
    return {name: (int(number), unescape(address)) for number, address, name in found}


def lines(town: Town, **more: Any) -> list[Line]:
    facts = figures(town.installation.office, FJORDBY, now=NOW)
    return compliance(facts, Period(**more))


def rows_of(town: Town, address: str, who: str = "lis") -> list[str]:
    """The cases on a list, all its pages."""
    found: list[str] = []
    while address:
        html = page(town, address, who)
        found += re.findall(r"data-row href=\"/sag/([^\"]+)\"", html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = unescape(following[1]) if following else ""
    return found


def test_the_five_counts_are_the_reports_and_open_their_lists(town: Town) -> None:
    counts = five(page(town))
    said = lines(town)
    assert counts["Overskredet nu"][0] == sum(line.overdue for line in said) == 2
    assert counts["Frist snart"][0] == sum(line.at_risk for line in said)
    assert counts["Uden frist"][0] == sum(line.without_deadline for line in said) == 1
    assert (counts["Akutte"][0], counts["Ikke fordelt"][0]) == (1, 2)
    for number, address in counts.values():
        assert len(rows_of(town, address)) == number, address


def test_each_figure_of_an_area_is_the_reports_and_opens_its_list(town: Town) -> None:
    html = page(town, "/team?team=hjaelp")
    row = next(r for r in html.split("<tr") if "<strong>Praktisk hjælp: rengøring" in r)
    mine = [x for x in lines(town) if (x.area, x.kind) == ("rengoering", "decision")]
    in_time = sum(x.in_time.count for x in mine)
    came = sum(x.in_time.denominator for x in mine)
    told = sum(x.told_in_time.denominator for x in mine)
    assert (in_time, came, told) == (4, 6, 3)
    assert "67 % · 4 af 6" in plain(row)
    assert "0 af 3" in plain(row)
    assert plain(row).count("%") == 1, "fewer than five have no share"
    links = {parse_qs(urlsplit(a).query)["vis"][0]: a for a in _links(row)}
    assert {what: len(rows_of(town, a)) for what, a in links.items()} == {
        "kommet": 6,
        "i-tide": 4,
        "besked-i-tide": 0,
        "overskredet": 1,
    }


def _links(html: str) -> list[str]:
    return [unescape(a) for a in re.findall(r'href="(/team/sager[^"]+)"', html)]


def test_counted_by_receipt_is_the_reports_cohort(town: Town) -> None:
    html = page(town, "/team?talt=modtagelse&periode=i-aar")
    row = next(r for r in html.split("<tr") if "<strong>Personlig pleje" in r)
    assert plain(row).endswith("ingen 0 af 1 1")
    assert "Sager modtaget i år." in plain(html)


def test_every_link_of_the_page_opens_a_list(town: Town) -> None:
    tabs = ("", "?vis=sagsbehandlere", "?vis=levering", "?vis=hjemviste", "?vis=akutte")
    for tab in (*tabs, "?vis=aarsager"):
        for address in set(_links(page(town, f"/team{tab}"))):
            if "/sager?" in address:
                page(town, address)


def test_ages_say_how_many_were_not_told(town: Town) -> None:
    said = plain(page(town))
    assert "8–30 dage 1, heraf 1 uden besked" in said
    assert "31–90 dage 1, heraf 1 uden besked" in said
    assert "over 90 dage 0" in said


def test_twelve_months_stand_in_a_table_too(town: Town) -> None:
    html = page(town)
    table = html.split('class="list months"')[1]
    assert len(re.findall(r'<th scope="row">', table.split("</table>")[0])) == 12
    assert "januar 2026 3 af 3" in plain(table)
    address = next(a for a in _links(table) if "2026-01" in a and "i-tide" in a)
    assert len(rows_of(town, address)) == 3


def test_caseworkers_have_a_workload_and_no_rate(town: Town) -> None:
    html = page(town, "/team?vis=sagsbehandlere")
    table = html.split('<table class="list loads">')[1].split("</table>")[0]
    rows = [plain(row.split(">", 1)[1]) for row in table.split("<tr")[2:]]
    assert rows == [
        '=HYPERLINK("http://evil") 1 0 1 1 72 dage',
        "Mette Kjær 3 3 1 1 24 dage",
        "Ikke fordelt 2 0 0 0",
    ]
    assert "%" not in " ".join(rows)
    assert "i tide" not in plain(html.split("<main")[1])


def test_causes_are_counted(town: Town) -> None:
    said = plain(page(town, "/team?vis=aarsager"))
    assert "Oplysninger fra læge 1 0 1 1" in said


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("tove", "/team", 200),
        ("tove", "/team?team=hjaelp", 200),
        ("tove", "/team?team=boern", 403),
        ("tove", "/team/sager?team=boern", 403),
        ("tove", "/team/sager.csv?team=boern", 403),
        ("mk", "/team", 403),
        ("admin", "/team", 403),
        ("lis", "/team?team=nobody", 200),
    ],
)
def test_a_team_is_seen_within_reach(town: Town, who: str, path: str, status: int) -> None:
    assert town.enter(who).get(path).status_code == status


def test_ones_own_team_is_what_one_sees_first(town: Town) -> None:
    html = page(town, who="tove")
    assert "<h1>Team Hjælp i hjemmet</h1>" in html
    assert "boern" not in html
    assert "Støtte til bil" not in plain(html)
    assert five(html)["Ikke fordelt"][0] == 1
    assert "Støtte til bil" in plain(page(town, "/team/sager?vis=alle"))
    assert "Støtte til bil" not in plain(page(town, "/team/sager?vis=alle", "tove"))


def test_a_leader_of_some_areas_sees_those_alone(town: Town) -> None:
    html = page(town, who="pleje")
    assert "Personlig pleje" in plain(html)
    assert "rengøring" not in html
    assert len(rows_of(town, "/team/sager?vis=alle", "pleje")) == 1
    assert rows_of(town, "/team/sager?vis=ikke-fordelt", "pleje") == []


def test_an_empty_period_says_so(town: Town) -> None:
    said = plain(page(town, "/team?periode=sidste-aar&team=boern"))
    assert "Ingen afgjorte sager i perioden." in said
    assert "Ingen frister er overskredet." in said
    assert "Her er ingen sager" in plain(page(town, "/team/sager?vis=akutte&team=boern"))


@pytest.mark.parametrize(
    "query",
    [
        "vis=nonsense&periode=x&talt=y&team=",
        "vis=overskredet&alder=9&maaned=2026-13&efter=x.y&forloeb=z&frist=q",
        "vis=alle&efter=2026-01-01.zz&sagsbehandler=%00",
        "vis=ikke-fordelt&efter=" + "9" * 500,
    ],
)
def test_odd_addresses_are_read_as_far_as_they_mean_something(town: Town, query: str) -> None:
    page(town, f"/team?{query}")
    page(town, f"/team/sager?{query}")


def test_the_english_page_has_no_danish_of_ours(town: Town) -> None:
    for path in ("/team", "/team?vis=sagsbehandlere", "/team/sager?vis=alle"):
        said = plain(page(town, f"{path}{'&' if '?' in path else '?'}sprog=en"))
        for danish in (" Overskredet", " Sager", " besked", "Ikke fordelt", " dage", "Frist"):
            assert danish not in said, (path, danish)


def test_pages_follow_each_other_and_cost_the_same(migrated_sqlite: Path, tmp_path: Path) -> None:
    with lived_in(tmp_path, migrated_sqlite) as own:
        multiply(own, "2026-0008", 120)
        browser = own.enter("lis")
        assert browser.get("/team").status_code == 200
        for path in (
            "/team",
            "/team?vis=sagsbehandlere",
            "/team/sager?vis=overskredet&nu=1",
            "/team/sager?vis=ikke-fordelt",
        ):
            with statements(own.installation.office.engine) as asked:
                assert browser.get(path).status_code == 200
            assert len(asked) <= 12, (path, asked)
        found = rows_of(own, "/team/sager?vis=overskredet&nu=1")
        assert len(found) == len(set(found)) == 121
