"""Everything that one letter says, as values: frozen when the letter is approved, kept as JSON."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from notifications.cleaning import (
    LONGEST_WORD,
    cpr_number_in,
    longest_word_in,
    one_line,
    vague_word_in,
)
from notifications.errors import LetterError
from notifications.formats import Language
from notifications.kinds import LetterKind
from rules.steps import StartEvent

Role = Literal["representative", "custody-holder", "guardian"]


def _line(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


def _line_or_none(value: Any) -> Any:
    return _line(value) or None


def _lines(value: Any) -> Any:
    return tuple(filter(None, map(_line, value))) if isinstance(value, list | tuple) else value


#: One line of text; what cannot be seen is taken out, see `notifications.cleaning`.
Line = Annotated[str, BeforeValidator(_line)]
#: The same, where an empty text means that there is none.
OptionalLine = Annotated[str | None, BeforeValidator(_line_or_none)]
Lines = Annotated[tuple[str, ...], BeforeValidator(_lines)]
#: Reasons as `rules.steps.steps_to_json` writes them.
Steps = tuple[dict[str, Any], ...]


class _Values(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sender(_Values):
    """The municipality that writes."""

    name: Line
    address_lines: Lines = ()
    cvr: OptionalLine = None


class Addressee(_Values):
    """Who the envelope is for; name and address fill at most seven lines of its window."""

    name: Line
    address_lines: Lines = ()


class Window(_Values):
    """Where the address stands, in millimetres from the paper's edge; ask the print supplier."""

    top: int = Field(default=40, ge=36, le=50)
    left: int = Field(default=20, ge=15, le=30)


class CaseLine(_Values):
    """One case of an application that concerns several areas."""

    area: Line
    law: Line = ""
    due_on: date | None = None
    reference: Line
    steps: Steps = ()


class LetterData(_Values):
    """What one letter says. `area`, `grant`, `awaiting`, `reason` are words inside sentences.

    A promise is `promised_on`, or `time_frame` with `next_letter_on` and what is awaited. Times
    are instants, or naive and Copenhagen's. Raises `LetterError`, in one plain line, for a letter
    that lacks what its kind must say, for a wording that promises nothing, and for a text that
    holds what looks like a CPR number or a word that fits on no line.
    """

    kind: LetterKind
    language: Language
    reference: Line
    letter_on: date
    municipality: Sender
    recipient: Addressee
    window: Window = Window()
    applicant_name: Line
    role: Role | None = None
    copy_of: OptionalLine = None  # who has the letter that this one is a copy of
    team: Line = ""
    phone: OptionalLine = None
    hours: OptionalLine = None
    signed_by: OptionalLine = None
    can_reply: bool = False
    paper: bool = False
    postal_days: int = 6
    complaint_to: OptionalLine = None
    duty_phone: OptionalLine = None

    area: Line
    law: Line = ""
    received_on: date
    due_on: date | None = None
    ends: Literal["decided", "sent"] = "decided"
    starts: StartEvent = StartEvent.RECEIPT
    steps: Steps = ()
    delivery_limit: OptionalLine = None
    cases: tuple[CaseLine, ...] = ()

    promised_on: date | None = None
    time_frame: OptionalLine = None
    awaiting: OptionalLine = None
    awaiting_applicant: bool = False
    next_letter_on: date | None = None
    reason: OptionalLine = None
    deadline_passed: bool = False
    last_notice_on: date | None = None
    last_promised_on: date | None = None
    last_time_frame: OptionalLine = None

    acute_decision_on: date | None = None
    acute_decision_at: datetime | None = None
    acute_delivery_on: date | None = None
    applicant_phone: OptionalLine = None
    call_by: datetime | None = None
    ordinary_due_on: date | None = None

    remand_received_on: date | None = None
    earlier_decided_on: date | None = None
    help_resumed: bool = False
    part_only: bool = False

    grant: OptionalLine = None
    decided_on: date | None = None
    free_choice: bool = False
    own_wish: bool = False

    told_on: date | None = None
    old_due_on: date | None = None
    correction_reason: OptionalLine = None

    @model_validator(mode="after")
    def _says_what_it_must(self) -> Self:
        for field in ("reference", "area", "applicant_name", *NEEDED[self.kind]):
            if not getattr(self, field):
                raise LetterError(f"the letter {self.kind} cannot be written: {field} is missing")
        if not (self.recipient.name and self.municipality.name):
            raise LetterError("the letter needs a name of its recipient and of the municipality")
        if self.kind in PROMISING and not (self.promised_on or self._time_frame_told):
            raise LetterError(
                f"the letter {self.kind} promises nothing: give the new date, "
                "or a time frame and the day of the next letter"
            )
        if self.kind is LetterKind.ACUTE_CONFIRMATION and not (
            self.acute_decision_on or self.acute_decision_at
        ):
            raise LetterError("the acute confirmation needs the day of the decision")
        return self

    @property
    def _time_frame_told(self) -> bool:
        return bool(self.time_frame and self.next_letter_on)

    @model_validator(mode="after")
    def _says_nothing_it_must_not(self) -> Self:
        for what, text in typed_texts(self):
            if cpr_number_in(text):
                raise LetterError(f"{what} holds what looks like a CPR number: take it out")
            if longest_word_in(text) > LONGEST_WORD:
                raise LetterError(
                    f"{what} holds a word of {longest_word_in(text)} characters, which does not "
                    "fit on a line: put a space into it"
                )
        for field in ("time_frame", "last_time_frame", "awaiting", "reason", "correction_reason"):
            if found := vague_word_in(getattr(self, field) or ""):
                raise LetterError(
                    f'"{found}" in {WHAT[field]} promises nothing: '
                    'write a date, or a length of time such as "4 uger"'
                )
        return self


_DELAY: Final = ("due_on",)

#: What each kind cannot be written without, beside what every letter has.
NEEDED: Final[Mapping[LetterKind, tuple[str, ...]]] = {
    LetterKind.ACKNOWLEDGEMENT: (),
    LetterKind.DELAY_NOTICE: _DELAY,
    LetterKind.RENEWED_DELAY_NOTICE: ("last_notice_on",),
    LetterKind.ACUTE_CONFIRMATION: (),
    LetterKind.REMAND_RECEIPT: ("remand_received_on",),
    LetterKind.DELIVERY_DELAY_NOTICE: _DELAY,
    LetterKind.RENEWED_DELIVERY_DELAY_NOTICE: ("last_notice_on",),
    LetterKind.CORRECTED_DEADLINE: ("told_on", "old_due_on", "correction_reason"),
}

#: Letters that say when something late can be expected.
PROMISING: Final = frozenset(
    {
        LetterKind.DELAY_NOTICE,
        LetterKind.RENEWED_DELAY_NOTICE,
        LetterKind.DELIVERY_DELAY_NOTICE,
        LetterKind.RENEWED_DELIVERY_DELAY_NOTICE,
    }
)

#: What to call a typed value when it must be put right.
WHAT: Final[Mapping[str, str]] = {
    "municipality": "the municipality's name and address",
    "recipient": "the recipient's name and address",
    "cases": "the list of cases",
    "reference": "the case number",
    "applicant_name": "the applicant's name",
    "copy_of": "the representative's name",
    "team": "the team's name",
    "phone": "the telephone number",
    "hours": "the opening hours",
    "signed_by": "the signature",
    "complaint_to": "the place to complain",
    "duty_phone": "the duty officer's telephone number",
    "area": "the area",
    "law": "the law",
    "delivery_limit": "the delivery limit",
    "time_frame": "the time frame",
    "last_time_frame": "the last time frame",
    "awaiting": "what the case waits for",
    "reason": "the reason",
    "applicant_phone": "the applicant's telephone number",
    "grant": "the granted help",
    "correction_reason": "the reason of the correction",
}

#: Parts of the values above that have a name of their own.
PARTS: Final[Mapping[tuple[str, str], str]] = {
    ("recipient", "name"): "the recipient's name",
    ("recipient", "address_lines"): "the recipient's address",
    ("municipality", "name"): "the municipality's name",
    ("municipality", "address_lines"): "the municipality's address",
}


def typed_texts(data: LetterData) -> Iterator[tuple[str, str]]:
    """Every text of a letter that somebody typed, with what it is called."""
    for field, what in WHAT.items():
        value = getattr(data, field)
        for part, text in _texts(value):
            yield PARTS.get((field, part), what), text


def _texts(value: Any, part: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield part, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, part)
