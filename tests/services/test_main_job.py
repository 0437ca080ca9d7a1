"""The main job: an application, its date, the letter before it slips, and the report."""

from datetime import date

from tests.helpers import Installation, at
from tracker.codes import Outcome
from tracker.services.deciding import decide


def test_a_case_that_slips_is_told_before_its_date(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    case = installation.live(reference, at("2026-03-05", 10))
    assert [letter["kind"] for letter in case["letters"]] == ["acknowledgement"]
    installation.live(reference, at("2026-03-24", 8))
    installation.live(reference, at("2026-03-31", 11, 59))
    assert len(installation.show(reference, at("2026-03-31"))["promises"]) == 0
    case = installation.live(reference, at("2026-03-31", 12))
    assert [letter["kind"] for letter in case["letters"]] == ["acknowledgement", "delay-notice"]
    assert case["letters"][1]["state"] == "available"
    case = installation.live(reference, at("2026-04-03"))
    assert case["standing"] == "overdue"
    assert case["told"] == "told-in-time"


def test_a_case_decided_in_time_gets_no_delay_notice(installation: Installation) -> None:
    reference = installation.register("2026-03-05")
    installation.live(reference, at("2026-03-24", 8))
    decide(
        installation.office,
        "fjordby",
        reference,
        Outcome.REFUSED,
        date(2026, 3, 25),
        sent_on=date(2026, 3, 25),
        now=at("2026-03-25"),
        actor="mk",
    )
    case = installation.live(reference, at("2026-04-10"))
    assert case["standing"] == "met"
    assert case["told"] is None
    assert case["promises"] == []
