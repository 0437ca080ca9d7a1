"""Acts about help that runs: its supplier, and when it is looked at again."""

from dataclasses import replace
from typing import Final

from rules.notice_facts import TaskKind
from tracker.codes import FollowUpKind
from tracker.policy import Act
from tracker.services.following import finish_follow_up, plan_follow_up
from tracker.services.grant_dates import GrantDates, set_grant_dates
from tracker.services.suppliers import ask_supplier, change_supplier, keep_supplier
from tracker.web.acts import choices, lawful
from tracker.web.acts.fields import Field
from tracker.web.acts.page import ActPage, Doing
from tracker.web.acts.shared import GRANT, ON
from tracker.web.words import mark


def _plan(act: Doing) -> None:
    given = act.values
    number = int(given["ydelse"]) if given["ydelse"] else None
    kind = FollowUpKind(given["hvad"])
    act.do(plan_follow_up, kind, given["dag"], grant=number, every=given["hver"])


def _supplier(act: Doing) -> None:
    given = act.values
    act.do(change_supplier, given["leverandoer"], given["dag"], grant=int(given["ydelse"]))


def _dates(act: Doing) -> None:
    given = act.values
    dates = GrantDates(from_on=given["fra"], until_on=given["til"], wished_on=given["oensket"])
    act.do(set_grant_dates, dates, grant=int(given["ydelse"]))


PAGES: Final = (
    ActPage(
        slug="ydelse-datoer",
        title=mark("Datoer for en ydelse"),
        group="changed",
        act=Act.DECIDE,
        lawful=lawful.granted,
        lead=mark(
            "Skriv kun de datoer, der er nye. Et ønske om at begynde senere flytter ikke fristen, "
            "men det står som årsag i brevet, hvis hjælpen kommer efter fristen."
        ),
        fields=(
            GRANT,
            Field("fra", mark("Hjælpen gælder fra"), "future", optional=True),
            Field("til", mark("Hjælpen gælder til"), "future", optional=True),
            Field("oensket", mark("Borgeren ønsker hjælpen fra"), "future", optional=True),
        ),
        carry_out=_dates,
        done=mark("Datoerne for ydelsen på %(number)s er ændret."),
        put_right="ydelse-datoer",
    ),
    ActPage(
        slug="ny-leverandoer",
        title=mark("Borgeren beder om en ny leverandør"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.supplier_settled,
        fields=(GRANT, replace(ON, label=mark("Bedt om den"))),
        carry_out=lambda act: act.do(
            ask_supplier, act.values["dag"], grant=int(act.values["ydelse"])
        ),
        done=mark("Ønsket er registreret på %(number)s."),
    ),
    ActPage(
        slug="leverandoer",
        title=mark("Leverandøren er skiftet"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.granted,
        fields=(GRANT, Field("leverandoer", mark("Ny leverandør")), ON),
        carry_out=_supplier,
        done=mark("Ny leverandør registreret på %(number)s."),
    ),
    ActPage(
        slug="leverandoer-beholdt",
        title=mark("Borgeren bliver hos leverandøren"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.task_open(TaskKind.CHANGE_SUPPLIER),
        fields=(GRANT, Field("hvorfor", mark("Hvorfor?")), ON),
        carry_out=lambda act: act.do(
            keep_supplier,
            act.values["hvorfor"],
            act.values["dag"],
            grant=int(act.values["ydelse"]),
        ),
        done=mark("Det er registreret på %(number)s."),
    ),
    ActPage(
        slug="opfoelgning",
        title=mark("Planlæg opfølgning eller revurdering"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.granted,
        fields=(
            Field("hvad", mark("Hvad?"), "choice", fixed=choices.LOOKS),
            Field("dag", mark("Hvornår?"), "future"),
            Field("hver", mark("Igen hver"), hint=mark("For eksempel 6 måneder"), optional=True),
            replace(GRANT, optional=True),
        ),
        carry_out=_plan,
        done=mark("Opfølgning planlagt på %(number)s."),
    ),
    ActPage(
        slug="opfoelgning-holdt",
        title=mark("Opfølgningen er holdt"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.planned,
        fields=(ON,),
        carry_out=lambda act: act.do(finish_follow_up, act.values["dag"]),
        done=mark("Opfølgning registreret på %(number)s."),
    ),
)
