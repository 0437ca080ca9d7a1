"""`rettidig register`: an application, with a case for each area it concerns."""

from typing import Annotated

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


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the command."""
    app.command(name, help=text)(register_application)


def register_application(
    area: Annotated[list[str], typer.Option(help="Area of the pack; repeat for several.")],
    name: Annotated[str, typer.Option(help="The applicant's name.")] = "",
    received: Annotated[
        str | None, typer.Option(help="Day or time it came: 2026-03-05; today when not given.")
    ] = None,
    journaled: Annotated[str | None, typer.Option(help="Day it was journaled.")] = None,
    oral: Annotated[
        bool, typer.Option("--oral", help="It was made in person or by phone.")
    ] = False,
    form: Annotated[str | None, typer.Option(help="digital, letter or oral.")] = None,
    cpr: Annotated[str | None, typer.Option(help="CPR number.")] = None,
    address: Annotated[
        list[str] | None, typer.Option(help="Address line; repeat for each line.")
    ] = None,
    phone: Annotated[str | None, typer.Option(help="Telephone number.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the letters: da or en.")] = None,
    digital_post: Annotated[
        str, typer.Option(help="registered, exempt or unknown (treated as paper).")
    ] = "unknown",
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Nobody is named or told.")
    ] = False,
    role: Annotated[str, typer.Option(help="applicant, custody-holder, guardian, reporter.")] = (
        "applicant"
    ),
    representative: Annotated[
        str | None, typer.Option(help="Name of a representative, who gets the letters.")
    ] = None,
    representative_address: Annotated[
        list[str] | None, typer.Option(help="Its address line; repeat.")
    ] = None,
    representative_digital_post: Annotated[
        str, typer.Option(help="As --digital-post.")
    ] = "unknown",
    representative_scope: Annotated[str | None, typer.Option(help="What the power covers.")] = None,
    representative_until: Annotated[str | None, typer.Option(help="Last day of the power.")] = None,
    acute: Annotated[str | None, typer.Option(help="Acute: say why.")] = None,
    acute_since: Annotated[str | None, typer.Option(help="When the need became known.")] = None,
    call_agreed: Annotated[
        bool, typer.Option("--call-agreed", help="We call the applicant.")
    ] = False,
    remanded: Annotated[
        bool, typer.Option("--remanded", help="Sent back; the first round lies elsewhere.")
    ] = False,
    remanded_on: Annotated[str | None, typer.Option(help="The board's own date.")] = None,
    earlier_decided: Annotated[
        str | None, typer.Option(help="Day of the annulled decision.")
    ] = None,
    help_resumed: Annotated[
        bool | None, typer.Option("--help-resumed/--no-help-resumed", help="Is help resumed?")
    ] = None,
    team: Annotated[str | None, typer.Option(help="Team; else the area's.")] = None,
    caseworker: Annotated[str | None, typer.Option(help="Caseworker.")] = None,
    kle: Annotated[str | None, typer.Option(help="KLE number; else the area's.")] = None,
    foreign_case: Annotated[str | None, typer.Option(help="Case id in another system.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Register an application; an oral one needs only --oral, --area and --name.

    Prints the case numbers and their dates. A known area without a rule in force that day is filed
    without a deadline, and that is said.
    """
    door = open_door(by)
    applicant = NewParty(
        name=name,
        role=read_word(role, Role, "--role"),
        cpr=cpr,
        address=address or (),
        phone=phone,
        language=language,
        digital_post=read_word(digital_post, DigitalPost, "--digital-post"),
        anonymous=anonymous,
    )
    parties = [applicant]
    if representative:
        parties.append(
            NewParty(
                name=representative,
                role=Role.REPRESENTATIVE,
                address=representative_address or (),
                digital_post=read_word(
                    representative_digital_post, DigitalPost, "--representative-digital-post"
                ),
                language=language,
                scope=representative_scope,
                until=read_day(representative_until, "--representative-until")
                if representative_until
                else None,
            )
        )
    new = NewApplication(
        municipality=door.municipality(municipality),
        areas=area,
        received=read_moment(received, "--received") if received else door.today,
        parties=parties,
        form=Form.ORAL if oral else read_word(form or Form.DIGITAL, Form, "--form"),
        journaled_on=read_day(journaled, "--journaled") if journaled else None,
        acute=_need(acute, acute_since, call_agreed=call_agreed),
        remanded=EarlierRound(
            read_day(remanded_on, "--remanded-on") if remanded_on else None,
            read_day(earlier_decided, "--earlier-decided") if earlier_decided else None,
            help_resumed,
        )
        if remanded
        else None,
        team=team,
        caseworker=caseworker,
        kle=kle,
        foreign_case_id=foreign_case,
    )
    _show(door, register(door.office, new, now=door.now, actor=door.actor), as_json=as_json)


def _need(why: str | None, since: str | None, *, call_agreed: bool) -> AcuteNeed | None:
    if why is None:
        return None
    start = read_instant(since, "--acute-since") if since else None
    return AcuteNeed(why, start, call_agreed)


def _show(door: Door, made: Registered, *, as_json: bool) -> None:
    view = registered_view(door.office, made, now=door.now)
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
