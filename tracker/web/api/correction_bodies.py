"""What programs send to correct a recorded fact: what is right, or that it did not happen."""

from typing import Self, TypeVar

from pydantic import Field, model_validator

from tracker.codes import Outcome
from tracker.web.api.act_bodies import Number
from tracker.web.api.bodies import Body, Day, Flag, Instant, Words

Correction = TypeVar("Correction", bound=Body)


class DecisionCorrectionIn(Body):
    """What is right about the decision; or `undo` alone, where none was made."""

    why: Words = Field(examples=["Tastefejl i datoen"])
    decided_on: Day | None = Field(None, examples=["2026-03-19"])
    sent_on: Day | None = None
    outcome: Outcome | None = None
    undo: Flag = False

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        right = (self.decided_on, self.sent_on, self.outcome)
        return _either(self, undo=self.undo, right=any(value is not None for value in right))


class DeliveryCorrectionIn(Body):
    """The right day of the last delivery; or `undo`, where it did not happen."""

    why: Words = Field(examples=["Leveringen blev aflyst"])
    delivered_on: Day | None = Field(None, examples=["2026-03-24"])
    undo: Flag = False

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        return _either(self, undo=self.undo, right=self.delivered_on is not None)


def _either(body: Correction, *, undo: Flag, right: Flag) -> Correction:
    if undo == right:
        raise ValueError("give what is right, or undo: one of both")
    return body


class AcuteCorrectionIn(Body):
    """When the acute need became known, rightly."""

    since: Instant = Field(examples=["2026-03-05T08:14:00+01:00"])
    why: Words = Field(examples=["Opkaldet kom tidligere"])


class RemandCorrectionIn(Body):
    """The right day on which we received the board's decision."""

    received_on: Day = Field(examples=["2026-06-02"])
    why: Words = Field(examples=["Tastefejl i datoen"])


class ComplaintCorrectionIn(Body):
    """What is right about a complaint: one day; or `undo`, where there was no second look.

    `party` is whose complaint, the last one when left out.
    """

    why: Words = Field(examples=["Tastefejl i datoen"])
    received_on: Day | None = Field(None, examples=["2026-04-01"])
    reconsidered_on: Day | None = None
    forwarded_on: Day | None = None
    undo: Flag = False
    party: Number | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        days = (self.received_on, self.reconsidered_on, self.forwarded_on)
        if sum(day is not None for day in days) > 1:
            raise ValueError("correct one day at a time")
        return _either(self, undo=self.undo, right=any(day is not None for day in days))
