"""A child who is a party: told itself from the age that the rule names, and not before."""

import json
from datetime import date
from typing import Any

import pytest

from tests.helpers import Installation, aase, at
from tracker.codes import DigitalPost, Role
from tracker.cpr import born_on, read_cpr
from tracker.errors import Refused
from tracker.services.children import birthday
from tracker.services.parties import NewParty
from tracker.services.people import add_party


def child(**known: Any) -> NewParty:
    return NewParty(name="Ida Prøve", role=Role.CHILD, digital_post=DigitalPost.REGISTERED, **known)


def sent_to(installation: Installation) -> list[str]:
    files = [json.loads(path.read_bytes()) for path in installation.files("*.json")]
    return sorted(file["recipient"] for file in files)


@pytest.mark.parametrize(
    ("known", "told", "said"),
    [
        pytest.param({"born": date(2016, 3, 5)}, True, "", id="ten today"),
        pytest.param({"born": date(2016, 3, 6)}, False, "until 2026-03-06, age 10", id="tomorrow"),
        pytest.param({"cpr": "050316-4000"}, True, "", id="ten by its CPR number"),
        pytest.param({"cpr": "060316-4000"}, False, "until 2026-03-06", id="not yet by it"),
        pytest.param({}, False, "age is not known", id="nobody knows"),
        pytest.param({"told": True}, True, "", id="nobody knows, and a person says told"),
        pytest.param(
            {"told": True, "born": date(2020, 1, 1)},
            True,
            "",
            id="too young, and told all the same",
        ),
        pytest.param({"told": False, "born": date(2010, 1, 1)}, False, "", id="old, and not told"),
    ],
)
def test_a_child_is_told_by_its_age(
    sqlite_installation: Installation, known: dict[str, Any], told: bool, said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05", "aflastning")
    notes = sqlite_installation.act(add_party, reference, child(**known), now=at("2026-03-05"))
    assert said in " ".join(notes)
    assert bool(notes) == bool(said)
    case = sqlite_installation.live(reference, at("2026-03-05", 10))
    assert ("Ida Prøve" in sent_to(sqlite_installation)) == told
    assert [party["gets_letters"] for party in case["parties"]] == [True, told]


def test_where_the_rule_names_no_age_a_child_is_not_told_itself(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    grown = child(born=date(2009, 1, 1))
    (note,) = sqlite_installation.act(add_party, reference, grown, now=at("2026-03-05"))
    assert "names no age" in note
    sqlite_installation.live(reference, at("2026-03-05", 10))
    assert sent_to(sqlite_installation) == ["Åse Prøve-Testesen"]


def test_a_child_is_told_from_its_tenth_birthday(installation: Installation) -> None:
    people = (aase(role=Role.CUSTODY_HOLDER), child(born=date(2016, 3, 20)))
    reference = installation.register("2026-03-05", "aflastning", parties=people)
    installation.live(reference, at("2026-03-05", 10))
    assert sent_to(installation) == ["Åse Prøve-Testesen"]
    installation.live(reference, at("2026-03-20", 8))
    assert sent_to(installation) == ["Ida Prøve", "Åse Prøve-Testesen"]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        pytest.param({"born": date(2026, 3, 6)}, "future", id="not born yet"),
        pytest.param(
            {"born": date(2016, 3, 4), "cpr": "050316-4000"}, "disagree", id="two days of birth"
        ),
    ],
)
def test_an_impossible_birth_is_refused(
    sqlite_installation: Installation, known: dict[str, Any], said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05", "aflastning")
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match=said):
        sqlite_installation.act(add_party, reference, child(**known), now=at("2026-03-05"))
    assert sqlite_installation.rows() == before


@pytest.mark.parametrize(
    ("cpr", "born"),
    [
        ("0503164000", date(2016, 3, 5)),
        ("6503164000", date(2016, 3, 5)),
        ("0101010000", date(1901, 1, 1)),
        ("2902244000", date(2024, 2, 29)),
    ],
)
def test_the_birth_in_a_cpr_number(cpr: str, born: date) -> None:
    assert born_on(read_cpr(cpr)) == born


def test_the_birthday_of_who_was_born_on_a_leap_day() -> None:
    assert birthday(date(2016, 2, 29), 10) == date(2026, 3, 1)
    assert birthday(date(2014, 2, 28), 10) == date(2024, 2, 28)
