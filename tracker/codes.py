"""The codes that are stored in columns, events and tasks, and shown in `--json`."""

from enum import StrEnum


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    UNCHANGED = "unchanged"  # a reassessment that leaves the help as it is


class ComplaintOutcome(StrEnum):
    """What the municipality's own second look came to."""

    NEW_DECISION = "new-decision"
    PARTLY = "partly"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"


class BoardOutcome(StrEnum):
    """What the appeals board answered."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"
    CHANGED = "changed"
    ANNULLED = "annulled"
    REMANDED = "remanded"


class FollowUpKind(StrEnum):
    """Why granted help is looked at again, or that another supplier was asked for."""

    FOLLOW_UP = "follow-up"
    REASSESSMENT = "reassessment"
    SUPPLIER_CHANGE = "supplier-change"


class Ending(StrEnum):
    """How a case ended otherwise than by a decision."""

    WITHDRAWN = "withdrawn"
    DIED = "died"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    DISMISSED = "dismissed"
    JOINED = "joined"


class LinkKind(StrEnum):
    """How a case belongs together with another."""

    SPLIT_FROM = "split-from"
    JOINED_INTO = "joined-into"


class Form(StrEnum):
    """How an application came."""

    DIGITAL = "digital"
    LETTER = "letter"
    ORAL = "oral"


class Role(StrEnum):
    """Who a party is in the case."""

    APPLICANT = "applicant"
    CUSTODY_HOLDER = "custody-holder"
    CHILD = "child"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    REPORTER = "reporter"


class DigitalPost(StrEnum):
    """Whether a party receives Digital Post; unknown is treated as paper."""

    REGISTERED = "registered"
    EXEMPT = "exempt"
    UNKNOWN = "unknown"


class DispatchState(StrEnum):
    """Where one letter is on its way; only `available` counts as told."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    AVAILABLE = "available"
    RETURNED = "returned"
    FAILED = "failed"
    CANCELLED = "cancelled"


class EventKind(StrEnum):
    """What happened in a case."""

    REGISTERED = "registered"
    REMAND_RECEIVED = "remand-received"
    ACUTE_SET = "acute-set"
    ACUTE_CLEARED = "acute-cleared"
    DEADLINE_SET = "deadline-set"
    DEADLINE_MOVED = "deadline-moved"
    DEADLINE_ENDED = "deadline-ended"
    WITHOUT_DEADLINE = "without-deadline"
    AWAITING = "awaiting"
    AWAITING_ENDED = "awaiting-ended"
    EXPECTED = "expected"
    DECIDED = "decided"
    DECISION_SENT = "decision-sent"
    DELIVERED = "delivered"
    COMPLAINT_RECEIVED = "complaint-received"
    RECONSIDERED = "reconsidered"
    FORWARDED = "forwarded"
    BOARD_ANSWERED = "board-answered"
    EFFECTUATED = "effectuated"
    REMINDER_RECEIVED = "reminder-received"
    REMINDER_ANSWERED = "reminder-answered"
    HEARD = "heard"
    HEARING_ANSWERED = "hearing-answered"
    FOLLOW_UP_PLANNED = "follow-up-planned"
    FOLLOW_UP_DONE = "follow-up-done"
    SUPPLIER_ASKED = "supplier-asked"
    SUPPLIER_KEPT = "supplier-kept"
    SUPPLIER_CHANGED = "supplier-changed"
    GRANT_ENDED = "grant-ended"
    GRANT_DATED = "grant-dated"
    RECLASSIFIED = "reclassified"
    SPLIT = "split"
    JOINED = "joined"
    HANDED_OVER = "handed-over"
    REOPENED = "reopened"
    REASSESSMENT_OPENED = "reassessment-opened"
    CORRECTED = "corrected"
    ENDED = "ended"
    NOTICE_DRAFTED = "notice-drafted"
    NOTICE_APPROVED = "notice-approved"
    NOTICE_WITHDRAWN = "notice-withdrawn"
    LETTER_SENT = "letter-sent"
    LETTER_AVAILABLE = "letter-available"
    LETTER_RETURNED = "letter-returned"
    LETTER_FAILED = "letter-failed"
    TASK_OPENED = "task-opened"
    TASK_DONE = "task-done"
    PARTY_CHANGED = "party-changed"
    DOSSIER_MADE = "dossier-made"


class DeadlineEvent(StrEnum):
    """What other systems are told about a date: the type of a CloudEvent."""

    SET = "dk.rettidig.deadline.set"
    MOVED = "dk.rettidig.deadline.moved"
    AT_RISK = "dk.rettidig.deadline.at-risk"
    OVERDUE = "dk.rettidig.deadline.overdue"
    MET = "dk.rettidig.deadline.met"
