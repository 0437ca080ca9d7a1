"""The public list and the clock cannot differ: both read the same rules."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from rules.counting import Counting, MonthEnd, Roll
from rules.deadline import DueDate, NoDueDate, due_date
from rules.limit import parse_limit
from rules.limit_text import limit_text
from rules.municipality import Municipality
from rules.pack import Pack, load_pack, pack_slugs
from rules.period import parse_period
from rules.public_list import field_title, public_list
from rules.steps import StartEvent
from tests.packs.sample import AREA, HOME, sample
from tracker.cli.rule_due import by_pack
from tracker.errors import Refused
from tracker.publishing.data import list_json
from tracker.publishing.page import page_of
from tracker.publishing.pages import list_page

#: A Monday before Easter, and a month's end: units and roundings differ from these.
STARTS: Final = (datetime(2026, 3, 30, 9), datetime(2026, 1, 31, 14))
TRACKS: Final = ("ordinary", "acute", "remanded")


def published(pack: Pack, on: date) -> list[dict[str, Any]]:
    """The areas of the published JSON, as somebody else reads it."""
    data = json.loads(json.dumps(list_json(public_list(pack, on), on)))
    return [*data["areas"], *data["by_law"]]


def counted(
    row: dict[str, Any], track: str, place: Municipality, start: datetime
) -> DueDate | None:
    """The date that follows from what is published, and from nothing else."""
    said = {
        "ordinary": row["decision"] or row["delivery"],
        "acute": row["acute"]["decision"],
        "remanded": row["remanded"],
    }[track]
    if said is None:
        return None
    counting = Counting(
        saturday=row["counting"]["saturday"],
        open_days=row["counting"]["open_days"],
        month_end=MonthEnd(row["counting"]["month_end"]),
        roll=Roll(row["counting"]["roll"]),
    )
    try:
        return due_date(
            start,
            parse_limit(said["limit"]),
            calendar=place.calendar,
            counting=counting,
            event=StartEvent(said["from"]),
            cap=parse_limit(said["at_most"]) if said["at_most"] else None,
        )
    except NoDueDate:
        return None


def due(pack: Pack, area: str, track: str, start: datetime) -> DueDate | None:
    """What `rettidig due --municipality --area` answers."""
    try:
        acute, remanded = track == "acute", track == "remanded"
        return by_pack(pack, area, start, acute=acute, remanded=remanded)[0]
    except (Refused, NoDueDate):
        return None


@pytest.mark.parametrize("slug", pack_slugs())
def test_every_published_limit_gives_the_date_of_the_clock(slug: str) -> None:
    pack = load_pack(slug)
    for start in STARTS:
        rows = published(pack, start.date())
        assert sorted(row["area"] for row in rows) == sorted(
            rule.area for rule in pack.rules if rule.in_force_on(start.date())
        )
        for row in rows:
            rule = pack.rule_in_force(row["area"], start.date())
            if rule.delivery:
                assert parse_limit(row["delivery"]["limit"]) == rule.delivery.limit
                assert row["delivery"]["from"] == rule.delivery.start
            for track in TRACKS:
                shown = counted(row, track, pack.municipality, start)
                assert shown == due(pack, row["area"], track, start), (row["area"], track, start)


@pytest.mark.parametrize("slug", pack_slugs())
def test_the_page_shows_the_limits_that_count(slug: str) -> None:
    pack, on = load_pack(slug), date(2026, 3, 5)
    found = public_list(pack, on)
    html = list_page(page_of(found, "da", on), None).decode()
    cells = re.findall(r'<td role="cell"><span class="label">[^<]+</span><span>(.*?)</span>', html)
    rules = [row.rule for row in (*found.rows, *found.by_law)]
    for number, rule in enumerate(rules):
        for clock, cell in zip((rule.decision, rule.delivery), cells[2 * number :], strict=False):
            if clock and clock.limit.max:
                length = " ".join(cell.replace("\N{NO-BREAK SPACE}", " ").split()[:2])
                assert parse_period(length) == clock.limit.max, (rule.area, cell)


LIMITS: Final = (
    *("15 hverdage", "1 hverdag", "7 arbejdsdage", "4 uger", "1 uge", "14 dage", "3 måneder"),
    *("2½ måneder", "½ år", "1 år", "24 timer", "10-12 uger", "straks", "samme dag"),
    *("dag til dag", "ved henvendelse", "hurtigst muligt", "løbende", "mødekalender", "ingen"),
    *("undtaget", "anden myndighed", "se anden frist", "ikke fastsat"),
)


@pytest.mark.parametrize("text", LIMITS)
def test_a_limit_reads_back_as_it_was_written(text: str) -> None:
    assert limit_text(parse_limit(text)) == text


CHANGE: Final = AREA + "in_force_until = 2026-02-28\n" + AREA.replace("4 uger", "2 uger")


def test_versions_move_from_coming_to_current_to_earlier(tmp_path: Path) -> None:
    pack = sample(tmp_path, CHANGE + "in_force_from = 2026-03-01\n")
    before, after = public_list(pack, date(2026, 2, 28)), public_list(pack, date(2026, 3, 1))
    shown = [
        [limit_text(row.decision.limit) for row in rows if row.decision]
        for rows in (before.rows, before.coming, after.rows, after.coming, after.history)
    ]
    assert shown == [["4 uger"], ["2 uger"], ["2 uger"], [], ["4 uger", "2 uger"]]


TITLES: Final = {
    "from its name": ("sundhed-og-omsorg", "", "Sundhed og omsorg"),
    "with Danish letters": ("boern-og-aeldre-paa-oeer", "", "Børn og ældre på øer"),
    "as the file says": ("omsorg", 'title = "Ældre og omsorg"\n', "Ældre og omsorg"),
}


@pytest.mark.parametrize(("name", "title", "shown"), TITLES.values(), ids=TITLES)
def test_a_field_of_work_has_a_title(tmp_path: Path, name: str, title: str, shown: str) -> None:
    folder = tmp_path / "proeve"
    folder.mkdir()
    (folder / "municipality.toml").write_text(HOME, encoding="utf-8")
    (folder / f"{name}.toml").write_text(title + AREA, encoding="utf-8")
    pack = load_pack("proeve", folders=[tmp_path])
    (rule,) = pack.versions("hjemmehjaelp")
    assert field_title(rule, pack.municipality) == shown
