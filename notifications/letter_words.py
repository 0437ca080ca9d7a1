"""The values of a letter as its templates read them: what follows from the data, said once."""

from collections.abc import Mapping
from typing import Any, Final

from notifications.explain import explain
from notifications.formats import Language, local_date, opening_hours, period_phrase
from notifications.kinds import LetterKind
from notifications.letter_data import LetterData, Steps
from rules.errors import RulesError
from rules.limit import parse_limit
from rules.steps import StartEvent, steps_from_json

_ROLES: Final[Mapping[Language, Mapping[str, str]]] = {
    "da": {
        "representative": "repræsentant",
        "custody-holder": "forældremyndighedsindehaver",
        "guardian": "værge",
    },
    "en": {
        "representative": "representative",
        "custody-holder": "custody holder",
        "guardian": "guardian",
    },
}

#: Clocks that an application of the reader's starts, or lies behind.
_APPLIED: Final = (
    StartEvent.RECEIPT,
    StartEvent.DECISION,
    StartEvent.FORMALLY_STARTED,
    StartEvent.WAITING_LIST,
    StartEvent.ACUTE,
)

#: What the reader does first; without a number to call it is said more widely.
_CALL: Final[Mapping[Language, tuple[str, str]]] = {
    "da": ("Ring til os", "Kontakt os"),
    "en": ("Call us", "Contact us"),
}

#: What the reader sent us, by what started the clock; None where it was not the reader's act.
_SENT_US: Final[Mapping[Language, Mapping[StartEvent, str]]] = {
    "da": {
        **dict.fromkeys(_APPLIED, "ansøgning"),
        StartEvent.CONTACT: "henvendelse",
        StartEvent.COMPLAINT: "klage",
    },
    "en": {
        **dict.fromkeys(_APPLIED, "application"),
        StartEvent.CONTACT: "request",
        StartEvent.COMPLAINT: "complaint",
    },
}

#: Letters about help that is to start, not about a decision.
_ABOUT_HELP: Final = frozenset(
    {LetterKind.DELIVERY_DELAY_NOTICE, LetterKind.RENEWED_DELIVERY_DELAY_NOTICE}
)
_RENEWED: Final = frozenset(
    {LetterKind.RENEWED_DELAY_NOTICE, LetterKind.RENEWED_DELIVERY_DELAY_NOTICE}
)


def words_of(data: LetterData) -> dict[str, Any]:
    """Every field of the data by name, and what the templates need beside them."""
    fields = {name: getattr(data, name) for name in LetterData.model_fields}
    return {
        **fields,
        "name": data.applicant_name if data.role else data.recipient.name,
        "role_name": _ROLES[data.language].get(data.role or ""),
        "team": data.team or data.municipality.name,
        "hours": opening_hours(data.hours, data.language) if data.hours else None,
        "call_us": _CALL[data.language][0 if data.phone else 1],
        "area_law": f"{data.area} ({data.law})" if data.law else data.area,
        "law_alone": f" ({data.law})" if data.law else "",
        "sent_us": _SENT_US[data.language].get(data.starts),
        "about_help": data.kind in _ABOUT_HELP,
        "renewed": data.kind in _RENEWED,
        "started_on": _started_on(data),
        "steps": _sentences(data.steps, data.language),
        "delivery": _delivery(data),
        **_case_steps(data),
        **_promise(data),
        **_acute(data),
    }


def _started_on(data: LetterData) -> Any:
    if data.starts is StartEvent.REMAND and data.remand_received_on:
        return data.remand_received_on
    return data.received_on


def _sentences(steps: Steps, language: Language) -> list[str]:
    return explain(steps_from_json(steps), language, letter=True)


def _case_steps(data: LetterData) -> dict[str, Any]:
    """Per case its area and reasons; the start is the same for all and said once, before them."""
    told = [(case.area, _sentences(case.steps, data.language)) for case in data.cases if case.steps]
    return {
        "common_start": told[0][1][0] if told else None,
        "case_steps": [(area, " ".join(sentences[1:])) for area, sentences in told],
    }


def _delivery(data: LetterData) -> Mapping[str, Any] | None:
    """How soon after the decision granted help starts; None where no limit can be computed."""
    try:
        limit = parse_limit(data.delivery_limit or "")
    except RulesError:
        return None
    if limit.max is not None:
        return {"kind": "length", "length": period_phrase(limit.max, data.language)}
    return {"kind": str(limit.kind)} if limit.computable else None


def _promise(data: LetterData) -> dict[str, Any]:
    """The promise, and what it takes the place of; a date outdoes a time frame."""
    passed = data.deadline_passed or (data.due_on is not None and data.letter_on > data.due_on)
    slipped = data.last_promised_on is not None and data.letter_on > data.last_promised_on
    return {
        "passed": passed,
        "slipped": slipped,
        "time_frame": _length(data.time_frame, data.language),
        "last_time_frame": _length(data.last_time_frame, data.language),
        "reason": _ended(data.reason),
        "awaiting": _unended(data.awaiting),
        "correction_reason": _unended(data.correction_reason),
        "complaint_to": _unended(data.complaint_to),
    }


def _length(text: str | None, language: Language) -> str | None:
    """A length of time in the letter's language; other words as they are."""
    try:
        limit = parse_limit(text or "")
    except RulesError:
        return _unended(text)
    if limit.max is None:
        return text
    lowest = f"{limit.min.number:g}–" if limit.min else ""
    return lowest + period_phrase(limit.max, language)


def _ended(text: str | None) -> str | None:
    return f"{text}." if text and text[-1] not in ".?!:" else text


def _unended(text: str | None) -> str | None:
    return text.rstrip(". ") if text else text


def _acute(data: LetterData) -> dict[str, Any]:
    """The day of an acute decision as the reader sees it on the day of the letter."""
    at = data.acute_decision_at
    on = local_date(at) if at else data.acute_decision_on
    when = None
    if on is not None:
        when = "today" if on == data.letter_on else "later" if on > data.letter_on else "passed"
    return {
        "acute_on": on,
        "acute_when": when,
        "call_by_on": local_date(data.call_by) if data.call_by else None,
    }
