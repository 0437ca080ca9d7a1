"""Decisions: what was decided, when, and when it was sent; the help it grants, and its delivery."""

from datetime import date

import pytest

from tests.helpers import Installation, at, deadline_of
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.deciding import NewGrant, decide
from tracker.services.registering import AcuteNeed


@pytest.fixture
def case(sqlite_installation: Installation) -> tuple[Installation, str]:
    """A case due on Thursday 2 April 2026."""
    return sqlite_installation, sqlite_installation.register("2026-03-05")


# The decision


def test_a_decision_on_its_last_day_is_in_time(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-04-02", sent="2026-04-02")
    case = installation.show(reference, at("2026-04-10"))
    assert case["standing"] == "met"
    assert deadline_of(case)["met_on"] == "2026-04-02"


def test_a_decision_a_day_late_is_breached(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-04-03", sent="2026-04-03")
    case = installation.show(reference, at("2026-04-10"))
    assert case["standing"] == "breached"
    assert deadline_of(case)["days_late"] == 1


def test_a_decision_recorded_later_counts_from_the_day_it_was_made(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.decide(reference, "2026-04-02", now=at("2026-04-09"))
    assert deadline_of(installation.show(reference, at("2026-04-09")))["standing"] == "met"


def test_a_notice_never_makes_a_late_case_timely(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-31", 12))
    installation.decide(reference, "2026-04-10", sent="2026-04-10")  # inside the promise
    shown = installation.show(reference, at("2026-04-10"))
    assert shown["standing"] == "breached"
    assert shown["told"] == "told-in-time"


def test_granted_with_grants_starts_a_delivery_clock_for_each(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-25", Outcome.GRANTED, "støvsugning", "tøjvask")
    case = installation.show(reference, at("2026-03-25"))
    deliveries = [d for d in case["deadlines"] if d["kind"] == "delivery"]
    assert [d["due_on"] for d in deliveries] == ["2026-04-15"] * 2  # 12 hverdage over Easter
    assert [g["service"] for g in case["grants"]] == ["støvsugning", "tøjvask"]


def test_granted_without_naming_a_service_grants_what_was_applied_for(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-25", Outcome.GRANTED)
    shown = installation.show(reference, at("2026-03-25"))
    assert [g["service"] for g in shown["grants"]] == ["rengøring"]


def test_partly_granted_grants_something(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-25", Outcome.PARTLY, "tøjvask")
    shown = installation.show(reference, at("2026-03-25"))
    assert shown["rounds"][0]["outcome"] == "partly"
    assert deadline_of(shown, "delivery")["starts_on"] == "2026-03-25"


def test_a_refusal_owes_no_help(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-25", Outcome.REFUSED, sent="2026-03-25")
    shown = installation.show(reference, at("2026-06-25"))
    assert {d["kind"] for d in shown["deadlines"]} == {"decision"}
    assert shown["standing"] == "met"


def test_a_late_start_that_was_wished_is_told_as_a_wish(sqlite_installation: Installation) -> None:
    """The clock runs all the same (law.md 7), but no letter says that we are not there yet."""
    made = sqlite_installation
    reference = made.register("2026-03-05", "aflastning")
    wished = NewGrant(service="aflastning", wished_on=date(2026, 5, 4))
    given = (Outcome.GRANTED, date(2026, 3, 20))
    sent = {"grants": [wished], "sent_on": date(2026, 3, 20)}
    made.act(decide, reference, *given, now=at("2026-03-20"), **sent)
    made.live(reference, at("2026-04-16", 12))
    (letter,) = made.texts(reference, "delivery-delay-notice")
    assert (
        "Du har bedt om, at hjælpen begynder senere. Du har ønsket den fra mandag den 4. maj"
        in letter
    )
    assert "ikke nået" not in letter


def test_supplier_and_period_of_a_grant_are_kept_and_a_wish_moves_no_date(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05")
    grant = NewGrant(
        service="rengøring",
        supplier="Hjemmepleje Nord",
        from_on=date(2026, 4, 1),
        until_on=date(2027, 3, 31),
        wished_on=date(2026, 5, 1),
    )
    decide(
        installation.office,
        "fjordby",
        reference,
        Outcome.GRANTED,
        date(2026, 3, 25),
        grants=[grant],
        now=at("2026-03-25"),
        actor="mk",
    )
    case = installation.show(reference, at("2026-03-25"))
    assert case["grants"] == [
        {
            "number": 1,
            "service": "rengøring",
            "supplier": "Hjemmepleje Nord",
            "from": "2026-04-01",
            "until": "2027-03-31",
            "wished": "2026-05-01",
            "holds": True,
            "delivered_on": None,
        }
    ]
    assert deadline_of(case, "delivery")["due_on"] == "2026-04-15"


def test_an_area_without_a_delivery_limit_gets_no_delivery_clock(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "bil")
    sqlite_installation.decide(reference, "2026-03-25", Outcome.GRANTED, sent="2026-03-25")
    case = sqlite_installation.show(reference, at("2026-03-25"))
    assert {d["kind"] for d in case["deadlines"]} == {"decision"}
    assert case["standing"] == "met"


def test_the_unsent_draft_goes_when_the_case_is_decided(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.live(reference, at("2026-03-24"))
    assert "delay-notice" in installation.kinds(reference, at("2026-03-24"))
    installation.decide(reference, "2026-03-25", sent="2026-03-25")
    letters = installation.show(reference, at("2026-03-25"))["letters"]
    (notice,) = [le for le in letters if le["kind"] == "delay-notice"]
    assert (notice["state"], notice["withdrawn"]) == ("cancelled", "done in the meantime")


def test_decided_first_the_acknowledgement_is_cancelled(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-05", sent="2026-03-05")
    installation.dispatch(at("2026-03-05", 10))
    letters = installation.show(reference, at("2026-03-05", 10))["letters"]
    assert [(le["kind"], le["state"]) for le in letters] == [("acknowledgement", "cancelled")]
    assert installation.files() == []


@pytest.mark.parametrize(
    ("on", "outcome", "grants", "said"),
    [
        pytest.param("2026-03-04", Outcome.REFUSED, (), "before", id="decided before received"),
        pytest.param("2026-03-26", Outcome.REFUSED, (), "future", id="decided tomorrow"),
        pytest.param(
            "2026-03-20", Outcome.REFUSED, ("tøjvask",), "grants nothing", id="refused with grants"
        ),
        pytest.param(
            "2026-03-20",
            Outcome.GRANTED,
            ("tøj\x00vask",),
            "cannot be seen",
            id="control character",
        ),
    ],
)
def test_an_impossible_decision_is_refused_and_changes_nothing(
    case: tuple[Installation, str], on: str, outcome: Outcome, grants: tuple[str, ...], said: str
) -> None:
    installation, reference = case
    before = installation.show(reference, at("2026-03-25"))
    with pytest.raises(Refused, match=said):
        installation.decide(reference, on, outcome, *grants, now=at("2026-03-25"))
    assert installation.show(reference, at("2026-03-25")) == before


def test_a_second_decision_is_refused(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-20")
    with pytest.raises(Refused, match="was decided on 2026-03-20"):
        installation.decide(reference, "2026-03-21", Outcome.GRANTED)


# Sent


def test_decided_and_unsent_on_the_next_open_day_is_a_task(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    installation.decide(reference, "2026-04-01")  # Easter follows: Tuesday 7 April is the next
    installation.sweep(at("2026-04-06", 12))
    assert installation.tasks(reference, at("2026-04-06", 12)) == []
    installation.sweep(at("2026-04-07", 7))
    assert installation.tasks(reference, at("2026-04-07", 7)) == ["send-decision"]


def test_sending_the_decision_closes_the_task(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-20")
    installation.sweep(at("2026-03-24"))
    installation.sent(reference, "2026-03-24", now=at("2026-03-24", 10))
    assert installation.tasks(reference, at("2026-03-24", 10)) == []


def test_a_decided_case_that_is_not_sent_says_so(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-20")
    assert installation.show(reference, at("2026-03-20"))["standing"] == "not-sent"


def test_where_the_council_counts_to_sending_deciding_stops_no_clock(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-05", "hjaelpemidler")  # due 19 March
    installation.decide(reference, "2026-03-18")
    case = installation.show(reference, at("2026-03-20"))
    assert case["standing"] == "overdue"
    installation.sent(reference, "2026-03-20")
    case = installation.show(reference, at("2026-03-20"))
    assert (case["standing"], deadline_of(case)["met_on"]) == ("breached", "2026-03-20")


def test_where_the_council_counts_to_sending_an_unsent_decision_is_told(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "hjaelpemidler")
    sqlite_installation.decide(reference, "2026-03-16")
    case = sqlite_installation.live(reference, at("2026-03-18", 12))
    assert "delay-notice" in [le["kind"] for le in case["letters"] if le["state"] == "available"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        pytest.param("2026-03-19", "before", id="sent before it was made"),
        pytest.param("2026-03-26", "future", id="sent tomorrow"),
    ],
)
def test_an_impossible_day_of_sending_is_refused(
    case: tuple[Installation, str], on: str, said: str
) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-20")
    with pytest.raises(Refused, match=said):
        installation.sent(reference, on, now=at("2026-03-25"))


def test_sending_twice_is_refused(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    with pytest.raises(Refused, match="already"):
        installation.sent(reference, "2026-03-21")


def test_an_undecided_case_cannot_be_sent(case: tuple[Installation, str]) -> None:
    installation, reference = case
    with pytest.raises(Refused, match="has not been decided"):
        installation.sent(reference, "2026-03-21")


# Delivery


@pytest.fixture
def granted(sqlite_installation: Installation) -> tuple[Installation, str]:
    """Two services granted on Wednesday 25 March 2026, to be delivered by 15 April."""
    reference = sqlite_installation.register("2026-03-05")
    sqlite_installation.decide(
        reference, "2026-03-25", Outcome.GRANTED, "støvsugning", "tøjvask", sent="2026-03-25"
    )
    return sqlite_installation, reference


def standings(installation: Installation, reference: str, now: str) -> list[str]:
    case = installation.show(reference, at(now))
    return [d["standing"] for d in case["deadlines"] if d["kind"] == "delivery"]


def test_several_grants_must_be_named(granted: tuple[Installation, str]) -> None:
    installation, reference = granted
    with pytest.raises(Refused, match="2 grants wait for delivery"):
        installation.deliver(reference, "2026-03-27")


def test_each_grant_is_delivered_by_itself(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.decide(reference, "2026-03-25", Outcome.GRANTED, "støvsugning", "tøjvask")
    installation.deliver(reference, "2026-03-27", grant=2)
    assert standings(installation, reference, "2026-03-27") == ["on-track", "met"]
    installation.deliver(reference, "2026-04-16")  # one alone is left, and need not be named
    assert standings(installation, reference, "2026-04-16") == ["breached", "met"]


def test_a_partial_delivery_ends_no_clock(granted: tuple[Installation, str]) -> None:
    installation, reference = granted
    installation.deliver(reference, "2026-03-27", grant=1, partial=True)
    assert standings(installation, reference, "2026-04-16")[0] == "overdue"
    installation.deliver(reference, "2026-04-16", grant=1)
    assert standings(installation, reference, "2026-04-16")[0] == "breached"


def test_help_that_is_late_is_told_with_its_own_letter(granted: tuple[Installation, str]) -> None:
    installation, reference = granted
    installation.deliver(reference, "2026-03-27", grant=1)
    installation.live(reference, at("2026-04-14", 12))
    (letter,) = installation.texts(reference, "delivery-delay-notice")
    assert "Vi bevilgede dig tøjvask (serviceloven § 83)" in letter
    assert "Hjælpen skulle være i gang senest onsdag den 15. april 2026" in letter


def test_delivered_help_gets_no_letter(granted: tuple[Installation, str]) -> None:
    installation, reference = granted
    for number in (1, 2):
        installation.deliver(reference, "2026-04-10", grant=number)
    installation.live(reference, at("2026-05-14", 12))
    assert installation.kinds(reference, at("2026-05-14")) == []


@pytest.mark.parametrize(
    ("on", "grant", "said"),
    [
        pytest.param("2026-03-04", 1, "before", id="before the application"),
        pytest.param("2026-03-24", 1, "before", id="before the decision that grants it"),
        pytest.param("2026-04-02", 1, "future", id="tomorrow"),
        pytest.param("2026-03-27", 3, "no grant 3", id="a grant there is not"),
        pytest.param("2026-03-27", 0, "no grant 0", id="grants are counted from 1"),
    ],
)
def test_an_impossible_delivery_is_refused(
    granted: tuple[Installation, str], on: str, grant: int, said: str
) -> None:
    installation, reference = granted
    with pytest.raises(Refused, match=said):
        installation.deliver(reference, on, grant=grant, now=at("2026-04-01"))


def test_delivered_twice_is_refused(granted: tuple[Installation, str]) -> None:
    installation, reference = granted
    installation.deliver(reference, "2026-03-27", grant=1)
    with pytest.raises(Refused, match="delivered already"):
        installation.deliver(reference, "2026-03-28", grant=1)


def test_help_before_the_decision_is_refused_in_an_ordinary_case(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    with pytest.raises(Refused, match="nothing has been granted"):
        installation.deliver(reference, "2026-03-06")


def test_a_refusal_can_not_be_delivered(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.decide(reference, "2026-03-20")
    with pytest.raises(Refused, match="grants nothing"):
        installation.deliver(reference, "2026-03-21")


def test_acute_help_may_come_before_the_decision(installation: Installation) -> None:
    reference = installation.register("2026-03-10", acute=AcuteNeed("er faldet"))
    installation.deliver(reference, "2026-03-10")
    case = installation.show(reference, at("2026-03-10", 10))
    assert deadline_of(case, "delivery", track="acute")["standing"] == "met"
    assert deadline_of(case, "decision", track="acute")["met_on"] is None


def test_acute_help_that_came_first_is_not_owed_again_after_the_decision(
    installation: Installation,
) -> None:
    reference = installation.register("2026-03-10", acute=AcuteNeed("er faldet"))
    installation.deliver(reference, "2026-03-10")
    installation.decide(reference, "2026-03-10", Outcome.GRANTED, sent="2026-03-10")
    case = installation.live(reference, at("2026-06-10"))
    assert {d["standing"] for d in case["deadlines"]} == {"met"}
    assert "delivery-delay-notice" not in [le["kind"] for le in case["letters"]]


def test_a_clock_that_the_law_starts_runs_without_a_decision(installation: Installation) -> None:
    reference = installation.register("2026-03-05", "lov.stofmisbrugsbehandling")
    case = installation.show(reference, at("2026-03-05"))
    assert deadline_of(case, "delivery")["due_on"] == "2026-03-19"
    installation.deliver(reference, "2026-03-19")
    case = installation.show(reference, at("2026-03-20"))
    assert deadline_of(case, "delivery")["standing"] == "met"
