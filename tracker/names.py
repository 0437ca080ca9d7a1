"""How a name is found again while it is sealed: keyed fingerprints of its words and of their
beginnings (docs/decisions/035)."""

import re
import unicodedata
from typing import Final

from tracker.sealing import Sealer

#: Shorter beginnings would find half the town.
SHORTEST_BEGINNING: Final = 3
#: What is longer is found by its first letters.
LONGEST_BEGINNING: Final = 10

_WORD: Final = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared: small letters, no accents, å as aa."""
    small = unicodedata.normalize("NFC", text).casefold().replace("å", "aa")
    plain = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def fits(name: str, asked: str) -> bool:
    """Whether every word that was asked for is a word of the name, or the beginning of one."""
    words = words_of(name)
    return all(
        any(w == part or (len(part) >= SHORTEST_BEGINNING and w.startswith(part)) for w in words)
        for part in words_of(asked)
    )


def name_tokens(name: str, sealer: Sealer, municipality_code: str) -> set[bytes]:
    """The fingerprints of a name: of each word, and of its beginnings from three letters on."""
    return {
        _token(part, sealer, municipality_code)
        for word in words_of(name)
        for part in (word[:LONGEST_BEGINNING], *_beginnings(word))
    }


def asked_tokens(asked: str, sealer: Sealer, municipality_code: str) -> list[bytes]:
    """The fingerprint that each word of a search must find; `fits` then looks closer."""
    words = dict.fromkeys(word[:LONGEST_BEGINNING] for word in words_of(asked))
    return [_token(word, sealer, municipality_code) for word in words]


def _beginnings(word: str) -> list[str]:
    return [word[:n] for n in range(SHORTEST_BEGINNING, min(len(word), LONGEST_BEGINNING))]


def _token(part: str, sealer: Sealer, municipality_code: str) -> bytes:
    return sealer.index(f"name:{municipality_code}:{part}")
