"""The tables: what is stored, keyed by municipality from the first column on."""

from sqlmodel import SQLModel

from tracker.models.appeal import BoardDecision, Complaint
from tracker.models.case import Application, Case, Party, ReferenceCounter, Round, Waiting
from tracker.models.clock import Deadline, PackFile, RuleVersion
from tracker.models.contact import CaseLink, FollowUp, Hearing, Reminder
from tracker.models.decision import Decision, Delivery, Grant
from tracker.models.event import Event, EventPayload
from tracker.models.log import AccountEvent, Lookup
from tracker.models.machine import Slot, Task
from tracker.models.machine_access import ApiToken, IdempotencyKey, Subscription, WebhookDelivery
from tracker.models.notice import Dispatch, Expectation, Notice
from tracker.models.summary import CaseSummary, DeadlineSummary, NameToken
from tracker.models.user import Membership, SavedForm, SignInAttempt, User, WebSession

metadata = SQLModel.metadata

__all__ = [
    "AccountEvent",
    "ApiToken",
    "Application",
    "BoardDecision",
    "Case",
    "CaseLink",
    "CaseSummary",
    "Complaint",
    "Deadline",
    "DeadlineSummary",
    "Decision",
    "Delivery",
    "Dispatch",
    "Event",
    "EventPayload",
    "Expectation",
    "FollowUp",
    "Grant",
    "Hearing",
    "IdempotencyKey",
    "Lookup",
    "Membership",
    "NameToken",
    "Notice",
    "PackFile",
    "Party",
    "ReferenceCounter",
    "Reminder",
    "Round",
    "RuleVersion",
    "SQLModel",
    "SavedForm",
    "SignInAttempt",
    "Slot",
    "Subscription",
    "Task",
    "User",
    "Waiting",
    "WebSession",
    "WebhookDelivery",
    "metadata",
]
