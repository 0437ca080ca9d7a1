"""Passwords: which ones we take, how they are kept, and how one is compared without telling."""

import re
import secrets
import unicodedata
from enum import StrEnum
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from tracker.errors import Refused

SHORTEST: Final = 12
LONGEST: Final = 200

#: 19 MiB and two rounds: what OWASP asks for. More memory would let many logins at once fill ours.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: What is compared when nobody has that name, so that the answer takes as long.
_NOBODY: Final = _HASHER.hash(secrets.token_urlsafe(16))

#: Words that a password may not consist of, whatever digits and signs stand around them.
_COMMON_WORDS: Final = (
    "password passwort passw0rd adgangskode kodeord hemmelig hemmelighed velkommen welcome login"
    " sommer vinter efterår forår sommerferie juleferie januar februar marts april maj juni juli"
    " august september oktober november december mandag tirsdag onsdag torsdag fredag lørdag"
    " søndag rettidig kommune sagsbehandler sagsbehandling administrator danmark københavn aarhus"
    " odense aalborg qwerty qwertyuiop qwertyuiopå asdfghjkl asdfghjklæø zxcvbnm letmein iloveyou"
    " changeme test testtest fodbold chokolade"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_RUNS: Final = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyzæøå",
    "qwertyuiopåasdfghjklæøzxcvbnm",
)

_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


class PasswordProblem(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    IS_LOGIN = "is-login"
    COMMON = "common"
    SAME = "same"
    WRONG = "wrong"  # the present one, asked for before a change


_SAID: Final = {
    PasswordProblem.TOO_SHORT: f"the password is too short: use at least {SHORTEST} characters",
    PasswordProblem.TOO_LONG: f"the password is too long: use at most {LONGEST} characters",
    PasswordProblem.IS_LOGIN: "the password holds the login name: choose another",
    PasswordProblem.COMMON: "the password is easy to guess: put four words together",
    PasswordProblem.SAME: "the new password is the old one: choose another",
    PasswordProblem.WRONG: "the present password is another",
}


class PasswordRefused(Refused):
    """The password is not taken; `why` says it as a code, for pages in another language."""

    def __init__(self, why: PasswordProblem) -> None:
        super().__init__(_SAID[why])
        self.why = why


def check_password(password: str, login: str) -> None:
    """Refuse what is short or easily guessed; raises `PasswordRefused`."""
    word = _same_letters(password)
    if len(word) < SHORTEST:
        raise PasswordRefused(PasswordProblem.TOO_SHORT)
    if len(word) > LONGEST:
        raise PasswordRefused(PasswordProblem.TOO_LONG)
    # Initials stand in many a word, also in the passwords that we make.
    if len(login) >= 4 and login.lower() in word.lower():
        raise PasswordRefused(PasswordProblem.IS_LOGIN)
    if _easily_guessed(word.lower()):
        raise PasswordRefused(PasswordProblem.COMMON)


def _easily_guessed(word: str) -> bool:
    letters = re.sub(r"[\W\d_]+", "", word)
    words = re.findall(r"[^\W\d_]+", word)
    runs = (run for line in _RUNS for run in (line, line[::-1]))
    return (
        len(set(word)) < 5
        or letters in _COMMON
        or (bool(words) and set(words) <= _COMMON and len(set(words)) == 1)
        or any(word in run for run in runs)
    )


def hash_password(password: str) -> str:
    """What is stored of a password."""
    return _HASHER.hash(_same_letters(password))


def fits(stored: str | None, password: str) -> bool:
    """Whether it is the password; takes as long when there is none."""
    try:
        _HASHER.verify(stored or _NOBODY, _same_letters(password)[: LONGEST + 1])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with less work than we ask for now."""
    return _HASHER.check_needs_rehash(stored)


def first_password() -> str:
    """A random password that can be read aloud: `k7vm-p2xd-…`, 98 bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(5))
    return "-".join(groups)


def _same_letters(password: str) -> str:
    """One form for letters that can be written in two: å as one sign, or as a and a ring."""
    return unicodedata.normalize("NFKC", password)
