"""Why a date that somebody was told has moved, in the words of the letter about it."""

from typing import Final

from notifications.formats import Language

#: Why a date moved, as it reads after "fordi" / "because"; by the reason stored with the old date.
_CORRECTIONS: Final[dict[Language, dict[str, str]]] = {
    "da": {
        "receipt-corrected": "vi havde skrevet en forkert dag for, hvornår din ansøgning kom",
        "reclassified": "sagen hører under et andet område, end vi først skrev",
        "remand-corrected": "vi havde skrevet en forkert dag for, "
        "hvornår Ankestyrelsens afgørelse kom",
        "closing-day": "kommunens lukkedage er ændret, og kun dage, hvor rådhuset har åbent, "
        "tæller med i fristen",
    },
    "en": {
        "receipt-corrected": "we had written down the wrong day "
        "for the receipt of your application",
        "reclassified": "the case belongs to another area than we first wrote",
        "remand-corrected": "we had written down the wrong day "
        "for the decision of the Appeals Board",
        "closing-day": "the municipality's closing days have changed, and only days on which the "
        "town hall is open count towards the deadline",
    },
}
_CORRECTED: Final[dict[Language, str]] = {
    "da": "fristen er regnet ud på ny",
    "en": "the deadline has been worked out anew",
}


def why_moved(reason: str | None, language: Language) -> str:
    """The words for the reason that is stored with the old date."""
    return _CORRECTIONS[language].get(reason or "", _CORRECTED[language])
