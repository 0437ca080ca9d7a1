"""What the demonstration shows when its days are over: reports, a story, and what to try next."""

import os
import shlex
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from rules.local_time import COPENHAGEN
from tracker.cli.common import PORT
from tracker.cli.reports import COMPLIANCE, compliance_words, show_compliance, show_overdue
from tracker.cli.tables import Row, print_table
from tracker.demo.days import Days
from tracker.demo.ground import Ground
from tracker.demo.letters import LIST, Shelf
from tracker.demo.staff import DEMO_PASSWORD, logins
from tracker.demo.story import Story, tell
from tracker.office import Office
from tracker.services.figures import figures
from tracker.services.reporting import total

_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of the lives, their letters, and the municipality most of them are in."""

    office: Office
    days: Days
    shelf: Shelf
    main: str
    others: tuple[str, ...]

    @property
    def now(self) -> datetime:
        """The evening of the last day."""
        return datetime.combine(self.days.last, time(23), COPENHAGEN).astimezone(UTC)


def show(lived: Lived, ground: Ground) -> None:
    """Print it all, and keep a copy of it in the folder."""
    _print_all(lived, ground)
    with ground.report.open("w", encoding="utf-8") as file, redirect_stdout(file):
        _print_all(lived, ground)


def _print_all(lived: Lived, ground: Ground) -> None:
    place = lived.office.book.pack(lived.main).municipality
    found = figures(lived.office, lived.main, now=lived.now)
    print(_summary(lived))
    _heading(f"{place.name} on the evening of {lived.days.last}")
    show_overdue(found)
    print()
    show_compliance(found)
    if rows := list(_others(lived)):
        _heading("The other municipalities")
        print_table(COMPLIANCE, rows, under="municipality")
    _print_story(_story(lived))
    _print_letters(lived.shelf)
    _print_next(lived, ground)


def _summary(lived: Lived) -> str:
    days, cases = lived.days, sum(len(going.references) for going in lived.days.going)
    return (
        f"{counted(len(days.going), 'application')} in "
        f"{counted(1 + len(lived.others), 'municipality')}, "
        f"{counted(cases, 'case')}, {counted(lived.shelf.count, 'letter')},\n"
        f"lived through from {days.first} to {days.last}.\n"
        "The deadlines are published ones, which no municipality has confirmed. People, acts and\n"
        "telephone numbers are invented."
    )


def counted(number: int, thing: str) -> str:
    """So many of a thing: "1 letter", "2 letters"."""
    if number == 1:
        return f"1 {thing}"
    return f"{number} {thing[:-1]}ies" if thing.endswith("y") else f"{number} {thing}s"


def _heading(text: str) -> None:
    print(f"\n{text}\n{'=' * len(text)}")


def _others(lived: Lived) -> Iterator[Row]:
    for slug in lived.others:
        name = lived.office.book.pack(slug).municipality.name
        for line in total(figures(lived.office, slug, now=lived.now)):
            yield {**compliance_words(line), "municipality": name}


def _story(lived: Lived) -> Story:
    """The case that the script means to be told, else the first."""
    going = next((g for g in lived.days.going if g.life.story), lived.days.going[0])
    return tell(lived.office, going.life.municipality, going.references[0], now=lived.now)


def _print_story(story: Story) -> None:
    _heading(f"The story of case {story.reference}")
    print(f"{story.title}; {story.applicant}\n")
    day = None
    for moment in story.moments:
        shown = "" if moment.on == day else f"{moment.on:%a} {moment.on}"
        print(f"{shown:<15} {moment.text}")
        for reason in moment.reasons:
            print(textwrap.fill(reason, _WIDTH, initial_indent=_REASON, subsequent_indent=_MORE))
        day = moment.on
    print(f"\nIt stands as: {story.ends}.")


_REASON: Final = f"{'':<15}   - "
_MORE: Final = " " * len(_REASON)


def _print_letters(shelf: Shelf) -> None:
    _heading("The letters")
    for kind, number in sorted(shelf.kinds.items()):
        print(f"{number:>5}  {kind}")
    print(f"All of them are PDF files in {shelf.folder}; {shelf.folder / LIST} lists them.")


def _print_next(lived: Lived, ground: Ground) -> None:
    _heading("What to try next")
    first = next((g for g in lived.days.going if g.life.story), lived.days.going[0])
    program = _program()
    source = shlex.quote(os.path.relpath(ground.settings))
    print(f". {source if '/' in source else f'./{source}'}   # names the demo's database and rules")
    for command in (
        f"{program} show {first.references[0]}",
        f"{program} explain {first.references[0]} --language da",
        f"{program} worklist",
        f"{program} report compliance",
        f"{program} sweep --dry-run",
    ):
        print(command)
    _heading("The application in the browser")
    print(f"{program} serve   # after the first line above; stop it with Ctrl-C\n")
    here, home = f"http://127.0.0.1:{PORT}", lived.office.book.pack(lived.main).municipality
    print(f"What citizens see: {here}/frister/{home.slug}")
    print(f"Staff of {home.name} log in at {here}/login, as one of these.")
    print(f"The password of each is: {DEMO_PASSWORD}")
    for login, role in logins():
        print(f"  {login:<8}{role}")
    print(f"\nWhat each case shows stands in {ground.cases}, this text in {ground.report}.")
    database = ground.database if ground.database.exists() else "the one you named"
    print(f"The database is {database}.")


def _program() -> str:
    """How this program is called here, so that the lines can be used as they stand."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "rettidig" and not shutil.which("rettidig") else "rettidig"
