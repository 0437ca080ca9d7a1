"""Who is told: parties come, change and go, and from that day their letters follow."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from notifications.letter_data import LetterData
from tests.helpers import Installation, aase, at, deadline_of
from tracker.codes import DigitalPost, Outcome, Role
from tracker.errors import Refused
from tracker.services.confirming import confirm
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party

LONE = NewParty(name="Lone Fuldmagt", role=Role.REPRESENTATIVE, digital_post=DigitalPost.REGISTERED)
BO = NewParty(
    name="Bo Prøve",
    role=Role.CUSTODY_HOLDER,
    address=("Hemmelig Vej 2", "0000 Fjordby"),
    digital_post=DigitalPost.REGISTERED,
)


def add(installation: Installation, ref: str, new: NewParty, on: str, **more: Any) -> None:
    installation.act(add_party, ref, new, now=at(on), **more)


def change(
    installation: Installation, ref: str, number: int, on: str, hour: int = 9, **new: Any
) -> None:
    installation.act(change_party, ref, number, PartyChange(**new), now=at(on, hour))


def sent_to(installation: Installation, kind: str = "acknowledgement") -> list[str]:
    """Who got the letters of a kind, from the files in the outbox."""
    files = [json.loads(path.read_bytes()) for path in installation.files("*.json")]
    return sorted(file["recipient"] for file in files if file["kind"] == kind)


def states(installation: Installation, ref: str, on: str) -> list[tuple[str, str, str]]:
    letters = installation.show(ref, at(on))["letters"]
    return [(le["kind"], le["party"], le["state"]) for le in letters]


def addresses(installation: Installation, ref: str, kind: str) -> list[tuple[str, ...]]:
    """The lines of address on the letters of a kind, as they were frozen or settled at sending."""
    with installation.office.reading(at("2026-01-01")) as store:
        file = store.find("0999", ref, lock=False)
        frozen = [store.open(n, "data_sealed") for n in file.notices if n.kind == kind]
    return [LetterData.model_validate_json(said or "").recipient.address_lines for said in frozen]


def test_a_party_who_is_added_must_be_told_too(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    add(installation, reference, BO, "2026-03-06")
    installation.live(reference, at("2026-03-06", 10))
    assert sent_to(installation) == ["Bo Prøve", "Åse Prøve-Testesen"]
    (event,) = [
        e
        for e in installation.show(reference, at("2026-03-06"))["events"]
        if e["kind"] == "party-changed"
    ]
    assert event["values"] == {"added": "custody-holder", "name": "Bo Prøve"}


def test_a_party_who_need_not_be_told_gets_no_letter(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    add(sqlite_installation, reference, BO, "2026-03-05", must_be_told=False)
    sqlite_installation.live(reference, at("2026-04-01", 12))
    assert sent_to(sqlite_installation, "delay-notice") == ["Åse Prøve-Testesen"]
    change(sqlite_installation, reference, 2, "2026-04-01", 13, must_be_told=True)
    sqlite_installation.live(reference, at("2026-04-01", 14))
    assert sent_to(sqlite_installation, "delay-notice") == ["Bo Prøve", "Åse Prøve-Testesen"]


def test_told_is_the_last_of_those_who_must_be_told(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    add(installation, reference, BO, "2026-03-05")
    installation.live(reference, at("2026-03-05", 10))
    installation.sweep(at("2026-04-01", 12))
    installation.dispatch(at("2026-04-01", 12))
    assert installation.show(reference, at("2026-04-03"))["told"] == "not-told"
    letters = installation.show(reference, at("2026-04-01", 12))["letters"]
    first, second = [le["message"] for le in letters if le["kind"] == "delay-notice"]
    confirm_one(installation, first, "2026-04-01")
    assert installation.show(reference, at("2026-04-03"))["told"] == "not-told"
    confirm_one(installation, second, "2026-04-04")
    assert installation.show(reference, at("2026-04-05"))["told"] == "told-late"


def confirm_one(installation: Installation, message: str, on: str) -> None:
    letters = [UUID(message)]
    confirm(installation.office, letters, at(on, 13), now=at(on, 13), actor="mk")


def test_a_changed_party_keeps_old_and_new_in_the_journal(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    change(installation, reference, 1, "2026-03-06", name="Åse Ny", language="en", until=None)
    event = installation.show(reference, at("2026-03-06"))["events"][-1]
    assert event["values"]["changed"] == {
        "name": {"old": "Åse Prøve-Testesen", "new": "Åse Ny"},
        "language": {"old": "da", "new": "en"},
    }


def test_what_was_not_known_before_is_no_value(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    change(sqlite_installation, reference, 1, "2026-03-06", until=date(2026, 12, 31))
    event = sqlite_installation.show(reference, at("2026-03-06"))["events"][-1]
    assert event["values"]["changed"] == {"until_on": {"old": None, "new": "2026-12-31"}}


def test_letters_follow_the_language(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05"))
    change(sqlite_installation, reference, 1, "2026-03-06", language="en")
    sqlite_installation.live(reference, at("2026-04-01", 12))
    (text,) = sqlite_installation.texts(reference, "delay-notice")
    assert "cleaning" in text


def test_a_letter_goes_where_the_party_lives_when_it_leaves(installation: Installation) -> None:
    """Approved on the 5th, exempt and moved on the 6th, sent on the 6th."""
    reference = installation.register("2026-03-05")
    address, exempt = ("Ny Vej 7", "0000 Fjordby"), DigitalPost.EXEMPT
    change(installation, reference, 1, "2026-03-06", address=address, digital_post=exempt)
    installation.live(reference, at("2026-03-06", 10))
    assert addresses(installation, reference, "acknowledgement") == [address]
    (letter,) = installation.show(reference, at("2026-03-06", 11))["letters"]
    assert letter["channel"] == "paper"


def test_a_secret_address_stands_in_no_digital_letter(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    new = NewParty(
        name=BO.name,
        role=BO.role,
        address=BO.address,
        digital_post=BO.digital_post,
        secret_address=True,
    )
    add(sqlite_installation, reference, new, "2026-03-05")
    sqlite_installation.live(reference, at("2026-03-05", 10))
    open_one, secret = addresses(sqlite_installation, reference, "acknowledgement")
    assert (open_one[0], secret) == ("Opdigtet Vej 1", ())


def test_an_address_that_became_secret_is_left_out_of_what_has_not_left(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    change(sqlite_installation, reference, 1, "2026-03-05", 10, secret_address=True)
    sqlite_installation.live(reference, at("2026-03-05", 11))
    assert addresses(sqlite_installation, reference, "acknowledgement") == [()]


def test_a_secret_address_stands_on_the_envelope_of_a_second_try(
    sqlite_installation: Installation,
) -> None:
    secret = aase(secret_address=True)
    reference = sqlite_installation.register("2026-03-05", parties=(secret,))
    sqlite_installation.live(reference, at("2026-04-01", 12))
    sqlite_installation.returned(reference, "delay-notice", "2026-04-01", now=at("2026-04-01", 14))
    sqlite_installation.dispatch(at("2026-04-01", 15))
    (address,) = addresses(sqlite_installation, reference, "delay-notice")
    assert address[0] == "Opdigtet Vej 1"  # a window without an address reaches nobody


def test_a_power_that_ended_gives_the_letter_back_that_had_not_left(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), LONE))
    change(sqlite_installation, reference, 2, "2026-03-05", 10, until=date(2026, 3, 5))
    sqlite_installation.live(reference, at("2026-03-06"))
    assert sent_to(sqlite_installation) == ["Åse Prøve-Testesen"]


def test_a_representative_gets_the_letters_instead_until_the_power_ends(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    add(installation, reference, LONE, "2026-03-05")
    installation.live(reference, at("2026-03-05", 10))
    assert sent_to(installation) == ["Lone Fuldmagt"]
    change(installation, reference, 2, "2026-03-20", until=date(2026, 3, 31))
    installation.live(reference, at("2026-04-01", 12))
    assert sent_to(installation, "delay-notice") == ["Åse Prøve-Testesen"]
    parties = installation.show(reference, at("2026-04-01"))["parties"]
    assert [party["gets_letters"] for party in parties] == [True, False]


def test_a_dead_representative_gives_the_letters_back(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), LONE))
    change(sqlite_installation, reference, 2, "2026-03-05", 10, died_on=date(2026, 3, 5))
    sqlite_installation.live(reference, at("2026-03-05", 11))
    assert sent_to(sqlite_installation) == ["Åse Prøve-Testesen"]


def test_a_representative_can_stand_for_the_second_party(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    add(sqlite_installation, reference, BO, "2026-03-05")
    add(sqlite_installation, reference, LONE, "2026-03-05", represents=2)
    sqlite_installation.live(reference, at("2026-03-05", 10))
    assert sent_to(sqlite_installation) == ["Lone Fuldmagt", "Åse Prøve-Testesen"]


def test_a_party_leaves_on_its_last_day(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    leaving = NewParty(name="Bo Prøve", role=Role.CUSTODY_HOLDER, until=date(2026, 3, 31))
    add(sqlite_installation, reference, leaving, "2026-03-05")
    sqlite_installation.live(reference, at("2026-04-01", 12))
    assert sent_to(sqlite_installation, "delay-notice") == ["Åse Prøve-Testesen"]


def test_a_death_cancels_what_has_not_left_and_writes_to_nobody(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    installation.sweep(at("2026-03-26"))
    change(installation, reference, 1, "2026-03-26", 10, died_on=date(2026, 3, 25))
    assert states(installation, reference, "2026-03-26") == [
        ("acknowledgement", "applicant", "cancelled"),
        ("delay-notice", "applicant", "cancelled"),
    ]
    assert installation.tasks(reference, at("2026-03-26", 11)) == ["death"]
    installation.live(reference, at("2026-05-01"))
    assert installation.files() == []


def test_a_death_is_one_task_whatever_dates_run(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(reference, "2026-03-20", Outcome.GRANTED, sent="2026-03-20")
    change(sqlite_installation, reference, 1, "2026-03-26", died_on=date(2026, 3, 25))
    assert sqlite_installation.tasks(reference, at("2026-03-26", 11)) == ["death"]


def test_a_death_recorded_by_mistake_is_taken_back_and_the_letters_go(
    sqlite_installation: Installation,
) -> None:
    made = sqlite_installation
    reference = made.register("2026-03-05")
    change(made, reference, 1, "2026-03-06", died_on=date(2026, 3, 5))
    made.live(reference, at("2026-03-06", 12))
    change(made, reference, 1, "2026-03-09", lives=True)
    made.live(reference, at("2026-03-30", 13))
    assert "delay-notice" in made.kinds(reference, at("2026-03-30", 14))
    with pytest.raises(Refused, match="nothing was to be changed"):
        change(made, reference, 1, "2026-03-31", lives=True)


def test_the_other_parties_are_told_when_one_has_died(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05")
    add(sqlite_installation, reference, BO, "2026-03-05")
    change(sqlite_installation, reference, 1, "2026-03-05", 10, died_on=date(2026, 3, 5))
    case = sqlite_installation.live(reference, at("2026-04-01", 12))
    assert sent_to(sqlite_installation, "delay-notice") == ["Bo Prøve"]
    assert deadline_of(case)["standing"] == "at-risk"


def test_a_letter_without_an_address_is_not_sent_and_proves_nothing(
    installation: Installation,
) -> None:
    """A window that shows a name alone reaches nobody: a task, until somebody finds an address."""
    reference = installation.register("2026-03-05", parties=(NewParty(name="Ib Uden"),))
    installation.live(reference, at("2026-03-06", 12))
    assert states(installation, reference, "2026-03-06") == [
        ("acknowledgement", "applicant", "failed")
    ]
    assert installation.tasks(reference, at("2026-03-06", 13)) == ["letter-failed"]
    change(installation, reference, 1, "2026-03-09", address=("Opdigtet Vej 3", "0000 Fjordby"))
    case = installation.live(reference, at("2026-03-31", 13))
    assert [(way["kind"], way["state"]) for way in case["letters"]] == [
        ("acknowledgement", "failed"),
        ("delay-notice", "available"),
    ]


def test_a_party_without_any_channel_goes_on_paper(sqlite_installation: Installation) -> None:
    unknown = NewParty(name="Ib Uden", address=("Opdigtet Vej 3", "0000 Fjordby"))
    reference = sqlite_installation.register("2026-03-05", parties=(unknown,))
    sqlite_installation.live(reference, at("2026-03-05"))
    (letter,) = sqlite_installation.show(reference, at("2026-03-06"))["letters"]
    assert letter["channel"] == "paper"


@pytest.mark.parametrize(
    ("number", "new", "said"),
    [
        pytest.param(3, {"name": "X"}, "no party 3: the case has 1 to 2", id="no such party"),
        pytest.param(0, {"name": "X"}, "no party 0", id="parties are counted from one"),
        pytest.param(1, {}, "name what is new", id="nothing to change"),
        pytest.param(1, {"died_on": date(2026, 3, 9)}, "future", id="died tomorrow"),
        pytest.param(1, {"language": "de"}, "give da or en", id="a language without letters"),
        pytest.param(1, {"name": "Å\u202ese"}, "cannot be seen", id="a name that turns around"),
        pytest.param(1, {"address": ("x",) * 7}, "an envelope shows 6", id="seven lines"),
    ],
)
def test_an_impossible_change_is_refused_and_writes_nothing(
    sqlite_installation: Installation, number: int, new: dict[str, Any], said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), LONE))
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match=said):
        change(sqlite_installation, reference, number, "2026-03-06", **new)
    assert sqlite_installation.rows() == before


@pytest.mark.parametrize(
    ("new", "represents", "said"),
    [
        pytest.param(NewParty(role=Role.CHILD), 1, "name is missing", id="nobody"),
        pytest.param(LONE, 2, "is a representative", id="standing for a representative"),
        pytest.param(LONE, 5, "no party 5", id="standing for nobody"),
    ],
)
def test_an_impossible_party_is_refused_and_writes_nothing(
    sqlite_installation: Installation, new: NewParty, represents: int, said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05", parties=(aase(), LONE))
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match=said):
        add(sqlite_installation, reference, new, "2026-03-06", represents=represents)
    assert sqlite_installation.rows() == before
