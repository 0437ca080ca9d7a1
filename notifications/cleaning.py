"""What people type, as one line of visible text."""

import re
import unicodedata
from typing import Final

#: Controls, invisible format characters (bidi overrides too), surrogates: nobody types them.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
_HYPHENS: Final = str.maketrans({"\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"})


def one_line(text: str) -> str:
    """The text on one line, composed (NFC), without control and other invisible characters.

    Line breaks, tabs and runs of spaces become one space, so that no value can open a new
    paragraph, hide a character or turn the direction of what follows.
    """
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
    return " ".join(seen.translate(_HYPHENS).split())


#: A day and month, a year and four digits: ten digits that may well be a CPR number.
_CPR: Final = re.compile(
    r"(?<![0-9])(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}[- ]?[0-9]{4}(?![0-9])"
)

#: Words that promise nothing; the law asks for a date, or a cause and a time frame.
_VAGUE: Final = (
    *("hurtigst muligt", "snarest", "i løbet af kort tid", "inden længe"),
    *("as soon as possible", "in due course"),
)


#: More letters than this without a space do not fit on a line of a letter.
LONGEST_WORD: Final = 60


def longest_word_in(text: str) -> int:
    """How many characters the longest word has."""
    return max(map(len, text.split(" ")))


def cpr_number_in(text: str) -> bool:
    """Whether the text holds what looks like a CPR number."""
    return bool(_CPR.search(text))


def vague_word_in(text: str) -> str | None:
    """The first wording in the text that promises no time at all, such as "hurtigst muligt"."""
    lowered = text.lower()
    return next((word for word in _VAGUE if re.search(rf"\b{word}", lowered)), None)
