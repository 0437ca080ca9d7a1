"""Where in a TOML text a key stands: the second look, taken only when its meaning is wrong.

tomllib keeps no lines. The text is known to be TOML by then, so a light reading is enough.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

Place = tuple[str | int, ...]

_PIECE: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # strings that run over several lines
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*|\n|[\[{]|[\]}]|[^\n\[\]{}\"'#]+|.",
    re.DOTALL,
)
_PART: Final = r'(?:"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+)'
_KEY: Final = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*(?:=|\]|$)")
_PARTS: Final = re.compile(_PART)


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, counted from 1, of the key that `path` names, else of the nearest table around it.

    A path is what pydantic reports: ("area", 2, "decision", "within"), lists counted from zero.
    """
    places = _places_in(text)
    wanted = tuple(path)
    while wanted and wanted not in places:
        wanted = wanted[:-1]
    return places.get(wanted, 1)


@lru_cache(maxsize=4)
def _places_in(text: str) -> dict[Place, int]:
    """Every place of a text, kept while the mistakes of one file are put together."""
    return dict(_places(text))


def _places(text: str) -> Iterator[tuple[Place, int]]:
    table: Place = ()
    counts: dict[Place, int] = {}
    for line, statement in _statements(text):
        if statement.startswith("["):
            table = _header(statement, counts)
            yield table, line
        elif found := _KEY.match(statement):
            yield table + tuple(_names(found[1])), line


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each table heading and each `key = value`, with the line it begins on."""
    line, depth = 1, 0
    start, kept = 1, ""
    for piece in _PIECE.findall(text):
        if piece == "\n" and depth == 0:
            if kept.strip():
                yield start, kept.strip()
            kept = ""
        elif not piece.startswith("#"):
            start = start if kept.strip() else line
            kept += piece
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(piece, 0)
        line += piece.count("\n")
    if kept.strip():
        yield start, kept.strip()


def _header(statement: str, counts: dict[Place, int]) -> Place:
    """The path of `[a.b]` or `[[a.b]]`; a list of tables carries the number of its last entry."""
    names = _names(statement.strip("[] \t\r"))
    path: Place = ()
    for position, name in enumerate(names, start=1):
        path = (*path, name)
        if statement.startswith("[[") and position == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _names(key: str) -> list[str]:
    return [part.strip("\"'") for part in _PARTS.findall(key)]
