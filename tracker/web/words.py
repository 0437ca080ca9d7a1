"""What the pages say: written in Danish where it stands, and in English by a gettext catalogue."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from notifications.formats import Language

CATALOGUE: Final = "locale/en/LC_MESSAGES/rettidig.po"


def mark(text: str) -> str:
    """Marks a Danish text in a table for the catalogue; it is translated where it is said."""
    return text


class Words:
    """The sentences of one language. Those without a translation are said in Danish."""

    def __init__(self, language: Language, found: Mapping[str, tuple[str, ...]]) -> None:
        self.language = language
        self._found = found

    def text(self, text: str) -> str:
        """A sentence whose values are not filled in yet."""
        return self._found.get(text, (text,))[0]

    def plural(self, one: str, several: str, number: int) -> str:
        """The form of a sentence that goes with a number; its values are not filled in yet."""
        forms = self._found.get(one, (one, several))
        return forms[0 if number == 1 else -1]

    def say(self, text: str, /, **values: object) -> str:
        """A sentence with its values: `say("Sag %(reference)s", reference=…)`."""
        said = self.text(text)
        return said % values if values else said

    def count(self, one: str, several: str, number: int, /, **values: object) -> str:
        """A sentence about a number of things; `%(num)s` is the number."""
        return self.plural(one, several, number) % {"num": number, **values}


@cache
def words(language: Language) -> Words:
    """The sentences of a language, read once."""
    return Words(language, {} if language == "da" else _translations())


def _translations() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue():
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if one and said and all(said):
            found[one] = said
    return found


def catalogue() -> Catalog:
    """The English catalogue as it stands in the package."""
    with (files("tracker.web") / CATALOGUE).open("rb") as file:
        return read_po(file, locale="en")
