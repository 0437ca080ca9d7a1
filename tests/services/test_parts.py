"""The board answers in parts: one stands, one is changed, one comes back as a new round."""

from datetime import date
from typing import Any

import pytest

from tests.helpers import Installation, at, deadline_of
from tracker.codes import BoardOutcome, ComplaintOutcome, Outcome
from tracker.errors import Refused
from tracker.services.amending_rounds import correct_remand_receipt
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.deciding import NewGrant

CAME = date(2026, 6, 1)


@pytest.fixture
def appealed(installation: Installation) -> tuple[Installation, str]:
    """Partly granted on 25 May 2026, complained of, upheld and forwarded; no help has come yet.

    The help is due on 10 June: 12 hverdage, pinse counted out.
    """
    reference = installation.register("2026-05-04")
    services = ("støvsugning", "tøjvask")
    installation.decide(reference, "2026-05-25", Outcome.PARTLY, *services, sent="2026-05-25")
    new = NewComplaint(received_on=date(2026, 5, 26))
    installation.act(complain, reference, new, now=at("2026-05-26"))
    facts = (ComplaintOutcome.UPHELD, date(2026, 5, 27))
    installation.act(reconsider, reference, *facts, now=at("2026-05-27"))
    installation.act(forward, reference, date(2026, 5, 28), now=at("2026-05-28"))
    return installation, reference


def answered(installation: Installation, ref: str, outcome: BoardOutcome, **more: Any) -> None:
    answer = BoardAnswer(outcome=outcome, received_on=CAME, **more)
    installation.act(record_board, ref, answer, now=at("2026-06-01"))


def deliveries(case: dict[str, Any]) -> list[tuple[int, str, str]]:
    found = [d for d in case["deadlines"] if d["kind"] == "delivery"]
    return [(d["round"], d["due_on"], d["standing"]) for d in found]


def test_upheld_in_one_part_and_sent_back_in_another(
    appealed: tuple[Installation, str],
) -> None:
    installation, reference = appealed
    installation.remand(reference, "2026-06-01", part="madlavning", help_resumed=False)
    answered(installation, reference, BoardOutcome.UPHELD, part="støvsugning")
    case = installation.show(reference, at("2026-06-01"))
    assert [(b["outcome"], b["part"]) for b in case["board"]] == [
        ("remanded", "madlavning"),
        ("upheld", "støvsugning"),
    ]
    first, second = case["rounds"]
    assert (first["annulled_on"], second["track"]) == (None, "remanded")
    assert deliveries(case) == [(1, "2026-06-10", "on-track"), (1, "2026-06-10", "on-track")]
    installation.deliver(reference, "2026-06-08", grant=2)
    installation.decide(reference, "2026-06-15", Outcome.GRANTED, "madlavning", sent="2026-06-15")
    case = installation.show(reference, at("2026-06-15"))
    assert [(n, standing) for n, _due, standing in deliveries(case)] == [
        (1, "overdue"),
        (1, "met"),
        (2, "on-track"),
    ]
    assert [g["number"] for g in case["grants"]] == [1, 2, 3]


def test_the_letter_says_that_a_part_is_looked_at_again(
    appealed: tuple[Installation, str],
) -> None:
    installation, reference = appealed
    installation.remand(reference, "2026-06-01", part="madlavning", help_resumed=False)
    installation.live(reference, at("2026-06-02"))
    (letter,) = installation.texts(reference, "remand-receipt")
    said = "En del af vores afgørelse fra mandag den 25. maj 2026 gælder ikke længere. "
    assert f"{said}Resten af den gælder stadig." in letter


def test_a_grant_that_falls_with_the_part_is_no_longer_owed(
    appealed: tuple[Installation, str],
) -> None:
    installation, reference = appealed
    installation.remand(reference, "2026-06-01", part="tøjvask", ends=(2,), help_resumed=False)
    case = installation.show(reference, at("2026-06-01"))
    assert deliveries(case) == [(1, "2026-06-10", "on-track")]


def test_changed_in_one_part_is_carried_out_beside_the_rest(
    appealed: tuple[Installation, str],
) -> None:
    installation, reference = appealed
    grants = [NewGrant(service="madlavning")]
    answered(installation, reference, BoardOutcome.CHANGED, part="madlavning", grants=grants)
    case = installation.show(reference, at("2026-06-01"))
    assert deliveries(case) == [
        (1, "2026-06-10", "on-track"),
        (1, "2026-06-10", "on-track"),
        (1, "2026-06-17", "on-track"),
    ]
    assert installation.tasks(reference, at("2026-06-01")) == ["effectuate"]
    for number in (1, 2, 3):
        installation.deliver(reference, "2026-06-09", grant=number)
    installation.act(effectuate, reference, date(2026, 6, 9), now=at("2026-06-09"))
    case = installation.show(reference, at("2026-06-09"))
    assert (case["standing"], installation.tasks(reference, at("2026-06-09"))) == ("met", [])


def test_changed_in_one_part_after_another_came_back(
    appealed: tuple[Installation, str],
) -> None:
    """The new round goes on: what the board granted belongs to the decision it answered about."""
    installation, reference = appealed
    installation.remand(reference, "2026-06-01", part="madlavning", help_resumed=False)
    grants = [NewGrant(service="indkøb")]
    answered(installation, reference, BoardOutcome.CHANGED, part="indkøb", grants=grants)
    case = installation.show(reference, at("2026-06-01"))
    assert deadline_of(case, "decision", round=2)["met_on"] is None
    assert (1, "2026-06-17", "on-track") in deliveries(case)


def test_annulled_in_one_part_ends_only_that(appealed: tuple[Installation, str]) -> None:
    installation, reference = appealed
    answered(installation, reference, BoardOutcome.ANNULLED, part="tøjvask", ends=(2,))
    case = installation.show(reference, at("2026-06-01"))
    assert deliveries(case) == [(1, "2026-06-10", "on-track")]
    assert case["rounds"][0]["annulled_on"] is None


def test_sent_back_as_a_whole_nothing_is_owed_any_more(
    appealed: tuple[Installation, str],
) -> None:
    installation, reference = appealed
    installation.remand(reference, "2026-06-01")
    case = installation.show(reference, at("2026-06-01"))
    assert {standing for _round, _due, standing in deliveries(case)} == {"ended"}
    with pytest.raises(Refused, match="nothing has been granted"):
        installation.deliver(reference, "2026-06-02")


def test_a_corrected_receipt_of_a_part_annuls_nothing(
    appealed: tuple[Installation, str],
) -> None:
    installation, reference = appealed
    installation.remand(reference, "2026-06-01", part="madlavning", help_resumed=False)
    facts = (date(2026, 5, 29), "poststempel")
    installation.act(correct_remand_receipt, reference, *facts, now=at("2026-06-02"))
    case = installation.show(reference, at("2026-06-02"))
    assert (case["rounds"][0]["annulled_on"], case["board"][0]["received_on"]) == (
        None,
        "2026-05-29",
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"ends": (1,)}, "fall with a part", id="no part named"),
        pytest.param({"ends": (3,), "part": "x"}, "no grant 3", id="a grant there is not"),
        pytest.param({"annuls": 0}, "no round 0", id="round nought"),
    ],
)
def test_an_impossible_part_is_refused_and_writes_nothing(
    sqlite_installation: Installation, more: dict[str, Any], said: str
) -> None:
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(
        reference, "2026-03-20", Outcome.GRANTED, "a", "b", sent="2026-03-20"
    )
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match=said):
        sqlite_installation.remand(reference, "2026-04-01", **more)
    assert sqlite_installation.rows() == before


def test_upheld_takes_no_grant_along(appealed: tuple[Installation, str]) -> None:
    installation, reference = appealed
    with pytest.raises(Refused, match="changed or annulled"):
        answered(installation, reference, BoardOutcome.UPHELD, part="x", ends=(1,))
