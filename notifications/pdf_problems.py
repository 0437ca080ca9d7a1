"""What typst could not set, in one plain line for whoever must put it right."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import typst

from notifications.letter_data import LetterData, typed_texts

_UNSHOWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


def in_plain_words(error: typst.TypstError, data: LetterData) -> str:
    """What is wrong with this letter, where, and what to do about it."""
    message = error.message
    if "too many pages" in message:
        return "the letter runs to more than two pages: shorten the reason"
    if "no room for the address" in message:
        return (
            "the recipient's name and address do not fit the window of an envelope: "
            "at most seven lines, and shorter ones"
        )
    # A plain letter is named with the mark above it that the font lacks: the mark is what to say.
    unshown = sorted(_unshown(error.diagnostic), key=str.isascii)
    if unshown:
        return _place(unshown[0], data)
    return f"the letter could not be set: {' '.join(message.split())}"


def _unshown(diagnostic: str) -> Iterator[str]:
    for quoted in _UNSHOWN.findall(diagnostic):
        yield from _ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted)


def _place(character: str, data: LetterData) -> str:
    where = next((what for what, text in typed_texts(data) if character in text), "the letter")
    shown = f"'{character}' " if character.isprintable() else ""
    name = unicodedata.name(character, "a character without a name").lower()
    code = f"U+{ord(character):04X}"
    named = f"{shown}({code})" if shown else f"{code} ({name})"
    return f"the letter cannot show the character {named} in {where}: correct {where}"
