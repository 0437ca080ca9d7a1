"""What is odd about a rule, in Danish: a sentence for each code of `rules.findings`."""

from collections.abc import Iterable
from typing import Final

from rules.findings import Finding
from rules.rule import RuleWarning
from tracker.web.words import Words, mark

FINDINGS: Final = {
    "unconfirmed": mark("Kommunen har ikke bekræftet reglen."),
    "unverified": mark("Reglen er ikke efterprøvet."),
    "range": mark("Kommunen har skrevet et spænd. Det længste gælder."),
    "no-limit": mark("Der kan ikke regnes en dato. Sagerne står som “Uden frist”."),
    "two-units": mark("Der står to længder, som ikke er ens. Den ene er valgt."),
    "soft-promise": mark("Der står et ord, som ikke binder, fx “normalt”. Længden gælder."),
    "unlawful-start": mark(
        "Der står, at fristen venter på oplysninger. Den løber fra modtagelsen alligevel."
    ),
    "other-start": mark("Fristen løber ikke fra ansøgningen. Det kan kun en lov bestemme."),
    "words-differ": mark("De offentliggjorte ord siger en anden frist end den, der gælder."),
    "longer-than-law": mark("Lovens frist for den samme paragraf er kortere eller mangler her."),
    "acute-longer": mark("Fristen for akutte sager er længere end den almindelige."),
    "remanded-longer": mark("Fristen for hjemviste sager er længere end den almindelige."),
    "delivery-without-start": mark(
        "Levering regnes fra en afgørelse, som der ikke er nogen frist for."
    ),
    "total-too-short": mark("Den samlede tid er kortere end fristen for afgørelsen alene."),
    "adopted-late": mark("Reglen er sat i kraft, før den blev vedtaget."),
    "cap-above-limit": mark(
        "Loftet for hjemviste sager er højere end alle de frister, det skal sænke."
    ),
    "table-part": mark("Her er kun en del af kommunens egen liste over frister."),
    "table-missing": mark("Kommunens egen liste over frister er ikke med."),
    "closing-day-off": mark("En lukkedag ligger på en fridag og ændrer ikke noget."),
    "closing-days-missing": mark("Lukkedagene for et år mangler. Skriv dem ind under Lukkedage."),
    "standard-overdue": mark("Kvalitetsstandarden skulle have været vedtaget igen."),
    "standard-not-adopted": mark(
        "Områder henviser til kvalitetsstandarden, men den er ikke vedtaget."
    ),
    "unrealistic": mark(
        "Under 80 % blev afgjort i tide det seneste år. Fristen er måske for kort."
    ),
}
#: What is true of the whole pack stands once above the list, not beside every rule.
OF_THE_PACK: Final = frozenset({"unconfirmed"})


def finding_words(code: str, text: str, words: Words) -> str:
    """A code as a sentence; one that has none is said in its own words, so that nothing is lost."""
    return words.text(FINDINGS[code]) if code in FINDINGS else text


def warning_words(warnings: Iterable[RuleWarning], words: Words) -> list[str]:
    """The warnings of a rule, each once, without what holds for the whole pack."""
    found = [finding_words(w.code, w.text, words) for w in warnings if w.code not in OF_THE_PACK]
    return list(dict.fromkeys(found))


def checks(found: Iterable[Finding], titles: dict[str, str], words: Words) -> list[tuple[str, str]]:
    """What somebody should look at: what it is about, and what is odd."""
    whole = words.say("Hele kommunen")
    lines = [
        (
            titles.get(one.about, one.about) if one.about else whole,
            finding_words(one.code, one.text, words),
        )
        for one in found
    ]
    return list(dict.fromkeys(lines))
