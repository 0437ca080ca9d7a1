"""The parts of a letter, and how a template's text becomes them."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple


class BlockKind(StrEnum):
    """What a part of the letter is."""

    HEADING = "heading"  # the message; one in each letter
    SUBHEADING = "subheading"  # the reader's question
    GREETING = "greeting"
    DATE = "date"  # the one sentence with the date, set apart
    DATE_ITEM = "date-item"  # one of several such sentences, in a list
    ITEM = "item"  # of a list
    SIGNATURE = "signature"  # the last words, a line each
    TEXT = "text"


class Block(NamedTuple):
    """One part of a letter, in reading order."""

    kind: BlockKind
    text: str


#: What a line of a template opens with, the longest first; other lines are running text.
MARKERS: Final = (
    ("## ", BlockKind.SUBHEADING),
    ("# ", BlockKind.HEADING),
    ("@ ", BlockKind.GREETING),
    ("! ", BlockKind.DATE),
    ("-! ", BlockKind.DATE_ITEM),
    ("- ", BlockKind.ITEM),
    ("= ", BlockKind.SIGNATURE),
)

_ONE_LINE: Final = frozenset(
    {BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.GREETING, BlockKind.SIGNATURE}
)

#: Stands before every value that is put into a template. No value holds it (it is a control
#: character, see `cleaning`), so a line that begins with a value never begins with a marker.
VALUE_MARK: Final = "\x02"


def blocks_of(rendered: str) -> tuple[Block, ...]:
    """The blocks of a rendered template.

    A marker opens a block, and so does running text after an empty line or a heading; other lines
    go on with the block before them. Values are inert: what they hold never opens a block.
    """
    blocks: list[Block] = []
    going_on = False
    for line in map(str.strip, rendered.split("\n")):
        opened = _opened(line)
        if opened is not None:
            blocks.append(opened)
        elif line and going_on:
            kind, text = blocks.pop()
            blocks.append(Block(kind, f"{text} {line}"))
        elif line:
            blocks.append(Block(BlockKind.TEXT, line))
        going_on = bool(line) and blocks[-1].kind not in _ONE_LINE
    return tuple(Block(kind, _plain(text)) for kind, text in blocks)


def _opened(line: str) -> Block | None:
    for marker, kind in MARKERS:
        if line.startswith(marker):
            return Block(kind, line.removeprefix(marker))
    return None


def _plain(text: str) -> str:
    return re.sub(" +", " ", text.replace(VALUE_MARK, "")).strip()


#: Parts that stand on following lines, without an empty line between them.
_LISTED: Final = frozenset({BlockKind.ITEM, BlockKind.DATE_ITEM, BlockKind.SIGNATURE})


def lines_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The letter as lines of plain text, an empty line between its parts."""
    before: BlockKind | None = None
    for kind, text in blocks:
        together = before is BlockKind.SUBHEADING or (kind is before and kind in _LISTED)
        if before is not None and not together:
            yield ""
        yield f"- {text}" if kind in (BlockKind.ITEM, BlockKind.DATE_ITEM) else text
        before = kind
