"""People and help of a case: parties, reminders, hearings, grants and their follow-up."""

from collections.abc import Callable
from typing import Annotated, Final

import typer

from tracker.cli.acts import On
from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, note, open_case
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_word
from tracker.codes import DigitalPost, FollowUpKind, Role
from tracker.errors import Refused
from tracker.services.contacting import answer_reminders, hear, hearing_answered, log_reminder
from tracker.services.following import end_grant, finish_follow_up, plan_follow_up
from tracker.services.parties import NewParty
from tracker.services.people import PartyChange, add_party, change_party
from tracker.services.suppliers import ask_supplier, change_supplier, keep_supplier

Text = str | None
Lines = list[str] | None
YesNo = bool | None


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    app.command(name, help=text)(_COMMANDS[name])


def party(
    reference: Reference,
    number: Annotated[int | None, typer.Argument(help="The party to change, 1 the first.")] = None,
    add: Annotated[
        Text, typer.Option(help="Add: custody-holder, child, guardian, representative.")
    ] = None,
    represents: Annotated[int, typer.Option(help="Whom a representative stands for.")] = 1,
    name: Annotated[Text, typer.Option(help="Name.")] = None,
    address: Annotated[Lines, typer.Option(help="Address line; repeat.")] = None,
    phone: Annotated[Text, typer.Option(help="Telephone number.")] = None,
    cpr: Annotated[Text, typer.Option(help="CPR number of a party who is added.")] = None,
    language: Annotated[Text, typer.Option(help="da or en.")] = None,
    digital_post: Annotated[Text, typer.Option(help="registered, exempt or unknown.")] = None,
    secret_address: Annotated[
        YesNo, typer.Option("--secret-address/--open-address", help="Is the address secret?")
    ] = None,
    told: Annotated[YesNo, typer.Option("--told/--not-told", help="Must it be told?")] = None,
    born: Annotated[
        Text,
        typer.Option(help="Date of birth of a child who is added: its age says if it is told."),
    ] = None,
    copy: Annotated[
        YesNo,
        typer.Option(
            "--copy-to-party/--no-copy-to-party",
            help="Does a represented party get a copy? It never counts as telling.",
        ),
    ] = None,
    scope: Annotated[Text, typer.Option(help="What a representative's power covers.")] = None,
    until: Annotated[Text, typer.Option(help="Last day as a party, or of the power.")] = None,
    died: Annotated[Text, typer.Option(help="Day of death; sends nobody a letter.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Add a party, or change one: from that day its letters follow the new values."""
    case = open_case(reference, municipality, by)
    last = read_day(until, "--until") if until else None
    reach = read_word(digital_post, DigitalPost, "--digital-post") if digital_post else None
    if add is not None:
        new = NewParty(
            name=name or "",
            role=read_word(add, Role, "--add"),
            cpr=cpr,
            address=address or (),
            phone=phone,
            language=language,
            digital_post=reach or DigitalPost.UNKNOWN,
            secret_address=secret_address is True,
            scope=scope,
            until=last,
            born=read_day(born, "--born") if born else None,
            copy_to_party=copy is True,
        )
        for said in case.act(add_party, new, represents=represents, must_be_told=told):
            note(said)
    elif number is not None:
        change = PartyChange(
            name=name,
            address=tuple(address) if address else None,
            phone=phone,
            language=language,
            digital_post=reach,
            secret_address=secret_address,
            gets_copy=copy,
            must_be_told=told,
            until=last,
            died_on=read_day(died, "--died") if died else None,
        )
        case.act(change_party, number, change)
    else:
        raise Refused("name the number of the party to change, or --add with a role")
    show_case(case, as_json=as_json)


def remind(
    reference: Reference,
    on: On = None,
    note_: Annotated[
        Text, typer.Option("--note", help="What was asked; never in a letter.")
    ] = None,
    answered: Annotated[bool, typer.Option("--answered", help="It has been answered.")] = False,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """An applicant asked where the case is (rykker): a task with a short limit of its own."""
    case = open_case(reference, municipality, by)
    day = case.day(on)
    if answered:
        case.act(answer_reminders, day)
    else:
        answer_by = case.act(log_reminder, day, note=note_)
        note(f"answer by {answer_by}")
    show_case(case, as_json=as_json)


def hearing(
    reference: Reference,
    until: Annotated[Text, typer.Option(help="Day the parties are asked to answer by.")] = None,
    on: On = None,
    answered: Annotated[bool, typer.Option("--answered", help="They have answered.")] = False,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """The parties are heard (partshøring); no date moves."""
    case = open_case(reference, municipality, by)
    day = case.day(on)
    if answered:
        case.act(hearing_answered, day)
    elif until is None:
        raise Refused("give the day the parties are asked to answer by: --until 2026-03-05")
    else:
        last = read_day(until, "--until")
        case.act(hear, day, last)
    show_case(case, as_json=as_json)


def grant(
    reference: Reference,
    number: Annotated[int | None, typer.Argument(help="Number of the grant.")] = None,
    asked: Annotated[
        Text, typer.Option(help="Day the citizen asked for another supplier: starts its limit.")
    ] = None,
    supplier: Annotated[Text, typer.Option(help="The new supplier.")] = None,
    keep: Annotated[
        Text, typer.Option(help="The citizen stays with the supplier: say why.")
    ] = None,
    end: Annotated[Text, typer.Option(help="The citizen gives it up: say why.")] = None,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """The citizen asks for another supplier, gets one, or gives the granted service up."""
    case = open_case(reference, municipality, by)
    day, asked_on = case.day(on), read_day(asked, "--asked") if asked else None
    if supplier is not None:
        case.act(change_supplier, supplier, day, grant=number, asked_on=asked_on)
    elif asked_on is not None:
        case.act(ask_supplier, asked_on, grant=number)
    elif keep is not None:
        case.act(keep_supplier, keep, day, grant=number)
    elif end is not None:
        case.act(end_grant, day, end, grant=number)
    else:
        raise Refused("say what happens to the grant: --asked, --supplier, --keep or --end")
    show_case(case, as_json=as_json)


def follow_up(
    reference: Reference,
    due: Annotated[Text, typer.Option(help="Day the help is looked at again.")] = None,
    every: Annotated[Text, typer.Option(help='Again every so often: "6 måneder".')] = None,
    kind: Annotated[str, typer.Option(help="follow-up or reassessment.")] = "follow-up",
    number: Annotated[int | None, typer.Option("--grant", help="Number of the grant.")] = None,
    done: Annotated[bool, typer.Option("--done", help="The next one was held.")] = False,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Plan a follow-up or a reassessment of granted help, or record that it was held."""
    case = open_case(reference, municipality, by)
    day = case.day(on)
    if done:
        following = case.act(finish_follow_up, day)
        note(f"next on {following}" if following else "no further one is planned")
    elif due is None:
        raise Refused("give the day: --due 2026-09-01")
    else:
        case.act(
            plan_follow_up,
            read_word(kind, FollowUpKind, "--kind"),
            read_day(due, "--due"),
            grant=number,
            every=every,
        )
    show_case(case, as_json=as_json)


_COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "party": party,
    "remind": remind,
    "hearing": hearing,
    "grant": grant,
    "follow-up": follow_up,
}
