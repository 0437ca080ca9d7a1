"""Who may do what: every role, every act, every limit, in one table; and nobody else anything."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.policy import (
    EVERYWHERE,
    ROLE_ACTS,
    Act,
    Person,
    Reach,
    StaffRole,
    may,
    may_somewhere,
    reaches,
)

CODE = "0999"

#: Each act and who may do it: C caseworker, T team leader, A administrator, R auditor.
TABLE = {
    Act.SEE_CASE: "CT R",
    Act.SEE_DOSSIER: "CT R",
    Act.REVEAL_CPR: "CT",
    Act.REGISTER: "CT",
    Act.DECIDE: "CT",
    Act.CORRECT: "CT",
    Act.HAND_OVER: "CT",
    Act.APPROVE_NOTICE: "CT",
    Act.SEE_TEAM: " T R",
    Act.EXPORT: " T R",
    Act.SEE_RULES: "CTAR",
    Act.EDIT_CLOSING_DAYS: "  A",
    Act.PUBLISH: "  A",
    Act.EDIT_USERS: "  A",
    Act.EDIT_PROGRAMS: "  A",
    Act.SEE_LOG: "   R",
}
LETTERS = {
    "C": StaffRole.CASEWORKER,
    "T": StaffRole.TEAM_LEADER,
    "A": StaffRole.ADMINISTRATOR,
    "R": StaffRole.AUDITOR,
}


def somebody(*held: Reach, municipality: str = CODE) -> Person:
    return Person(UUID(int=1), municipality, "mk", held)


def reach(role: StaffRole, teams: str = "", areas: str = "") -> Reach:
    return Reach(role, CODE, frozenset(teams.split()), frozenset(areas.split()))


def test_the_table_names_every_act_and_role() -> None:
    assert set(TABLE) == set(Act)
    assert set(LETTERS.values()) == set(StaffRole) == set(ROLE_ACTS)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("letter", LETTERS)
def test_a_role_may_what_the_table_says(letter: str, act: Act) -> None:
    person = somebody(reach(LETTERS[letter]))
    expected = letter in TABLE[act]
    assert may(person, act, municipality=CODE, team="hjaelp", area="rengoering") is expected
    assert may_somewhere(person, act, CODE) is expected
    assert not may(person, act, municipality="0751", team="hjaelp", area="rengoering")
    assert bool(reaches(person, act, CODE)) is expected


SCOPES = [
    # teams, areas, team, area, kle, may, why
    ("", "", "hjaelp", "rengoering", None, True, "no limit"),
    ("hjaelp", "", "hjaelp", "rengoering", None, True, "own team"),
    ("hjaelp", "", "boern", "rengoering", None, False, "another team"),
    ("hjaelp", "", None, "rengoering", None, False, "no team yet"),
    ("hjaelp boern", "", "boern", "rengoering", None, True, "one of two teams"),
    ("", "rengoering", "hjaelp", "rengoering", None, True, "own area"),
    ("", "rengoering", "hjaelp", "pleje", None, False, "another area"),
    ("", "praktisk-hjaelp", None, "praktisk-hjaelp.rengoering", None, True, "below own area"),
    ("", "praktisk", None, "praktisk-hjaelp", None, False, "an area that begins alike"),
    ("", "rengoering", None, None, None, False, "no area known"),
    ("", "27.36", None, "rengoering", "27.36.04", True, "own KLE group"),
    ("", "27.36", None, "rengoering", "27.36.04-G01", True, "with its facet"),
    ("", "27.3", None, "rengoering", "27.36.04", False, "half a KLE group"),
    ("", "27.36", None, "rengoering", "27.35.04", False, "another KLE group"),
    ("", "27.36", None, "rengoering", None, False, "no KLE known"),
    ("hjaelp", "rengoering", "hjaelp", "pleje", None, False, "own team, another area"),
    ("hjaelp", "rengoering", "boern", "rengoering", None, False, "own area, another team"),
]


@pytest.mark.parametrize(
    ("teams", "areas", "team", "area", "kle", "expected"),
    [pytest.param(*row[:-1], id=row[-1]) for row in SCOPES],
)
def test_limits(
    teams: str, areas: str, team: str | None, area: str | None, kle: str | None, expected: bool
) -> None:
    person = somebody(reach(StaffRole.CASEWORKER, teams, areas))
    assert may(person, Act.SEE_CASE, municipality=CODE, team=team, area=area, kle=kle) is expected


def test_a_case_without_a_team_is_found_an_owner_by_a_team_leader() -> None:
    leader = somebody(reach(StaffRole.TEAM_LEADER, "hjaelp"))
    assert may(leader, Act.HAND_OVER, municipality=CODE, team=None, area="rengoering")
    assert not may(leader, Act.SEE_TEAM, municipality=CODE, team=None)  # means every team
    worker = somebody(reach(StaffRole.CASEWORKER, "hjaelp"))
    assert may(worker, Act.REGISTER, municipality=CODE, team=None, area="rengoering")
    assert not may(worker, Act.SEE_CASE, municipality=CODE, team=None, area="rengoering")


@pytest.mark.parametrize("act", sorted(EVERYWHERE))
def test_limits_do_not_narrow_what_concerns_the_municipality(act: Act) -> None:
    for role in StaffRole:
        person = somebody(reach(role, "hjaelp", "rengoering"))
        assert may(person, act, municipality=CODE) is (act in ROLE_ACTS[role])


def test_limits_of_two_roles_do_not_mix() -> None:
    person = somebody(
        reach(StaffRole.CASEWORKER, "hjaelp", "rengoering"), reach(StaffRole.AUDITOR, "boern")
    )
    assert may(person, Act.DECIDE, municipality=CODE, team="hjaelp", area="rengoering")
    assert may(person, Act.SEE_CASE, municipality=CODE, team="boern", area="pleje")
    assert not may(person, Act.DECIDE, municipality=CODE, team="boern", area="rengoering")


ACTS = st.sampled_from(list(Act))
REACHES = st.builds(
    reach,
    st.sampled_from(list(StaffRole)),
    st.sampled_from(["", "hjaelp", "hjaelp boern"]),
    st.sampled_from(["", "rengoering", "27.36"]),
)
CASES = st.tuples(
    st.sampled_from([None, "hjaelp", "boern"]),
    st.sampled_from([None, "rengoering", "pleje"]),
    st.sampled_from([None, "27.36.04"]),
)


@given(st.lists(REACHES, max_size=3), REACHES, ACTS, CASES)
def test_another_role_never_takes_anything_away(
    held: list[Reach], more: Reach, act: Act, case: tuple[str | None, str | None, str | None]
) -> None:
    team, area, kle = case
    before = may(somebody(*held), act, municipality=CODE, team=team, area=area, kle=kle)
    after = may(somebody(*held, more), act, municipality=CODE, team=team, area=area, kle=kle)
    assert after or not before


@given(st.lists(REACHES, max_size=3), st.sets(ACTS), ACTS, CASES)
def test_a_narrowed_person_may_no_more_than_its_acts(
    held: list[Reach], only: set[Act], act: Act, case: tuple[str | None, str | None, str | None]
) -> None:
    team, area, kle = case
    person = somebody(*held)
    whole = may(person, act, municipality=CODE, team=team, area=area, kle=kle)
    narrow = person.narrowed(frozenset(only))
    assert may(narrow, act, municipality=CODE, team=team, area=area, kle=kle) is (
        whole and act in only
    )


def test_nobody_without_a_role_may_anything() -> None:
    assert not any(may(somebody(), act, municipality=CODE, team="hjaelp") for act in Act)


def test_a_role_from_elsewhere_counts_nowhere() -> None:
    stranger = somebody(Reach(StaffRole.ADMINISTRATOR, CODE), municipality="0751")
    assert not any(may(stranger, act, municipality=code) for act in Act for code in (CODE, "0751"))
