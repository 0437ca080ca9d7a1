"""Acts about what the case waits for, who was asked and heard, and tasks."""

from dataclasses import replace
from typing import Final

from notifications.causes import Cause
from tracker.policy import Act
from tracker.services.approving import finish_task
from tracker.services.contacting import answer_reminders, hear, hearing_answered, log_reminder
from tracker.services.expecting import await_information, stop_awaiting
from tracker.web.acts import choices, lawful
from tracker.web.acts.fields import Field
from tracker.web.acts.page import ActPage, Doing
from tracker.web.acts.shared import ON
from tracker.web.words import mark


def _await(act: Doing) -> None:
    given = act.values
    act.do(
        await_information,
        Cause(given["aarsag"]),
        since=given["dag"],
        asked_on=given["bedt"],
        note=given["note"],
    )


PAGES: Final = (
    ActPage(
        slug="afventer",
        title=mark("Sagen afventer noget"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.is_open,
        lead=mark("Fristen står fast. Ventetiden tælles med og vises på sagen."),
        fields=(
            Field("aarsag", mark("Hvad venter sagen på?"), "choice", fixed=choices.CAUSES),
            replace(ON, label=mark("Siden")),
            Field(
                "bedt",
                mark("Hvornår bad vi om det?"),
                "future",
                mark("Ved et besøg: dagen for besøget. Dagen kommer med i brevet."),
                optional=True,
            ),
            Field(
                "note",
                mark("Intern note"),
                "long",
                mark("Kommer aldrig med i et brev."),
                optional=True,
            ),
        ),
        carry_out=_await,
        done=mark("%(number)s afventer. Fristen står fast."),
    ),
    ActPage(
        slug="afventer-ikke",
        title=mark("Det, sagen ventede på, er kommet"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.waiting,
        fields=(ON,),
        carry_out=lambda act: act.do(stop_awaiting, act.values["dag"]),
        done=mark("%(number)s afventer ikke længere."),
    ),
    ActPage(
        slug="rykker",
        title=mark("Ansøger har spurgt til sagen"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.anyhow,
        fields=(
            ON,
            Field("note", mark("Intern note"), "long", optional=True),
        ),
        carry_out=lambda act: act.do(log_reminder, act.values["dag"], note=act.values["note"]),
        done=mark("Spørgsmålet er registreret på %(number)s."),
    ),
    ActPage(
        slug="rykker-besvaret",
        title=mark("Ansøger har fået svar på sit spørgsmål"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.reminded,
        fields=(ON,),
        carry_out=lambda act: act.do(answer_reminders, act.values["dag"]),
        done=mark("Svaret er registreret på %(number)s."),
    ),
    ActPage(
        slug="hoering",
        title=mark("Parterne er hørt"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.is_open,
        lead=mark("Partshøring flytter ingen frist."),
        fields=(
            replace(ON, label=mark("Sendt den")),
            Field("svar", mark("Svar ønskes senest"), "future"),
        ),
        carry_out=lambda act: act.do(hear, act.values["dag"], act.values["svar"]),
        done=mark("Partshøring registreret på %(number)s."),
    ),
    ActPage(
        slug="hoering-besvaret",
        title=mark("Parterne har svaret på høringen"),
        group="happened",
        act=Act.DECIDE,
        lawful=lawful.heard,
        fields=(ON,),
        carry_out=lambda act: act.do(hearing_answered, act.values["dag"]),
        done=mark("Svar på høringen registreret på %(number)s."),
    ),
    ActPage(
        slug="opgave",
        title=mark("En opgave er løst"),
        group="happened",
        act=Act.DECIDE,
        lawful=lambda desk: (
            None
            if any(t.done_at is None for t in desk.file.tasks)
            else mark("Der er ingen åbne opgaver.")
        ),
        fields=(Field("opgave", mark("Hvilken opgave?"), "choice", choices=choices.tasks),),
        carry_out=lambda act: act.do(finish_task, act.values["opgave"]),
        done=mark("Opgaven på %(number)s er løst."),
    ),
)
