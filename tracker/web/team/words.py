"""The words of a team's figures: tabs, periods, lists, and what each figure counts."""

from typing import Final

from tracker.services.team_lists import Listed
from tracker.web.words import mark

TABS: Final = {
    "omraader": mark("Områder"),
    "sagsbehandlere": mark("Sagsbehandlere"),
    "levering": mark("Levering"),
    "hjemviste": mark("Hjemviste"),
    "akutte": mark("Akutte"),
    "aarsager": mark("Årsager"),
}
#: The heading above the table of each tab.
HEADINGS: Final = {
    "omraader": mark("I tide og besked i tide"),
    "sagsbehandlere": mark("Hvem har hvor meget"),
    "levering": mark("Levering i tide og besked i tide"),
    "hjemviste": mark("Hjemviste sager: i tide og besked i tide"),
    "akutte": mark("Akutte sager: i tide og besked i tide"),
    "aarsager": mark("Hvad sagerne venter på"),
}
PERIODS: Final = {
    "": mark("Seneste 12 måneder"),
    "3-maaneder": mark("Seneste 3 måneder"),
    "i-aar": mark("I år"),
    "sidste-aar": mark("Sidste år"),
    "alt": mark("Fra begyndelsen"),
}
#: The same inside a sentence.
PERIODS_SAID: Final = {
    "": mark("seneste 12 måneder"),
    "3-maaneder": mark("seneste 3 måneder"),
    "i-aar": mark("i år"),
    "sidste-aar": mark("sidste år"),
    "alt": mark("fra begyndelsen"),
}
COUNTED: Final = {
    "": mark("Dag for afgørelse"),
    "modtagelse": mark("Dag for modtagelse"),
}
LISTS: Final = {
    Listed.OVERDUE: mark("Overskredet nu"),
    Listed.AT_RISK: mark("Frist snart"),
    Listed.DECIDED: mark("Afgjort eller leveret"),
    Listed.IN_TIME: mark("I tide"),
    Listed.LATE: mark("For sent"),
    Listed.SLIPPED: mark("Fristen blev ikke holdt"),
    Listed.TOLD: mark("Besked i tide, da fristen ikke blev holdt"),
    Listed.UNTOLD: mark("Ingen besked, da fristen ikke blev holdt"),
    Listed.EVERY: mark("Alle frister"),
    Listed.ACUTE: mark("Akutte sager"),
    Listed.WITHOUT_DEADLINE: mark("Sager uden frist"),
    Listed.UNASSIGNED: mark("Sager, der ikke er fordelt"),
    Listed.AWAITING: mark("Sager, der venter"),
}
#: What a list counts; it goes with every file.
DEFINITIONS: Final = {
    Listed.OVERDUE: mark("Frister, der er gået, og hvor afgørelsen eller hjælpen mangler endnu."),
    Listed.AT_RISK: mark("Frister, der ikke er gået, men er så tæt på, at der skal ske noget."),
    Listed.DECIDED: mark(
        "Frister, hvor afgørelsen eller hjælpen er kommet, i tide eller for sent."
    ),
    Listed.IN_TIME: mark("Frister, hvor afgørelsen eller hjælpen kom senest på dagen."),
    Listed.LATE: mark(
        "Frister, hvor afgørelsen eller hjælpen kom efter dagen. Sager, der er lukket uden "
        "afgørelse, er ikke med."
    ),
    Listed.SLIPPED: mark(
        "Frister, der gik, før afgørelsen eller hjælpen kom, og hvor nogen skulle have besked."
    ),
    Listed.TOLD: mark(
        "Frister, der ikke blev holdt, og hvor alle, der skulle have besked, fik den, før dagen "
        "var gået."
    ),
    Listed.UNTOLD: mark(
        "Frister, der ikke blev holdt, og hvor en, der skulle have besked, ikke har fået den."
    ),
    Listed.EVERY: mark("Alle frister i perioden og dem, der løber nu."),
    Listed.ACUTE: mark("Sager, der er akutte, og hvor afgørelsen eller hjælpen mangler endnu."),
    Listed.WITHOUT_DEADLINE: mark("Åbne sager, som der ikke kan regnes en frist for."),
    Listed.UNASSIGNED: mark("Sager på listen, som ingen sagsbehandler har."),
    Listed.AWAITING: mark("Sager uden afgørelse, der venter på noget. Fristen står fast."),
}
AGES: Final = (
    mark("1–7 dage"),
    mark("8–30 dage"),
    mark("31–90 dage"),
    mark("over 90 dage"),
)
#: What goes with the figures in every file.
FIGURES_SAID: Final = (
    mark(
        "I tide: Afgørelsen eller hjælpen kom senest på dagen for fristen. Nævneren er alle, der "
        "er kommet; sager, der er lukket uden afgørelse, er ikke med."
    ),
    mark(
        "Besked i tide: Alle, der skulle have besked, fik den, før dagen var gået. Nævneren er de "
        "frister, der ikke blev holdt, og hvor nogen skulle have besked."
    ),
    mark("Overskredet nu: Fristen er gået, og afgørelsen eller hjælpen mangler endnu."),
    mark("Færre end 5 i nævneren giver ingen procent."),
)
