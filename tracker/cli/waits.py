"""`rettidig await` and `rettidig expect`: why a case is late, and when the answer can be
expected."""

from collections.abc import Callable
from typing import Annotated, Final

import typer

from notifications.causes import Cause
from rules.terms import DeadlineKind
from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, open_case
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_word
from tracker.services.expecting import (
    NewExpectation,
    await_information,
    stop_awaiting,
)
from tracker.services.expecting import expect as expect_service

_CAUSES: Final = ", ".join(Cause)


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    commands: dict[str, Callable[..., None]] = {"await": await_, "expect": expect}
    app.command(name, help=text)(commands[name])


def await_(
    reference: Reference,
    cause: Annotated[str | None, typer.Argument(help=f"One of {_CAUSES}.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Day the waiting began; today if not given.")
    ] = None,
    asked_on: Annotated[
        str | None, typer.Option(help="Day we asked, or of the visit; stands in the letter.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Internal note; never in a letter.")] = None,
    done: Annotated[
        bool, typer.Option("--done", help="What the case waited for has come.")
    ] = False,
    on: Annotated[str | None, typer.Option("--on", help="Day it came, with --done.")] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """A case that waits: shown and counted, but nothing pauses a clock."""
    case = open_case(reference, municipality, by)
    if done:
        day = case.day(on)
        case.act(stop_awaiting, day)
    else:
        case.act(
            await_information,
            read_word(cause or "", Cause, "cause"),
            since=case.day(since, "--since"),
            asked_on=read_day(asked_on, "--asked-on") if asked_on else None,
            note=note,
        )
    show_case(case, as_json=as_json)


def expect(
    reference: Reference,
    on: Annotated[str | None, typer.Option("--on", help="Day the answer can be expected.")] = None,
    time_frame: Annotated[
        str | None, typer.Option(help='Where no day can be set: "4 til 6 uger".')
    ] = None,
    next_letter: Annotated[
        str | None, typer.Option(help="Day we write again; else the end of the time frame.")
    ] = None,
    awaiting: Annotated[
        str | None, typer.Option(help=f"What the case waits for: {_CAUSES}.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why it takes longer, for the letter.")] = None,
    approve_reason: Annotated[
        bool, typer.Option("--approve-reason", help="The reason's words may go out.")
    ] = False,
    delivery: Annotated[bool, typer.Option("--delivery", help="It is about the help.")] = False,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """What the delay notice will promise; "hurtigst muligt" is refused. Moves no deadline."""
    case = open_case(reference, municipality, by)
    new = NewExpectation(
        kind=DeadlineKind.DELIVERY if delivery else DeadlineKind.DECISION,
        expected_on=read_day(on, "--on") if on else None,
        time_frame=time_frame,
        next_letter_on=read_day(next_letter, "--next-letter") if next_letter else None,
        cause=read_word(awaiting, Cause, "--awaiting") if awaiting else None,
        reason=reason,
        reason_approved=approve_reason,
    )
    case.act(expect_service, new)
    show_case(case, as_json=as_json)
