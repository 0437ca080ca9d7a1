"""Tokens of sessions and kept forms: `0999.` and random letters.

The municipality leads to the row, whose key begins with it. The database holds a hash alone.
"""

import secrets
from hashlib import sha256
from typing import Final

TOKEN_BYTES: Final = 32


def new_token(municipality_code: str) -> str:
    """A token that nobody can guess, with the municipality in front."""
    return f"{municipality_code}.{secrets.token_urlsafe(TOKEN_BYTES)}"


def token_hash(token: str) -> bytes:
    """What is stored of a token: it is random, so one hash is enough."""
    return sha256(token.encode()).digest()


def municipality_of(token: str) -> str | None:
    """The municipality that a token names; None where it is not one of ours."""
    code, _, rest = token.partition(".")
    plain = len(code) == 4 and code.isascii() and code.isdigit() and 20 < len(rest) < 100
    return code if plain else None
