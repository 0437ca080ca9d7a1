"""`rettidig db`: upgrade, check and back up the database."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.common import open_door
from tracker.database import open_engine
from tracker.errors import DatabaseError
from tracker.schema import current, newest
from tracker.schema import upgrade as upgrade_schema
from tracker.services.inspecting import back_up, inspect_all
from tracker.settings import read_settings


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the group."""
    group = typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None)
    group.command("upgrade")(upgrade)
    group.command("check")(check)
    group.command("backup")(backup)
    app.add_typer(group, name=name)


def upgrade() -> None:
    """Bring the database to the version of this program; all of it or nothing."""
    engine = open_engine(read_settings(os.environ).database_url)
    before = current(engine)
    upgrade_schema(engine)
    print(f"database at {newest()}" + (" already" if before == newest() else ""))


def check() -> None:
    """Check that every journal is whole, every reference holds, and sealed data opens."""
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
