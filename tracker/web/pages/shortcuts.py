"""Every shortcut on one page, each with the visible control that does the same."""

from typing import Final

from fastapi import APIRouter, Request, Response

from tracker.web.frame import render, words_of
from tracker.web.login.guard import Here
from tracker.web.words import mark

router = APIRouter()

#: Keys, what they do, and what on the page does the same: everywhere, in lists, on a case, in
#: forms.
SHORTCUTS: Final = (
    (
        mark("Overalt"),
        (
            (("n",), mark("Ny ansøgning"), mark("“Ny ansøgning” i bjælken")),
            (("s",), mark("Søg"), mark("Søgefeltet i bjælken")),
            (("m",), mark("Mit arbejde"), mark("“Mit arbejde” i bjælken")),
            (("?",), mark("Alle genveje"), mark("“Genveje” nederst på siden")),
            (("Esc",), mark("Luk det, der er foldet ud"), mark("Overskriften, der foldede det ud")),
        ),
    ),
    (
        mark("I en liste"),
        (
            (("j",), mark("Næste sag"), mark("Tab til næste sagsnummer")),
            (("k",), mark("Forrige sag"), mark("Skift+Tab til forrige sagsnummer")),
            (("o", "Enter"), mark("Åbn sagen"), mark("Sagsnummeret")),
        ),
    ),
    (
        mark("På en sag"),
        (
            (("a",), mark("Registrér afgørelse"), mark("Knappen øverst på sagen")),
            (("b",), mark("Skriv besked"), mark("Knappen øverst på sagen")),
            (("l",), mark("Registrér levering"), mark("Knappen øverst på sagen")),
        ),
    ),
    (
        mark("I en formular"),
        ((("Ctrl", "Enter"), mark("Send formularen"), mark("Knappen nederst i formularen")),),
    ),
)


@router.get("/genveje")
def shortcuts(request: Request, here: Here) -> Response:
    """All shortcuts; they can be switched off in the profile."""
    words = words_of(request)
    groups = [
        (words.text(name), [(keys, words.text(does), words.text(same)) for keys, does, same in one])
        for name, one in SHORTCUTS
    ]
    return render(request, "shortcuts.html", groups=groups, on=here.shortcuts)
