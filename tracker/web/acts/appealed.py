"""Acts about a complaint, and what the appeals board answered."""

from dataclasses import replace
from typing import Final

from tracker.codes import BoardOutcome, ComplaintOutcome
from tracker.policy import Act
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.deciding import NewGrant
from tracker.services.remanding import NewRemand, remand
from tracker.web.acts import choices, lawful
from tracker.web.acts.fields import Field
from tracker.web.acts.page import ActPage, Doing
from tracker.web.acts.shared import GRANTS, ON, WHEN, grants_of
from tracker.web.words import mark

_WHOSE: Final = Field(
    "hvem",
    mark("Hvis klage?"),
    "choice",
    mark("Vælger du ingen, er det den, der kom først."),
    optional=True,
    several=True,
)


def _reconsider(act: Doing) -> None:
    given = act.values
    found = grants_of(given["ydelser"], NewGrant(service=""))
    party = int(given["hvem"]) if given["hvem"] else None
    outcome, more = ComplaintOutcome(given["udfald"]), {"grants": found, "party": party}
    act.notes.extend(act.do(reconsider, outcome, given["dag"], **more))


def _board(act: Doing) -> None:
    given = act.values
    answer = BoardAnswer(
        outcome=BoardOutcome(given["udfald"]),
        received_on=given["dag"],
        decided_on=given["afgjort"],
        part=given["del"],
        grants=grants_of(given["ydelser"], NewGrant(service="")),
        ends=[int(number) for number in given["bortfald"]],
    )
    act.do(record_board, answer)


def _remand(act: Doing) -> None:
    given = act.values
    new = NewRemand(
        received=given["dag"],
        remanded_on=given["afgjort"],
        part=given["del"],
        ends=[int(number) for number in given["bortfald"]],
        help_resumed={"yes": True, "no": False}.get(given["hjaelp"] or ""),
    )
    act.do(remand, new)


PAGES: Final = (
    ActPage(
        slug="klage",
        title=mark("Klage modtaget"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.disputable,
        lead=mark("Vi har fire uger til at se på afgørelsen igen."),
        fields=(
            replace(ON, label=mark("Klagen kom den")),
            Field("hvem", mark("Hvem klager?"), "choice", choices=choices.parties),
        ),
        carry_out=lambda act: act.do(
            complain,
            NewComplaint(received_on=act.values["dag"], party=int(act.values["hvem"])),
        ),
        done=mark("Klage registreret på %(number)s."),
        put_right="ret-klage",
    ),
    ActPage(
        slug="genvurdering",
        title=mark("Registrér genvurdering"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.complaint_open,
        lead=mark("Får klageren ikke helt medhold, skal klagen sendes videre til Ankestyrelsen."),
        fields=(
            Field("udfald", mark("Hvad er svaret?"), "choice", fixed=choices.SECOND_LOOK),
            replace(ON, label=mark("Svaret er givet den")),
            replace(_WHOSE, choices=choices.unanswered),
            GRANTS,
        ),
        carry_out=_reconsider,
        done=mark("Genvurdering registreret på %(number)s."),
        put_right="ret-genvurdering",
    ),
    ActPage(
        slug="videresend",
        title=mark("Klagen er sendt til Ankestyrelsen"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.complaint_answered,
        fields=(
            replace(ON, label=mark("Sendt videre den")),
            replace(_WHOSE, choices=choices.unsent),
        ),
        carry_out=lambda act: act.do(
            forward,
            act.values["dag"],
            party=int(act.values["hvem"]) if act.values["hvem"] else None,
        ),
        done=mark("Klagen på %(number)s er registreret som sendt videre."),
        put_right="ret-videresendt",
    ),
    ActPage(
        slug="ankestyrelsen",
        title=mark("Ankestyrelsen har svaret"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.answerable,
        lead=mark("Er sagen sendt tilbage til ny behandling, så brug siden Sagen er hjemvist."),
        fields=(
            Field("udfald", mark("Hvad er svaret?"), "choice", fixed=choices.BOARD),
            replace(ON, label=mark("Vi fik svaret den")),
            Field("afgjort", mark("Ankestyrelsens egen dato"), "date", optional=True),
            Field(
                "del",
                mark("Hvilken del gælder svaret?"),
                hint=mark("Kun hvis det ikke er hele afgørelsen."),
                optional=True,
            ),
            Field(
                "bortfald",
                mark("Bevillinger, som falder bort med den del"),
                "many",
                choices=choices.grants,
                optional=True,
            ),
            GRANTS,
        ),
        carry_out=_board,
        done=mark("Svar fra Ankestyrelsen registreret på %(number)s."),
    ),
    ActPage(
        slug="hjemvist",
        title=mark("Sagen er hjemvist"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.annullable,
        lead=mark("Fristen løber fra den dag, vi fik Ankestyrelsens afgørelse."),
        fields=(
            replace(WHEN, label=mark("Vi fik afgørelsen den")),
            Field("afgjort", mark("Ankestyrelsens egen dato"), "date", optional=True),
            Field(
                "del",
                mark("Hvilken del er hjemvist?"),
                hint=mark("Kun hvis det ikke er hele afgørelsen."),
                optional=True,
            ),
            Field(
                "bortfald",
                mark("Bevillinger, som falder bort med den del"),
                "many",
                choices=choices.grants,
                optional=True,
            ),
            Field(
                "hjaelp",
                mark("Skal den tidligere hjælp genoptages?"),
                "choice",
                fixed=choices.HELP,
                optional=True,
            ),
        ),
        carry_out=_remand,
        done=mark("Hjemvisning registreret på %(number)s."),
        put_right="ret-hjemvist",
    ),
    ActPage(
        slug="gennemfoert",
        title=mark("Ankestyrelsens afgørelse er gennemført"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.unfinished,
        fields=(ON,),
        carry_out=lambda act: act.do(effectuate, act.values["dag"]),
        done=mark("Gennemførelsen er registreret på %(number)s."),
    ),
)
