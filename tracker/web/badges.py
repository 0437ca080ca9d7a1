"""The look of each standing: shape, icon and word together (interface.md §2)."""

from dataclasses import dataclass
from typing import Final

from tracker.web.words import Words, mark


@dataclass(frozen=True, slots=True)
class Badge:
    """One standing as it is drawn; `look` is a class of rettidig.css."""

    look: str
    icon: str
    word: str


#: look, icon and Danish word by code; the codes are those of `rettidig show`, and some of the page.
_LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    "acute": ("acute", "flag-fill", mark("Akut")),
    "overdue": ("overdue", "error", mark("Overskredet")),
    "overdue-told": ("overdue-told", "error", mark("Overskredet")),
    "due-today": ("due-today", "time", mark("Frist i dag")),
    "at-risk": ("at-risk", "warning", mark("Frist snart")),
    "on-track": ("on-track", "check", mark("I tide")),
    "met": ("met", "success", mark("Overholdt")),
    "breached": ("breached", "error", mark("Afgjort for sent")),
    "breached-delivery": ("breached", "error", mark("Leveret for sent")),
    "not-sent": ("not-sent", "email", mark("Ikke sendt")),
    "ended": ("plain", "", mark("Lukket")),
    "lapsed": ("plain", "", mark("Bortfaldet")),
    "without-deadline": ("without-deadline", "help", mark("Uden frist")),
    "remanded": ("remanded", "reply", mark("Hjemvist")),
    "told-in-time": ("plain", "email", mark("Besked i tide")),
    "told-late": ("plain", "email", mark("Besked for sent")),
    "not-told": ("plain", "error", mark("Ingen besked")),
}


def badge(code: str, words: Words) -> Badge:
    """The badge of a code; an unknown code is a mistake of ours and fails."""
    look, icon, word = _LOOKS[code]
    return Badge(look, icon, words.text(word))


def badge_codes() -> list[str]:
    """Every code that has a look."""
    return list(_LOOKS)
