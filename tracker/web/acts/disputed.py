"""Corrections of complaints and endings, each with a reason; the old value stays on file."""

from typing import Final

from tracker.services.amending_complaints import (
    correct_complaint_receipt,
    correct_forwarding,
    correct_reconsideration,
    undo_reconsideration,
)
from tracker.services.amending_rounds import undo_ending
from tracker.web.acts import choices, lawful
from tracker.web.acts.corrected import WHY, reason_page
from tracker.web.acts.fields import Field
from tracker.web.acts.page import Doing
from tracker.web.words import mark

_WHOSE: Final = Field(
    "hvem",
    mark("Hvis klage?"),
    "choice",
    mark("Vælger du ingen, er det den seneste."),
    choices=choices.parties,
    optional=True,
)


def _party(act: Doing) -> int | None:
    return int(act.values["hvem"]) if act.values["hvem"] else None


def _reconsideration(act: Doing) -> None:
    why, on = act.values["hvorfor"], act.values["besvaret"]
    if act.values["slet"]:
        act.do(undo_reconsideration, why, party=_party(act))
    else:
        act.do(correct_reconsideration, on, why, party=_party(act))


PAGES: Final = (
    reason_page(
        "ret-klage",
        mark("Ret, hvornår klagen kom"),
        mark("Dagen for klagen på %(number)s er rettet."),
        lawful=lawful.complained,
        fields=(Field("modtaget", mark("Klagen kom den"), "date"), _WHOSE, WHY),
        carry_out=lambda act: act.do(
            correct_complaint_receipt,
            act.values["modtaget"],
            act.values["hvorfor"],
            party=_party(act),
        ),
    ),
    reason_page(
        "ret-genvurdering",
        mark("Ret svaret på klagen"),
        mark("Svaret på klagen på %(number)s er rettet."),
        lawful=lawful.reconsidered,
        fields=(
            Field("besvaret", mark("Svaret er givet den"), "date", optional=True),
            Field("slet", mark("Klagen er ikke besvaret"), "tick"),
            _WHOSE,
            WHY,
        ),
        carry_out=_reconsideration,
    ),
    reason_page(
        "ret-videresendt",
        mark("Ret, hvornår klagen blev sendt videre"),
        mark("Dagen for videresendelsen på %(number)s er rettet."),
        lawful=lawful.passed_on,
        fields=(Field("sendt", mark("Sendt videre den"), "date"), _WHOSE, WHY),
        carry_out=lambda act: act.do(
            correct_forwarding, act.values["sendt"], act.values["hvorfor"], party=_party(act)
        ),
    ),
    reason_page(
        "ret-lukning",
        mark("Sagen blev lukket ved en fejl"),
        mark("%(number)s er åben igen, som om den ikke var lukket."),
        lawful=lawful.closed,
        fields=(WHY,),
        put_right="",
        carry_out=lambda act: act.do(undo_ending, act.values["hvorfor"]),
    ),
)
