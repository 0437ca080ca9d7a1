"""A letter as PDF: PDF/UA-1 and PDF/A-2a in one file, set in IBM Plex Sans by typst."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import typst

from notifications.blocks import Block, BlockKind
from notifications.errors import LetterError
from notifications.formats import NBSP, Language, phone_number, plain_date
from notifications.letter_data import LetterData
from notifications.letters import TEMPLATES, Letter
from notifications.pdf_problems import in_plain_words

FONTS: Final = Path(__file__).parent / "static" / "vendor" / "ibm-plex"
FONT_FILES: Final = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")

#: Archived, and read aloud: both standards in the one file.
_STANDARDS: Final["list[typst.PDFStandard]"] = ["ua-1", "a-2a"]

#: A stream whose data happen to end in CR, before the LF that typst sets, can be read as one byte
#: too long (ISO 19005-2, 6.1.7.1): some validators refuse it, one letter in twenty. A footer set
#: with the next separator gives other streams, most often the fonts', and the same letter.
_TWO_READINGS: Final = b"\r\nendstream"
_SEPARATORS: Final = (("·", 400), ("·", 600), ("•", 400), ("•", 600))

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "da": {
        "sender": "Afsender",
        "date": "Dato",
        "reference": "Sagsnummer",
        "phone": "Telefon",
        "page": "Side",
        "of": "af",
    },
    "en": {
        "sender": "Sender",
        "date": "Date",
        "reference": "Case number",
        "phone": "Telephone",
        "page": "Page",
        "of": "of",
    },
}

_LISTS: Final = {
    BlockKind.ITEM: "list",
    BlockKind.DATE_ITEM: "date-list",
    BlockKind.SIGNATURE: "signature",
}


def render_pdf(letter: Letter, data: LetterData) -> bytes:
    """The letter on paper: the same letter and data always give the same bytes.

    Safe in several threads (each has a compiler of its own) and in processes that were spawned; a
    process forked after a letter was rendered hangs. Raises `LetterError` in one plain line when
    the font is not installed, when a character cannot be shown, when the address does not fit the
    window, and when the letter runs to more than two pages.
    """
    page = _page(letter, data)
    noon = datetime.combine(data.letter_on, time(12), UTC)
    try:
        for separator, weight in _SEPARATORS:
            pdf = _compiled(page | {"separator": separator, "separator-weight": weight}, noon)
            if _TWO_READINGS not in pdf:
                break
    except typst.TypstError as error:
        raise LetterError(in_plain_words(error, data)) from error
    return pdf


def _compiled(page: dict[str, Any], timestamp: datetime) -> bytes:
    pdf, warnings = _compiler().compile_with_warnings(
        format="pdf",
        sys_inputs={"letter": json.dumps(page, ensure_ascii=False)},
        pdf_standards=_STANDARDS,
        timestamp=timestamp,
    )
    if warnings or not isinstance(pdf, bytes):
        found = warnings[0].message if warnings else "nothing was written"
        raise LetterError(f"the letter could not be set: {found}")
    return pdf


_of_this_thread = threading.local()


def _compiler() -> typst.Compiler:
    """The compiler of this thread; one that two threads share fails."""
    made: typst.Compiler | None = getattr(_of_this_thread, "compiler", None)
    if made is None:
        made = typst.Compiler(
            str(TEMPLATES / "letter.typ"),
            root=str(TEMPLATES),
            font_paths=_fonts(),
            ignore_system_fonts=True,
        )
        _of_this_thread.compiler = made
    return made


@cache
def _fonts() -> typst.Fonts:
    """IBM Plex Sans and nothing else, so that no other font can step in unseen."""
    for name in FONT_FILES:
        if not (FONTS / name).is_file():
            raise LetterError(f"the letters' font {name} is not installed: run `make setup`")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _page(letter: Letter, data: LetterData) -> dict[str, Any]:
    words = _WORDS[data.language]
    parts = list(_parts(letter.blocks))
    last = max(i for i, part in enumerate(parts) if part["kind"] == BlockKind.SUBHEADING)
    return {
        "lang": data.language,
        "title": letter.title,
        "date": [data.letter_on.year, data.letter_on.month, data.letter_on.day],
        "window": data.window.model_dump(),
        "municipality": data.municipality.name,
        "return-lines": [f"{words['sender']}: {line}" for line in _return_lines(data)],
        "recipient": [data.recipient.name, *data.recipient.address_lines],
        "facts": _facts(data, words),
        "footer": list(_footer(data)),
        "page-words": [words["page"], words["of"]],
        "parts": parts[:last],
        "last-parts": parts[last:],
    }


def _parts(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """The blocks as the layout reads them, with the items of a list gathered."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        texts = [block.text for block in group]
        if kind in _LISTS:
            yield {"kind": _LISTS[kind], "items": texts}
        else:
            yield from ({"kind": kind, "text": text} for text in texts)


def _facts(data: LetterData, words: dict[str, str]) -> list[tuple[str, str]]:
    facts = [
        (words["date"], plain_date(data.letter_on, data.language)),
        (words["reference"], data.reference),
    ]
    return [*facts, (words["phone"], phone_number(data.phone))] if data.phone else facts


def _return_lines(data: LetterData) -> list[str]:
    """The sender's address on one line, the fullest first."""
    name, lines = data.municipality.name, data.municipality.address_lines
    return [
        ", ".join(parts) for parts in ((name, *lines), (name, *lines[-2:]), lines[-2:] or (name,))
    ]


def _footer(data: LetterData) -> Iterator[str]:
    yield data.municipality.name
    if data.municipality.address_lines:
        yield ", ".join(data.municipality.address_lines)
    if data.municipality.cvr:
        yield f"CVR{NBSP}{phone_number(data.municipality.cvr)}"
