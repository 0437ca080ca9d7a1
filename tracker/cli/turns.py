"""Turns in a case's life: another area or desk, a split, a join, a reopening."""

from collections.abc import Callable
from typing import Annotated, Final

import typer

from tracker.cli.acts import On
from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, note, open_case
from tracker.cli.show import show_case
from tracker.errors import Refused
from tracker.services.reassessing import reassess as reassess_service
from tracker.services.reclassifying import hand_over, join, reclassify, split
from tracker.services.reopening import reopen as reopen_service

Reason = Annotated[str, typer.Option(help="Why; stays on file.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    app.command(name, help=text)(_COMMANDS[name])


def reclassify_case(
    reference: Reference,
    reason: Reason,
    area: Annotated[list[str] | None, typer.Option(help="The right area, or further ones.")] = None,
    split_off: Annotated[
        bool, typer.Option("--split", help="The areas are further cases of the application.")
    ] = False,
    into: Annotated[
        str | None, typer.Option(help="The same application was registered as this case.")
    ] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Another area (recounted from the same receipt), a split, or a join of a duplicate."""
    case = open_case(reference, municipality, by)
    if into is not None:
        case.act(join, into, reason)
    elif split_off:
        for made in case.act(split, area or (), reason):
            note(f"case {made} was split off")
    elif area and len(area) == 1:
        case.act(reclassify, area[0], reason)
    else:
        raise Refused("name one area (--area), several with --split, or a case with --into")
    show_case(case, as_json=as_json)


def handover(
    reference: Reference,
    team: Annotated[str | None, typer.Option(help="The team that takes over.")] = None,
    caseworker: Annotated[str | None, typer.Option(help="The caseworker who takes over.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Another team or caseworker takes the case over, with its notices and tasks."""
    case = open_case(reference, municipality, by)
    case.act(hand_over, team=team, caseworker=caseworker)
    show_case(case, as_json=as_json)


def reopen(
    reference: Reference,
    reason: Reason,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """New facts came: a new round from that day; the old decision holds until there is another."""
    case = open_case(reference, municipality, by)
    day = case.moment(on)
    case.act(reopen_service, day, reason)
    show_case(case, as_json=as_json)


def reassess(
    reference: Reference,
    reason: Reason,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """The need has changed: the help that runs is looked at again from that day, and goes on.

    End it with rettidig decide: unchanged, or the help that takes the old help's place.
    """
    case = open_case(reference, municipality, by)
    day = case.moment(on)
    case.act(reassess_service, day, reason)
    show_case(case, as_json=as_json)


_COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "reclassify": reclassify_case,
    "handover": handover,
    "reopen": reopen,
    "reassess": reassess,
}
