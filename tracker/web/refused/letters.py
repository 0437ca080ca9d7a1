"""Refusals about letters, tasks, and what can be expected."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "case {reference} has no letter with message {message}: rettidig show names them": mark(
        "Sagen har ikke et brev med det nummer."
    ),
    "the letter cannot be written as it stands: see the task letter-failed": mark(
        "Brevet kan ikke skrives, som det er nu. Se opgaven på sagen."
    ),
    "the law wants a reason in the letter about {day}: record what the case waits for, "
    "rettidig await, or say why with rettidig expect --reason": mark(
        "Loven kræver en begrundelse i brevet om %(day)s. Vælg en årsag, eller skriv "
        "hvorfor det tager længere tid."
    ),
    "case {reference} has no notice to approve: record what can be expected first, "
    "rettidig expect": mark(
        "Der er ingen besked at godkende. Skriv først, hvad ansøger kan forvente."
    ),
    'case {reference} has no open task "{kind}": open are {known}': mark(
        "Den opgave er ikke åben på sagen."
    ),
    'case {reference} has no open task "{kind}": it has no open task': mark(
        "Sagen har ingen åbne opgaver."
    ),
    "the letter {message} is {state}: only one that was sent and did not come back can "
    "be confirmed": mark("Kun et brev, der er sendt og ikke kom tilbage, kan bekræftes."),
    "there is no letter with message {message}: is this the right database?": mark(
        "Der er ikke et brev med det nummer."
    ),
    "the letter {message} is {state}: only a letter that was sent can come back": mark(
        "Kun et brev, der er sendt, kan komme tilbage."
    ),
    "case {reference} has no reminder that waits for an answer": mark(
        "Ansøger har ikke et spørgsmål, der mangler svar."
    ),
    "case {reference} has no hearing that waits for an answer": mark(
        "Der er ingen høring, som mangler svar."
    ),
    "the reason has {count} characters: a letter has room for 600": mark(
        "Begrundelsen er på %(count)s tegn. Der er plads til 600."
    ),
    "the reason holds what looks like a CPR number: take it out": mark(
        "Der står noget, der ligner et CPR-nummer, i begrundelsen. Tag det ud."
    ),
    '"{vague}" promises nothing: write a date, or a time frame such as "4 til 6 uger"': mark(
        '"%(vague)s" lover ikke noget. Skriv en dato eller en tidsramme, fx 4 til 6 uger.'
    ),
    "case {reference} has no running deadline of kind {kind}: there is nothing to expect": mark(
        "Der løber ingen frist af den slags, så der er intet at forvente."
    ),
    "give either a date (--on) or a time frame (--time-frame), not both and not neither": mark(
        "Skriv enten en dato eller en tidsramme."
    ),
    "a time frame needs what the case waits for: give --awaiting": mark(
        "Vælg, hvad sagen venter på, når du skriver en tidsramme."
    ),
    "the expected date {day} is too far ahead: give one before {last}": mark(
        "%(day)s ligger for langt ude i fremtiden. Vælg en dag før %(last)s."
    ),
    "the follow-up {day} is too far ahead: give one before {last}": mark(
        "%(day)s ligger for langt ude i fremtiden. Vælg en dag før %(last)s."
    ),
    "the expected date {day} is not after today: give a date that lies ahead": mark(
        "%(day)s ligger ikke efter i dag. Skriv en dato, der ligger fremme."
    ),
    "the expected date {day} is not after the deadline {due}: a notice is only needed "
    "when the deadline cannot be kept": mark(
        "%(day)s ligger ikke efter fristen %(due)s. Når I fristen, er der intet at skrive."
    ),
    "case {reference} is not waiting for anything": mark("Sagen venter ikke på noget."),
    '"{text}" is not a time frame: write how long it takes, such as "4 til 6 uger"': mark(
        '"%(text)s" er ikke en tidsramme. Skriv, hvor lang tid det tager, fx 4 til 6 uger.'
    ),
}
