"""What the files of a pack may say: the keys of each table, and nothing else."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from rules.calendar import FIRST_DAY, LAST_DAY
from rules.counting import MonthEnd, Roll
from rules.limit_schema import PublishedLimit
from rules.municipality_codes import MUNICIPALITY_CODES
from rules.pack_fields import (
    AreaId,
    Code,
    Cvr,
    Day,
    Kle,
    LimitText,
    Line,
    PeriodText,
    Phrase,
)
from rules.pack_table import Table, Word
from rules.standard_schema import StandardEntry
from rules.terms import NoticeDuty

MonthEndWord = Annotated[MonthEnd, Word]
RollWord = Annotated[Roll, Word]

Hverdag = Literal["mon-fri", "mon-sat"]
Arbejdsdag = Literal["working-days", "open-days"]
Ends = Literal["decided", "sent"]
#: A remand and an acute need are tracks of a case, not starts that a rule may choose.
DecisionStart = Literal[
    "receipt", "contact", "discharge", "awareness", "formally-started", "waiting-list", "complaint"
]
DeliveryStart = Literal[
    "decision", "receipt", "contact", "discharge", "awareness", "formally-started", "waiting-list"
]


class DecisionEntry(PublishedLimit):
    """How long until the decision, in the words that count and the words that were published."""

    starts: DecisionStart = Field("receipt", alias="from")


class DeliveryEntry(PublishedLimit):
    """How long until the help has reached the citizen."""

    starts: DeliveryStart = Field("decision", alias="from")


class OwnLimitEntry(PublishedLimit):
    """A limit of its own beside the two clocks; what starts it lies in its name."""


class AcuteEntry(Table):
    """What applies when help is needed at once."""

    decision: LimitText | None = None
    delivery: LimitText | None = None
    published: Line | None = None


class RemandedEntry(Table):
    """What applies when the appeals board has sent a case back."""

    same: bool = False
    within: LimitText | None = None
    at_most: LimitText | None = None
    published: Line | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if self.same == (self.within is not None):
            raise ValueError(
                'say either same = true (the area\'s own limit again) or within = "4 uger" '
                "(a limit of its own): a case that comes back always has a limit "
                "(retssikkerhedsloven § 3 a)"
            )
        if self.at_most is not None and not (self.same and self.at_most.computable):
            raise ValueError('at_most goes with same = true and is a length, such as "4 uger"')
        return self


class AreaEntry(Table):
    """What council rules and rules set by law have in common."""

    id: AreaId
    title: Line
    phrase: Phrase
    phrase_en: Phrase | None = None
    law: list[Line] = Field(default_factory=list)
    former_law: list[Line] = Field(default_factory=list)
    words: list[Line] = Field(default_factory=list)
    kle: Kle | None = None
    decision: DecisionEntry | None = None
    delivery: DeliveryEntry | None = None
    child_from_age: Annotated[int, Field(ge=1, le=17)] | None = None
    roll: RollWord | None = None
    in_force_from: Day | None = None
    in_force_until: Day | None = None

    @model_validator(mode="after")
    def _clocks(self) -> Self:
        if self.decision is None and self.delivery is None:
            raise ValueError(
                'the area has no limit: add decision = { within = "4 uger" }, '
                'or decision = { within = "ikke fastsat" } where none is published'
            )
        if self.decision is None and self.delivery and self.delivery.starts == "decision":
            raise ValueError(
                "the delivery limit runs from a decision that has no limit: add "
                'decision = { within = "ikke fastsat" }, or say what starts the delivery, '
                'from = "discharge"'
            )
        return self

    @field_validator("in_force_until")
    @classmethod
    def _order(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("in_force_from")
        if first and last and last < first:
            raise ValueError(
                f"{last} lies before in_force_from {first}: "
                "write the last day on which the rule applies"
            )
        return last


class CouncilArea(AreaEntry):
    """One version of the limits that a council has set for one service."""

    team: AreaId | None = None
    supplier_change: OwnLimitEntry | None = None
    reassessment: OwnLimitEntry | None = None
    acute: AcuteEntry | None = None
    remanded: RemandedEntry | None = None
    ends: Ends | None = None
    month_end: MonthEndWord | None = None
    hverdag: Hverdag | None = None
    arbejdsdag: Arbejdsdag | None = None
    adopted_on: Day | None = None
    source: Line | None = None
    standard: AreaId | None = None
    total_expected: LimitText | None = None


class StatutoryArea(AreaEntry):
    """One limit that a statute sets, with what follows from it; no council can change it."""

    source: Line
    notice: Annotated[NoticeDuty, Word]
    reason: Literal["mandatory"] | None = None
    extension: PeriodText | None = None
    right: Literal["free-choice"] | None = None
    anonymous: bool = False
    unverified: Line | None = None


class CouncilFile(Table):
    """One field of work; `source` and `standard` hold for the areas that name none of their own."""

    title: Line | None = None
    source: Line | None = None
    standard: AreaId | None = None
    quality_standard: list[StandardEntry] = Field(default_factory=list)
    area: list[CouncilArea]


class StatutoryFile(Table):
    """One field of law."""

    area: list[StatutoryArea]


class TeamEntry(Table):
    """Whom to call about some of the areas."""

    id: AreaId
    name: Line
    phone: Line | None = None
    hours: Line | None = None


class ContactEntry(Table):
    """What a letter says about the sender."""

    address: list[Line] = Field(default_factory=list)
    cvr: Cvr | None = None
    phone: Line | None = None
    hours: Line | None = None
    duty_phone: Line | None = None
    complaint_to: Line | None = None
    can_reply: bool = False
    team: list[TeamEntry] = Field(default_factory=list)


class AcknowledgementEntry(Table):
    """Whether an application is acknowledged, and how soon."""

    send: bool = True
    within: LimitText | None = None
    published: Line | None = None


class NoticeEntry(Table):
    """What the council has adopted about notices."""

    default_promise: PeriodText | None = None


class WindowEntry(Table):
    """Where the envelope's window shows the address, in millimetres from the page's corner."""

    top: Annotated[float, Field(ge=0, le=297)] | None = None
    left: Annotated[float, Field(ge=0, le=210)] | None = None


class FallbackEntry(Table):
    """The limit for services that no list names."""

    within: LimitText
    published: Line | None = None
    source: Line


Year = Annotated[int, Field(ge=FIRST_DAY.year, le=LAST_DAY.year)]


class ClosingDayEntry(Table):
    """One day on which the town hall is closed, and who decided that."""

    on: Day
    why: Line
    decided_by: Line | None = None
    decided_on: Day | None = None


class MunicipalityFile(Table):
    """municipality.toml: what holds for all areas, unless an area says otherwise."""

    name: Line
    code: Code
    status: Literal["unconfirmed", "confirmed"]
    source: Line
    table: Literal["complete", "part", "missing"] | None = None
    hverdag: Hverdag = "mon-fri"
    arbejdsdag: Arbejdsdag = "working-days"
    month_end: MonthEndWord = MonthEnd.CLAMP
    roll: RollWord = Roll.NONE
    ends: Ends = "decided"
    remanded: RemandedEntry | None = None
    acute: AcuteEntry | None = None
    acknowledgement: AcknowledgementEntry | None = None
    notice: NoticeEntry | None = None
    postal_hverdage: Annotated[int, Field(ge=1, le=30)] | None = None
    window: WindowEntry | None = None
    contact: ContactEntry | None = None
    closing_day: list[ClosingDayEntry] = Field(default_factory=list)
    open_all_year: list[Year] = Field(default_factory=list)
    fallback: FallbackEntry | None = None
    standard: AreaId | None = None
    quality_standard: list[StandardEntry] = Field(default_factory=list)

    @field_validator("code")
    @classmethod
    def _own_code(cls, code: str, info: ValidationInfo) -> str:
        known = MUNICIPALITY_CODES.get(info.data.get("name", ""), code)
        if code != known:
            raise ValueError(f'"{code}" is not the code of {info.data["name"]}: write "{known}"')
        return code
