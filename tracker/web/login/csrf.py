"""The token that every form carries, so that another site cannot post in somebody's name."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final

FIELD: Final = "csrf"
HEADER: Final = "X-CSRF-Token"

_LENGTH: Final = 32


def new_secret() -> str:
    """A secret for a browser that is not signed in."""
    return urlsafe_b64encode(secrets.token_bytes(_LENGTH)).decode()


def secret_of(text: str | None) -> bytes | None:
    """The secret in a cookie, if it is one."""
    raw = _decoded(text or "")
    return raw if len(raw) == _LENGTH else None


def token(secret: bytes) -> str:
    """A token of the secret. Each is another: packed pages would else tell it by their length."""
    mask = secrets.token_bytes(_LENGTH)
    return urlsafe_b64encode(mask + _mixed(mask, secret)).decode()


def matches(given: str, secret: bytes) -> bool:
    """Whether a form carries a token of the secret."""
    raw = _decoded(given)
    if len(raw) != 2 * _LENGTH:
        return False
    return hmac.compare_digest(_mixed(raw[:_LENGTH], raw[_LENGTH:]), secret)


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _decoded(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii"))
    except (NotBase64, UnicodeEncodeError):
        return b""
