"""A limit shorter than the post: the letter goes on the first day (decision 009, looked at
again)."""

from tests.helpers import Installation, aase, at
from tracker.codes import DigitalPost

PAPER = (aase(digital_post=DigitalPost.EXEMPT),)


def test_five_hverdage_on_paper_are_told_at_once_and_by_telephone(
    installation: Installation,
) -> None:
    """S has passed: now (notices.md); the acknowledgement merges with the letter (row 16)."""
    reference = installation.register("2026-03-05", "pleje", parties=PAPER)
    now = at("2026-03-05")
    assert installation.kinds(reference, now) == ["delay-notice"]
    assert installation.tasks(reference, now) == ["telephone"]


def test_decided_before_it_leaves_nobody_is_told_of_a_delay(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "pleje", parties=PAPER)
    sqlite_installation.decide(reference, "2026-03-05", sent="2026-03-05", now=at("2026-03-05", 11))
    case = sqlite_installation.live(reference, at("2026-03-05", 12))
    assert [(le["kind"], le["state"]) for le in case["letters"]] == [("delay-notice", "cancelled")]


def test_five_hverdage_by_digital_post_wait_for_their_last_safe_day(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "pleje")
    kinds = sqlite_installation.kinds(reference, at("2026-03-05"))
    assert sorted(kinds) == ["acknowledgement", "delay-notice"]
    letters = sqlite_installation.live(reference, at("2026-03-05", 13))["letters"]
    assert [le["state"] for le in letters if le["kind"] == "delay-notice"] == ["draft"]
