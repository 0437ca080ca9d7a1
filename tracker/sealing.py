"""Sealing of personal data: AES-GCM bound to the row and column, and a keyed index that finds a CPR
number."""

import hmac
import os
import secrets
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from tracker.errors import SealError

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_INDEX_BYTES: Final = 16


class Sealer:
    """Seals and opens values with keys derived from one installation key.

    A sealed value opens only in the place it was sealed for: the place (table, municipality, row
    and column) is authenticated with it, so that values cannot be swapped between rows.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise SealError(f"the key must hold {KEY_BYTES} bytes, not {len(key)}")
        self._cipher = AESGCM(_derive(key, b"rettidig seal"))
        self._index_key = _derive(key, b"rettidig index")

    def seal(self, text: str | bytes, place: str) -> bytes:
        """The sealed form of a value at a place."""
        data = text.encode() if isinstance(text, str) else text
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """What was sealed there; raises `SealError` where key, place or value do not fit."""
        try:
            return self._cipher.decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode()
            )
        except (InvalidTag, ValueError) as error:  # the latter where less than a nonce is left
            raise SealError(
                f"sealed data does not open ({place.split('/')[0]}): "
                "is RETTIDIG_KEY_FILE the key of this database?"
            ) from error

    def open(self, sealed: bytes, place: str) -> str:
        """The text that was sealed at a place."""
        return self.open_bytes(sealed, place).decode()

    def index(self, value: str) -> bytes:
        """A keyed fingerprint that finds a value again without telling it."""
        return hmac.digest(self._index_key, value.encode(), "sha256")[:_INDEX_BYTES]


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(hashes.SHA256(), KEY_BYTES, purpose).derive(key)


def read_key(path: Path) -> bytes:
    """The key in a key file; raises `SealError` in one line."""
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError as error:
        raise SealError(
            f"the key file {path} is missing: put back the one this database was made with"
        ) from error
    except (OSError, ValueError) as error:
        raise SealError(f"the key file {path} cannot be read: {error}") from error


def make_key(path: Path) -> bytes:
    """Write a new key file, readable by its owner alone; an existing file is never overwritten.

    It appears whole or not at all: of two processes that make one at once, both use the first.
    """
    key = secrets.token_bytes(KEY_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(key.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            path.hardlink_to(temporary)
        finally:
            Path(temporary).unlink()
    except FileExistsError:
        return read_key(path)
    except OSError as error:
        raise SealError(f"the key file {path} cannot be written: {error.strerror}") from error
    return key


def fingerprint(key: bytes) -> str:
    """Eight hex digits that name a key without telling it."""
    return sha256(b"rettidig key" + key).hexdigest()[:8]
