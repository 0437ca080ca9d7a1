"""Refusals about days and hours, and about what every act is checked for."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "{what} cannot be {day}, which lies in the future: give the day it happened": mark(
        "%(what)s kan ikke ligge %(day)s. Datoen ligger i fremtiden. Skriv den dag, det skete."
    ),
    "{what} cannot be {day}, before {earliest}, {why}: check the date": mark(
        "%(what)s kan ikke ligge %(day)s. Det er før %(earliest)s, %(why)s. Se datoen efter."
    ),
    "the hour of receipt, {received}, has not come yet: check the time": mark(
        "Klokkeslættet for modtagelsen er ikke kommet endnu. Se det efter."
    ),
    "the acute need cannot begin in the future: check the time": mark(
        "Det akutte behov kan ikke begynde i fremtiden. Se tidspunktet efter."
    ),
    "the child cannot be born on {born}, which lies in the future": mark(
        "Barnets fødselsdag %(born)s ligger i fremtiden. Se datoen efter."
    ),
    "{act} needs a reason: say why, it stays on file": mark(
        "Skriv hvorfor. Begrundelsen bliver på sagen."
    ),
    "{what} holds a character that cannot be seen (U+{code}): write it again": mark(
        "Der er et usynligt tegn i teksten. Skriv den igen."
    ),
    "case {reference} has changed since you looked at it (it is now version "
    "{version}): look at what happened, then do it again": mark(
        "Nogen har ændret sagen, siden du så den. Se, hvad der er sket, og gør det så igen."
    ),
    "the rules were changed at this very moment: try again": mark(
        "Reglerne blev ændret i samme øjeblik. Prøv igen."
    ),
    "{day} lies outside {first}–{last}, the years whose public holidays are known: "
    "check the year": mark("Datoen %(day)s ligger for langt væk til at regne med. Se den efter."),
}

#: What a date is of, and what it must follow, as they read in the sentences above.
VALUES: Final = {
    "the acute need": mark("Det akutte behov"),
    "the answer": mark("Svaret"),
    "the board's answer": mark("Ankestyrelsens svar"),
    "the board's own date": mark("Ankestyrelsens egen dato"),
    "the change of supplier": mark("Leverandørskiftet"),
    "the complaint": mark("Klagen"),
    "the confirmation": mark("Bekræftelsen"),
    "the corrected day of receipt": mark("Den rettede modtagelse"),
    "the corrected receipt": mark("Den rettede modtagelse"),
    "the day another supplier was asked for": mark("Ønsket om en ny leverandør"),
    "the day it was sent": mark("Afsendelsen"),
    "the day of journaling": mark("Journaliseringen"),
    "the day of receipt": mark("Modtagelsen"),
    "the day the citizen chose to stay": mark("Den dag, borgeren valgte at blive"),
    "the day the decision was sent": mark("Afsendelsen"),
    "the day the new facts came": mark("Den dag, de nye oplysninger kom"),
    "the day the waiting began": mark("Den dag, ventetiden begyndte"),
    "the day the waiting ended": mark("Den dag, ventetiden sluttede"),
    "the day to answer by": mark("Svarfristen"),
    "the day we asked": mark("Den dag, vi bad om det"),
    "the day we knew of the changed need": mark("Den dag, vi fik det nye behov at vide"),
    "the death": mark("Dødsfaldet"),
    "the decision": mark("Afgørelsen"),
    "the delivery": mark("Leveringen"),
    "the effectuation": mark("Gennemførelsen"),
    "the end of the grant": mark("Den dag, hjælpen blev sagt fra"),
    "the ending": mark("Lukningen"),
    "the first day the calendar knows": mark("den første dag, kalenderen kender"),
    "the follow-up": mark("Opfølgningen"),
    "the forwarding": mark("Videresendelsen"),
    "the hearing": mark("Høringen"),
    "the new facts": mark("De nye oplysninger"),
    "the next round": mark("den næste runde"),
    "the receipt of the board's answer": mark("Den dag, vi fik Ankestyrelsens svar"),
    "the receipt of the complaint": mark("Den dag, klagen kom"),
    "the receipt of the remand": mark("Den dag, sagen kom tilbage"),
    "the reconsideration": mark("Genvurderingen"),
    "the board's recorded answer": mark("Ankestyrelsens svar"),
    "the corrected reconsideration": mark("det rettede svar på klagen"),
    "the recorded forwarding": mark("Videresendelsen"),
    "the recorded reconsideration": mark("Svaret på klagen"),
    "the recorded decision": mark("den registrerede afgørelse"),
    "the recorded delivery": mark("den registrerede levering"),
    "the recorded ending": mark("hvor sagen blev lukket"),
    "the remand": mark("Hjemvisningen"),
    "the reminder": mark("Spørgsmålet"),
    "the return": mark("Den dag, brevet kom tilbage"),
    "the waiting": mark("Ventetiden"),
    "its receipt": mark("hvor det kom"),
    "when it was asked for": mark("hvor ønsket kom"),
    "when it was decided": mark("hvor sagen blev afgjort"),
    "when it was granted": mark("hvor hjælpen blev bevilget"),
    "when it was made": mark("hvor afgørelsen blev truffet"),
    "when the application came": mark("hvor ansøgningen kom"),
    "when the application or remand came": mark("hvor ansøgningen eller hjemvisningen kom"),
    "when the board's answer came": mark("hvor Ankestyrelsens svar kom"),
    "when the case was decided or closed": mark("hvor sagen blev afgjort eller lukket"),
    "when the case was decided": mark("hvor sagen blev afgjort"),
    "when the case was looked at again": mark("hvor sagen blev set på igen"),
    "when the complaint came": mark("hvor klagen kom"),
    "when the complaint was sent on": mark("hvor klagen blev sendt videre"),
    "when the decision was made": mark("hvor afgørelsen blev truffet"),
    "when the hearing was sent": mark("hvor høringen blev sendt"),
    "when the help was granted": mark("hvor hjælpen blev bevilget"),
    "when the reminder came": mark("hvor spørgsmålet kom"),
}
