"""Corrections of complaints and endings, each with a reason; the old value stays on file."""

from dataclasses import replace
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
    optional=True,
    several=True,
)
#: What stands on a page where nothing but a day can be corrected.
_DAY: Final = mark("Den gamle dato bliver på sagen, og alle frister regnes igen.")


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
        lead=_DAY,
        fields=(
            Field("modtaget", mark("Klagen kom den"), "date"),
            replace(_WHOSE, choices=choices.complainants),
            WHY,
        ),
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
        lead=mark(
            "Er kun datoen forkert, så skriv den rigtige. Er selve svaret forkert, så sæt kryds "
            "ved, at klagen ikke er besvaret, og registrér genvurderingen igen."
        ),
        fields=(
            Field(
                "besvaret",
                mark("Svaret er givet den"),
                "date",
                mark("Lad feltet stå tomt, hvis du sætter kryds nedenfor."),
                unless="slet",
            ),
            Field("slet", mark("Klagen er ikke besvaret"), "tick"),
            replace(_WHOSE, choices=choices.answered),
            WHY,
        ),
        carry_out=_reconsideration,
    ),
    reason_page(
        "ret-videresendt",
        mark("Ret, hvornår klagen blev sendt videre"),
        mark("Dagen for videresendelsen på %(number)s er rettet."),
        lawful=lawful.passed_on,
        lead=_DAY,
        fields=(
            Field("sendt", mark("Sendt videre den"), "date"),
            replace(_WHOSE, choices=choices.passed_on),
            WHY,
        ),
        carry_out=lambda act: act.do(
            correct_forwarding, act.values["sendt"], act.values["hvorfor"], party=_party(act)
        ),
    ),
    reason_page(
        "ret-lukning",
        mark("Sagen blev lukket ved en fejl"),
        mark("%(number)s er åben igen, som om den ikke var lukket."),
        lawful=lawful.wrongly_closed,
        group="ended",
        lead=mark(
            "Sagen og dens frister kører videre, som om den ikke var lukket. Er der kommet nye "
            "oplysninger, så brug siden Genåbn på nye oplysninger."
        ),
        fields=(WHY,),
        put_right="",
        carry_out=lambda act: act.do(undo_ending, act.values["hvorfor"]),
    ),
)
