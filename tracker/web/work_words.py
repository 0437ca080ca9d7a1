"""The sentences of a worklist: why a case stands there, and the act that is due."""

from datetime import date, datetime
from typing import Final

from notifications.formats import NBSP, clock, day_month, local_date, weekday
from rules.calendar import Calendar
from tracker.services.work_reason import NextAct, Reason, Why
from tracker.web.words import Words, mark

GROUPS: Final = {
    "acute": mark("Akut"),
    "due-today": mark("Frist i dag"),
    "notice-due": mark("Besked skal af sted"),
    "other-tasks": mark("Andre opgaver"),
    "at-risk": mark("Frist snart"),
    "overdue-and-told": mark("Overskredet, og ansøger har fået besked"),
    "rest": mark("Resten"),
}
TABS: Final = {
    "alle": mark("Alle mine"),
    "i-dag": mark("I dag"),
    "afventer": mark("Afventer oplysninger"),
    "uden-frist": mark("Uden frist"),
    "ikke-fordelt": mark("Ikke fordelt i teamet"),
}
HEADS: Final = {
    "sag": mark("Sag"),
    "omraade": mark("Område"),
    "status": mark("Status"),
    "frist": mark("Gør det senest"),
}
TRACKS: Final = {
    "ordinary": mark("Almindelig"),
    "acute": mark("Akut"),
    "remanded": mark("Hjemvist"),
}
DUES: Final = {
    "gaaet": mark("Er gået"),
    "i-dag": mark("I dag"),
    "uge": mark("Inden for en uge"),
    "senere": mark("Senere"),
    "ingen": mark("Ingen dato"),
}
ACTS: Final = {
    NextAct.DECIDE: mark("Registrér afgørelse"),
    NextAct.SEND: mark("Registrér afsendelse"),
    NextAct.DELIVER: mark("Registrér levering"),
    NextAct.RECONSIDER: mark("Registrér genvurdering"),
    NextAct.FORWARD: mark("Send klagen videre"),
    NextAct.NOTICE: mark("Sæt forventet dato"),
    NextAct.NEW_NOTICE: mark("Sæt ny dato"),
    NextAct.TELL_NOW: mark("Skriv besked nu"),
    NextAct.TASK: mark("Se opgaven"),
}

#: Sentences by code; `%(day)s` is a day without its year where the year is plain.
_SENTENCES: Final = {
    Why.ACUTE_TODAY: mark("Akut siden %(hour)s. Afgørelse og hjælp skal være på plads i dag."),
    Why.ACUTE_BY: mark("Akut siden %(hour)s. Afgørelse og hjælp senest %(day)s."),
    Why.ACUTE_LATE: mark("Akut siden %(hour)s. Det skulle være på plads %(day)s."),
    Why.ACUTE_HELP: mark("Akut siden %(hour)s. Sagen er afgjort, men hjælpen er ikke i gang."),
    Why.DUE_TODAY: mark("Fristen er i dag."),
    Why.HELP_TODAY: mark("Hjælpen skal være i gang i dag."),
    Why.LAST_OPEN_DAY: mark("Fristen %(day)s er %(closed)s. I dag er seneste arbejdsdag."),
    Why.UNTOLD: mark("Fristen er gået, og ansøger har ikke fået besked."),
    Why.PROMISE_PASSED: mark(
        "Vi lovede %(day)s. Datoen er gået, og ansøger har ikke fået ny besked."
    ),
    Why.PROMISE_SLIPS: mark(
        "Vi har lovet afgørelse %(day)s. Holder det ikke, skal ny besked af sted."
    ),
    Why.HELP_PROMISE_SLIPS: mark(
        "Vi har lovet hjælp %(day)s. Holder det ikke, skal ny besked af sted."
    ),
    Why.BY_PAPER: mark("Skal have brev på papir. Det er %(days)s hverdage undervejs."),
    Why.TELL_BY: mark("Når vi ikke fristen, skal ansøger have besked senest %(day)s."),
    Why.HELP_NOT_BEGUN: mark("Hjælpen er bevilget %(day)s, men ikke i gang."),
    Why.AWAITING: mark("Afventer %(cause)s siden %(day)s. Fristen står fast."),
    Why.PROMISED: mark("Ansøger har fået besked: afgørelse %(day)s."),
    Why.HELP_PROMISED: mark("Ansøger har fået besked: hjælp %(day)s."),
    Why.PASSED: mark("Fristen gik %(day)s. Ingen skal have besked."),
    Why.CLOSED_THEN: mark("Fristen %(day)s er %(closed)s."),
    Why.DUE: mark("Fristen er %(day)s."),
    Why.UNDATED: mark("Der er ingen frist, der kan regnes ud."),
}
_TASKS: Final = {
    "telephone": mark("Ring til ansøger i dag. Brevet når ikke frem i tide."),
    "reason-missing": mark("Brevet mangler en begrundelse og kan ikke sendes."),
    "set-date-and-reason": mark("Brevet om forsinkelse mangler en dato."),
    "letter-failed": mark("Brevet kom tilbage %(day)s."),
    "no-receipt": mark("Vi ved ikke, om brevet er kommet frem."),
    "send-decision": mark("Afgjort %(day)s, men ikke sendt."),
    "answer-reminder": mark("Ansøger har spurgt til sagen %(day)s."),
    "resume-help": mark("Sagen er hjemvist. Skal hjælpen genoptages?"),
    "effectuate": mark("Ankestyrelsens afgørelse skal føres ud i livet."),
    "forward-complaint": mark("Klagen skal sendes videre til Ankestyrelsen."),
    "second-automatic-notice": mark("To breve er gået af sig selv. Tal med sagsbehandleren."),
    "without-deadline": mark("Sagen har ingen frist. Aftal en dato, eller afgør den."),
    "death": mark("Ansøger er død. Tag stilling til sagen."),
    "follow-up": mark("Hjælpen skal følges op."),
    "tell-applicant": mark("Fortæl ansøger, hvor sagen er."),
    "change-supplier": mark("Ansøger har bedt om en ny leverandør."),
    "reassess": mark("Behovet har ændret sig. Hjælpen skal revurderes."),
}
#: What a case waits for, as it reads after "Afventer".
_CAUSES: Final = {
    "doctor": mark("lægeoplysninger"),
    "home-visit": mark("besøg i boligen"),
    "authority": mark("en anden myndighed"),
    "applicant": mark("oplysninger fra ansøger"),
    "many-applications": mark("tur i køen"),
    "new-caseworker": mark("ny sagsbehandler"),
    "supplier": mark("leverandøren"),
    "own-wish": mark("den dag, borgeren har ønsket"),
    "not-reached": mark("tur i køen"),
}


def sentence(
    reason: Reason,
    words: Words,
    *,
    today: date,
    calendar: Calendar,
    cause: str | None = None,
    postal_days: int = 0,
) -> str:
    """A reason as one sentence, at most some 90 letters long."""
    if reason.why is Why.DUE_TODAY and reason.at is not None:
        return words.say("Fristen er i dag %(hour)s.", hour=clock(reason.at, words.language))
    if reason.why is Why.TASK:
        text = _TASKS.get(reason.task or "", mark("Der er en opgave i sagen."))
    else:
        text = _SENTENCES[reason.why]
    values = {
        "day": plain_day(reason.on, today, words) if reason.on else "",
        "hour": _since(reason.at, today, words) if reason.at else "",
        "closed": _closed(reason.on, calendar, words) if reason.on else "",
        "cause": words.text(_CAUSES.get(cause or "", "")) if cause else "",
        "days": postal_days,
    }
    return words.say(text, **values)


def plain_day(day: date, today: date, words: Words) -> str:
    """A day inside a sentence, with its year where that is another: "19. marts"."""
    said = day_month(day, words.language)
    return said if abs((day - today).days) < 200 else f"{said}{NBSP}{day.year}"


def weekday_and_day(day: date, today: date, words: Words) -> str:
    """A day under its nearness: "onsdag 1. april"."""
    return f"{weekday(day, words.language)} {plain_day(day, today, words)}"


def numbers(day: date) -> str:
    """A day in the fewest signs, where another stands before it: "2.4."."""
    return f"{day.day}.{day.month}."


def _since(moment: datetime, today: date, words: Words) -> str:
    on, hour = local_date(moment), clock(moment, words.language)
    if on == today:
        return words.say("i dag %(hour)s", hour=hour)
    return f"{plain_day(on, today, words)} {hour}"


def _closed(day: date, calendar: Calendar, words: Words) -> str:
    """What kind of day a closed one is: its holiday, its weekday, or a closing day."""
    name = calendar.holiday_name(day)
    if name is not None:
        return name.lower()
    if day.weekday() < 5:
        return words.say("en lukkedag")
    return words.say("en lørdag") if day.weekday() == 5 else words.say("en søndag")
