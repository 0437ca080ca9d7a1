"""`rettidig db`: upgrade, check and back up the database."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.common import note, open_door
from tracker.cli.machine import SOME_FAILED
from tracker.database import open_engine
from tracker.errors import DatabaseError
from tracker.schema import current, newest
from tracker.schema import upgrade as upgrade_schema
from tracker.services.inspecting import back_up, inspect_all
from tracker.services.summary_checking import fill_summaries
from tracker.settings import read_settings


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the group."""
    group = typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None)
    group.command("upgrade")(upgrade)
    group.command("check")(check)
    group.command("backup")(backup)
    app.add_typer(group, name=name)


def upgrade(
    lists: Annotated[
        bool, typer.Option("--lists", help="Write what lists read of every case anew.")
    ] = False,
) -> None:
    """Bring the database to the version of this program; all of it or nothing.

    Then what lists read is written for every case that lacks it; a run that was ended is taken up.
    """
    engine = open_engine(read_settings(os.environ).database_url)
    before = current(engine)
    upgrade_schema(engine)
    print(f"database at {newest()}" + (" already" if before == newest() else ""))
    if before is not None:
        _fill(all_of_them=lists)


def _fill(*, all_of_them: bool) -> None:
    door = open_door()
    done = fill_summaries(door.office, now=door.now, all_of_them=all_of_them)
    if done.cases:
        print(f"{done.cases} case{'' if done.cases == 1 else 's'} written for lists")
    for line in done.failed:
        note(line)
    if done.failed:
        raise typer.Exit(SOME_FAILED)


def check() -> None:
    """Check that journals are whole, references hold, sealed data opens, and lists agree."""
    door = open_door()
    found = inspect_all(door.office, now=door.now)
    for line in found.problems:
        print(line)
    if found.problems:
        raise DatabaseError(f"{len(found.problems)} problems in {found.cases} cases")
    print(f"{found.cases} cases, {found.events} journal entries: all whole")


def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; must not exist.")],
) -> None:
    """Copy a SQLite database while it is in use. The key file is not in it: keep that apart."""
    door = open_door()
    back_up(door.office, file)
    print(f"copied to {file}; keep {door.settings.key_file} apart from it")
