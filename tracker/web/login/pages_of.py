"""The page that something belongs to: where somebody goes on after the login.

A letter that is looked at while it is written, and a list as a file, are no pages: whoever went on
there would lose the form, or stay on the login page beside a file.
"""

from collections.abc import Sequence
from typing import Final

Fields = list[tuple[str, str]]

#: The letter as it would be, posted from the form that it is written on.
_DRAFT: Final = "/besked/kladde.pdf"
_FILES: Final = (".csv", ".xlsx")


def page_of(path: str) -> str:
    """The page of a list, where its file was asked for."""
    ending = next((ending for ending in _FILES if path.endswith(ending)), "")
    return path.removesuffix(ending)


def form_of(path: str, fields: Sequence[tuple[str, str]]) -> tuple[str, Fields]:
    """The form that was being filled in, and its fields: what only looks at it carries nothing out
    afterwards either."""
    if not path.endswith(_DRAFT):
        return path, list(fields)
    others = [(name, value) for name, value in fields if name != "handling"]
    return path.removesuffix("/kladde.pdf"), [*others, ("handling", "vis")]
