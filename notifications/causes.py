"""What a case waits for, and why it is late: the fixed sentences that a letter may say unasked."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from notifications.formats import Language, prose_date


class Cause(StrEnum):
    """Why a date slips; about us or about a fact, never the reader's fault, and never a pause.

    The reader's own wish for a later start is a fact; it stands beside the clock and stops nothing.
    """

    DOCTOR = "doctor"
    HOME_VISIT = "home-visit"
    AUTHORITY = "authority"
    APPLICANT = "applicant"
    MANY_APPLICATIONS = "many-applications"
    NEW_CASEWORKER = "new-caseworker"
    SUPPLIER = "supplier"
    OWN_WISH = "own-wish"
    NOT_REACHED = "not-reached"


class Wording(NamedTuple):
    """The sentences of one cause: the reason, a second one where a day is known, what is
    awaited."""

    reason: str
    since: str | None
    awaiting: str


_DANISH: Final[dict[Cause, Wording]] = {
    Cause.DOCTOR: Wording(
        "Vi venter på oplysninger fra din læge.", "Vi bad om dem {day}.", "oplysninger fra din læge"
    ),
    Cause.HOME_VISIT: Wording(
        "En fagperson skal se din bolig.",
        "Det første ledige besøg er {day}.",
        "et besøg i din bolig",
    ),
    Cause.AUTHORITY: Wording(
        "Vi venter på svar fra en anden myndighed.",
        "Vi bad om det {day}.",
        "svar fra en anden myndighed",
    ),
    Cause.APPLICANT: Wording(
        "Vi mangler stadig nogle oplysninger i sagen.", None, "nogle oplysninger fra dig"
    ),
    Cause.MANY_APPLICATIONS: Wording(
        "Vi har fået flere ansøgninger, end vi kan nå at behandle.", None, "at det bliver din tur"
    ),
    Cause.NEW_CASEWORKER: Wording(
        "En ny sagsbehandler har overtaget din sag.", None, "at den nye sagsbehandler læser din sag"
    ),
    Cause.SUPPLIER: Wording(
        "Leverandøren kan ikke begynde endnu.", None, "at leverandøren kan begynde"
    ),
    Cause.OWN_WISH: Wording(
        "Du har bedt om, at hjælpen begynder senere.",
        "Du har ønsket den fra {day}.",
        "den dag, du har ønsket",
    ),
    Cause.NOT_REACHED: Wording("Vi er ikke nået til din sag endnu.", None, "at det bliver din tur"),
}

_ENGLISH: Final[dict[Cause, Wording]] = {
    Cause.DOCTOR: Wording(
        "We are waiting for information from your doctor.",
        "We asked for it on {day}.",
        "information from your doctor",
    ),
    Cause.HOME_VISIT: Wording(
        "A specialist needs to see your home.",
        "The first free visit is on {day}.",
        "a visit to your home",
    ),
    Cause.AUTHORITY: Wording(
        "We are waiting for an answer from another authority.",
        "We asked for it on {day}.",
        "an answer from another authority",
    ),
    Cause.APPLICANT: Wording(
        "We still need some information for the case.", None, "some information from you"
    ),
    Cause.MANY_APPLICATIONS: Wording(
        "We have received more applications than we can deal with.", None, "your turn"
    ),
    Cause.NEW_CASEWORKER: Wording(
        "A new caseworker has taken over your case.", None, "the new caseworker to read your case"
    ),
    Cause.SUPPLIER: Wording("The supplier cannot start yet.", None, "the supplier to start"),
    Cause.OWN_WISH: Wording(
        "You asked for the help to begin later.",
        "You asked for it from {day}.",
        "the day you asked for",
    ),
    Cause.NOT_REACHED: Wording("We have not reached your case yet.", None, "your turn"),
}

_WORDINGS: Final = {"da": _DANISH, "en": _ENGLISH}


def reason(cause: Cause, day: date | None, language: Language) -> str:
    """Why it takes longer, as one or two fixed sentences; `day` is when we asked, of the
    visit, or the one wished for."""
    wording = _WORDINGS[language][cause]
    if day is None or wording.since is None:
        return wording.reason
    return f"{wording.reason} {wording.since.format(day=prose_date(day, language))}"


def awaiting(cause: Cause, language: Language) -> str:
    """What the case waits for, as it reads after "Vi venter på" / "We are waiting for"."""
    return _WORDINGS[language][cause].awaiting
