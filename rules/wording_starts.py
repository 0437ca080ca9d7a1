"""What a published deadline says that it is counted from."""

from typing import Final

from rules.wording_lexicon import Entry

#: What is published as a start but starts no clock under § 3: the papers are there (law.md 1.2).
UNLAWFUL: Final = frozenset({"fully-informed", "documents-received"})

_AFTER: Final = (
    r"(?:(?:regnet|beregnet|gældende|at regne) )?(?:fra|efter|når)(?: og med)?,?"
    r"(?: at)?(?: (?:det )?(?:tidspunktet|datoen|dagen|den dag)(?: for| hvor| fra)?,?)?"
)
_US: Final = r"(?:vi|kommunen|forvaltningen|pladsanvisningen|visitationen|jobcenteret)"
_GOT: Final = r"(?:er |bliver )?(?:modtaget|indkommet|kommet ind|indsendt|indgivet|registreret)"
_OUR: Final = r"(?:den |din |en |et |sagens? )?(?:skriftlige? )?"
_ASKED: Final = r"ansøgning(?:en|s)?"
_ALL: Final = r"(?:alle?|al|den|de|alt)?(?: ?(?:nødvendige?|relevante?|fornød(?:ne|en)|krævede))*"
_PAPERS: Final = (
    r"(?:dokumentation(?:en)?|lægeerklæring(?:en|er)?|(?:lægelige?|terapeutiske?)"
    r"(?:[ /]+(?:lægelige?|terapeutiske?))* dokumentation(?:en)?|bilag|dokumenter(?:ne)?|papirer)"
)
_FACTS: Final = r"(?:(?:lægelige|skriftlige) )?oplysninger(?:ne)?"
_THERE: Final = r"(?:er )?(?:modtaget|indhentet|til stede|fremskaffet|tilvejebragt)|foreligger"
_OUT: Final = r"(?:fuldt |fuldstændigt? |tilstrækkeligt? |helt )?(?:oplyst|belyst)"

_STARTS: Final[dict[str, str]] = {
    "receipt": (
        r"modtaget ansøgning"
        rf"|{_OUR}{_ASKED}(?:modtagelse)?(?: {_GOT})?|sagen {_GOT}|ansøgningens modtagelse"
        rf"|modtagelse(?:n)? af {_OUR}(?:{_ASKED}|sagen)"
        rf"|{_US} (?:har )?(?:modtaget|modtager|modtog) {_OUR}{_ASKED}"
        r"|modtagelse(?:n)?|ansøgningstidspunktet|ansøgningsdato(?:en)?|sagens modtagelse"
    ),
    "fully-informed": (
        rf"(?:modtagelse(?:n)? af )?(?:en )?(?:fuldt oplyst|komplet|fyldestgørende|fuldstændig)"
        rf" (?:ansøgning|sag)(?: {_GOT})?"
        rf"|(?:(?:sagen|ansøgningen) )?(?:er )?{_OUT}(?: (?:sag|ansøgning))?"
        rf"|(?:modtagelse(?:n)? af )?{_ALL} ?{_FACTS}(?: (?:{_THERE}))?"
        rf"|(?:vi har )?(?:modtaget|indhentet) {_ALL} ?{_FACTS}"
    ),
    "documents-received": (
        rf"(?:modtagelse(?:n)? af |der foreligger |vi har modtaget )?{_ALL} ?{_PAPERS}"
        rf"(?: (?:{_THERE}))?"
    ),
    "contact": r"(?:den |din )?(?:første )?(?:henvendelse(?:n)?|kontakt(?:en)?)",
    "decision": (
        r"(?:den |endt )?(?:visitation(?:en)?|visitering(?:en)?|bevilling(?:en)?|tilkendelse(?:n)?"
        r"|afgørelse(?:n)?|bevillingsdato(?:en)?)(?: er (?:truffet|givet))?"
        r"(?: om (?:støttende )?(?:indsatser|indsats|hjælp(?:en)?|støtte(?:n)?))?"
    ),
    "discharge": r"udskrivning(?:en)?(?: fra (?:hospital|sygehus)(?:et)?)?|udskrivelse(?:n)?",
    "birth": r"fødsel|fødslen",
    "home-visit": r"hjemmebesøg(?:et)?",
    "referral": (
        r"(?:modtagelse(?:n)? af )?(?:en )?(?:genoptræningsplan(?:en)?|henvisning(?:en)?)"
        rf"(?: {_GOT})?(?: fra (?:hospital|sygehus|læge|egen læge)(?:et|n)?)?"
    ),
    "forwarded": (
        rf"(?:sagen|ansøgningen) (?:{_GOT}|er overdraget) fra (?:udbetaling danmark|anden kommune"
        r"|anden myndighed|regionen|ankestyrelsen)"
    ),
    "board-treatment": (
        r"(?:sagen er behandlet|behandling(?:en)?) (?:på|i) (?:(?:et )?møde i )?"
        r"(?:rehabiliteringsteam(?:et)?|visitationsudvalg(?:et)?)"
    ),
    "complaint": (
        rf"(?:(?:din |en )?klage(?:n)?(?: {_GOT})?|modtagelse(?:n)? af (?:en |din )?klage(?:n)?"
        rf"|klagens modtagelse|{_US} har modtaget (?:din |en )?klage(?:n)?)"
    ),
    "remand": (
        rf"hjemvisning(?:en)?(?: {_GOT})?|ankestyrelsens (?:afgørelse|hjemvisning)(?: {_GOT})?"
        r"|modtagelse(?:n)? af (?:hjemvisning(?:en)?|ankestyrelsens (?:afgørelse|hjemvisning))"
        rf"|{_US} har modtaget ankestyrelsens (?:afgørelse|hjemvisning)"
    ),
    "fee-paid": r"(?:anmodning og )?betaling(?:en)? af gebyr(?:et)?",
    "application-window": r"ansøgningsfristens udløb|ansøgningsfristen|udløb af ansøgningsfristen",
}  # fmt: skip

#: The events that may also stand with "ved": help at discharge starts with the discharge.
_AT: Final = (("discharge", r"ved udskrivning(?:en)?(?: fra (?:hospital|sygehus)(?:et)?)?"),)

STARTS: Final[tuple[Entry, ...]] = (
    *(Entry("", "starts", rf"{_AFTER} (?:{what})", event) for event, what in _STARTS.items()),
    *(Entry("", "starts", pattern, event) for event, pattern in _AT),
)
