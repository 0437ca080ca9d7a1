"""Refusals about feeds, webhooks, and what is written into a rule pack."""

from typing import Final

from tracker.web.words import mark

REFUSALS: Final = {
    "there is no such feed, or it has been ended": mark(
        "Kalenderen findes ikke, eller den er lukket."
    ),
    'the pack "{slug}" cannot be changed from here': mark(
        "Kommunens regler kan ikke ændres herfra."
    ),
    "the pack says so already": mark("Det står allerede i reglerne."),
    "{file} of the pack cannot be changed: {why}": mark(
        "Reglerne kan ikke ændres: filen %(file)s kan ikke læses."
    ),
    "{file} cannot be written: {why}": mark(
        "Reglerne kan ikke ændres: filen %(file)s kan ikke skrives."
    ),
    "the pack would not load: {why}": mark(
        "Reglerne kan ikke læses med den ændring, så den er ikke gemt."
    ),
    "a webhook belongs to a user and has at least one type of event": mark(
        "En webhook hører til en bruger og har mindst én slags hændelse."
    ),
    "there are {count} webhooks already: end one first": mark(
        "Der er allerede %(count)s webhooks. Luk en af dem først."
    ),
    "there is no such webhook": mark("Der er ingen sådan webhook."),
    "there is no such webhook, or it has been ended": mark(
        "Den webhook findes ikke, eller den er lukket."
    ),
}
