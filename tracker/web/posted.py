"""A posted form as plain values: what was typed, as it was typed."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import FormData

MOST_FIELDS: Final = 400


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of a form; a field that is missing reads as empty."""

    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """What was typed in a field, without the blanks around it."""
        return next((value.strip() for key, value in self.fields if key == name), "")

    def all(self, name: str) -> list[str]:
        """Every value of a field that stands several times."""
        return [value.strip() for key, value in self.fields if key == name]

    def has(self, name: str) -> bool:
        """Whether a box was ticked or a button pressed."""
        return any(key == name for key, _ in self.fields)

    def typed(self) -> list[str]:
        """What somebody wrote or chose; not what the page had put into the form itself."""
        return [value for name, value in self.fields if value.strip() and name not in _OWN]

    @property
    def for_language(self) -> str:
        """The language that the page shall be shown in, with what was typed and nothing carried
        out; "" where the form came to be carried out."""
        return self.get(_LANGUAGE)

    def having(self, name: str, value: str) -> "Posted":
        """The same form with another value in one field."""
        others = [(key, kept) for key, kept in self.fields if key != name]
        return Posted((*others, (name, value)))


#: The button that switches the language of a page with a form.
_LANGUAGE: Final = "vis-paa"
#: What a page puts into its forms: where it was opened, on what, and which button was pressed.
_OWN: Final = frozenset(
    {"csrf", "version", "fra", "tilbage", "frist", "vist", "trin", "handling", "next", _LANGUAGE}
)
NOTHING: Final = Posted(())


# Reading a body is asynchronous in Starlette: this is the one step of a page that is.
async def read_posted(request: Request) -> Posted:
    """The form of this request; files are no part of any form of ours and are left out."""
    form: FormData = await request.form(max_files=0, max_fields=MOST_FIELDS)
    pairs = ((key, value) for key, value in form.multi_items() if isinstance(value, str))
    return Posted(tuple((key, value.replace("\r\n", "\n")) for key, value in pairs))


Form = Annotated[Posted, Depends(read_posted)]
