"""Why a letter cannot be written or set: said by the letters themselves, about what was typed."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "the letter runs to more than two pages: shorten the reason": mark(
        "Brevet fylder mere end to sider. Gør begrundelsen kortere."
    ),
    "the recipient's name and address do not fit the window of an envelope: "
    "at most seven lines, and shorter ones": mark(
        "Modtagerens navn og adresse er for lange til kuvertens rude. Der er plads til syv linjer. "
        "Ret dem under Nye oplysninger om en part."
    ),
    "the letter cannot show the character {named} in {where}: correct {again}": mark(
        "%(where)s har et tegn, som brevet ikke kan vise: %(named)s. Skriv det på en anden måde."
    ),
    "the letter could not be set: {why}": mark(
        "Brevet kunne ikke sættes op til tryk. Sig det til driften: %(why)s."
    ),
    "the letters' font {name} is not installed: run `make setup`": mark(
        "Brevenes skrift mangler på serveren. Sig det til driften."
    ),
    "the letter {kind} cannot be written: {field} is missing": mark(
        "Brevet mangler noget, det skal sige: %(field)s."
    ),
    "the letter cannot be written: {where}: {why}": mark(
        "Brevet kan ikke skrives med oplysningerne, som de er. Sig det til driften: %(where)s."
    ),
    "the letter needs a name of its recipient and of the municipality": mark(
        "Brevet mangler modtagerens eller kommunens navn."
    ),
    "the letter {kind} promises nothing: give the new date, "
    "or a time frame and the day of the next letter": mark(
        "Brevet lover ikke noget. Skriv den nye dato, eller en tidsramme og dagen, hvor vi skriver "
        "igen."
    ),
    "the acute confirmation needs the day of the decision": mark(
        "Bekræftelsen af en akut sag skal sige, hvilken dag vi afgør den."
    ),
    "{what} holds what looks like a CPR number: take it out": mark(
        "%(what)s rummer noget, der ligner et CPR-nummer. Tag det ud."
    ),
    "{what} holds a word of {length} characters, which does not fit on a line: "
    "put a space into it": mark(
        "%(what)s har et ord på %(length)s tegn, og det kan ikke stå på en linje. Del ordet med et "
        "mellemrum."
    ),
    '"{found}" in {what} promises nothing: '
    'write a date, or a length of time such as "4 uger"': mark(
        '%(what)s siger "%(found)s", og det lover ikke noget. Skriv en dato eller et tidsrum, '
        "fx 4 uger."
    ),
    "the letter's template asks for a value that the letter does not have": mark(
        "Brevets skabelon beder om noget, som brevet ikke har. Sig det til driften."
    ),
    "its reader has no address and gets no Digital Post: tell by telephone, and record an "
    "address with rettidig party": mark(
        "Modtageren har ingen adresse og får ikke Digital Post. Ring, og skriv en adresse under "
        "Nye oplysninger om en part."
    ),
    'there is no Danish wording for the reason "{code}"': mark(
        "Et skridt i fristens udregning har ingen dansk sætning. Sig det til driften: %(code)s."
    ),
    'there is no English wording for the reason "{code}"': mark(
        "Et skridt i fristens udregning har ingen engelsk sætning. Sig det til driften: %(code)s."
    ),
}

#: What stands in a letter, as the refusals name it: texts that somebody typed, at the beginning of
#: a sentence, and values that a letter cannot be without, at its end.
VALUES: Final = {
    "the letter": mark("Brevet"),
    "the municipality's name and address": mark("Kommunens navn og adresse"),
    "the municipality's name": mark("Kommunens navn"),
    "the municipality's address": mark("Kommunens adresse"),
    "the recipient's name and address": mark("Modtagerens navn og adresse"),
    "the recipient's name": mark("Modtagerens navn"),
    "the recipient's address": mark("Modtagerens adresse"),
    "the list of cases": mark("Listen over sager"),
    "the case number": mark("Sagens nummer"),
    "the applicant's name": mark("Ansøgers navn"),
    "the representative's name": mark("Repræsentantens navn"),
    "the team's name": mark("Teamets navn"),
    "the telephone number": mark("Telefonnummeret"),
    "the opening hours": mark("Telefontiden"),
    "the signature": mark("Underskriften"),
    "the place to complain": mark("Klageadressen"),
    "the duty officer's telephone number": mark("Vagtens telefonnummer"),
    "the area": mark("Området"),
    "the law": mark("Lovhenvisningen"),
    "the delivery limit": mark("Leveringsfristen"),
    "the time frame": mark("Tidsrammen"),
    "the last time frame": mark("Den sidste tidsramme"),
    "what the case waits for": mark("Det, sagen venter på,"),
    "the reason": mark("Begrundelsen"),
    "the applicant's telephone number": mark("Ansøgers telefonnummer"),
    "the granted help": mark("Den bevilgede hjælp"),
    "the reason of the correction": mark("Begrundelsen for rettelsen"),
    "due_on": mark("fristen"),
    "last_notice_on": mark("dagen for den sidste besked"),
    "remand_received_on": mark("dagen, sagen kom tilbage"),
    "told_on": mark("dagen, ansøger fik datoen at vide"),
    "old_due_on": mark("den gamle frist"),
    "correction_reason": mark("grunden til rettelsen"),
    "reference": mark("sagens nummer"),
    "area": mark("området"),
    "applicant_name": mark("ansøgers navn"),
}
