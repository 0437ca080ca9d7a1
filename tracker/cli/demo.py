"""`rettidig demo`: live through some months of invented cases on real deadlines."""

import os
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from notifications.channels.folder import FolderChannel
from notifications.formats import month
from notifications.spreadsheets import as_csv
from tracker import clock
from tracker.cli.common import note
from tracker.cli.demo_showing import Lived, counted, show
from tracker.cli.values import read_day
from tracker.demo.bulk import crowd_of_lives
from tracker.demo.days import Day, Days
from tracker.demo.ground import Ground, absolute, is_own, refuse_used, take
from tracker.demo.letters import lay_out
from tracker.demo.lives import LIVES
from tracker.demo.packs import write_packs
from tracker.demo.people import Crowd
from tracker.demo.script import Life
from tracker.demo.staff import hire
from tracker.errors import Refused
from tracker.office import Office, open_office
from tracker.settings import PREFIX, Settings, read_settings

MUNICIPALITY: Final = "aarhus"

#: How many applications each year adds, where only years are asked for.
_A_YEAR: Final = 60

_CASES: Final = ("municipality", "reference", "area", "shows")

Cases = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=100_000,
        help=f"How many applications; past the {len(LIVES)} of the script they are drawn.",
    ),
]
Years = Annotated[
    int | None,
    typer.Option(min=1, max=10, help="Over how many years those that are drawn are spread."),
]
Seed = Annotated[int, typer.Option(help="Draws the names, and the applications past the script.")]
Until = Annotated[
    str | None, typer.Option(help="The last day that is lived: 2026-03-31; else yesterday.")
]
Folder = Annotated[Path, typer.Option(help="Where everything goes; made anew by each run.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the command."""
    app.command(name, help=text)(demo)


def demo(
    cases: Cases = None,
    years: Years = None,
    seed: Seed = 1,
    until: Until = None,
    folder: Folder = Path("demo"),
) -> None:
    """Register invented applications on published deadlines, live through their days one sweep at a
    time, and show what became of them. The same seed and last day always give the same cases.

    Everything lies in one folder, with a database of its own. A folder or a database that the demo
    did not make is refused.
    """
    last, lives = _last_day(until), _lives(cases, years, seed)
    settings = _settings(Ground(folder), os.environ)
    ground = take(folder)
    note(f"writing the published rules, with an invented contact, to {ground.packs}")
    write_packs(ground.packs)
    office, _warnings = open_office(settings)
    days = Days(office, FolderChannel(ground.outbox), Crowd(seed), lives, last)
    slugs = list(dict.fromkeys(life.municipality for life in lives))
    hire(office, slugs, _main(slugs), days.first)
    note(f"living from {days.first} to {last}: {counted(len(lives), 'application')}")
    with _progress(days) as tell:
        for day in days.live():
            tell(day)
    for line in days.failed:
        note(line)
    _write_settings(ground, settings)
    _write_cases(ground, office, days)
    show(_lived(ground, office, days), ground)
    office.engine.dispose()


def _last_day(until: str | None) -> date:
    """The last day; today belongs to whoever tries the commands afterwards."""
    yesterday = clock.today(clock.now()) - timedelta(days=1)
    last = read_day(until, "--until") if until else yesterday
    if last > yesterday:
        raise Refused(f"--until: {last} is not over yet: the demo ends yesterday or earlier")
    return last


def _lives(cases: int | None, years: int | None, seed: int) -> Sequence[Life]:
    wanted = cases or len(LIVES) + _A_YEAR * (years or 0)
    drawn = crowd_of_lives(max(0, wanted - len(LIVES)), years or 1, seed)
    return list(chain(LIVES[:wanted], drawn))


def _settings(ground: Ground, environ: Mapping[str, str]) -> Settings:
    """The demonstration's settings: its own database, or an empty one that the environment
    names."""
    given, folder = read_settings(environ), ground.folder.resolve()
    own = {"packs": folder / "packs", "outbox": folder / "outbox", "municipality": MUNICIPALITY}
    named = f"{PREFIX}DATABASE_URL" in environ
    if not named or is_own(given.database_url, ground):
        database = {"database_url": f"sqlite:///{folder / 'rettidig.db'}"}
        return given.model_copy(update=own | database | {"key_file": folder / "rettidig.key"})
    refuse_used(given.database_url)
    return given.model_copy(update=own | {"database_url": absolute(given.database_url)})


@contextmanager
def _progress(days: Days) -> Iterator[Callable[[Day], None]]:
    """A bar on stderr where somebody looks, else a line a month."""
    console = Console(stderr=True)
    if not console.is_terminal:
        with _lines() as tell:
            yield tell
        return
    columns = (TextColumn("{task.description:<15}"), BarColumn(), TextColumn("{task.fields[said]}"))
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        total = (days.last - days.first).days + 1
        task, so_far = bar.add_task("", total=total, said=""), Counter[str]()

        def tell(day: Day) -> None:
            so_far.update(application=day.registered, letter=day.letters)
            bar.update(task, advance=1, description=_month(day.on), said=_said(so_far))

        yield tell


@contextmanager
def _lines() -> Iterator[Callable[[Day], None]]:
    months: dict[str, Counter[str]] = {}

    def say() -> None:
        for name, sums in months.items():
            note(f"{name}: {_said(sums)}")
        months.clear()

    def tell(day: Day) -> None:
        name = _month(day.on)
        if name not in months:
            say()
        sums = months.setdefault(name, Counter())
        sums.update(application=day.registered, letter=day.letters)

    yield tell
    say()


def _said(sums: Counter[str]) -> str:
    return ", ".join(counted(sums[thing], thing) for thing in ("application", "letter"))


def _month(day: date) -> str:
    return f"{month(day, 'en')} {day.year}"


def _write_settings(ground: Ground, settings: Settings) -> None:
    """A file to source, so that the other commands find what the demonstration made."""
    values = {
        "DATABASE_URL": settings.database_url,
        "KEY_FILE": settings.key_file.resolve(),
        "PACKS": settings.packs,
        "OUTBOX": settings.outbox,
        "MUNICIPALITY": settings.municipality,
    }
    lines = [f"export {PREFIX}{name}={shlex.quote(str(value))}" for name, value in values.items()]
    ground.settings.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_cases(ground: Ground, office: Office, days: Days) -> None:
    """Which case shows what."""
    rows = [
        {
            "municipality": office.book.pack(going.life.municipality).municipality.name,
            "reference": reference,
            "area": area,
            "shows": going.life.shows,
        }
        for going in days.going
        for reference, area in zip(going.references, going.life.areas, strict=True)
    ]
    ground.cases.write_bytes(as_csv(_CASES, rows))


def _main(slugs: Sequence[str]) -> str:
    """The municipality that most of the lives are in."""
    return MUNICIPALITY if MUNICIPALITY in slugs else slugs[0]


def _lived(ground: Ground, office: Office, days: Days) -> Lived:
    slugs = list(dict.fromkeys(going.life.municipality for going in days.going))
    codes = {office.book.pack(slug).municipality.code: slug for slug in slugs}
    shelf = lay_out(ground.outbox, ground.letters, codes)
    main = _main(slugs)
    return Lived(office, days, shelf, main, tuple(sorted(slug for slug in slugs if slug != main)))
