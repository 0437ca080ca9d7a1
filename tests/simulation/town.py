"""Fjordby in the simulation: its promises as plain data for the model, and the same as a pack."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.helpers import FJORDBY, Installation
from tests.simulation import days
from tracker.office import open_office
from tracker.settings import Settings

OPEN_DAYS = days.Office(
    frozenset(
        {
            date(2026, 5, 15),  # the Friday after Kristi himmelfart
            date(2026, 6, 5),
            *(date(2026, 12, day) for day in (24, 28, 29, 30, 31)),
        }
    )
)
PAPER_LEAD = 6
SEND_HOUR = 12
DEFAULT_WEEKS = 3
REMAND_CAP_WEEKS = 4

_HOME = """
name     = "Fjordby Kommune"
code     = "0999"
status   = "confirmed"
source   = "https://fjordby.example/frister"
remanded = { same = true, at_most = "4 uger" }
acute    = { decision = "straks", delivery = "straks" }

[notice]
default_promise = "3 uger"

[contact]
address      = ["Rådhustorvet 1", "0000 Fjordby"]
phone        = "12 34 56 78"
can_reply    = true

[[contact.team]]
id    = "hjaelp"
name  = "Team Hjælp i hjemmet"
"""
_DANISH = {"hours": "timer", "days": "dage", "weeks": "uger", "months": "måneder"}


@dataclass(frozen=True)
class Length:
    """So many of a unit: hours, days, weeks, months or hverdage."""

    amount: int
    unit: str

    def end(self, start: date) -> date:
        """The last day of the length; the start is day zero."""
        match self.unit:
            case "days":
                return start + timedelta(days=self.amount)
            case "weeks":
                return start + timedelta(weeks=self.amount)
            case "hverdage":
                return days.hverdage_after(start, self.amount)
            case "months":
                return _months_later(start, self.amount)
        raise ValueError(self.unit)

    def end_at(self, start: datetime) -> datetime | None:
        """The instant at which a length in hours ends."""
        return start + timedelta(hours=self.amount) if self.unit == "hours" else None


def _months_later(start: date, months: int) -> date:
    first = start.replace(day=1)
    for _ in range(months):
        first = (first + timedelta(days=32)).replace(day=1)
    day = start.day
    while (first + timedelta(days=day - 1)).month != first.month:
        day -= 1  # a day that the month lacks: its last day
    return first + timedelta(days=day - 1)


@dataclass(frozen=True)
class Area:
    """What the council, or a statute, says about one kind of help."""

    name: str
    decision: Length | None = None
    delivery: Length | None = None
    delivery_from_start: bool = False  # by statute from the contact, not from the decision
    team: str = ""
    ends: str = "decided"
    silent: bool = False  # nobody has applied: nobody is told
    reason_mandatory: bool = False
    council: bool = True


WEEKS_8, WEEKS_4 = Length(8, "weeks"), Length(4, "weeks")
SHORTER_FROM = date(2026, 3, 1)

AREAS = {
    area.name: area
    for area in (
        Area("rengoering", WEEKS_4, Length(12, "hverdage"), team="hjaelp"),
        Area("pleje", Length(5, "hverdage"), Length(5, "hverdage"), team="hjaelp"),
        Area("bil", Length(12, "weeks")),
        Area("krisehjaelp", Length(24, "hours")),
        Area("loebende"),
        Area("boligindretning", WEEKS_4),
        Area("hjaelpemidler", Length(10, "hverdage"), Length(14, "days"), ends="sent"),
        Area("botilbud", Length(2, "months")),
        Area(
            "lov.stofmisbrugsbehandling",
            delivery=Length(14, "days"),
            delivery_from_start=True,
            council=False,
        ),
        Area(
            "lov.aktindsigt-forvaltningsloven",
            Length(7, "hverdage"),
            reason_mandatory=True,
            council=False,
        ),
        Area("lov.boernefaglig-undersoegelse", Length(4, "months"), silent=True, council=False),
    )
}


def decision_length(area: Area, start: date) -> Length | None:
    """The limit in force on the day the clock starts."""
    if area.name == "boligindretning" and start < SHORTER_FROM:
        return WEEKS_8
    return area.decision


def write_packs(folder: Path, further: str = "") -> Path:
    """The same as a rule pack."""
    home = folder / "packs" / FJORDBY
    home.mkdir(parents=True)
    closed = (
        f'\n[[closing_day]]\non = {day}\nwhy = "rådhuset holder lukket"\n'
        for day in sorted(OPEN_DAYS.closed)
    )
    (home / "municipality.toml").write_text(_HOME + "".join(closed), encoding="utf-8")
    areas = "".join(text for area in AREAS.values() if area.council for text in _entries(area))
    source = 'source = "https://fjordby.example/frister/social"\n'
    (home / "social.toml").write_text(source + areas + further, encoding="utf-8")
    return home.parent


def _entries(area: Area) -> Iterator[str]:
    if area.name == "boligindretning":
        until = SHORTER_FROM - timedelta(days=1)
        yield f"{_entry(area, WEEKS_8)}in_force_until = {until}\n"
        yield f"{_entry(area, area.decision)}in_force_from = {SHORTER_FROM}\n"
    else:
        yield _entry(area, area.decision)


def _entry(area: Area, decision: Length | None) -> str:
    lines = ["", "[[area]]", f'id = "{area.name}"', f'title = "{area.name}"']
    lines += [f'phrase = "{area.name}"', f'ends = "{area.ends}"', 'law = ["serviceloven § 83"]']
    lines += [f'team = "{area.team}"'] if area.team else []
    for key, length in (("decision", decision), ("delivery", area.delivery)):
        if length is not None:
            unit = _DANISH.get(length.unit, length.unit)
            lines.append(f'{key} = {{ within = "{length.amount} {unit}" }}')
        elif key == "decision":
            lines.append('decision = { within = "løbende", published = "Løbende" }')
    return "\n".join(lines) + "\n"


@contextmanager
def opened(folder: Path, url: str, further: str = "") -> Iterator[Installation]:
    """An installation of the simulated town on a database, with the text of further areas."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(
        database_url=url,
        key_file=folder / "rettidig.key",
        packs=write_packs(folder, further),
        outbox=folder / "outbox",
    )
    office, _warnings = open_office(settings)
    try:
        yield Installation(office, settings.outbox)
    finally:
        office.engine.dispose()
