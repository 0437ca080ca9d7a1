"""`rettidig recalculate`: move the dates that depend on the closing days."""

from dataclasses import asdict
from typing import Annotated

import typer

from tracker.cli.answers import AsJson, answer, note
from tracker.cli.common import By, MunicipalityOption, open_door
from tracker.cli.tables import print_table
from tracker.services.recalculating import MovedDate, Recalculated
from tracker.services.recalculating import recalculate as recalculate_service

SOME_FAILED = 4


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the command."""
    app.command(name, help=text)(recalculate)


def recalculate(
    municipality: MunicipalityOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, and write nothing.")] = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """After a closing day was added or taken away: exactly the dates of open cases that depend on
    it move. A second run finds nothing; one that was stopped is finished by the next."""
    door = open_door(by)
    slug = door.municipality(municipality)
    done = recalculate_service(door.office, slug, now=door.now, actor=door.actor, dry_run=dry_run)
    if as_json:
        moved = [asdict(line) for line in done.moved]
        answer({"looked_at": done.looked_at, "moved": moved, "failed": done.failed})
    else:
        _show(done, dry_run=dry_run)
    for line in done.failed:
        note(line)
    if done.failed:
        raise typer.Exit(SOME_FAILED)


def _show(done: Recalculated, *, dry_run: bool) -> None:
    would = "would move" if dry_run else "moved"
    print(f"looked at {done.looked_at} open cases, {len(done.moved)} dates {would}")
    if done.moved:
        rows = [_row(line) for line in done.moved]
        print_table("Dates", rows)
        for text in sorted({_words(day) for line in done.moved for day in line.closing_days}):
            print(f"because of {text}")


def _row(line: MovedDate) -> dict[str, str]:
    return {
        "reference": line.reference,
        "kind": line.kind,
        "track": line.track,
        "due_on": _change(str(line.old_due_on), str(line.due_on)),
        "act_by": _change(str(line.old_act_by), str(line.act_by)),
        "because_of": " ".join(str(day["on"]) for day in line.closing_days),
    }


def _change(old: str, new: str) -> str:
    return old if old == new else f"{old} → {new}"


def _words(day: dict[str, object]) -> str:
    if day.get("open_again"):
        return f"{day['on']} is no longer closed"
    by = f" by {day['decided_by']}" if "decided_by" in day else ""
    on = f" on {day['decided_on']}" if "decided_on" in day else ""
    return f"{day['on']} {day['why']}" + (f" (decided{by}{on})" if by or on else "")
