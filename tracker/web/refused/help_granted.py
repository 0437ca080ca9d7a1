"""Refusals about granted help: deliveries, suppliers, follow-ups, reassessments."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "nothing was to be changed: give the first day, the last day or the wish": mark(
        "Der er ikke skrevet noget nyt. Udfyld den dag, der skal ændres."
    ),
    "{day} is too far ahead: give a day before {last}": mark(
        "%(day)s ligger for langt ude i fremtiden."
    ),
    "help was delivered on {day}: if it was not, correct that first, rettidig correct "
    "--undo delivery": mark(
        "Hjælpen er registreret som leveret %(day)s. Er det forkert, så ret leveringen først."
    ),
    "{day} is the recorded day of the delivery already": mark(
        "%(day)s står allerede som dagen for leveringen."
    ),
    "case {reference} has no recorded delivery to correct": mark(
        "Der er ikke registreret en levering, som kan rettes."
    ),
    "{count} grants wait for delivery: name one with --grant {numbers}": mark(
        "%(count)s ydelser mangler at blive leveret. Vælg hvilken."
    ),
    "everything granted has been delivered already": mark("Alt det bevilgede er allerede leveret."),
    "the decision in case {reference} grants nothing that could be delivered: what can happen "
    "now is {acts}": mark(
        "Afgørelsen bevilger ikke noget, der kan leveres. Du kan bruge siderne: %(acts)s."
    ),
    "nothing has been granted in case {reference}: record the decision first, or set "
    "the case acute if the help could not wait": mark(
        "Der er ikke bevilget noget i sagen. Registrér afgørelsen først, eller gør sagen "
        "akut, hvis hjælpen ikke kunne vente."
    ),
    "the help was recorded as delivered already": mark(
        "Hjælpen er allerede registreret som leveret."
    ),
    "grant {number} was ended on {day}: nothing is owed of it": mark(
        "Ydelse %(number)s blev sagt fra %(day)s. Der mangler ikke noget af den."
    ),
    "grant {number} was delivered already": mark("Ydelse %(number)s er allerede leveret."),
    "another supplier is asked for with rettidig grant --asked": mark(
        "Beder borgeren om en anden leverandør, så brug siden Borgeren beder om en ny leverandør."
    ),
    'help is not looked at again every "{every}": give days, weeks or months': mark(
        'Hjælpen kan ikke følges op hver "%(every)s". Skriv dage, uger eller måneder, for '
        "eksempel 6 måneder."
    ),
    "case {reference} has no help that goes on and could be followed up": mark(
        "Der er ingen afgørelse med hjælp, der kan følges op på."
    ),
    "case {reference} has no planned follow-up": mark("Der er ikke planlagt en opfølgning."),
    "there is no grant {number}: the case holds 1 to {last}": mark(
        "Der er ingen ydelse %(number)s. Sagen har 1 til %(last)s."
    ),
    "grant {number} no longer holds: those that do are {held}": mark(
        "Ydelse %(number)s gælder ikke mere. De, der gælder, er %(held)s."
    ),
    "case {reference} has no grant {what}: only a decision that grants help holds one": mark(
        "Der er ingen bevilling i sagen, som det kan handle om."
    ),
    "{count} grants go on: name one by its number, {numbers}": mark(
        "%(count)s ydelser er i gang. Vælg hvilken."
    ),
    "grant {number} was ended on {day} already": mark(
        "Ydelse %(number)s blev allerede sagt fra %(day)s."
    ),
    "grant {number} does not belong to the decision of {day}": mark(
        "Ydelse %(number)s hører ikke til afgørelsen fra %(day)s."
    ),
    "case {reference} has no help that runs and could be looked at again: register a "
    "new application, or reopen the case on new facts": mark(
        "Der er ingen hjælp i gang, der kan revurderes. Registrér en ny ansøgning, eller "
        "genåbn sagen på nye oplysninger."
    ),
    "case {reference} has a round that is not decided: what has changed belongs to its "
    "decision": mark("En runde i sagen er ikke afgjort. Det nye hører med til den afgørelse."),
    "another supplier was asked for on {day} already: record it with --supplier, or "
    "--keep if the citizen stays": mark(
        "Borgeren har allerede bedt om en anden leverandør, med frist %(day)s. Registrér "
        "skiftet, eller at borgeren bliver."
    ),
    "name the new supplier": mark("Skriv den nye leverandør."),
    "nobody has asked for another supplier of that grant": mark(
        "Ingen har bedt om en anden leverandør af den ydelse."
    ),
}

#: What stands where there is no number to name.
VALUES: Final = {
    "the first day": mark("den første dag"),
    "the last day": mark("Den sidste dag"),
    "none": mark("ingen"),
}
