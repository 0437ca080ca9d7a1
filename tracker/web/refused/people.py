"""Refusals about the people of a case, its areas, and who has it."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "a CPR number has ten digits, DDMMYY-NNNN: check the number": mark(
        "Et CPR-nummer har ti cifre. Se nummeret efter."
    ),
    "the first six digits of the CPR number are not a date: check the number": mark(
        "De første seks cifre i CPR-nummeret er ikke en dato. Se nummeret efter."
    ),
    "there is no CPR number of party {party} in case {reference}": mark(
        "Der står ikke et CPR-nummer på den part."
    ),
    "say what the number is needed for": mark("Skriv, hvad du skal bruge nummeret til."),
    "there is no party {number}: the case has 1 to {last}": mark(
        "Der er ingen part %(number)s. Sagen har 1 til %(last)s."
    ),
    "{what} name is missing: a letter needs somebody to go to": mark(
        "Skriv et navn. Et brev skal have en modtager."
    ),
    "{what} CPR number and the date of birth disagree: check both": mark(
        "CPR-nummeret og fødselsdagen passer ikke sammen. Se begge efter."
    ),
    "a copy goes to a party whose representative gets the letters": mark(
        "En kopi kan kun gå til den, hvis repræsentant får brevene."
    ),
    'no letter is written in the language "{language}": give da or en': mark(
        "Breve skrives på dansk eller engelsk. Vælg et af dem."
    ),
    "{what} address has {count} lines: an envelope shows {most}": mark(
        "Adressen er på %(count)s linjer. Der er plads til %(most)s på en konvolut."
    ),
    "a case needs an applicant: give at least a name": mark("Skriv CPR-nummer eller navn."),
    "party {number} is a representative: name the party who is represented": mark(
        "Part %(number)s er selv repræsentant. Vælg den, der repræsenteres."
    ),
    "the copy goes to the party who is represented: give its number": mark(
        "Kopien går til den, der repræsenteres. Vælg hvem."
    ),
    "party {number} represents nobody: name a representative, or add one with "
    "--add representative": mark(
        "Part %(number)s repræsenterer ingen. Vælg en repræsentant, eller tilføj en ny."
    ),
    "nobody becomes a representative, or a party, by a correction: end this one with --until, and "
    "add the right one with --add": mark(
        "En part kan ikke rettes til repræsentant eller omvendt. Skriv en sidste dag på den her, "
        "og tilføj den rigtige."
    ),
    "party {number} is no child: its date of birth decides nothing": mark(
        "Part %(number)s er ikke et barn. Fødselsdagen bruges kun for børn."
    ),
    "--stays says that there is no last day: leave --until out": mark(
        "Du har både skrevet en sidste dag og sat kryds ved, at der ikke er nogen. Vælg det ene."
    ),
    "nobody tells that party anything: begin to with --told": mark(
        "Parten skal ikke have besked. Vælg først, at parten skal have besked."
    ),
    "the child's CPR number and the date of birth disagree: check both": mark(
        "Barnets CPR-nummer og fødselsdagen passer ikke sammen. Se begge efter."
    ),
    "nothing was to be changed: name what is new": mark(
        "Der er ikke skrevet noget nyt. Udfyld det, der skal rettes."
    ),
    "name each further area once: --area ID": mark("Vælg hvert område én gang."),
    "name who takes over: --team or --caseworker": mark(
        "Vælg et team, eller skriv en sagsbehandler."
    ),
    "name {what} that takes over: a case is never left to nobody": mark(
        "Skriv, hvem der overtager sagen."
    ),
    "case {reference} is filed under {area} already": mark(
        "Sagen ligger allerede under det område."
    ),
    "the application has a case about {area} already: {reference}": mark(
        "Ansøgningen har allerede en sag om det område: %(reference)s."
    ),
    "a case cannot be joined with itself": mark("En sag kan ikke lægges sammen med sig selv."),
    "case {reference} is about {area}: join cases of one area": mark(
        "Sag %(reference)s handler om et andet område. Kun sager på samme område kan lægges sammen."
    ),
    "case {reference} came later, on {day}: the earlier receipt counts, so join that "
    "one into this": mark(
        "Sag %(reference)s kom senere, %(day)s. Den tidligste modtagelse tæller, så læg "
        "den sag sammen med den her i stedet."
    ),
    "party {number} of case {reference} is no party of case {other} and would not be told: look at "
    "the numbers again, or add the party there first": mark(
        "Part %(number)s i sag %(reference)s er ikke part i sag %(other)s og ville ikke få besked. "
        "Se sagsnumrene efter, eller tilføj parten i den anden sag først."
    ),
    "an application is about at least one area: name one": mark(
        "Vælg, hvad ansøgningen handler om."
    ),
    "an area is named twice: name each once": mark(
        "Et område er valgt to gange. Vælg det én gang."
    ),
    "case {reference} was closed on {day} ({ending}): what can happen now is {acts}; a new "
    "application is a case of its own, rettidig register": mark(
        "Sagen blev lukket %(day)s. Du kan bruge siderne: %(acts)s. En ny ansøgning er en sag "
        "for sig."
    ),
}
