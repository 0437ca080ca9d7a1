"""Files and feeds of the team's cases: nothing runs, nothing is left unsaid, nobody is named."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlmodel import select

from tests.web.people import CODE, Town
from tests.web.team_town import FORMULA, NOW, lived_in
from tests.web.test_work import plain
from tracker.models import Lookup


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A team's year."""
    with lived_in(tmp_path_factory.mktemp("exports"), migrated_sqlite) as town:
        yield town


def taken(town: Town, path: str, who: str = "lis") -> bytes:
    """A file as somebody gets it."""
    answer = town.enter(who).get(path)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "no-store"
    return answer.content


def table(content: bytes) -> tuple[list[list[str]], dict[str, list[str]]]:
    """The rows of a CSV file with their heading, and what is said of them."""
    assert content.startswith("﻿".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    blank = next(place for place, row in enumerate(rows) if not any(row))
    about: dict[str, list[str]] = {}
    for row in rows[blank + 1 :]:
        about.setdefault(row[0], []).append(row[1])
    return rows[:blank], about


def sheet(content: bytes, number: int) -> str:
    """A sheet's own text."""
    return zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{number}.xml").decode()


def strings(content: bytes) -> list[str]:
    """Every text of a spreadsheet."""
    found = zipfile.ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml").decode()
    return [unescape(text) for text in re.findall(r"<t[^>]*>([^<]*)</t>", found)]


def test_a_csv_file_carries_rows_filters_time_and_definitions(town: Town) -> None:
    rows, about = table(taken(town, "/team/sager.csv?vis=overskredet&nu=1&team=hjaelp"))
    assert rows[0][:5] == ["Sag", "Område", "Team", "Sagsbehandler", "Frist for"]
    assert [(row[1], row[7], row[9], row[11]) for row in rows[1:]] == [
        ("Personlig pleje", "2026-01-13", "Overskredet", "Ingen besked"),
        ("Praktisk hjælp: rengøring", "2026-03-02", "Overskredet", "Ingen besked"),
    ]
    assert about["Liste"] == ["Team Hjælp i hjemmet: Overskredet nu"]
    assert plain(about["Udtrukket"][0]) == "torsdag 26. marts 2026 kl. 10.00"
    assert about["Periode"] == ["Som det står nu"]
    assert "Fristen er gået" in " ".join(about["Forklaring"])
    assert about["Listen viser"][0].startswith("Frister, der er gået")


def test_filters_go_with_the_file(town: Town) -> None:
    query = "vis=i-tide&omraade=rengoering&frist=decision&maaned=2026-01&periode=i-aar"
    rows, about = table(taken(town, f"/team/sager.csv?{query}"))
    assert about["Filtre"] == ["Praktisk hjælp: rengøring, Afgørelse, januar 2026"]
    assert len(rows) == 1 + 3
    _rows, about = table(taken(town, "/team/sager.csv?vis=for-sent&periode=i-aar"))
    assert [plain(text) for text in about["Periode"]] == [
        "Afgjort eller leveret 1. januar 2026 – 26. marts 2026."
    ]


def test_no_text_of_a_csv_file_is_run(town: Town) -> None:
    rows, _about = table(taken(town, "/team/sager.csv?vis=overskredet&nu=1"))
    names = [row[3] for row in rows[1:]]
    assert f"'{FORMULA}" in names
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_no_text_of_a_spreadsheet_is_run_and_dates_are_dates(town: Town) -> None:
    content = taken(town, "/team/sager.xlsx?vis=overskredet&nu=1")
    assert "<f>" not in sheet(content, 1)
    assert FORMULA in strings(content)
    serial = (date(2026, 1, 13) - date(1899, 12, 30)).days
    assert f"<v>{serial}</v>" in sheet(content, 1)
    assert "hyperlink" not in sheet(content, 1)
    assert 'state="frozen"' in sheet(content, 1)
    assert "<autoFilter" in sheet(content, 1)


def test_a_spreadsheet_says_when_and_what_of(town: Town) -> None:
    said = strings(taken(town, "/team/sager.xlsx?vis=alle&team=boern"))
    assert {"Liste", "Udtrukket", "Periode", "Filtre", "Udtrukket af", "Lis Leder"} <= {*said}
    assert "Team boern: Alle frister" in said


def test_nobody_is_named_in_a_file(town: Town) -> None:
    whole = taken(town, "/team/sager.csv?vis=alle&periode=alt").decode()
    assert "Testesen" not in whole
    assert whole.count("2026-00") > 10


def test_a_file_taken_is_logged(town: Town) -> None:
    taken(town, "/team/sager.csv?vis=akutte&nu=1")
    with town.installation.office.reading(NOW) as store:
        query = select(Lookup).where(Lookup.municipality_code == CODE, Lookup.act == "export")
        last = store.session.exec(query).all()[-1]
        assert (last.actor, last.purpose) == ("lis", "figures")
        assert "Akutte sager" in (store.open(last, "purpose_sealed") or "")


# --- calendar feeds ------------------------------------------------------------------------------


def feed_of(town: Town, who: str, what: str) -> str:
    """The path of a new feed of somebody's."""
    browser = town.enter(who)
    browser.get("/kalender")
    page = browser.post("/kalender", hvad=what).text
    found = re.search(r'value="https://testserver(/kalender/[^"]+\.ics)"', page)
    assert found is not None
    return found[1]


def events(town: Town, path: str) -> list[tuple[str, date]]:
    """What a calendar program sees without a login."""
    answer = town.browser().get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    assert all(event["TRANSP"] == "TRANSPARENT" for event in found)
    return [(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in found]


def test_a_feed_of_ones_own_cases_holds_number_kind_and_day(town: Town) -> None:
    path = feed_of(town, "mk", "mine")
    assert events(town, path) == [
        ("2026-0007 Afgørelse", date(2026, 3, 2)),
        ("2026-0011 Afgørelse", date(2026, 3, 26)),
        ("2026-0011 Levering", date(2026, 3, 26)),
        ("2026-0009 Afgørelse", date(2026, 4, 7)),
    ]
    content = town.browser().get(path).text
    assert "Testesen" not in content
    assert content == town.browser().get(path).text


def test_a_feed_of_a_team_is_for_those_who_see_it(town: Town) -> None:
    assert len(events(town, feed_of(town, "tove", "team:hjaelp"))) == 5
    assert [what for what, _ in events(town, feed_of(town, "lis", "team:boern"))] == [
        "2026-0012 Afgørelse"
    ]
    assert len(events(town, feed_of(town, "lis", "team:"))) == 6
    browser = town.enter("tove")
    browser.get("/kalender")
    assert browser.post("/kalender", hvad="team:boern").status_code == 403
    browser = town.enter("mk")
    browser.get("/kalender")
    assert browser.post("/kalender", hvad="team:hjaelp").status_code == 403


def test_an_ended_address_opens_nothing(town: Town) -> None:
    path = feed_of(town, "sl", "mine")
    browser = town.enter("sl")
    page = browser.get("/kalender").text
    assert "ender på" in page
    (ending,) = re.findall(r'action="(/kalender/[^"]+/slut)"', page)
    other = town.enter("mk")
    other.get("/kalender")
    assert other.post(ending).status_code == 404
    assert town.browser().get(path).status_code == 200
    assert browser.post(ending).status_code == 303
    assert town.browser().get(path).status_code == 404


def test_the_address_of_a_feed_opens_nothing_else(town: Town) -> None:
    path = feed_of(town, "lis", "team:")
    token = path.removeprefix("/kalender/").removesuffix(".ics")
    answer = town.browser().get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code in (401, 403, 404)
    assert (
        town.browser().get("/kalender/0999.nothing-that-anybody-was-given.ics").status_code == 404
    )
