"""What was written about a party was wrong: old and new value, the reason, and what follows."""

import json
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from tests.helpers import Installation, aase, at
from tracker.codes import DigitalPost, EventKind, Role
from tracker.cpr import cpr_index
from tracker.errors import Refused
from tracker.models import Party
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party

WRONG, RIGHT = "0101900001", "0202900002"
WHY = "tastet forkert"
NOW = at("2026-03-06", 10)
LATER = at("2026-03-09", 10)

BO = NewParty(name="Bo Prøve", role=Role.CUSTODY_HOLDER, digital_post=DigitalPost.REGISTERED)
LONE = NewParty(name="Lone Fuldmagt", role=Role.REPRESENTATIVE, digital_post=DigitalPost.REGISTERED)


@pytest.fixture
def reference(installation: Installation) -> str:
    """A case whose applicant has another person's CPR number."""
    return installation.register("2026-03-05", parties=[aase(cpr=WRONG)])


def change(installation: Installation, ref: str, number: int, **new: Any) -> list[str]:
    said: list[str] = installation.act(change_party, ref, number, PartyChange(**new), now=NOW)
    return said


def party(installation: Installation, ref: str, number: int = 1) -> dict[str, Any]:
    """A party's values, opened."""
    with installation.office.reading(NOW) as store:
        row = store.find("0999", ref, lock=False).parties[number - 1]
        opened = {c: store.open(row, f"{c}_sealed") for c in ("cpr", "scope", "name")}
        return {**row.model_dump(), **opened}


def changed(installation: Installation, ref: str) -> dict[str, Any]:
    """The newest entry of the journal about a party."""
    with installation.office.reading(NOW) as store:
        entries = store.journal_of(store.find("0999", ref, lock=False))
    return [v for e, v in entries if e.kind == EventKind.PARTY_CHANGED and v is not None][-1]


# The CPR number


def test_a_cpr_number_is_corrected_with_old_new_and_reason(
    installation: Installation, reference: str
) -> None:
    change(installation, reference, 1, cpr="020290-0002", why=WHY)
    row = party(installation, reference)
    assert row["cpr"] == RIGHT
    assert row["cpr_index"] == cpr_index(RIGHT, installation.office.sealer)
    said = changed(installation, reference)
    assert said["changed"] == {"cpr": {"old": WRONG, "new": RIGHT}}
    assert said["why"] == WHY


def test_the_person_is_found_by_the_right_number_alone(
    installation: Installation, reference: str
) -> None:
    change(installation, reference, 1, cpr=RIGHT, why=WHY)
    found = {cpr: _cases_of(installation, cpr) for cpr in (WRONG, RIGHT)}
    assert found == {WRONG: [], RIGHT: [reference]}


def _cases_of(installation: Installation, cpr: str) -> list[str]:
    index = cpr_index(cpr, installation.office.sealer)
    with installation.office.reading(NOW) as store:
        found = store.session.exec(select(Party.case_id).where(Party.cpr_index == index)).all()
        return [store.look("0999", [case])[0].case.reference for case in found]


def test_a_number_that_was_missing_needs_no_reason(installation: Installation) -> None:
    reference = installation.register("2026-03-05", parties=[aase()])
    change(installation, reference, 1, cpr=RIGHT)
    assert party(installation, reference)["cpr"] == RIGHT


# Refused


@pytest.mark.parametrize(
    ("number", "new", "words"),
    [
        pytest.param(1, {"cpr": RIGHT}, "needs a reason", id="a number without a reason"),
        pytest.param(1, {"cpr": RIGHT, "why": "  "}, "needs a reason", id="an empty reason"),
        pytest.param(1, {"cpr": "123", "why": WHY}, "ten digits", id="no number"),
        pytest.param(1, {"cpr": WRONG, "why": WHY}, "nothing was to be changed", id="the same"),
        pytest.param(1, {"scope": "alt"}, "represents nobody", id="a scope of nobody's power"),
        pytest.param(1, {"represents": 2}, "represents nobody", id="a party who represents"),
        pytest.param(1, {"born": date(2014, 1, 1)}, "is no child", id="an adult's birthday"),
        pytest.param(1, {"role": Role.REPRESENTATIVE, "why": WHY}, "by a corr", id="to stand for"),
        pytest.param(3, {"role": Role.CHILD, "why": WHY}, "by a correction", id="to be a party"),
        pytest.param(3, {"represents": 3, "why": WHY}, "is a representative", id="of itself"),
        pytest.param(3, {"represents": 9, "why": WHY}, "there is no party 9", id="of nobody"),
        pytest.param(3, {"represents": 2}, "needs a reason", id="whose, without a reason"),
        pytest.param(2, {"role": Role.GUARDIAN}, "needs a reason", id="a role without a reason"),
        pytest.param(1, {"until": date(2026, 4, 1), "stays": True}, "leave --until", id="both"),
        pytest.param(2, {"stays": True, "must_be_told": False}, "--told", id="stays untold"),
    ],
)
def test_refused_in_one_line_with_nothing_written(
    installation: Installation, reference: str, number: int, new: dict[str, Any], words: str
) -> None:
    installation.act(add_party, reference, BO, now=NOW)
    installation.act(add_party, reference, LONE, now=NOW)
    before = installation.rows(), party(installation, reference, number)
    with pytest.raises(Refused) as refused:
        change(installation, reference, number, **new)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (installation.rows(), party(installation, reference, number)) == before


# Representatives, roles and last days


def test_letters_go_to_the_representative_of_whom_it_stands_for_now(
    installation: Installation, reference: str
) -> None:
    installation.act(add_party, reference, BO, now=NOW)
    installation.act(add_party, reference, LONE, now=NOW)
    change(installation, reference, 3, represents=2, scope="Kun breve", why=WHY)
    row = party(installation, reference, 3)
    assert row["represents_id"] == party(installation, reference, 2)["id"]
    assert row["scope"] == "Kun breve"
    assert changed(installation, reference)["changed"]["represents"] == {"old": "1", "new": "2"}
    installation.dispatch(LATER)
    files = [json.loads(path.read_bytes()) for path in installation.files("*.json")]
    assert sorted(file["recipient"] for file in files) == ["Lone Fuldmagt", "Åse Prøve-Testesen"]


def test_a_role_is_corrected(installation: Installation, reference: str) -> None:
    installation.act(add_party, reference, BO, now=NOW)
    change(installation, reference, 2, role=Role.GUARDIAN, why=WHY)
    assert party(installation, reference, 2)["role"] == "guardian"


@pytest.mark.parametrize("number", [1, 3], ids=["of a party", "of a power"])
def test_a_last_day_that_was_wrong_is_taken_back(
    installation: Installation, reference: str, number: int
) -> None:
    installation.act(add_party, reference, BO, now=NOW)
    installation.act(add_party, reference, LONE, now=NOW)
    change(installation, reference, number, until=date(2026, 3, 6))
    change(installation, reference, number, stays=True)
    row = party(installation, reference, number)
    assert (row["until_on"], row["represents_until"]) == (None, None)


# A child's age: in Fjordby's area a child is told from the age that its rule names


def _child(installation: Installation, born: date | None, **more: Any) -> str:
    reference = installation.register("2026-03-05", "aflastning")
    child = NewParty(name="Bitte Prøve", role=Role.CHILD, born=born, **more)
    installation.act(add_party, reference, child, now=NOW)
    return reference


def _duty(installation: Installation, reference: str) -> tuple[bool, date | None]:
    row = party(installation, reference, 2)
    return row["must_be_told"], row["since_on"]


def test_a_child_with_a_wrong_age_is_told_from_the_right_birthday(
    installation: Installation,
) -> None:
    reference = _child(installation, date(2017, 6, 1))
    assert _duty(installation, reference) == (True, date(2027, 6, 1))
    change(installation, reference, 2, born=date(2016, 6, 1))
    assert _duty(installation, reference) == (True, date(2026, 6, 1))


def test_a_child_that_is_old_enough_after_all_is_told_from_that_day(
    installation: Installation,
) -> None:
    reference = _child(installation, date(2017, 6, 1))
    change(installation, reference, 2, born=date(2014, 6, 1))
    assert _duty(installation, reference) == (True, date(2026, 3, 6))


def test_a_child_whose_age_was_not_known_is_told_by_it(installation: Installation) -> None:
    reference = _child(installation, None)
    assert _duty(installation, reference) == (False, None)
    (said,) = change(installation, reference, 2, born=date(2017, 6, 1))
    assert "until 2027-06-01" in said
    assert _duty(installation, reference) == (True, date(2027, 6, 1))


def test_a_number_alone_begins_no_duty_that_a_person_may_have_taken_away(
    installation: Installation,
) -> None:
    reference = _child(installation, None, told=False)
    (said,) = change(installation, reference, 2, cpr="0101145001")
    assert "say --told" in said
    assert _duty(installation, reference) == (False, None)


def test_a_child_that_is_told_is_not_left_out_by_its_age(installation: Installation) -> None:
    reference = _child(installation, date(2014, 6, 1))
    before = _duty(installation, reference)
    (said,) = change(installation, reference, 2, born=date(2017, 6, 1), phone="12 34 56 78")
    assert "--not-told" in said
    assert _duty(installation, reference) == before


def test_a_birthday_that_does_not_fit_the_number_is_refused(installation: Installation) -> None:
    reference = _child(installation, None, cpr="0101145001")
    with pytest.raises(Refused, match="disagree"):
        change(installation, reference, 2, born=date(2013, 6, 1))


# A death


def test_a_death_that_was_none_is_asked_about_no_more_and_the_next_one_is(
    installation: Installation, reference: str
) -> None:
    change(installation, reference, 1, died_on=date(2026, 3, 5))
    assert "death" in installation.tasks(reference, NOW)
    change(installation, reference, 1, lives=True)
    assert "death" not in installation.tasks(reference, NOW)
    change(installation, reference, 1, died_on=date(2026, 3, 6))
    installation.done(reference, "death", now=NOW)
    change(installation, reference, 1, died_on=date(2026, 3, 5))  # the day alone was wrong
    assert "death" not in installation.tasks(reference, NOW)
    change(installation, reference, 1, lives=True)
    change(installation, reference, 1, died_on=date(2026, 3, 6))
    assert "death" in installation.tasks(reference, NOW)


# What is shown


def test_a_number_is_masked_wherever_the_case_is_shown(
    installation: Installation, reference: str
) -> None:
    change(installation, reference, 1, cpr=RIGHT, why=f"det var ikke {WRONG}")
    said = [e for e in installation.show(reference, NOW)["events"] if e["kind"] == "party-changed"]
    assert said[-1]["values"] == {
        "party": 1,
        "changed": {"cpr": {"old": "******-****", "new": "******-****"}},
        "why": "det var ikke ******-****",
    }
    assert changed(installation, reference)["changed"]["cpr"] == {"old": WRONG, "new": RIGHT}
