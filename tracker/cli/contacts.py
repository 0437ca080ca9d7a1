"""People and help of a case: parties, reminders, hearings, grants and their follow-up."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Final, TypeAlias

import typer

from tracker.cli.acts import On
from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, note, open_case
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_word
from tracker.codes import DigitalPost, FollowUpKind, Role
from tracker.errors import Refused
from tracker.services.contacting import answer_reminders, hear, hearing_answered, log_reminder
from tracker.services.following import end_grant, finish_follow_up, plan_follow_up
from tracker.services.grant_dates import GrantDates, set_grant_dates
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party
from tracker.services.suppliers import ask_supplier, change_supplier, keep_supplier

Text: TypeAlias = str | None
Lines: TypeAlias = list[str] | None
YesNo: TypeAlias = bool | None

Number = Annotated[int | None, typer.Argument(help="The party to change, 1 the first.")]
Added = Annotated[Text, typer.Option(help="Add: custody-holder, child, guardian, representative.")]
Represents = Annotated[
    int | None, typer.Option(help="Whom a representative stands for; the first party.")
]
Name = Annotated[Text, typer.Option(help="Name.")]
Address = Annotated[Lines, typer.Option(help="Address line; repeat.")]
Phone = Annotated[Text, typer.Option(help="Telephone number.")]
Cpr = Annotated[Text, typer.Option(help="CPR number.")]
Tongue = Annotated[Text, typer.Option(help="da or en.")]
Digital = Annotated[Text, typer.Option(help="registered, exempt or unknown.")]
Secret = Annotated[
    YesNo, typer.Option("--secret-address/--open-address", help="Is the address secret?")
]
ToldFlag = Annotated[YesNo, typer.Option("--told/--not-told", help="Must it be told?")]
Born = Annotated[
    Text, typer.Option(help="A child's date of birth: its age says from when it is told.")
]
Copy = Annotated[
    YesNo,
    typer.Option(
        "--copy-to-party/--no-copy-to-party",
        help="Does a represented party get a copy? It never counts as telling.",
    ),
]
Scope = Annotated[Text, typer.Option(help="What a representative's power covers.")]
Until = Annotated[Text, typer.Option(help="Last day as a party, or of the power.")]
Died = Annotated[Text, typer.Option(help="Day of death; sends nobody a letter.")]
Stays = Annotated[bool, typer.Option("--stays", help="It has no last day: --until was wrong.")]
RoleFlag = Annotated[Text, typer.Option("--role", help="The right role of a party.")]
Reason = Annotated[
    Text, typer.Option(help="Why the record was wrong: for a CPR number, a role, --represents.")
]
Lives = Annotated[bool, typer.Option("--lives", help="A death was recorded by mistake.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    app.command(name, help=text)(_COMMANDS[name])


def party(
    reference: Reference,
    number: Number = None,
    add: Added = None,
    represents: Represents = None,
    name: Name = None,
    address: Address = None,
    phone: Phone = None,
    cpr: Cpr = None,
    language: Tongue = None,
    digital_post: Digital = None,
    secret_address: Secret = None,
    told: ToldFlag = None,
    born: Born = None,
    copy: Copy = None,
    scope: Scope = None,
    until: Until = None,
    died: Died = None,
    lives: Lives = False,
    stays: Stays = False,
    role: RoleFlag = None,
    reason: Reason = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Add a party, or change one: from that day its letters follow the new values."""
    case = open_case(reference, municipality, by)
    given = PartyChange(
        name=name,
        cpr=cpr,
        address=tuple(address) if address else None,
        phone=phone,
        scope=scope,
        language=language,
        digital_post=read_word(digital_post, DigitalPost, "--digital-post")
        if digital_post
        else None,
        secret_address=secret_address,
        gets_copy=copy,
        must_be_told=told,
        role=read_word(role, Role, "--role") if role else None,
        represents=represents,
        born=_day(born, "--born"),
        until=_day(until, "--until"),
        stays=stays,
        died_on=_day(died, "--died"),
        lives=lives,
        why=reason,
    )
    if add is not None:
        new = _new_party(given, read_word(add, Role, "--add"))
        said = case.act(add_party, new, represents=represents or 1, must_be_told=told)
    elif number is not None:
        said = case.act(change_party, number, given)
    else:
        raise Refused("name the number of the party to change, or --add with a role")
    for line in said:
        note(line)
    show_case(case, as_json=as_json)


def _new_party(given: PartyChange, role: Role) -> NewParty:
    """A party who is added, from the values that an added and a changed one share."""
    wrong = {
        "--died": given.died_on,
        "--lives": given.lives,
        "--stays": given.stays,
        "--role": given.role,
        "--reason": given.why,
    }
    if left := [name for name, value in wrong.items() if value]:
        raise Refused(f"{', '.join(left)} goes with the number of a party, not with --add")
    return NewParty(
        name=given.name or "",
        role=role,
        cpr=given.cpr,
        address=given.address or (),
        phone=given.phone,
        language=given.language,
        digital_post=given.digital_post or DigitalPost.UNKNOWN,
        secret_address=given.secret_address is True,
        scope=given.scope,
        until=given.until,
        born=given.born,
        copy_to_party=given.gets_copy is True,
    )


def _day(text: str | None, what: str) -> date | None:
    return read_day(text, what) if text else None


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
    from_: Annotated[Text, typer.Option("--from", help="Its first day.")] = None,
    until: Annotated[Text, typer.Option(help="Its last day.")] = None,
    wished: Annotated[
        Text, typer.Option(help="Day from which the citizen wishes it; moves no date.")
    ] = None,
    on: On = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """The citizen asks for another supplier, gets one, wishes a later start, or gives it up."""
    case = open_case(reference, municipality, by)
    day, asked_on = case.day(on), _day(asked, "--asked")
    dates = GrantDates(
        from_on=_day(from_, "--from"),
        until_on=_day(until, "--until"),
        wished_on=_day(wished, "--wished"),
    )
    if supplier is not None:
        case.act(change_supplier, supplier, day, grant=number, asked_on=asked_on)
    elif asked_on is not None:
        case.act(ask_supplier, asked_on, grant=number)
    elif keep is not None:
        case.act(keep_supplier, keep, day, grant=number)
    elif end is not None:
        case.act(end_grant, day, end, grant=number)
    elif dates != GrantDates():
        case.act(set_grant_dates, dates, grant=number)
    else:
        raise Refused(
            "say what happens to the grant: --asked, --supplier, --keep, --end, "
            "or its days, --from, --until, --wished"
        )
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
