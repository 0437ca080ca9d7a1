"""The tables: what is stored, keyed by municipality from the first column on."""

from sqlmodel import SQLModel

from tracker.models.appeal import BoardDecision, Complaint
from tracker.models.case import Application, Case, Party, ReferenceCounter, Round, Waiting
from tracker.models.clock import Deadline, PackFile, RuleVersion
from tracker.models.contact import CaseLink, FollowUp, Hearing, Reminder
from tracker.models.decision import Decision, Delivery, Grant
from tracker.models.event import Event, EventPayload
from tracker.models.machine import Slot, Task
from tracker.models.notice import Dispatch, Expectation, Notice

metadata = SQLModel.metadata

__all__ = [
    "Application",
    "BoardDecision",
    "Case",
    "CaseLink",
    "Complaint",
    "Deadline",
    "Decision",
    "Delivery",
    "Dispatch",
    "Event",
    "EventPayload",
    "Expectation",
    "FollowUp",
    "Grant",
    "Hearing",
    "Notice",
    "PackFile",
    "Party",
    "ReferenceCounter",
    "Reminder",
    "Round",
    "RuleVersion",
    "SQLModel",
    "Slot",
    "Task",
    "Waiting",
    "metadata",
]
