"""Refusals about what was recorded wrongly about a complaint, and about an ending."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "case {reference} has no such complaint to correct": mark("Der er ingen klage af den slags."),
    "the complaint of {day} is not answered yet: rettidig complain --reconsidered": mark(
        "Klagen fra %(day)s er ikke besvaret, så der er intet svar at rette."
    ),
    "the complaint in case {reference} is not recorded as sent on": mark(
        "Klagen er ikke registreret som sendt videre."
    ),
    "{day} is the recorded day it was sent on already": mark("%(day)s står allerede på sagen."),
    "{day} is the recorded day of the reconsideration already": mark(
        "%(day)s står allerede på sagen."
    ),
    "the complaint in case {reference} went on to the board on {day}, so its answer stands: what "
    "can happen now is {acts}": mark(
        "Klagen blev sendt til Ankestyrelsen %(day)s, så svaret kan ikke fjernes."
    ),
    "the complaint went on to the board on {day}, so what it was met with stands: what can "
    "happen now is {acts}": mark(
        "Klagen blev sendt til Ankestyrelsen %(day)s, så udfaldet kan ikke rettes."
    ),
    "more has happened in case {reference} since the complaint was answered, so the answer "
    "stands: what can happen now is {acts}": mark(
        "Der er sket mere i sagen, siden klagen blev besvaret, så svaret kan ikke fjernes."
    ),
    "the decision that holds in case {reference} took the place of two, so it stands: what can "
    "happen now is {acts}": mark(
        "Afgørelsen er kommet i stedet for to andre, så den kan ikke rettes."
    ),
    "the decision that holds followed a complaint: take the second look back, "
    "rettidig correct --undo reconsideration": mark(
        "Afgørelsen kom efter en klage. Brug siden Ret svaret på klagen."
    ),
    "a second look that grants nothing makes no decision: take it back with "
    "rettidig correct --undo reconsideration, and record it as upheld": mark(
        "Et svar på en klage, som ikke giver medhold, er ikke en ny afgørelse. Fjern svaret på "
        "siden Ret svaret på klagen, og registrér, at I fastholder."
    ),
    "case {reference} has not ended: there is no ending to undo": mark("Sagen er ikke lukket."),
    "case {reference} goes on in the case it was joined with: if it was none of its own, "
    "rettidig reopen": mark(
        "Sagen er lagt sammen med en anden og fortsætter dér. Er det en sag for sig, så genåbn den."
    ),
}
