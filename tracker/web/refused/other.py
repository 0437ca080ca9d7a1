"""Refusals about users, tokens, rules and folders, and about what does not exist."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "there is no case {reference} in this municipality: check the number": mark(
        "Der er ingen sag %(reference)s i kommunen. Se nummeret efter."
    ),
    "the case is no longer in this database": mark("Sagen findes ikke mere."),
    "there is no rule pack for the municipality with code {code}": mark(
        "Der er ingen regler for kommunen."
    ),
    'there is no rule pack "{slug}": the municipalities here are {known}': mark(
        "Der er ingen regler for kommunen."
    ),
    'there is no user "{login}" in this municipality: check the name': mark(
        'Der er ingen bruger "%(login)s" i kommunen. Se navnet efter.'
    ),
    "a name has 1 to 100 characters: write it again": mark(
        "Et navn har 1 til 100 tegn. Skriv det igen."
    ),
    "the identity provider's groups say which roles this user holds": mark(
        "Brugerens roller kommer fra grupperne i kommunens login."
    ),
    "somebody must be administrator: give another user the role first": mark(
        "Nogen skal være administrator. Giv en anden rollen først."
    ),
    "{scope} is not a scope: choose among {scopes}": mark(
        "%(scope)s er ikke en adgang. Vælg blandt %(scopes)s."
    ),
    "there is no such token, or it has been revoked": mark(
        "Nøglen findes ikke, eller den er trukket tilbage."
    ),
    "the dossier cannot be written to {folder}: {why}": mark(
        "Udleveringen kan ikke skrives i mappen %(folder)s."
    ),
    "a dossier needs a purpose: say what it is for, it stays on file": mark(
        "Skriv, hvad udleveringen skal bruges til. Det bliver på sagen."
    ),
    "the purpose holds what looks like a CPR number: take it out": mark(
        "Der står noget, der ligner et CPR-nummer, i formålet. Tag det ud."
    ),
    "{folder} is no folder: name a new one": mark("%(folder)s er ikke en mappe. Skriv en ny."),
    "the folder {folder} is not empty: name a new one": mark(
        "Mappen %(folder)s er ikke tom. Skriv en ny."
    ),
    "the folder {folder} does not exist: make it first": mark(
        "Mappen %(folder)s findes ikke. Lav den først."
    ),
    "no rule was in force when case {reference} began: it keeps none": mark(
        "Ingen regel var i kraft, da sagen begyndte."
    ),
    "the text of version {version} is not in this database": mark(
        "Reglens tekst er ikke gemt her."
    ),
}
