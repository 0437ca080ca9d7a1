"""`rettidig notice` and `rettidig task`: what a person does about letters and tasks."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

import typer

from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, note, open_case
from tracker.cli.show import show_case
from tracker.errors import Refused
from tracker.services.approving import approve_notices, finish_task
from tracker.services.confirming import report_returned


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    commands: dict[str, Callable[..., None]] = {"notice": notice, "task": task}
    app.command(name, help=text)(commands[name])


def notice(
    reference: Reference,
    approve: Annotated[
        bool, typer.Option("--approve", help="Approve what waits; it is sent at once.")
    ] = False,
    returned: Annotated[
        str | None, typer.Option(help="Message id of a letter that was rejected or came back.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="Day it came back.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Show a case with its notices; approve them, or report a letter returned.

    An approved notice is signed by you and carries the words you approved; otherwise it leaves by
    itself on the last safe day, with fixed sentences, signed by the team.
    """
    case = open_case(reference, municipality, by)
    if approve:
        case.act(approve_notices)
    if returned is not None:
        day = case.day(on)
        door = case.door
        report_returned(door.office, _message(returned), day, now=door.now, actor=door.actor)
    show_case(case, as_json=as_json)


def _message(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused(
            f'--returned: "{text}" is not a message id, see "message" in show --json'
        ) from error


def task(
    reference: Reference,
    kind: Annotated[str, typer.Argument(help="The task, such as telephone.")],
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Mark the open tasks of a kind done."""
    case = open_case(reference, municipality, by)
    count = case.act(finish_task, kind)
    note(f"{count} task{'s' if count != 1 else ''} done")
    show_case(case, as_json=as_json)
