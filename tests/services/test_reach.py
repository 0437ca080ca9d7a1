"""The policy as a condition of a query says what the policy function says."""

from itertools import product
from uuid import UUID

import pytest
from sqlmodel import select

from tests.helpers import Installation, at
from tracker.database import writing
from tracker.models import CaseSummary
from tracker.policy import Act, Person, Reach, StaffRole, may
from tracker.services.reach import within_reach

TEAMS = (None, "hjaelp", "andre")
AREAS = ("praktisk-hjaelp", "praktisk-hjaelp.rengoering", "praktisk", "bil")
NUMBERS = (None, "27.36.04", "27.36.04-G01", "27.36", "27.3")

REACHES = (
    Reach(StaffRole.CASEWORKER, "0999"),
    Reach(StaffRole.CASEWORKER, "0999", frozenset({"hjaelp"})),
    Reach(StaffRole.TEAM_LEADER, "0999", frozenset({"hjaelp"})),
    Reach(StaffRole.CASEWORKER, "0999", areas=frozenset({"praktisk-hjaelp"})),
    Reach(StaffRole.AUDITOR, "0999", frozenset({"andre"}), frozenset({"27.36", "bil"})),
    Reach(StaffRole.ADMINISTRATOR, "0999"),
    Reach(StaffRole.CASEWORKER, "0751"),
)
ACTS = (Act.SEE_CASE, Act.SEE_TEAM, Act.REGISTER)


@pytest.fixture
def spread(installation: Installation) -> Installation:
    """A case for each team, area and KLE number."""
    places = list(product(TEAMS, AREAS, NUMBERS))
    areas = ["rengoering", "pleje", "bil", "hjaelpemidler", "loebende", "boligindretning"]
    for _ in range(len(places) // len(areas)):
        installation.register("2026-03-05", *areas)
    with writing(installation.office.engine) as session:
        rows = session.exec(select(CaseSummary)).all()
        for row, (team, area, kle) in zip(rows, places, strict=True):
            row.team, row.area, row.kle = team, area, kle
            session.add(row)
    return installation


def test_a_query_finds_what_the_policy_lets_somebody_see(spread: Installation) -> None:
    with spread.office.reading(at("2026-03-06")) as store:
        rows = store.session.exec(select(CaseSummary)).all()
        for reaches, act in product([*zip(REACHES), REACHES[1:5], ()], ACTS):
            person = Person(UUID(int=1), "0999", "mk", tuple(reaches))
            condition = within_reach(person, act, "0999")
            found = store.session.exec(select(CaseSummary.id).where(condition)).all()
            allowed = {
                row.id
                for row in rows
                if may(person, act, municipality="0999", team=row.team, area=row.area, kle=row.kle)
            }
            assert set(found) == allowed, (reaches, act)
