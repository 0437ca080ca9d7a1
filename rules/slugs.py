"""Names for folders and areas: small letters, digits and hyphens; æ, ø, å as ae, oe, aa."""

import re
import unicodedata
from typing import Final

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})


def as_slug(text: str) -> str:
    """The nearest lower-case slug: "Børn & unge" becomes "boern-unge"."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))
