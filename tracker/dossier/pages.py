"""A dossier's chapters on paper, in Danish: the story, the dates with their reasons, the letters,
the journal."""

from datetime import date
from typing import Any

from notifications.dossier import Pages
from notifications.formats import capital, plain_date
from tracker.dossier import words
from tracker.dossier.records import journal, letters, rules
from tracker.dossier.story import story
from tracker.dossier.values import day, prose, value
from tracker.dossier.words import word

View = dict[str, Any]


def pages_of(view: View) -> Pages:
    """All chapters, in the order in which somebody reads them."""
    pages = Pages("da")
    _first_page(pages, view)
    _dates(pages, view)
    _corrections(pages, view)
    _decisions(pages, view)
    _people(pages, view)
    _on_the_way(pages, view)
    letters(pages, view)
    rules(pages, view)
    journal(pages, view)
    return pages


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
    rows = [(day(on), said) for on, said in steps]
    pages.table(("Dag", "Hvad der skete"), rows, (0, 1))
    if left:
        pages.text(f"{left} mindre skridt står kun i journalen til sidst.")


def _dates(pages: Pages, view: View) -> None:
    pages.chapter("Frister og begrundelser", new_page=True)
    if not view["dates"]:
        pages.text("Der er ingen frist i sagen.")
    for item in view["dates"]:
        kind = f"{word(words.KINDS, item['kind'])}{word(words.TRACKS, item['track'])}"
        pages.section(f"{kind}: senest {prose(item['due_on'])}")
        rows = [
            ("Regnes fra", day(item["starts_on"])),
            ("Status", word(words.STANDINGS, item["standing"])),
            ("Opfyldt", day(item["met_on"])),
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
    moved = f" Ny frist: {day(item['moved_to'])}." if item["moved_to"] else ""
    return f"{day(gone)}: {word(words.REASONS, item['reason'])}.{moved}"


def _corrections(pages: Pages, view: View) -> None:
    pages.chapter("Rettelser")
    if not view["corrections"]:
        pages.text("Ingen oplysning i sagen er rettet.")
    header = ("Dag", "Hvad", "Før", "Nu", "Hvorfor", "Af")
    rows = [
        (
            day(item["at"]),
            capital(word(words.FIELDS, item["field"])),
            value(item["old"]),
            value(item["new"]),
            item["why"] or "",
            item["by"],
        )
        for item in view["corrections"]
    ]
    pages.table(header, rows, (2, 3, 3, 3, 5, 2))


def _decisions(pages: Pages, view: View) -> None:
    pages.chapter("Afgørelser, klager og hjælp")
    numbers = {row["id"]: str(row["number"]) for row in view["rounds"]}
    decided = [
        (
            numbers.get(d["round_id"], ""),
            word(words.OUTCOMES, d["outcome"]),
            day(d["decided_on"]),
            day(d["sent_on"]),
            "registreret forkert" if d["superseded_at"] else day(d["annulled_on"]),
        )
        for d in view["decisions"]
    ]
    if not decided:
        pages.text("Der er ikke truffet afgørelse i sagen.")
    pages.table(("Runde", "Udfald", "Truffet", "Sendt", "Ophævet"), decided, (1, 3, 2, 2, 3))
    complaints = [
        (
            day(c["received_on"]),
            word(words.OUTCOMES, c["outcome"]),
            day(c["reconsidered_on"]),
            day(c["forwarded_on"]),
        )
        for c in view["complaints"]
    ]
    header = ("Klage modtaget", "Kommunens svar", "Svaret", "Sendt til Ankestyrelsen")
    pages.table(header, complaints, (2, 3, 2, 3))
    board = [
        (day(b["received_on"]), word(words.OUTCOMES, b["outcome"]), b["part"] or "hele sagen")
        for b in view["board"]
    ]
    pages.table(("Ankestyrelsens svar modtaget", "Udfald", "Om"), board, (2, 2, 3))
    grants = [(g["service"], g["supplier"] or "", _delivered(view, g)) for g in view["grants"]]
    pages.table(("Bevilget hjælp", "Leverandør", "Leveret"), grants, (4, 3, 3))


def _delivered(view: View, grant: View) -> str:
    if grant["ended_on"]:
        return f"sagt fra {day(grant['ended_on'])}"
    came = [d for d in view["deliveries"] if d["grant_id"] == grant["id"]]
    return ", ".join(
        day(d["delivered_on"]) + (" (delvist)" if d["partial"] else "")
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
        (what, day(since), day(until), row.get("note") or "") for what, since, until, row in rows
    ]
    pages.table(("Hvad", "Fra", "Svaret eller slut", "Note"), said, (3, 2, 2, 5))
