"""What the commands on cases share: the office opened, who acts, and how answers are shown."""

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, TypeVar

import typer

from tracker import clock
from tracker.cli.answers import AsJson as AsJson
from tracker.cli.answers import answer as answer
from tracker.cli.answers import note as note
from tracker.cli.values import read_day, read_moment
from tracker.errors import Refused
from tracker.office import Office, open_office
from tracker.services.checks import plain_line
from tracker.settings import Settings, read_settings

Answer = TypeVar("Answer")

#: Where `rettidig serve` answers unless told otherwise.
PORT: Final = 8470

Reference = Annotated[str, typer.Argument(help="Case number, such as 2026-0257.")]
MunicipalityOption = Annotated[
    str | None,
    typer.Option("--municipality", help="Pack folder; else RETTIDIG_MUNICIPALITY."),
]
By = Annotated[str | None, typer.Option("--by", help="Who acts; else RETTIDIG_USER or the login.")]


@dataclass(frozen=True, slots=True)
class Door:
    """One call of a command: the opened office, the instant, the actor."""

    office: Office
    now: datetime
    actor: str

    @property
    def settings(self) -> Settings:
        """The settings of the installation."""
        return self.office.settings

    @property
    def today(self) -> date:
        """The Danish day of the call."""
        return clock.today(self.now)

    def municipality(self, given: str | None) -> str:
        """The municipality that is meant; raises `Refused` when nobody says."""
        slug = given or self.settings.municipality
        if slug is None:
            raise Refused(
                "name the municipality: --municipality aarhus, or set RETTIDIG_MUNICIPALITY"
            )
        return slug

    def print_doubt(self, slug: str) -> None:
        """Say below a municipality's dates that nobody there has confirmed them yet."""
        if self.office.book.pack(slug).municipality.status == UNCONFIRMED:
            print(DOUBT)


UNCONFIRMED: Final = "unconfirmed"

#: Stands wherever a date is shown, until somebody at the municipality has confirmed the pack.
DOUBT: Final = "unconfirmed: nobody at the municipality has confirmed these deadlines"


def open_door(by: str | None = None) -> Door:
    """Open the office for one command; warnings for the operator go to stderr."""
    settings = read_settings(os.environ)
    office, warnings = open_office(settings)
    for warning in warnings:
        note(warning)
    actor = plain_line(by or settings.user or "", "--by") or _login()
    return Door(office, clock.now(), actor)


@dataclass(frozen=True, slots=True)
class CaseDoor:
    """One call of a command on one case: its services are called with who, where and when."""

    door: Door
    municipality: str
    reference: str

    def act(self, service: Callable[..., Answer], *facts: object, **more: object) -> Answer:
        """Call a use case on this case, at the instant of the call, by its actor."""
        door = self.door
        return service(
            door.office,
            self.municipality,
            self.reference,
            *facts,
            now=door.now,
            actor=door.actor,
            **more,
        )

    def day(self, text: str | None, what: str = "--on") -> date:
        """A day as typed; today when nothing was."""
        return read_day(text, what) if text else self.door.today

    def moment(self, text: str | None, what: str = "--on") -> date | datetime:
        """A day or an instant as typed; today when nothing was."""
        return read_moment(text, what) if text else self.door.today


def open_case(reference: str, municipality: str | None, by: str | None) -> CaseDoor:
    """Open the office for one command on one case."""
    door = open_door(by)
    return CaseDoor(door, door.municipality(municipality), reference)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
