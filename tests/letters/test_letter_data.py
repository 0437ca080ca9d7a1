"""What a letter must know before it can be written, and what it must not hold."""

from typing import Any

import pytest
from pydantic import ValidationError

from notifications.errors import LetterError, NotificationError
from notifications.letter_data import LetterData
from tests.letters.examples import example


@pytest.mark.parametrize(
    ("variant", "changes", "message"),
    [
        ("delay-notice", {"due_on": None}, "delay-notice cannot be written: due_on is missing"),
        ("delivery-delay-notice", {"due_on": None}, "due_on is missing"),
        ("renewed-delay-notice", {"last_notice_on": None}, "last_notice_on is missing"),
        ("renewed-delivery-delay-notice", {"last_notice_on": None}, "last_notice_on is missing"),
        ("remand-receipt", {"remand_received_on": None}, "remand_received_on is missing"),
        ("corrected-deadline", {"correction_reason": " "}, "correction_reason is missing"),
        ("corrected-deadline", {"told_on": None}, "told_on is missing"),
        ("acute-confirmation", {"acute_decision_on": None}, "needs the day of the decision"),
        ("acknowledgement", {"area": "\u200b"}, "area is missing"),
        ("acknowledgement", {"reference": ""}, "reference is missing"),
        ("acknowledgement", {"recipient": {"name": "\n"}}, "needs a name of its recipient"),
        ("delay-notice", {"promised_on": None}, "promises nothing: give the new date"),
        ("delay-notice/no-date", {"next_letter_on": None}, "promises nothing: give the new date"),
        ("delay-notice/no-date", {"time_frame": ""}, "promises nothing: give the new date"),
        (
            "delay-notice/no-date",
            {"time_frame": "hurtigst muligt"},
            '"hurtigst muligt" in the time frame promises nothing: write a date, or a length',
        ),
        ("delay-notice", {"reason": "Vi svarer snarest."}, '"snarest" in the reason promises'),
        ("delay-notice", {"reason": "As soon as possible"}, '"as soon as possible" in the reason'),
        (
            "delay-notice",
            {"reason": "a" * 61},
            "the reason holds a word of 61 characters, which does not fit on a line",
        ),
        (
            "delay-notice",
            {"reason": "Sagen om 010190-1234 venter."},
            "the reason holds what looks like a CPR number: take it out",
        ),
        ("delay-notice", {"signed_by": "Åse 0101901234"}, "the signature holds what looks like"),
        (
            "delay-notice",
            {"recipient": {"name": "Åse", "address_lines": ["3112991234"]}},
            "the recipient's address holds what looks like a CPR number",
        ),
    ],
)
def test_refused_in_one_plain_line(variant: str, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(LetterError) as caught:
        example(variant, **changes)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, NotificationError)


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "Sag 4512991234 og 0113901234 venter."},
        {"phone": "+45 89 59 10 00"},
        {"reference": "2026-0257-0101"},
    ],
    ids=["no such day or month", "telephone", "case number"],
)
def test_not_refused(changes: dict[str, Any]) -> None:
    assert example("delay-notice", **changes).kind == "delay-notice"


@pytest.mark.parametrize(
    "changes",
    [{"kind": "letter"}, {"language": "de"}, {"cpr": "x"}, {"window": {"top": 80, "left": 20}}],
    ids=str,
)
def test_a_misspelt_or_unknown_value_is_refused(changes: dict[str, Any]) -> None:
    values = example("delay-notice").model_dump()
    with pytest.raises(ValidationError):
        LetterData.model_validate(values | changes)


def test_values_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        example("delay-notice").reason = "x"
