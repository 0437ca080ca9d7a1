"""The clauses of published deadlines: what is counted in or left out, and for whom they hold."""

from typing import Final

from rules.wording_lexicon import Entry

#: Nouns of the field; each may be the last part of a longer word (ventetid, bilsag).
_NOUNS: Final = (
    "ansøgning(?:en|er)?|bevilling(?:en|er)?|undersøgelse(?:n|r)?|afklaring(?:en)?"
    "|udredning(?:en)?|afdækning(?:en)?|vurdering(?:en|er)?|tid(?:en)?|indsats(?:en|er)?"
    "|sag(?:en|er|erne)?|hjælpemid(?:del|ler)|tilbud|behandling(?:en)?|dokumentation"
    "|oplysninger|besøg|planer?|erklæring(?:er)?|udtalelser?|høring|partshøring|indhentning"
    "|udarbejdelse|revurdering|visitation|ændring(?:en|er)?|indretning(?:en|er)?|bolig(?:en|er)?"
    "|støtte|hjælp|pleje|rengøring|træning|børn|unge|voksne|borgere?|personer|ældre|pensionister"
    "|biler?|plads(?:er)?|ydelser?|opholdet?|køb|prøver?|attest(?:er)?|behov"
    "|leverandør(?:en)?|udbetaling|indstilling|opmåling|montering|afprøvning|kørekort|hospital(?:et)?"
    "|sygehus(?:et)?|læge(?:n)?"
)  # fmt: skip
_WORDS: Final = (
    "børnefaglige?|faglige?|lægelige?|lægefaglige?|terapeutiske?|nødvendige?|relevante?"
    "|eventuel(?:le|t)?|støttende|særligt?|særlige|ny|nye|skriftlige?|sociale?|økonomiske?|personlige?"
    "|psykologiske?|pædagogiske?|komplicerede|ukomplicerede|større|mindre|simple|almindelige"
    "|af|i|på|med|om|for|fra|hos|ved|den|det|en|et|de|der|er|skal|indhentes|foretages|kræves"
)
_PART: Final = rf"(?:(?:[a-zæøå]+-?)?(?:{_NOUNS})|{_WORDS})(?![a-zæøå-])"
#: Atomic, and no possessive `*+`: Python before 3.11.5 goes wrong where one ends in the middle.
_REST: Final = rf" ?(?:{_PART})(?>(?:(?: (?:og|eller|samt) |/| ){_PART})*)"

_HEADS: Final = {
    "includes": r"inkl\.?|inklusive?|incl\.?|iberegnet|herunder",
    "excludes": r"ekskl\.?|eksklusive?|excl\.?|exclusive?",
    "parallel": r"sideløbende med|parallelt med|samtidig med",
    "conditions": (
        r"ved|for|i sager (?:om|med|hvor)|vedr\.?|vedrørende|hvis|når|såfremt|uden"
        r"|i forbindelse med|med|i(?= (?:komplicerede|ukomplicerede|simple|særlige|større|mindre) )"
    ),
}

CLAUSES: Final[tuple[Entry, ...]] = tuple(
    Entry("", role, rf"(?:{head}){_REST}") for role, head in _HEADS.items()
)
