"""Closing days: listed, tried, written into the municipality's own pack, and followed."""

import shutil
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.municipality import ClosingDay
from tests.helpers import FJORDBY, PACKS, Installation, at
from tests.web.casework import errors_in
from tests.web.people import Clock, Town
from tests.web.test_case import MOST_STATEMENTS
from tests.web.test_work import multiply, plain, statements
from tracker.errors import Refused
from tracker.office import open_office
from tracker.policy import StaffRole
from tracker.rulebook import RuleBook
from tracker.services.closing_days import Addition, Obstacle, add, obstacle, with_addition
from tracker.services.memberships import NewRole
from tracker.settings import Settings

NOW = at("2026-03-26", 10)
GRUNDLOV = ClosingDay(date(2026, 6, 5), "grundlovsdag", "byrådet", date(2026, 1, 15))


@contextmanager
def opened(folder: Path, database: Path, packs: Path | None) -> Iterator[Town]:
    """A town with packs of its own, an administrator and a caseworker."""
    (folder / "x.db").write_bytes(database.read_bytes())
    settings = Settings(
        database_url=f"sqlite:///{folder}/x.db", key_file=folder / "key", packs=packs
    )
    office, _ = open_office(settings)
    town = Town.of(Installation(office, folder / "outbox"), Clock(NOW))
    code = "0999" if packs else "0751"
    for login, role in (("admin", StaffRole.ADMINISTRATOR), ("mk", StaffRole.CASEWORKER)):
        town.hire(login, NewRole(role), code=code)
    yield town
    office.engine.dispose()


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of packs that may be written."""
    return Path(shutil.copytree(PACKS, tmp_path / "packs"))


@pytest.fixture
def town(migrated_sqlite: Path, tmp_path: Path, packs: Path) -> Iterator[Town]:
    """Fjordby."""
    with opened(tmp_path, migrated_sqlite, packs) as town:
        yield town


def home(packs: Path) -> str:
    return (packs / FJORDBY / "municipality.toml").read_text(encoding="utf-8")


def posted(town: Town, **fields: str) -> tuple[int, str]:
    """What the administrator is answered."""
    browser = town.enter("admin")
    browser.get("/lukkedage")
    answer = browser.post("/lukkedage", **fields)
    return answer.status_code, plain(answer.text)


def test_a_day_is_seen_before_it_is_saved(town: Town, packs: Path) -> None:
    moved = town.installation.register("2026-05-08")  # four weeks: the fifth of June
    town.installation.register("2026-05-07")
    before = home(packs)
    fields = {"dag": "5.6.2026", "hvorfor": "grundlovsdag", "besluttet-af": "byrådet"}
    status, said = posted(town, **fields)
    assert status == 200
    assert "fredag 5. juni 2026 Flytter 1 frist i 1 sag." in said
    assert "1 får kun en ny seneste arbejdsdag." in said
    assert home(packs) == before
    assert posted(town, trin="gem", **fields)[0] == 303
    show = town.installation.show(moved, at("2026-05-08", 12))
    assert next(d for d in show["deadlines"])["act_by"] == "2026-06-04"
    after = town.enter("admin").get("/lukkedage").text
    assert "5.6.2026 fredag grundlovsdag byrådet" in plain(after)
    assert home(packs).startswith(before.rstrip("\n")[:400])
    assert home(packs).count("#") == before.count("#")


@pytest.mark.parametrize("how_many", [3, 7000])
def test_seeing_it_costs_the_same_statements_however_many_cases(town: Town, how_many: int) -> None:
    multiply(town, town.installation.register("2026-05-08"), how_many)
    browser = town.enter("admin")
    browser.get("/lukkedage")
    with statements(town.installation.office.engine) as asked:
        answer = browser.post("/lukkedage", dag="5.6.2026", hvorfor="grundlovsdag")
    assert f"Flytter {how_many} frister i {how_many} sager." in plain(answer.text)
    assert len(asked) <= MOST_STATEMENTS, asked


def test_what_was_done_is_said_on_the_next_page(town: Town) -> None:
    browser = town.enter("admin")
    browser.get("/lukkedage")
    browser.post("/lukkedage", dag="5.6.2026", hvorfor="grundlovsdag", trin="gem")
    said = plain(browser.get("/lukkedage").text)
    assert "5. juni 2026 er nu lukkedag. 0 frister er flyttet." in said


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"dag": "", "hvorfor": "x"}, "Skriv dagen."),
        ({"dag": "31/2", "hvorfor": "x"}, 'Vi kan ikke læse "31/2".'),
        ({"dag": "5.6.2026", "hvorfor": ""}, "Skriv, hvorfor der er lukket"),
        ({"dag": "6.6.2026", "hvorfor": "x"}, "er en fridag i forvejen"),
        ({"dag": "3.4.2026", "hvorfor": "x"}, "er en fridag i forvejen"),
        ({"dag": "5.6.2025", "hvorfor": "x"}, "er gået"),
        ({"dag": "5.6.2041", "hvorfor": "x"}, "til og med 2040"),
        ({"dag": "5.6.2026", "hvorfor": "x", "besluttet-den": "5.5.2027"}, "i fremtiden"),
        ({"dag": "5.6.2026", "hvorfor": "x", "besluttet-den": "æ"}, 'Vi kan ikke læse "æ".'),
        ({"aar": "1999"}, "Ret"),
        ({"aar": "9" * 5000}, "Ret"),
    ],
)
def test_what_cannot_be_a_closing_day_is_told_at_the_field(
    town: Town, packs: Path, fields: dict[str, str], says: str
) -> None:
    before = home(packs)
    status, said = posted(town, trin="gem", **fields)
    assert status == 422
    assert says in said
    assert home(packs) == before


def test_a_year_without_closing_days_is_said_once(town: Town, packs: Path) -> None:
    page = plain(town.enter("admin").get("/lukkedage").text)
    assert "Lukkedagene for 2026 mangler" in page
    assert posted(town, aar="2026", trin="gem")[0] == 303
    assert tomllib.loads(home(packs))["open_all_year"] == [2026]
    page = plain(town.enter("admin").get("/lukkedage").text)
    assert "mangler" not in page
    assert "Kommunen har ingen lukkedage i 2026." in page
    assert posted(town, aar="2026", trin="gem")[0] == 422


def test_of_many_who_add_at_once_nobody_is_lost(town: Town, packs: Path) -> None:
    office = town.installation.office
    days = [date(2026, 6, number) for number in (1, 2, 3, 4, 8, 9, 10, 11)]

    def add_one(day: date) -> None:
        own = replace(office, book=RuleBook([packs]))  # as another process has it
        add(own, FJORDBY, Addition(day=ClosingDay(day, "flytning")), now=NOW, actor="x")

    with ThreadPoolExecutor(len(days)) as people:
        list(people.map(add_one, days))
    written = [row["on"] for row in tomllib.loads(home(packs))["closing_day"]]
    assert set(days) <= set(written)


def test_only_the_administrator_adds_a_day(town: Town) -> None:
    browser = town.enter("mk")
    page = browser.get("/lukkedage").text
    assert "Ny lukkedag" not in page
    assert "Bed administratoren" in page
    browser.get("/profil")
    assert browser.post("/lukkedage", dag="5.6.2026", hvorfor="x").status_code == 403


def test_a_pack_that_came_along_is_not_changed(migrated_sqlite: Path, tmp_path: Path) -> None:
    with opened(tmp_path, migrated_sqlite, None) as town:
        browser = town.enter("admin", code="0751")
        said = plain(browser.get("/lukkedage").text)
        assert "Driften skal sætte RETTIDIG_PACKS" in said
        assert browser.post("/lukkedage", dag="5.6.2026", hvorfor="x").status_code == 422
        office = town.installation.office
        other = replace(office, settings=office.settings.model_copy(update={"packs": tmp_path}))
        assert obstacle(office, "aarhus") is Obstacle.NO_FOLDER
        assert obstacle(other, "aarhus") is Obstacle.CAME_ALONG
        with pytest.raises(Refused):
            add(office, "aarhus", Addition(day=GRUNDLOV), now=NOW, actor="x")


@pytest.mark.parametrize("step", ["", "gem"])
def test_why_the_rules_cannot_be_changed_is_said_in_danish(
    town: Town, packs: Path, step: str
) -> None:
    browser = town.enter("admin")
    browser.get("/lukkedage")
    file = packs / FJORDBY / "social.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\nnonsense = 1\n", encoding="utf-8")
    fields = {"dag": "5.6.2026", "hvorfor": "grundlovsdag", "trin": step}
    answer = browser.post("/lukkedage", **fields)
    assert answer.status_code == 422
    assert errors_in(answer.text) == [
        "Reglerne kan ikke læses med den ændring, så den er ikke gemt."
    ]
    assert "grundlovsdag" in answer.text


def test_a_pack_that_would_not_load_is_not_written(town: Town, packs: Path) -> None:
    before = home(packs)
    bad = ClosingDay(date(2026, 6, 5), "to\nlinjer")
    with pytest.raises(Refused, match="would not load"):
        add(town.installation.office, FJORDBY, Addition(day=bad), now=NOW, actor="x")
    assert home(packs) == before
    assert sorted(p.name for p in (packs / FJORDBY).iterdir()) == [
        "municipality.toml",
        "social.toml",
    ]


@pytest.mark.parametrize(
    "text",
    [
        'name = "x" # note\n\n[contact]\nphone = "1"\n',
        'name = "x"\nclosing_day = [{ on = 2026-12-24, why = "jul" }]\n',
        'name = "x"\n\n[[closing_day]]\non = 2026-12-24 # x\nwhy = "jul"\n\n[contact]\ncvr = "1"\n',
        'open_all_year = [2025]\nname = "x"\n',
    ],
    ids=["none yet", "inline", "between tables", "a year"],
)
def test_the_rest_of_the_file_stays_as_it_is(text: str) -> None:
    changed = with_addition(text, Addition(day=GRUNDLOV, open_year=2028))
    parsed, was = tomllib.loads(changed), tomllib.loads(text)
    assert parsed.pop("closing_day")[-1]["decided_by"] == "byrådet"
    assert parsed.pop("open_all_year")[-1] == 2028
    assert {**was, **parsed} == was
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in changed.splitlines() if "#" in line
    ]
