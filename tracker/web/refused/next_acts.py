"""The acts that a refusal names, by the titles of the pages where they are done; "" for none."""

from typing import Final

from tracker.web.words import mark

ACTS: Final = {
    "decide": mark("Registrér afgørelse"),
    "sent": mark("Afgørelsen er sendt"),
    "deliver": mark("Registrér levering"),
    "acute": mark("Sagen er akut"),
    "acute --clear": mark("Sagen er ikke længere akut"),
    "complain": mark("Klage modtaget"),
    "complain --reconsidered": mark("Registrér genvurdering"),
    "forward": mark("Klagen er sendt til Ankestyrelsen"),
    "board": mark("Ankestyrelsen har svaret"),
    "board --effectuated": mark("Ankestyrelsens afgørelse er gennemført"),
    "remand": mark("Sagen er hjemvist"),
    "remand --annuls": "",
    "reopen": mark("Genåbn på nye oplysninger"),
    "reassess": mark("Behovet har ændret sig"),
    "close": mark("Ansøgningen er trukket tilbage"),
    "correct --outcome": mark("Ret afgørelsen"),
    "correct --received": mark("Ret modtagelsen"),
    "remind": mark("Ansøger har spurgt til sagen"),
    "show": "",
}
