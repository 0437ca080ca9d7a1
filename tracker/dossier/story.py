"""The story of a case in order, on one page: what happened on which day, in plain Danish."""

from collections.abc import Iterator
from typing import Any, Final

from tracker.dossier import words
from tracker.dossier.words import word

#: What fits on the first page beside its head.
LINES: Final = 36

#: A longer reason is cut here; all of it stands in the journal.
_REASON: Final = 160

Event = dict[str, Any]

#: What is left to the journal first when a life is too long for one page; the least comes first.
_LEAST: Final = (
    {"reminder-answered", "hearing-answered", "follow-up-planned", "awaiting-ended"},
    {"letter-available", "handed-over", "party-changed", "follow-up-done", "supplier-changed"},
    {"supplier-asked", "supplier-kept"},
    {"awaiting", "expected", "heard", "reminder-received"},
    {"letter-sent", "letter-returned", "letter-failed"},
    {"delivered", "acute-set", "acute-cleared", "decision-sent"},
)


def story(view: dict[str, Any]) -> tuple[list[tuple[str, str]], int]:
    """Day and sentence of each step, oldest first, and how many were left to the journal."""
    told = [(e, said) for e in view["journal"]["events"] if (said := _sentence(e, view))]
    every = len(told)
    for least in _LEAST:
        if len(told) > LINES:
            told = [(event, said) for event, said in told if event["kind"] not in least]
    if len(told) > LINES:
        told = [*told[: LINES // 2], *told[len(told) - LINES // 2 :]]
    return [(_on(event), said) for event, said in told], every - len(told)


def _on(event: Event) -> str:
    """The day a step belongs to; a correction to the day it was made."""
    day: str = event["at"][:10] if event["kind"] == "corrected" else event["on"]
    return day


def _sentence(event: Event, view: dict[str, Any]) -> str | None:
    """One entry as a sentence; None for what only the machine need know."""
    values = event["values"]
    if values is None:
        return None
    fixed = _FIXED.get(event["kind"])
    return fixed or next(_told(event["kind"], values, view), None)


_FIXED: Final = {
    "acute-cleared": "Sagen var ikke længere akut.",
    "awaiting-ended": "Det, kommunen ventede på, kom.",
    "decision-sent": "Afgørelsen blev sendt.",
    "delivered": "Hjælpen kom.",
    "complaint-received": "Kommunen modtog en klage over afgørelsen.",
    "forwarded": "Klagen blev sendt videre til Ankestyrelsen.",
    "effectuated": "Kommunen gennemførte Ankestyrelsens afgørelse.",
    "reminder-received": "Ansøgeren spurgte til sagen.",
    "reminder-answered": "Kommunen svarede på spørgsmålet om sagen.",
    "heard": "Kommunen hørte parterne i sagen.",
    "hearing-answered": "Parterne svarede på høringen.",
    "follow-up-done": "Kommunen fulgte op på hjælpen.",
    "supplier-asked": "Der blev bedt om en anden leverandør.",
    "supplier-kept": "Hjælpen beholdt sin leverandør.",
    "supplier-changed": "Hjælpen fik en ny leverandør.",
    "handed-over": "Sagen gik til et andet team eller en anden sagsbehandler.",
    "party-changed": "Oplysninger om en part i sagen blev ændret.",
    "remand-received": "Ankestyrelsen sendte sagen tilbage til kommunen.",
}


_FACTS: Final = {
    "received": "Dagen, da ansøgningen kom,",
    "decision": "Det, der var skrevet om afgørelsen,",
    "delivery": "Det, der var skrevet om leveringen,",
    "acute": "Tidspunktet for det akutte behov",
    "remand-corrected": "Dagen, da sagen kom tilbage,",
    "complaint-corrected": "Dagen, da klagen kom,",
    "reconsideration-corrected": "Dagen for svaret på klagen",
    "reconsideration-undone": "Det, der var skrevet om svaret på klagen,",
    "forwarding-corrected": "Dagen, da klagen blev sendt videre,",
    "ending-undone": "Det, at sagen var sluttet,",
}


def _why(text: str | None) -> str:
    if not text:
        return ""
    cut = text if len(text) <= _REASON else f"{text[:_REASON].rsplit(' ', 1)[0]} …"
    return f" Begrundelse: {cut}"


def _title(area: str, view: dict[str, Any]) -> str:
    """The title of an area as the rule had it that governed a date of the case."""
    titles = {rule["area"]: rule["content"].get("title") for rule in view["rules"]}
    return titles.get(area) or area


def _told(kind: str, values: dict[str, Any], view: dict[str, Any]) -> Iterator[str]:
    why = _why(values.get("why"))
    match kind:
        case "registered":
            yield f"Kommunen modtog ansøgningen: {_title(values['area'], view)}."
        case "acute-set":
            yield f"Sagen blev akut.{why}"
        case "awaiting":
            yield "Sagen ventede på noget uden for kommunen. Fristen løb videre."
        case "expected":
            yield "Kommunen noterede, hvornår svaret eller hjælpen kan ventes."
        case "decided":
            yield f"Kommunen traf afgørelse: {word(words.OUTCOMES, values['outcome'])}."
        case "reconsidered":
            yield f"Kommunen så på sagen igen: {word(words.OUTCOMES, values['outcome'])}."
        case "board-answered":
            yield f"Ankestyrelsen svarede: {word(words.OUTCOMES, values['outcome'])}."
        case "grant-ended":
            yield f"En del af hjælpen blev sagt fra.{why}"
        case "reclassified":
            old, new = _title(values["old"], view), _title(values["new"], view)
            yield f"Sagen blev flyttet fra {old} til {new}.{why}"
        case "split" | "joined":
            yield f"Sagen blev {'delt' if kind == 'split' else 'lagt sammen med en anden'}.{why}"
        case "reassessment-opened":
            yield f"Kommunen så efter på ny, om hjælpen passer.{why}"
        case "reopened":
            yield f"Sagen blev genoptaget.{why}"
        case "corrected":
            yield f"{_FACTS.get(values['fact'], 'En oplysning i sagen')} blev rettet.{why}"
        case "ended":
            yield f"Sagen sluttede: {word(words.ENDINGS, values['ending'])}."
        case "letter-sent" | "letter-available" | "letter-returned" | "letter-failed":
            letter = word(words.LETTERS, values["letter"]).lower()
            yield f"Brev ({letter}): {word(words.STATES, kind.removeprefix('letter-')).lower()}."
