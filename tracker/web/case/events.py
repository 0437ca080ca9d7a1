"""The journal of a case in sentences: what happened, when, and who did it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from notifications.formats import short_date
from tracker.models import Event
from tracker.office import SYSTEM
from tracker.web.case import words as codes
from tracker.web.refusals import refusal_in_danish
from tracker.web.words import Words, mark

#: Entries that say what another entry or a table says already.
_SILENT: Final = frozenset({"notice-drafted", "task-done"})


#: Entries that follow from another by themselves, whoever made that one.
_FOLLOWS: Final = frozenset(
    {
        *("deadline-set", "deadline-moved", "deadline-ended", "without-deadline"),
        *("task-opened", "notice-withdrawn", "letter-sent", "letter-failed"),
    }
)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One entry; a machine's entry names nobody."""

    at: datetime
    text: str
    why: str
    who: str


_FIXED: Final = {
    "acute-cleared": mark("Sagen er ikke længere akut."),
    "awaiting-ended": mark("Det, sagen ventede på, er kommet."),
    "complaint-received": mark("Klage modtaget."),
    "forwarded": mark("Klagen er sendt videre til Ankestyrelsen."),
    "effectuated": mark("Ankestyrelsens afgørelse er gennemført."),
    "reminder-received": mark("Ansøger har spurgt til sagen."),
    "reminder-answered": mark("Ansøger har fået svar på sit spørgsmål."),
    "heard": mark("Parterne er hørt. Fristen står fast."),
    "hearing-answered": mark("Parterne har svaret på høringen."),
    "follow-up-done": mark("Opfølgning holdt."),
    "supplier-asked": mark("Ansøger har bedt om en ny leverandør."),
    "supplier-kept": mark("Leverandøren er ikke skiftet."),
    "supplier-changed": mark("Hjælpen har fået en ny leverandør."),
    "grant-ended": mark("Hjælpen er sagt fra."),
    "grant-dated": mark("Datoerne for hjælpen er ændret."),
    "reopened": mark("Sagen er genoptaget på nye oplysninger."),
    "reassessment-opened": mark("Behovet har ændret sig. Hjælpen skal revurderes."),
    "handed-over": mark("Sagen er overdraget."),
    "party-changed": mark("Oplysninger om en part er ændret."),
    "split": mark("Sagen er delt."),
    "joined": mark("Sagen er lagt sammen med en anden."),
    "dossier-made": mark("Sagen er udleveret."),
    "without-deadline": mark("Der er ingen frist, der kan regnes ud."),
    "acute-set": mark("Sagen er akut."),
    "erased": mark("Indholdet er slettet."),
}

#: Sentences with one day: the key of the value, and the words.
_WITH_DAY: Final = {
    "registered": ("", mark("Ansøgning registreret. Modtaget %(day)s.")),
    "decision-sent": ("", mark("Afgørelsen er sendt %(day)s.")),
    "delivered": ("", mark("Hjælpen er leveret %(day)s.")),
    "remand-received": ("", mark("Hjemvist af Ankestyrelsen. Modtaget %(day)s.")),
    "follow-up-planned": ("", mark("Opfølgning planlagt til %(day)s.")),
}


def event_lines(
    entries: list[tuple[Event, dict[str, Any] | None]],
    names: dict[str, str],
    words: Words,
    titles: dict[str, str] | None = None,
) -> list[EventLine]:
    """The entries worth reading, newest first; `names` says who has which login, `titles` what the
    areas are called."""
    return [
        EventLine(
            at=event.recorded_at,
            text=_text(event, _with_title(values, titles or {}), words),
            why=_why(values, words),
            who="" if _of_the_machine(event, values) else names.get(event.actor, event.actor),
        )
        for event, values in reversed(entries)
        if event.kind not in _SILENT and not _by_itself(event, values)
    ]


def _why(values: dict[str, Any] | None, words: Words) -> str:
    """The reason that is on file: as somebody wrote it, or why a letter could not be written."""
    why = str((values or {}).get("why") or "")
    return refusal_in_danish(why, words) or why


def _of_the_machine(event: Event, values: dict[str, Any] | None) -> bool:
    """Whether nobody in particular did it: it followed from what somebody did."""
    automatic = event.kind == "notice-approved" and bool((values or {}).get("automatic"))
    return automatic or event.actor == SYSTEM or event.kind in _FOLLOWS


def _with_title(values: dict[str, Any] | None, titles: dict[str, str]) -> dict[str, Any] | None:
    """The same values with an area called by its name."""
    area = (values or {}).get("new")
    title = titles.get(area) if isinstance(area, str) else None
    return {**values, "new": title} if values and title else values


def _by_itself(event: Event, values: dict[str, Any] | None) -> bool:
    """A date that ended because its act was done: the act has an entry of its own."""
    return event.kind == "deadline-ended" and (values or {}).get("reason") in {"decided", "ended"}


def _text(event: Event, values: dict[str, Any] | None, words: Words) -> str:
    if values is None:
        return words.text(_FIXED["erased"])
    if event.kind in _WITH_DAY:
        return words.say(_WITH_DAY[event.kind][1], day=short_date(event.happened_on))
    if event.kind in _FIXED:
        return words.text(_FIXED[event.kind])
    return _told(event.kind, event.happened_on, values, words)


def _told(kind: str, on: date, values: dict[str, Any], words: Words) -> str:
    match kind:
        case "decided" | "reconsidered" | "board-answered":
            return _outcome(kind, on, values, words)
        case "deadline-set" | "deadline-moved" | "deadline-ended":
            return _deadline(kind, values, words)
        case "awaiting":
            cause = codes.said(codes.CAUSES, values["cause"], words).lower()
            return words.say("Afventer %(what)s. Fristen står fast.", what=cause)
        case "expected":
            return _expected(values, words)
        case "corrected":
            fact = codes.said(codes.FACTS, values["fact"], words)
            return words.say("%(fact)s er rettet.", fact=fact)
        case "reclassified":
            return words.say("Flyttet til et andet område: %(area)s.", area=values["new"])
        case "ended":
            how = codes.said(codes.ENDINGS, values["ending"], words)
            return words.say("Sagen er lukket: %(how)s.", how=how)
        case "task-opened":
            task = codes.said(codes.TASKS, values["task"], words)
            return words.say("Opgave: %(task)s", task=task)
        case _:
            return _letter(kind, values, words)


def _outcome(kind: str, on: date, values: dict[str, Any], words: Words) -> str:
    outcome = codes.said(codes.OUTCOMES, values["outcome"], words)
    if kind == "decided":
        return words.say("Afgørelse %(day)s: %(what)s.", day=short_date(on), what=outcome)
    if kind == "reconsidered":
        return words.say("Genvurdering %(day)s: %(what)s.", day=short_date(on), what=outcome)
    return words.say("Ankestyrelsen har svaret: %(what)s.", what=outcome)


def _deadline(kind: str, values: dict[str, Any], words: Words) -> str:
    name = codes.said(codes.KINDS, values["kind"], words)
    if kind == "deadline-ended":
        why = codes.said(codes.REASONS, values.get("reason"), words)
        return words.say("Fristen for %(what)s løber ikke mere: %(why)s.", what=name, why=why)
    due = short_date(date.fromisoformat(values["due_on"]))
    if kind == "deadline-set":
        return words.say("Ny frist: %(what)s senest %(day)s.", what=name, day=due)
    old = short_date(date.fromisoformat(values["old_due_on"]))
    said = {"what": name, "old": old, "day": due}
    return words.say("Fristen for %(what)s er flyttet fra %(old)s til %(day)s.", **said)


def _expected(values: dict[str, Any], words: Words) -> str:
    if values.get("expected_on"):
        day = short_date(date.fromisoformat(values["expected_on"]))
        return words.say("Forventer at være klar %(day)s.", day=day)
    return words.say("Forventer ikke at kunne sætte en dato endnu.")


def _letter(kind: str, values: dict[str, Any], words: Words) -> str:
    letter = codes.said(codes.LETTERS, values.get("letter"), words)
    match kind:
        case "notice-approved" if values.get("automatic"):
            return words.say("Brev går af sig selv: %(letter)s", letter=letter)
        case "notice-approved":
            return words.say("Brev godkendt: %(letter)s", letter=letter)
        case "notice-withdrawn":
            return words.say("Brev trukket tilbage: %(letter)s", letter=letter)
        case "letter-sent":
            return words.say("Brev sendt: %(letter)s", letter=letter)
        case "letter-available":
            return words.say("Brev fremme: %(letter)s", letter=letter)
        case "letter-returned":
            return words.say("Brev kom tilbage: %(letter)s", letter=letter)
        case "letter-failed":
            return words.say("Brev kunne ikke sendes: %(letter)s", letter=letter)
        case _:
            return kind
