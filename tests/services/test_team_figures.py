"""The figures that the database counts are those of the report, at any instant of many lives."""

from datetime import date
from random import Random
from uuid import uuid4

import pytest

from rules.terms import DeadlineKind
from tests.helpers import FJORDBY, Installation, at
from tests.services.test_lists_agree import live
from tests.web.people import CODE
from tracker.policy import Person, Reach, StaffRole
from tracker.services.figures import Figure, figures
from tracker.services.reporting import ALWAYS, Line, Period, Share, ages, compliance
from tracker.services.summary_reading import summarised_figures
from tracker.services.team_figures import (
    OpenNow,
    Tally,
    last_months,
    merged,
    only,
    open_now,
    tallies,
)
from tracker.services.team_scope import Scope, team_choice
from tracker.services.team_workload import waiting, workload
from tracker.store import Store

LEADER = Reach(StaffRole.TEAM_LEADER, CODE)
#: Instants at which the lived lives are looked at, the last one long after them.
INSTANTS = ("2026-01-20", "2026-02-10", "2026-03-01", "2026-04-20", "2026-12-24")
PERIODS = {
    "always": ALWAYS,
    "by the day it came": Period(date(2026, 1, 15), date(2026, 3, 31)),
    "by the day it began": Period(date(2026, 1, 10), date(2026, 2, 15), by_receipt=True),
}


def person(*reaches: Reach) -> Person:
    """Somebody who looks."""
    return Person(uuid4(), CODE, "tl", reaches)


ALL = Scope(person(LEADER), CODE)


def test_the_database_counts_what_the_report_counts(installation: Installation) -> None:
    for _ in live(installation, Random(2), 40):
        pass
    office = installation.office
    slow = figures(office, FJORDBY, now=at(INSTANTS[2]))
    for day in INSTANTS:
        with office.reading(at(day)) as store:
            facts = list(summarised_figures(store, CODE))
            for period in PERIODS.values():
                counted = {_key(t): t for t in tallies(store, ALL, period)}
                lines = compliance(facts, period)
                assert {key: _counts(tally) for key, tally in counted.items()} == {
                    _key(line): _said(line) for line in lines
                }
            _check_now(facts, now=open_now(store, ALL), day=day)
            _check_months(store, facts)
            _check_people(store, facts)
        if day == INSTANTS[2]:
            assert sorted(map(repr, facts)) == sorted(map(repr, slow))
    assert sum(f.met_on is not None for f in facts) >= 3, "the lives say too little"


def _key(of: Tally | Line) -> tuple[str, str, str, str]:
    return of.team, of.area, of.kind, of.track


def _counts(tally: Tally) -> tuple[object, ...]:
    return (
        *(tally.received, tally.open, tally.overdue, tally.overdue_untold, tally.at_risk),
        *(tally.in_time, tally.late, tally.told, tally.told_late, tally.not_told),
        *(tally.sent_after_due, tally.ended, tally.without_deadline),
    )


def _said(line: Line) -> tuple[object, ...]:
    return (
        *(line.received, line.open, line.overdue, line.overdue_untold, line.at_risk),
        *(line.in_time, line.late, line.told_in_time, line.told_late, line.not_told),
        *(line.sent_after_due, line.ended, line.without_deadline),
    )


def _check_now(facts: list[Figure], *, now: OpenNow, day: str) -> None:
    overdue = [f for f in facts if f.standing == "overdue"]
    assert now.overdue == len(overdue)
    assert now.ages == tuple(ages(overdue).values())
    assert now.oldest_days == max((f.days_late for f in overdue), default=0)
    untold = [f for f in overdue if f.told == "not-told"]
    assert now.ages_untold == tuple(ages(untold).values())
    undated = sum(f.due_on is None for f in facts)
    assert now.without_deadline == undated, day


def _check_months(store: Store, facts: list[Figure]) -> None:
    decisions = only(DeadlineKind.DECISION)
    for by_receipt in (False, True):
        for month in last_months(store, ALL, decisions, by_receipt=by_receipt):
            mine = [f for f in facts if f.kind == "decision" and _in(f, month.first, by_receipt)]
            (line,) = compliance_of(mine)
            assert (month.in_time, month.told) == line


def _in(figure: Figure, first: date, by_receipt: bool) -> bool:
    day = figure.started_on if by_receipt else figure.met_on
    return day is not None and (day.year, day.month) == (first.year, first.month)


def compliance_of(facts: list[Figure]) -> list[tuple[Share, Share]]:
    """The two shares of some promises taken together."""
    lines = compliance(facts)
    in_time = Share(
        sum(line.in_time.count for line in lines), sum(line.in_time.denominator for line in lines)
    )
    told = Share(
        sum(line.told_in_time.count for line in lines),
        sum(line.told_in_time.denominator for line in lines),
    )
    return [(in_time, told)]


def _check_people(store: Store, facts: list[Figure]) -> None:
    loads = workload(store, ALL)
    assert sum(load.overdue for load in loads) == sum(f.standing == "overdue" for f in facts)
    waits = waiting(store, ALL)
    held = {f.reference for f in facts if f.awaiting}
    assert sum(load.cases for load in waits) <= len(held)


def test_sums_are_made_by_what_tallies_have_in_common() -> None:
    found = [
        Tally("a", "bil", "decision", "ordinary", met=2, late=1),
        Tally("b", "bil", "decision", "acute", met=3),
        Tally("a", "pleje", "decision", "ordinary", overdue=1),
    ]
    assert merged(found, lambda t: (t.area,)) == [
        Tally(area="bil", met=5, late=1),
        Tally(area="pleje", overdue=1),
    ]


@pytest.mark.parametrize(
    ("reaches", "teams", "all_teams", "first"),
    [
        ((LEADER,), ("a", "b"), True, ""),
        ((Reach(StaffRole.TEAM_LEADER, CODE, frozenset({"b"})),), ("b",), False, "b"),
        ((Reach(StaffRole.TEAM_LEADER, CODE, frozenset({"a", "x"})),), ("a", "x"), False, ""),
        ((Reach(StaffRole.CASEWORKER, CODE),), (), False, ""),
        (
            (
                Reach(StaffRole.CASEWORKER, CODE),
                Reach(StaffRole.TEAM_LEADER, CODE, frozenset({"a"})),
            ),
            ("a",),
            False,
            "a",
        ),
    ],
    ids=["all", "one of ours", "one that the pack does not know", "no leader", "two roles"],
)
def test_teams_are_chosen_within_reach(
    reaches: tuple[Reach, ...], teams: tuple[str, ...], all_teams: bool, first: str
) -> None:
    choice = team_choice(person(*reaches), CODE, ["a", "b"])
    assert (choice.teams, choice.all_teams, choice.first) == (teams, all_teams, first)
    assert choice.holds("c") is all_teams


def test_a_limited_reach_limits_the_figures(sqlite_installation: Installation) -> None:
    for team, area in (("a", "bil"), ("a", "pleje"), ("b", "bil"), (None, "bil")):
        sqlite_installation.register("2026-01-05", area, team=team)

    def seen(*reaches: Reach, team: str = "") -> int:
        with sqlite_installation.office.reading(at("2026-02-20")) as store:
            found = tallies(store, Scope(person(*reaches), CODE, team), ALWAYS)
            now = open_now(store, Scope(person(*reaches), CODE, team))
            assert now.unassigned == sum(t.received for t in found)
            return now.unassigned

    own = Reach(StaffRole.TEAM_LEADER, CODE, frozenset({"a"}))
    cars = Reach(StaffRole.TEAM_LEADER, CODE, areas=frozenset({"bil"}))
    assert seen(LEADER) == 4
    assert seen(LEADER, team="b") == 1
    assert seen(own) == 2
    assert seen(own, team="b") == 0
    assert seen(cars) == 3
    assert seen(cars, team="a") == 1
