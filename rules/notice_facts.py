"""The facts that the table of notices weighs, and the acts that it asks for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.terms import NoticeDuty, Reach


class NoticeState(StrEnum):
    """Where a notice is on its way to existing."""

    DRAFT = "draft"
    APPROVED = "approved"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """One delay notice that a party has, or will have, about a clock.

    `promised_until` is the end of what it promised; `available_at` the instant it was proven
    available to the party, None while queued or merely sent.
    """

    for_date: date
    state: NoticeState
    promised_until: date | None = None
    claimed: bool = False
    dispatched_at: datetime | None = None
    available_at: datetime | None = None
    returned: bool = False
    automatic: bool = False
    approved_at: datetime | None = None

    @property
    def unsent(self) -> bool:
        """Still ours to change: no copy has left, and none is in the hands of the dispatcher."""
        active = self.state in {NoticeState.DRAFT, NoticeState.APPROVED}
        return active and not self.claimed and self.dispatched_at is None

    @property
    def proven(self) -> bool:
        """Approved, and known to have reached the party."""
        return (
            self.state is NoticeState.APPROVED
            and self.available_at is not None
            and not self.returned
        )


@dataclass(frozen=True, slots=True)
class Recipient:
    """One party who must be told: how a letter reaches them and what they have been told."""

    reach: Reach
    notices: tuple[NoticeFact, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else decides whether a letter must go: the case's life, what the caseworker has set."""

    notice: NoticeDuty = NoticeDuty.APPLICANT
    reason_mandatory: bool = False
    reason_given: bool = False
    ended: bool = False
    died: bool = False
    unsent_since: date | None = None  # decided that day, and the decision has not been sent
    later_date_set_at: datetime | None = None  # when a date later than the promise was recorded


class ActKind(StrEnum):
    """What the sweep carries out."""

    DRAFT = "draft"
    SEND = "send"
    CANCEL = "cancel"
    SUPERSEDE = "supersede"
    NEXT_CHANNEL = "next-channel"
    TASK = "task"


class TaskKind(StrEnum):
    """What a person must do; the machine cannot."""

    SET_DATE_AND_REASON = "set-date-and-reason"
    TELEPHONE = "telephone"
    REASON_MISSING = "reason-missing"
    LATE_AND_UNTOLD = "late-and-untold"
    SECOND_AUTOMATIC = "second-automatic-notice"
    NO_RECEIPT = "no-receipt"
    SEND_DECISION = "send-decision"
    DEATH = "death"
    WITHOUT_DEADLINE = "without-deadline"
    RESUME_HELP = "resume-help"
    FORWARD_COMPLAINT = "forward-complaint"
    EFFECTUATE = "effectuate"
    ANSWER_REMINDER = "answer-reminder"
    FOLLOW_UP = "follow-up"
    LETTER_FAILED = "letter-failed"
    TELL_APPLICANT = "tell-applicant"
    CHANGE_SUPPLIER = "change-supplier"
    REASSESS = "reassess"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that must exist now; `row` is the row of the table that asks for it."""

    kind: ActKind
    row: int
    for_date: date | None = None
    task: TaskKind | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The acts of one look, the date at stake, and when to look again (None: not by itself)."""

    acts: tuple[Act, ...]
    at_stake: date
    look_again_at: datetime | None
