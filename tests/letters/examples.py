"""A full example of every letter, variant and language: one ordinary, and the hardest we expect."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from notifications.formats import Language
from notifications.letter_data import LetterData
from rules.calendar import Calendar
from rules.deadline import DueDate, due_date
from rules.limit import parse_limit
from rules.steps import StartEvent, steps_to_json

Values = dict[str, Any]

#: Words of the ordinary and of the hardest example, in the letter's language.
_WORDS: Final[Mapping[tuple[Language, bool], Values]] = {
    ("da", False): {
        "area": "boligindretning",
        "reason": "En fagperson skal se din bolig. Det første ledige besøg er den 14. april.",
        "awaiting": "oplysninger fra din læge",
        "correction_reason": "vi havde skrevet en forkert dato for din ansøgning",
        "complaint_to": "Fjordby Kommune, Borgerrådgiveren, Rådhustorvet 1, 8500 Fjordby",
    },
    ("en", False): {
        "area": "home adaptation",
        "reason": "A specialist needs to see your home. The first free visit is on 14 April.",
        "awaiting": "information from your doctor",
        "correction_reason": "we had noted a wrong date for your application",
        "complaint_to": "Fjordby Kommune, Borgerrådgiveren, Rådhustorvet 1, 8500 Fjordby",
    },
    ("da", True): {
        "area": "socialpædagogisk støtte og ledsagelse i eget hjem og på udflugter",
        "reason": (
            "En fagperson skal se din bolig sammen med dig, og det første ledige besøg er torsdag "
            "den 30. april 2026. Vi venter også på svar fra Neurologisk Afdeling på Nordsøens "
            "Universitetshospital. Vi bad om det den 2. marts 2026, og vi har skrevet til dem igen."
        ),
        "awaiting": (
            "svar fra Neurologisk Afdeling på Nordsøens Universitetshospital, som vi bad om "
            "den 2. marts 2026"
        ),
        "correction_reason": (
            "din ansøgning kom til et andet kontor i kommunen onsdag den 4. marts 2026 og ikke "
            "den dag, vi først havde skrevet"
        ),
        "complaint_to": (
            "Nordsø-Vesterbjerg-Sønderhede Kommune, Borgerrådgiveren, Gammel Kongevej 112, "
            "9999 Vesterbjerg"
        ),
    },
    ("en", True): {
        "area": "socio-educational support and companionship at home and on outings",
        "reason": (
            "A specialist needs to see your home together with you, and the first free visit is on "
            "Thursday 30 April 2026. We are also waiting for an answer from the neurological "
            "department of Nordsøens Universitetshospital. We asked for it on 2 March 2026."
        ),
        "awaiting": (
            "an answer from the neurological department of Nordsøens Universitetshospital, which "
            "we asked for on 2 March 2026"
        ),
        "correction_reason": (
            "your application reached another office of the municipality on Wednesday 4 March 2026 "
            "and not on the day we had first noted"
        ),
        "complaint_to": (
            "Nordsø-Vesterbjerg-Sønderhede Kommune, Borgerrådgiveren, Gammel Kongevej 112, "
            "9999 Vesterbjerg"
        ),
    },
}

_ORDINARY: Final[Values] = {
    "reference": "2026-0257",
    "letter_on": date(2026, 3, 26),
    "municipality": {
        "name": "Fjordby Kommune",
        "address_lines": ["Rådhustorvet 1", "8500 Fjordby"],
        "cvr": "12345678",
    },
    "recipient": {
        "name": "Åse Thorvaldsen-Brøndum",
        "address_lines": ["Gammel Strandvej 112, 2. tv.", "8500 Fjordby"],
    },
    "applicant_name": "Åse Thorvaldsen-Brøndum",
    "team": "Team Hjælpemidler",
    "phone": "89591000",
    "hours": "mandag til fredag kl. 9–14",
    "signed_by": "Mette Kjær",
    "can_reply": True,
    "law": "serviceloven § 116",
}

_HARDEST: Final[Values] = {
    "reference": "2026-102574-SUNDHED",
    "letter_on": date(2026, 3, 26),
    "municipality": {
        "name": "Nordsø-Vesterbjerg-Sønderhede Kommune",
        "address_lines": ["Sundhed, Ældre og Handicap", "Gammel Kongevej 112", "9999 Vesterbjerg"],
        "cvr": "12345678",
    },
    "recipient": {
        "name": "Maximiliane Kristine Elisabeth Thorvaldsen-Brøndum von Østergård-Sørensen",
        "address_lines": [
            "c/o Wilhelmine Skjoldborg-Ærtebjerg",
            "Kollektivet Den Gamle Højskole",
            "Opgang Å, mellembygningen mod gården",
            "Sønder Kirkebjerg Strandvejsallé 1112 B, 12. mf.",
            "9999 Vesterbjerg Østre Sogn",
        ],
    },
    "applicant_name": "Christoffer-Emil Thorvaldsen-Brøndum von Østergård-Sørensen",
    "role": "custody-holder",
    "team": "Visitationen for Socialpædagogisk Støtte, Botilbud og Hjælpemidler",
    "phone": "89591000",
    "hours": "mandag til onsdag kl. 9–14, torsdag kl. 9–17 og fredag kl. 9–12",
    "signed_by": "Anne-Kirstine Bjerregaard-Ørnfeldt",
    "paper": True,
    "law": "serviceloven § 85, jf. § 82 a og § 82 b",
}


def _due(start: date, limit: str, **more: Any) -> Values:
    found: DueDate = due_date(start, parse_limit(limit), calendar=Calendar(), **more)
    return {"due_on": found.due_on, "steps": tuple(steps_to_json(found.steps))}


def _ordinary_due(hardest: bool) -> Values:
    return _due(date(2026, 3, 11), "20 hverdage" if hardest else "4 uger")


_LATER: Final[Values] = {"promised_on": date(2026, 4, 29)}
_NO_DATE: Final[Values] = {"time_frame": "6 uger", "next_letter_on": date(2026, 4, 24)}
_QUOTED: Final[Values] = {
    "letter_on": date(2026, 4, 28),
    "last_notice_on": date(2026, 3, 26),
    "promised_on": date(2026, 5, 20),
}
_GRANT: Final[Values] = {
    "starts": StartEvent.DECISION,
    "decided_on": date(2026, 3, 11),
    "due_on": date(2026, 3, 27),
}


def _cases(language: Language, hardest: bool) -> Values:
    areas = {
        "da": ["rengøring og tøjvask", "madservice", "personlig pleje og bad"],
        "en": ["cleaning and laundry", "meal service", "personal care and bathing"],
    }[language]
    limits = ["4 uger", "15 hverdage", "2 uger"]
    rows = zip(areas, limits, (257, 258, 259), strict=True)
    cases = [
        {"area": area, "law": "serviceloven § 83", "reference": f"2026-0{number}"}
        | _due(date(2026, 3, 11), limit)
        for area, limit, number in rows
    ]
    return {"cases": cases if hardest else cases[:2]}


def _variant(name: str, language: Language, hardest: bool) -> Values:
    words = _WORDS[language, hardest]
    reason, awaiting = {"reason": words["reason"]}, {"awaiting": words["awaiting"]}
    due = _ordinary_due(hardest)
    grant = _GRANT | {"grant": words["area"]}
    match name:
        case "acknowledgement":
            return due | {"delivery_limit": "12 hverdage"}
        case "acknowledgement/several-areas":
            return _cases(language, hardest)
        case "acknowledgement/no-deadline":
            return {"due_on": None}
        case "acknowledgement/ends-sent":
            return due | {"ends": "sent"}
        case "delay-notice":
            return due | _LATER | reason
        case "delay-notice/no-date":
            return due | _NO_DATE | awaiting
        case "delay-notice/passed":
            return due | _LATER | reason | {"letter_on": date(2026, 4, 10), "deadline_passed": True}
        case "delay-notice/awaiting-applicant":
            slip = "din seneste lønseddel" if language == "da" else "your latest payslip"
            return due | _LATER | {"awaiting": slip, "awaiting_applicant": True}
        case "delay-notice/remanded":
            return (
                due
                | _LATER
                | reason
                | {
                    "starts": StartEvent.REMAND,
                    "remand_received_on": date(2026, 3, 16),
                }
            )
        case "renewed-delay-notice":
            return due | _QUOTED | reason | {"last_promised_on": date(2026, 4, 29)}
        case "renewed-delay-notice/no-date":
            return (
                due
                | _QUOTED
                | awaiting
                | _NO_DATE
                | {
                    "last_promised_on": date(2026, 4, 29),
                    "promised_on": None,
                    "next_letter_on": date(2026, 5, 26),
                }
            )
        case "renewed-delay-notice/after-a-time-frame":
            return due | _QUOTED | reason | {"last_time_frame": "4 uger"}
        case "acute-confirmation":
            return _acute(due)
        case "acute-confirmation/hours":
            return _acute(due) | {
                "acute_decision_at": datetime(2026, 3, 27, 8, 14),
                "acute_delivery_on": date(2026, 3, 30),
            }
        case "remand-receipt":
            return _remand() | {"earlier_decided_on": date(2026, 2, 18), "help_resumed": hardest}
        case "remand-receipt/first-round-elsewhere":
            return _remand()
        case "delivery-delay-notice":
            return grant | _LATER | reason
        case "delivery-delay-notice/no-date":
            return grant | _NO_DATE | awaiting
        case "delivery-delay-notice/passed":
            return grant | _LATER | reason | {"letter_on": date(2026, 3, 30)}
        case "delivery-delay-notice/own-wish":
            return grant | _LATER | reason | {"own_wish": True}
        case "delivery-delay-notice/free-choice":
            return _rehabilitation(language) | _LATER | reason
        case "renewed-delivery-delay-notice":
            return grant | _QUOTED | reason | {"last_promised_on": date(2026, 4, 29)}
        case "renewed-delivery-delay-notice/own-wish":
            quoted = {"last_promised_on": date(2026, 4, 29), "own_wish": True}
            return grant | _QUOTED | reason | quoted
        case "renewed-delivery-delay-notice/no-date":
            return (
                grant
                | _QUOTED
                | awaiting
                | _NO_DATE
                | {
                    "promised_on": None,
                    "next_letter_on": date(2026, 5, 26),
                }
            )
        case "corrected-deadline":
            return due | {
                "told_on": date(2026, 3, 12),
                "old_due_on": date(2026, 4, 15),
                "correction_reason": words["correction_reason"],
            }
        case _:
            raise ValueError(name)


def _acute(due: Values) -> Values:
    return {
        "due_on": due["due_on"],
        "ordinary_due_on": due["due_on"],
        "acute_decision_on": date(2026, 3, 26),
        "acute_delivery_on": date(2026, 3, 26),
        "applicant_phone": "20304050",
        "call_by": datetime(2026, 3, 26, 14, 0),
        "duty_phone": "89591099",
    }


def _remand() -> Values:
    capped = _due(date(2026, 3, 16), "6 uger", event=StartEvent.REMAND, cap=parse_limit("4 uger"))
    return capped | {"starts": StartEvent.REMAND, "remand_received_on": date(2026, 3, 16)}


def _rehabilitation(language: Language) -> Values:
    return {
        "starts": StartEvent.DISCHARGE,
        "area": "genoptræning" if language == "da" else "rehabilitation",
        "law": "sundhedsloven § 140",
        "received_on": date(2026, 3, 20),
        "due_on": date(2026, 3, 27),
        "free_choice": True,
    }


VARIANTS: Final = (
    "acknowledgement",
    "acknowledgement/several-areas",
    "acknowledgement/no-deadline",
    "acknowledgement/ends-sent",
    "delay-notice",
    "delay-notice/no-date",
    "delay-notice/passed",
    "delay-notice/awaiting-applicant",
    "delay-notice/remanded",
    "renewed-delay-notice",
    "renewed-delay-notice/no-date",
    "renewed-delay-notice/after-a-time-frame",
    "acute-confirmation",
    "acute-confirmation/hours",
    "remand-receipt",
    "remand-receipt/first-round-elsewhere",
    "delivery-delay-notice",
    "delivery-delay-notice/no-date",
    "delivery-delay-notice/passed",
    "delivery-delay-notice/free-choice",
    "delivery-delay-notice/own-wish",
    "renewed-delivery-delay-notice",
    "renewed-delivery-delay-notice/no-date",
    "renewed-delivery-delay-notice/own-wish",
    "corrected-deadline",
)
LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


def example(
    variant: str, language: Language = "da", *, hardest: bool = False, **changes: Any
) -> LetterData:
    """One full example; `changes` override single values."""
    values = {
        **(_HARDEST if hardest else _ORDINARY),
        "kind": variant.split("/")[0],
        "language": language,
        "area": _WORDS[language, hardest]["area"],
        "complaint_to": _WORDS[language, hardest]["complaint_to"],
        "received_on": date(2026, 3, 11),
        **({"letter_on": date(2026, 3, 12)} if variant.startswith("acknowledgement") else {}),
        **_variant(variant, language, hardest),
        **changes,
    }
    return LetterData.model_validate(values)
