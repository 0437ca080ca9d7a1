"""The figures: in time and told in time side by side, each with its own denominator."""

from datetime import date

import pytest

from tests.helpers import FJORDBY, Installation, at
from tracker.codes import Outcome
from tracker.services.figures import figures
from tracker.services.registering import AcuteNeed
from tracker.services.reporting import (
    Line,
    Period,
    Share,
    compliance,
    overdue_list,
    percent,
    total,
    unrealistic,
)
from tracker.services.working import worklist

LATER = "2026-06-01"


def lines(installation: Installation, now: str = LATER, period: Period | None = None) -> list[Line]:
    return compliance(figures(installation.office, FJORDBY, now=at(now)), period or Period())


def line(installation: Installation, now: str = LATER, **about: str) -> Line:
    """The one line of that area, kind and track."""
    (found,) = [
        each
        for each in lines(installation, now)
        if all(getattr(each, name) == value for name, value in about.items())
    ]
    return found


def decided(installation: Installation, *days: str) -> None:
    """A case received on 5 March (due 2 April) for each day it was decided on."""
    for day in days:
        reference = installation.register("2026-03-05")
        installation.decide(reference, day, sent=day)


def test_old_open_cases_stand_beside_the_share_and_do_not_enter_it(
    installation: Installation,
) -> None:
    decided(installation, *["2026-04-02"] * 8, *["2026-04-03"] * 2)  # W-73
    for _ in range(5):
        installation.register("2026-03-05")
    found = line(installation)
    assert found.in_time == Share(8, 10)
    assert found.in_time.share == 0.8
    assert (found.late, found.overdue, found.open) == (2, 5, 5)


def test_told_in_time_counts_every_decision_that_slipped(
    sqlite_installation: Installation,
) -> None:
    in_time, late, never = (sqlite_installation.register("2026-03-05") for _ in range(3))
    decided(sqlite_installation, "2026-03-20")  # needed no letter
    sqlite_installation.sweep(at("2026-03-31", 12))
    sqlite_installation.dispatch(at("2026-03-31", 12))
    sqlite_installation.arrive(in_time, at("2026-03-31", 13))
    sqlite_installation.arrive(late, at("2026-04-03", 9))
    found = line(sqlite_installation)
    assert (found.told_in_time, found.told_late, found.not_told) == (Share(1, 3), 1, 1)
    assert sqlite_installation.show(never, at(LATER))["told"] == "not-told"


def test_the_two_rates_have_their_own_denominators(sqlite_installation: Installation) -> None:
    decided(sqlite_installation, "2026-04-02", "2026-04-10")
    values = line(sqlite_installation).as_json()
    assert values["decided"]["denominator"] == 2
    assert values["told"]["denominator"] == 1


def test_decision_and_delivery_stand_apart(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-25", Outcome.GRANTED, sent="2026-03-25")
    assert line(sqlite_installation, kind="decision").in_time == Share(1, 1)
    assert line(sqlite_installation, kind="delivery").overdue == 1


def test_remanded_and_acute_stand_apart(sqlite_installation: Installation) -> None:
    decided(sqlite_installation, "2026-03-20")
    sqlite_installation.remand("2026-0001", "2026-04-27", help_resumed=False)
    sqlite_installation.register("2026-03-05", acute=AcuteNeed("er faldet"))
    tracks = {(each.kind, each.track) for each in lines(sqlite_installation)}
    assert tracks == {
        ("decision", "ordinary"),
        ("decision", "remanded"),
        ("decision", "acute"),
        ("delivery", "acute"),
    }


def test_teams_and_areas_stand_apart_and_are_added_up(sqlite_installation: Installation) -> None:
    for area in ("rengoering", "pleje", "bil"):
        sqlite_installation.register("2026-03-05", area)
    found = figures(sqlite_installation.office, FJORDBY, now=at("2026-04-10"))
    assert [(each.team, each.area) for each in compliance(found)] == [
        ("", "bil"),
        ("hjaelp", "pleje"),
        ("hjaelp", "rengoering"),
    ]
    (whole,) = total(found)
    assert (whole.received, whole.overdue) == (3, 2)


@pytest.mark.parametrize(
    ("now", "band"),
    [
        pytest.param("2026-04-03", "1-7", id="a day"),
        pytest.param("2026-04-09", "1-7", id="a week"),
        pytest.param("2026-04-10", "8-30", id="eight days"),
        pytest.param("2026-05-02", "8-30", id="thirty days"),
        pytest.param("2026-05-03", "31-90", id="thirty-one days"),
        pytest.param("2026-07-02", "over 90", id="ninety-one days"),
    ],
)
def test_an_overdue_case_has_its_age_in_calendar_days(
    sqlite_installation: Installation, now: str, band: str
) -> None:
    sqlite_installation.register("2026-03-05")
    found = line(sqlite_installation, now)
    assert {name for name, count in found.ages.items() if count} == {band}


def test_the_day_itself_is_not_overdue(sqlite_installation: Installation) -> None:
    sqlite_installation.register("2026-03-05")
    found = line(sqlite_installation, "2026-04-02")
    assert (found.overdue, found.at_risk) == (0, 1)


def test_a_case_without_a_deadline_is_never_in_time(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", "loebende")
    assert line(sqlite_installation).without_deadline == 1
    sqlite_installation.decide(reference, "2026-03-06", sent="2026-03-06")
    assert [each.in_time for each in lines(sqlite_installation)] in ([], [Share(0, 0)])


def test_decided_in_time_and_sent_after_its_date_is_a_line_of_its_own(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-04-02")
    sqlite_installation.sent(reference, "2026-04-07")
    found = line(sqlite_installation)
    assert (found.in_time, found.sent_after_due) == (Share(1, 1), 1)


def test_a_period_counts_what_was_decided_in_it_and_all_that_is_open(
    sqlite_installation: Installation,
) -> None:
    decided(sqlite_installation, "2026-03-31", "2026-04-01")
    sqlite_installation.register("2026-03-05")
    april = Period(date(2026, 4, 1), date(2026, 4, 30))
    (found,) = lines(sqlite_installation, period=april)
    assert (found.in_time, found.overdue) == (Share(1, 1), 1)


def test_a_cohort_counts_what_was_received_in_the_period(
    sqlite_installation: Installation,
) -> None:
    decided(sqlite_installation, "2026-04-02")
    reference = sqlite_installation.register("2026-04-07")
    sqlite_installation.decide(reference, "2026-04-20", sent="2026-04-20")
    march = Period(date(2026, 3, 1), date(2026, 3, 31), by_receipt=True)
    (found,) = lines(sqlite_installation, period=march)
    assert found.received == 1


def test_few_cases_are_counts_without_a_share() -> None:
    assert Share(3, 4).share is None
    assert percent(Share(3, 4)) == ""
    assert percent(Share(4, 5)) == "80\N{NO-BREAK SPACE}%".replace("\N{NO-BREAK SPACE}", " ")


def test_an_area_under_four_fifths_has_perhaps_too_short_a_deadline(
    sqlite_installation: Installation,
) -> None:
    decided(sqlite_installation, *["2026-04-02"] * 3, *["2026-04-03"] * 2)
    assert [each.area for each in unrealistic(lines(sqlite_installation))] == ["rengoering"]


def test_the_overdue_list_begins_with_the_acute_then_the_untold_then_the_oldest(
    sqlite_installation: Installation,
) -> None:
    told = sqlite_installation.register("2026-03-02")
    sqlite_installation.live(told, at("2026-03-27", 12))
    younger = sqlite_installation.register("2026-03-06")
    older = sqlite_installation.register("2026-03-05")
    acute = sqlite_installation.register("2026-03-24", acute=AcuteNeed("er faldet"))
    found = figures(sqlite_installation.office, FJORDBY, now=at("2026-04-07"))
    order = [each.reference for each in overdue_list(found) if each.kind == "decision"]
    assert order == [acute, older, younger, told]


# The worklist


def groups(installation: Installation, now: str, hour: int = 9) -> dict[str, str]:
    items = worklist(installation.office, FJORDBY, now=at(now, hour))
    return {item.reference: item.group for item in items}


@pytest.mark.parametrize(
    ("now", "group"),
    [
        pytest.param("2026-03-06", "rest", id="in no hurry"),
        pytest.param("2026-03-30", "notice-due", id="its draft waits for a date"),
        pytest.param("2026-04-01", "due-today", id="today is the last open day"),
        pytest.param("2026-04-08", "notice-due", id="overdue and nobody told"),
    ],
)
def test_the_worklist_orders_a_case_by_the_act_that_is_due(
    sqlite_installation: Installation, now: str, group: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.sweep(at(now, 8))
    assert groups(sqlite_installation, now)[reference] == group


def test_an_acute_case_stands_first_and_a_told_one_last(
    sqlite_installation: Installation,
) -> None:
    told = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(told, at("2026-03-31", 12))
    acute = sqlite_installation.register("2026-04-07", acute=AcuteNeed("er faldet"))
    found = groups(sqlite_installation, "2026-04-07", 10)
    assert list(found.items()) == [(acute, "acute"), (told, "overdue-and-told")]


def test_a_case_that_is_done_with_is_on_no_list(sqlite_installation: Installation) -> None:
    decided(sqlite_installation, "2026-03-20")
    sqlite_installation.sweep(at("2026-03-23"))
    assert groups(sqlite_installation, "2026-03-23") == {}
