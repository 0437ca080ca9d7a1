"""The last chapters of a dossier, in Danish: the letters as sent, the rules, the journal."""

from typing import Any

from notifications.blocks import BlockKind
from notifications.dossier import Pages
from notifications.formats import Language, capital
from tracker.dossier import words
from tracker.dossier.values import day, moment, values
from tracker.dossier.words import word

View = dict[str, Any]

#: How much of a checksum stands on paper; all of it stands in dossier.json.
_SHORT = 12


def letters(pages: Pages, view: View) -> None:
    """Every letter that left, with its facts and words; below them those that did not."""
    pages.chapter("Breve, som de blev sendt", new_page=True)
    if not view["letters"]:
        pages.text("Der er ikke skrevet breve i sagen.")
    for letter in view["letters"]:
        if letter["files"]:
            pages.section(_letter_name(letter))
            pages.table(("Oplysning", "Indhold"), _letter_facts(letter), (2, 5))
            _letter_words(pages, letter)
    unsent = [
        (_letter_name(letter), word(words.STATES, letter["state"]))
        for letter in view["letters"]
        if not letter["files"]
    ]
    if unsent:
        pages.section("Breve, der ikke blev sendt")
        pages.table(("Brev", "Status"), unsent, (5, 3))


def _letter_name(letter: View) -> str:
    kind, role = word(words.LETTERS, letter["kind"]), word(words.ROLES, letter["party"])
    return f"{kind} til {role.lower()} om {day(letter['for_date'])}"


def _letter_facts(letter: View) -> list[tuple[str, str]]:
    by = "automatisk" if letter["automatic"] else letter["approved_by"] or ""
    rows = [
        ("Status", word(words.STATES, letter["state"])),
        ("Godkendt", f"{moment(letter['frozen_at'])} {by}".strip()),
        ("Lovede svar senest", day(letter["promised_until"])),
    ]
    for way in letter["ways"]:
        sent = moment(way["dispatched_at"]) or "ikke sendt"
        came = f", nået frem {moment(way['available_at'])}" if way["available_at"] else ""
        channel = capital(word(words.CHANNELS, way["channel"]))
        state = word(words.STATES, way["state"]).lower()
        rows.append((channel, f"{sent}{came} ({state})"))
    in_time = {True: "ja", False: "nej", None: ""}[letter["in_time"]]
    rows += [("Nåede frem i tide", in_time), ("Fil", ", ".join(letter["files"]))]
    return [row for row in rows if row[1]]


def _letter_words(pages: Pages, letter: View) -> None:
    """The letter's own words; a letter of older templates stands in its file alone."""
    lang: Language | None = letter["language"]
    if lang is None:
        return
    if not letter["text_as_sent"]:
        pages.text("Brevets skabelon er ændret siden. Brevet står, som det blev sendt, i filen.")
        return
    signature = [text for kind, text in letter["blocks"] if kind == BlockKind.SIGNATURE]
    for kind, text in letter["blocks"]:
        if kind == BlockKind.SIGNATURE:
            continue
        if kind in {BlockKind.HEADING, BlockKind.SUBHEADING}:
            pages.subsection(text, lang)
        elif kind in {BlockKind.ITEM, BlockKind.DATE_ITEM}:
            pages.items([text], lang)
        else:
            pages.text(text, lang)
    pages.lines(signature, lang)


def rules(pages: Pages, view: View) -> None:
    """The rules that the dates were counted by, and where they stood."""
    pages.chapter("Regler, som fristerne er regnet efter", new_page=True)
    rows = [
        (
            rule["content"].get("title", rule["area"]),
            "; ".join(rule["published"]),
            f"{rule['pack_file'] or ''} {(rule['pack_sha256'] or '')[:_SHORT]}",
            rule["version"][:_SHORT],
        )
        for rule in view["rules"]
    ]
    pages.table(("Område", "Offentliggjort", "Fil og kontrolsum", "Version"), rows, (3, 3, 4, 2))


def journal(pages: Pages, view: View) -> None:
    """Every entry, and whether the chain is whole."""
    pages.chapter("Journal")
    whole = view["journal"]["intact"]
    pages.text(
        "Journalen er hel: ingen linje er ændret eller fjernet."
        if whole
        else "Journalen er ikke hel: en linje er ændret eller mangler."
    )
    rows = [
        (
            str(event["seq"]),
            moment(event["at"]),
            word(words.EVENTS, event["kind"]),
            event["by"],
            values(event["values"]),
            event["hash"][:_SHORT],
        )
        for event in view["journal"]["events"]
    ]
    pages.table(("Nr.", "Skrevet", "Hvad", "Af", "Indhold", "Kontrolsum"), rows, (1, 4, 4, 2, 8, 3))
