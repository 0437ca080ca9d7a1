"""The acts of a case's life: acute, decide, sent, deliver, remand, close."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Final

import typer

from tracker.cli.common import AsJson, By, Door, MunicipalityOption, Reference, open_door
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_instant, read_moment, read_word
from tracker.codes import Ending, Outcome
from tracker.errors import Refused
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.closing import close as close_service
from tracker.services.deciding import NewGrant, record_sent
from tracker.services.deciding import decide as decide_service
from tracker.services.delivering import deliver as deliver_service
from tracker.services.registering import AcuteNeed
from tracker.services.remanding import NewRemand
from tracker.services.remanding import remand as remand_service

On = Annotated[str | None, typer.Option("--on", help="Day it happened; today when not given.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    app.command(name, help=text)(_COMMANDS[name])


def acute(
    reference: Reference,
    why: Annotated[str, typer.Option(help="Why, or why no longer; stays on file.")],
    since: Annotated[str | None, typer.Option(help="When the need became known: a time.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="The need is no longer acute.")] = False,
    call_agreed: Annotated[
        bool, typer.Option("--call-agreed", help="We call the applicant.")
    ] = False,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Decision and help are due the day the need became known; the ordinary date stays on file."""
    door = open_door(by)
    slug = door.municipality(municipality)
    if clear:
        clear_acute(door.office, slug, reference, why, now=door.now, actor=door.actor)
    else:
        start = read_instant(since, "--since") if since else None
        need = AcuteNeed(why, start, call_agreed)
        set_acute(door.office, slug, reference, need, now=door.now, actor=door.actor)
    show_case(door, slug, reference, as_json=as_json)


def decide(
    reference: Reference,
    outcome: Annotated[str, typer.Argument(help="granted, partly or refused.")],
    on: On = None,
    grant: Annotated[
        list[str] | None,
        typer.Option(help='Granted service, with its supplier after "/"; repeat for several.'),
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", help="First day of the grants.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of the grants.")] = None,
    wished: Annotated[
        str | None, typer.Option(help="The citizen wishes a later start; moves no date.")
    ] = None,
    sent: Annotated[str | None, typer.Option(help="Day the decision was sent, if it was.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Record what was decided. A grant starts the clock of its delivery; sent is a date of its
    own."""
    door = open_door(by)
    slug = door.municipality(municipality)
    period = NewGrant(
        service="",
        from_on=read_day(from_, "--from") if from_ else None,
        until_on=read_day(until, "--until") if until else None,
        wished_on=read_day(wished, "--wished") if wished else None,
    )
    grants = [_grant(text, period) for text in grant or ()]
    decide_service(
        door.office,
        slug,
        reference,
        read_word(outcome, Outcome, "outcome"),
        read_moment(on, "--on") if on else door.today,
        grants=grants,
        sent_on=read_day(sent, "--sent") if sent else None,
        now=door.now,
        actor=door.actor,
    )
    show_case(door, slug, reference, as_json=as_json)


def read_grants(texts: Sequence[str] | None) -> list[NewGrant]:
    """Granted services as typed, "rengøring / Hjemmepleje Nord"."""
    return [_grant(text, NewGrant(service="")) for text in texts or ()]


def _grant(text: str, period: NewGrant) -> NewGrant:
    service, _, supplier = text.partition("/")
    if not service.strip():
        raise Refused('--grant: name the service, "rengøring" or "rengøring / Hjemmepleje Nord"')
    return replace(period, service=service.strip(), supplier=supplier.strip() or None)


def sent(
    reference: Reference,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Record the day the decision was sent; where the council counts to it, this stops the
    clock."""
    door = open_door(by)
    slug = door.municipality(municipality)
    record_sent(door.office, slug, reference, _day(door, on), now=door.now, actor=door.actor)
    show_case(door, slug, reference, as_json=as_json)


def deliver(
    reference: Reference,
    on: On = None,
    grant: Annotated[int | None, typer.Option(help="Number of the grant, 1 for the first.")] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Only a part; the clock goes on.")
    ] = False,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Record that the help reached the citizen; in an acute case also before the decision."""
    door = open_door(by)
    slug = door.municipality(municipality)
    deliver_service(
        door.office,
        slug,
        reference,
        read_moment(on, "--on") if on else door.today,
        grant=grant,
        partial=partial,
        now=door.now,
        actor=door.actor,
    )
    show_case(door, slug, reference, as_json=as_json)


def remand(
    reference: Reference,
    received: Annotated[
        str | None, typer.Option(help="Day WE received the board's decision; today if not given.")
    ] = None,
    remanded_on: Annotated[str | None, typer.Option(help="The board's own date.")] = None,
    annuls: Annotated[
        int | None, typer.Option(help="Number of the round whose decision is annulled.")
    ] = None,
    part: Annotated[str | None, typer.Option(help="What part of it, if not the whole.")] = None,
    help_resumed: Annotated[
        bool | None,
        typer.Option("--help-resumed/--no-help-resumed", help="Is help given before resumed?"),
    ] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Open a new round, counted from our receipt under the rule in force that day."""
    door = open_door(by)
    slug = door.municipality(municipality)
    new = NewRemand(
        received=read_moment(received, "--received") if received else door.today,
        remanded_on=read_day(remanded_on, "--remanded-on") if remanded_on else None,
        annuls=annuls,
        part=part,
        help_resumed=help_resumed,
    )
    remand_service(door.office, slug, reference, new, now=door.now, actor=door.actor)
    show_case(door, slug, reference, as_json=as_json)


def close(
    reference: Reference,
    ending: Annotated[
        str, typer.Argument(help="withdrawn, died, moved, transferred or dismissed.")
    ],
    on: On = None,
    why: Annotated[str | None, typer.Option(help="What happened.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Close a case without a decision; letters that have not left are cancelled."""
    door = open_door(by)
    slug = door.municipality(municipality)
    close_service(
        door.office,
        slug,
        reference,
        read_word(ending, Ending, "ending"),
        _day(door, on),
        why=why,
        now=door.now,
        actor=door.actor,
    )
    show_case(door, slug, reference, as_json=as_json)


def _day(door: Door, text: str | None) -> date:
    return read_day(text, "--on") if text else door.today


_COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "acute": acute,
    "decide": decide,
    "sent": sent,
    "deliver": deliver,
    "remand": remand,
    "close": close,
}
