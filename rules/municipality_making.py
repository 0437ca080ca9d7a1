"""From municipality.toml's tables to the municipality as the other packages see it."""

from collections.abc import Sequence
from typing import Final

from rules.municipality import (
    Acknowledgement,
    ClosingDay,
    Contact,
    Fallback,
    Municipality,
    Team,
    Window,
)
from rules.pack_schema import (
    AcknowledgementEntry,
    ContactEntry,
    CouncilFile,
    FallbackEntry,
    MunicipalityFile,
)
from rules.standard_checks import FieldFile

#: How long a letter on paper is presumed to be under way, unless settled otherwise (law.md 4).
POSTAL_HVERDAGE: Final = 6


def municipality(
    slug: str, home: MunicipalityFile, fields: Sequence[FieldFile] = ()
) -> Municipality:
    """The municipality of a pack; what its file leaves out is None or the default."""
    placed = [standard for field in fields for standard in field.standards()]
    return Municipality(
        slug=slug,
        code=home.code,
        name=home.name,
        status=home.status,
        source=home.source,
        contact=_contact(home.contact),
        closing_days={entry.on: entry.why for entry in home.closing_day},
        table=home.table,
        default_promise=home.notice.default_promise if home.notice else None,
        acknowledge=_acknowledgement(home.acknowledgement),
        postal_hverdage=home.postal_hverdage or POSTAL_HVERDAGE,
        window=Window(home.window.top, home.window.left) if home.window else Window(),
        fallback=_fallback(home.fallback),
        open_all_year=tuple(home.open_all_year),
        closings=tuple(
            ClosingDay(entry.on, entry.why, entry.decided_by, entry.decided_on)
            for entry in home.closing_day
        ),
        standards=tuple(standard.entry.standard() for standard in placed),
        field_titles={
            field.file.name: field.parsed.title
            for field in fields
            if isinstance(field.parsed, CouncilFile) and field.parsed.title
        },
    )


def _acknowledgement(entry: AcknowledgementEntry | None) -> Acknowledgement:
    return (
        Acknowledgement(entry.send, entry.within, entry.published) if entry else Acknowledgement()
    )


def _contact(entry: ContactEntry | None) -> Contact:
    if entry is None:
        return Contact()
    return Contact(
        address_lines=tuple(entry.address),
        cvr=entry.cvr,
        phone=entry.phone,
        hours=entry.hours,
        duty_phone=entry.duty_phone,
        complaint_to=entry.complaint_to,
        can_reply=entry.can_reply,
        teams=tuple(Team(team.id, team.name, team.phone, team.hours) for team in entry.team),
    )


def _fallback(entry: FallbackEntry | None) -> Fallback | None:
    return Fallback(entry.within, entry.published, entry.source) if entry else None
