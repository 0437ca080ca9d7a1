"""What programs send to act on a case: a body for each act, checked before anything is done."""

from typing import Annotated

from pydantic import Field, Strict

from notifications.causes import Cause
from rules.notice_facts import TaskKind
from rules.terms import DeadlineKind
from tracker.codes import (
    BoardOutcome,
    ComplaintOutcome,
    DigitalPost,
    Ending,
    FollowUpKind,
    Outcome,
    Role,
)
from tracker.web.api.bodies import (
    BirthDay,
    Body,
    Day,
    DayOrInstant,
    Flag,
    GrantIn,
    Line,
    Name,
    Words,
)

#: The number of a grant, a party or a decision of the case, as it is shown.
Number = Annotated[int, Strict(), Field(ge=1, le=1000)]


class DecisionIn(Body):
    """What was decided, and when; `sent_on` where the letter has left already."""

    outcome: Outcome = Field(examples=["granted"])
    decided: DayOrInstant = Field(examples=["2026-03-20"])
    sent_on: Day | None = None
    grants: list[GrantIn] = Field(default_factory=list, max_length=50)


class DayIn(Body):
    """The day something happened."""

    on: Day = Field(examples=["2026-03-20"])


class DeliveryIn(Body):
    """The help reached the citizen; `grant` is its number in the case, 1 the first."""

    delivered: DayOrInstant = Field(examples=["2026-03-25"])
    grant: Number | None = None
    partial: Flag = False


class ReasonIn(Body):
    """Why; it stays on file."""

    why: Words = Field(examples=["Behovet er dækket af en anden"])


class ComplaintIn(Body):
    """A complaint about the decision that holds; `party` is the complainant's number."""

    received_on: Day = Field(examples=["2026-04-02"])
    party: Number = 1


class ReconsiderationIn(Body):
    """What our second look came to."""

    outcome: ComplaintOutcome = Field(examples=["upheld"])
    on: Day = Field(examples=["2026-04-20"])
    party: Number | None = None
    grants: list[GrantIn] = Field(default_factory=list, max_length=50)


class ForwardedIn(Body):
    """The day a complaint went on; `party` is whose, the first that waits when left out."""

    on: Day = Field(examples=["2026-04-21"])
    party: Number | None = None


class BoardAnswerIn(Body):
    """What the appeals board answered, about the whole or a part."""

    outcome: BoardOutcome = Field(examples=["upheld"])
    received_on: Day = Field(examples=["2026-06-01"])
    decided_on: Day | None = None
    part: str | None = Field(None, max_length=500)
    grants: list[GrantIn] = Field(default_factory=list, max_length=50)
    ends: list[Number] = Field(default_factory=list, max_length=50)


class RemandIn(Body):
    """The board sent the case back; counted from our receipt."""

    received: DayOrInstant = Field(examples=["2026-06-01"])
    remanded_on: Day | None = None
    annuls: Number | None = None
    part: str | None = Field(None, max_length=500)
    ends: list[Number] = Field(default_factory=list, max_length=50)
    help_resumed: Flag | None = None


class WaitingIn(Body):
    """What the case waits for; no date moves."""

    cause: Cause = Field(examples=["doctor"])
    since: Day = Field(examples=["2026-03-10"])
    asked_on: Day | None = None
    note: str | None = Field(None, max_length=2000)


class ExpectationIn(Body):
    """When the answer or the help can be expected, and why it is late."""

    kind: DeadlineKind = DeadlineKind.DECISION
    expected_on: Day | None = Field(None, examples=["2026-04-30"])
    time_frame: str | None = Field(None, max_length=100)
    next_letter_on: Day | None = None
    cause: Cause | None = None
    reason: str | None = Field(None, max_length=600)
    reason_approved: Flag = False


class ClosingIn(Body):
    """How a case ended otherwise than by a decision."""

    ending: Ending = Field(examples=["withdrawn"])
    on: Day = Field(examples=["2026-03-20"])
    why: str | None = Field(None, max_length=2000)


class ReopeningIn(Body):
    """New facts came, or the need changed."""

    on: DayOrInstant = Field(examples=["2026-05-04"])
    why: Words = Field(examples=["Nye oplysninger fra lægen"])


class ReceiptIn(Body):
    """The right day of receipt, and why the record was wrong."""

    received: DayOrInstant = Field(examples=["2026-03-04"])
    why: Words = Field(examples=["Nye oplysninger fra lægen"])


class AreaIn(Body):
    """The right area, and why."""

    area: Line = Field(examples=["praktisk-hjaelp.rengoering"])
    why: Words = Field(examples=["Nye oplysninger fra lægen"])


class HandOverIn(Body):
    """Who takes the case over."""

    team: Name | None = Field(None, examples=["hjaelp"])
    caseworker: Name | None = None


class ReminderIn(Body):
    """The applicant asked where the case is."""

    on: Day = Field(examples=["2026-03-30"])
    note: str | None = Field(None, max_length=2000)


class HearingIn(Body):
    """The parties were heard; no date moves."""

    sent_on: Day = Field(examples=["2026-03-12"])
    answer_by: Day = Field(examples=["2026-03-26"])


class FollowUpIn(Body):
    """When granted help is looked at again."""

    kind: FollowUpKind = FollowUpKind.FOLLOW_UP
    due_on: Day = Field(examples=["2026-09-01"])
    grant: Number | None = None
    every: str | None = Field(None, max_length=40, examples=["6 måneder"])


class SupplierIn(Body):
    """The new supplier of a grant."""

    supplier: Line = Field(examples=["Fjordby Hjemmepleje"])
    on: Day = Field(examples=["2026-05-01"])
    grant: Number | None = None
    asked_on: Day | None = None


class SupplierAskedIn(Body):
    """The day the citizen asked for another supplier."""

    on: Day = Field(examples=["2026-04-20"])
    grant: Number | None = None


class GrantDatesIn(Body):
    """The days of a grant; what is left out stays."""

    grant: Number | None = None
    from_on: Day | None = None
    until_on: Day | None = None
    wished_on: Day | None = Field(None, examples=["2026-05-01"])


class GrantEndIn(Body):
    """What the citizen wants with a grant, and why: to give it up, or to keep its supplier."""

    on: Day = Field(examples=["2026-05-01"])
    why: Words = Field(examples=["Nye oplysninger fra lægen"])
    grant: Number | None = None


class PartyChangeIn(Body):
    """What is new about a party, or was recorded wrongly, by its number, 1 the first; what is left
    out stays. A CPR number, a role or a principal that was wrong needs `why`."""

    party: Number = 1
    name: Line | None = None
    cpr: str | None = Field(None, max_length=11, examples=["010190-0000"])
    address: list[Line] | None = Field(None, max_length=7)
    phone: Name | None = Field(None, examples=["12 34 56 78"])
    language: str | None = Field(None, pattern="^(da|en)$")
    digital_post: DigitalPost | None = None
    secret_address: Flag | None = None
    must_be_told: Flag | None = None
    scope: str | None = Field(None, max_length=500)
    gets_copy: Flag | None = None
    role: Role | None = None
    represents: Number | None = None
    born: BirthDay | None = None
    until: Day | None = None
    stays: Flag = False
    died_on: Day | None = None
    lives: Flag = False
    why: str | None = Field(None, max_length=2000, examples=["Tastet forkert"])


class TaskIn(Body):
    """The kind of the tasks that are done."""

    kind: TaskKind = Field(examples=["telephone"])
