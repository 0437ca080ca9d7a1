"""Turns in a case's life: another area or desk, a split, a join, a reopening, a correction."""

from collections.abc import Callable
from typing import Annotated, Final

import typer

from tracker.cli.acts import On
from tracker.cli.common import AsJson, By, Door, MunicipalityOption, Reference, note, open_door
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
    door = open_door(by)
    slug = door.municipality(municipality)
    if into is not None:
        join(door.office, slug, reference, into, reason, now=door.now, actor=door.actor)
    elif split_off:
        for made in split(
            door.office, slug, reference, area or (), reason, now=door.now, actor=door.actor
        ):
            note(f"case {made} was split off")
    elif area and len(area) == 1:
        reclassify(door.office, slug, reference, area[0], reason, now=door.now, actor=door.actor)
    else:
        raise Refused("name one area (--area), several with --split, or a case with --into")
    show_case(door, slug, reference, as_json=as_json)


def handover(
    reference: Reference,
    team: Annotated[str | None, typer.Option(help="The team that takes over.")] = None,
    caseworker: Annotated[str | None, typer.Option(help="The caseworker who takes over.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Another team or caseworker takes the case over, with its notices and tasks."""
    door = open_door(by)
    slug = door.municipality(municipality)
    hand_over(
        door.office,
        slug,
        reference,
        team=team,
        caseworker=caseworker,
        now=door.now,
        actor=door.actor,
    )
    show_case(door, slug, reference, as_json=as_json)


def reopen(
    reference: Reference,
    reason: Reason,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """New facts came: a new round from that day; the old decision holds until there is another."""
    door = open_door(by)
    slug = door.municipality(municipality)
    day = read_moment(on, "--on") if on else door.today
    reopen_service(door.office, slug, reference, day, reason, now=door.now, actor=door.actor)
    show_case(door, slug, reference, as_json=as_json)


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
    door = open_door(by)
    slug = door.municipality(municipality)
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
    case = (door, slug, reference, reason)
    if decided or sent or outcome:
        _correct_decision(*case, decided, sent, outcome)
    else:
        _CORRECTIONS[named[0]](*case, given[named[0]] or "")
    show_case(door, slug, reference, as_json=as_json)


def _correct_decision(
    door: Door, slug: str, ref: str, why: str, decided: Text, sent: Text, outcome: Text
) -> None:
    correct_decision(
        door.office,
        slug,
        ref,
        why,
        decided_on=read_day(decided, "--decided") if decided else None,
        sent_on=read_day(sent, "--sent") if sent else None,
        outcome=read_word(outcome, Outcome, "--outcome") if outcome else None,
        now=door.now,
        actor=door.actor,
    )


def _received(door: Door, slug: str, ref: str, why: str, text: str) -> None:
    day = read_moment(text, "--received")
    correct_receipt(door.office, slug, ref, day, why, now=door.now, actor=door.actor)


def _delivered(door: Door, slug: str, ref: str, why: str, text: str) -> None:
    day = read_day(text, "--delivered")
    correct_delivery(door.office, slug, ref, why, delivered_on=day, now=door.now, actor=door.actor)


def _undo(door: Door, slug: str, ref: str, why: str, text: str) -> None:
    if text == "decision":
        undo_decision(door.office, slug, ref, why, now=door.now, actor=door.actor)
    elif text == "delivery":
        correct_delivery(
            door.office, slug, ref, why, delivered_on=None, now=door.now, actor=door.actor
        )
    else:
        raise Refused(f'--undo: "{text}" is not one of decision, delivery')


def _acute_since(door: Door, slug: str, ref: str, why: str, text: str) -> None:
    since = read_instant(text, "--acute-since")
    correct_acute(door.office, slug, ref, since, why, now=door.now, actor=door.actor)


def _remand_received(door: Door, slug: str, ref: str, why: str, text: str) -> None:
    day = read_day(text, "--remand-received")
    correct_remand_receipt(door.office, slug, ref, day, why, now=door.now, actor=door.actor)


_CORRECTIONS: Final[dict[str, Callable[[Door, str, str, str, str], None]]] = {
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
    "correct": correct,
}
