"""`rettidig complain`, `forward` and `board`: what follows a decision that is disputed."""

from collections.abc import Callable
from typing import Annotated, Final

import typer

from tracker.cli.acts import On, read_grants
from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, note, open_case
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_word
from tracker.codes import BoardOutcome, ComplaintOutcome
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.complaining import NewComplaint, reconsider
from tracker.services.complaining import complain as complain_service
from tracker.services.complaining import forward as forward_service

Grants = Annotated[
    list[str] | None,
    typer.Option("--grant", help='Granted service, its supplier after "/"; repeat for several.'),
]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    app.command(name, help=text)(_COMMANDS[name])


def complain(
    reference: Reference,
    on: On = None,
    party: Annotated[
        int | None, typer.Option(help="Number of the party who complains; the first one.")
    ] = None,
    reconsidered: Annotated[
        str | None,
        typer.Option(help="What our second look came to: new-decision, partly, upheld, withdrawn."),
    ] = None,
    grant: Grants = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Register a complaint (four weeks to look again), or with --reconsidered what it came to."""
    case = open_case(reference, municipality, by)
    day = case.day(on)
    if reconsidered is None:
        new = NewComplaint(received_on=day, party=party or 1)
        case.act(complain_service, new)
    else:
        outcome = read_word(reconsidered, ComplaintOutcome, "--reconsidered")
        for said in case.act(reconsider, outcome, day, grants=read_grants(grant), party=party):
            note(said)
    show_case(case, as_json=as_json)


def forward(
    reference: Reference,
    on: On = None,
    party: Annotated[
        int | None, typer.Option(help="Whose complaint; the first that waits.")
    ] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Record that a complaint which was not fully met went on to the appeals board."""
    case = open_case(reference, municipality, by)
    day = case.day(on)
    case.act(forward_service, day, party=party)
    show_case(case, as_json=as_json)


def board(
    reference: Reference,
    outcome: Annotated[
        str | None, typer.Argument(help="upheld, dismissed, changed or annulled.")
    ] = None,
    on: On = None,
    decided: Annotated[str | None, typer.Option(help="The board's own date.")] = None,
    part: Annotated[str | None, typer.Option(help="What part of the decision it is about.")] = None,
    grant: Grants = None,
    ends: Annotated[
        list[int] | None, typer.Option(help="Number of a grant that falls with the part; repeat.")
    ] = None,
    effectuated: Annotated[
        bool, typer.Option("--effectuated", help="What the board changed has been carried out.")
    ] = False,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Record the appeals board's answer, received on --on; once for each part that it decided.

    For a part that was sent back: rettidig remand --part.
    """
    case = open_case(reference, municipality, by)
    day = case.day(on)
    if effectuated:
        case.act(effectuate, day)
    else:
        answer = BoardAnswer(
            outcome=read_word(outcome or "", BoardOutcome, "outcome"),
            received_on=day,
            decided_on=read_day(decided, "--decided") if decided else None,
            part=part,
            grants=read_grants(grant),
            ends=ends or (),
        )
        case.act(record_board, answer)
    show_case(case, as_json=as_json)


_COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "complain": complain,
    "forward": forward,
    "board": board,
}
