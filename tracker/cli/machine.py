"""`rettidig sweep`, `dispatch` and `worker`: what runs by itself, and can be run by hand."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress

from notifications.channels.folder import FolderChannel, messages_in
from notifications.webhooks import HttpSender
from rules.terms import local
from tracker import clock
from tracker.cli.common import AsJson, By, Door, answer, note, open_door
from tracker.cli.values import read_day, read_moment
from tracker.services.confirming import confirm
from tracker.services.dispatching import dispatch as dispatch_service
from tracker.services.passing import announce_passing
from tracker.services.sweeping import count_waiting
from tracker.services.sweeping import sweep as sweep_service
from tracker.services.webhook_dispatching import send_events
from tracker.worker import Worker

SOME_FAILED: Final = 4

#: The hour of a day that is named with --on: office hours are over, so all of the day's acts are
#: due.
_EVENING: Final = 16

On = Annotated[
    str | None, typer.Option("--on", help="As if it were that day, at 16.00; now when not given.")
]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    commands: dict[str, Callable[..., None]] = {
        "sweep": sweep,
        "dispatch": dispatch,
        "worker": worker,
    }
    app.command(name, help=text)(commands[name])


def sweep(
    on: On = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look at every case whose moment has come. A second run finds nothing; days missed are caught
    up."""
    door = open_door()
    now = _instant(door, on)
    with _progress("sweep", count_waiting(door.office, now=now)) as step:
        done = sweep_service(door.office, now=now, dry_run=dry_run, progress=step)
    if as_json:
        answer({"looked_at": done.looked_at, "made": done.made, "failed": done.failed})
    else:
        would = "would be made" if dry_run else "made"
        print(f"looked at {done.looked_at} cases, {len(done.made)} things {would}")
        for line in done.made:
            print(f"  {line}")
    _failures(done.failed)


def dispatch(
    on: On = None,
    confirm_: Annotated[
        Path | None,
        typer.Option("--confirm", help="Manifest (or its folder) whose letters have gone."),
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="With --confirm: day or time they were handed over.")
    ] = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Send what waits: letters into the outbox folder, events to webhooks. Confirm the letters'
    manifest when they have gone: only then do they count as told."""
    door = open_door(by)
    now = _instant(door, on)
    if confirm_ is not None:
        moment = read_moment(at, "--at") if at else now
        when = moment if isinstance(moment, datetime) else local(moment, 12)
        found = confirm(
            door.office, messages_in(confirm_), when, now=max(now, when), actor=door.actor
        )
        if as_json:
            answer({"confirmed": found.now, "confirmed_before": found.before})
        else:
            print(f"confirmed {found.now} letters; {found.before} had been confirmed before")
        _failures(found.failed)
        return
    with _progress("dispatch", None) as step:
        done = dispatch_service(door.office, _channel(door), now=now, progress=step)
        announce_passing(door.office, now=now, progress=step)
        sender = HttpSender(private=door.settings.webhook_private, moment=clock.now)
        told = send_events(door.office, sender, now=now, progress=step)
    failed = [*done.failed, *told.failed]
    if as_json:
        counts = {"sent": done.sent, "cancelled": done.cancelled, "events": told.sent}
        answer({**counts, "failed": failed})
    else:
        print(f"sent {done.sent} letters to {door.settings.outbox}, cancelled {done.cancelled}")
        if told.sent:
            print(f"sent {told.sent} events to webhooks")
    _failures(failed)


def worker() -> None:
    """Run sweep and dispatch every quarter of an hour until SIGTERM; several workers share the
    work."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    door = open_door()
    Worker(door.office, _channel(door)).run()


def _channel(door: Door) -> FolderChannel:
    return FolderChannel(door.settings.outbox)


def _instant(door: Door, on: str | None) -> datetime:
    if on is None:
        return door.now
    day = read_day(on, "--on")
    if day > door.today:
        note(f"{day} lies in the future: letters go as if it had come")
    return door.now if day == door.today else local(day, _EVENING)


def _failures(lines: Sequence[str]) -> None:
    for line in lines:
        note(line)
    if lines:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _progress(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on stderr, and only where somebody looks."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
