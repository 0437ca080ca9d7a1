"""`rettidig serve`: the web application for people and systems."""

from typing import Annotated

import typer

from tracker.cli.common import PORT, note, open_door
from tracker.web.serving import is_loopback, serve


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the command."""
    app.command(name, help=text)(run)


def run(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any free port.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; behind a proxy leave it.")
    ] = "127.0.0.1",
) -> None:
    """Answer in the browser until stopped. One machine needs nothing more; put a proxy with a
    certificate in front of it before others may use it."""
    door = open_door()
    if not is_loopback(host):
        note("others can reach this address: let a proxy with a certificate stand in front of it")
    serve(door.office, host, port, said="Rettidig answers at {address}  (stop it with Ctrl-C)")
