"""A dossier's chapters on paper, in Danish: the story, the dates with their reasons, the letters,
the journal."""

from datetime import date
from typing import Any

from notifications.blocks import BlockKind
from notifications.dossier import Pages
from notifications.formats import Language, capital, plain_date, prose_date, short_date
from tracker import dossier_words as words
from tracker.dossier_story import story
from tracker.dossier_words import word

View = dict[str, Any]

#: How much of a checksum stands on paper; all of it stands in dossier.json.
_SHORT = 12


def pages_of(view: View) -> Pages:
    """All chapters, in the order in which somebody reads them."""
    pages = Pages("da")
    _first_page(pages, view)
    _dates(pages, view)
    _corrections(pages, view)
    _decisions(pages, view)
    _people(pages, view)
    _on_the_way(pages, view)
    _letters(pages, view)
    _rules(pages, view)
    _journal(pages, view)
    return pages


def _day(text: str | None) -> str:
    return short_date(date.fromisoformat(text[:10])) if text else ""


def _prose(text: str) -> str:
    return prose_date(date.fromisoformat(text[:10]), "da")


def _moment(text: str | None) -> str:
    return f"{_day(text)} kl. {text[11:16].replace(':', '.')}" if text else ""


def _first_page(pages: Pages, view: View) -> None:
    made = view["dossier"]
    pages.title(f"Sag {view['reference']}: {view['title']}")
    plain = plain_date(date.fromisoformat(made["made_at"][:10]), "da")
    pages.text(f"{made['municipality']} har samlet sagen {plain}. Formål: {made['purpose']}")
    standing = word(words.STANDINGS, view["standing"])
    told = word(words.TOLD, view["told"])
    pages.text(f"Status: {standing}{f'. {told}' if told else ''}.")
    steps, left = story(view)
    pages.chapter("Det skete der i sagen")
    rows = [(_day(on), said) for on, said in steps]
    pages.table(("Dag", "Hvad der skete"), rows, (0, 1))
    if left:
        pages.text(f"{left} mindre skridt står kun i journalen til sidst.")


def _dates(pages: Pages, view: View) -> None:
    pages.chapter("Frister og begrundelser", new_page=True)
    if not view["dates"]:
        pages.text("Der er ingen frist i sagen.")
    for item in view["dates"]:
        kind = f"{word(words.KINDS, item['kind'])}{word(words.TRACKS, item['track'])}"
        pages.section(f"{kind}: senest {_prose(item['due_on'])}")
        rows = [
            ("Regnes fra", _day(item["starts_on"])),
            ("Status", word(words.STANDINGS, item["standing"])),
            ("Opfyldt", _day(item["met_on"])),
            ("Besked om forsinkelse", word(words.TOLD, item["told"])),
            ("Ændret", _changed(item)),
            ("Offentliggjort frist", item["published"] or ""),
        ]
        pages.table(("Oplysning", "Indhold"), [row for row in rows if row[1]], (2, 5))
        pages.items(item["sentences"], view["dossier"]["language"])


def _changed(item: View) -> str:
    gone = item["superseded_at"] or item["lapsed_at"]
    if gone is None:
        return ""
    moved = f" Ny frist: {_day(item['moved_to'])}." if item["moved_to"] else ""
    return f"{_day(gone)}: {word(words.REASONS, item['reason'])}.{moved}"


def _corrections(pages: Pages, view: View) -> None:
    pages.chapter("Rettelser")
    if not view["corrections"]:
        pages.text("Ingen oplysning i sagen er rettet.")
    header = ("Dag", "Hvad", "Før", "Nu", "Hvorfor", "Af")
    rows = [
        (
            _day(item["at"]),
            capital(word(words.FIELDS, item["field"])),
            _value(item["old"]),
            _value(item["new"]),
            item["why"] or "",
            item["by"],
        )
        for item in view["corrections"]
    ]
    pages.table(header, rows, (2, 3, 3, 3, 5, 2))


def _value(value: Any) -> str:
    """An old or new value as a person reads it."""
    if value is None or value == "None":
        return "ingen"
    if str(value) in {"True", "False"}:
        return "ja" if str(value) == "True" else "nej"
    text = str(value).replace("\n", ", ")
    return word(words.OUTCOMES, text)


def _decisions(pages: Pages, view: View) -> None:
    pages.chapter("Afgørelser, klager og hjælp")
    numbers = {row["id"]: str(row["number"]) for row in view["rounds"]}
    decided = [
        (
            numbers.get(d["round_id"], ""),
            word(words.OUTCOMES, d["outcome"]),
            _day(d["decided_on"]),
            _day(d["sent_on"]),
            "registreret forkert" if d["superseded_at"] else _day(d["annulled_on"]),
        )
        for d in view["decisions"]
    ]
    if not decided:
        pages.text("Der er ikke truffet afgørelse i sagen.")
    pages.table(("Runde", "Udfald", "Truffet", "Sendt", "Ophævet"), decided, (1, 3, 2, 2, 3))
    complaints = [
        (
            _day(c["received_on"]),
            word(words.OUTCOMES, c["outcome"]),
            _day(c["reconsidered_on"]),
            _day(c["forwarded_on"]),
        )
        for c in view["complaints"]
    ]
    header = ("Klage modtaget", "Kommunens svar", "Svaret", "Sendt til Ankestyrelsen")
    pages.table(header, complaints, (2, 3, 2, 3))
    board = [
        (_day(b["received_on"]), word(words.OUTCOMES, b["outcome"]), b["part"] or "hele sagen")
        for b in view["board"]
    ]
    pages.table(("Ankestyrelsens svar modtaget", "Udfald", "Om"), board, (2, 2, 3))
    grants = [(g["service"], g["supplier"] or "", _delivered(view, g)) for g in view["grants"]]
    pages.table(("Bevilget hjælp", "Leverandør", "Leveret"), grants, (4, 3, 3))


def _delivered(view: View, grant: View) -> str:
    if grant["ended_on"]:
        return f"sagt fra {_day(grant['ended_on'])}"
    came = [d for d in view["deliveries"] if d["grant_id"] == grant["id"]]
    return ", ".join(
        _day(d["delivered_on"]) + (" (delvist)" if d["partial"] else "")
        for d in came
        if d["superseded_at"] is None
    )


def _people(pages: Pages, view: View) -> None:
    pages.chapter("Parter")
    rows = [
        (
            word(words.ROLES, p["role"]),
            p["name"] or "anonym",
            p["cpr"] or "",
            (p["address"] or "").replace("\n", ", "),
            p["phone"] or "",
        )
        for p in view["parties"]
    ]
    pages.table(("Rolle", "Navn", "CPR-nummer", "Adresse", "Telefon"), rows, (3, 4, 3, 4, 2))


def _on_the_way(pages: Pages, view: View) -> None:
    """Reminders, hearings and waits: what passed beside the decisions."""
    rows = [
        *(("Rykker", r["received_on"], r["answered_on"], r) for r in view["reminders"]),
        *(("Partshøring", h["sent_on"], h["answered_on"], h) for h in view["hearings"]),
        *(("Venter", w["since_on"], w["until_on"], w) for w in view["waits"]),
        *(("Opfølgning", f["due_on"], f["done_on"], f) for f in view["follow_ups"]),
    ]
    if not rows:
        return
    pages.chapter("Henvendelser, høringer og ventetid")
    said = [
        (what, _day(since), _day(until), row.get("note") or "") for what, since, until, row in rows
    ]
    pages.table(("Hvad", "Fra", "Svaret eller slut", "Note"), said, (3, 2, 2, 5))


def _letters(pages: Pages, view: View) -> None:
    pages.chapter("Breve, som de blev sendt", new_page=True)
    if not view["letters"]:
        pages.text("Der er ikke skrevet breve i sagen.")
    for letter in view["letters"]:
        kind, role = word(words.LETTERS, letter["kind"]), word(words.ROLES, letter["party"])
        pages.section(f"{kind} til {role.lower()} om {_day(letter['for_date'])}")
        pages.table(("Oplysning", "Indhold"), _letter_facts(letter), (2, 5))
        _letter_words(pages, letter)


def _letter_facts(letter: View) -> list[tuple[str, str]]:
    by = "automatisk" if letter["automatic"] else letter["approved_by"] or ""
    rows = [
        ("Status", word(words.STATES, letter["state"])),
        ("Godkendt", f"{_moment(letter['frozen_at'])} {by}".strip()),
        ("Lovede svar senest", _day(letter["promised_until"])),
    ]
    for way in letter["ways"]:
        sent = _moment(way["dispatched_at"]) or "ikke sendt"
        came = f", nået frem {_moment(way['available_at'])}" if way["available_at"] else ""
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
    for kind, text in letter["blocks"]:
        if kind in {BlockKind.HEADING, BlockKind.SUBHEADING}:
            pages.subsection(text, lang)
        elif kind in {BlockKind.ITEM, BlockKind.DATE_ITEM}:
            pages.items([text], lang)
        else:
            pages.text(text, lang)


def _rules(pages: Pages, view: View) -> None:
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


def _journal(pages: Pages, view: View) -> None:
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
            _moment(event["at"]),
            word(words.EVENTS, event["kind"]),
            event["by"],
            _values(event["values"]),
            event["hash"][:_SHORT],
        )
        for event in view["journal"]["events"]
    ]
    pages.table(("Nr.", "Skrevet", "Hvad", "Af", "Indhold", "Kontrolsum"), rows, (1, 3, 4, 2, 7, 3))


def _values(values: View | None) -> str:
    """What an entry says, without what only machines read."""
    if values is None:
        return "slettet"
    shown = {k: v for k, v in values.items() if k not in _FOR_MACHINES and v not in (None, "", {})}
    return "; ".join(f"{key}: {_flat(value)}" for key, value in shown.items())


_FOR_MACHINES = frozenset({"notice", "message", "sha256", "complaint"})


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        if set(value) == {"old", "new"}:
            return f"{_value(value['old'])} → {_value(value['new'])}"
        return ", ".join(f"{key} {_flat(item)}" for key, item in value.items())
    return str(value).replace("\n", ", ")
