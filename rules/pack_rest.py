"""What can still be read of files with mistakes, so that all mistakes are told at once."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from rules.pack_checks import Placed, area_problems, team_problems, twice_in_home
from rules.pack_errors import Problem
from rules.pack_files import MUNICIPALITY, PackFile
from rules.pack_mending import mended
from rules.pack_messages import sentence
from rules.pack_schema import CouncilFile
from rules.standard_checks import (
    Named,
    PlacedStandard,
    standards_twice,
    unknown_standards,
)
from rules.standard_schema import StandardEntry

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Rest:
    """The values of one file, of which any may be wrong; none where it is not TOML."""

    file: PackFile
    values: Mapping[str, Any] | None

    def entries(self, *path: str) -> list[Any] | None:
        """The list under a heading, empty where there is none; None where it is no list."""
        found: Any = self.values
        for name in path:
            if not isinstance(found, Mapping):
                return None
            found = found.get(name, [] if name == path[-1] else {})
        return found if isinstance(found, list) else None

    def areas(self, problems: list[Problem]) -> Iterator[Placed]:
        """The areas, those with a mistake of their own as far as they can be read.

        What only shows once such a mistake is set aside is added to `problems`.
        """
        for index, entry in enumerate(self.entries("area") or ()):
            if (area := mended(entry)) is not None:
                for found in area.found:
                    place = ("area", index, *found["loc"])
                    told = sentence({**found, "loc": place}, CouncilFile)
                    problems.append(self.file.problem(place, told))
                yield Placed(area.area, self.file, index, lost=area.lost)

    def standards(self) -> Iterator[PlacedStandard]:
        """The revisions of standards without a mistake of their own."""
        for index, entry in _sound(self.entries("quality_standard"), StandardEntry):
            yield PlacedStandard(entry, self.file, index)


def rest_problems(
    files: Sequence[PackFile], law: Sequence[Placed], *, all_read: bool
) -> Iterator[Problem]:
    """The mistakes between the entries that are sound, where some file is not.

    A team or a standard counts as unknown only where no file can hide it (`all_read`).
    """
    rests = [_Rest(file, _values(file)) for file in files]
    hidden: list[Problem] = []
    areas = [*(placed for rest in rests for placed in rest.areas(hidden)), *law]
    yield from hidden
    yield from area_problems(areas)
    for rest in rests:
        if rest.file.name.endswith(f"/{MUNICIPALITY}"):
            yield from _home_problems(rest, areas)
    yield from standards_twice([placed for rest in rests for placed in rest.standards()])
    lists = [_texts(rest.entries("quality_standard"), "id") for rest in rests]
    if all_read and not any(None in ids for ids in lists):
        known = {text for ids in lists for text in ids if text is not None}
        yield from unknown_standards(list(_named(rests)), areas, known)


def _home_problems(home: _Rest, areas: Sequence[Placed]) -> Iterator[Problem]:
    teams = _texts(home.entries("contact", "team"), "id")
    days = [
        str(entry["on"]) if isinstance(entry, Mapping) and type(entry.get("on")) is date else None
        for entry in home.entries("closing_day") or ()
    ]
    yield from twice_in_home(home.file, teams, days)
    if None not in teams:
        yield from team_problems(areas, teams)


def _named(rests: Sequence[_Rest]) -> Iterator[Named]:
    for rest in rests:
        name = (rest.values or {}).get("standard")
        if isinstance(name, str):
            yield Named(rest.file, name)


def _values(file: PackFile) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(unicodedata.normalize("NFC", file.text))
    except (ValueError, RecursionError):
        return None


def _texts(entries: list[Any] | None, key: str) -> list[str | None]:
    """One text of each entry; None for what is none, and for entries that cannot be told."""
    if entries is None:
        return [None]
    found = (entry.get(key) if isinstance(entry, Mapping) else None for entry in entries)
    return [text if isinstance(text, str) else None for text in found]


def _sound(entries: list[Any] | None, model: type[Model]) -> Iterator[tuple[int, Model]]:
    for index, entry in enumerate(entries or ()):
        try:
            yield index, model.model_validate(entry)
        except (ValidationError, RecursionError):
            continue
