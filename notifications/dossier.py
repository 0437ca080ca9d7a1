"""A whole case on paper: chapters, tables and letters as one PDF/UA-1 and PDF/A-2a file."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from notifications.errors import LetterError
from notifications.formats import Language
from notifications.pdf import FONT_FILES, FONTS

#: Apart from the letters' templates: a new layout here is no new version of any letter.
LAYOUT: Final = Path(__file__).parent / "layouts" / "dossier.typ"

_STANDARDS: Final["list[typst.PDFStandard]"] = ["ua-1", "a-2a"]

#: See `notifications.pdf`: a stream that ends in CR can be read as one byte too long.
_TWO_READINGS: Final = b"\r\nendstream"
_SEPARATORS: Final = (("·", 400), ("·", 600), ("•", 400), ("•", 600))

_PAGE: Final[dict[Language, tuple[str, str]]] = {"da": ("Side", "af"), "en": ("Page", "of")}
_UNSHOWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")

#: So many different characters may be spelt out before a dossier is given up.
_TRIES: Final = 60

Part = dict[str, Any]


@dataclass(slots=True)
class Pages:
    """The parts of a dossier in reading order."""

    language: Language
    parts: list[Part] = field(default_factory=list)

    def title(self, text: str) -> None:
        """The one heading of the document."""
        self.parts.append({"kind": "title", "text": text})

    def chapter(self, text: str, *, new_page: bool = False) -> None:
        """A heading of the second level."""
        self.parts.append({"kind": "chapter", "text": text, "new-page": new_page})

    def section(self, text: str) -> None:
        """A heading of the third level."""
        self.parts.append({"kind": "section", "text": text})

    def subsection(self, text: str, lang: Language | None = None) -> None:
        """A heading of the fourth level."""
        self.parts.append({"kind": "subsection", "text": text, "lang": lang or self.language})

    def text(self, text: str, lang: Language | None = None) -> None:
        """A paragraph."""
        self.parts.append({"kind": "text", "text": text, "lang": lang or self.language})

    def items(self, items: Sequence[str], lang: Language | None = None) -> None:
        """A list; nothing for none."""
        if items:
            self.parts.append({"kind": "list", "items": items, "lang": lang or self.language})

    def lines(self, lines: Sequence[str], lang: Language | None = None) -> None:
        """Lines that stand below each other, such as a signature."""
        self.parts.append({"kind": "lines", "items": lines, "lang": lang or self.language})

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """A table with a header row; a width of 0 is as wide as its texts. Nothing without rows."""
        if rows:
            cells = {"header": header, "rows": rows, "widths": widths}
            self.parts.append({"kind": "table", **cells})


def render_dossier(
    pages: Pages, *, title: str, author: str, footer: Sequence[str], made_on: date
) -> bytes:
    """The pages as PDF; the same pages always give the same bytes.

    A character that the font lacks is spelt out ("[U+674E]") rather than refused: what was written
    in a case must be handed out. Raises `LetterError` in one plain line.
    """
    said = {
        "lang": pages.language,
        "title": title,
        "author": author,
        "footer": list(footer),
        "date": [made_on.year, made_on.month, made_on.day],
        "page-words": _PAGE[pages.language],
        "parts": pages.parts,
    }
    noon = datetime.combine(made_on, time(12), UTC)
    text = json.dumps(said, ensure_ascii=False)
    for separator, weight in _SEPARATORS:
        pdf, text = _compiled(text, {"separator": separator, "separator-weight": weight}, noon)
        if _TWO_READINGS not in pdf:
            break
    return pdf


def _compiled(text: str, footer: dict[str, Any], timestamp: datetime) -> tuple[bytes, str]:
    for _try in range(_TRIES):
        said = json.dumps(json.loads(text) | footer, ensure_ascii=False)
        try:
            pdf = typst.compile(
                str(LAYOUT),
                root=str(LAYOUT.parent),
                font_paths=_fonts(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"dossier": said},
                pdf_standards=_STANDARDS,
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            text = _spelt_out(text, error)
        else:
            return pdf, text
    raise LetterError("the dossier holds too many characters that cannot be shown")


def _spelt_out(text: str, error: typst.TypstError) -> str:
    """The same text with what cannot be shown written by its number."""
    unshown = {
        character
        for quoted in _UNSHOWN.findall(error.diagnostic)
        for character in _ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted)
        if not character.isascii()
    }
    if not unshown:
        raise LetterError(f"the dossier could not be set: {' '.join(error.message.split())}")
    for character in unshown:
        text = text.replace(character, f"[U+{ord(character):04X}]")
    return text


@cache
def _fonts() -> typst.Fonts:
    for name in FONT_FILES:
        if not (FONTS / name).is_file():
            raise LetterError(f"the font {name} is not installed: run `make setup`")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
