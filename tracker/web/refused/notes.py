"""What use cases say beside what they did: the sentence of theirs, and the one a page says."""

from typing import Final

from tracker.web.words import mark

NOTES: Final = {
    "the rule names no age from which a child is told itself: it is not told, unless you say "
    "--told": mark(
        "Reglen siger ikke, fra hvilken alder et barn selv får besked, så barnet får ikke selv "
        "besked. Skal det have besked, så vælg det på siden “Nye oplysninger om en part”."
    ),
    "the child's age is not known: it is not told itself, unless you say --told; with --born it is "
    "told from age {age}": mark(
        "Vi kender ikke barnets alder, så barnet får ikke selv besked. Det får det fra %(age)s år: "
        "skriv fødselsdagen på siden “Ret oplysninger om en part”."
    ),
    "the child is not told itself until {day}, age {age}": mark(
        "Barnet får selv besked fra %(day)s, når det er fyldt %(age)s år."
    ),
    "party {number} is told, and too young for it by its age: --not-told ends it": mark(
        "Part %(number)s får besked, men er for ung til det efter sin alder. Skal det stoppe, så "
        "vælg det på siden “Nye oplysninger om en part”."
    ),
    "party {number} is not told itself: by its age it is, say --told": mark(
        "Part %(number)s får ikke selv besked, men er gammel nok til det. Skal det ændres, så vælg "
        "det på siden “Nye oplysninger om en part”."
    ),
    "party {number} has no address and is not registered for Digital Post: no letter can reach it; "
    "record an address with rettidig party": mark(
        "Part %(number)s har ingen adresse og er ikke tilmeldt Digital Post, så intet brev kan nå "
        "frem. Skriv adressen på siden “Nye oplysninger om en part”."
    ),
    "the complaint of {day} was about the decision that is replaced, and needs no second look: "
    "tell who complained of the new decision, it can be complained of": mark(
        "Klagen fra %(day)s handlede om den afgørelse, der nu er erstattet, og skal ikke besvares "
        "for sig. Fortæl den, der klagede, om den nye afgørelse. Den kan der klages over."
    ),
}
