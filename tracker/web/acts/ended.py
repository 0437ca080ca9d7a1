"""Acts that end a case, or open it again."""

from typing import Final

from tracker.codes import Ending
from tracker.policy import Act
from tracker.services.closing import close
from tracker.services.following import end_grant
from tracker.services.reopening import reopen
from tracker.web.acts import choices, lawful
from tracker.web.acts.fields import TODAY, Field
from tracker.web.acts.page import ActPage, Doing
from tracker.web.words import mark

_WHY: Final = Field("hvorfor", mark("Hvad er der sket?"), "long", optional=True)


def _ending(ending: Ending, slug: str, title: str, lead: str) -> ActPage:
    def carry_out(act: Doing) -> None:
        act.do(close, ending, act.values["dag"], why=act.values["hvorfor"])

    return ActPage(
        slug=slug,
        title=title,
        group="ended",
        act=Act.DECIDE,
        lawful=lawful.closable,
        lead=lead,
        fields=(Field("dag", mark("Dag"), "date", began=TODAY), _WHY),
        carry_out=carry_out,
        done=mark("%(number)s er lukket."),
        put_right="ret-lukning",
    )


_NO_LETTERS: Final = mark("Breve, der ikke er sendt, bliver stoppet.")

PAGES: Final = (
    _ending(Ending.WITHDRAWN, "trukket", mark("Ansøgningen er trukket tilbage"), _NO_LETTERS),
    _ending(Ending.MOVED, "flyttet", mark("Ansøger er flyttet"), _NO_LETTERS),
    _ending(
        Ending.DIED,
        "doed",
        mark("Ansøger er død"),
        mark("Breve, der ikke er sendt, bliver stoppet. Rettidig sender ikke noget af sig selv."),
    ),
    _ending(
        Ending.TRANSFERRED,
        "sendt-videre",
        mark("Sagen er sendt til en anden kommune"),
        mark("Du får en opgave: fortæl ansøger, hvor sagen er."),
    ),
    _ending(Ending.DISMISSED, "afvist", mark("Ansøgningen er afvist"), _NO_LETTERS),
    ActPage(
        slug="sagt-fra",
        title=mark("Borgeren har sagt hjælpen fra"),
        group="ended",
        act=Act.DECIDE,
        lawful=lawful.granted,
        fields=(
            Field("ydelse", mark("Ydelse"), "choice", choices=choices.grants),
            Field("dag", mark("Dag"), "date", began=TODAY),
            Field("hvorfor", mark("Hvorfor?")),
        ),
        carry_out=lambda act: act.do(
            end_grant,
            act.values["dag"],
            act.values["hvorfor"],
            grant=int(act.values["ydelse"]),
        ),
        done=mark("Det er registreret på %(number)s."),
    ),
    ActPage(
        slug="genaabn",
        title=mark("Genåbn på nye oplysninger"),
        group="ended",
        act=Act.CORRECT,
        lawful=lawful.reopenable,
        lead=mark("En ny runde begynder. Den gamle afgørelse gælder, til der er en ny."),
        fields=(
            Field("dag", mark("De nye oplysninger kom den"), "moment", began=TODAY),
            Field("hvorfor", mark("Hvorfor?"), "long"),
        ),
        carry_out=lambda act: act.do(reopen, act.values["dag"], act.values["hvorfor"]),
        done=mark("%(number)s er åben igen."),
    ),
)
