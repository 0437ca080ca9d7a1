"""Turns in a case's life: another area or desk, a split, a join, a reopening, a correction."""

from collections.abc import Callable
from typing import Annotated, Final

import typer

from tracker.cli.acts import On
from tracker.cli.common import AsJson, By, CaseDoor, MunicipalityOption, Reference, note, open_case
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_instant, read_moment, read_word
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.amending import (
    correct_acute,
    correct_decision,
    correct_delivery,
    correct_remand_receipt,
    undo_decision,
)
from tracker.services.correcting import correct_receipt
from tracker.services.reassessing import reassess as reassess_service
from tracker.services.reclassifying import hand_over, join, reclassify, split
from tracker.services.reopening import reopen as reopen_service

Reason = Annotated[str, typer.Option(help="Why; stays on file.")]
Text = str | None


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


def correct(
    reference: Reference,
    reason: Annotated[str, typer.Option(help="Why the record was wrong; stays on file.")],
    received: Annotated[Text, typer.Option(help="The right day of receipt.")] = None,
    decided: Annotated[Text, typer.Option(help="The right day of the decision.")] = None,
    sent: Annotated[Text, typer.Option(help="The right day the decision was sent.")] = None,
    outcome: Annotated[Text, typer.Option(help="granted, partly or refused.")] = None,
    undo: Annotated[Text, typer.Option(help="decision or delivery: it did not happen.")] = None,
    delivered: Annotated[Text, typer.Option(help="The right day of the last delivery.")] = None,
    acute_since: Annotated[Text, typer.Option(help="When the need became known: a time.")] = None,
    remand_received: Annotated[Text, typer.Option(help="The right day of our receipt.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Correct one recorded fact. The old value stays, every date is recounted, letters follow."""
    case = open_case(reference, municipality, by)
    given = {
        "received": received,
        "decision": decided or sent or outcome,
        "undo": undo,
        "delivered": delivered,
        "acute_since": acute_since,
        "remand_received": remand_received,
    }
    named = [fact for fact, value in given.items() if value is not None]
    if len(named) != 1:
        raise Refused("correct one fact at a time: see rettidig correct --help")
    if decided or sent or outcome:
        case.act(
            correct_decision,
            reason,
            decided_on=read_day(decided, "--decided") if decided else None,
            sent_on=read_day(sent, "--sent") if sent else None,
            outcome=read_word(outcome, Outcome, "--outcome") if outcome else None,
        )
    else:
        _CORRECTIONS[named[0]](case, reason, given[named[0]] or "")
    show_case(case, as_json=as_json)


def _received(case: CaseDoor, why: str, text: str) -> None:
    case.act(correct_receipt, read_moment(text, "--received"), why)


def _delivered(case: CaseDoor, why: str, text: str) -> None:
    case.act(correct_delivery, why, delivered_on=read_day(text, "--delivered"))


def _undo(case: CaseDoor, why: str, text: str) -> None:
    if text == "decision":
        case.act(undo_decision, why)
    elif text == "delivery":
        case.act(correct_delivery, why, delivered_on=None)
    else:
        raise Refused(f'--undo: "{text}" is not one of decision, delivery')


def _acute_since(case: CaseDoor, why: str, text: str) -> None:
    case.act(correct_acute, read_instant(text, "--acute-since"), why)


def _remand_received(case: CaseDoor, why: str, text: str) -> None:
    case.act(correct_remand_receipt, read_day(text, "--remand-received"), why)


_CORRECTIONS: Final[dict[str, Callable[[CaseDoor, str, str], None]]] = {
    "received": _received,
    "delivered": _delivered,
    "undo": _undo,
    "acute_since": _acute_since,
    "remand_received": _remand_received,
}

_COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "reclassify": reclassify_case,
    "handover": handover,
    "reopen": reopen,
    "reassess": reassess,
    "correct": correct,
}
