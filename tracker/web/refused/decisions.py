"""Refusals about decisions, complaints, the appeals board, and new rounds."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "case {reference} was decided on {day} ({outcome}): what can happen now is {acts}": mark(
        "Sagen blev afgjort %(day)s. Du kan bruge siderne: %(acts)s."
    ),
    "name what was wrong: --decided, --sent or --outcome": mark(
        "Skriv det, der skal rettes: dagen for afgørelsen, dagen for afsendelsen eller udfaldet."
    ),
    "case {reference} has no decision in its running round to correct: what can happen now is "
    "{acts}": mark("Der er ingen afgørelse at rette i den runde, der løber."),
    "the decision of case {reference} no longer holds, a later one took its place: what can "
    "happen now is {acts}": mark("Afgørelsen gælder ikke mere. En senere er kommet i stedet."),
    "somebody has complained of the decision in case {reference}, so it stands: what can happen "
    "now is {acts}": mark("Nogen har klaget over afgørelsen, så den kan ikke fjernes."),
    "the board has answered about the decision in case {reference}, so it stands: what can "
    "happen now is {acts}": mark(
        "Ankestyrelsen har svaret om afgørelsen, så den kan ikke fjernes."
    ),
    "that is what is recorded already": mark("Sådan står det allerede på sagen."),
    "case {reference} is not acute: there is nothing to correct": mark(
        "Sagen er ikke akut, så der er intet at rette."
    ),
    "that is when the need is recorded to have become known already": mark(
        "Det tidspunkt står allerede på sagen."
    ),
    "the running round of case {reference} did not begin with a remand here": mark(
        "Den runde, der løber, begyndte ikke med, at sagen kom tilbage hertil."
    ),
    "a remand opens a new round: use rettidig remand": mark(
        "Er sagen sendt tilbage, så brug siden Sagen er hjemvist."
    ),
    "{outcome} grants nothing: leave the grants out": mark(
        "Når udfaldet er %(outcome)s, bevilger det ingen hjælp. Lad feltet Bevilget stå tomt."
    ),
    "{outcome} grants nothing: leave the grants out, or decide 'partly'": mark(
        "Når udfaldet er %(outcome)s, bevilger det ingen hjælp. Lad feltet Bevilget stå "
        "tomt, eller vælg delvis bevilling."
    ),
    "--ends names grants that fall with a part: give --part, changed or annulled": mark(
        "Bevillinger falder kun bort med en del af afgørelsen. Skriv hvilken del, og vælg "
        "ændret eller ophævet."
    ),
    "case {reference} has no decision that the board could have answered": mark(
        "Der er ingen afgørelse, som Ankestyrelsen kan have svaret om."
    ),
    "case {reference} has nothing of the board's to carry out": mark(
        "Der er ikke noget fra Ankestyrelsen, som skal gennemføres."
    ),
    "case {reference} is acute already, since {day}": mark(
        "Sagen er allerede akut, siden %(day)s."
    ),
    "case {reference} is not acute: there is nothing to clear": mark("Sagen er ikke akut."),
    "case {reference} has no decision that could be complained of: what can happen now is "
    "{acts}": mark("Der er ingen afgørelse at klage over. Du kan bruge siderne: %(acts)s."),
    "the complaint of {day} is not answered yet: do that first, rettidig complain "
    "--reconsidered": mark(
        "Klagen fra %(day)s er ikke besvaret endnu. Registrér genvurderingen først."
    ),
    "case {reference} has no complaint that waits for an answer: what can happen now is "
    "{acts}": mark("Der er ingen klage, som mangler svar."),
    "case {reference} has no complaint to forward: the second look comes first, "
    "rettidig complain --reconsidered": mark(
        "Der er ingen klage at sende videre. Registrér genvurderingen først."
    ),
    "only a reassessment can leave the help unchanged: decide granted, partly or refused": mark(
        "Kun en revurdering kan ende med, at hjælpen er uændret. Vælg bevilling, delvis "
        "bevilling eller afslag."
    ),
    "the decision was recorded as sent on {day} already": mark(
        "Afgørelsen er allerede registreret som sendt %(day)s."
    ),
    "case {reference} has not been decided: record the decision first": mark(
        "Sagen er ikke afgjort. Registrér afgørelsen først."
    ),
    "--ends names grants that fall with a part: give --part, or leave it out": mark(
        "Bevillinger falder kun bort med en del af afgørelsen. Skriv hvilken del, eller vælg ingen."
    ),
    "there is no round {number} in case {reference}: name one with a decision, --annuls "
    "{numbers}": mark(
        "Sagen har ingen runde %(number)s. Runder med en afgørelse, der kan ophæves: %(numbers)s."
    ),
    "there is no round {number} in case {reference}: what can happen now is {acts}": mark(
        "Sagen har ingen runde %(number)s. Du kan bruge siderne: %(acts)s."
    ),
    "case {reference} has no decision in its running round: a remand annuls a "
    "decision; record that first": mark(
        "Der er ingen afgørelse i den runde, der løber. Registrér den, før du registrerer "
        "hjemvisningen."
    ),
    "round {number} has no decision that could be annulled: what can happen now is {acts}": mark(
        "Runde %(number)s har ingen afgørelse, der kan ophæves. Du kan bruge siderne: %(acts)s."
    ),
    "the decision of round {number} was annulled on {day} already": mark(
        "Afgørelsen i runde %(number)s er allerede ophævet %(day)s."
    ),
    "the decision in case {reference} has not been sent: send it first, or take it "
    "back with rettidig correct --undo decision": mark(
        "Afgørelsen er ikke sendt. Registrér, at den er sendt, eller ret afgørelsen."
    ),
    "case {reference} is running: decide it, or add what came to the same round": mark(
        "Sagen er i gang. Afgør den, eller læg de nye oplysninger til den runde, der løber."
    ),
    "{day} is the recorded day of receipt already": mark(
        "%(day)s står allerede som dagen for modtagelsen."
    ),
}

#: Outcomes as they read in the sentences above.
VALUES: Final = {
    "refused": mark("afslag"),
    "unchanged": mark("uændret"),
    "upheld": mark("fastholdt"),
    "withdrawn": mark("trukket tilbage"),
    "dismissed": mark("afvist"),
    "annulled": mark("ophævet"),
    "granted": mark("bevilling"),
    "partly": mark("delvis bevilling"),
    "changed": mark("ændret"),
    "new-decision": mark("ny afgørelse"),
}
