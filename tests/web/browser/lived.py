"""Fjordby on a working morning: a case in every state, and what each of them shows."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from notifications.causes import Cause
from tests.helpers import FJORDBY, Installation, aase, at
from tracker.codes import DigitalPost, Ending, Outcome, Role
from tracker.services.complaining import NewComplaint, complain
from tracker.services.contacting import log_reminder
from tracker.services.parties import NewParty
from tracker.services.registering import AcuteNeed, NewApplication, register

#: Thursday morning; Easter is a week away.
NOW: Final = at("2026-03-26", 9, 30)
#: Whose cases they are.
LOGIN: Final = "mk"

CPR: Final = "010170-0000"  # nobody's: made up for tests
LONG_NAME: Final = "Anne-Margrethe Wilhelmine Prøve-Testesen von Opdigtet-Rosenkrantz"
#: Nowhere to break: what does not fit must wrap all the same.
UNBROKEN: Final = "Donaudampfskibsselskabskaptajnenkehjælpemiddelansøger"


def person(name: str, **more: Any) -> NewParty:
    """An invented applicant."""
    return aase(name=name, **more)


class Morning:
    """The cases of the morning, made one after the other; `cases` has their numbers by state."""

    def __init__(self, installation: Installation) -> None:
        self.at = installation
        self.cases: dict[str, str] = {}

    def open(self, state: str, received: str, area: str = "rengoering", **more: Any) -> str:
        """Register a case of the state's name."""
        given = {"caseworker": LOGIN, "parties": [person(f"Prøve {state.title()}")], **more}
        self.cases[state] = self.at.register(received, area, **given)
        return self.cases[state]

    def open_by_the_hour(self, state: str, received: datetime) -> None:
        """Register a case whose limit is in hours."""
        new = NewApplication(
            municipality=FJORDBY,
            areas=("krisehjaelp",),
            received=received,
            parties=[person("Ib Timesen")],
            caseworker=LOGIN,
        )
        made = register(self.at.office, new, now=received, actor=LOGIN)
        (self.cases[state],) = made.references

    def write(self, reference: str, *days: str) -> None:
        """Let letters of a case go and arrive on some days, whatever the others need."""
        for day in days:
            self.at.live(reference, at(day, 12))


def _running(town: Morning) -> None:
    since = at("2026-03-26", 8, 14)
    town.open("acute", "2026-03-26", "pleje", now=since, acute=AcuteNeed("falder", since=since))
    town.open("due-today", "2026-02-26")
    town.open("late-untold", "2026-02-06", "pleje")
    numbered = [person("Prøve Numresen", cpr=CPR)]
    town.open("on-track", "2026-03-24", "bil", parties=numbered)
    town.open("no-deadline", "2026-03-24", "loebende")
    town.open_by_the_hour("hours", at("2026-03-26", 9))
    awaits = town.open("at-risk", "2026-03-10")
    town.at.await_(awaits, Cause.DOCTOR, "2026-03-19")
    for state in ("notice-script", "notice-plain", "half-typed"):
        town.open(state, "2026-03-09")
    asked = town.open("asked", "2026-03-16", "bil")
    town.at.act(log_reminder, asked, date(2026, 3, 25), now=at("2026-03-25"))
    town.open("long-names", "2026-03-09", parties=[
        person(LONG_NAME, phone="12 34 56 78"),
        person(UNBROKEN, role=Role.REPRESENTATIVE, scope="Al kontakt om hjælpen i hjemmet"),
    ])  # fmt: skip
    town.open("paper", "2026-03-02", parties=[
        person("Lone Opdigtet Poulsen", digital_post=DigitalPost.EXEMPT)
    ])  # fmt: skip


def _told(town: Morning) -> None:
    told = town.open("late-told", "2026-02-02")
    town.at.await_(told, Cause.DOCTOR, "2026-02-20")
    late = town.open("told-late", "2026-01-26")
    town.write(told, "2026-02-26", "2026-02-27")
    town.write(late, "2026-02-27", "2026-03-20")


def _decided(town: Morning) -> None:
    for state in ("unsent", "unsent-too"):
        town.at.decide(town.open(state, "2026-03-02"), "2026-03-24")
    for state in ("granted", "delivered"):
        reference = town.open(state, "2026-03-05")
        town.at.decide(reference, "2026-03-23", Outcome.GRANTED, "Rengøring hver anden uge",
                       sent="2026-03-23")  # fmt: skip
    town.at.deliver(town.cases["delivered"], "2026-03-25")
    refused = town.open("refused", "2026-03-02")
    town.at.decide(refused, "2026-03-16", sent="2026-03-16")
    complained = town.open("complained", "2026-02-16")
    town.at.decide(complained, "2026-03-02", sent="2026-03-02")
    complaint = NewComplaint(received_on=date(2026, 3, 20))
    town.at.act(complain, complained, complaint, now=at("2026-03-20"))
    remanded = town.open("remanded", "2026-01-05")
    town.at.decide(remanded, "2026-02-18", sent="2026-02-18")
    town.at.remand(remanded, "2026-03-16")
    corrected = town.open("corrected", "2026-03-11")
    town.at.correct(corrected, "2026-03-09", "Brevet lå i en anden postkasse", now=at("2026-03-12"))


def _ended(town: Morning) -> None:
    town.at.close(town.open("withdrawn", "2026-03-02"), "2026-03-17")
    town.at.close(town.open("died", "2026-02-02"), "2026-03-18", Ending.DIED)


_LIVES: Final[tuple[Callable[[Morning], None], ...]] = (_running, _told, _decided, _ended)


def live(installation: Installation) -> Mapping[str, str]:
    """Fill an installation with the morning's cases; answers their numbers by state."""
    town = Morning(installation)
    for lives in _LIVES:
        lives(town)
    installation.sweep(NOW)
    return town.cases
