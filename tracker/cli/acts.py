"""The acts of a case's life: acute, decide, sent, deliver, remand, close."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Final

import typer

from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, open_case
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_instant, read_word
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
    """Decision and help are due the day the need became known; the ordinary date stays on file.

    Also after the decision, while granted help has not come.
    """
    case = open_case(reference, municipality, by)
    if clear:
        case.act(clear_acute, why)
    else:
        start = read_instant(since, "--since") if since else None
        need = AcuteNeed(why, start, call_agreed)
        case.act(set_acute, need)
    show_case(case, as_json=as_json)


def decide(
    reference: Reference,
    outcome: Annotated[
        str, typer.Argument(help="granted, partly or refused; a reassessment also unchanged.")
    ],
    on: On = None,
    grant: Annotated[
        list[str] | None,
        typer.Option(
            help='Granted service, its supplier after "/", days of its own after ";" '
            '("rengøring / Nord; wished 2026-05-01"); repeat for several.'
        ),
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help="First day of the grants without one of their own.")
    ] = None,
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
    case = open_case(reference, municipality, by)
    period = NewGrant(
        service="",
        from_on=read_day(from_, "--from") if from_ else None,
        until_on=read_day(until, "--until") if until else None,
        wished_on=read_day(wished, "--wished") if wished else None,
    )
    grants = [_grant(text, period) for text in grant or ()]
    case.act(
        decide_service,
        read_word(outcome, Outcome, "outcome"),
        case.moment(on),
        grants=grants,
        sent_on=read_day(sent, "--sent") if sent else None,
    )
    show_case(case, as_json=as_json)


def read_grants(texts: Sequence[str] | None) -> list[NewGrant]:
    """Granted services as typed, "rengøring / Hjemmepleje Nord"."""
    return [_grant(text, NewGrant(service="")) for text in texts or ()]


def _grant(text: str, period: NewGrant) -> NewGrant:
    """One service, its supplier after "/", and days of its own after ";"."""
    words, *days = text.split(";")
    service, _, supplier = words.partition("/")
    if not service.strip():
        raise Refused('--grant: name the service, "rengøring" or "rengøring / Hjemmepleje Nord"')
    own = dict(_day_of(part) for part in days)
    return replace(period, service=service.strip(), supplier=supplier.strip() or None, **own)


_DAYS: Final = {"from": "from_on", "until": "until_on", "wished": "wished_on"}


def _day_of(part: str) -> tuple[str, date]:
    name, _, day = part.strip().partition(" ")
    if name not in _DAYS:
        raise Refused(
            f'--grant: "{part.strip()}" is not one of from, until, wished with a day: '
            '"rengøring / Hjemmepleje Nord; wished 2026-05-01"'
        )
    return _DAYS[name], read_day(day, f"--grant {name}")


def sent(
    reference: Reference,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Record the day the decision was sent; where the council counts to it, this stops the
    clock."""
    case = open_case(reference, municipality, by)
    case.act(record_sent, case.day(on))
    show_case(case, as_json=as_json)


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
    case = open_case(reference, municipality, by)
    case.act(deliver_service, case.moment(on), grant=grant, partial=partial)
    show_case(case, as_json=as_json)


def remand(
    reference: Reference,
    received: Annotated[
        str | None, typer.Option(help="Day WE received the board's decision; today if not given.")
    ] = None,
    remanded_on: Annotated[str | None, typer.Option(help="The board's own date.")] = None,
    annuls: Annotated[
        int | None, typer.Option(help="Number of the round whose decision is annulled.")
    ] = None,
    part: Annotated[
        str | None, typer.Option(help="What part of it, if not the whole: the rest stands.")
    ] = None,
    ends: Annotated[
        list[int] | None, typer.Option(help="Number of a grant that falls with the part; repeat.")
    ] = None,
    help_resumed: Annotated[
        bool | None,
        typer.Option("--help-resumed/--no-help-resumed", help="Is help given before resumed?"),
    ] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Open a new round, counted from our receipt under the rule in force that day."""
    case = open_case(reference, municipality, by)
    new = NewRemand(
        received=case.moment(received, "--received"),
        remanded_on=read_day(remanded_on, "--remanded-on") if remanded_on else None,
        annuls=annuls,
        part=part,
        ends=ends or (),
        help_resumed=help_resumed,
    )
    case.act(remand_service, new)
    show_case(case, as_json=as_json)


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
    case = open_case(reference, municipality, by)
    how = read_word(ending, Ending, "ending")
    if how is Ending.JOINED:
        raise Refused("name the case it was joined into: rettidig reclassify --into, with a reason")
    case.act(close_service, how, case.day(on), why=why)
    show_case(case, as_json=as_json)


_COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "acute": acute,
    "decide": decide,
    "sent": sent,
    "deliver": deliver,
    "remand": remand,
    "close": close,
}
