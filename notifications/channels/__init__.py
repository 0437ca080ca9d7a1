"""The ways a letter leaves the house."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One letter ready to go; `message_uuid` stays the same when it is sent again."""

    message_uuid: UUID
    channel: str  # digital-post, paper
    municipality_code: str
    reference: str
    kind: str
    subject: str
    recipient: str
    cpr: str | None
    letter_on: date
    pdf: bytes
    pdf_sha256: str


class Channel(Protocol):
    """Something that takes letters; sending the same message twice must change nothing."""

    def send(self, letter: Outgoing) -> None:
        """Take over one letter; raises `ChannelError`."""

    def finish(self) -> None:
        """End a run of letters: make the lists that a person works from; raises `ChannelError`."""
