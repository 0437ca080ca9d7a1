"""Acts about the decision and the help: decided, sent, delivered."""

from dataclasses import replace
from typing import Final

from tracker.codes import Outcome
from tracker.policy import Act
from tracker.services.deciding import NewGrant, decide, record_sent
from tracker.services.delivering import deliver
from tracker.web.acts import choices, lawful
from tracker.web.acts.fields import Field
from tracker.web.acts.page import ActPage, Doing
from tracker.web.acts.shared import GRANTS, ON, WHEN, grants_of
from tracker.web.words import mark

_PERIOD: Final = mark("Kun når der bevilges hjælp for en periode.")


def _decide(act: Doing) -> None:
    given = act.values
    period = NewGrant(
        service="", from_on=given["fra"], until_on=given["til"], wished_on=given["oensket"]
    )
    act.do(
        decide,
        Outcome(given["udfald"]),
        given["dag"],
        grants=grants_of(given["ydelser"], period),
        sent_on=given["sendt"],
    )


def _deliver(act: Doing) -> None:
    number = act.values["ydelse"]
    partial = act.values["delvist"]
    act.do(deliver, act.values["dag"], grant=int(number) if number else None, partial=partial)


PAGES: Final = (
    ActPage(
        slug="afgoerelse",
        title=mark("Registrér afgørelse"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.undecided,
        fields=(
            Field("udfald", mark("Hvad er afgjort?"), "choice", choices=choices.outcomes),
            replace(WHEN, label=mark("Afgjort den")),
            GRANTS,
            Field("fra", mark("Hjælpen gælder fra"), "future", _PERIOD, optional=True),
            Field("til", mark("Hjælpen gælder til"), "future", optional=True),
            Field(
                "oensket",
                mark("Borgeren ønsker hjælpen fra"),
                "future",
                mark("Ønsket står på sagen. Fristen for leveringen flytter sig ikke."),
                optional=True,
            ),
            Field(
                "sendt",
                mark("Sendt den"),
                "date",
                mark("Er den ikke sendt endnu, så lad feltet stå tomt. Du får en opgave."),
                optional=True,
            ),
        ),
        carry_out=_decide,
        done=mark("Afgørelse registreret på %(number)s."),
        put_right="ret-afgoerelse",
    ),
    ActPage(
        slug="afgoerelse-sendt",
        title=mark("Afgørelsen er sendt"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.unsent,
        fields=(replace(ON, label=mark("Sendt den")),),
        carry_out=lambda act: act.do(record_sent, act.values["dag"]),
        done=mark("%(number)s er registreret som sendt."),
        put_right="ret-afgoerelse",
    ),
    ActPage(
        slug="levering",
        title=mark("Registrér levering"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.deliverable,
        lead=mark("Levering er, når hjælpen er nået frem til borgeren."),
        fields=(
            Field("ydelse", mark("Ydelse"), "choice", choices=choices.undelivered, optional=True),
            replace(WHEN, label=mark("Leveret den")),
            Field("delvist", mark("Kun en del er leveret. Fristen løber videre."), "tick"),
        ),
        carry_out=_deliver,
        done=mark("Levering registreret på %(number)s."),
        put_right="ret-levering",
    ),
)
