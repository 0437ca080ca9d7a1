"""What programs get: the keys of `rettidig show --json`, which are a contract."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """An answer; later versions may add keys."""

    model_config = ConfigDict(extra="allow")


class RuleOut(Shape):
    """Which version of which rule gave a date."""

    area: str
    version: str | None
    published: str | None


class DeadlineOut(Shape):
    """One date of a case."""

    kind: str = Field(examples=["decision"])
    track: str = Field(examples=["ordinary"])
    round: int
    starts_on: date
    due_on: date
    act_by: date
    met_on: date | None
    standing: str = Field(examples=["on-track"])
    told: str | None = None
    days_late: int = 0
    rule: RuleOut


class CaseOut(Shape):
    """One case as it stands."""

    reference: str = Field(examples=["2026-0257"])
    area: str
    version: int
    standing: str
    told: str | None
    team: str | None
    caseworker: str | None
    deadlines: list[DeadlineOut]
    promises: list[dict[str, Any]]
    letters: list[dict[str, Any]]
    tasks: list[dict[str, Any]]
    events: list[dict[str, Any]]


class CaseLine(Shape):
    """One case of a list, with its nearest date."""

    reference: str
    area: str
    team: str | None
    caseworker: str | None
    standing: str
    received_on: date
    act_by: date | None
    due_on: date | None


class CasePage(Shape):
    """One page of a list."""

    items: list[CaseLine]
    next: str | None = Field(description="The cursor of the page after this one; null at the end.")


class RegisteredCase(Shape):
    """One case of an application that was registered."""

    reference: str
    area: str
    deadlines: list[DeadlineOut]
    without: list[str]


class RegisteredOut(Shape):
    """An application that was registered, with a case for each area."""

    application: str
    cases: list[RegisteredCase]


class AreaOut(Shape):
    """One area with the limits in force."""

    area: str
    title: str
    law: list[str]
    version: str
    in_force_from: date | None
    in_force_until: date | None
    decision: str | None
    delivery: str | None
    status: str


class DueOut(Shape):
    """A date with its reasons."""

    due_on: date
    act_by: date
    due_at: datetime | None = None
    steps: list[dict[str, Any]]
    sentences: list[str]
