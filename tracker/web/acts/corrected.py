"""Corrections of recorded facts, each with a reason; the old value stays on file."""

from datetime import datetime, time
from typing import Any, Final

from rules.local_time import COPENHAGEN
from tracker.codes import Outcome, Role
from tracker.policy import Act
from tracker.services.amending import correct_decision, correct_delivery, undo_decision
from tracker.services.amending_rounds import correct_acute, correct_remand_receipt
from tracker.services.correcting import correct_receipt
from tracker.services.party_values import PartyChange
from tracker.services.people import change_party
from tracker.web.acts import choices, lawful
from tracker.web.acts.fields import Field
from tracker.web.acts.page import ActPage, Doing
from tracker.web.words import mark

_STAYS: Final = mark("Begrundelsen bliver på sagen.")
WHY: Final = Field("hvorfor", mark("Hvorfor?"), "long", _STAYS)
_KEPT: Final = mark("Den gamle værdi bliver på sagen, og alle datoer regnes igen.")


def _acute_since(act: Doing) -> None:
    since = act.values["siden"]
    if not isinstance(since, datetime):
        since = datetime.combine(since, time(), COPENHAGEN)
    act.do(correct_acute, since, act.values["hvorfor"])


def _decision(act: Doing) -> None:
    given = act.values
    if given["slet"]:
        act.do(undo_decision, given["hvorfor"])
        return
    outcome = Outcome(given["udfald"]) if given["udfald"] else None
    act.do(
        correct_decision,
        given["hvorfor"],
        decided_on=given["afgjort"],
        sent_on=given["sendt"],
        outcome=outcome,
    )


def _delivery(act: Doing) -> None:
    day = None if act.values["slet"] else act.values["leveret"]
    act.do(correct_delivery, act.values["hvorfor"], delivered_on=day)


def _party(act: Doing) -> None:
    given = act.values
    change = PartyChange(
        name=given["navn"],
        cpr=given["cpr"],
        role=Role(given["rolle"]) if given["rolle"] else None,
        represents=int(given["for"]) if given["for"] else None,
        born=given["foedt"],
        stays=given["bliver"],
        lives=given["lever"],
        why=given["hvorfor"],
    )
    act.notes.extend(act.do(change_party, int(given["hvem"]), change))


def reason_page(slug: str, title: str, done: str, **more: Any) -> ActPage:
    """A page of a correction: it stays to put a slip in the correction right."""
    return ActPage(
        slug=slug,
        title=title,
        act=Act.CORRECT,
        done=done,
        **{"group": "corrected", "lead": _KEPT, "put_right": slug, **more},
    )


PAGES: Final = (
    reason_page(
        "ret-modtaget",
        mark("Ret modtagelsen"),
        mark("Modtagelsen på %(number)s er rettet."),
        lawful=lawful.anyhow,
        fields=(Field("modtaget", mark("Modtaget den"), "moment"), WHY),
        carry_out=lambda act: act.do(
            correct_receipt, act.values["modtaget"], act.values["hvorfor"]
        ),
    ),
    reason_page(
        "ret-afgoerelse",
        mark("Ret afgørelsen"),
        mark("Afgørelsen på %(number)s er rettet."),
        lawful=lawful.amendable,
        fields=(
            Field("afgjort", mark("Afgjort den"), "date", optional=True),
            Field("sendt", mark("Sendt den"), "date", optional=True),
            Field("udfald", mark("Udfald"), "choice", fixed=choices.OUTCOMES, optional=True),
            Field("slet", mark("Der er ikke truffet en afgørelse"), "tick"),
            WHY,
        ),
        carry_out=_decision,
    ),
    reason_page(
        "ret-levering",
        mark("Ret leveringen"),
        mark("Leveringen på %(number)s er rettet."),
        lawful=lawful.delivered,
        fields=(
            Field(
                "leveret",
                mark("Leveret den"),
                "date",
                mark("Lad feltet stå tomt, hvis du sætter kryds nedenfor."),
                unless="slet",
            ),
            Field("slet", mark("Hjælpen er ikke leveret"), "tick"),
            WHY,
        ),
        carry_out=_delivery,
    ),
    reason_page(
        "ret-akut",
        mark("Ret, hvornår sagen blev akut"),
        mark("Det akutte tidspunkt på %(number)s er rettet."),
        lawful=lawful.acute,
        fields=(Field("siden", mark("Akut siden"), "moment"), WHY),
        carry_out=_acute_since,
    ),
    reason_page(
        "ret-hjemvist",
        mark("Ret, hvornår sagen kom tilbage"),
        mark("Dagen på %(number)s er rettet."),
        lawful=lawful.remanded,
        fields=(Field("modtaget", mark("Vi fik afgørelsen den"), "date"), WHY),
        carry_out=lambda act: act.do(
            correct_remand_receipt, act.values["modtaget"], act.values["hvorfor"]
        ),
    ),
    reason_page(
        "ret-part",
        mark("Ret oplysninger om en part"),
        mark("Oplysningerne om en part i %(number)s er rettet."),
        lawful=lawful.anyhow,
        lead=mark(
            "Skriv kun det, der er forkert. Det gamle bliver på sagen. Har noget ændret sig, så "
            "brug siden Nye oplysninger om en part."
        ),
        fields=(
            Field("hvem", mark("Hvem?"), "choice", choices=choices.parties),
            Field("navn", mark("Rigtigt navn"), optional=True),
            Field("cpr", mark("Rigtigt CPR-nummer"), optional=True),
            Field("rolle", mark("Rigtig rolle"), "choice", fixed=choices.ROLES, optional=True),
            Field(
                "for",
                mark("Hvem repræsenteres?"),
                "choice",
                mark("Kun for en repræsentant."),
                choices=choices.parties,
                optional=True,
                several=True,
            ),
            Field(
                "foedt",
                mark("Barnets fødselsdag"),
                "date",
                mark("Alderen afgør, hvornår barnet selv får besked."),
                optional=True,
            ),
            Field("bliver", mark("Parten har ikke en sidste dag alligevel"), "tick"),
            Field("lever", mark("Parten lever: dødsfaldet var skrevet ind ved en fejl"), "tick"),
            WHY,
        ),
        carry_out=_party,
    ),
)
