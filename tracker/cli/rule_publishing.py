"""`rettidig rules publish`, `published` and `affected`: what the public sees, saw, and whom a
change concerns."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from rules.pack_files import pack_folders
from tracker import clock
from tracker.cli.answers import AsJson, answer
from tracker.cli.common import open_door
from tracker.cli.pack_loading import folders, load
from tracker.cli.tables import print_table
from tracker.cli.values import read_day
from tracker.errors import Refused
from tracker.publishing.history import FOLDER, Held, held_on
from tracker.publishing.site import publish as publish_site
from tracker.services.affected import affected_grants
from tracker.settings import Settings, read_settings

Site = Annotated[Path, typer.Argument(help="Folder of the public site.")]


def publish(
    site: Site,
    municipality: Annotated[
        list[str] | None,
        typer.Option(
            "--municipality",
            help="Pack folder, may be repeated; else RETTIDIG_MUNICIPALITY, else every pack.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the public list and the catalogue of standards as pages, PDF, CSV and JSON.

    What has changed since it was published leaves a dated snapshot with its hash.
    """
    settings = read_settings(os.environ)
    packs = [load(slug) for slug in municipality or _every(settings)]
    statement = settings.accessibility_statement
    try:
        done = publish_site(site, packs, now=clock.now(), statement=statement)
    except OSError as error:
        what = error.filename or site
        raise Refused(f"{what} cannot be written ({error.strerror}): see to the folder") from error
    if as_json:
        answer([{**asdict(one.entry), "new": one.new} for one in done])
        return
    for one in done:
        entry = one.entry
        told = "published" if one.new else f"unchanged since {entry.published_on}"
        print(f"{entry.municipality}: {told}, {FOLDER}/{entry.folder}, SHA-256 {entry.sha256}")


def _every(settings: Settings) -> list[str]:
    return [settings.municipality] if settings.municipality else sorted(pack_folders(folders()))


def published(
    site: Site,
    on: Annotated[str, typer.Option("--on", help="The day, 2026-03-05.")],
    municipality: Annotated[
        str | None, typer.Option("--municipality", help="Only this pack folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say which snapshot was public on a day, and check it against its hash."""
    day = read_day(on, "--on")
    held = held_on(site, day, municipality)
    if as_json:
        answer([_as_json(one) for one in held])
    elif held:
        _print(held)
    if not held:
        raise Refused(f"nothing in {site} was published on or before {day}")
    if broken := sum(bool(one.problems) for one in held):
        raise Refused(f"{broken} of {len(held)} snapshots are not as they were published")


def _as_json(held: Held) -> dict[str, Any]:
    return {
        **asdict(held.entry),
        "until": held.until.isoformat() if held.until else None,
        "intact": not held.problems,
        "problems": list(held.problems),
    }


def _print(held: list[Held]) -> None:
    for one in held:
        entry = one.entry
        until = f" until {one.until.isoformat()}" if one.until else ""
        told = "; ".join(one.problems) or "intact"
        print(f"{entry.municipality}: {FOLDER}/{entry.folder}, public from {entry.published_at}")
        print(f"  {told}{until and f', public{until}'}, SHA-256 {entry.sha256}")


def affected(
    municipality: Annotated[str, typer.Argument(help="Pack folder, such as aarhus.")],
    area: Annotated[str | None, typer.Option("--area", help="Only this area.")] = None,
    as_json: AsJson = False,
) -> None:
    """List running grants given under an older rule or quality standard than now holds.

    Each of these citizens needs a new individual decision before the help can be changed.
    """
    door = open_door()
    grants = affected_grants(door.office, municipality, area, now=door.now)
    rows = [grant.as_json() for grant in grants]
    if as_json:
        answer(rows)
    else:
        print_table("Grants under an older rule or standard", rows)
