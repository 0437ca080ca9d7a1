"""From a letter's values to its words: Jinja2 prose, one template for each kind and language."""

import hashlib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from notifications import formats
from notifications.blocks import VALUE_MARK, Block, BlockKind, blocks_of, lines_of
from notifications.errors import LetterError
from notifications.letter_data import LetterData
from notifications.letter_words import words_of

TEMPLATES: Final = Path(__file__).parent / "templates"

_NOT_PROSE: Final = frozenset(
    {BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.GREETING, BlockKind.SIGNATURE}
)


def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix in (".j2", ".typ"):
            digest.update(f"{path.relative_to(TEMPLATES).as_posix()}\0".encode())
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


#: Changes when any wording or the layout does; kept beside every letter that was sent.
TEMPLATE_VERSION: Final = _version()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in words. `title` is the document's: its H1 and the case number, never a name."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def subject(self) -> str:
        """The H1 alone, as the subject in Digital Post."""
        return next(text for kind, text in self.blocks if kind is BlockKind.HEADING)

    @property
    def text(self) -> str:
        """The letter as plain text in reading order, from H1 to greeting, with ordinary spaces."""
        return "\n".join(lines_of(self.blocks)).replace(formats.NBSP, " ")

    @property
    def prose(self) -> tuple[str, ...]:
        """Its running text, for `notifications.lix`: no headings, greeting or signature."""
        prose = (text for kind, text in self.blocks if kind not in _NOT_PROSE)
        return tuple(text.replace(formats.NBSP, " ") for text in prose)


def compose(data: LetterData) -> Letter:
    """The letter in words, for reading, for e-mail and for `notifications.pdf`.

    The same data and `TEMPLATE_VERSION` always give the same letter.
    """
    template = _environment(data.language).get_template(f"{data.kind}.j2")
    rendered = template.render(words_of(data))
    blocks = tuple(Block(kind, formats.tied(text)) for kind, text in blocks_of(rendered))
    heading = next(text for kind, text in blocks if kind is BlockKind.HEADING)
    return Letter(f"{heading} ({data.reference})", blocks)


@cache
def _environment(language: formats.Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / language),
        undefined=StrictUndefined,
        finalize=_value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # a shared part ends its last block itself
        autoescape=False,  # noqa: S701 - plain text: values are kept apart by `_value`, not by HTML
        auto_reload=False,
    )
    environment.filters.update(
        date=partial(formats.prose_date, language=language),
        clock=partial(formats.clock, language=language),
        phone=formats.phone_number,
        capital=formats.capital,
    )
    return environment


def _value(value: Any) -> str:
    if value is None:
        raise LetterError("the letter's template asks for a value that the letter does not have")
    return f"{VALUE_MARK}{value}"
