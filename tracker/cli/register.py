"""`rettidig register`: an application, with a case for each area it concerns."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias

import typer

from tracker.cli.common import AsJson, By, Door, MunicipalityOption, answer, note, open_door
from tracker.cli.values import read_day, read_instant, read_moment, read_word
from tracker.codes import DigitalPost, Form, Role
from tracker.services.parties import NewParty
from tracker.services.registering import (
    AcuteNeed,
    EarlierRound,
    NewApplication,
    Registered,
    register,
)
from tracker.views import registered_view

Text: TypeAlias = str | None
Lines: TypeAlias = list[str] | None

Area = Annotated[list[str], typer.Option(help="Area of the pack; repeat for several.")]
Name = Annotated[str, typer.Option(help="The applicant's name.")]
Received = Annotated[Text, typer.Option(help="Day or time it came: 2026-03-05; else today.")]
Journaled = Annotated[Text, typer.Option(help="Day it was journaled.")]
Oral = Annotated[bool, typer.Option("--oral", help="Made in person or by telephone.")]
FormText = Annotated[str, typer.Option("--form", help="digital, letter or oral.")]
Cpr = Annotated[Text, typer.Option(help="CPR number.")]
Address = Annotated[Lines, typer.Option(help="Address line; repeat for each line.")]
Phone = Annotated[Text, typer.Option(help="Telephone number.")]
Tongue = Annotated[Text, typer.Option("--language", help="Language of the letters: da or en.")]
Digital = Annotated[str, typer.Option(help="registered, exempt or unknown (treated as paper).")]
Anonymous = Annotated[bool, typer.Option("--anonymous", help="Nobody is named or told.")]
RoleText = Annotated[
    str, typer.Option("--role", help="applicant, custody-holder, guardian, reporter.")
]
Rep = Annotated[Text, typer.Option(help="Name of a representative, who gets the letters.")]
RepAddress = Annotated[Lines, typer.Option(help="Its address line; repeat.")]
RepDigital = Annotated[str, typer.Option(help="As --digital-post.")]
RepScope = Annotated[Text, typer.Option(help="What the power covers.")]
RepUntil = Annotated[Text, typer.Option(help="Last day of the power.")]
Acute = Annotated[Text, typer.Option(help="Help is needed at once: say why.")]
AcuteSince = Annotated[Text, typer.Option(help="When the need became known: a time.")]
CallAgreed = Annotated[bool, typer.Option("--call-agreed", help="We call the applicant.")]
Sent = Annotated[bool, typer.Option("--remanded", help="Sent back; the first round was elsewhere.")]
RemandedOn = Annotated[Text, typer.Option(help="The appeals board's own date.")]
Earlier = Annotated[Text, typer.Option(help="Day of the decision that was annulled.")]
Resumed = Annotated[
    bool | None, typer.Option("--help-resumed/--no-help-resumed", help="Is help resumed?")
]
Team = Annotated[Text, typer.Option(help="Team; else the area's.")]
Worker = Annotated[Text, typer.Option("--caseworker", help="Caseworker.")]
Kle = Annotated[Text, typer.Option(help="KLE number; else the area's.")]
Foreign = Annotated[Text, typer.Option(help="Case id in another system.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the command."""
    app.command(name, help=text)(register_application)


def register_application(
    area: Area,
    name: Name = "",
    received: Received = None,
    journaled: Journaled = None,
    oral: Oral = False,
    form: FormText = "digital",
    cpr: Cpr = None,
    address: Address = None,
    phone: Phone = None,
    language: Tongue = None,
    digital_post: Digital = "unknown",
    anonymous: Anonymous = False,
    role: RoleText = "applicant",
    representative: Rep = None,
    representative_address: RepAddress = None,
    representative_digital_post: RepDigital = "unknown",
    representative_scope: RepScope = None,
    representative_until: RepUntil = None,
    acute: Acute = None,
    acute_since: AcuteSince = None,
    call_agreed: CallAgreed = False,
    remanded: Sent = False,
    remanded_on: RemandedOn = None,
    earlier_decided: Earlier = None,
    help_resumed: Resumed = None,
    team: Team = None,
    caseworker: Worker = None,
    kle: Kle = None,
    foreign_case: Foreign = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Register an application; an oral one needs only --oral, --area and --name.

    Prints the case numbers and their dates. A known area without a rule in force that day is filed
    without a deadline, and that is said.
    """
    door = open_door(by)
    parties = [
        NewParty(
            name=name,
            role=read_word(role, Role, "--role"),
            cpr=cpr,
            address=address or (),
            phone=phone,
            language=language,
            digital_post=_digital(digital_post),
            anonymous=anonymous,
        )
    ]
    if representative:
        address_lines, until = representative_address or (), representative_until
        reach = representative_digital_post
        parties.append(
            _stand_in(representative, address_lines, reach, representative_scope, until, language)
        )
    earlier = EarlierRound(
        _day(remanded_on, "--remanded-on"), _day(earlier_decided, "--earlier-decided"), help_resumed
    )
    new = NewApplication(
        municipality=door.municipality(municipality),
        areas=area,
        received=read_moment(received, "--received") if received else door.today,
        parties=parties,
        form=Form.ORAL if oral else read_word(form, Form, "--form"),
        journaled_on=_day(journaled, "--journaled"),
        acute=_need(acute, acute_since, call_agreed=call_agreed),
        remanded=earlier if remanded else None,
        team=team,
        caseworker=caseworker,
        kle=kle,
        foreign_case_id=foreign_case,
    )
    _show(door, register(door.office, new, now=door.now, actor=door.actor), as_json=as_json)


def _stand_in(
    name: str,
    address: Sequence[str],
    digital_post: str,
    scope: str | None,
    until: str | None,
    language: str | None,
) -> NewParty:
    return NewParty(
        name=name,
        role=Role.REPRESENTATIVE,
        address=address,
        language=language,
        digital_post=_digital(digital_post),
        scope=scope,
        until=_day(until, "--representative-until"),
    )


def _day(text: str | None, what: str) -> date | None:
    return read_day(text, what) if text else None


def _digital(text: str) -> DigitalPost:
    return read_word(text, DigitalPost, "--digital-post")


def _need(why: str | None, since: str | None, *, call_agreed: bool) -> AcuteNeed | None:
    if why is None:
        return None
    start = read_instant(since, "--acute-since") if since else None
    return AcuteNeed(why, start, call_agreed)


def _show(door: Door, made: Registered, *, as_json: bool) -> None:
    view = registered_view(door.office, made, now=door.now)
    for said in made.notes:
        note(said)
    for case in view["cases"]:
        for missing in case["without"]:
            note(f"case {case['reference']} is filed without a deadline: {missing}")
    if as_json:
        answer(view)
        return
    for case in view["cases"]:
        print(f"case {case['reference']}  {case['area']}")
        for deadline in case["deadlines"]:
            print(
                f"  {deadline['kind']} ({deadline['track']}) due on {deadline['due_on']}, "
                f"act by {deadline['act_by']}"
            )
    door.print_doubt(door.office.book.of(made.municipality_code).municipality.slug)
