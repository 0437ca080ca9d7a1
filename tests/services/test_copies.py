"""A copy to the party of what its representative gets: read, never counted, never in the way."""

import json
from dataclasses import replace

import pytest

from tests.helpers import Installation, aase, at
from tracker.codes import DigitalPost, Role
from tracker.errors import Refused
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party

LONE = NewParty(
    name="Lone Fuldmagt",
    role=Role.REPRESENTATIVE,
    digital_post=DigitalPost.REGISTERED,
    copy_to_party=True,
)
TOLD, OTHER = "2026-04-01", "2026-04-03"


def registered(installation: Installation, lone: NewParty = LONE) -> str:
    return installation.register("2026-03-05", parties=(aase(), lone))


def sent_to(installation: Installation) -> list[tuple[str, str]]:
    """Who got which kind of letter, from the files in the outbox."""
    files = [json.loads(path.read_bytes()) for path in installation.files("*.json")]
    return sorted((file["kind"], file["recipient"]) for file in files)


def test_the_party_gets_a_copy_of_what_the_representative_gets(
    installation: Installation,
) -> None:
    reference = registered(installation)
    installation.live(reference, at("2026-03-05", 10))
    assert sent_to(installation) == [
        ("acknowledgement", "Lone Fuldmagt"),
        ("copy", "Åse Prøve-Testesen"),
    ]
    (letter,) = installation.texts(reference, "acknowledgement")
    (copy,) = installation.texts(reference, "copy")
    assert "Du får dette brev som kopi. Vi har sendt det til Lone Fuldmagt" in copy
    assert "Du får dette brev som repræsentant" in letter
    assert "torsdag den 2. april 2026" in copy
    assert "kopi" not in letter


def test_a_copy_is_no_telling(installation: Installation) -> None:
    """The copy arrives, the letter to the representative does not: nobody was told."""
    reference = registered(installation)
    installation.live(reference, at("2026-03-05", 10))
    installation.sweep(at(TOLD, 12))
    installation.dispatch(at(TOLD, 12))
    installation.returned(reference, "delay-notice", TOLD, now=at(TOLD, 13))
    installation.arrive(reference, at(TOLD, 14))
    case = installation.show(reference, at(OTHER))
    assert [le["state"] for le in case["letters"] if le["kind"] == "copy"] == ["available"] * 2
    assert case["told"] == "not-told"


def test_a_copy_that_fails_takes_nothing_back(installation: Installation) -> None:
    reference = registered(installation)
    installation.live(reference, at("2026-03-05", 10))
    installation.live(reference, at(TOLD, 12))
    installation.returned(reference, "copy", TOLD, now=at(TOLD, 13))
    case = installation.live(reference, at(OTHER))
    assert [le["kind"] for le in case["letters"]].count("delay-notice") == 1
    assert case["told"] == "told-in-time"


def test_a_copy_goes_the_partys_own_way(sqlite_installation: Installation) -> None:
    paper = aase(digital_post=DigitalPost.EXEMPT)
    reference = sqlite_installation.register("2026-03-05", parties=(paper, LONE))
    case = sqlite_installation.live(reference, at("2026-03-05", 10))
    assert [(le["kind"], le["channel"]) for le in case["letters"]] == [
        ("acknowledgement", "digital-post"),
        ("copy", "paper"),
    ]


def test_decided_first_the_copy_is_cancelled_with_its_letter(
    sqlite_installation: Installation,
) -> None:
    reference = registered(sqlite_installation)
    sqlite_installation.decide(reference, "2026-03-05", sent="2026-03-05")
    case = sqlite_installation.live(reference, at("2026-03-06"))
    assert [(le["kind"], le["state"]) for le in case["letters"]] == [
        ("acknowledgement", "cancelled"),
        ("copy", "cancelled"),
    ]


def test_a_power_that_ends_first_leaves_the_party_its_letter_and_no_copy(
    sqlite_installation: Installation,
) -> None:
    lone = replace(LONE, until=at("2026-03-05").date())
    reference = registered(sqlite_installation, lone)
    sqlite_installation.live(reference, at("2026-03-06"))
    assert sent_to(sqlite_installation) == [("acknowledgement", "Åse Prøve-Testesen")]


def test_no_copy_unless_it_is_wished(sqlite_installation: Installation) -> None:
    installation = sqlite_installation
    reference = registered(installation, replace(LONE, copy_to_party=False))
    installation.live(reference, at("2026-03-05", 10))
    wish = PartyChange(gets_copy=True)
    installation.act(change_party, reference, 1, wish, now=at("2026-03-06"))
    event = installation.show(reference, at("2026-03-06"))["events"][-1]
    assert event["values"]["changed"] == {"gets_copy": {"old": "False", "new": "True"}}
    installation.live(reference, at(TOLD, 12))
    assert [kind for kind, _to in sent_to(installation)].count("copy") == 1


def test_who_represents_gets_no_copy(sqlite_installation: Installation) -> None:
    installation = sqlite_installation
    reference = registered(installation)
    wish = PartyChange(gets_copy=True)
    with pytest.raises(Refused, match="give its number"):
        installation.act(change_party, reference, 2, wish, now=at("2026-03-06"))
    guardian = NewParty(name="Vera Værge", role=Role.GUARDIAN, copy_to_party=True)
    with pytest.raises(Refused, match="whose representative gets the letters"):
        installation.act(add_party, reference, guardian, now=at("2026-03-06"))


def test_a_representative_who_comes_later_can_bring_the_wish(
    sqlite_installation: Installation,
) -> None:
    installation = sqlite_installation
    reference = installation.register("2026-03-05")
    installation.act(add_party, reference, LONE, now=at("2026-03-06"))
    case = installation.show(reference, at("2026-03-06"))
    assert [party["gets_copy"] for party in case["parties"]] == [True, False]
