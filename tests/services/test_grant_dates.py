"""The days of granted help: changed, wished later, and what that moves: nothing but the reason."""

from datetime import date
from typing import Any

import pytest

from rules.terms import DeadlineKind
from tests.helpers import Installation, at
from tracker.codes import FollowUpKind, Outcome
from tracker.errors import Refused
from tracker.services.following import end_grant, plan_follow_up
from tracker.services.grant_dates import GrantDates, set_grant_dates

WISH = date(2026, 5, 4)


@pytest.fixture
def reference(installation: Installation) -> str:
    """Two services granted and sent on 20 March, due on 7 April."""
    ref = installation.register("2026-03-05")
    help_ = ("rengøring", "tøjvask")
    installation.decide(ref, "2026-03-20", Outcome.GRANTED, *help_, sent="2026-03-20")
    return ref


def change(installation: Installation, ref: str, grant: int | None = 1, **days: date) -> None:
    dates = GrantDates(**days)
    installation.act(set_grant_dates, ref, dates, grant=grant, now=at("2026-03-24"))


def grants(installation: Installation, ref: str) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = installation.show(ref, at("2026-03-24"))["grants"]
    return shown


def test_each_service_has_days_of_its_own(installation: Installation, reference: str) -> None:
    change(installation, reference, 1, from_on=date(2026, 4, 1), until_on=date(2026, 12, 31))
    change(installation, reference, 2, wished_on=WISH)
    assert [(g["from"], g["until"], g["wished"]) for g in grants(installation, reference)] == [
        ("2026-04-01", "2026-12-31", None),
        (None, None, "2026-05-04"),
    ]


def test_a_wish_moves_no_date(installation: Installation, reference: str) -> None:
    before = installation.show(reference, at("2026-03-24"))["deadlines"]
    change(installation, reference, 1, wished_on=WISH)
    assert installation.show(reference, at("2026-03-24"))["deadlines"] == before


def test_the_old_day_stays_in_the_journal(installation: Installation, reference: str) -> None:
    for day in (date(2026, 5, 1), WISH):
        change(installation, reference, 1, wished_on=day)
    last = installation.show(reference, at("2026-03-24"))["events"][-1]
    assert (last["kind"], last["values"]) == (
        "grant-dated",
        {"grant": 1, "changed": {"wished_on": {"old": "2026-05-01", "new": "2026-05-04"}}},
    )


def test_a_wish_that_came_after_the_decision_is_the_reason_in_the_letter(
    installation: Installation,
) -> None:
    ref = installation.register("2026-03-05", "aflastning")
    installation.decide(ref, "2026-03-20", Outcome.GRANTED, "aflastning", sent="2026-03-20")
    change(installation, ref, 1, wished_on=WISH)
    installation.live(ref, at("2026-04-16", 12))
    (letter,) = installation.texts(ref, "delivery-delay-notice")
    assert "Du har ønsket den fra mandag den 4. maj" in letter
    assert letter.startswith("Din hjælp begynder senere, som du har ønsket")
    assert "Du kan forvente, at hjælpen er i gang senest mandag den 4. maj" in letter
    assert "beklager" not in letter


def _granted(installation: Installation) -> str:
    """Help that is due on 17 April, wished from 4 May."""
    ref = installation.register("2026-03-05", "aflastning")
    installation.decide(ref, "2026-03-20", Outcome.GRANTED, "aflastning", sent="2026-03-20")
    change(installation, ref, 1, wished_on=WISH)
    return ref


def test_nobody_is_blamed_for_help_that_comes_later_than_it_was_wished(
    installation: Installation,
) -> None:
    ref = _granted(installation)
    kind = DeadlineKind.DELIVERY
    installation.expect(ref, kind=kind, expected_on="2026-05-20", now=at("2026-03-25"))
    installation.live(ref, at("2026-04-16", 12))
    (letter,) = installation.texts(ref, "delivery-delay-notice")
    assert "senest onsdag den 20. maj" in letter
    assert "ønsket" not in letter
    assert "beklager" in letter


def test_a_wish_that_has_passed_is_no_reason(installation: Installation) -> None:
    ref = _granted(installation)
    installation.live(ref, at("2026-05-11"))  # nobody has written before
    (letter,) = installation.texts(ref, "delivery-delay-notice")
    assert "ønsket" not in letter
    assert "Vi er ikke nået til din sag endnu" in letter


def test_what_is_needed_at_once_is_not_put_off_by_a_wish(installation: Installation) -> None:
    ref = _granted(installation)
    installation.acute(ref, "er faldet", now=at("2026-03-25", 13))
    installation.live(ref, at("2026-03-25", 14))
    case = installation.show(ref, at("2026-03-25", 14))
    until = [p["promised_until"] for p in case["promises"]]
    assert until == ["2026-03-26"]


@pytest.mark.parametrize(
    ("grant", "days", "words"),
    [
        pytest.param(1, {}, "nothing was to be changed", id="no day"),
        pytest.param(None, {"wished_on": WISH}, "name one by its number", id="of which of two"),
        pytest.param(3, {"wished_on": WISH}, "there is no grant 3", id="of none"),
        pytest.param(
            1,
            {"from_on": date(2026, 5, 2), "until_on": date(2026, 5, 1)},
            "the last day cannot be 2026-05-01",
            id="over before it begins",
        ),
        pytest.param(1, {"until_on": date(9999, 1, 1)}, "too far ahead", id="at no time"),
    ],
)
def test_impossible_days_are_refused(
    installation: Installation,
    reference: str,
    grant: int | None,
    days: dict[str, date],
    words: str,
) -> None:
    before = installation.rows(), grants(installation, reference)
    with pytest.raises(Refused, match=words):
        change(installation, reference, grant, **days)
    assert (installation.rows(), grants(installation, reference)) == before


# What goes on is followed up


def test_a_refused_case_has_no_help_to_follow_up(installation: Installation) -> None:
    ref = installation.register("2026-03-05")
    installation.decide(ref, "2026-03-20")
    with pytest.raises(Refused, match="no help that goes on"):
        _plan(installation, ref, None)


def test_help_that_was_given_up_is_not_followed_up(
    installation: Installation, reference: str
) -> None:
    day = date(2026, 3, 23)
    installation.act(end_grant, reference, day, "fortrudt", grant=1, now=at("2026-03-23"))
    with pytest.raises(Refused, match="ended on 2026-03-23"):
        _plan(installation, reference, 1)
    _plan(installation, reference, None)


def _plan(installation: Installation, ref: str, grant: int | None) -> None:
    day = date(2026, 9, 1)
    kind = FollowUpKind.FOLLOW_UP
    installation.act(plan_follow_up, ref, kind, day, grant=grant, now=at("2026-03-24"))
