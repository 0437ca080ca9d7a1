"""`rettidig correct`: one recorded fact was wrong; the old value stays, with the reason."""

from collections.abc import Callable, Mapping
from typing import Annotated, Final, TypeAlias

import typer

from tracker.cli.common import AsJson, By, CaseDoor, MunicipalityOption, Reference, open_case
from tracker.cli.show import show_case
from tracker.cli.values import read_day, read_instant, read_moment, read_word
from tracker.codes import Outcome
from tracker.errors import Refused
from tracker.services.amending import correct_decision, correct_delivery, undo_decision
from tracker.services.amending_complaints import (
    correct_complaint_receipt,
    correct_forwarding,
    correct_reconsideration,
    undo_reconsideration,
)
from tracker.services.amending_rounds import correct_acute, correct_remand_receipt, undo_ending
from tracker.services.correcting import correct_receipt

Text: TypeAlias = str | None

Complained = Annotated[Text, typer.Option(help="The right day the complaint came.")]
Looked = Annotated[Text, typer.Option(help="The right day of the second look.")]
Forwarded = Annotated[Text, typer.Option(help="The right day the complaint went on.")]
Whose = Annotated[
    int | None, typer.Option("--party", help="Whose complaint; the last one when left out.")
]
Undo = Annotated[
    Text, typer.Option(help="decision, delivery, reconsideration or ending: it did not happen.")
]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    app.command(name, help=text)(correct)


def correct(
    reference: Reference,
    reason: Annotated[str, typer.Option(help="Why the record was wrong; stays on file.")],
    received: Annotated[Text, typer.Option(help="The right day of receipt.")] = None,
    decided: Annotated[Text, typer.Option(help="The right day of the decision.")] = None,
    sent: Annotated[Text, typer.Option(help="The right day the decision was sent.")] = None,
    outcome: Annotated[Text, typer.Option(help="granted, partly or refused.")] = None,
    undo: Undo = None,
    delivered: Annotated[Text, typer.Option(help="The right day of the last delivery.")] = None,
    acute_since: Annotated[Text, typer.Option(help="When the need became known: a time.")] = None,
    remand_received: Annotated[Text, typer.Option(help="The right day of our receipt.")] = None,
    complaint_received: Complained = None,
    reconsidered: Looked = None,
    forwarded: Forwarded = None,
    party: Whose = None,
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
        "complaint_received": complaint_received,
        "reconsidered": reconsidered,
        "forwarded": forwarded,
    }
    (fact,) = _one_of(given)
    if fact in _OF_A_COMPLAINT or undo == "reconsideration":
        _of_a_complaint(case, undo or fact, reason, given[fact] or "", party)
    elif party is not None:
        raise Refused("--party names whose complaint was recorded wrongly: leave it out")
    elif fact == "decision":
        case.act(
            correct_decision,
            reason,
            decided_on=read_day(decided, "--decided") if decided else None,
            sent_on=read_day(sent, "--sent") if sent else None,
            outcome=read_word(outcome, Outcome, "--outcome") if outcome else None,
        )
    else:
        _CORRECTIONS[fact](case, reason, given[fact] or "")
    show_case(case, as_json=as_json)


def _one_of(given: Mapping[str, str | None]) -> list[str]:
    named = [fact for fact, value in given.items() if value is not None]
    if len(named) != 1:
        raise Refused("correct one fact at a time: see rettidig correct --help")
    return named


_OF_A_COMPLAINT: Final = {
    "complaint_received": correct_complaint_receipt,
    "reconsidered": correct_reconsideration,
    "forwarded": correct_forwarding,
}


def _of_a_complaint(case: CaseDoor, fact: str, why: str, text: str, party: int | None) -> None:
    if fact == "reconsideration":
        case.act(undo_reconsideration, why, party=party)
        return
    day = read_day(text, "--" + fact.replace("_", "-"))
    case.act(_OF_A_COMPLAINT[fact], day, why, party=party)


def _received(case: CaseDoor, why: str, text: str) -> None:
    case.act(correct_receipt, read_moment(text, "--received"), why)


def _delivered(case: CaseDoor, why: str, text: str) -> None:
    case.act(correct_delivery, why, delivered_on=read_day(text, "--delivered"))


def _undo(case: CaseDoor, why: str, text: str) -> None:
    if text == "decision":
        case.act(undo_decision, why)
    elif text == "delivery":
        case.act(correct_delivery, why, delivered_on=None)
    elif text == "ending":
        case.act(undo_ending, why)
    else:
        raise Refused(f'--undo: "{text}" is not one of decision, delivery, reconsideration, ending')


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
