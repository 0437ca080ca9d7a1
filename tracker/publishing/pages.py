"""The public pages as HTML: accessible without a script, and without a request to anybody else."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from notifications.formats import Language
from tracker.errors import Refused
from tracker.publishing.page import Page
from tracker.publishing.words import CAVEAT, PAGE

_HERE: Final = Path(__file__).parent
_DKFDS: Final = _HERE.parent / "web" / "static" / "vendor" / "dkfds"
_OURS: Final = _HERE / "static"

#: The pages of one folder, by language: Danish is what a visitor gets who asks for nothing.
FILES: Final[dict[Language, str]] = {"da": "index.html", "en": "en.html"}

#: dkfds names fonts that we do not carry; public.css names those that we do.
_FONT_FACES: Final = re.compile(rb"@font-face\s*\{[^}]*\}")
_SOURCE_MAPS: Final = re.compile(rb"\n?/\*# sourceMappingURL=[^\n*]*\*/")
_FONTS: Final = ("Regular", "Regular-Latin1", "SemiBold", "SemiBold-Latin1")


class Place(NamedTuple):
    """A municipality on the page that lists them."""

    slug: str
    name: str


def list_page(page: Page, statement: str | None) -> bytes:
    """The page of one municipality; it lies one folder below the list of municipalities.

    `statement` is the address of the accessibility statement, where there is one.
    """
    other = _other(page.language)
    return _rendered(
        "list.html.j2",
        page.language,
        assets=f"../{asset_folder()}",
        other_page=FILES[other],
        places_page=f"../{FILES[page.language]}",
        page=page,
        statement=statement,
    )


def index_page(places: Sequence[Place], language: Language, statement: str | None) -> bytes:
    """The page that lists the municipalities."""
    file = FILES[language]
    return _rendered(
        "index.html.j2",
        language,
        assets=asset_folder(),
        other_page=FILES[_other(language)],
        places=[{"name": p.name, "address": f"{p.slug}/{file}"} for p in places],
        caveat=CAVEAT[language],
        statement=statement,
    )


def _rendered(template: str, language: Language, **values: object) -> bytes:
    text = (
        _templates()
        .get_template(template)
        .render(language=language, other_language=_other(language), words=PAGE[language], **values)
    )
    return text.encode()


def _other(language: Language) -> Language:
    return "en" if language == "da" else "da"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def asset_files() -> Mapping[str, bytes]:
    """The stylesheets, fonts and licences that the pages need; raises `Refused` without them."""
    found = {"public.css": (_OURS / "public.css").read_bytes()}
    wanted = {
        "dkfds.min.css": "css/dkfds.min.css",
        "LICENSE-dkfds.md": "LICENSE.md",
        **{f"IBMPlexSans-{f}.woff2": f"fonts/IBMPlexSans-{f}.woff2" for f in _FONTS},
    }
    try:
        found |= {name: (_DKFDS / path).read_bytes() for name, path in wanted.items()}
    except OSError as error:
        raise Refused(
            "the stylesheets and fonts of the pages are not installed: run `make setup`"
        ) from error
    plain = _FONT_FACES.sub(b"", found["dkfds.min.css"])
    return found | {"dkfds.min.css": _SOURCE_MAPS.sub(b"", plain)}


@cache
def asset_folder() -> str:
    """Where the pages find them: named by what they hold, so that an old page keeps its own."""
    files = asset_files()
    together = b"".join(name.encode() + files[name] for name in sorted(files))
    return f"assets/{sha256(together).hexdigest()[:12]}"
