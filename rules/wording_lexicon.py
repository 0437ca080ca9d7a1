"""The words of published deadlines beside their numbers, and what each of them means.

Every word of a wording must stand here (or in `wording_starts`): a word that nobody has explained
may change the limit, and then the wording is refused.
"""

from typing import Final, NamedTuple

from rules.limit import LimitKind
from rules.wording_words import NUMBER, UNIT


class Entry(NamedTuple):
    """A phrase (a regular expression over cleaned text) and the mark that it leaves.

    `mark` is a letter of the forms in `wording_forms`, or empty for words that say something
    beside the limit (`role`) or nothing at all.
    """

    mark: str
    role: str
    pattern: str
    value: str = ""


#: Words that name another row.
_ROW: Final = (
    r" (?:ved|for|i|til|den|det|de|samme|andre|øvrige|tilbud(?:det)?|målgrupper|voksne|børn|unge"
    r"|ældre|hjælpemidler|botilbud|hjælp|støtte|pleje|ovenfor|ovenstående|nedenfor)"
)

_KINDS: Final[dict[LimitKind, str]] = {
    LimitKind.IMMEDIATE: r"straks|omgående|med det samme|øjeblikkeligt|her og nu",
    LimitKind.SAME_DAY: r"(?:på |den )?samme dag|på dagen",
    LimitKind.DAY_TO_DAY: (
        r"(?:fra )?dag[ -]til[ -]dag(?:,? ?\(?(?:på |kun )?(?:hverdage|arbejdsdage)\)?)?"
        r"|(?:den )?(?:næste|førstkommende|følgende) (?:hverdag|arbejdsdag)"
    ),
    LimitKind.ON_CONTACT: (
        r"ved (?:personlig |telefonisk |direkte )?(?:henvendelse|fremmøde)"
        r"(?: ?\(ingen (?:sagsbehandlingstid|sagsbehandlingsfrist|frist)\))?"
    ),
    LimitKind.AS_SOON_AS_POSSIBLE: (
        r"(?:så )?(?:hurtigst|snarest)(?: muligt?)?|så (?:hurtigt|snart) som muligt"
    ),
    LimitKind.ONGOING: r"løbende(?: (?:optag|visitation|sagsbehandling|optagelse))?"
    r"|(?:sagsbehandles|behandles|visiteres|afgøres) løbende",
    LimitKind.CALENDAR: (
        r"(?:der (?:holdes|afholdes) |afholder |holder |(?:visitations|pensions)?udvalget )?"
        rf"møde[rs]?(?: i udvalget)? (?:ca\. ?)?(?:{NUMBER} gange? (?:årligt|månedligt|ugentligt"
        r"|om (?:året|måneden|ugen)|pr\.? ?(?:år|måned|uge))|hver (?:anden |tredje )?(?:uge|måned))"
        r"|(?:efter |følger )?mødekalender(?:en)?|efter udvalgets møder"
    ),
    LimitKind.NONE: (
        r"(?:der er )?ingen(?: (?:fast |faste |særlig )?(?:tidsfrist|frist|sagsbehandlingsfrist"
        r"|sagsbehandlingstid|svarfrist|behandlingstid|tidsgrænse)(?:er)?)?"
        r"(?:,? (?:efter |beror på )?sygeplejerskens vurdering)?|uvisiteret"
    ),
    LimitKind.EXEMPT: (
        r"(?:er )?undtaget(?: (?:for|fra))?(?: (?:servicemål(?:et|ene)?|frist(?:en|er)?"
        r"|sagsbehandlingsfrist(?:en|er)?))?"
    ),
    LimitKind.DELEGATED: (
        r"(?:(?:behandles|afgøres|varetages|administreres|træffes) (?:af|i|hos) |se )?"
        r"(?:udbetaling danmark|(?:en )?anden (?:myndighed|kommune)|ankestyrelsen|regionen"
        r"|familieretshuset|statsforvaltningen|seniorpensionsenheden|politiet"
        r"|styrelsen for patientklager|arbejdsmarkedets erhvervssikring)"
    ),
    LimitKind.REFERENCE: (
        r"(?:se |som )?(?:samme|den samme) (?:frist|sagsbehandlingsfrist|sagsbehandlingstid|tid)"
        rf"(?:er)? som(?:{_ROW})+|se (?:anden frist|ovenfor|ovenstående|nedenfor)"
        r"|samme som (?:ovenfor|ovenstående|nedenfor)|som ovenfor"
    ),
    LimitKind.UNSET: (
        rf"(?:x+(?: ?- ?x+)?|_+|\?+|\.\.+|…) ?-? ?{UNIT}|-|\?+|…|\.\.+|x+|n/a|(?:frist(?:en)? )?"
        r"(?:er )?(?:endnu )?(?:ikke |u)(?:fastsat|oplyst|udfyldt|angivet|fastlagt)"
        r"|under udarbejdelse|afventer"
    ),
}  # fmt: skip

#: Words after which a length is an upper bound; `M` may also stand behind it.
AT_MOST: Final = (
    r"maksimalt|maximalt|maksimal|maximal|maksimum|maximum|maks\.?|max\.?|højst|højest|allerhøjst"
    r"|ikke (?:over|mere end|længere end)"
)
BEFORE: Final = (
    r"op til|optil|(?:aller)?senest(?: (?:efter|om))?|inden for|indenfor|inden|i løbet af"
    r"|efter (?:maksimalt|maks\.?|max\.?|højst)|indtil"
)

_TIME: Final = (
    r"(?:sagsbehandlings|svar|behandlings|ekspeditions|forventede? )?(?:tid|tiden|frist|fristen)"
)
_SOFT: Final = (
    r"ca\.?|cirka|omkring|omtrent|typisk|normalt|sædvanligvis|almindeligvis|som hovedregel"
    r"|som regel|som udgangspunkt|oftest|i gennemsnit|gennemsnitligt?|gennemsnitlige"
    r"|forventet|forventede|forventelig|forventes(?: at (?:være|vare|tage|gå)(?: på)?)?"
    r"|tilstræbes|vi tilstræber|vejledende|målet er|mål|målsætning(?:en er)?|servicemål"
    # "en uges tid" is about a week, "sagsbehandlingstid" is not.
    rf"|(?<=[a-zæøå]s )tid|i øjeblikket|p\.?t\.?"
    rf"|(?:i )?(?:mindst |ca\. ?)?{NUMBER} ?(?:%|pct\.?|procent) af"
    r" (?:sagerne|alle sager|tilfældene|ansøgningerne)"
)
_STATUTORY: Final = (
    r"(?:er )?(?:en )?lovbestemt(?: frist)?|lovkrav|lovfastsat(?: frist)?|fastsat ved lov"
    r"|lovpligtig(?: frist)?|jf\.? lov(?:en|givningen)"
)
_FILLER: Final = (
    rf"(?:vores |den |en )?{_TIME}(?: (?:er|på|udgør))*|svar|respons|der går|kan (?:der )?gå|går|gå"
    r"|du (?:får|modtager) (?:et )?svar|vi (?:svarer|træffer)(?: (?:en )?afgørelse)?|er|på"
    r"|(?:du (?:får|modtager) )?(?:en )?afgørelse(?:n)?(?: (?:træffes|foreligger|er truffet))?"
    r"|sagen (?:afgøres|behandles)|ansøgningen (?:afgøres|behandles)|afgøres|behandles"
    r"|der (?:træffes|gives) (?:afgørelse|svar)|svares|besvares"
    r"|(?:efter |jf\.? ?|i )?(?:lov om social service|barnets lov|sel|bl|abl|lab|las"
    r"|(?:service|aktiv|retssikkerheds|dagtilbuds|ældre|sundheds|pensions|almenbolig|bolig)loven)"
)
_ACUTE: Final = (
    r"(?:(?:i|ved) )?(?:(?:helt )?akutt?e? ?(?:opstået |opståede )?(?:situationer|situation"
    r"|tilfælde|sager|sag|behov|hjælp|hjælpebehov|nødsituationer)|hastesager|hastende sager)"
    r"|(?:hvis|når) (?:der er )?(?:et )?(?:behovet er )?akut(?: behov)?"
    r"|(?:om |hvis )nødvendigt (?:ydes|gives|iværksættes) (?:der )?hjælp(?:en)?|akut"
)
_ELSE: Final = (
    r"ellers|i øvrigt|(?:i )?(?:alle )?(?:andre|øvrige) (?:situationer|tilfælde|sager)|øvrige"
    r"|ikke[ -]akutte? ?(?:sager|situationer|tilfælde|behov)?|(?:i )?almindelige sager"
)
_LEAD: Final = r"(?:(?:som|den|der|og|fristen|sagsbehandlingstiden|men) )*"

LEXICON: Final[tuple[Entry, ...]] = (
    *(Entry("K", "kind", pattern, kind) for kind, pattern in _KINDS.items()),
    Entry("M", "", AT_MOST),
    Entry("C", "", rf"{BEFORE}|dog (?:senest|højst|maks\.?|max\.?|maksimalt|inden(?: for)?)"),
    Entry("C", "", rf"(?:{BEFORE}) (?:{AT_MOST})"),
    Entry("", "approximate", _SOFT),
    Entry("", "statutory", _STATUTORY),
    Entry("", "", _FILLER),
    # Says where to apply, or names a procedure; no limit by itself.
    Entry("", "", r"via borger\.dk|selvbetjening(?:sløsning)?|straksbehandling"),
    Entry("A", "", _ACUTE),
    Entry("E", "", _ELSE),
    Entry("N", "", r"og|men|dog"),
    Entry("O", "", r"eller"),
    Entry("Q", "", r"dvs\.?|svarende til|det vil sige|="),
    Entry("X", "", rf"{_LEAD}kan (?:dog |evt\. ?|eventuelt )?(?:fristen )?forlænges (?:op )?til"),
    Entry("T", "", r"(?:den )?samle(?:t|de) (?:sagsbehandlings)?tid(?:en)?"
          r"(?: (?:forventes(?: at være)?|er))?"),
    Entry("B", "", r"delfrist"),
    Entry("V", "", r"leveringsfrist(?:en)?|leveringstid(?:en)?|levering(?:en)?|leveres|effektueres"
          r"|iværksættes|iværksættelse(?:n)?|opstart af hjælpen"),
    Entry("", "not-before", r"dog tidligst (?:fra )?(?:ønsket|ønskede|den ønskede) startdato"),
    # What the limit ends with, where that is not the decision.
    Entry("", "milestone", r"(?:(?:til|før|inden) )?(?:vi )?påbegynde[rs]?"
          r"(?: (?:sags)?behandlingen(?: af (?:din|en) (?:sag|ansøgning))?)?"
          r"|opstart af (?:ansøgning(?:en)?|sagen)", "start-of-processing"),
    Entry("", "milestone", r"(?:til )?at revurdere|genvurdering(?:en)?", "reconsideration"),
    Entry("", "milestone", r"indhentes en indstilling", "opinion"),
    Entry("", "milestone", r"respons til arbejdsgiver", "response"),
    Entry("", "milestone", r"kvittering|bekræftelse på modtagelse", "acknowledgement"),
    Entry("", "milestone", r"borgeren kontaktes|(?:du )?kontaktes|første (?:møde|samtale|kontakt)",
          "contact"),
    Entry("", "milestone", r"tilbud om plads|plads", "place"),
    Entry("", "milestone", r"(?:inkl\.?|inklusive?|incl\.?|iberegnet|herunder)"
          r" (?:eventuel |evt\.? )?levering(?:stid|en|stiden)?(?: og montering)?", "delivery"),
    Entry("", "milestone", r"skift af leverandør|leverandørskift", "supplier-change"),
    Entry("", "milestone", r"hos borgerservice(?:,? (?:som|der|hvorefter den) (?:derefter )?"
          r"sendes videre)?", "own-part"),
)  # fmt: skip
