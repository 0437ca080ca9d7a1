"""What a pack says about the municipality itself: calendar, contact, and what it has adopted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rules.calendar import Calendar
from rules.limit import Limit
from rules.period import Period
from rules.quality_standard import QualityStandard


@dataclass(frozen=True, slots=True)
class Team:
    """Whom to call about some of the areas."""

    id: str
    name: str
    phone: str | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """What a letter says about its sender; what the municipality has not given is absent."""

    address_lines: tuple[str, ...] = ()
    cvr: str | None = None
    phone: str | None = None
    hours: str | None = None
    duty_phone: str | None = None
    complaint_to: str | None = None
    can_reply: bool = False
    teams: tuple[Team, ...] = ()

    def team(self, team_id: str) -> Team | None:
        """The team with this id."""
        return next((team for team in self.teams if team.id == team_id), None)


@dataclass(frozen=True, slots=True)
class Window:
    """Where an envelope's window shows the address, in millimetres from the page's upper left."""

    top: float | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Whether an application is acknowledged, and within which limit where one is published."""

    send: bool = True
    within: Limit | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Fallback:
    """The adopted limit for services that no list names."""

    limit: Limit
    published: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ClosingDay:
    """One day on which the town hall is closed, why, and the decision behind it."""

    on: date
    why: str
    decided_by: str | None = None
    decided_on: date | None = None


@dataclass(frozen=True)
class Municipality:
    """One municipality as its pack describes it.

    `default_promise` is counted from the day a notice is sent, and None where none is adopted.
    `table` says whether the pack holds the municipality's whole list of deadlines: "complete",
    "part" or "missing". `standards` holds every revision of every quality standard; `field_titles`
    names the fields of work whose files give a title, by file.
    """

    slug: str
    code: str
    name: str
    status: str
    source: str
    contact: Contact
    closing_days: Mapping[date, str]
    table: str | None
    default_promise: Period | None
    acknowledge: Acknowledgement
    postal_hverdage: int
    window: Window
    fallback: Fallback | None
    closings: tuple[ClosingDay, ...] = ()
    open_all_year: tuple[int, ...] = ()
    standards: tuple[QualityStandard, ...] = ()
    field_titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def acknowledgement(self) -> bool:
        """Whether applications are acknowledged."""
        return self.acknowledge.send

    @cached_property
    def calendar(self) -> Calendar:
        """The open days of the municipality."""
        return Calendar(self.closing_days)
