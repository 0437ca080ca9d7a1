"""Stylesheets, scripts, fonts and icons: read once, named by what they hold, cached for a year."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from fastapi import APIRouter, Request, Response

STATIC: Final = files("tracker.web") / "static"

#: dkfds names fonts that we do not carry; rettidig.css names those that we do.
_FONT_FACES: Final = re.compile(rb"@font-face\s*\{[^}]*\}")
_SOURCE_MAPS: Final = re.compile(rb"\n?(?://|/\*)# sourceMappingURL=[^\n*]*(?:\*/)?")
_PACKED: Final = frozenset({".css", ".js", ".svg"})
_YEAR: Final = "public, max-age=31536000, immutable"

DKFDS_CSS: Final = "vendor/dkfds/css/dkfds.min.css"
ICON_FOLDER: Final = "vendor/dkfds/img/svg-icons/"
#: One file with every icon that stands beside a word, so that they cost one request.
SPRITE: Final = "icons.svg"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    packed: bytes | None
    media_type: str


class Assets:
    """All files of the pages. Their address holds a hash of the lot: one change, new addresses."""

    def __init__(self) -> None:
        found = {name: _fitted(name, content) for name, content in _read(STATIC, "")}
        found[SPRITE] = _sprite(found)
        self._files = {name: _asset(name, content) for name, content in found.items()}
        together = b"".join(name.encode() + found[name] for name in sorted(found))
        self.version = hashlib.sha256(together).hexdigest()[:12]

    def address(self, name: str) -> str:
        """Where a page finds the file; an unknown name is a mistake in a template."""
        if name not in self._files:
            raise KeyError(f"{name} is not among the pages' files: run make setup")
        return f"/static/{self.version}/{name}"

    def get(self, name: str) -> Asset | None:
        """The file, if it is one of ours."""
        return self._files.get(name)

    def names(self) -> list[str]:
        """Every file."""
        return sorted(self._files)


def _read(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        found += _read(entry, f"{name}/") if entry.is_dir() else [(name, entry.read_bytes())]
    return found


def _fitted(name: str, content: bytes) -> bytes:
    if name.startswith("vendor/") and name.endswith((".css", ".js")):
        content = _SOURCE_MAPS.sub(b"", content)
    return _FONT_FACES.sub(b"", content) if name == DKFDS_CSS else content


def _sprite(found: dict[str, bytes]) -> bytes:
    symbols = []
    for name in sorted(found):
        if name.startswith(ICON_FOLDER) and "white" not in name:
            label = name.removeprefix(ICON_FOLDER).removesuffix(".svg")
            drawn = found[name].decode()
            body = drawn[drawn.index(">", drawn.index("<svg")) + 1 : drawn.rindex("</svg>")]
            symbols.append(f'<symbol id="{label}" viewBox="0 -960 960 960">{body}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'.encode()


def _asset(name: str, content: bytes) -> Asset:
    packed = gzip.compress(content, 9, mtime=0) if name[name.rfind(".") :] in _PACKED else None
    kind = "font/woff2" if name.endswith(".woff2") else mimetypes.guess_type(name)[0]
    return Asset(content, packed, kind or "text/plain")


router = APIRouter()


@router.get("/static/{version}/{name:path}")
def asset(request: Request, version: str, name: str) -> Response:
    """One file; an address of an earlier version still answers, but is not kept."""
    assets: Assets = request.app.state.site.assets
    found = assets.get(name)
    if found is None:
        return Response(status_code=404)
    headers = {"Cache-Control": _YEAR if version == assets.version else "no-cache"}
    content = found.content
    if found.packed is not None:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"], content = "gzip", found.packed
    return Response(content, media_type=found.media_type, headers=headers)
